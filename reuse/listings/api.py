"""Doors for programs: things with their offers, and finding offers."""

from typing import Annotated, Literal
from uuid import UUID

from flask import Blueprint, current_app, request, url_for
from pydantic import BaseModel, Field

from reuse import clock
from reuse.access import doors
from reuse.access.cursor import read_cursor, write_cursor
from reuse.access.machine import door, file_digest, once
from reuse.catalogue.queries import tree
from reuse.errors import N_, Invalid
from reuse.forms import Amount, Day, Form, Line
from reuse.listings import intake, queries, search
from reuse.listings.models import Listing
from reuse.people.rules import Actor
from reuse.quantities import MAX_UNITS, Measure
from reuse.savings import estimates
from reuse.stock import actions as stock
from reuse.stock import queries as things
from reuse.stock.forms import CorrectItem, NewItem
from reuse.stock.models import Condition, Item, Photo
from reuse.stock.pictures import read_picture

blueprint = Blueprint("listings_api", __name__)
MAX_PICTURE_BYTES = 26 * 1024 * 1024


class PhotoAnswer(BaseModel):
    id: str
    url: str
    width: int
    height: int


class ItemAnswer(BaseModel):
    id: str
    external_id: str | None
    category: str
    title: str
    description: str
    quantity: int | float
    measure: str
    condition: str
    faults: str
    brand: str
    year: int | None
    place: str | None
    unit: str
    parent: str | None
    labels: list[str]
    photos: list[PhotoAnswer]
    listing: str | None


class EstimateAnswer(BaseModel):
    """What taking over all that is left would save, net, by the current factors and shares."""

    co2e_low_g: int | None
    co2e_mid_g: int | None
    co2e_high_g: int | None
    factor: str | None
    factor_version: str | None


class ListingAnswer(BaseModel):
    id: str
    external_id: str | None
    item: ItemAnswer
    title: str
    category: str
    condition: str
    quantity: int | float
    offered: int | float
    measure: str
    unit: str
    unit_name: str
    modes: list[str]
    from_: Annotated[str, Field(serialization_alias="from")]
    until: str | None
    state: str
    score: float | None = None
    saves: EstimateAnswer | None = None


class Listings(BaseModel):
    items: list[ListingAnswer]
    next: str | None


