"""Offering things, and taking offers back."""

from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import CursorResult, update

from reuse.db import db
from reuse.errors import N_, Invalid, NotFound, Refusal
from reuse.history import actions as history
from reuse.listings import index, rules
from reuse.listings.models import Listing
from reuse.people.rules import Actor
from reuse.stock.actions import NotEnoughLeft
from reuse.stock.models import Item


class AlreadyOffered(Refusal):
    """A lot has one open offer at a time."""

    type = "already-offered"
    message = N_("This thing is already offered.")


def offer(
    item: Item,
    *,
    steps: int,
    by: Actor,
    now: datetime,
    today: date,
    from_on: date | None = None,
    until_on: date | None = None,
    may_take: bool = True,
    may_borrow: bool = False,
) -> Listing:
    """Offer some of a lot to the other units. Raises NotEnoughLeft, AlreadyOffered, Invalid."""
    fault = rules.period_fault(from_on=from_on or today, until_on=until_on, today=today)
    if fault:
        raise Invalid({fault[0]: fault[1]})
    db.session.refresh(item, ["quantity", "promised"], with_for_update=True)  # of two offers one waits
    if steps > item.free:
        raise NotEnoughLeft()
    if open_listing(item) is not None:
        raise AlreadyOffered()
    listing = Listing(
        municipality_id=item.municipality_id,
        item=item,
        unit_id=item.unit_id,
        offered=steps,
        left=steps,
        may_take=may_take,
        may_borrow=may_borrow,
        from_on=from_on or today,
        until_on=until_on,
        offered_at=now,
        offered_by_id=by.user_id,
    )
    db.session.add(listing)
    db.session.flush()
    index.put(listing)
    history.log("offered", f"item:{item.id}", by=by, unit_id=item.unit_id, now=now, quantity=steps)
    return listing


def open_listing(item: Item) -> Listing | None:
    """The lot's open offer, if there is one."""
    query = db.select(Listing).where(Listing.item_id == item.id, Listing.closed_at.is_(None))
    return cast("Listing | None", db.session.scalar(query))


def take_from(listing: Listing, steps: int) -> None:
    """Count an offer down, atomically: of two who take the last chair one gets NotEnoughLeft."""
    change = (
        update(Listing)
        .where(Listing.id == listing.id, Listing.left >= steps, Listing.closed_at.is_(None))
        .values(left=Listing.left - steps)
    )
    if not _changed_one(change):
        raise NotEnoughLeft()
    db.session.refresh(listing, ["left"])
    if listing.left == 0:
        index.remove(listing)


def give_back(listing: Listing, steps: int) -> None:
    """Put what was held back into the offer; a closed offer stays closed."""
    change = update(Listing).where(Listing.id == listing.id).values(left=Listing.left + steps)
    _changed_one(change)
    db.session.refresh(listing, ["left"])
    if listing.closed_at is None:
        index.put(listing)


def hold_still(listing: Listing) -> None:
    """Nobody else reserves or cancels until this transaction ends; what is left is read afresh.

    Who changes both an offer and its thing takes the offer first, so that nobody waits in a ring.
    """
    db.session.refresh(listing, ["left", "closed_at"], with_for_update=True)


def close_if_empty(listing: Listing, *, promised: int, now: datetime) -> None:
    """An offer of which everything has been handed over closes itself."""
    if listing.left == 0 and promised == 0 and listing.closed_at is None:
        listing.closed_at = now


def withdraw(listing: Listing, *, by: Actor, now: datetime) -> None:
    """Take an offer back; what is reserved already stays reserved."""
    if listing.closed_at is not None:
        raise NotFound()
    listing.closed_at = now
    db.session.flush()
    index.remove(listing)
    history.log("withdrew", f"item:{listing.item_id}", by=by, unit_id=listing.unit_id, now=now)


def _changed_one(statement: Any) -> bool:
    result = db.session.execute(statement.execution_options(synchronize_session=False))
    return cast("CursorResult[Any]", result).rowcount == 1
