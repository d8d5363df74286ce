"""Reserve, cancel, refuse, expire, hand over."""

from datetime import date, datetime

from reuse.catalogue.queries import kind
from reuse.clock import start_of
from reuse.db import db
from reuse.errors import N_, NotAllowed, Refusal
from reuse.history import actions as history
from reuse.listings import actions as listings
from reuse.listings.models import Listing
from reuse.listings.rules import may_collect
from reuse.notices.actions import tell
from reuse.people.models import Unit, User
from reuse.people.queries import mailbox_of
from reuse.people.rules import Actor
from reuse.quantities import Measure, Quantity
from reuse.reservations import rules
from reuse.reservations.models import Delivery, Handover, Reservation, State
from reuse.savings import actions as savings
from reuse.savings.rules import Counterfactual, Evidence, Outcome
from reuse.stock import actions as stock
from reuse.stock.actions import NotEnoughLeft


class OwnThing(Refusal):
    """A unit cannot reserve from itself."""

    type = "own-thing"
    status = 422
    message = N_("This already belongs to your own unit. You can simply use it.")


class NotMunicipal(Refusal):
    """Things may only move between the municipality's own units."""

    type = "not-municipal"
    status = 422
    message = N_(
        "%(unit)s is not part of the municipality's own organisation. Things can only move between"
        " municipal units here; ask procurement what is possible."
    )


class NotForBorrowing(Refusal):
    """The offer is for another mode than was asked for."""

    type = "not-offered-so"
    message = N_("This is not offered in that way.")


class AlreadyEnded(Refusal):
    """Nothing more can be done with this reservation."""

    type = "reservation-ended"
    message = N_("This reservation has already ended.")


class TooEarly(Refusal):
    """It can be reserved, but is not free yet."""

    type = "not-free-yet"
    message = N_("This is not free before %(day)s.")


def reserve(
    listing: Listing,
    *,
    unit: Unit,
    steps: int,
    by: Actor,
    now: datetime,
    need_number: str | None = None,
    price_ore: int | None = None,
    delivery: Delivery = Delivery.COLLECT,
) -> Reservation:
    """Hold some of an offer for a unit. Raises OwnThing, NotMunicipal, NotForBorrowing, NotEnoughLeft."""
    if unit.id == listing.unit_id:
        raise OwnThing()
    if not unit.is_municipal:
        raise NotMunicipal(unit=unit.name)
    if not listing.may_take:
        raise NotForBorrowing()
    listings.take_from(listing, steps)
    stock.promise(listing.item_id, steps)
    reservation = Reservation(
        municipality_id=listing.municipality_id,
        listing=listing,
        item_id=listing.item_id,
        giver_unit_id=listing.unit_id,
        unit=unit,
        by_user_id=by.user_id,
        need_number=need_number,
        price_ore=price_ore,
        quantity=steps,
        delivery=delivery,
        made_at=now,
        hold_until=rules.hold_until(now, free_at=start_of(listing.from_on)),
    )
    db.session.add(reservation)
    db.session.flush()
    history.log("reserved", f"item:{listing.item_id}", by=by, unit_id=unit.id, now=now, quantity=steps)
    tell(mailbox_of(listing.unit), "reserved", now=now, reservation=reservation)
    return reservation


