"""Reading the ledger for people and programs: rows, files and sums within what one may read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, stream_with_context
from sqlalchemy import select
from sqlalchemy.sql.elements import ColumnElement

from reuse.catalogue.queries import tree
from reuse.db import db
from reuse.formatting import danish_order
from reuse.people import queries as people
from reuse.people.models import Unit
from reuse.people.permissions import PERMISSIONS
from reuse.people.rules import Actor
from reuse.savings import export, queries
from reuse.savings.models import SavingEntry

PAGE = 500


def readable_paths(actor: Actor) -> tuple[str, ...]:
    """The units in and below which the person may read figures."""
    roles = PERMISSIONS["savings.read"]
    return tuple(sorted({grant.path for grant in actor.grants if grant.role in roles}))


def rows(entries: Iterable[SavingEntry], *, municipality_id: UUID) -> list[export.Row]:
    """Entries as rows."""
    names = _names(municipality_id)
    return [export.row(entry, names) for entry in entries]


def _names(municipality_id: UUID) -> export.Names:
    units = {
        unit.id: unit for unit in db.session.scalars(select(Unit).where(Unit.municipality_id == municipality_id))
    }
    return export.Names(units, tree().kinds, people.municipality(municipality_id).code)


def all_rows(wanted: queries.Filter) -> Iterator[export.Row]:
    """Every entry that is wanted, newest first, a page at a time: memory does not grow with the ledger."""
    names, before = _names(wanted.municipality_id), None
    while page := queries.entries(wanted, before=before, limit=PAGE):
        yield from (export.row(entry, names) for entry in page)
        before = page[-1].id


def csv_response(wanted: queries.Filter) -> Response:
    """The wanted entries as a download for Danish Excel."""
    lines = stream_with_context(export.danish_csv(all_rows(wanted)))
    return Response(
        lines,
        mimetype="text/csv",
        headers={"Content-Disposition": 'attachment; filename="undgaaede-indkoeb.csv"'},
    )


@dataclass(frozen=True)
class NamedTotal:
    """Sums under a name; `by_evidence` counts entries per level."""

    key: str
    name: str
    count: int
    described: int
    priced: int
    by_evidence: dict[str, int]
    co2e_gross_g: int
    co2e_net_g: int
    co2e_low_g: int
    co2e_high_g: int
    gross_ore: int
    net_ore: int


def totals(wanted: queries.Filter, *, by: str) -> list[NamedTotal]:
    """Sums by municipality, service_area, unit, category, outcome or month; every split has the same sum."""
    evidence: dict[str, dict[str, int]] = {}
    for key, level, count in queries.evidence_counts(wanted, by=_key(by)):
        evidence.setdefault(str(key), {})[level] = count
    names = _names(wanted.municipality_id)
    found = [
        NamedTotal(name=_name(by, total.key, names), by_evidence=evidence.get(total.key, {}), **vars(total))
        for total in queries.totals(wanted, by=_key(by))
    ]
    return sorted(found, key=lambda total: danish_order(total.name))


def _key(by: str) -> ColumnElement[Any]:
    keys: dict[str, ColumnElement[Any]] = {
        "municipality": SavingEntry.municipality_id.expression,
        "service_area": Unit.service_area.expression,
        "unit": SavingEntry.unit_id.expression,
        "category": SavingEntry.category_key.expression,
        "outcome": SavingEntry.outcome.expression,
        "month": SavingEntry.month.expression,
    }
    return keys[by]


def _name(by: str, key: str, names: export.Names) -> str:
    if by == "municipality":
        return people.municipality(UUID(key)).name
    if by == "unit":
        return names.units[UUID(key)].name
    if by == "category" and key in names.kinds:
        return names.kinds[key].name
    return key
