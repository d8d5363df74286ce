"""Doors for programs: labels."""

from flask import Blueprint, Response
from pydantic import BaseModel

from reuse import clock
from reuse.access import doors
from reuse.access.machine import door
from reuse.people.actions import unit_to_act_for
from reuse.people.rules import Actor
from reuse.stock import labels, printing
from reuse.stock import queries as things
from reuse.stock.forms import NewBatch, SheetChoice
from reuse.stock.models import LabelBatch

blueprint = Blueprint("stock_api", __name__)


class BatchAnswer(BaseModel):
    id: str
    count: int
    unit: str
    codes: list[str]
    pdf: str


@door(blueprint, "POST", "/labels", permission="stock.label", form=NewBatch, answer=BatchAnswer, status=201)
def create(form: NewBatch) -> BatchAnswer:
    """Make a batch of new label codes to print."""
    actor: Actor = doors.actor()
    unit = unit_to_act_for(actor, form.unit)
    return _batch(labels.make_batch(form.count, unit=unit, by=actor, now=clock.now()))


def _batch(batch: LabelBatch) -> BatchAnswer:
    return BatchAnswer(
        id=str(batch.id),
        count=batch.count,
        unit=str(batch.unit_id),
        codes=[label.code for label in batch.labels],
        pdf=f"/api/v1/labels/batches/{batch.id}.pdf",
    )


@door(
    blueprint,
    "GET",
    "/labels/batches/<int:batch_id>.pdf",
    permission="stock.label",
    query=SheetChoice,
    media="application/pdf",
)
def sheet(batch_id: int, query: SheetChoice) -> Response:
    """The batch as a sheet of labels in absolute millimetres."""
    batch = things.batch(batch_id, by=doors.actor())
    return printing.sheet_response(batch, query)
