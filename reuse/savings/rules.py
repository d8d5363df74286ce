"""What a fact saves: whole grams and whole øre from stored inputs, never floats (docs/method.md).

net CO2e  = units x factor x displacement x remaining life - repair - transport
net money = units x price  x displacement x remaining life - repair - transport
"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

ROUNDING = "half-up-1"  # the name of the rule below, stored with each entry


class Outcome(StrEnum):
    """The policy's seven ways of not buying."""

    DO_WITHOUT = "do_without"
    KEEP = "keep"
    ADAPT = "adapt"
    REPAIR = "repair"
    REUSE = "reuse"
    BORROW = "borrow"
    TAKE_OVER = "take_over"


class Evidence(StrEnum):
    """How well a saving is known: matched with purchase data, two parties, own statement, described."""

    MATCHED = "A"
    TWO_PARTIES = "B"
    OWN_STATEMENT = "C"
    DESCRIBED = "D"


class Counterfactual(StrEnum):
    """The answer to: what would you have done otherwise?"""

    BOUGHT = "bought"
    WAITED = "waited"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Share:
    """A share in permille with its range; `estimated` when nobody said or knew better."""

    mid_pm: int
    low_pm: int
    high_pm: int
    estimated: bool


@dataclass(frozen=True)
class Inputs:
    """Everything an entry was computed from; stored with it, whole."""

    steps: int
    steps_per_unit: int
    factor_unit: str
    content_micro: int | None  # millionths of the factor's unit in one of ours; None: cannot be converted
    factor_low_g: int | None
    factor_mid_g: int | None
    factor_high_g: int | None
    displacement: Share
    remaining_life: Share
    price_ore: int | None  # of one new unit, ex VAT
    price_basis: str  # entered, agreement, invoice or none
    transport_g: int = 0
    repair_g: int = 0
    transport_ore: int = 0
    repair_ore: int = 0
    rounding: str = ROUNDING


@dataclass(frozen=True)
class Saving:
    """Grams and øre; None where there is no credible number."""

    co2e_gross_g: int | None
    co2e_net_g: int | None
    co2e_low_g: int | None
    co2e_high_g: int | None
    gross_ore: int | None
    net_ore: int | None


def saving(given: Inputs) -> Saving:
    """What it saves. Low takes the low factor and shares; high the high factor, and whole shares."""
    units = Fraction(given.steps, given.steps_per_unit)
    displaced, life = given.displacement, given.remaining_life
    mid = _share(displaced.mid_pm, life.mid_pm)
    gross_g, net_g, low_g, high_g = None, None, None, None
    if given.factor_mid_g is not None and given.content_micro is not None:
        amount = units * Fraction(given.content_micro, WHOLE)
        low = given.factor_mid_g if given.factor_low_g is None else given.factor_low_g
        high = given.factor_mid_g if given.factor_high_g is None else given.factor_high_g
        off = given.transport_g + given.repair_g
        gross_g = whole(amount * given.factor_mid_g)
        net_g = whole(amount * given.factor_mid_g * mid - off)
        low_g = whole(amount * low * _share(displaced.low_pm, life.low_pm) - off)
        high_g = whole(amount * high * _share(displaced.high_pm, life.high_pm) - off)
    gross_ore, net_ore = None, None
    if given.price_ore is not None:
        gross_ore = whole(units * given.price_ore)
        net_ore = whole(units * given.price_ore * mid - given.transport_ore - given.repair_ore)
    return Saving(gross_g, net_g, low_g, high_g, gross_ore, net_ore)


def _share(displacement_pm: int, life_pm: int) -> Fraction:
    return Fraction(displacement_pm * life_pm, 1_000_000)


def whole(value: Fraction) -> int:
    """Round half up, away from zero for negative numbers too, so that a reversal cancels exactly."""
    sign = -1 if value < 0 else 1
    return sign * int(abs(value) + Fraction(1, 2))


WHOLE = 1_000_000
COUNTED = frozenset({"piece", "set"})


def content_micro(
    *, measure: str, factor_unit: str, mass_g: int | None, width_mm: int | None, height_mm: int | None
) -> int | None:
    """How much of the factor's unit is in one unit of the measure, in millionths.

    A chair is one piece, a locker of 40 kg forty kilograms, a door of 825 x 2040 mm 1.683 square metres.
    None where that is not known: twelve doors are not twelve square metres.
    """
    if measure == factor_unit or {measure, factor_unit} <= COUNTED:
        return WHOLE
    if factor_unit == "kg" and mass_g:
        return mass_g * 1000
    if factor_unit == "m2" and measure in COUNTED and width_mm and height_mm:
        return width_mm * height_mm
    return None


def displacement(answer: Counterfactual, *, unsure: Share) -> Share:
    """How much of a new purchase it replaces, as the receiver says."""
    if answer is Counterfactual.BOUGHT:
        return Share(1000, 1000, 1000, estimated=False)
    if answer is Counterfactual.WAITED:
        return Share(0, 0, 0, estimated=False)
    return unsure


HALF_LIFE = Share(500, 500, 1000, estimated=True)


def remaining_life(*, age_years: int | None, life_months: int | None, used_pm: int) -> Share:
    """The share of a new thing's life that is left: by age where the year is known, else a half.

    What earlier hand-overs of the same thing have claimed (`used_pm`) is gone: claims never sum above one.
    """
    if age_years is None or not life_months:
        share = HALF_LIFE
    else:
        left = max(0, life_months - 12 * age_years) * 1000 // life_months
        share = Share(left, left, 1000, estimated=False)
    cap = max(0, 1000 - used_pm)
    return Share(min(share.mid_pm, cap), min(share.low_pm, cap), min(share.high_pm, cap), share.estimated)


def why_described(given: Inputs) -> str:
    """Why no CO2e can be calculated, as a stable word; empty when it can."""
    if given.factor_mid_g is None:
        return "no_factor"
    return f"no_{given.factor_unit}" if given.content_micro is None else ""


def to_json(given: Inputs) -> dict[str, Any]:
    return asdict(given)


def from_json(stored: dict[str, Any]) -> Inputs:
    """The inputs of a stored entry, as they were."""
    shares = {name: Share(**stored[name]) for name in ("displacement", "remaining_life")}
    return Inputs(**{**stored, **shares})