def hand_over(
    reservation: Reservation,
    *,
    by: Actor,
    steps: int,
    now: datetime,
    today: date,
    price_ore: int | None = None,
    counterfactual: Counterfactual = Counterfactual.UNSURE,
) -> Handover:
    """Give the things away: they move, the saving is booked, both parties are told.

    `price_ore` is what one new thing would have cost, ex VAT, if it is known better now than when it was
    reserved. Raises NotAllowed, AlreadyEnded, TooEarly
    and NotEnoughLeft.
    """
    item, giver, receiver = reservation.item, reservation.giver_unit, reservation.unit
    if not may_confirm(reservation, by):
        raise NotAllowed()
    if reservation.ended_at:
        raise AlreadyEnded()
    if not may_collect(from_on=reservation.listing.from_on, today=today):
        raise TooEarly(day=reservation.listing.from_on)
    if not 0 < steps <= reservation.remaining:
        raise NotEnoughLeft()
    listings.hold_still(reservation.listing)
    lot = stock.hand_over(item, to=receiver, steps=steps, by=by, now=now)
    reservation.handed_over += steps
    if reservation.handed_over == reservation.quantity:
        _end(reservation, State.HANDED_OVER, by=by, now=now)
    handover = Handover(
        reservation_id=reservation.id,
        from_item_id=item.id,
        to_item=lot,
        quantity=steps,
        counterfactual=counterfactual,
        by_user_id=by.user_id,
        at=now,
    )
    db.session.add(handover)
    db.session.flush()
    listings.close_if_empty(reservation.listing, promised=item.promised, now=now)
    savings.record(
        fact=f"handover:{handover.id}",
        outcome=Outcome.TAKE_OVER,
        evidence=Evidence.TWO_PARTIES,
        kind=kind(item.category_key),
        item=lot,
        quantity=Quantity(steps, Measure(item.measure)),
        receiver=receiver,
        giver=giver,
        need_number=reservation.need_number,
        price_ore=reservation.price_ore if price_ore is None else price_ore,
        counterfactual=counterfactual,
        now=now,
    )
    for unit in (giver, receiver):
        tell(mailbox_of(unit), "handed_over", now=now, reservation=reservation, handover=handover)
    return handover


def may_confirm(reservation: Reservation, by: Actor) -> bool:
    """Whether the person stands on either side: a keeper of the giving unit, or the receiving unit."""
    return rules.may_confirm(
        gives=by.may("reservations.hand_over", reservation.giver_unit.path),
        receives=reservation.unit_id == by.unit_id or by.may("reservations.hand_over", reservation.unit.path),
    )


def cancel(reservation: Reservation, *, by: Actor, now: datetime) -> None:
    """The receiver no longer wants what is left of it."""
    if not (reservation.by_user_id == by.user_id or by.may("reservations.hand_over", reservation.unit.path)):
        raise NotAllowed()
    _release(reservation, State.CANCELLED, by=by, now=now)
    tell(mailbox_of(reservation.giver_unit), "cancelled", now=now, reservation=reservation)


def refuse(reservation: Reservation, *, reason: str, by: Actor, now: datetime) -> None:
    """The giver cannot give it after all, and says why."""
    if not by.may("reservations.hand_over", reservation.giver_unit.path):
        raise NotAllowed()
    reservation.ending_reason = reason
    _release(reservation, State.REFUSED, by=by, now=now)
    _tell_reserver(reservation, "refused", now=now)


def expire(reservation: Reservation, *, now: datetime) -> None:
    """Nobody fetched it in time: it is free for others again."""
    _release(reservation, State.EXPIRED, by=None, now=now)
    _tell_reserver(reservation, "expired", now=now)


def _release(reservation: Reservation, ending: State, *, by: Actor | None, now: datetime) -> None:
    if reservation.ended_at:
        raise AlreadyEnded()
    left = reservation.remaining
    _end(reservation, ending, by=by, now=now)
    listings.give_back(reservation.listing, left)
    stock.promise(reservation.item_id, -left)
    if by:
        history.log(ending.value, f"item:{reservation.item_id}", by=by, unit_id=reservation.unit_id, now=now)


def _end(reservation: Reservation, ending: State, *, by: Actor | None, now: datetime) -> None:
    reservation.ended_at, reservation.ending = now, ending
    reservation.ended_by_id = by.user_id if by else None
    db.session.flush()


def _tell_reserver(reservation: Reservation, kind_of_notice: str, *, now: datetime) -> None:
    user = db.session.get_one(User, reservation.by_user_id)
    tell(
        user.email,
        kind_of_notice,
        now=now,
        language=user.language,
        user_id=user.id,
        reservation=reservation,
    )
