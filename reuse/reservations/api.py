"""Doors for programs: reservations, hand-overs, and what a label's scan leads to."""

from typing import Annotated

from flask import Blueprint, url_for
from pydantic import BaseModel, Field

from reuse import clock
from reuse.access import doors
from reuse.access.ids import row_id
from reuse.access.limits import LABEL_LOOKUP, found_nothing, limiter
from reuse.access.machine import door
from reuse.codes import normalise
from reuse.forms import Amount, Form, Line, Ore, Paragraph, quantity
from reuse.listings import intake
from reuse.listings.api import ItemAnswer, item_answer
from reuse.people.rules import Actor
from reuse.quantities import Measure, Quantity
from reuse.reservations import actions, queries
from reuse.reservations.models import Reservation
from reuse.reservations.scanning import action_due
from reuse.savings.rules import Counterfactual
from reuse.stock import labels
from reuse.stock import queries as things
from reuse.stock.forms import Attachment

blueprint = Blueprint("reservations_api", __name__)
Id = Annotated[Line, Field(min_length=1, max_length=20)]


class HandoverAnswer(BaseModel):
    id: str
    quantity: int | float
    item: str
    at: str


class ReservationAnswer(BaseModel):
    id: str
    listing: str
    item: str
    quantity: int | float
    handed_over: int | float
    state: str
    unit: str
    giver_unit: str
    need: str | None
    delivery: str
    hold_until: str
    reason: str | None
    handovers: list[HandoverAnswer]


class NewHandover(Form):
    """How much changes hands (all of it, if nothing is said), and what would have been done otherwise."""

    quantity: Amount | None = None
    counterfactual: Counterfactual = Counterfactual.UNSURE
    unit_price_ore: Ore | None = None


class NewRefusal(Form):
    reason: Annotated[Paragraph, Field(min_length=1, max_length=500)]


class NewCancellation(Form):
    pass


@door(
    blueprint,
    "GET",
    "/reservations/<int:reservation_id>",
    permission="reservations.make",
    answer=ReservationAnswer,
)
def show(reservation_id: int) -> ReservationAnswer:
    """One reservation that your units give or receive."""
    return answer(queries.reservation(reservation_id, by=doors.actor()))


@door(
    blueprint,
    "POST",
    "/reservations/<int:reservation_id>/handover",
    permission="reservations.make",
    form=NewHandover,
    answer=ReservationAnswer,
    status=201,
)
def hand_over(reservation_id: int, form: NewHandover) -> ReservationAnswer:
    """Confirm that things changed hands: they move, and the saving is booked."""
    actor: Actor = doors.actor()
    reservation = queries.reservation(reservation_id, by=actor, for_change=True)
    measure = Measure(reservation.item.measure)
    steps = quantity(form.quantity, measure).steps if form.quantity is not None else reservation.remaining
    actions.hand_over(
        reservation,
        by=actor,
        steps=steps,
        now=clock.now(),
        today=clock.today(),
        price_ore=form.unit_price_ore,
        counterfactual=form.counterfactual,
    )
    return answer(reservation)


@door(
    blueprint,
    "POST",
    "/reservations/<int:reservation_id>/cancellation",
    permission="reservations.make",
    form=NewCancellation,
    answer=ReservationAnswer,
    status=201,
)
def cancel(reservation_id: int, form: NewCancellation) -> ReservationAnswer:  # noqa: ARG001 - it says nothing
    """Cancel what has not been handed over."""
    actor: Actor = doors.actor()
    reservation = queries.reservation(reservation_id, by=actor, for_change=True)
    actions.cancel(reservation, by=actor, now=clock.now())
    return answer(reservation)


@door(
    blueprint,
    "POST",
    "/reservations/<int:reservation_id>/refusal",
    permission="reservations.hand_over",
    form=NewRefusal,
    answer=ReservationAnswer,
    status=201,
)
def refuse(reservation_id: int, form: NewRefusal) -> ReservationAnswer:
    """Refuse, with a reason that the other unit is told."""
    actor: Actor = doors.actor()
    reservation = queries.reservation(reservation_id, by=actor, for_change=True)
    actions.refuse(reservation, reason=form.reason, by=actor, now=clock.now())
    return answer(reservation)


class LabelAnswer(BaseModel):
    code: str
    state: str
    action: str
    url: str
    item: str | None
    reservation: str | None


@door(blueprint, "GET", "/labels/<code>", permission="listings.look", answer=LabelAnswer)
@limiter.limit(LABEL_LOOKUP, deduct_when=found_nothing)
def label(code: str) -> LabelAnswer:
    """What a label points at, and the action that is due now."""
    actor: Actor = doors.actor()
    found = labels.label(normalise(code), municipality_id=actor.municipality_id)
    action = action_due(found, by=actor)
    return LabelAnswer(
        code=found.code,
        state=found.state,
        action=action.due,
        url=url_for("reservations.scanned", code=found.code),
        item=str(action.item.id) if action.item else None,
        reservation=str(action.reservation.id) if action.reservation else None,
    )


@door(
    blueprint,
    "POST",
    "/labels/<code>/attachment",
    permission="stock.register",
    form=Attachment,
    answer=ItemAnswer,
    status=201,
)
def attach(code: str, form: Attachment) -> ItemAnswer:
    """Stick a label on a lot."""
    actor: Actor = doors.actor()
    item = things.item(row_id(form.item), municipality_id=actor.municipality_id)
    intake.may_change(item, by=actor)
    intake.attach(code, item, by=actor, now=clock.now())
    return item_answer(item)


def answer(reservation: Reservation) -> ReservationAnswer:
    measure = Measure(reservation.item.measure)
    return ReservationAnswer(
        id=str(reservation.id),
        listing=str(reservation.listing_id),
        item=str(reservation.item_id),
        quantity=Quantity(reservation.quantity, measure).number(),
        handed_over=Quantity(reservation.handed_over, measure).number(),
        state=reservation.state,
        unit=str(reservation.unit_id),
        giver_unit=str(reservation.giver_unit_id),
        need=reservation.need_number,
        delivery=reservation.delivery,
        hold_until=reservation.hold_until.isoformat(),
        reason=reservation.ending_reason or None,
        handovers=[
            HandoverAnswer(
                id=str(handover.id),
                quantity=Quantity(handover.quantity, measure).number(),
                item=str(handover.to_item_id),
                at=handover.at.isoformat(),
            )
            for handover in reservation.handovers
        ],
    )
