"""The tables of the index, for both databases, as statements a migration can run."""

from collections.abc import Sequence

import sqlalchemy as sa

from reuse.search.analysis import FIELDS

_COLUMNS = ", ".join(FIELDS)
_TEXTS = ", ".join(f"{name} TEXT NOT NULL DEFAULT ''" for name in FIELDS)
_OLD = ", ".join(f"old.{name}" for name in FIELDS)
_NEW = ", ".join(f"new.{name}" for name in FIELDS)

listing_search = sa.table(
    "listing_search",
    sa.column("listing_id", sa.Integer),
    *(sa.column(name, sa.Text) for name in FIELDS),
    sa.column("analysis_version", sa.Integer),
    sa.column("terms"),
)
search_term = sa.table(
    "search_term",
    sa.column("id", sa.Integer),
    sa.column("term", sa.Text),
    sa.column("listings", sa.Integer),
)

_FORGET = f"INSERT INTO listing_fts (listing_fts, rowid, {_COLUMNS})"
_LEARN = f"INSERT INTO listing_fts (rowid, {_COLUMNS})"
# Triggers keep the index in step whoever writes the table, a cascade too: without the old terms
# FTS5 cannot forget a row. One field per column (detail=column) needs a third less room; phrases
# are not used, and the order comes from `ranking`, so sizes of columns are not kept either.
_SQLITE = (
    f"CREATE TABLE listing_search (listing_id INTEGER PRIMARY KEY, {_TEXTS}, analysis_version INTEGER NOT NULL)",
    f"CREATE VIRTUAL TABLE listing_fts USING fts5({_COLUMNS}, content='listing_search',"
    " content_rowid='listing_id', detail='column', columnsize=0, tokenize='ascii')",
    "CREATE TRIGGER listing_search_added AFTER INSERT ON listing_search BEGIN "
    f"{_LEARN} VALUES (new.listing_id, {_NEW}); END",
    "CREATE TRIGGER listing_search_removed AFTER DELETE ON listing_search BEGIN "
    f"{_FORGET} VALUES ('delete', old.listing_id, {_OLD}); END",
    "CREATE TRIGGER listing_search_changed AFTER UPDATE ON listing_search BEGIN "
    f"{_FORGET} VALUES ('delete', old.listing_id, {_OLD}); "
    f"{_LEARN} VALUES (new.listing_id, {_NEW}); END",
    "CREATE TABLE search_term (id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " term TEXT NOT NULL UNIQUE, listings INTEGER NOT NULL)",
)
_POSTGRESQL = (
    f"CREATE TABLE listing_search (listing_id BIGINT PRIMARY KEY, {_TEXTS},"
    " analysis_version INTEGER NOT NULL, terms TSVECTOR NOT NULL)",
    # fastupdate would leave new rows in a list that every search reads from end to end.
    "CREATE INDEX listing_search_terms ON listing_search USING gin (terms) WITH (fastupdate = off)",
    "CREATE TABLE search_term (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
    " term TEXT NOT NULL UNIQUE, listings INTEGER NOT NULL)",
)


def create_statements(dialect: str) -> Sequence[str]:
    """The statements that make the index in "sqlite" or "postgresql"."""
    return _POSTGRESQL if dialect == "postgresql" else _SQLITE


def drop_statements(dialect: str) -> Sequence[str]:
    """The statements that take the index away, with everything in it."""
    names = ["search_term", "listing_search"]
    if dialect != "postgresql":
        names.insert(0, "listing_fts")
    return [f"DROP TABLE IF EXISTS {name}" for name in names]
