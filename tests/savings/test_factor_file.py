"""The factor and parameter files: what ships, to the gram, and what a wrong row is told."""

from decimal import Decimal
from pathlib import Path

import pytest

import reuse.savings
from reuse.savings.factor_file import (
    FactorFileError,
    FactorRow,
    ParameterRow,
    load_factors,
    load_parameters,
)

DATA = Path(reuse.savings.__file__).parent / "data"
FACTORS = DATA / "factors-2026-1.csv"
PARAMETERS = DATA / "parameters-2026-1.csv"

FACTOR_HEAD = (
    "factor_key,name_da,name_en,unit,typical_mass_g,co2e_low_g,co2e_mid_g,co2e_high_g,life_years,"
    "boundary,source_title,publisher,year,source,licence,quote,confidence,note\n"
)
FACTOR = (
    "stool,Taburet,Stool,piece,4000,1000,2000,3000,10,"
    "A1-A3,A study,A publisher,2025,https://example.org,open,2 kg,proxy,A note\n"
)
PARAMETER_HEAD = "param_key,value,low,high,unit,source,quote,note\n"
PARAMETER = "van,316.9,194.8,345.8,g CO2e/km,https://example.org,0.3169 kg,\n"


@pytest.fixture(scope="module")
def factors() -> dict[str, FactorRow]:
    return {row.factor_key: row for row in load_factors(FACTORS)}


@pytest.fixture(scope="module")
def parameters() -> dict[str, ParameterRow]:
    return {row.param_key: row for row in load_parameters(PARAMETERS)}


def test_165_rows_ship_and_seven_are_empty_on_purpose(factors: dict[str, FactorRow]) -> None:
    empty = {key for key, row in factors.items() if row.co2e_mid_g is None}
    assert len(factors) == 165
    assert empty == {
        "nursing_bed",
        "pram",
        "wheelchair",
        "patient_lift",
        "piano",
        "gym_apparatus",
        "glass_partition",
    }
    assert all("EMPTY ON PURPOSE" in factors[key].note for key in empty)


@pytest.mark.parametrize(
    ("key", "unit", "low_g", "mid_g", "high_g", "mass_g", "life_months"),
    [
        ("office_chair", "piece", 57_000, 72_000, 142_000, 19_210, 180),
        ("visitor_chair", "piece", 11_000, 27_300, 34_600, None, 180),
        ("desk_height_adjustable", "piece", 60_100, 135_000, 160_000, None, None),
        ("canteen_table", "piece", 17_500, 60_100, 96_000, 34_000, 120),
        ("school_desk", "kg", 1_140, 1_833, 2_950, None, 120),
        ("laptop", "piece", 156_000, 182_300, 339_000, 1_600, 60),
        ("smartphone", "piece", 31_000, 79_270, 84_000, 200, 30),
        ("carpet_tile", "m2", 7_750, 13_700, 19_700, 4_623, None),
        ("washbasin", "piece", 13_200, 19_500, 19_500, 8_210, 240),
        ("brick", "piece", 552, 593, 612, 2_300, None),
        ("brick_kg", "kg", 242, 266, 266, 1_000, None),  # 241.8 g, half up
        ("books", "kg", 942, 1_345, 1_749, None, None),  # 941.6 g
        ("plasterboard", "kg", 120, 301, 390, None, None),
        ("interactive_screen", "piece", 152_000, 328_000, None, None, 96),  # no high was seen
        ("doormat_case_seed", "case_year", None, 16_900_000, None, None, None),
        ("router", "piece", 36_100, 61_410, 61_410, None, 60),  # high lifted from 61 400
    ],
)
def test_the_numbers_are_those_of_the_source_to_the_gram(
    factors: dict[str, FactorRow],
    key: str,
    unit: str,
    low_g: int | None,
    mid_g: int,
    high_g: int | None,
    mass_g: int | None,
    life_months: int | None,
) -> None:
    row = factors[key]
    assert row.unit == unit
    assert (row.co2e_low_g, row.co2e_mid_g, row.co2e_high_g) == (low_g, mid_g, high_g)
    assert (row.typical_mass_g, row.life_months) == (mass_g, life_months)


def test_no_digit_is_lost_in_the_158_middle_values(factors: dict[str, FactorRow]) -> None:
    """The source sums to 26 983.233 kg; any changed digit shows here."""
    assert sum(row.co2e_mid_g or 0 for row in factors.values()) == 26_983_233


def test_a_life_of_two_and_a_half_years_claims_two(factors: dict[str, FactorRow]) -> None:
    assert factors["smartphone"].life_years == 2
    assert factors["office_chair"].life_years == 15
    assert factors["carpet_tile"].life_years is None


def test_every_citation_is_filled_where_there_is_a_number(factors: dict[str, FactorRow]) -> None:
    for key, row in factors.items():
        if row.co2e_mid_g is not None:
            for cited in (
                row.boundary,
                row.source_title,
                row.publisher,
                row.year,
                row.source,
                row.licence,
                row.quote,
                row.confidence,
            ):
                assert cited not in ("", "-", "none"), key


def test_the_shipped_files_are_plain_utf8_with_unix_lines() -> None:
    for path in (FACTORS, PARAMETERS):
        raw = path.read_bytes()
        assert not raw.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in raw
        assert raw.endswith(b"\n")


