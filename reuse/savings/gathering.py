"""Everything that a saving is computed from, gathered in one way for the ledger and for an estimate."""

from datetime import datetime

from reuse.catalogue.queries import Kind
from reuse.quantities import Quantity
from reuse.savings import queries, rules
from reuse.savings.models import Factor
from reuse.stock.models import Item

# `displacement_default` of savings/data/parameters-2026-1.csv (WRAP 2025, clothing); flagged as an estimate.
UNSURE = rules.Share(646, 350, 1000, estimated=True)


def gathered(
    kind: Kind,
    item: Item,
    quantity: Quantity,
    factor: Factor | None,
    *,
    came_from: Item | None,
    price_ore: int | None,
    counterfactual: rules.Counterfactual,
    now: datetime,
) -> rules.Inputs:
    """The inputs for some of a lot; `came_from` is the lot it leaves, whose earlier claims on its life count."""
    return rules.Inputs(
        steps=quantity.steps,
        steps_per_unit=quantity.measure.steps,
        factor_unit=factor.unit if factor else "",
        content_micro=queries.content_micro(kind, item, quantity.measure, factor),
        factor_low_g=factor.co2e_low_g if factor else None,
        factor_mid_g=factor.co2e_mid_g if factor else None,
        factor_high_g=factor.co2e_high_g if factor else None,
        displacement=rules.displacement(counterfactual, unsure=UNSURE),
        remaining_life=rules.remaining_life(
            age_years=now.year - item.year if item.year else None,
            life_months=factor.life_months if factor else None,
            used_pm=queries.life_claimed_pm(came_from),
        ),
        price_ore=price_ore,
        price_basis="none" if price_ore is None else "entered",
    )
