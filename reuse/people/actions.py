"""What is done with people and units."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from reuse.db import db
from reuse.errors import N_, Refusal
from reuse.people import queries
from reuse.people.models import ApiToken, Membership, Municipality, Unit, UnitKind, User
from reuse.people.permissions import Role
from reuse.people.rules import Actor, path_of

TOKEN_LIFE = timedelta(days=365)
_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_hex())  # so that an unknown address takes as long as a wrong password


class WrongPassword(Refusal):
    """The address or the password is wrong; which of them is not told."""

    type = "wrong-password"
    status = 422
    message = N_("The e-mail or the password is not right.")


class NotYourUnit(Refusal):
    """A person can only act for a unit they have a role in."""

    type = "not-your-unit"
    status = 403
    message = N_("You cannot act for that unit.")


def sign_in(email: str, password: str) -> User:
    """The person with this address and password; raises WrongPassword, in the same time for both faults."""
    user = queries.user_by_email(email)
    known_hash = user.password_hash if user and user.is_active and user.password_hash else _NOBODY
    try:
        _hasher.verify(known_hash, password)
    except (VerificationError, InvalidHashError) as error:
        raise WrongPassword() from error
    if user is None or known_hash is _NOBODY:
        raise WrongPassword()
    return user


def add_user(
    *,
    municipality_id: UUID,
    email: str,
    name: str,
    password: str,
    roles: list[tuple[Unit, Role]],
    now: datetime,
) -> User:
    """Let a person in, with roles in units."""
    user = User(
        municipality_id=municipality_id,
        email=email.strip().lower(),
        name=name,
        password_hash=_hasher.hash(password),
        created_at=now,
    )
    user.memberships = [Membership(unit=unit, role=role) for unit, role in roles]
    db.session.add(user)
    db.session.flush()
    return user


def found_municipality(
    *, name: str, code: str, email: str, person: str, password: str, now: datetime
) -> Municipality:
    """A municipality with its top unit and the person who may set up the rest."""
    municipality = Municipality(key=f"m{code or secrets.token_hex(4)}", name=name, code=code)
    db.session.add(municipality)
    db.session.flush()
    top = add_unit(
        Unit(municipality_id=municipality.id, name=name, path="", kind=UnitKind.MUNICIPALITY), parent=None
    )
    add_user(
        municipality_id=municipality.id,
        email=email,
        name=person,
        password=password,
        roles=[(top, Role.ADMIN)],
        now=now,
    )
    return municipality


def add_unit(unit: Unit, *, parent: Unit | None) -> Unit:
    """Put a unit into the tree, below its parent."""
    db.session.add(unit)
    db.session.flush()  # gives the id that the path is made of
    unit.parent_id = parent.id if parent else None
    unit.path = path_of(unit.id, parent.path if parent else "")
    db.session.flush()
    return unit


def new_token(user: User, *, name: str, now: datetime) -> str:
    """A token with which a program acts as the user for a year; shown once, kept only as a digest."""
    token = "reuse_" + secrets.token_urlsafe(32)
    db.session.add(
        ApiToken(
            user_id=user.id,
            digest=token_digest(token),
            name=name,
            created_at=now,
            expires_at=now + TOKEN_LIFE,
        )
    )
    return token


def token_digest(token: str) -> str:
    """What is kept of a token: long random text needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def unit_to_act_for(actor: Actor, unit_id: UUID | None) -> Unit:
    """The unit a person asks to act for (their chosen one, if none is named); raises NotYourUnit."""
    unit = queries.unit(unit_id or actor.unit_id, municipality_id=actor.municipality_id)
    if not unit.path.startswith(actor.works_in):
        raise NotYourUnit()
    return unit