@pytest.mark.parametrize(
    ("key", "value", "unit"),
    [
        ("van_diesel_le3.5t", "316.9", "g CO2e/km"),
        ("van_electric_class3_dk", "67.92", "g CO2e/km"),
        ("van_electric_class3_kwh_per_km", "0.4299", "kWh/km"),
        ("grid_dk", "158", "g CO2e/kWh"),
        ("displacement_default", "0.646", "share"),
        ("spend_copenhagen_reuse", "20.25", "g CO2e/kr"),
        ("wrap_reuse_per_tonne_sofa_direct", "1450000", "g CO2e/t"),
        ("brick_reused", "2.7", "g CO2e/kg"),
    ],
)
def test_parameters_are_exact_and_carry_their_unit(
    parameters: dict[str, ParameterRow], key: str, value: str, unit: str
) -> None:
    assert (parameters[key].value, parameters[key].unit) == (Decimal(value), unit)


def test_all_24_parameters_ship_with_source_and_quote(parameters: dict[str, ParameterRow]) -> None:
    assert len(parameters) == 24
    assert all(row.source and row.quote for row in parameters.values())


def test_an_electric_van_on_the_danish_grid_is_the_product_of_its_parts(
    parameters: dict[str, ParameterRow],
) -> None:
    driven = parameters["van_electric_class3_kwh_per_km"].value * parameters["grid_dk"].value
    assert round(driven, 2) == parameters["van_electric_class3_dk"].value


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "file.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_missing_bound_stays_missing(tmp_path: Path) -> None:
    text = FACTOR_HEAD + FACTOR.replace("1000,2000,3000", ",2000,")
    (row,) = load_factors(write(tmp_path, text))
    assert (row.co2e_low_g, row.co2e_mid_g, row.co2e_high_g) == (None, 2000, None)


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        ("1000,2000,3000", "2500,2000,3000", "stool: low 2500 is above the middle value 2000"),
        ("1000,2000,3000", "1000,2000,1500", "stool: high 1500 is below the middle value 2000"),
        ("1000,2000,3000", "1000,,3000", "stool: has a bound but no middle value"),
        ("1000,2000,3000", "1000,2.5,3000", "stool: co2e_mid_g must be whole grams: 2.5"),
        ("1000,2000,3000", "1000,-2000,3000", "stool: co2e_mid_g must be whole grams: -2000"),
        (",piece,", ",stk,", "stool: unit must be one of case_year, kg, m2, piece: stk"),
        (",10,A1", ",ten,A1", "stool: life_years is not a number: ten"),
        (",10,A1", ",nan,A1", "stool: life_years must be zero or more: nan"),
        (",10,A1", ",2.51,A1", "stool: life_years must be a number of whole months"),
        ("https://example.org", "-", "stool: has a number, so source must say where it is from"),
        ("open", "", "stool: has a number, so licence must say where it is from"),
        (",2 kg,", ",,", "stool: has a number, so quote must say where it is from"),
        ("proxy", "guess", "stool: confidence must be one of"),
        ("Taburet", "", "stool: a name is missing"),
        ("stool,", ",", "factor_key: is empty in a row"),
        (",A note", "", "stool: has 17 cells instead of 18"),
        ("name_da", "navn", "file.csv: the first line must be factor_key,name_da"),
        (FACTOR, FACTOR + FACTOR, "stool: two rows have this key"),
        (FACTOR, "", "file.csv: has no rows"),
    ],
)
def test_a_broken_factor_row_is_refused_with_its_key_and_the_reason(
    tmp_path: Path, good: str, bad: str, message: str
) -> None:
    text = FACTOR_HEAD + FACTOR
    assert good in text
    with pytest.raises(FactorFileError) as refused:
        load_factors(write(tmp_path, text.replace(good, bad, 1)))
    assert str(refused.value).startswith(message)


def test_a_row_without_a_number_must_say_why(tmp_path: Path) -> None:
    row = FACTOR.replace("1000,2000,3000", ",,").replace("A note", "")
    with pytest.raises(FactorFileError, match="stool: has no number, so the note must say why"):
        load_factors(write(tmp_path, FACTOR_HEAD + row))


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        ("316.9,", ",", "van: value is missing"),
        ("316.9,", "many,", "van: value is not a number: many"),
        ("194.8", "400", "van: low 400 is above the middle value 316.9"),
        ("g CO2e/km", "kg CO2e/km", "van: unit must be one of"),
        ("316.9,194.8,345.8,g CO2e/km", "0.6,,1.1,share", "van: a share cannot be above 1"),
        ("0.3169 kg", "", "van: has a number, so quote must say where it is from"),
    ],
)
def test_a_broken_parameter_row_is_refused_with_its_key_and_the_reason(
    tmp_path: Path, good: str, bad: str, message: str
) -> None:
    with pytest.raises(FactorFileError) as refused:
        load_parameters(write(tmp_path, PARAMETER_HEAD + PARAMETER.replace(good, bad, 1)))
    assert str(refused.value).startswith(message)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes((FACTOR_HEAD + FACTOR.replace("Taburet", "Stål")).encode("latin-1"))
    with pytest.raises(FactorFileError, match=r"latin\.csv: is not UTF-8"):
        load_factors(path)
