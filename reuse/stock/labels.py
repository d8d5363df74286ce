"""Labels: made in batches before the things they will be stuck on, then attached by scanning."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select

from reuse.codes import new_label_code
from reuse.db import db
from reuse.errors import N_, NotFound, Refusal
from reuse.history import actions as history
from reuse.people.models import Unit
from reuse.people.rules import Actor
from reuse.stock.models import Item, Label, LabelBatch

MOST_LABELS = 1000


class LabelTaken(Refusal):
    """The label is already stuck on another thing."""

    type = "label-taken"
    message = N_("That label is already on another thing. Use a new label, or open the thing it is on.")


class LabelRetired(Refusal):
    """The label was taken out of use."""

    type = "label-retired"
    message = N_("That label has been taken out of use. Put a new label on the thing.")


def make_batch(count: int, *, unit: Unit, by: Actor, now: datetime) -> LabelBatch:
    """New codes to print, unclaimed."""
    batch = LabelBatch(
        municipality_id=unit.municipality_id, unit_id=unit.id, count=count, made_at=now, made_by_id=by.user_id
    )
    db.session.add(batch)
    db.session.flush()
    codes = _new_codes(count)
    rows = [
        {"code": code, "municipality_id": unit.municipality_id, "batch_id": batch.id, "position": position}
        for position, code in enumerate(codes)
    ]
    db.session.execute(insert(Label), rows)
    return batch


def _new_codes(count: int) -> Sequence[str]:
    """Codes that differ from each other; from those in use by chance (2^35 of them), or the key refuses."""
    codes: set[str] = set()
    while len(codes) < count:
        codes.add(new_label_code())
    return sorted(codes)


def label(code: str, *, municipality_id: UUID | None = None) -> Label:
    """A label by its code, of this municipality if one is named; raises NotFound."""
    found = db.session.get(Label, code)
    if found is None or (municipality_id is not None and found.municipality_id != municipality_id):
        raise NotFound()
    return found


def attach(label: Label, item: Item, *, by: Actor, now: datetime) -> None:
    """Stick a label on a lot. Again on the same lot changes nothing; raises LabelTaken, LabelRetired."""
    if label.retired_at:
        raise LabelRetired()
    if label.item_id == item.id:
        return
    if label.item_id is not None:
        raise LabelTaken()
    label.item_id, label.attached_at, label.attached_by_id = item.id, now, by.user_id
    db.session.flush()
    history.log("labelled", f"item:{item.id}", by=by, unit_id=item.unit_id, now=now, code=label.code)


def label_for_change(code: str, *, municipality_id: UUID) -> Label:
    """A label that is about to change: two who claim it take turns. Raises NotFound."""
    query = select(Label).where(Label.code == code, Label.municipality_id == municipality_id)
    found = db.session.scalar(query.with_for_update())
    if found is None:
        raise NotFound()
    return found
