"""The category file: product groups and kinds of things, read and checked before use."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from reuse.quantities import Measure

KEY = re.compile(r"[a-z][a-z0-9_]*\Z")
UNSPSC = re.compile(r"(\d{8})?\Z")
MONTHS_A_YEAR = 12

Choice = TypeVar("Choice", bound=StrEnum)

# The drawings of static/icons that stand for a kind of thing.
ICONS = frozenset(
    (
        "chair office-chair armchair sofa stool table desk sit-stand-desk cabinet shelf drawer locker"
        " wardrobe bed cot lamp ceiling-lamp acoustic whiteboard screen computer phone printer"
        " projector fridge oven washing-machine dishwasher kitchen coffee vacuum tool ladder toy ball"
        " bicycle pram plant curtain carpet door window brick wood tile radiator sink box book"
        " instrument garden bin medical service other"
    ).split()
)

# What a factor's unit asks for when people count the thing in another way.
COUNTED_AS_IS = {
    "piece": {Measure.PIECE, Measure.SET},
    "kg": {Measure.KG},
    "m2": {Measure.M2},
}
NEEDED_TO_CONVERT = {"kg": "weight", "m2": "dimensions"}


class Field(StrEnum):
    """What a category asks for beyond photo, quantity and condition."""

    DIMENSIONS = "dimensions"
    WEIGHT = "weight"
    BRAND = "brand"
    YEAR = "year"
    SEAT_HEIGHT = "seat_height"
    SIZE_MARK = "size_mark"
    ELECTRICAL = "electrical"
    CLEANED = "cleaned"
    UPHOLSTERED = "upholstered"
    FIRE_CLASS = "fire_class"
    COLOUR = "colour"
    MATERIAL = "material"


class Safety(StrEnum):
    """May such a thing be passed on: yes, under the stated condition, or never."""

    ALLOWED = "allowed"
    CONDITIONAL = "conditional"
    BLOCKED = "blocked"


class Agreement(StrEnum):
    """Which kind of shared agreement usually covers it; procurement decides in the end."""

    FURNITURE = "furniture"
    IT = "it"
    TOOLS = "tools"
    TOYS_SPORT = "toys_sport"
    BUILDING = "building"
    NONE = "none"
    UNKNOWN = "unknown"


class InEhandel(StrEnum):
    """Whether it can usually be bought in the e-procurement system."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class CategoryFileError(ValueError):
    """A row of the category file is wrong: `key` says which row, `problem` what to change."""

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(f"{key}: {problem}")
        self.key = key
        self.problem = problem


@dataclass(frozen=True)
class Group:
    """A product group of the policy, with the words that others use for it."""

    key: str
    da: str
    en: str
    synonyms: tuple[str, ...]
    icon: str
    sort: int


@dataclass(frozen=True)
class Category:
    """A kind of thing; `factor` is empty where no credible number exists.

    `typical_mass_g` is the mass of one unit of the factor.
    """

    key: str
    group: str
    da: str
    da_plural: str
    en: str
    en_plural: str
    synonyms: tuple[str, ...]
    measure: Measure
    icon: str
    fields: tuple[Field, ...]
    unspsc: str
    factor: str
    typical_mass_g: int | None
    life_months: int | None
    agreement: Agreement
    ehandel: InEhandel
    it: bool
    stock: bool
    safety: Safety
    safety_reason_da: str
    safety_reason_en: str
    go_instead_da: str
    go_instead_en: str

    @property
    def life_years(self) -> int | None:
        """Whole years, rounded down: a shorter life claims less."""
        return None if self.life_months is None else self.life_months // MONTHS_A_YEAR


@dataclass(frozen=True)
class CategoryFile:
    """One version of the tree, groups by their sort number and categories as written."""

    version: str
    groups: tuple[Group, ...]
    categories: tuple[Category, ...]


