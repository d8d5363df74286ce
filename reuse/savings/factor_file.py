"""The factor and parameter files: grams of CO2e with citations, read and checked before use."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from io import StringIO
from pathlib import Path
from typing import TypeVar

FACTOR_UNITS = frozenset({"piece", "kg", "m2", "case_year"})
PARAMETER_UNITS = frozenset(
    {
        "g CO2e/km",
        "g CO2e/kWh",
        "g CO2e/kg",
        "g CO2e/t",
        "g CO2e/kr",
        "g CO2e/2022 USD",
        "kWh/km",
        "share",
    }
)
CONFIDENCES = frozenset({"measured-source", "derived", "proxy"})
CITATION = ("boundary", "source_title", "publisher", "year", "source", "licence", "quote")
NOTHING = frozenset({"", "-", "none"})  # how a source column says that there is no source
MONTHS_A_YEAR = 12

Row = TypeVar("Row", "FactorRow", "ParameterRow")


class FactorFileError(ValueError):
    """A row of a factor or parameter file is wrong: `key` says which, `problem` what to change."""

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(f"{key}: {problem}")
        self.key = key
        self.problem = problem


@dataclass(frozen=True)
class FactorRow:
    """Grams of CO2e for one `unit` of a new thing; a number is None where none is credible.

    `typical_mass_g` is the mass of one unit. A bound may be missing where the middle is known.
    """

    factor_key: str
    name_da: str
    name_en: str
    unit: str
    typical_mass_g: int | None
    co2e_low_g: int | None
    co2e_mid_g: int | None
    co2e_high_g: int | None
    life_months: int | None
    boundary: str
    source_title: str
    publisher: str
    year: str
    source: str
    licence: str
    quote: str
    confidence: str
    note: str

    @property
    def life_years(self) -> int | None:
        """Whole years, rounded down: a shorter life claims less."""
        return None if self.life_months is None else self.life_months // MONTHS_A_YEAR


@dataclass(frozen=True)
class ParameterRow:
    """A number that several savings share, such as grams of CO2e per kilometre; exact as cited."""

    param_key: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    unit: str
    source: str
    quote: str
    note: str


def load_factors(path: Path) -> tuple[FactorRow, ...]:
    """Read a factor file in its order; raises FactorFileError with key and problem."""
    columns = [field.name for field in fields(FactorRow)]
    columns[columns.index("life_months")] = "life_years"
    return _unique(path, (_factor(cells) for cells in _cells(path, columns)), _factor_key)


def load_parameters(path: Path) -> tuple[ParameterRow, ...]:
    """Read a parameter file in its order; raises FactorFileError with key and problem."""
    columns = [field.name for field in fields(ParameterRow)]
    return _unique(path, (_parameter(cells) for cells in _cells(path, columns)), _parameter_key)


def _factor(cells: Mapping[str, str]) -> FactorRow:
    key = _key(cells, "factor_key")
    row = FactorRow(
        factor_key=key,
        name_da=cells["name_da"],
        name_en=cells["name_en"],
        unit=cells["unit"],
        typical_mass_g=_grams(key, "typical_mass_g", cells),
        co2e_low_g=_grams(key, "co2e_low_g", cells),
        co2e_mid_g=_grams(key, "co2e_mid_g", cells),
        co2e_high_g=_grams(key, "co2e_high_g", cells),
        life_months=_months(key, cells),
        boundary=cells["boundary"],
        source_title=cells["source_title"],
        publisher=cells["publisher"],
        year=cells["year"],
        source=cells["source"],
        licence=cells["licence"],
        quote=cells["quote"],
        confidence=cells["confidence"],
        note=cells["note"],
    )
    if not row.name_da or not row.name_en:
        raise FactorFileError(key, "a name is missing")
    if row.unit not in FACTOR_UNITS:
        raise FactorFileError(key, f"unit must be one of {_list(FACTOR_UNITS)}: {row.unit}")
    if row.confidence not in CONFIDENCES:
        raise FactorFileError(key, f"confidence must be one of {_list(CONFIDENCES)}: {row.confidence}")
    _check_range(key, row.co2e_low_g, row.co2e_mid_g, row.co2e_high_g)
    if row.co2e_mid_g is not None:
        _must_be_cited(key, cells, CITATION)
    elif not row.note:
        raise FactorFileError(key, "has no number, so the note must say why")
    return row


def _parameter(cells: Mapping[str, str]) -> ParameterRow:
    key = _key(cells, "param_key")
    value = _number(key, "value", cells)
    if value is None:
        raise FactorFileError(key, "value is missing")
    row = ParameterRow(
        param_key=key,
        value=value,
        low=_number(key, "low", cells),
        high=_number(key, "high", cells),
        unit=cells["unit"],
        source=cells["source"],
        quote=cells["quote"],
        note=cells["note"],
    )
    if row.unit not in PARAMETER_UNITS:
        raise FactorFileError(key, f"unit must be one of {_list(PARAMETER_UNITS)}: {row.unit}")
    _check_range(key, row.low, row.value, row.high)
    if row.unit == "share" and max(row.value, row.high or row.value) > 1:
        raise FactorFileError(key, "a share cannot be above 1")
    _must_be_cited(key, cells, ("source", "quote"))
    return row


def _check_range(
    key: str, low: Decimal | int | None, mid: Decimal | int | None, high: Decimal | int | None
) -> None:
    """Low, middle and high must be in order; bounds without a middle value mean nothing."""
    if mid is None:
        if low is not None or high is not None:
            raise FactorFileError(key, "has a bound but no middle value")
        return
    if low is not None and low > mid:
        raise FactorFileError(key, f"low {low} is above the middle value {mid}")
    if high is not None and high < mid:
        raise FactorFileError(key, f"high {high} is below the middle value {mid}")


def _must_be_cited(key: str, cells: Mapping[str, str], names: Iterable[str]) -> None:
    for name in names:
        if cells[name].lower() in NOTHING:
            raise FactorFileError(key, f"has a number, so {name} must say where it is from")


def _cells(path: Path, columns: list[str]) -> Iterator[dict[str, str]]:
    """The rows of a CSV file by column name; the columns must be exactly these, in this order."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise FactorFileError(path.name, f"is not UTF-8: {error}") from error
    rows = csv.reader(StringIO(text), strict=True)
    try:
        if next(rows, None) != columns:
            raise FactorFileError(path.name, f"the first line must be {','.join(columns)}")
        for cells in rows:
            if len(cells) != len(columns):
                name = cells[0] if cells else f"line {rows.line_num}"
                raise FactorFileError(name, f"has {len(cells)} cells instead of {len(columns)}")
            yield dict(zip(columns, cells, strict=True))
    except csv.Error as error:
        raise FactorFileError(f"line {rows.line_num}", f"is not readable as CSV: {error}") from error


