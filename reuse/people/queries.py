"""Reads of people and units."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import load_only

from reuse.db import db
from reuse.errors import NotFound
from reuse.people.models import ApiToken, Membership, Municipality, Unit, User
from reuse.people.permissions import Role
from reuse.people.rules import Actor, Grant, UnitName


def actor_of(user_id: int, acting_unit: UUID | None = None) -> Actor | None:
    """The person as actor for the chosen unit (their first, if none or no longer theirs): one query."""
    return _actor(db.session.execute(_memberships().where(User.id == user_id)).all(), acting_unit)


def actor_of_token(digest: str, now: datetime) -> Actor | None:
    """The person a program acts as, if its token is known, not withdrawn and not expired."""
    query = (
        _memberships()
        .join(ApiToken, ApiToken.user_id == User.id)
        .where(ApiToken.digest == digest, ApiToken.revoked_at.is_(None), ApiToken.expires_at > now)
    )
    return _actor(db.session.execute(query).all(), None)


Rows = Sequence[Row[User, Municipality, Membership, Unit]]


def _memberships() -> Select[User, Municipality, Membership, Unit]:
    return (
        select(User, Municipality, Membership, Unit)
        .join(Municipality, Municipality.id == User.municipality_id)
        .join(Membership, Membership.user_id == User.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(User.left_at.is_(None))
        .order_by(Membership.id)
        .options(load_only(User.id, User.name), load_only(Unit.id, Unit.name, Unit.path))
    )


def _actor(rows: Rows, acting_unit: UUID | None) -> Actor | None:
    if not rows:
        return None
    user, owner = rows[0][0], rows[0][1]
    units = tuple({row[3].id: UnitName(row[3].id, row[3].name, row[3].path) for row in rows}.values())
    return Actor(
        user_id=user.id,
        name=user.name,
        municipality_id=owner.id,
        municipality_name=owner.name,
        unit=next((one for one in units if one.id == acting_unit), units[0]),
        units=units,
        grants=tuple(Grant(Role(row[2].role), row[3].path) for row in rows),
    )


def host_name() -> str:
    """The name a stranger is shown: the installation's first municipality."""
    return db.session.scalar(select(Municipality.name).order_by(Municipality.key).limit(1)) or ""


def user_by_email(email: str) -> User | None:
    """Whoever signs in with this address; upper and lower case are the same."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def unit(unit_id: UUID, *, municipality_id: UUID) -> Unit:
    """A unit of the person's own municipality; raises NotFound for any other."""
    found = db.session.get(Unit, unit_id)
    if found is None or found.municipality_id != municipality_id:
        raise NotFound()
    return found


def all_units(municipality_id: UUID) -> list[Unit]:
    """Every unit of the municipality, parents before children."""
    query = (
        select(Unit)
        .where(Unit.municipality_id == municipality_id)
        .options(load_only(Unit.id, Unit.parent_id, Unit.path, Unit.name, Unit.kind, Unit.service_area))
        .order_by(Unit.path)
    )
    return list(db.session.scalars(query))


def municipality(municipality_id: UUID) -> Municipality:
    return db.session.get_one(Municipality, municipality_id)


def mailbox_of(unit: Unit) -> str:
    """The role mailbox that hears about the unit's things: its own, or the nearest above it."""
    while unit.mailbox == "" and unit.parent is not None:
        unit = unit.parent
    return unit.mailbox


def demo_accounts() -> list[User]:
    """The accounts shown on the sign-in page of the demo."""
    return list(db.session.scalars(select(User).where(User.email.endswith("@demo.example")).order_by(User.id)))


def roles_of(actor: Actor) -> list[tuple[Unit, str]]:
    """The person's roles, each in its unit, oldest first."""
    query = (
        select(Unit, Membership.role)
        .join(Membership, Membership.unit_id == Unit.id)
        .where(Membership.user_id == actor.user_id)
        .order_by(Membership.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]
