"""Doors for people: finding offers, and looking at one."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from reuse import clock
from reuse.access import doors
from reuse.catalogue.queries import tree
from reuse.codes import BadCode, parse_need_number
from reuse.formatting import danish_order
from reuse.listings import cards, finding, queries, showing
from reuse.people.queries import all_units
from reuse.people.rules import Actor

blueprint = Blueprint("listings", __name__)


@blueprint.get("/find")
@doors.permission("listings.look")
def index() -> ResponseReturnValue:
    actor: Actor = doors.actor()
    asked, faults = finding.look(request.args)
    found = finding.page(asked, municipality_id=actor.municipality_id)
    known = tree()
    kind = known.kinds.get(asked.category or "")
    page = render_template(
        "listings/index.html",
        asked=asked,
        cards=cards.cards(found.listings, today=clock.today()),
        next_url=url_for(".index", q=asked.q or None, **asked.filters, cursor=found.next) if found.next else None,
        groups=known.groups,
        group=kind.group if kind else asked.category,
        kinds=known.of_group(kind.group if kind else asked.category or ""),
        conditions=[(key.value, cards.condition_words(key)) for key in cards.CONDITIONS],
        units=sorted(all_units(actor.municipality_id), key=lambda unit: danish_order(unit.name)),
        values=request.args,
        errors=faults,
    )
    return page, 422 if faults else 200


@blueprint.get("/listings/<int:listing_id>")
@doors.permission("listings.look")
def show(listing_id: int) -> ResponseReturnValue:
    actor: Actor = doors.actor()
    listing = queries.listing(listing_id, municipality_id=actor.municipality_id)
    return showing.page(
        listing, by=actor, need_number=_need_number(), values={"quantity": request.args.get("quantity")}
    )


def _need_number() -> str | None:
    """The need check that led here, if the address names one: the way back goes there."""
    try:
        return parse_need_number(request.args.get("need", ""))
    except BadCode:
        return None