def _unique(path: Path, rows: Iterable[Row], key_of: Callable[[Row], str]) -> tuple[Row, ...]:
    found: dict[str, Row] = {}
    for row in rows:
        if key_of(row) in found:
            raise FactorFileError(key_of(row), "two rows have this key")
        found[key_of(row)] = row
    if not found:
        raise FactorFileError(path.name, "has no rows")
    return tuple(found.values())


def _factor_key(row: FactorRow) -> str:
    return row.factor_key


def _parameter_key(row: ParameterRow) -> str:
    return row.param_key


def _key(cells: Mapping[str, str], column: str) -> str:
    if not cells[column]:
        raise FactorFileError(column, "is empty in a row")
    return cells[column]


def _grams(key: str, column: str, cells: Mapping[str, str]) -> int | None:
    text = cells[column]
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        raise FactorFileError(key, f"{column} must be whole grams: {text}")
    return int(text)


def _months(key: str, cells: Mapping[str, str]) -> int | None:
    years = _number(key, "life_years", cells)
    if years is None:
        return None
    months = years * MONTHS_A_YEAR
    if months <= 0 or months != int(months):
        raise FactorFileError(key, f"life_years must be a number of whole months above zero: {years}")
    return int(months)


def _number(key: str, column: str, cells: Mapping[str, str]) -> Decimal | None:
    text = cells[column]
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise FactorFileError(key, f"{column} is not a number: {text}") from error
    if not number.is_finite() or number < 0:
        raise FactorFileError(key, f"{column} must be zero or more: {text}")
    return number


def _list(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
