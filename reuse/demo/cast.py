"""Who lives in the demo: the accounts that visitors sign in with, and the colleagues around them."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from reuse.db import db
from reuse.demo.town import KEY, read
from reuse.people import actions as people
from reuse.people import queries
from reuse.people.models import Unit
from reuse.people.permissions import KEEPERS, Role
from reuse.people.rules import Actor

PASSWORD: Final = "demo-demo-demo"  # noqa: S105 - printed when the demo starts
ADMIN: Final = "admin@demo.example"


@dataclass
class Cast:
    """Who acts for a unit: the keeper gives and hands over, the asker needs and reserves."""

    keepers: dict[str, Actor] = field(default_factory=dict)
    askers: dict[str, Actor] = field(default_factory=dict)

    def keeper(self, unit: str) -> Actor:
        return self.keepers[unit]

    def asker(self, unit: str) -> Actor:
        return self.askers.get(unit) or self.keepers[unit]


def arrive(units: dict[str, UUID], now: datetime) -> Cast:
    """Let everybody in, with their roles."""
    cast, content = Cast(), read("people")
    for row in content["account"]:
        _enter(cast, row, units, email=row["email"], password=PASSWORD, now=now)
    for row in content["colleague"]:
        name = row["name"].lower().translate(_PLAIN).replace(" ", ".")
        _enter(cast, row, units, email=f"{name}@{KEY}.example", password=secrets.token_hex(), now=now)
    return cast


_PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def _enter(
    cast: Cast, row: dict[str, Any], units: dict[str, UUID], *, email: str, password: str, now: datetime
) -> None:
    roles = [(key, Role(role)) for key, role in row["roles"]]
    user = people.add_user(
        municipality_id=db.session.get_one(Unit, units["root"]).municipality_id,
        email=email,
        name=row["name"],
        password=password,
        roles=[(db.session.get_one(Unit, units[key]), role) for key, role in roles],
        now=now,
    )
    for key, role in roles:
        actor = queries.actor_of(user.id, units[key])
        if actor is None:
            raise LookupError(email)
        if role in KEEPERS:
            cast.keepers.setdefault(key, actor)
        if role is not Role.CARETAKER:
            cast.askers.setdefault(key, actor)
