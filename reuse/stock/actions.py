"""What is done with things: register, move, label, photograph."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, update
from sqlalchemy.exc import IntegrityError

from reuse.catalogue.queries import Kind
from reuse.db import db
from reuse.errors import N_, NotFound, Refusal
from reuse.files import Files
from reuse.history import actions as history
from reuse.people.models import Unit
from reuse.people.rules import Actor
from reuse.quantities import Quantity
from reuse.stock.models import Item, Movement, MovementKind, Photo
from reuse.stock.pictures import Picture

MAX_PHOTOS = 10


class NotEnoughLeft(Refusal):
    """Somebody else was faster, or more was asked for than there is."""

    type = "not-enough-left"
    message = N_(
        "There are not that many left. Somebody may have been faster: look at what is left and try again."
    )


class CategoryBlocked(Refusal):
    """Things of this kind may not be passed on; the catalogue says why and where to go instead."""

    type = "category-blocked"
    status = 422
    message = N_("This kind of thing cannot be passed on here. %(reason)s %(instead)s")


class AlreadyRegistered(Refusal):
    """Another program's number for a thing stands for one lot."""

    type = "already-registered"
    message = N_("A thing with that external number is registered already.")


class TooManyPhotos(Refusal):
    """A lot has at most ten pictures."""

    type = "too-many-photos"
    status = 422
    message = N_("A thing can have at most %(most)d pictures. Remove one first.")


def register(kind: Kind, *, unit: Unit, quantity: Quantity, by: Actor, now: datetime, **facts: Any) -> Item:
    """A lot becomes known: its first movement. Raises CategoryBlocked, AlreadyRegistered."""
    if kind.safety == "blocked" or not kind.has_stock:
        raise CategoryBlocked(reason=kind.safety_text("reason"), instead=kind.safety_text("instead"))
    facts["title"] = facts.get("title") or kind.name
    item = Item(
        municipality_id=unit.municipality_id,
        unit_id=unit.id,
        category_key=kind.key,
        quantity=quantity.steps,
        measure=quantity.measure,
        registered_at=now,
        registered_by_id=by.user_id,
        **facts,
    )
    db.session.add(item)
    try:
        db.session.flush()
    except IntegrityError as error:
        if "external_id" in str(error.orig):
            raise AlreadyRegistered() from error
        raise
    item.family_id = item.id
    _write(MovementKind.REGISTERED, item, change=quantity.steps, by=by, now=now)
    history.log("registered", f"item:{item.id}", by=by, unit_id=unit.id, now=now, quantity=quantity.steps)
    return item


def promise(item_id: int, steps: int) -> None:
    """Hold some of a lot for somebody, atomically; raises NotEnoughLeft. A negative number lets go."""
    change = (
        update(Item)
        .where(Item.id == item_id, Item.quantity - Item.promised >= steps, Item.promised + steps >= 0)
        .values(promised=Item.promised + steps)
    )
    if not _changed_one(change):
        raise NotEnoughLeft()


def hand_over(item: Item, *, to: Unit, steps: int, by: Actor, now: datetime) -> Item:
    """Give promised steps of a lot to a unit: they become a new lot there that remembers its parent.

    A lot that is given away whole takes its labels along: they are stuck on the things.
    """
    taken = (
        update(Item)
        .where(Item.id == item.id, Item.quantity >= steps, Item.promised >= steps)
        .values(quantity=Item.quantity - steps, promised=Item.promised - steps)
    )
    if not _changed_one(taken):
        raise NotEnoughLeft()
    db.session.refresh(item)
    lot = _child(item, unit=to, steps=steps, by=by, now=now)
    _write(MovementKind.HANDED_OVER, item, change=-steps, counterpart=lot, by=by, now=now)
    _write(MovementKind.HANDED_OVER, lot, change=steps, counterpart=item, by=by, now=now)
    if item.quantity == 0:
        for label in item.labels:
            label.item_id = lot.id
    history.log(
        "handed_over", f"item:{item.id}", by=by, unit_id=item.unit_id, now=now, to_item=lot.id, quantity=steps
    )
    return lot


_COPIED = (
    "municipality_id category_key title description measure condition faults brand year width_mm"
    " depth_mm height_mm weight_g family_id"
).split()


def _child(item: Item, *, unit: Unit, steps: int, by: Actor, now: datetime) -> Item:
    lot = Item(
        **{name: getattr(item, name) for name in _COPIED},
        unit_id=unit.id,
        quantity=steps,
        parent_id=item.id,
        registered_at=now,
        registered_by_id=by.user_id,
    )
    lot.photos = [
        Photo(
            digest=photo.digest,
            position=photo.position,
            width=photo.width,
            height=photo.height,
            placeholder=photo.placeholder,
            added_at=photo.added_at,
            added_by_id=photo.added_by_id,
        )
        for photo in item.photos
    ]
    db.session.add(lot)
    db.session.flush()
    return lot


def _write(
    kind: MovementKind, item: Item, *, change: int, by: Actor, now: datetime, counterpart: Item | None = None
) -> None:
    db.session.add(
        Movement(
            item_id=item.id,
            kind=kind,
            change=change,
            counterpart_id=counterpart.id if counterpart else None,
            unit_id=item.unit_id,
            by_user_id=by.user_id,
            at=now,
        )
    )


def _changed_one(statement: Any) -> bool:
    result = db.session.execute(statement.execution_options(synchronize_session=False))
    return cast("CursorResult[Any]", result).rowcount == 1


def keep_files(picture: Picture, files: Files) -> None:
    """Store a picture's renditions under its digest, before the row that needs them is written.

    The same picture twice is the same files: storing them again changes nothing.
    """
    for width, data in picture.renditions.items():
        files.put(photo_key(picture.digest, width), data, content_type="image/webp")


def photo_key(digest: str, width: int) -> str:
    """Where a rendition lies in the file store."""
    return f"photos/{digest[:2]}/{digest}-{width}.webp"


def add_photo(item: Item, picture: Picture, *, by: Actor, now: datetime) -> Photo:
    """Show a picture with a lot; the first is its cover. Its files are already kept."""
    if len(item.photos) >= MAX_PHOTOS:
        raise TooManyPhotos(most=MAX_PHOTOS)
    photo = Photo(
        item_id=item.id,
        digest=picture.digest,
        position=len(item.photos),
        width=picture.width,
        height=picture.height,
        placeholder=picture.placeholder,
        added_at=now,
        added_by_id=by.user_id,
    )
    item.photos.append(photo)
    db.session.flush()
    return photo


def item_for_change(item_id: int, *, municipality_id: UUID) -> Item:
    """A lot of the person's municipality; raises NotFound."""
    item = db.session.get(Item, item_id)
    if item is None or item.municipality_id != municipality_id:
        raise NotFound()
    return item
