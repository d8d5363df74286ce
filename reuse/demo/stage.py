"""Everything that the stories share: the dice, the diary, the people, the units and what has been offered."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from reuse.catalogue.queries import Kind, kind
from reuse.clock import local
from reuse.db import db
from reuse.demo.cast import Cast
from reuse.demo.darkroom import Darkroom
from reuse.demo.diary import Diary
from reuse.demo.things import Thing
from reuse.people.models import LegalKind, Unit, UnitKind


@dataclass
class Stage:
    """One telling of the year. The same seed throws the same dice; only codes and numbers differ."""

    dice: random.Random
    diary: Diary
    cast: Cast
    units: dict[str, UUID]
    darkroom: Darkroom
    offers: dict[tuple[str, str], int] = field(default_factory=dict)  # unit, thing: its newest offer
    rolls: dict[str, list[str]] = field(default_factory=dict)  # printed labels by unit, not yet used
    _areas: dict[str, str] = field(default_factory=dict)

    def unit(self, key: str) -> Unit:
        return db.session.get_one(Unit, self.units[key])

    def kind(self, thing: Thing) -> Kind:
        return kind(thing.category)

    def chance(self, percent: float) -> bool:
        return self.dice.random() * 100 < percent

    def somebody_else(self, giver: str, thing: Thing) -> str:
        """A unit that could use such a thing, most often of a service area that has it anyway."""
        if not self._areas:
            self._areas = {key: area for key in self.units if (area := _takes_part(self.unit(key)))}
        others = [key for key in self._areas if key != giver]
        fitting = [key for key in others if not thing.wanted_in or self._areas[key] in thing.wanted_in]
        return self.dice.choice(fitting or others)


def _takes_part(unit: Unit) -> str:
    """The service area of a unit that takes things over, or nothing."""
    takes = unit.kind == UnitKind.INSTITUTION and unit.legal_kind == LegalKind.MUNICIPAL
    return unit.service_area if takes else ""


def day_of(at: datetime) -> date:
    """The date on the wall in Denmark at that moment."""
    return local(at).date()
