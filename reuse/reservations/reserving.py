"""The door on an offer's page: reserve some of it. (An offer's own slice is lower and knows no reservations.)"""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from reuse import clock
from reuse.access import doors
from reuse.access.once import once
from reuse.errors import Refusal
from reuse.forms import Amount, Form, quantity, read
from reuse.listings import queries as listings
from reuse.listings import showing
from reuse.people.actions import unit_to_act_for
from reuse.people.rules import Actor
from reuse.quantities import Measure
from reuse.reservations import actions

blueprint = Blueprint("reserving", __name__)


class Wish(Form):
    """How many of an offer somebody wants."""

    quantity: Amount


@blueprint.post("/listings/<int:listing_id>/reservations")
@doors.permission("reservations.make")
def create(listing_id: int) -> ResponseReturnValue:
    actor: Actor = doors.actor()
    try:
        return once(lambda: _reserve(listing_id, actor))
    except Refusal as refusal:
        listing = listings.listing(listing_id, municipality_id=actor.municipality_id)
        return showing.page(listing, by=actor, values=request.form.to_dict(), refusal=refusal), refusal.status


def _reserve(listing_id: int, actor: Actor) -> str:
    form = read(Wish, request.form)
    listing = listings.listing(listing_id, municipality_id=actor.municipality_id)
    reservation = actions.reserve(
        listing,
        unit=unit_to_act_for(actor, None),
        steps=quantity(form.quantity, Measure(listing.item.measure)).steps,
        by=actor,
        now=clock.now(),
    )
    return url_for("reservations.show", reservation_id=reservation.id)
