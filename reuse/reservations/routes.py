"""Doors for people: what a label's scan opens, a reservation, its hand-over and its end."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from reuse import clock
from reuse.access import doors
from reuse.access.limits import LABEL_LOOKUP, is_known, limiter
from reuse.access.once import once
from reuse.catalogue.queries import tree
from reuse.codes import BadCode, normalise
from reuse.errors import Invalid, NotAllowed, NotFound, Refusal
from reuse.forms import quantity, read
from reuse.listings import showing
from reuse.listings.actions import open_listing
from reuse.listings.cards import condition_words, heading
from reuse.listings.rules import may_collect
from reuse.people.rules import Actor
from reuse.quantities import Measure, Quantity
from reuse.reservations import actions, queries, receipts
from reuse.reservations.api import NewHandover, NewRefusal
from reuse.reservations.models import Reservation
from reuse.reservations.scanning import Due, action_due
from reuse.stock import labels
from reuse.stock import queries as things
from reuse.stock.models import Item, Label

blueprint = Blueprint("reservations", __name__)


# --- the label ----------------------------------------------------------------------------------------------


@blueprint.get("/Q/<code>")  # as printed: capitals make a smaller QR code
@blueprint.get("/q/<code>")
@doors.public
@limiter.limit(LABEL_LOOKUP, exempt_when=is_known)
def scanned(code: str) -> ResponseReturnValue:
    actor: Actor | None = doors.actor_or_none()
    try:
        label = labels.label(normalise(code), municipality_id=actor.municipality_id if actor else None)
    except (BadCode, NotFound) as refusal:
        return render_template("reservations/unknown.html", refusal=refusal, code=code[:40]), 404
    return _opened(label, actor) if actor else _safe_page(label)


def _opened(label: Label, actor: Actor) -> ResponseReturnValue:
    """The page of the action that is due now; looking changes nothing."""
    action = action_due(label, by=actor)
    if action.due is Due.RETIRED:
        return _safe_page(label)
    if action.due is Due.REGISTER or action.item is None:
        return redirect(url_for("items.new", label=label.code))
    if action.reservation is not None:
        return redirect(url_for("reservations.new_handover", reservation_id=action.reservation.id))
    if things.may_see(action.item, actor):
        return redirect(url_for("items.show", item_id=action.item.id))
    listing = open_listing(action.item)
    return redirect(url_for("listings.show", listing_id=listing.id)) if listing else _safe_page(label)


def _safe_page(label: Label) -> str:
    """What anybody may know: what it is in general words, and which unit to ring."""
    item = label.item
    return render_template(
        "reservations/stranger.html",
        state=label.state,
        kind=tree().kinds.get(item.category_key) if item else None,
        unit=item.unit if item else label.batch.unit,
        next=request.path,
    )


# --- the agreement ------------------------------------------------------------------------------------------


@blueprint.get("/reservations/<int:reservation_id>")
@doors.permission("reservations.make")
def show(reservation_id: int) -> ResponseReturnValue:
    return _show_page(queries.reservation(reservation_id, by=doors.actor()))


def _show_page(reservation: Reservation, refusal: Refusal | None = None) -> str:
    actor: Actor = doors.actor()
    gives = actor.may("reservations.hand_over", reservation.giver_unit.path)
    receives = actor.may("reservations.hand_over", reservation.unit.path)
    handed_over = Quantity(reservation.handed_over, Measure(reservation.item.measure))
    lots = [handover.to_item for handover in reservation.handovers]
    return render_template(
        "reservations/show.html",
        reservation=reservation,
        handed_over=handed_over,
        saved=receipts.saved_by(reservation),
        received=next((lot for lot in lots if things.may_see(lot, actor)), None),
        gives=gives,
        may_see_saving=actor.may("savings.read", reservation.unit.path),
        may_confirm=actions.may_confirm(reservation, actor),
        may_cancel=receives or reservation.by_user_id == actor.user_id,
        may_refuse=gives,
        may_see_item=things.may_see(reservation.item, actor),
        photos=showing.photos(reservation.item),
        heading=heading,
        values=request.form,
        refusal=refusal,
    )


@blueprint.get("/reservations/<int:reservation_id>/handover")
@doors.permission("reservations.make")
def new_handover(reservation_id: int) -> ResponseReturnValue:
    reservation = queries.reservation(reservation_id, by=doors.actor())
    if reservation.ended_at:
        return redirect(url_for("reservations.show", reservation_id=reservation.id))
    if not actions.may_confirm(reservation, doors.actor()):
        raise NotAllowed()
    return _handover_page(reservation)


def _handover_page(reservation: Reservation, refusal: Refusal | None = None) -> str:
    actor: Actor = doors.actor()
    others = [other for other in agreed_about(reservation.item) if other.reservation.id != reservation.id]
    return render_template(
        "reservations/handover.html",
        reservation=reservation,
        others=[other for other in others if other.may_confirm],
        remaining=_left(reservation),
        receives=reservation.unit_id == actor.unit_id,
        too_early=not may_collect(from_on=reservation.listing.from_on, today=clock.today()),
        photos=showing.photos(reservation.item),
        heading=heading,
        condition_words=condition_words,
        values=request.form,
        refusal=refusal,
    )


@blueprint.post("/reservations/<int:reservation_id>/handover")
@doors.permission("reservations.make")
def hand_over(reservation_id: int) -> ResponseReturnValue:
    def change() -> str:
        actor: Actor = doors.actor()
        reservation = queries.reservation(reservation_id, by=actor, for_change=True)
        steps = reservation.remaining
        if form.quantity is not None:
            steps = quantity(form.quantity, Measure(reservation.item.measure)).steps
        now, today = clock.now(), clock.today()
        actions.hand_over(
            reservation, by=actor, steps=steps, now=now, today=today, counterfactual=form.counterfactual
        )
        flash(_("Handed over. Both units get a receipt."), "success")
        return url_for("reservations.show", reservation_id=reservation_id)

    try:
        form = read(NewHandover, request.form)
        return once(change)
    except (NotFound, NotAllowed):
        raise
    except actions.AlreadyEnded:
        return redirect(url_for("reservations.show", reservation_id=reservation_id), 303)
    except Refusal as refusal:
        reservation = queries.reservation(reservation_id, by=doors.actor())
        return _handover_page(reservation, refusal), refusal.status


@blueprint.post("/reservations/<int:reservation_id>/cancellation")
@doors.permission("reservations.make")
def cancel(reservation_id: int) -> ResponseReturnValue:
    def change() -> str:
        reservation = queries.reservation(reservation_id, by=doors.actor(), for_change=True)
        actions.cancel(reservation, by=doors.actor(), now=clock.now())
        flash(_("The reservation is cancelled. The things are free for others again."), "success")
        return url_for("reservations.show", reservation_id=reservation_id)

    try:
        return once(change)
    except actions.AlreadyEnded as refusal:
        return _show_page(queries.reservation(reservation_id, by=doors.actor()), refusal), refusal.status


@blueprint.post("/reservations/<int:reservation_id>/refusal")
@doors.permission("reservations.hand_over")
def refuse(reservation_id: int) -> ResponseReturnValue:
    def change() -> str:
        reservation = queries.reservation(reservation_id, by=doors.actor(), for_change=True)
        actions.refuse(reservation, reason=form.reason, by=doors.actor(), now=clock.now())
        flash(_("The reservation is refused. Whoever made it has been told why."), "success")
        return url_for("reservations.show", reservation_id=reservation_id)

    try:
        form = read(NewRefusal, request.form)
        return once(change)
    except (Invalid, actions.AlreadyEnded) as refusal:
        return _show_page(queries.reservation(reservation_id, by=doors.actor()), refusal), refusal.status


# --- for the page of a thing, whose slice lies below ours ---------------------------------------------------


@dataclass(frozen=True)
class Agreed:
    """An open reservation of a thing: what of it is still to change hands, and whether the reader may confirm."""

    reservation: Reservation
    left: Quantity
    may_confirm: bool


@blueprint.app_template_global("agreed_about")
def agreed_about(item: Item) -> list[Agreed]:
    """What is agreed about a thing and not handed over yet, as far as it concerns the reader's units."""
    actor: Actor = doors.actor()
    found = queries.open_for_item(item.id, by=actor)
    return [Agreed(one, _left(one), actions.may_confirm(one, actor)) for one in found]


def _left(reservation: Reservation) -> Quantity:
    return Quantity(reservation.remaining, Measure(reservation.item.measure))
