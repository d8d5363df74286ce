"""Looking for offers on a page: what may be asked for, and one page of answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from werkzeug.datastructures import MultiDict

from reuse.access.cursor import read_cursor, write_cursor
from reuse.catalogue.queries import tree
from reuse.errors import Invalid
from reuse.forms import Amount, Day, Form, Line, read
from reuse.listings import queries, search
from reuse.listings.models import Listing
from reuse.quantities import Measure
from reuse.stock.models import Condition

A_PAGE = 24


class Look(Form):
    """What somebody looks for; a category is a kind of thing or a whole product group."""

    q: Annotated[Line, Field(max_length=500)] = ""
    category: Annotated[Line, Field(max_length=60)] | None = None
    condition: Annotated[tuple[Condition, ...], Field(max_length=5)] = ()
    min_quantity: Annotated[Amount, Field(gt=0, le=1_000_000)] | None = None
    available_by: Day | None = None
    unit: UUID | None = None
    cursor: Annotated[str, Field(max_length=200)] | None = None

    @property
    def filters(self) -> dict[str, Any]:
        """The filters that are on, as they stand in an address."""
        given = self.model_dump(mode="json", exclude={"q", "cursor"}, exclude_defaults=True)
        return {name: value for name, value in given.items() if value}


def look(address: MultiDict[str, str]) -> tuple[Look, dict[str, str]]:
    """Read an address; a filter that makes no sense is left out and told about, by field."""
    given: dict[str, Any] = {
        **address.to_dict(),
        "condition": [one for one in address.getlist("condition") if one],
    }
    try:
        return read(Look, given), {}
    except Invalid as refusal:
        faults = {name.split(".")[0]: message for name, message in refusal.fields.items()}
        return read(Look, {name: value for name, value in given.items() if name not in faults}), faults


@dataclass(frozen=True)
class Page:
    """Some offers, and where the next page begins."""

    listings: Sequence[Listing]
    next: str | None


def page(asked: Look, *, municipality_id: UUID) -> Page:
    """Open offers: best first when words are given, else the newest first."""
    wanted = _wanted(asked, municipality_id)
    start = read_cursor(asked.cursor) or 0
    found: Sequence[Listing]
    if asked.q:
        found = [listing for listing, _score in search.find(asked.q, wanted, skip=start, limit=A_PAGE + 1)]
        following = start + A_PAGE
    else:
        found = queries.newest(wanted, before=start, limit=A_PAGE + 1)
        following = found[A_PAGE - 1].id if len(found) > A_PAGE else 0
    return Page(found[:A_PAGE], write_cursor(following) if len(found) > A_PAGE else None)


def _wanted(asked: Look, municipality_id: UUID) -> queries.Wanted:
    known = tree()
    categories: tuple[str, ...] = ()
    if asked.category:
        categories = tuple(kind.key for kind in known.of_group(asked.category)) or (asked.category,)
    measure = known.kinds[asked.category].measure if asked.category in known.kinds else Measure.PIECE
    return queries.Wanted(
        municipality_id=municipality_id,
        categories=categories,
        conditions=tuple(asked.condition),
        unit_id=asked.unit,
        min_quantity=int(asked.min_quantity * measure.steps) if asked.min_quantity else None,
        available_by=asked.available_by,
    )
