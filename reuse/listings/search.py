"""Finding offers by words: the index ranks, our filters and permissions narrow."""

from threading import Lock

from flask import current_app

from reuse.db import db
from reuse.listings import queries
from reuse.listings.models import Listing
from reuse.listings.reader import reader
from reuse.search import index
from reuse.search.query import Query, analyse_query

MOST = 200  # ranked hits; nobody pages further, and the rest is found by better words
_reading = Lock()  # the vocabulary grows while it is read


def find(text: str, wanted: queries.Wanted, *, skip: int = 0, limit: int = 24) -> list[tuple[Listing, float]]:
    """Open offers that fit the words and the filters, best first, with their scores."""
    hits = index.search(db.session.connection(), _asked(text), limit=MOST, allowed=queries.ids(wanted))
    page = hits[skip : skip + limit]
    scores = {hit.listing_id: hit.score for hit in page}
    return [(listing, scores[listing.id]) for listing in queries.in_order(list(scores))]


def _asked(text: str) -> Query:
    """What the words ask for, with typing mistakes mended by the words that offers use."""
    with _reading:
        kept = current_app.extensions.get("search_vocabulary")
        known = index.vocabulary(db.session.connection(), kept)
        current_app.extensions["search_vocabulary"] = known
        return analyse_query(text, reader=reader(), vocabulary=known)
