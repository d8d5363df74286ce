"""Doors for people: the effect, how one figure was calculated, and the files."""

from dataclasses import asdict
from typing import Literal
from uuid import UUID

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from reuse import clock
from reuse.access import doors
from reuse.catalogue.queries import tree
from reuse.errors import NotFound
from reuse.forms import Day, Form, read
from reuse.people import queries as people
from reuse.people.rules import Actor
from reuse.savings import ledger, queries, words
from reuse.savings.models import SavingEntry

blueprint = Blueprint("savings", __name__)
blueprint.add_app_template_global(words.described, "described_words")
blueprint.add_app_template_global(words.evidence, "evidence_words")
blueprint.add_app_template_global(words.part, "part_name")
SHOWN = 24


class Choice(Form):
    by: Literal["service_area", "unit", "category", "outcome", "month"] = "unit"
    since: Day | None = None
    until: Day | None = None
    unit: UUID | None = None

    def wanted(self, actor: Actor) -> queries.Filter:
        """This choice within what the person may read; the year so far unless they chose other days."""
        unit = people.unit(self.unit, municipality_id=actor.municipality_id) if self.unit else None
        return queries.Filter(
            municipality_id=actor.municipality_id,
            paths=ledger.readable_paths(actor),
            period=queries.Period(self.since or clock.today().replace(month=1, day=1), self.until),
            unit_path=unit.path if unit else None,
        )


@blueprint.get("/effect")
@doors.permission("savings.read")
def index() -> ResponseReturnValue:
    choice = read(Choice, request.args)
    wanted = choice.wanted(doors.actor())
    return render_template(
        "savings/index.html",
        choice=choice,
        wanted=wanted,
        whole=next(iter(ledger.totals(wanted, by="municipality")), None),
        parts=ledger.totals(wanted, by=choice.by),
        entries=queries.entries(wanted, limit=SHOWN),
        kinds=tree().kinds,
    )


@blueprint.get("/effect/<int:entry_id>")
@doors.permission("savings.read")
def show(entry_id: int) -> ResponseReturnValue:
    entry = _readable(entry_id, doors.actor())
    row = ledger.rows([entry], municipality_id=entry.municipality_id)[0]
    return render_template("savings/show.html", entry=entry, row=row)


def _readable(entry_id: int, actor: Actor) -> SavingEntry:
    """An entry of a unit whose figures the person may read; raises NotFound for any other."""
    found = queries.entry(entry_id, municipality_id=actor.municipality_id)
    if found is None or not actor.may(
        "savings.read", people.unit(found.unit_id, municipality_id=actor.municipality_id).path
    ):
        raise NotFound()
    return found


@blueprint.get("/effect.csv")
@doors.permission("savings.read")
def export() -> ResponseReturnValue:
    return ledger.csv_response(read(Choice, request.args).wanted(doors.actor()))


@blueprint.get("/effect.json")
@doors.permission("savings.read")
def export_json() -> ResponseReturnValue:
    rows = ledger.all_rows(read(Choice, request.args).wanted(doors.actor()))
    return jsonify([asdict(row) for row in rows])
