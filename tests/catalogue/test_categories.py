"""The category file: what ships, and what a wrong row is told."""

from collections import Counter
from pathlib import Path

import pytest

import reuse.catalogue
import reuse.savings
from reuse.catalogue.categories import (
    Category,
    CategoryFile,
    CategoryFileError,
    Field,
    Safety,
    load_categories,
)
from reuse.quantities import Measure
from reuse.savings.factor_file import FactorRow, load_factors

SHIPPED = Path(reuse.catalogue.__file__).parent / "data" / "categories-2026-1.toml"
FACTORS = Path(reuse.savings.__file__).parent / "data" / "factors-2026-1.csv"

# Rows of the factor file that are no things one can list: a reference case and three fallbacks.
REFERENCE_ROWS = {"doormat_case_seed", "nursing_bed_mass", "mattress_foam_per_kg", "brick_kg"}

GOOD = """
version = "test-1"

[[group]]
key = "office"
da = "Kontor"
en = "Office"
synonyms = ["kontormøbler"]
icon = "desk"
sort = 10

[[category]]
key = "desk"
group = "office"
da = "Skrivebord"
da_plural = "Skriveborde"
en = "Desk"
en_plural = "Desks"
synonyms = ["arbejdsbord"]
measure = "piece"
icon = "desk"
fields = ["dimensions", "electrical"]
unspsc = "56101703"
factor = "desk"
typical_mass_g = 34000
life_years = 2.5
agreement = "furniture"
ehandel = "yes"
safety = "allowed"
"""


@pytest.fixture(scope="module")
def factors() -> dict[str, FactorRow]:
    return {row.factor_key: row for row in load_factors(FACTORS)}


@pytest.fixture(scope="module")
def shipped(factors: dict[str, FactorRow]) -> CategoryFile:
    return load_categories(SHIPPED, {key: row.unit for key, row in factors.items()})


@pytest.fixture(scope="module")
def kinds(shipped: CategoryFile) -> dict[str, Category]:
    return {category.key: category for category in shipped.categories}


def read(text: str, tmp_path: Path, **factor_units: str) -> CategoryFile:
    path = tmp_path / "categories.toml"
    path.write_text(text, encoding="utf-8")
    return load_categories(path, factor_units or None)


def test_the_tree_begins_with_the_policys_product_groups(shipped: CategoryFile) -> None:
    assert shipped.version == "2026-1"
    assert [group.key for group in shipped.groups] == (
        "office meeting canteen daycare school care storage lighting kitchen it tools toys_sport"
        " textiles outdoor building other services"
    ).split()


def test_every_group_has_something_in_it(shipped: CategoryFile) -> None:
    counts = Counter(category.group for category in shipped.categories)
    assert all(counts[group.key] >= 5 for group in shipped.groups), counts


def test_there_are_at_least_110_kinds_and_all_have_danish_words(shipped: CategoryFile) -> None:
    assert len(shipped.categories) >= 110
    for category in shipped.categories:
        assert category.da[0].isupper(), category.key
        assert category.da_plural[0].isupper(), category.key
        assert 3 <= len(category.synonyms) <= 10, category.key


def test_every_listable_row_of_the_factor_file_is_a_kind_with_the_same_key(
    kinds: dict[str, Category], factors: dict[str, FactorRow]
) -> None:
    assert set(factors) - set(kinds) == REFERENCE_ROWS


def test_a_kind_points_at_its_factor_exactly_when_there_is_a_number(
    kinds: dict[str, Category], factors: dict[str, FactorRow]
) -> None:
    for key, category in kinds.items():
        numbered = key in factors and factors[key].co2e_mid_g is not None
        assert category.factor == (key if numbered else ""), key


def test_mass_and_life_are_those_of_the_factor_file(
    kinds: dict[str, Category], factors: dict[str, FactorRow]
) -> None:
    for key, category in kinds.items():
        row = factors.get(key)
        assert category.typical_mass_g == (row.typical_mass_g if row else None), key
        assert category.life_months == (row.life_months if row else None), key


@pytest.mark.parametrize(
    ("key", "singular", "plural"),
    [
        ("office_chair", "Kontorstol", "Kontorstole"),
        ("canteen_table", "Kantinebord", "Kantineborde"),
        ("bookcase", "Reol", "Reoler"),
        ("cabinet_office", "Kontorskab", "Kontorskabe"),
        ("noticeboard", "Opslagstavle", "Opslagstavler"),
        ("books", "Bog", "Bøger"),
        ("brick", "Mursten", "Mursten"),
        ("tricycle", "Trehjulet cykel", "Trehjulede cykler"),
    ],
)
def test_danish_plurals_are_what_a_colleague_says(
    kinds: dict[str, Category], key: str, singular: str, plural: str
) -> None:
    assert (kinds[key].da, kinds[key].da_plural) == (singular, plural)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("skrivebordsstol", "office_chair"),
        ("hæve sænke bord", "desk_height_adjustable"),
        ("bogreol", "bookcase"),
        ("korktavle", "noticeboard"),
        ("tavle", "whiteboard_steel"),
        ("trehjuler", "tricycle"),
        ("laptop", "laptop"),
        ("smuds måtte", "doormat"),
    ],
)
def test_the_words_people_type_lead_to_the_kind(kinds: dict[str, Category], word: str, key: str) -> None:
    assert word in [synonym.casefold() for synonym in kinds[key].synonyms] or word == key


@pytest.mark.parametrize(
    "key",
    (
        "car_seat helmet climbing_gear mattress_foam mattress_spring pillow_duvet wheelchair rollator"
        " patient_lift medical_device medicine chemicals gas_equipment pressure_equipment weapon"
        " vehicle playground_equipment fibre_cement"
    ).split(),
)
def test_what_nobody_may_pass_on_is_blocked(kinds: dict[str, Category], key: str) -> None:
    assert kinds[key].safety is Safety.BLOCKED


