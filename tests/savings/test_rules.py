"""What a fact saves, to the gram and the øre: worked examples, published results, and what must always hold."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reuse.savings
from reuse.savings import rules
from reuse.savings.factor_file import load_factors, load_parameters
from reuse.savings.rules import Counterfactual, Inputs, Saving, Share, content_micro, remaining_life, saving, whole

pytestmark = pytest.mark.files

DATA = Path(reuse.savings.__file__).parent / "data"
FACTORS = {row.factor_key: row for row in load_factors(DATA / "factors-2026-1.csv")}
PARAMETERS = {row.param_key: Fraction(row.value) for row in load_parameters(DATA / "parameters-2026-1.csv")}

ALL = Share(1000, 1000, 1000, estimated=False)
UNSURE = Share(646, 350, 1000, estimated=True)


def inputs(factor: str | None = None, *, steps: int, **facts: object) -> Inputs:
    """Inputs with a shipped factor; all of a new purchase is replaced and all of a life is left."""
    row = FACTORS[factor] if factor else None
    plain = {
        "steps_per_unit": 1,
        "factor_unit": row.unit if row else "",
        "content_micro": 1_000_000,
        "factor_low_g": row.co2e_low_g if row else None,
        "factor_mid_g": row.co2e_mid_g if row else None,
        "factor_high_g": row.co2e_high_g if row else None,
        "displacement": ALL,
        "remaining_life": ALL,
        "price_ore": None,
        "price_basis": "none",
    }
    return Inputs(steps=steps, **{**plain, **facts})  # type: ignore[arg-type]


def driven(parameter: str, km: int) -> int:
    """Grams for so many kilometres."""
    return whole(PARAMETERS[parameter] * km)


# --- the worked examples of the method (docs/method.md), to the gram ----------------------------------------


def test_twelve_office_chairs_fetched_by_electric_van() -> None:
    transport_g = driven("van_electric_class3_dk", 16)
    assert transport_g == 1087
    plain = saving(inputs("office_chair", steps=12, transport_g=transport_g))
    assert (plain.co2e_gross_g, plain.co2e_net_g) == (864_000, 862_913)

    used = Share(600, 600, 1000, estimated=False)  # 9 of 15 years
    likely = saving(
        inputs(
            "office_chair",
            steps=12,
            displacement=UNSURE,
            remaining_life=used,
            transport_g=transport_g,
            price_ore=150_000,
        )
    )
    assert likely == Saving(864_000, 333_799, 142_553, 1_702_913, 1_800_000, 697_680)


def test_the_same_chairs_by_diesel_van_cost_five_kilograms_on_the_way() -> None:
    assert driven("van_diesel_le3.5t", 16) == 5_070


def test_six_canteen_tables_with_half_a_life_left() -> None:
    half = Share(500, 500, 1000, estimated=True)
    transport_g = driven("van_diesel_le3.5t", 8)
    result = saving(inputs("canteen_table", steps=6, remaining_life=half, transport_g=transport_g))
    assert (transport_g, result.co2e_net_g) == (2_535, 177_765)


def test_twenty_laptops_with_three_of_five_years_left() -> None:
    left = remaining_life(age_years=2, life_months=FACTORS["laptop"].life_months, used_pm=0)
    assert (left.mid_pm, left.estimated) == (600, False)
    assert saving(inputs("laptop", steps=20, remaining_life=left)).co2e_net_g == 2_187_600


def test_a_thousand_bricks_by_weight_with_their_cleaning_taken_off() -> None:
    cleaning_g = whole(1000 * Fraction(23, 10) * PARAMETERS["brick_reused"])
    by_weight = inputs(
        steps=1000,
        factor_unit="kg",
        factor_low_g=258,
        factor_mid_g=258,
        factor_high_g=258,
        content_micro=content_micro(
            measure="piece", factor_unit="kg", mass_g=2_300, width_mm=None, height_mm=None
        ),
        repair_g=cleaning_g,
    )
    assert saving(by_weight).co2e_net_g == 587_190


def test_a_steel_locker_of_forty_kilograms() -> None:
    key = next(key for key, row in FACTORS.items() if row.unit == "kg" and row.co2e_mid_g == 2_800)
    content = content_micro(measure="piece", factor_unit="kg", mass_g=40_000, width_mm=None, height_mm=None)
    result = saving(inputs(key, steps=1, content_micro=content))
    assert (result.co2e_low_g, result.co2e_net_g, result.co2e_high_g) == (55_200, 112_000, 221_200)


def test_a_nursing_bed_gets_no_number_but_its_price_counts() -> None:
    result = saving(inputs("nursing_bed", steps=1, price_ore=2_000_000))
    assert result == Saving(None, None, None, None, 2_000_000, 2_000_000)
    assert rules.why_described(inputs("nursing_bed", steps=1)) == "no_factor"


# --- published results that are sums and products -----------------------------------------------------------


def flat(grams: Fraction | int, steps: int) -> int | None:
    """So many things at so many grams each."""
    factor = whole(Fraction(grams))
    return saving(
        inputs(steps=steps, factor_unit="piece", factor_low_g=factor, factor_mid_g=factor, factor_high_g=factor)
    ).co2e_net_g


@pytest.mark.parametrize(
    ("count", "kg", "published_kg"),
    [
        (1787, 72, 128_664),
        (583, 35, 20_405),
        (83, 35, 2_905),
        (386, 50, 19_300),
        (1476, 35, 51_660),
        (1365, 72, 98_280),
    ],
)
def test_coggin_2023_adds_up(count: int, kg: int, published_kg: int) -> None:
    assert flat(kg * 1000, count) == published_kg * 1000


def test_copenhagens_320_tonnes_in_2024_are_49_9_kg_a_thing_and_our_spend_factor() -> None:
    assert round(Fraction(320_000_000, 6411)) == 49_914
    assert flat(Fraction(320_000_000, 6411), 6411) == 319_998_654
    assert round(Fraction(15_800_000, 6411)) == 2_465
    assert round(Fraction(320_000_000, 15_800_000), 2) == PARAMETERS["spend_copenhagen_reuse"]


def test_wraps_chairs_and_sofas_come_from_their_tonnes() -> None:
    assert whole(Fraction(3_000_000 * 3500, 295_000)) == 35_593  # just over 35 kg
    assert whole(PARAMETERS["wrap_reuse_per_tonne_sofa_direct"] * 37_000 / 1_000_000) == 53_650  # ~55 kg


def test_the_adverts_of_refurbishers_are_recomputed_and_not_repeated() -> None:
    assert round(Fraction(292 - 187, 292) * 1000) == 360  # the desk: 36 %
    assert round(Fraction(192 - 94, 192) * 100) == 51  # the chair: not 45 %
    assert [round(Fraction(82 - 54, 82) * 1000), round(Fraction(185 - 130, 185) * 1000)] == [341, 297]


def test_ademes_phones_and_laptops_per_year_of_life() -> None:
    assert flat(24_600, 2_800_000) == 68_880_000_000  # 69 000 t
    phone, laptop = FACTORS["smartphone"], FACTORS["laptop"]
    assert round(Fraction((phone.co2e_mid_g or 0) * 12, phone.life_months or 1)) == 31_708
    assert round(Fraction((laptop.co2e_mid_g or 0) * 12, laptop.life_months or 1)) == 36_460


def test_a_reused_brick_is_95_times_lighter() -> None:
    assert round(258 / PARAMETERS["brick_reused"], 1) == Fraction(956, 10)


@pytest.mark.parametrize(
    ("stages", "total"), [((99_500, 16_700, 13_500, 49_400), 179_100), ((23_600, 9_390, 130, 47_100), 80_220)]
)
def test_ademes_stages_sum_to_their_totals(stages: tuple[int, ...], total: int) -> None:
    assert sum(flat(stage, 1) or 0 for stage in stages) == total


# --- rounding -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        ("0", 0),
        ("1/2", 1),
        ("3/2", 2),
        ("5/2", 3),
        ("-1/2", -1),
        ("-5/2", -3),
        ("49/100", 0),
        ("-49/100", 0),
        ("2/3", 1),
    ],
)
def test_halves_go_up_and_a_reversal_cancels_exactly(value: str, rounded: int) -> None:
    assert whole(Fraction(value)) == rounded
    assert whole(-Fraction(value)) == -rounded


@given(st.fractions())
def test_rounding_is_never_more_than_half_off(value: Fraction) -> None:
    assert abs(whole(value) - value) <= Fraction(1, 2)


def test_it_is_rounded_once_at_the_end() -> None:
    third = Share(333, 333, 333, estimated=False)
    result = saving(inputs("office_chair", steps=3, remaining_life=third, price_ore=1))
    assert (result.co2e_net_g, result.net_ore, result.gross_ore) == (71_928, 1, 3)


# --- bounds, deductions and missing numbers -----------------------------------------------------------------


def test_a_missing_bound_is_the_middle_value() -> None:
    result = saving(inputs(steps=2, factor_low_g=None, factor_mid_g=1000, factor_high_g=None))
    assert (result.co2e_low_g, result.co2e_net_g, result.co2e_high_g) == (2000, 2000, 2000)


def test_what_the_way_and_the_repair_cost_is_taken_off_and_may_leave_a_loss() -> None:
    result = saving(
        inputs(
            "office_chair",
            steps=1,
            displacement=rules.displacement(Counterfactual.WAITED, unsure=UNSURE),
            transport_g=700,
            repair_g=300,
            price_ore=10_000,
            transport_ore=150,
            repair_ore=50,
        )
    )
    assert result == Saving(72_000, -1000, -1000, -1000, 10_000, -200)


def test_without_a_price_there_are_no_kroner_and_without_a_factor_no_grams() -> None:
    assert saving(inputs("office_chair", steps=1)).net_ore is None
    assert saving(inputs(steps=1, price_ore=5)).co2e_net_g is None


def test_a_thing_that_cannot_be_weighed_gets_no_number_by_weight() -> None:
    unweighed = inputs("books", steps=12, content_micro=None)
    assert saving(unweighed).co2e_net_g is None
    assert rules.why_described(unweighed) == "no_kg"
    assert rules.why_described(replace(unweighed, content_micro=1)) == ""


@pytest.mark.parametrize(
    ("measure", "unit", "mass_g", "width_mm", "height_mm", "micro"),
    [
        ("piece", "piece", None, None, None, 1_000_000),
        ("set", "piece", None, None, None, 1_000_000),
        ("m2", "m2", None, None, None, 1_000_000),
        ("kg", "kg", None, None, None, 1_000_000),
        ("piece", "kg", 40_000, None, None, 40_000_000),
        ("m2", "kg", 4_623, None, None, 4_623_000),
        ("piece", "m2", None, 825, 2040, 1_683_000),
        ("piece", "m2", 40_000, 825, None, None),
        ("piece", "kg", None, 825, 2040, None),
        ("m", "m2", None, 825, 2040, None),  # a metre of door is no square metre
        ("piece", "kg", 0, None, None, None),
        ("m2", "piece", None, None, None, None),
        ("piece", "case_year", 1, 1, 1, None),
        ("piece", "", 1, 1, 1, None),
    ],
)
def test_twelve_doors_are_not_twelve_square_metres(
    measure: str, unit: str, mass_g: int | None, width_mm: int | None, height_mm: int | None, micro: int | None
) -> None:
    found = content_micro(measure=measure, factor_unit=unit, mass_g=mass_g, width_mm=width_mm, height_mm=height_mm)
    assert found == micro


def test_twelve_and_a_half_square_metres_of_carpet() -> None:
    result = saving(inputs("carpet_tile", steps=1250, steps_per_unit=100, price_ore=10_001))
    assert (result.co2e_gross_g, result.gross_ore) == (171_250, 125_013)  # 125 012,5 half up


# --- shares -------------------------------------------------------------------------------------------------


def test_what_would_have_been_done_otherwise_decides_how_much_counts() -> None:
    assert rules.displacement(Counterfactual.BOUGHT, unsure=UNSURE) == ALL
    assert rules.displacement(Counterfactual.WAITED, unsure=UNSURE) == Share(0, 0, 0, estimated=False)
    assert rules.displacement(Counterfactual.UNSURE, unsure=UNSURE) is UNSURE


@pytest.mark.parametrize(
    ("age", "months", "used", "share"),
    [
        (None, 180, 0, Share(500, 500, 1000, estimated=True)),
        (3, None, 0, Share(500, 500, 1000, estimated=True)),
        (0, 180, 0, Share(1000, 1000, 1000, estimated=False)),
        (6, 180, 0, Share(600, 600, 1000, estimated=False)),
        (15, 180, 0, Share(0, 0, 1000, estimated=False)),
        (40, 180, 0, Share(0, 0, 1000, estimated=False)),
        (2, 30, 0, Share(200, 200, 1000, estimated=False)),  # a phone's life is 2 1/2 years
        (6, 180, 500, Share(500, 500, 500, estimated=False)),
        (None, 180, 800, Share(200, 200, 200, estimated=True)),
        (0, 180, 1000, Share(0, 0, 0, estimated=False)),
        (0, 180, 1500, Share(0, 0, 0, estimated=False)),
        (-1, 180, 0, Share(1000, 1000, 1000, estimated=False)),  # a year of the future was typed
    ],
)
def test_the_life_that_is_left(age: int | None, months: int | None, used: int, share: Share) -> None:
    assert remaining_life(age_years=age, life_months=months, used_pm=used) == share


@given(
    ages=st.lists(st.one_of(st.none(), st.integers(-5, 60)), max_size=8),
    months=st.one_of(st.none(), st.integers(1, 600)),
)
def test_however_often_a_thing_changes_hands_its_lives_sum_to_one_at_most(
    ages: list[int | None], months: int | None
) -> None:
    used = 0
    for age in ages:
        share = remaining_life(age_years=age, life_months=months, used_pm=used)
        assert 0 <= share.low_pm <= share.mid_pm <= share.high_pm <= 1000
        used += share.mid_pm
    assert used <= 1000


@given(
    steps=st.integers(1, 10**6),
    grams=st.tuples(*[st.integers(0, 10**7)] * 3).map(sorted),
    displacement=st.tuples(*[st.integers(0, 1000)] * 3).map(sorted),
    life=st.tuples(*[st.integers(0, 1000)] * 3).map(sorted),
    off=st.integers(0, 10**6),
)
def test_low_is_never_above_the_middle_nor_high_below_it(
    steps: int, grams: list[int], displacement: list[int], life: list[int], off: int
) -> None:
    low, mid, high = grams
    result = saving(
        inputs(
            steps=steps,
            factor_low_g=low,
            factor_mid_g=mid,
            factor_high_g=high,
            displacement=Share(displacement[1], displacement[0], displacement[2], estimated=True),
            remaining_life=Share(life[1], life[0], life[2], estimated=True),
            transport_g=off,
        )
    )
    assert result.co2e_low_g is not None
    assert result.co2e_net_g is not None
    assert result.co2e_high_g is not None
    assert result.co2e_low_g <= result.co2e_net_g <= result.co2e_high_g
    assert result.co2e_net_g <= (result.co2e_gross_g or 0)


def test_inputs_go_into_the_ledger_and_come_back_as_they_were() -> None:
    import json

    before = inputs("office_chair", steps=12, displacement=UNSURE, transport_g=7, price_ore=150_000)
    assert rules.from_json(json.loads(json.dumps(rules.to_json(before)))) == before
