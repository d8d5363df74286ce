"""What taking something over would save by the current factors, before anybody has."""

from dataclasses import dataclass
from fractions import Fraction

from reuse.catalogue.queries import tree
from reuse.quantities import Quantity
from reuse.savings import queries, rules
from reuse.stock.models import Item


@dataclass(frozen=True)
class Estimate:
    """Whole grams for the whole quantity, if it replaces as many new ones: the gross figure and its range."""

    co2e_low_g: int
    co2e_mid_g: int
    co2e_high_g: int
    factor: str
    factor_version: str


def of(item: Item, quantity: Quantity) -> Estimate | None:
    """The estimate, or None where no factor says anything about this thing."""
    kind = tree().kinds.get(item.category_key)
    factor = queries.current_factor(kind.factor_key) if kind else None
    if kind is None or factor is None or factor.co2e_mid_g is None:
        return None
    content = queries.content_micro(kind, item, quantity.measure, factor)
    if content is None:
        return None
    amount = Fraction(quantity.steps, quantity.measure.steps) * Fraction(content, rules.WHOLE)
    mid = factor.co2e_mid_g
    low, high = (mid if bound is None else bound for bound in (factor.co2e_low_g, factor.co2e_high_g))
    return Estimate(
        rules.whole(amount * low),
        rules.whole(amount * mid),
        rules.whole(amount * high),
        factor.key,
        factor.factor_set.version,
    )
