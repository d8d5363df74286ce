"""How much of a thing: whole steps of its measure, so that nothing is lost to rounding.

A piece or a set is counted as it is. Square metres, metres and cubic metres are kept in hundredths and
thousandths, kilograms in grams: 12,5 m2 is 1250 steps.
"""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

MAX_UNITS = 1_000_000  # pieces, square metres or kilograms in one lot: more is a typing mistake


class Measure(StrEnum):
    """What a quantity counts."""

    PIECE = "piece"
    SET = "set"
    M2 = "m2"
    M = "m"
    M3 = "m3"
    KG = "kg"

    @property
    def steps(self) -> int:
        """Steps in one unit of the measure."""
        return _STEPS[self]


_STEPS = {
    Measure.PIECE: 1,
    Measure.SET: 1,
    Measure.M2: 100,
    Measure.M: 100,
    Measure.M3: 1000,
    Measure.KG: 1000,
}


class NotAQuantity(ValueError):
    """The text or number is no quantity of this measure: zero, negative, too fine or too large."""


@dataclass(frozen=True)
class Quantity:
    """A number of steps of a measure."""

    steps: int
    measure: Measure = Measure.PIECE

    @property
    def amount(self) -> Decimal:
        """In the measure's own unit, such as Decimal('12.5') for square metres."""
        return Decimal(self.steps) / self.measure.steps

    def number(self) -> int | float:
        """For JSON: a whole number where it is one."""
        return self.steps if self.measure.steps == 1 else float(self.amount)


def quantity_of(amount: Decimal | int | float | str, measure: Measure) -> Quantity:
    """Read an amount in the measure's unit; refuse what is not positive or finer than a step."""
    try:
        value = Decimal(str(amount))
        steps = value * measure.steps
        whole = int(steps)
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise NotAQuantity(str(amount)) from error
    if steps != whole or not 0 < whole <= MAX_UNITS * measure.steps:
        raise NotAQuantity(str(amount))
    return Quantity(whole, measure)
