"""Live answers to the four questions: what we have, can repair, and can get from others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reuse.catalogue.queries import tree
from reuse.listings import queries as listings
from reuse.listings.models import Listing
from reuse.listings.naming import akin
from reuse.needs import rules
from reuse.needs.models import Need
from reuse.needs.policy import Question
from reuse.needs.rules import Candidate
from reuse.quantities import Measure, Quantity
from reuse.stock import queries as stock
from reuse.stock.models import Condition, Item

MOST = 12
LOOKED_AT = 60


@dataclass(frozen=True)
class Match:
    """Something that could cover some of the need: a lot of our own, or another unit's offer."""

    item: Item
    listing: Listing | None
    free: Quantity

    def to_json(self) -> dict[str, Any]:
        """As it was shown: stored with the answer and given to programs."""
        return {
            "item": str(self.item.id),
            "listing": str(self.listing.id) if self.listing else None,
            "title": self.item.title,
            "category": self.item.category_key,
            "quantity": self.free.number(),
            "measure": self.free.measure.value,
            "condition": self.item.condition,
            "unit": str(self.item.unit_id),
            "unit_name": self.item.unit.name,
            "available_from": self.listing.from_on.isoformat() if self.listing else None,
        }


def matches(need: Need, question: Question, *, today: date) -> list[Match]:
    """What to show under a question now, best first."""
    if need.category_key is None or question is Question.DO_WITHOUT:
        return []
    kinds = akin(tree().kinds[need.category_key])
    if question is Question.HAVE:
        own = stock.held(need.unit.path, kinds, broken=False, limit=LOOKED_AT)
        return _best(need, [_own(lot) for lot in own], today=today)
    if question is Question.REPAIR:
        own = stock.held(need.unit.path, kinds, broken=True, limit=LOOKED_AT)
        others = _offers(need, kinds, broken=True)
        return _best(need, [_own(lot) for lot in own] + others, today=today)
    return _best(need, _offers(need, kinds, broken=False), today=today)


def _offers(need: Need, kinds: tuple[str, ...], *, broken: bool) -> list[Match]:
    """Other units' offers: of the very kind first, then near misses while there is room."""
    conditions = tuple(one for one in Condition if (one in stock.BROKEN) == broken)
    found: list[Listing] = []
    for keys in (kinds[:1], kinds[1:]):
        if keys and len(found) < MOST:
            wanted = listings.Wanted(
                municipality_id=need.municipality_id,
                categories=keys,
                conditions=conditions,
                not_unit_path=need.unit.path,
                mode="take",
            )
            found += listings.newest(wanted, limit=LOOKED_AT)
    return [Match(listing.item, listing, listing.amount_left) for listing in found]


def _own(lot: Item) -> Match:
    return Match(lot, None, Quantity(lot.free, Measure(lot.measure)))


def _best(need: Need, found: Sequence[Match], *, today: date) -> list[Match]:
    by_place = dict(enumerate(found))
    candidates = (
        Candidate(
            id=place,
            steps=match.free.steps,
            same_kind=match.item.category_key == need.category_key,
            condition=Condition(match.item.condition),
            free_on=match.listing.from_on if match.listing else today,
        )
        for place, match in by_place.items()
    )
    chosen = rules.best(candidates, wanted=need.quantity, needed_by=need.needed_by, most=MOST)
    return [by_place[candidate.id] for candidate in chosen]