def load_categories(path: Path, factor_units: Mapping[str, str] | None = None) -> CategoryFile:
    """Read the tree from a TOML file; raises CategoryFileError with the row's key and the problem.

    `factor_units` gives each known factor's unit; with it, references to factors are checked too.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CategoryFileError(path.name, f"is not readable as TOML: {error}") from error
    top = _Row(raw, "the file")
    version = top.text("version")
    groups = tuple(_group(row) for row in top.rows("group"))
    categories = tuple(_category(row) for row in top.rows("category"))
    top.must_be_read()
    _must_be_unique("group", (group.key for group in groups))
    _must_be_unique("category", (category.key for category in categories))
    group_keys = {group.key for group in groups}
    for category in categories:
        if category.group not in group_keys:
            raise CategoryFileError(category.key, f"belongs to a group that does not exist: {category.group}")
        if factor_units is not None:
            _check_factor(category, factor_units)
    return CategoryFile(version, tuple(sorted(groups, key=lambda group: group.sort)), categories)


def _group(row: "_Row") -> Group:
    group = Group(
        key=row.row_key(),
        da=row.text("da"),
        en=row.text("en"),
        synonyms=row.texts("synonyms"),
        icon=row.icon(),
        sort=row.whole("sort"),
    )
    row.must_be_read()
    return group


def _category(row: "_Row") -> Category:
    category = Category(
        key=row.row_key(),
        group=row.text("group"),
        da=row.text("da"),
        da_plural=row.text("da_plural"),
        en=row.text("en"),
        en_plural=row.text("en_plural"),
        synonyms=row.texts("synonyms"),
        measure=row.choice("measure", Measure),
        icon=row.icon(),
        fields=row.choices("fields", Field),
        unspsc=row.text("unspsc", may_be_empty=True),
        factor=row.text("factor", may_be_empty=True),
        typical_mass_g=row.whole("typical_mass_g") if row.has("typical_mass_g") else None,
        life_months=row.months("life_years") if row.has("life_years") else None,
        agreement=row.choice("agreement", Agreement),
        ehandel=row.choice("ehandel", InEhandel),
        it=row.flag("it", default=False),
        stock=row.flag("stock", default=True),
        safety=row.choice("safety", Safety),
        safety_reason_da=row.text("safety_reason_da", may_be_empty=True, may_be_left_out=True),
        safety_reason_en=row.text("safety_reason_en", may_be_empty=True, may_be_left_out=True),
        go_instead_da=row.text("go_instead_da", may_be_empty=True, may_be_left_out=True),
        go_instead_en=row.text("go_instead_en", may_be_empty=True, may_be_left_out=True),
    )
    row.must_be_read()
    _check_words(category)
    return category


def _check_words(category: Category) -> None:
    """Codes have eight digits, synonyms add something, a restriction says why and what instead."""
    if not UNSPSC.match(category.unspsc):
        raise CategoryFileError(category.key, f"unspsc must be eight digits or empty: {category.unspsc}")
    if not category.synonyms:
        raise CategoryFileError(category.key, "has no synonyms")
    words = [word.casefold() for word in category.synonyms]
    names = {category.da.casefold(), category.da_plural.casefold()}
    for word in words:
        if words.count(word) > 1 or word in names:
            raise CategoryFileError(category.key, f"the synonym is already there: {word}")
    for name in ("safety_reason_da", "safety_reason_en", "go_instead_da", "go_instead_en"):
        given = bool(getattr(category, name))
        if given is (category.safety is Safety.ALLOWED):
            raise CategoryFileError(
                category.key,
                f"{name} is {'not used' if given else 'missing'} when safety is {category.safety}",
            )


def _check_factor(category: Category, factor_units: Mapping[str, str]) -> None:
    """A factor must exist, and what converts the measure to its unit must be asked for."""
    if not category.factor:
        return
    unit = factor_units.get(category.factor)
    if unit is None:
        raise CategoryFileError(category.key, f"points at a factor that does not exist: {category.factor}")
    if unit not in COUNTED_AS_IS:
        raise CategoryFileError(category.key, f"the factor {category.factor} is per {unit}, not per thing")
    if category.measure in COUNTED_AS_IS[unit]:
        return
    needed = NEEDED_TO_CONVERT.get(unit)
    if needed is None or needed not in category.fields:
        raise CategoryFileError(
            category.key,
            f"is counted in {category.measure} but its factor is per {unit}: "
            + (f"ask for {needed}" if needed else "change the measure"),
        )


def _must_be_unique(what: str, keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise CategoryFileError(key, f"two {what} rows have this key")
        seen.add(key)


class _Row:
    """One table of the file; remembers what was read, so that a misspelt name is found."""

    def __init__(self, values: Mapping[str, Any], name: str) -> None:
        self._values = values
        self._unread = set(values)
        self._name = name

    def has(self, name: str) -> bool:
        return name in self._values

    def row_key(self) -> str:
        key = self.text("key")
        if not KEY.match(key):
            raise self._wrong(f"key must be lower-case letters, digits and underscores: {key}")
        self._name = key
        return key

    def text(self, name: str, *, may_be_empty: bool = False, may_be_left_out: bool = False) -> str:
        if may_be_left_out and not self.has(name):
            return ""
        return self._text(name, self._take(name), may_be_empty=may_be_empty)

    def texts(self, name: str) -> tuple[str, ...]:
        values = self._take(name)
        if not isinstance(values, list):
            raise self._wrong(f"{name} must be a list")
        return tuple(self._text(name, value) for value in values)

    def whole(self, name: str) -> int:
        value = self._take(name)
        if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
            raise self._wrong(f"{name} must be a whole number above zero: {value}")
        return value

    def months(self, name: str) -> int:
        """Years, halves and quarters too, as whole months."""
        value = self._take(name)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self._wrong(f"{name} must be a number: {value}")
        months = value * MONTHS_A_YEAR
        if months <= 0 or months != int(months):
            raise self._wrong(f"{name} must be a number of whole months above zero: {value}")
        return int(months)

    def flag(self, name: str, *, default: bool) -> bool:
        if not self.has(name):
            return default
        value = self._take(name)
        if not isinstance(value, bool):
            raise self._wrong(f"{name} must be true or false: {value}")
        return value

    def choice(self, name: str, allowed: type[Choice]) -> Choice:
        return self._choice(name, self._take(name), allowed)

    def choices(self, name: str, allowed: type[Choice]) -> tuple[Choice, ...]:
        return tuple(self._choice(name, value, allowed) for value in self.texts(name))

    def icon(self) -> str:
        icon = self.text("icon")
        if icon not in ICONS:
            raise self._wrong(f"no such icon: {icon}")
        return icon

    def rows(self, name: str) -> list["_Row"]:
        values = self._take(name)
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self._wrong(f"{name} must be a list of tables, each begun with [[{name}]]")
        return [_Row(value, str(value.get("key", f"{name} {n}"))) for n, value in enumerate(values, 1)]

    def must_be_read(self) -> None:
        if self._unread:
            raise self._wrong(f"unknown name: {', '.join(sorted(self._unread))}")

    def _take(self, name: str) -> Any:
        if name not in self._values:
            raise self._wrong(f"{name} is missing")
        self._unread.discard(name)
        return self._values[name]

    def _text(self, name: str, value: Any, *, may_be_empty: bool = False) -> str:
        if not isinstance(value, str) or value != value.strip():
            raise self._wrong(f"{name} must be text without spaces around it: {value!r}")
        if not value and not may_be_empty:
            raise self._wrong(f"{name} is empty")
        return value

    def _choice(self, name: str, value: Any, allowed: type[Choice]) -> Choice:
        try:
            return allowed(value)
        except ValueError as error:
            raise self._wrong(f"{name} must be one of {', '.join(allowed)}: {value}") from error

    def _wrong(self, problem: str) -> CategoryFileError:
        return CategoryFileError(self._name, problem)
