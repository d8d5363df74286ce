"""What a scan opens: the action that is due now, for the person who scans."""

from dataclasses import dataclass
from enum import StrEnum

from reuse.people.rules import Actor
from reuse.reservations import queries
from reuse.reservations.actions import may_confirm
from reuse.reservations.models import Reservation
from reuse.stock import queries as stock
from reuse.stock.models import Item, Label


class Due(StrEnum):
    """What to do with a scanned label."""

    REGISTER = "register"
    HAND_OVER = "hand_over"
    RECEIVE = "receive"
    SHOW = "show"
    RETIRED = "retired"


@dataclass(frozen=True)
class Action:
    due: Due
    label: Label
    item: Item | None = None
    reservation: Reservation | None = None


def action_due(label: Label, *, by: Actor) -> Action:
    """Register what is not known yet, hand over or receive what is reserved, else look at the thing."""
    if label.state == "retired":
        return Action(Due.RETIRED, label)
    if label.item_id is None:
        return Action(Due.REGISTER, label)
    item = stock.item(label.item_id, municipality_id=by.municipality_id)
    for reservation in queries.open_for_item(item.id, by=by):
        if may_confirm(reservation, by):
            gives = by.may("reservations.hand_over", reservation.giver_unit.path)
            return Action(Due.HAND_OVER if gives else Due.RECEIVE, label, item, reservation)
    return Action(Due.SHOW, label, item)
