"""Reads of offers: newest first by key set, found by words through the search index."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, literal_column, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from reuse.db import db
from reuse.errors import NotFound
from reuse.listings.models import Listing
from reuse.people.models import Unit
from reuse.stock.models import Item


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for among open offers; None or empty leaves a filter off."""

    municipality_id: UUID
    categories: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    unit_id: UUID | None = None
    not_unit_path: str | None = None
    measure: str | None = None
    min_quantity: int | None = None
    available_by: date | None = None
    mode: str | None = None

    def narrow(self, query: Select[Listing]) -> Select[Listing]:
        """The query over Listing joined with Item, limited to what is wanted."""
        return query.where(*self._conditions())

    def _conditions(self) -> list[ColumnElement[bool]]:
        wanted: list[ColumnElement[bool]] = [
            Listing.municipality_id == self.municipality_id,
            Listing.closed_at.is_(None),
            Listing.left > literal_column("0"),  # written out: it is what lets the partial index be used
        ]
        if self.categories:
            wanted.append(Item.category_key.in_(self.categories))
        if self.conditions:
            wanted.append(Item.condition.in_(self.conditions))
        if self.unit_id:
            wanted.append(Listing.unit_id == self.unit_id)
        if self.not_unit_path:
            wanted.append(Unit.path.not_like(self.not_unit_path + "%"))
        if self.measure:
            wanted.append(Item.measure == self.measure)
        if self.min_quantity:
            wanted.append(Listing.left >= self.min_quantity)
        if self.available_by:
            wanted.append(Listing.from_on <= self.available_by)
        if self.mode:
            mode = Listing.may_take if self.mode == "take" else Listing.may_borrow
            wanted.append(mode.is_(True))
        return wanted


def _open() -> Select[Listing]:
    return select(Listing).join(Item, Item.id == Listing.item_id).join(Unit, Unit.id == Listing.unit_id)


def _with_cards(query: Select[Listing]) -> Select[Listing]:
    return query.options(
        joinedload(Listing.item).selectinload(Item.photos),
        joinedload(Listing.unit),
    )


def newest(wanted: Wanted, *, before: int | None = None, limit: int = 24) -> Sequence[Listing]:
    """Open offers, newest first; `before` is the last id already seen."""
    query = wanted.narrow(_open())
    if before:
        query = query.where(Listing.id < before)
    query = query.order_by(Listing.id.desc()).limit(limit)
    joined = (contains_eager(Listing.item).selectinload(Item.photos), contains_eager(Listing.unit))
    return db.session.scalars(query.options(*joined)).all()


def ids(wanted: Wanted) -> Select[int]:
    """The ids of open offers that are wanted, for the search index to keep to."""
    return wanted.narrow(_open()).with_only_columns(Listing.id)


def in_order(listing_ids: Sequence[int]) -> list[Listing]:
    """These offers, in this order, as cards."""
    query = _with_cards(select(Listing).where(Listing.id.in_(listing_ids)))
    found = {listing.id: listing for listing in db.session.scalars(query)}
    return [found[listing_id] for listing_id in listing_ids if listing_id in found]


def listing(listing_id: int, *, municipality_id: UUID) -> Listing:
    """An offer with what its page shows; raises NotFound."""
    query = _with_cards(select(Listing)).options(joinedload(Listing.item).selectinload(Item.labels))
    found = db.session.scalar(query.where(Listing.id == listing_id, Listing.municipality_id == municipality_id))
    if found is None:
        raise NotFound()
    return found


def open_for_items(item_ids: Sequence[int]) -> dict[int, Listing]:
    """The open offers of these lots."""
    query = select(Listing).where(Listing.item_id.in_(item_ids), Listing.closed_at.is_(None))
    return {found.item_id: found for found in db.session.scalars(query.options(selectinload(Listing.item)))}
