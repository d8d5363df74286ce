"""Reads of things, labels and photos."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from reuse.db import db
from reuse.errors import NotFound
from reuse.history import queries as history
from reuse.people.models import Unit
from reuse.people.rules import Actor
from reuse.stock.models import Condition, Item, Label, LabelBatch, Movement, Photo

BROKEN = (Condition.REPAIRABLE, Condition.PARTS)


def item(item_id: int, *, municipality_id: UUID) -> Item:
    """A lot with what its page shows; raises NotFound."""
    query = _with_all().where(Item.id == item_id, Item.municipality_id == municipality_id)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound()
    return found


def _with_all() -> Select[Item]:
    return select(Item).options(
        joinedload(Item.unit), joinedload(Item.parent), selectinload(Item.photos), selectinload(Item.labels)
    )


def may_see(found: Item, by: Actor) -> bool:
    """Whether it is in the care of a unit the person works in (offers are seen through their listing)."""
    return found.unit.path.startswith(by.works_in)


def of_unit(unit_id: UUID, *, before: int | None = None, limit: int = 24) -> Sequence[Item]:
    """A unit's lots with something left, newest first; `before` is the last id already seen."""
    query = _with_all().where(Item.unit_id == unit_id, Item.quantity > 0)
    if before:
        query = query.where(Item.id < before)
    return db.session.scalars(query.order_by(Item.id.desc()).limit(limit)).all()


def held(unit_path: str, category_keys: Sequence[str], *, broken: bool, limit: int) -> Sequence[Item]:
    """Lots of some kinds in and below a unit with free pieces: working ones, or those to repair."""
    condition = Item.condition.in_(BROKEN) if broken else Item.condition.not_in(BROKEN)
    query = (
        _with_all()
        .join(Unit, Unit.id == Item.unit_id)
        .where(Unit.path.startswith(unit_path, autoescape=True), Item.category_key.in_(category_keys))
        .where(Item.quantity > Item.promised, condition)
        .order_by(Item.id.desc())
        .limit(limit)
    )
    return db.session.scalars(query).all()


def movements(item_id: int) -> Sequence[Movement]:
    """What happened to a lot's quantity, oldest first."""
    query = select(Movement).where(Movement.item_id == item_id).options(joinedload(Movement.unit))
    return db.session.scalars(query.order_by(Movement.id)).all()


def ancestors(found: Item) -> list[Item]:
    """The lots a lot came from, nearest first."""
    line: list[Item] = []
    while found.parent is not None:
        found = found.parent
        line.append(found)
    return line


def photo(photo_id: int, *, by: Actor) -> Photo:
    """A photo of a thing of the person's units, or of one that was offered to all; raises NotFound."""
    query = (
        select(Photo)
        .join(Item, Item.id == Photo.item_id)
        .where(Photo.id == photo_id, Item.municipality_id == by.municipality_id)
        .options(joinedload(Photo.item).joinedload(Item.unit))
    )
    found = db.session.scalar(query)
    if found is None or not (may_see(found.item, by) or history.happened("offered", f"item:{found.item_id}")):
        raise NotFound()
    return found


def batch(batch_id: int, *, by: Actor) -> LabelBatch:
    """A batch of labels of a unit for which the person labels; raises NotFound for any other."""
    found = db.session.get(LabelBatch, batch_id)
    if found is None or found.municipality_id != by.municipality_id or not by.may("stock.label", found.unit.path):
        raise NotFound()
    return found


def batches(unit_id: UUID, *, limit: int = 20) -> Sequence[LabelBatch]:
    """A unit's newest batches of labels."""
    query = select(LabelBatch).where(LabelBatch.unit_id == unit_id)
    return db.session.scalars(query.order_by(LabelBatch.id.desc()).limit(limit)).all()


def unclaimed(municipality_id: UUID, code: str) -> Label | None:
    query = select(Label).where(Label.code == code, Label.municipality_id == municipality_id)
    return db.session.scalar(query)
