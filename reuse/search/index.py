"""Stores the terms of listings and finds candidates; both databases give the same ones."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from reuse.search.analysis import ANALYSIS_VERSION, FIELDS, ListingTerms
from reuse.search.query import Alternative, Group, Query
from reuse.search.ranking import Hit, Sheet, rank
from reuse.search.tables import (
    create_statements,
    drop_statements,
    listing_search,
    search_term,
)
from reuse.search.vocabulary import COMMON, Vocabulary

POOL = 200
"""How many candidates are ranked at least; more are read when more hits are asked for."""
_LABELS = {
    "title": "1A",
    "head": "2B",
    "body": "3C",
    "numbers": "3C",
    "category": "3C",
    "modifier": "4D",
    "body_parts": "4D",
}
_LONGEST_WORD = 40


def create_index(connection: Connection) -> None:
    """Make the tables of the index."""
    for statement in create_statements(connection.dialect.name):
        connection.exec_driver_sql(statement)


def drop_index(connection: Connection) -> None:
    """Take the tables of the index away."""
    for statement in drop_statements(connection.dialect.name):
        connection.exec_driver_sql(statement)


def put(connection: Connection, listing_id: int, terms: ListingTerms) -> None:
    """Index a listing, new or changed, in the caller's transaction."""
    row: dict[str, Any] = {"listing_id": listing_id, **terms.fields()}
    row["analysis_version"] = ANALYSIS_VERSION
    names = ["listing_id", *FIELDS, "analysis_version"]
    values = [f":{name}" for name in names]
    if connection.dialect.name == "postgresql":
        row["terms"] = _vector(terms)
        names.append("terms")
        values.append("CAST(:terms AS tsvector)")
    changes = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    connection.execute(
        sa.text(
            f"INSERT INTO listing_search ({', '.join(names)}) VALUES ({', '.join(values)})"  # noqa: S608
            f" ON CONFLICT (listing_id) DO UPDATE SET {changes}"
        ),
        row,
    )
    _count(connection, terms)


def remove(connection: Connection, listing_id: int) -> None:
    """Take a listing out of the index: closed listings are not searched."""
    connection.execute(sa.delete(listing_search).where(listing_search.c.listing_id == listing_id))


def outdated(connection: Connection, limit: int = 500) -> list[int]:
    """Listings that an older analysis wrote, to be put again in the background."""
    column = listing_search.c.listing_id
    rows = sa.select(column).where(listing_search.c.analysis_version < ANALYSIS_VERSION)
    return list(connection.scalars(rows.order_by(column).limit(limit)))


def _vector(terms: ListingTerms) -> str:
    """The terms as a tsvector: one position and label for each place where a term stands."""
    places: dict[str, set[str]] = {}
    for name, label in _LABELS.items():
        for term in getattr(terms, name):
            places.setdefault(term, set()).add(label)
    return " ".join(f"{term}:{','.join(sorted(at))}" for term, at in places.items())


def _count(connection: Connection, terms: ListingTerms) -> None:
    """Count the words that listings use; words in common use are left alone, so never locked."""
    fields = (terms.title, terms.head, terms.body, terms.modifier, terms.body_parts, terms.category)
    words = sorted({word for field in fields for word in field if _is_counted(word)})
    if not words:
        return
    table = search_term.c
    known = dict(connection.execute(sa.select(table.term, table.listings).where(table.term.in_(words))).all())
    rare = [word for word in words if known.get(word, 0) < COMMON]
    if rare:
        connection.execute(
            sa.text(
                "INSERT INTO search_term (term, listings) VALUES (:term, 1)"
                " ON CONFLICT (term) DO UPDATE SET listings = search_term.listings + 1"
            ),
            [{"term": word} for word in rare],
        )


def _is_counted(term: str) -> bool:
    return term.isalpha() and 2 < len(term) <= _LONGEST_WORD


def vocabulary(connection: Connection, known: Vocabulary | None = None) -> Vocabulary:
    """The words that listings use; given what is `known`, only newer words are read."""
    words = known or Vocabulary()
    table = search_term.c
    rows = connection.execute(
        sa.select(table.id, table.term, table.listings).where(table.id > words.last).order_by(table.id)
    )
    for number, term, listings in rows:
        words.counts[term] = listings
        words.last = number
    return words


def search(
    connection: Connection,
    query: Query,
    *,
    limit: int = 200,
    allowed: sa.Select[int] | None = None,
) -> list[Hit]:
    """The listings that answer, best first; `allowed` selects the ids that may be shown."""
    if query.empty:
        return []
    postgresql = connection.dialect.name == "postgresql"
    find = _find_postgresql if postgresql else _find_sqlite
    pool = max(limit, POOL)
    ids: dict[int, None] = {}
    if postgresql:
        # The planner thinks that @@ costs nothing, and would read all rows of a middling table.
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    for wanted in _steps(_present(connection, query)):
        if len(ids) >= pool:
            break
        ids.update(dict.fromkeys(connection.scalars(find(wanted, allowed, pool))))
    if postgresql:
        connection.exec_driver_sql("SET LOCAL enable_seqscan TO DEFAULT")
    return rank(query, _sheets(connection, list(ids)[:pool]), limit)