@pytest.mark.parametrize(
    "key", ["laptop", "desktop_pc", "tablet", "smartphone", "external_hdd", "printer_office", "router"]
)
def test_only_it_can_offer_what_holds_data(kinds: dict[str, Category], key: str) -> None:
    assert kinds[key].safety is Safety.BLOCKED
    assert kinds[key].it


@pytest.mark.parametrize("key", ["monitor", "monitor_arm", "docking_station", "it_cable"])
def test_everybody_can_offer_screens_arms_docks_and_cables(kinds: dict[str, Category], key: str) -> None:
    assert kinds[key].safety is Safety.ALLOWED


def test_building_materials_are_never_offered_without_a_question(shipped: CategoryFile) -> None:
    building = [category for category in shipped.categories if category.group == "building"]
    assert all(category.safety is not Safety.ALLOWED for category in building)


def test_services_have_no_stock_and_things_have(shipped: CategoryFile) -> None:
    for category in shipped.categories:
        if category.group == "services":
            assert not category.stock, category.key
    assert {c.key for c in shipped.categories if not c.stock and c.group != "services"} == {
        "consumables",
        "food",
    }


def test_what_is_weighed_or_measured_for_its_factor_is_counted_in_pieces(
    kinds: dict[str, Category],
) -> None:
    assert kinds["school_desk"].measure is Measure.PIECE
    assert Field.WEIGHT in kinds["school_desk"].fields
    assert kinds["door_fire"].measure is Measure.PIECE
    assert Field.DIMENSIONS in kinds["door_fire"].fields


def test_a_good_file_is_read_whole(tmp_path: Path) -> None:
    file = read(GOOD, tmp_path, desk="piece")
    (desk,) = file.categories
    assert file.version == "test-1"
    assert desk.fields == (Field.DIMENSIONS, Field.ELECTRICAL)
    assert (desk.life_months, desk.life_years) == (30, 2)
    assert desk.stock
    assert not desk.it


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        ('da_plural = "Skriveborde"\n', "", "desk: da_plural is missing"),
        ('da_plural = "Skriveborde"', 'da_plural = ""', "desk: da_plural is empty"),
        ('synonyms = ["arbejdsbord"]', "synonyms = []", "desk: has no synonyms"),
        (
            'synonyms = ["arbejdsbord"]',
            'synonyms = ["skrivebord"]',
            "desk: the synonym is already there: skrivebord",
        ),
        ('measure = "piece"', 'measure = "stk"', "desk: measure must be one of piece, set"),
        ('"electrical"', '"electric"', "desk: fields must be one of dimensions, weight"),
        (
            'icon = "desk"\nfields',
            'icon = "skrivebord"\nfields',
            "desk: no such icon: skrivebord",
        ),
        ('group = "office"', 'group = "kontor"', "desk: belongs to a group that does not exist"),
        ('factor = "desk"', 'factor = "dsk"', "desk: points at a factor that does not exist: dsk"),
        ('unspsc = "56101703"', 'unspsc = "5610"', "desk: unspsc must be eight digits"),
        ('safety = "allowed"', 'safety = "forbidden"', "desk: safety must be one of allowed"),
        ('safety = "allowed"', 'safety = "blocked"', "desk: safety_reason_da is missing"),
        (
            'safety = "allowed"',
            'safety = "allowed"\ngo_instead_da = "Depotet"',
            "desk: go_instead_da is not used when safety is allowed",
        ),
        ("life_years = 2.5", "life_years = 2.51", "desk: life_years must be a number of whole"),
        ("typical_mass_g = 34000", "typical_mass_g = 34.5", "desk: typical_mass_g must be a whole"),
        ('ehandel = "yes"', "ehandel = true", "desk: ehandel must be one of yes, no, unknown"),
        (
            'agreement = "furniture"',
            'agreement = "furniture"\nsynonym = "x"',
            "desk: unknown name: synonym",
        ),
        ('key = "desk"', 'key = "Skrivebord"', "Skrivebord: key must be lower-case"),
        ('version = "test-1"', "", "the file: version is missing"),
        ('version = "test-1"', "version = ", "categories.toml: is not readable as TOML"),
    ],
)
def test_a_broken_row_is_refused_with_its_key_and_the_reason(
    tmp_path: Path, good: str, bad: str, message: str
) -> None:
    assert good in GOOD
    with pytest.raises(CategoryFileError) as refused:
        read(GOOD.replace(good, bad), tmp_path, desk="piece")
    assert str(refused.value).startswith(message)


def test_two_rows_cannot_have_one_key(tmp_path: Path) -> None:
    category = GOOD[GOOD.index("[[category]]") :]
    with pytest.raises(CategoryFileError, match="desk: two category rows have this key"):
        read(GOOD + category, tmp_path)


@pytest.mark.parametrize(
    ("unit", "message"),
    [
        ("kg", "desk: is counted in piece but its factor is per kg: ask for weight"),
        ("case_year", "desk: the factor desk is per case_year, not per thing"),
    ],
)
def test_a_factor_that_the_questions_cannot_reach_is_refused(tmp_path: Path, unit: str, message: str) -> None:
    with pytest.raises(CategoryFileError) as refused:
        read(GOOD, tmp_path, desk=unit)
    assert str(refused.value) == message


def test_a_door_is_counted_in_pieces_when_its_dimensions_are_asked_for(tmp_path: Path) -> None:
    assert read(GOOD, tmp_path, desk="m2").categories[0].measure is Measure.PIECE
