"""How much of a thing: whole steps, nothing lost to rounding."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse.quantities import MAX_UNITS, Measure, NotAQuantity, Quantity, quantity_of

pytestmark = pytest.mark.files


@pytest.mark.parametrize(
    ("amount", "measure", "steps"),
    [
        (12, Measure.PIECE, 12),
        ("12", Measure.SET, 12),
        (Decimal("12.50"), Measure.M2, 1250),
        (12.5, Measure.M, 1250),
        ("0.01", Measure.M2, 1),
        ("0.001", Measure.M3, 1),
        (0.1, Measure.KG, 100),
        (0.29, Measure.M2, 29),  # 28.999... as a float
        ("1e2", Measure.PIECE, 100),
        (MAX_UNITS, Measure.PIECE, 1_000_000),
        (MAX_UNITS, Measure.KG, 1_000_000_000),
    ],
)
def test_an_amount_becomes_whole_steps(amount: Any, measure: Measure, steps: int) -> None:
    assert quantity_of(amount, measure) == Quantity(steps, measure)


@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize(
    "amount",
    [0, -1, "-0", 0.0001, "", "x", None, float("nan"), float("inf"), 1e300, MAX_UNITS + 1, 10**30, "1" * 4000],
)
def test_what_is_no_quantity_is_refused(amount: Any, measure: Measure) -> None:
    with pytest.raises(NotAQuantity):
        quantity_of(amount, measure)


@pytest.mark.parametrize(
    ("amount", "measure"), [(1.5, Measure.PIECE), ("0.5", Measure.SET), ("0.005", Measure.M2)]
)
def test_what_is_finer_than_a_step_is_refused(amount: Any, measure: Measure) -> None:
    with pytest.raises(NotAQuantity):
        quantity_of(amount, measure)


@given(steps=st.integers(min_value=1, max_value=MAX_UNITS), measure=st.sampled_from(list(Measure)))
def test_to_json_and_back_is_the_same(steps: int, measure: Measure) -> None:
    there = Quantity(steps, measure)
    assert quantity_of(there.number(), measure) == there
    assert quantity_of(there.amount, measure) == there


def test_pieces_are_whole_numbers_for_programs() -> None:
    assert repr(Quantity(12).number()) == "12"
    assert repr(Quantity(1250, Measure.M2).number()) == "12.5"
