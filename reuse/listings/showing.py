"""The page of an offer: the thing, whose it is, what it saves, and where it has been."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from reuse import clock
from reuse.catalogue.queries import tree
from reuse.errors import Refusal
from reuse.formatting import day, number
from reuse.listings import cards
from reuse.listings.models import Listing
from reuse.people.rules import Actor
from reuse.savings import estimates
from reuse.savings import queries as savings
from reuse.savings.estimates import Estimate
from reuse.savings.models import Factor
from reuse.stock import story as stories
from reuse.stock.models import Item, MovementKind


@dataclass(frozen=True)
class Saves:
    """What taking over all that is left would save, and the factor that says so."""

    estimate: Estimate
    factor: Factor


def page(
    listing: Listing,
    *,
    by: Actor,
    need_number: str | None = None,
    values: dict[str, Any] | None = None,
    refusal: Refusal | None = None,
) -> str:
    """The whole page; `values` are what was typed, `refusal` why a reservation was not made."""
    today = clock.today()
    kind = tree().kinds.get(listing.item.category_key)
    return render_template(
        "listings/show.html",
        listing=listing,
        item=listing.item,
        kind=kind,
        title=cards.heading(listing.item, listing.amount_left if listing.left else listing.item.amount),
        condition_label=cards.condition_words(listing.item.condition),
        urgency=cards.urgency(listing, today=today),
        size=size(listing.item),
        photos=photos(listing.item),
        saves=saves(listing),
        story=story(listing),
        is_own=listing.unit_id == by.unit_id,
        need_number=need_number,
        today=today,
        values=values or {},
        refusal=refusal,
    )


def photos(item: Item) -> list[dict[str, str]]:
    """The pictures as `photo_gallery` shows them."""
    return [
        {
            "url": url_for("stock.photo", photo_id=photo.id, width=800),
            "full_url": url_for("stock.photo", photo_id=photo.id, width=1600),
        }
        for photo in item.photos
    ]


def size(item: Item) -> str:
    """Width, depth and height in centimetres, as far as they are known."""
    sides = [(_("W"), item.width_mm), (_("D"), item.depth_mm), (_("H"), item.height_mm)]
    known = [f"{name} {number(side / 10, 1)}" for name, side in sides if side]
    return " × ".join(known) + " cm" if known else ""


def saves(listing: Listing) -> Saves | None:
    """The estimate with its source, or None where no factor says anything about this thing."""
    if listing.left == 0:
        return None
    estimate = estimates.of(listing.item, listing.amount_left, now=clock.now())
    factor = savings.current_factor(estimate.factor) if estimate else None
    return Saves(estimate, factor) if estimate and factor else None


def story(listing: Listing) -> list[dict[str, Any]]:
    """The thing's life over its owners, newest first: units only, never persons or rooms."""
    events = [_event(_("Offered by %(unit)s", unit=listing.unit.name), listing.offered_at, "give")]
    events[0]["now"] = True
    for chapter in reversed(stories.story(listing.item)):
        if chapter.gained and chapter.kind == MovementKind.REGISTERED:
            events.append(_event(_("Registered by %(unit)s", unit=chapter.unit), chapter.at, "label"))
        elif chapter.gained and chapter.kind == MovementKind.HANDED_OVER:
            text = _("Taken over by %(unit)s from %(giver)s", unit=chapter.unit, giver=chapter.other)
            events.append(_event(text, chapter.at, "take-over"))
    if listing.item.year:
        events.append({"when": str(listing.item.year), "title": _("Acquired new or used"), "icon": "coin"})
    return events


def _event(title: str, at: datetime, icon: str) -> dict[str, Any]:
    on: date = clock.local(at).date()
    return {"when": day(on), "datetime": on.isoformat(), "title": title, "icon": icon}
