"""Reads of reservations."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from reuse.db import db
from reuse.errors import NotFound
from reuse.people.models import Unit
from reuse.people.rules import Actor
from reuse.reservations.models import Reservation
from reuse.stock.models import Item


def reservation(reservation_id: int, *, by: Actor, for_change: bool = False) -> Reservation:
    """A reservation that the person's units give or receive; raises NotFound for any other.

    With `for_change` two who end it at the same moment take turns.
    """
    lock = {"of": Reservation} if for_change else None
    found = db.session.get(Reservation, reservation_id, with_for_update=lock)
    if found is None or found.municipality_id != by.municipality_id or not _concerns(found, by):
        raise NotFound()
    return found


def _concerns(found: Reservation, by: Actor) -> bool:
    paths = (found.unit.path, found.giver_unit.path)
    return any(path.startswith(by.works_in) for path in paths)


def to_hand_over(unit_id: UUID, *, limit: int = 50) -> Sequence[Reservation]:
    """Open reservations of a unit's things, the oldest first."""
    query = _with_things().where(Reservation.giver_unit_id == unit_id, Reservation.ended_at.is_(None))
    return db.session.scalars(query.order_by(Reservation.id).limit(limit)).all()


def of_unit(unit_id: UUID, *, limit: int = 50) -> Sequence[Reservation]:
    """What a unit has reserved and not received yet, the oldest first."""
    query = _with_things().where(Reservation.unit_id == unit_id, Reservation.ended_at.is_(None))
    return db.session.scalars(query.order_by(Reservation.id).limit(limit)).all()


def open_for_item(item_id: int, *, by: Actor) -> Sequence[Reservation]:
    """Open reservations of a lot that the person's units give or receive."""
    query = (
        _with_things()
        .join(Unit, or_(Unit.id == Reservation.unit_id, Unit.id == Reservation.giver_unit_id))
        .where(Reservation.item_id == item_id, Reservation.ended_at.is_(None))
        .where(or_(*(Unit.path.startswith(path, autoescape=True) for path in by.works_in)))
        .order_by(Reservation.id)
    )
    return db.session.scalars(query).unique().all()


def overdue(now: datetime, *, limit: int = 100) -> Sequence[int]:
    """Ids of reservations whose hold has run out."""
    query = select(Reservation.id).where(Reservation.ended_at.is_(None), Reservation.hold_until < now)
    return db.session.scalars(query.order_by(Reservation.hold_until).limit(limit)).all()


def for_need(number: str) -> Sequence[Reservation]:
    """The reservations that a need check led to."""
    query = _with_things().where(Reservation.need_number == number).order_by(Reservation.id)
    return db.session.scalars(query).all()


def _with_things() -> Select[Reservation]:
    return select(Reservation).options(
        joinedload(Reservation.item).selectinload(Item.photos),
        joinedload(Reservation.unit),
        joinedload(Reservation.giver_unit),
    )
