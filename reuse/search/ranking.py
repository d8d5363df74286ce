"""Orders candidates by what they are, the same way for every database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reuse.search.analysis import FIELDS
from reuse.search.query import Group, Query

# How much of a match each field is worth when a thing is asked for.
_THING = {
    "title": 1.0,
    "head": 0.97,
    "numbers": 1.0,
    "category": 0.5,
    "body": 0.34,
    "body_parts": 0.26,
    "modifier": 0.2,
}
# A make, a colour or a size counts wherever it stands.
_PROPERTY = {
    "title": 1.0,
    "head": 0.9,
    "numbers": 1.0,
    "body": 0.95,
    "modifier": 0.9,
    "body_parts": 0.7,
    "category": 0.6,
}
# The first part of a compound that is written apart, or told by the category.
_PART = {
    "title": 1.0,
    "head": 1.0,
    "modifier": 1.0,
    "category": 0.55,
    "body": 0.5,
    "body_parts": 0.45,
    "numbers": 0.5,
}
_OF_THE_THING = {"title": 1.0, "head": 0.97}
LEAST = 0.12
MISSING = 0.45
SAID_TOO = 1.08
FEW, NEARLY = 20, 0.7
CLOSE = 0.5
"""Listings that answer less well are near what was asked for, not the thing itself."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A listing that answers, how well from 0 to 1, and the terms that matched."""

    listing_id: int
    score: float
    matched: tuple[str, ...] = ()
    close: bool = True
    """Whether it is the thing that was asked for, rather than something near it."""


def _table(worth: Mapping[str, float]) -> list[float]:
    """The best worth for every set of fields that a term may stand in."""
    return [
        max((worth.get(name, 0.0) for n, name in enumerate(FIELDS) if mask >> n & 1), default=0.0)
        for mask in range(1 << len(FIELDS))
    ]


_THING_BY_FIELDS = _table(_THING)
_PROPERTY_BY_FIELDS = _table(_PROPERTY)
_PART_BY_FIELDS = _table(_PART)
_OF_THE_THING_BY_FIELDS = _table(_OF_THE_THING)


class Sheet:
    """The stored terms of one listing, ready to be asked: each with the fields it stands in."""

    __slots__ = ("fields", "listing_id", "numbers", "title")

    def __init__(self, listing_id: int, fields: Mapping[str, str]) -> None:
        self.listing_id = listing_id
        self.fields: dict[str, int] = {}
        known = self.fields.get
        for n, name in enumerate(FIELDS):
            for term in fields.get(name, "").split():
                self.fields[term] = known(term, 0) | 1 << n
        self.title = len(fields.get("title", "").split())
        self.numbers = fields.get("numbers", "")


def _match(group: Group, sheet: Sheet) -> tuple[float, tuple[str, ...]]:
    """How well a listing answers one group, and by which terms."""
    worth = _THING_BY_FIELDS if group.main and group.thing else _PROPERTY_BY_FIELDS
    best: float = 0.0
    by: tuple[str, ...] = ()
    for one in group.alternatives:
        if one.weight <= best:
            break
        mask = sheet.fields.get(one.terms[-1])
        if not mask:
            continue
        value = one.weight * (_OF_THE_THING_BY_FIELDS if one.thing else worth)[mask]
        for other in one.terms[:-1]:
            value *= _PART_BY_FIELDS[sheet.fields.get(other, 0)]
        if value > best:
            best, by = value, one.terms
    first = group.alternatives[0].terms
    if by and by != first and first[0] in sheet.fields:
        # The text also says the very word that was asked for.
        best = min(1.0, best * SAID_TOO)
    return best, by


def score(query: Query, sheet: Sheet) -> Hit | None:
    """One listing's answer to the query, or nothing when it is beside the point."""
    matched: list[str] = []
    wanted = got = 0.0
    missing = 0
    for group in query.main:
        value, by = _match(group, sheet)
        wanted += group.weight
        got += group.weight * value
        missing += value < 0.1
        matched += by
    if not wanted or not got:
        return None
    value = got / wanted
    close = value >= CLOSE and not missing
    value *= MISSING if missing else 1.0
    wanted = got = 0.0
    for group in query.optional:
        part, by = _match(group, sheet)
        wanted += group.weight
        got += group.weight * part
        matched += by
    if wanted:
        value *= 0.5 + 0.5 * got / wanted
    if query.quantity is not None and _enough(sheet.numbers, query.quantity):
        value *= 1.03
    if value < LEAST * (0.5 if wanted else 1.0):
        return None
    # Of equals the plainer title first: a bord before a bord with much else.
    value = min(1.0, value * (1.0 + 0.02 / (1 + sheet.title)) / 1.05)
    return Hit(sheet.listing_id, round(value, 6), tuple(dict.fromkeys(matched)), close)


def _enough(numbers: str, quantity: int) -> bool:
    return any(
        term.endswith("stk") and term[:-3].isdigit() and int(term[:-3]) >= quantity for term in numbers.split()
    )


def rank(query: Query, sheets: Iterable[Sheet], limit: int) -> list[Hit]:
    """The best hits first; of equals the newest listing first, so the order is always the same."""
    hits = [hit for hit in (score(query, sheet) for sheet in sheets) if hit is not None]
    hits.sort(key=lambda hit: (-hit.score, -hit.listing_id))
    if not any(hit.close for hit in hits):
        # Nothing of what was asked for: a few near things, not a page of them.
        least = hits[0].score * NEARLY if hits else 0.0
        hits = [hit for hit in hits[:FEW] if hit.score >= least]
    return hits[:limit]
