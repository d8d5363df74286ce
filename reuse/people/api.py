"""Doors for programs: who am I."""

from flask import Blueprint
from pydantic import BaseModel

from reuse.access import doors
from reuse.access.machine import door
from reuse.people import queries
from reuse.people.rules import Actor

blueprint = Blueprint("people_api", __name__)


class UnitRole(BaseModel):
    id: str
    name: str
    role: str


class Me(BaseModel):
    id: str
    name: str
    municipality: str
    unit: str
    units: list[UnitRole]


@door(blueprint, "GET", "/me", permission="home.mine", answer=Me)
def me() -> Me:
    """The person the token belongs to, with units and roles."""
    actor: Actor = doors.actor()
    return Me(
        id=str(actor.user_id),
        name=actor.name,
        municipality=queries.municipality(actor.municipality_id).name,
        unit=str(actor.unit_id),
        units=[UnitRole(id=str(unit.id), name=unit.name, role=role) for unit, role in queries.roles_of(actor)],
    )
