"""Keeping the search index in step with what is offered, in the transaction of the change."""

from sqlalchemy import select

from reuse.catalogue.queries import tree
from reuse.db import db
from reuse.listings.models import Listing
from reuse.listings.reader import reader
from reuse.search import index
from reuse.search.analysis import analyse_listing


def put(listing: Listing) -> None:
    """Make an open offer findable by its present words; what is gone is taken out."""
    if listing.closed_at is not None or listing.left == 0:
        remove(listing)
        return
    item = listing.item
    kind = tree().kinds.get(item.category_key)
    terms = analyse_listing(
        item.title,
        f"{item.description} {item.faults}".strip(),
        kind.names["da"][0] if kind else "",
        reader=reader(),
        details=(item.brand,) if item.brand else (),
        quantity=listing.left if item.amount.measure.steps == 1 else None,
    )
    index.put(db.session.connection(), listing.id, terms)


def refresh(limit: int = 500) -> int:
    """Put again what an older analysis wrote, some at a time; how many."""
    ids = index.outdated(db.session.connection(), limit)
    for listing in db.session.scalars(select(Listing).where(Listing.id.in_(ids))):
        put(listing)
    return len(ids)


def remove(listing: Listing) -> None:
    """Take an offer out of the index."""
    index.remove(db.session.connection(), listing.id)
