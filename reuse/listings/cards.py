"""An offer as a card: words and addresses for the page, no reads and no decisions."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from reuse.catalogue.queries import Kind, tree
from reuse.errors import N_
from reuse.formatting import amount, week
from reuse.listings.models import Listing
from reuse.quantities import Quantity
from reuse.stock.models import Condition, Item

CONDITIONS = {
    Condition.AS_NEW: N_("As new"),
    Condition.GOOD: N_("Good condition"),
    Condition.WORN: N_("Signs of use"),
    Condition.REPAIRABLE: N_("Can be repaired"),
    Condition.PARTS: N_("Parts only"),
}
SOON = timedelta(days=7)


def condition_words(condition: str) -> str:
    """A condition in the reader's language."""
    return _(CONDITIONS[Condition(condition)])


def named(title: str, kind: Kind | None, quantity: Quantity) -> tuple[str, str]:
    """How much of what: ("12", "kontorstole"), ("40 ×", "Blå stole"), or ("", "Sofa") for a single one.

    A title that is only the kind's name is inflected and put in the reader's language; a person's own
    words are left as they are, set off by a sign where they begin with a capital.
    """
    one = quantity.steps == 1 and quantity.measure.steps == 1
    own = _is_own_title(title, kind)
    if kind is not None and not own:
        title = kind.name if one else _lowered(kind.plural)
    if one:
        return "", title
    sign = " ×" if own and quantity.measure.steps == 1 and title[:1].isupper() else ""
    return amount(quantity) + sign, title


def heading(item: Item, quantity: Quantity) -> str:
    """How much of which thing, as one text."""
    return " ".join(named(item.title, tree().kinds.get(item.category_key), quantity)).strip()


def _is_own_title(title: str, kind: Kind | None) -> bool:
    names = {name.casefold() for pair in kind.names.values() for name in pair} if kind else set()
    return bool(title) and title.casefold() not in names


def _lowered(name: str) -> str:
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def card(listing: Listing, *, today: date) -> dict[str, Any]:
    """An offer as `components/listing_card.html` shows it."""
    item = listing.item
    kind = tree().kinds.get(item.category_key)
    quantity_text, title = named(item.title, kind, listing.amount_left)
    status, status_text = urgency(listing, today=today)
    return {
        "url": url_for("listings.show", listing_id=listing.id),
        "title": title,
        "quantity_text": quantity_text,
        "condition": item.condition,
        "condition_label": condition_words(item.condition),
        "unit_name": listing.unit.name,
        "photo_url": photo_url(item),
        "photo_placeholder": item.photos[0].placeholder if item.photos else None,
        "icon": kind.icon if kind else "other",
        "status": status,
        "status_text": status_text,
    }


def cards(listings: Sequence[Listing], *, today: date) -> list[dict[str, Any]]:
    """Offers as cards, in their order."""
    return [card(listing, today=today) for listing in listings]


def photo_url(item: Item, width: int = 320) -> str | None:
    """The cover's address, or None where there is no picture yet."""
    return url_for("stock.photo", photo_id=item.photos[0].id, width=width) if item.photos else None


def urgency(listing: Listing, *, today: date) -> tuple[str | None, str | None]:
    """What about its days must be seen at once, in few words: it must be gone soon, or is not free yet."""
    if listing.until_on and listing.until_on <= today + SOON:
        days = max(0, (listing.until_on - today).days)
        return "urgent", ngettext("Gone in %(num)d day", "Gone in %(num)d days", days) if days else _("Last day")
    if listing.from_on > today:
        return "waiting", _("Free from %(week)s", week=week(listing.from_on))
    return None, None
