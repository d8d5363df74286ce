"""A lot's life story: where it came from, and what became of parts of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from reuse.db import db
from reuse.quantities import Measure, Quantity
from reuse.stock.models import Item, Movement
from reuse.stock.queries import ancestors


@dataclass(frozen=True)
class Chapter:
    """Something that happened to the quantity of a lot or of one it came from.

    `unit` had it in its care; `other` is the unit at the other end of a hand-over.
    """

    kind: str
    at: datetime
    quantity: Quantity
    gained: bool
    unit: str
    other: str


def story(found: Item) -> list[Chapter]:
    """The life of a lot, oldest first: of its ancestors only what led to it."""
    lots = {lot.id: lot for lot in (found, *ancestors(found))}
    query = select(Movement).where(Movement.item_id.in_(lots)).options(joinedload(Movement.unit))
    written = [
        movement
        for movement in db.session.scalars(query.order_by(Movement.id))
        if movement.item_id == found.id or movement.change > 0
    ]
    names = _unit_names({movement.counterpart_id for movement in written if movement.counterpart_id})
    return [
        Chapter(
            kind=movement.kind,
            at=movement.at,
            quantity=Quantity(abs(movement.change), Measure(found.measure)),
            gained=movement.change > 0,
            unit=movement.unit.name,
            other=names.get(movement.counterpart_id or 0, ""),
        )
        for movement in written
    ]


def _unit_names(item_ids: set[int]) -> dict[int, str]:
    query = select(Item).where(Item.id.in_(item_ids)).options(joinedload(Item.unit))
    return {lot.id: lot.unit.name for lot in db.session.scalars(query)} if item_ids else {}
