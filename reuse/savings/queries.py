"""Reads of factors and the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, false, func, or_, select
from sqlalchemy.orm import joinedload

from reuse.catalogue.queries import Kind
from reuse.clock import COPENHAGEN
from reuse.db import db
from reuse.people.models import Unit
from reuse.quantities import Measure
from reuse.savings import rules
from reuse.savings.models import Factor, FactorSet, SavingEntry
from reuse.stock.models import Item


def current_set() -> FactorSet | None:
    """The newest factor set."""
    return db.session.scalar(select(FactorSet).order_by(FactorSet.id.desc()).limit(1))


def current_factor(key: str) -> Factor | None:
    """The newest factor of a kind, or None where no category factor exists."""
    if not key:
        return None
    query = select(Factor).where(Factor.key == key).order_by(Factor.factor_set_id.desc()).limit(1)
    return db.session.scalar(query)


def content_micro(kind: Kind, item: Item, measure: Measure, factor: Factor | None) -> int | None:
    """How much of the factor's unit is in one of the item's, as far as the item's facts tell."""
    return rules.content_micro(
        measure=measure,
        factor_unit=factor.unit if factor else "",
        mass_g=item.weight_g or kind.typical_mass_g,
        width_mm=item.width_mm,
        height_mm=item.height_mm,
    )


def last_entry(municipality_id: UUID) -> SavingEntry | None:
    query = select(SavingEntry).where(SavingEntry.municipality_id == municipality_id)
    return db.session.scalar(query.order_by(SavingEntry.sequence.desc()).limit(1))


def life_claimed_pm(lot: Item | None) -> int:
    """What hand-overs on the way to this lot, and to it, have claimed of the thing's life, in permille."""
    claimed = 0
    while lot is not None:
        shares = db.session.scalars(select(SavingEntry.inputs).where(SavingEntry.item_id == lot.id))
        claimed += max((inputs["remaining_life"]["mid_pm"] for inputs in shares), default=0)
        lot = lot.parent
    return claimed


@dataclass(frozen=True)
class Period:
    """Days in Denmark, both included; None leaves that side open."""

    first: date | None = None
    last: date | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        limits: list[ColumnElement[bool]] = []
        if self.first:
            limits.append(SavingEntry.at >= _start(self.first))
        if self.last:
            limits.append(SavingEntry.at < _start(date.fromordinal(self.last.toordinal() + 1)))
        return limits


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, COPENHAGEN)


@dataclass(frozen=True)
class Filter:
    """Which entries: of a municipality, within unit paths, and what else was asked for."""

    municipality_id: UUID
    paths: tuple[str, ...]
    period: Period = Period()
    unit_path: str | None = None
    service_area: str | None = None
    need_number: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        wanted = [SavingEntry.municipality_id == self.municipality_id, *self.period.conditions()]
        wanted.append(_within(self.paths))
        if self.unit_path:
            wanted.append(Unit.path.startswith(self.unit_path, autoescape=True))
        if self.service_area:
            wanted.append(Unit.service_area == self.service_area)
        if self.need_number:
            wanted.append(SavingEntry.need_number == self.need_number)
        return wanted


def _within(paths: tuple[str, ...]) -> ColumnElement[bool]:
    return or_(false(), *(Unit.path.startswith(path, autoescape=True) for path in paths))


def entries(wanted: Filter, *, before: int | None = None, limit: int = 100) -> Sequence[SavingEntry]:
    """Entries, newest first, with their factor and its set; `before` is the last id already seen."""
    query = (
        select(SavingEntry)
        .join(Unit, Unit.id == SavingEntry.unit_id)
        .where(*wanted.conditions())
        .options(joinedload(SavingEntry.factor).joinedload(Factor.factor_set))
        .order_by(SavingEntry.id.desc())
        .limit(limit)
    )
    if before:
        query = query.where(SavingEntry.id < before)
    return db.session.scalars(query).all()


def entry(entry_id: int, *, municipality_id: UUID) -> SavingEntry | None:
    """One entry with its factor and the factor's set."""
    query = select(SavingEntry).where(SavingEntry.id == entry_id, SavingEntry.municipality_id == municipality_id)
    return db.session.scalar(query.options(joinedload(SavingEntry.factor).joinedload(Factor.factor_set)))


def of_fact(fact: str) -> SavingEntry | None:
    """The entry booked for a fact, such as handover:17."""
    return db.session.scalar(select(SavingEntry).where(SavingEntry.fact == fact))


@dataclass(frozen=True)
class Total:
    """Sums of entries: whole grams and øre; `described` have no CO2e, `priced` have a price."""

    key: str
    count: int
    described: int
    priced: int
    co2e_gross_g: int
    co2e_net_g: int
    co2e_low_g: int
    co2e_high_g: int
    gross_ore: int
    net_ore: int


_SUMMED = ["co2e_gross_g", "co2e_net_g", "co2e_low_g", "co2e_high_g", "gross_ore", "net_ore"]


def totals(wanted: Filter, *, by: ColumnElement[Any]) -> list[Total]:
    """Sums of the entries for each value of `by`."""
    sums = [func.coalesce(func.sum(getattr(SavingEntry, name)), 0) for name in _SUMMED]
    described = func.count(SavingEntry.id).filter(SavingEntry.co2e_net_g.is_(None))
    query = (
        select(by, func.count(SavingEntry.id), described, func.count(SavingEntry.net_ore), *sums)
        .join(Unit, Unit.id == SavingEntry.unit_id)
        .where(*wanted.conditions())
        .group_by(by)
        .order_by(by)
    )
    return [
        Total(str(row[0]), row[1], row[2], row[3], *(int(value) for value in row[4:]))
        for row in db.session.execute(query)
    ]


def evidence_counts(wanted: Filter, *, by: ColumnElement[Any]) -> Sequence[Row[str, str, int]]:
    """How many entries of each level of evidence, for each value of `by`."""
    query = (
        select(by, SavingEntry.evidence, func.count(SavingEntry.id))
        .join(Unit, Unit.id == SavingEntry.unit_id)
        .where(*wanted.conditions())
        .group_by(by, SavingEntry.evidence)
    )
    return db.session.execute(query).all()


@dataclass(frozen=True)
class UnitYear:
    """What a unit's year looks like so far: how many things it got instead of buying, and what that saved."""

    things: int
    entries: int
    co2e_net_g: int
    co2e_low_g: int
    co2e_high_g: int


def of_unit_this_year(unit_id: UUID, *, municipality_id: UUID, today: date) -> UnitYear:
    """A unit's own year so far, counted pieces and sets only for the number of things."""
    counted = func.sum(SavingEntry.quantity).filter(SavingEntry.measure.in_(("piece", "set")))
    sums = [
        func.coalesce(func.sum(getattr(SavingEntry, name)), 0)
        for name in ("co2e_net_g", "co2e_low_g", "co2e_high_g")
    ]
    query = select(func.coalesce(counted, 0), func.count(SavingEntry.id), *sums).where(
        SavingEntry.unit_id == unit_id,
        SavingEntry.municipality_id == municipality_id,
        SavingEntry.at >= _start(date(today.year, 1, 1)),
    )
    return UnitYear(*(int(value) for value in db.session.execute(query).one()))
