"""The one reader of words in this process: our Danish lexicon with the category tree's words in it."""

from functools import lru_cache

from flask import current_app

from reuse.catalogue.queries import Kind, tree
from reuse.search.analysis import Reader
from reuse.search.lexicon import Named, build


def reader() -> Reader:
    """The reader for the category tree as it is now; made anew only when the tree's words have changed."""
    known = tree()
    kept = current_app.extensions.get("search_reader")
    if kept and kept[0] is known:
        return kept[1]
    fresh = _reader(tuple(_named(kind) for kind in known.kinds.values()))
    current_app.extensions["search_reader"] = (known, fresh)
    return fresh


@lru_cache(maxsize=2)
def _reader(names: tuple[Named, ...]) -> Reader:
    return Reader(build().with_categories(list(names)))  # takes some tenths of a second


def _named(kind: Kind) -> Named:
    da, da_plural = kind.names["da"]
    return Named(da, da_plural, kind.synonyms)