def _present(connection: Connection, query: Query) -> Query:
    """The query without the alternatives that no listing uses: most synonyms are nowhere in stock."""
    terms = {
        term for group in query.groups for one in group.alternatives for term in one.terms if _is_counted(term)
    }
    column = search_term.c.term
    used = set(connection.scalars(sa.select(column).where(column.in_(sorted(terms)))))
    missing = terms - used
    groups = tuple(
        replace(
            group,
            alternatives=tuple(one for one in group.alternatives if missing.isdisjoint(one.terms)),
        )
        for group in query.groups
    )
    return replace(query, groups=groups)


# A step is a list of groups that must all be answered: (alternatives, only by the thing itself).
_Wanted = list[tuple[Sequence[Alternative], bool]]


def _steps(query: Query) -> Iterable[_Wanted]:
    """What to look for, the surest first; each step takes the newest listings it finds."""
    used = [group for group in query.main if group.alternatives]
    if len(used) == len(query.main):
        surely: _Wanted = [_strict(group, 0.6) for group in used]
        ranking: _Wanted = [(group.alternatives, False) for group in query.optional if group.alternatives]
        if ranking:
            yield surely + ranking
        yield [_strict(group, 0.9) for group in used]
        yield surely
        yield [(group.alternatives, False) for group in used]
    if len(query.main) > 1:
        for group in used:
            yield [_strict(group, 0.6)]


def _strict(group: Group, least: float) -> tuple[Sequence[Alternative], bool]:
    if not group.thing:
        return group.alternatives, False
    chosen = [one for one in group.alternatives if one.weight >= least]
    return chosen or group.alternatives[:1], True


def _find_sqlite(wanted: _Wanted, allowed: sa.Select[int] | None, pool: int) -> sa.Select[int]:
    """Newest first among the rows that FTS5 finds; every term is quoted letters and digits."""
    groups = []
    for alternatives, strict in wanted:
        ways = []
        for one in alternatives:
            terms = [f'"{term}"' for term in one.terms]
            if strict or one.thing:
                terms[-1] = f"{{title head}} : {terms[-1]}"
            ways.append("(" + " AND ".join(terms) + ")")
        groups.append("(" + " OR ".join(ways) + ")")
    rowid: sa.ColumnElement[int] = sa.literal_column("listing_fts.rowid", sa.Integer)
    found = sa.select(rowid).select_from(sa.table("listing_fts"))
    found = found.where(sa.text("listing_fts MATCH :wanted").bindparams(wanted=" AND ".join(groups)))
    if allowed is not None:
        found = found.where(_is_among(rowid, allowed))
    return found.order_by(rowid.desc()).limit(pool)


def _find_postgresql(wanted: _Wanted, allowed: sa.Select[int] | None, pool: int) -> sa.Select[int]:
    """The same rows by labels: A is the title, B what it is a kind of."""
    groups = []
    for alternatives, strict in wanted:
        ways = []
        for one in alternatives:
            *others, last = one.terms
            label = ":AB" if strict or one.thing else ""
            ways.append("(" + " & ".join([*others, last + label]) + ")")
        groups.append("(" + " | ".join(ways) + ")")
    matches = sa.text("listing_search.terms @@ CAST(:wanted AS tsquery)").bindparams(wanted=" & ".join(groups))
    # Materialized: else the planner may walk all listings from the newest instead of the GIN index.
    answers = sa.select(listing_search.c.listing_id).where(matches).cte("answers")
    column = answers.prefix_with("MATERIALIZED").c.listing_id
    found = sa.select(column)
    if allowed is not None:
        found = found.where(_is_among(column, allowed))
    return found.order_by(column.desc()).limit(pool)


def _is_among(number: sa.ColumnElement[int], allowed: sa.Select[int]) -> sa.ColumnElement[bool]:
    """Asked for each candidate: the allowed may be many, and most of them do not match the words."""
    mine = allowed.subquery()
    return sa.exists().where(next(iter(mine.c)) == number)


def _sheets(connection: Connection, ids: Sequence[int]) -> Iterable[Sheet]:
    columns = [listing_search.c[name] for name in FIELDS]
    # SQLite takes at most some thousand values in one statement.
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        rows = connection.execute(
            sa.select(listing_search.c.listing_id, *columns).where(listing_search.c.listing_id.in_(some))
        )
        for listing_id, *texts in rows:
            yield Sheet(listing_id, dict(zip(FIELDS, texts, strict=True)))
