"""A number at the head of the words is how many."""

from decimal import Decimal

import pytest

from reuse.needs.rules import wish

pytestmark = pytest.mark.files


@pytest.mark.parametrize(
    ("typed", "beside", "means"),
    [
        ("12 stole", 1, ("stole", 12)),
        ("12 stole", 12, ("stole", 12)),
        ("12 stk. stole", 1, ("stole", 12)),
        ("4 x reoler", 1, ("reoler", 4)),
        ("12 stole", 8, ("12 stole", 8)),
        ("stole", 12, ("stole", 12)),
        ("120x60 bord", 1, ("120x60 bord", 1)),
        ("160 cm bord", 2, ("160 cm bord", 2)),
        ("12", 1, ("12", 1)),
        ("", 1, ("", 1)),
    ],
)
def test_a_leading_number_is_taken_for_how_many(typed: str, beside: int, means: tuple[str, int]) -> None:
    assert wish(typed, Decimal(beside)) == (means[0], Decimal(means[1]))