class Find(Form):
    """What to look for."""

    q: Annotated[Line, Field(max_length=5000)] = ""
    category: Annotated[Line, Field(max_length=60)] | None = None
    condition: Condition | None = None
    unit: UUID | None = None
    measure: Measure | None = None
    min_quantity: Annotated[Amount, Field(ge=0, le=MAX_UNITS)] | None = None
    available_by: Day | None = None
    mode: Literal["take", "loan"] | None = None
    cursor: Annotated[str, Field(max_length=200)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 24


@door(blueprint, "POST", "/items", permission="stock.register", form=NewItem, answer=ItemAnswer, status=201)
def create_item(form: NewItem) -> ItemAnswer:
    """Register a lot of things; with `label` the label is attached, with `offer` it is offered."""
    return item_answer(intake.take_in(form, by=doors.actor(), now=clock.now(), today=clock.today()))


@door(blueprint, "GET", "/items/<int:item_id>", permission="listings.look", answer=ItemAnswer)
def show_item(item_id: int) -> ItemAnswer:
    """One lot of things."""
    return item_answer(intake.visible_item(item_id, by=doors.actor()))


@door(
    blueprint,
    "PATCH",
    "/items/<int:item_id>",
    permission="stock.register",
    form=CorrectItem,
    answer=ItemAnswer,
)
def update_item(item_id: int, form: CorrectItem) -> ItemAnswer:
    """Correct what is told about a lot."""
    actor: Actor = doors.actor()
    item = things.item(item_id, municipality_id=actor.municipality_id)
    intake.correct(item, form.changes(), by=actor, now=clock.now())
    return item_answer(item)


@door(
    blueprint,
    "POST",
    "/items/<int:item_id>/photos",
    permission="stock.register",
    answer=PhotoAnswer,
    status=201,
    files=("photo",),
)
def create_photo(item_id: int) -> object:
    """Add a picture; the answer comes when it is safe to close the tab."""
    request.max_content_length = MAX_PICTURE_BYTES
    upload = request.files.get("photo")
    if upload is None:
        raise Invalid({"photo": N_("Choose a picture.")})
    data = upload.read()
    actor: Actor = doors.actor()
    intake.may_change(things.item(item_id, municipality_id=actor.municipality_id), by=actor)
    picture = read_picture(data)
    stock.keep_files(picture, current_app.extensions["files"])

    def change() -> BaseModel:
        item = things.item(item_id, municipality_id=actor.municipality_id)
        return _photo(stock.add_photo(item, picture, by=actor, now=clock.now()))

    return once(change, body=file_digest(data), status=201)


@door(blueprint, "GET", "/listings", permission="listings.look", query=Find, answer=Listings)
def index(query: Find) -> Listings:
    """Open offers: best first when `q` is given, else the newest first."""
    wanted = _wanted(query)
    start = read_cursor(query.cursor)
    if query.q:
        found = search.find(query.q, wanted, skip=start or 0, limit=query.limit + 1)
        page = [listing_answer(listing, score=score) for listing, score in found[: query.limit]]
        following = (start or 0) + query.limit
    else:
        rows = queries.newest(wanted, before=start, limit=query.limit + 1)
        page = [listing_answer(listing) for listing in rows[: query.limit]]
        found, following = list(rows), int(page[-1].id) if page else 0  # type: ignore[arg-type]
    return Listings(items=page, next=write_cursor(following) if len(found) > query.limit else None)


def _wanted(query: Find) -> queries.Wanted:
    actor: Actor = doors.actor()
    categories: tuple[str, ...] = ()
    if query.category:
        known = tree()
        categories = tuple(kind.key for kind in known.of_group(query.category)) or (query.category,)
    measure = query.measure or Measure.PIECE
    return queries.Wanted(
        municipality_id=actor.municipality_id,
        categories=categories,
        conditions=(query.condition,) if query.condition else (),
        unit_id=query.unit,
        measure=query.measure,
        min_quantity=int(query.min_quantity * measure.steps) if query.min_quantity else None,
        available_by=query.available_by,
        mode=query.mode,
    )


@door(blueprint, "GET", "/listings/<int:listing_id>", permission="listings.look", answer=ListingAnswer)
def show(listing_id: int) -> ListingAnswer:
    """One offer with its thing, its photos and an estimate of what it saves."""
    listing = queries.listing(listing_id, municipality_id=doors.actor().municipality_id)
    answer = listing_answer(listing)
    estimate = estimates.of(listing.item, listing.amount_left, now=clock.now())
    answer.saves = EstimateAnswer(**vars(estimate)) if estimate else None
    return answer


def item_answer(item: Item, listing: Listing | None = None) -> ItemAnswer:
    """A lot for programs; its room is told only to those who keep it."""
    if listing is None:
        listing = queries.open_for_items([item.id]).get(item.id)
    return ItemAnswer(
        id=str(item.id),
        external_id=item.external_id,
        category=item.category_key,
        title=item.title,
        description=item.description,
        quantity=item.amount.number(),
        measure=item.measure,
        condition=item.condition,
        faults=item.faults,
        brand=item.brand,
        year=item.year,
        place=item.place if things.may_see(item, doors.actor()) else None,
        unit=str(item.unit_id),
        parent=str(item.parent_id) if item.parent_id else None,
        labels=[label.code for label in item.labels if label.retired_at is None],
        photos=[_photo(photo) for photo in item.photos],
        listing=str(listing.id) if listing else None,
    )


def listing_answer(listing: Listing, *, score: float | None = None) -> ListingAnswer:
    modes = [mode for mode, on in (("take", listing.may_take), ("loan", listing.may_borrow)) if on]
    measure = Measure(listing.item.measure)
    return ListingAnswer(
        id=str(listing.id),
        external_id=listing.item.external_id,
        item=item_answer(listing.item, listing),
        title=listing.item.title,
        category=listing.item.category_key,
        condition=listing.item.condition,
        quantity=listing.amount_left.number(),
        offered=listing.offered if measure.steps == 1 else listing.offered / measure.steps,
        measure=measure.value,
        unit=str(listing.unit_id),
        unit_name=listing.unit.name,
        modes=modes,
        from_=listing.from_on.isoformat(),
        until=listing.until_on.isoformat() if listing.until_on else None,
        state="closed" if listing.closed_at else ("open" if listing.left else "reserved"),
        score=score,
    )


def _photo(photo: Photo) -> PhotoAnswer:
    address = url_for("stock.photo", photo_id=photo.id, width=1600)
    return PhotoAnswer(id=str(photo.id), url=address, width=photo.width, height=photo.height)
