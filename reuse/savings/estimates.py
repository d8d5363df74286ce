"""What taking something over would save by the current factors and shares, before anybody has."""

from dataclasses import dataclass
from datetime import datetime

from reuse.catalogue.queries import tree
from reuse.quantities import Quantity
from reuse.savings import queries, rules
from reuse.savings.gathering import gathered
from reuse.stock.models import Item


@dataclass(frozen=True)
class Estimate:
    """Whole grams for the whole quantity, net, as it would be booked if the receiver is not sure what else."""

    co2e_low_g: int
    co2e_mid_g: int
    co2e_high_g: int
    factor: str
    factor_version: str


def of(item: Item, quantity: Quantity, *, now: datetime) -> Estimate | None:
    """The estimate, or None where no factor says anything about this thing."""
    kind = tree().kinds.get(item.category_key)
    factor = queries.current_factor(kind.factor_key) if kind else None
    if kind is None or factor is None:
        return None
    unsure = rules.Counterfactual.UNSURE
    result = rules.saving(
        gathered(kind, item, quantity, factor, came_from=item, price_ore=None, counterfactual=unsure, now=now)
    )
    if result.co2e_net_g is None or result.co2e_low_g is None or result.co2e_high_g is None:
        return None
    return Estimate(
        result.co2e_low_g,
        result.co2e_net_g,
        result.co2e_high_g,
        factor.key,
        factor.factor_set.version,
    )
