"""Doors for people: their unit's own things, from the first picture to the offer."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from reuse import clock
from reuse.access import doors
from reuse.access.cursor import read_cursor, write_cursor
from reuse.access.ids import row_id
from reuse.access.once import once
from reuse.catalogue.queries import kind, tree
from reuse.codes import BadCode, grouped, normalise
from reuse.errors import N_, Invalid, NotAllowed, NotFound, Refusal
from reuse.forms import quantity, read
from reuse.history import actions as history
from reuse.listings import actions, intake, queries, showing
from reuse.listings.cards import condition_words, heading, photo_url
from reuse.listings.naming import recognise
from reuse.people.rules import Actor
from reuse.quantities import Measure, Quantity
from reuse.stock import actions as stock
from reuse.stock import drafts
from reuse.stock import queries as things
from reuse.stock.drafts import Album
from reuse.stock.forms import ItemPage, NewItem, NewItemPage, OfferPage, TypedLabel
from reuse.stock.labels import LabelRetired, LabelTaken
from reuse.stock.models import Condition, Item, Label
from reuse.stock.story import story

blueprint = Blueprint("items", __name__)
PAGE = 24
# Where on the form a refusal belongs that is not about a field by itself.
FIELDS: dict[type[Refusal], str] = {
    BadCode: "label",
    LabelTaken: "label",
    LabelRetired: "label",
    stock.CategoryBlocked: "category",
    stock.NotEnoughLeft: "quantity",
    stock.TooManyPhotos: "photos",
}
Faults = dict[str, str | Refusal]


class UnknownLabel(Refusal):
    """The code is well-formed, but no label of the municipality has it."""

    type = "unknown-label"
    status = 404
    message = N_("We do not know a label with that code. Look at the label once more.")


FIELDS[UnknownLabel] = "label"


# --- giving something away ------------------------------------------------------------------------------


@blueprint.get("/items/new")
@doors.permission("stock.register")
def new() -> ResponseReturnValue:
    values = {"offer": "on", "quantity": "1"}
    if request.args.get("like"):
        values = _like(_own_item(row_id(request.args["like"])))
    return _new_page(values | {"label": request.args.get("label", "")})


def _like(item: Item) -> dict[str, Any]:
    """What the next thing from the same room starts with: everything but the pictures, the title and the label."""
    listing = actions.open_listing(item)
    values = {
        name: getattr(item, name) for name in ("condition", "place", "faults", "description", "brand", "year")
    }
    return values | {
        "category": item.category_key,
        "quantity": item.amount.number(),
        "offer": "on" if listing else "",
        "until": listing.until_on if listing else None,
    }


@blueprint.post("/items")
@doors.permission("stock.register")
def create() -> ResponseReturnValue:
    album = _album()
    try:
        form = read(NewItemPage, request.form)
        new_item = _wanted(form)
        _refuse_broken(album)
        return once(lambda: _take_in(new_item, form, album))
    except Refusal as refusal:
        return _new_page(request.form, refusal, album), refusal.status


def _album() -> Album:
    """The pictures of the form, read and kept before anything is changed."""
    request.max_content_length = drafts.MAX_BYTES
    removed = set(request.form.getlist("remove_photo"))
    return drafts.collect(
        request.files.getlist("photos"),
        [token for token in request.form.getlist("kept") if token not in removed],
        files=current_app.extensions["files"],
        user_id=doors.actor().user_id,
    )


def _refuse_broken(album: Album) -> None:
    if album.refused:
        raise Invalid()  # the page says of each picture what was wrong with it


def _wanted(form: NewItemPage) -> NewItem:
    """The form in the words that programs use too, with its category found and its safety rule answered."""
    found = kind(form.category) if form.category else recognise(form.title, tree().stocked())
    if found is None:
        raise Invalid({"category": N_("Choose what kind of thing it is.")})
    if found.safety == "conditional" and not form.checked:
        raise Invalid({"checked": N_("Check this first, and tick the box.")})
    return NewItem.model_validate(
        form.facts()
        | {
            "category": found.key,
            "quantity": form.quantity,
            "condition": form.condition,
            "label": _code(form.label) if form.label else None,
            "offer": {"until": form.until} if form.offer else None,
        }
    )


def _code(text: str) -> str:
    return normalise(text, hosts=current_app.config["SETTINGS"].hosts)


def _take_in(new_item: NewItem, form: NewItemPage, album: Album) -> str:
    actor: Actor = doors.actor()
    now = clock.now()
    try:
        item = intake.take_in(new_item, by=actor, now=now, today=clock.today())
    except NotFound as error:
        raise UnknownLabel() from error
    for draft in album.drafts.values():
        stock.add_photo(item, draft, by=actor, now=now)
    if form.checked:
        rule = {"category": item.category_key, "confirmed": True}
        history.log("checked", f"item:{item.id}", by=actor, unit_id=item.unit_id, now=now, **rule)
    if "again" in request.form:
        flash(_("Saved: %(title)s. Now the next one.", title=item.title), "success")
        return url_for("items.new", like=item.id)
    flash(_("It is offered to the whole municipality.") if form.offer else _("It is saved."), "success")
    return url_for("items.show", item_id=item.id)


def _new_page(values: Mapping[str, Any], refusal: Refusal | None = None, album: Album = drafts.EMPTY) -> str:
    known = tree()
    chosen = known.kinds.get(values.get("category") or "")
    if chosen is None and refusal:
        chosen = recognise(values.get("title", ""), known.stocked())
    return render_template(
        "items/new.html",
        values=values,
        faults=_faults(refusal),
        album=album,
        tree=known,
        chosen=chosen,
        conditions=list(Condition),
        condition_words=condition_words,
    )


def _faults(refusal: Refusal | None) -> Faults:
    """What is wrong, by the field where it is shown; the empty name is for the whole page."""
    if refusal is None:
        return {}
    if isinstance(refusal, Invalid):
        return dict(refusal.fields)
    field = next((field for family, field in FIELDS.items() if isinstance(refusal, family)), "")
    return {field: refusal}


# --- our things ---------------------------------------------------------------------------------------------


@blueprint.get("/items")
@doors.permission("stock.register")
def index() -> ResponseReturnValue:
    actor: Actor = doors.actor()
    found = things.of_unit(actor.unit_id, before=read_cursor(request.args.get("cursor")), limit=PAGE + 1)
    shown = found[:PAGE]
    return render_template(
        "items/index.html",
        items=shown,
        offers=queries.open_for_items([item.id for item in shown]),
        heading=heading,
        condition_words=condition_words,
        photo_url=photo_url,
        label=request.args.get("label", ""),
        next=write_cursor(shown[-1].id) if len(found) > PAGE else None,
    )


@blueprint.get("/items/<int:item_id>")
@doors.permission("stock.register")
def show(item_id: int) -> ResponseReturnValue:
    actor: Actor = doors.actor()
    item = things.item(item_id, municipality_id=actor.municipality_id)
    listing = actions.open_listing(item)
    if not things.may_see(item, actor):
        if listing is None:
            raise NotFound()
        return redirect(url_for("listings.show", listing_id=listing.id))
    return _show_page(item)


def _own_item(item_id: int) -> Item:
    """A thing in the care of the person's units; raises NotFound for any other."""
    actor: Actor = doors.actor()
    item = things.item(item_id, municipality_id=actor.municipality_id)
    if not things.may_see(item, actor):
        raise NotFound()
    return item


def _show_page(item: Item, refusal: Refusal | None = None, album: Album = drafts.EMPTY, *, asked: str = "") -> str:
    listing, measure = actions.open_listing(item), Measure(item.measure)
    return render_template(
        "items/show.html",
        item=item,
        kind=tree().kinds.get(item.category_key),
        listing=listing,
        offered=Quantity(listing.offered, measure) if listing else None,
        free=Quantity(item.free, measure),
        promised=Quantity(item.promised, measure),
        photos=showing.photos(item),
        size=showing.size(item),
        chapters=story(item),
        heading=heading,
        condition_words=condition_words,
        spelled=_spelled,
        may_change=_may_change(item),
        values=request.form,
        faults=_faults(refusal),
        asked=asked,
        album=album,
        today=clock.today(),
    )


def _spelled(labels: Iterable[Label]) -> str:
    return ", ".join(grouped(label.code) for label in labels)


def _may_change(item: Item) -> bool:
    try:
        intake.may_change(item, by=doors.actor())
    except NotAllowed:
        return False
    return True


def _to_change(item_id: int) -> Item:
    """A thing that this person may change; raises NotFound or NotAllowed."""
    item = _own_item(item_id)
    intake.may_change(item, by=doors.actor())
    return item


@blueprint.get("/items/<int:item_id>/edit")
@doors.permission("stock.register")
def edit(item_id: int) -> ResponseReturnValue:
    item = _to_change(item_id)
    return _edit_page(item, {name: getattr(item, name) for name in ItemPage.model_fields})


@blueprint.post("/items/<int:item_id>")
@doors.permission("stock.register")
def update(item_id: int) -> ResponseReturnValue:
    item = _to_change(item_id)

    def change() -> str:
        fresh = _to_change(item_id)
        changes = {name: value for name, value in form.model_dump().items() if getattr(fresh, name) != value}
        if changes:
            intake.correct(fresh, changes, by=doors.actor(), now=clock.now())
        flash(_("It is saved."), "success")
        return url_for("items.show", item_id=item_id)

    try:
        form = read(ItemPage, request.form)
        return once(change)
    except Refusal as refusal:
        return _edit_page(item, request.form, refusal), refusal.status


def _edit_page(item: Item, values: Mapping[str, Any], refusal: Refusal | None = None) -> str:
    return render_template(
        "items/edit.html",
        item=item,
        values=values,
        faults=_faults(refusal),
        conditions=list(Condition),
        condition_words=condition_words,
    )


@blueprint.post("/items/<int:item_id>/photos")
@doors.permission("stock.register")
def add_photo(item_id: int) -> ResponseReturnValue:
    album = _album()

    def change() -> str:
        item = _to_change(item_id)
        for draft in album.drafts.values():
            stock.add_photo(item, draft, by=doors.actor(), now=clock.now())
        return url_for("items.show", item_id=item_id)

    try:
        _to_change(item_id)
        _refuse_broken(album)
        if not album.drafts:
            raise Invalid({"photos": N_("Choose a picture.")})
        return once(change)
    except Refusal as refusal:
        return _again(item_id, refusal, album, asked="photos"), refusal.status


@blueprint.post("/items/<int:item_id>/labels")
@doors.permission("stock.register")
def attach(item_id: int) -> ResponseReturnValue:
    def change() -> str:
        item = _to_change(item_id)
        try:
            intake.attach(_code(form.label), item, by=doors.actor(), now=clock.now())
        except NotFound as error:
            raise UnknownLabel() from error
        flash(_("The label is on the thing."), "success")
        return url_for("items.show", item_id=item_id)

    try:
        form = read(TypedLabel, request.form)
        return once(change)
    except Refusal as refusal:
        return _again(item_id, refusal, asked="label"), refusal.status


@blueprint.post("/items/<int:item_id>/offer")
@doors.permission("listings.offer")
def offer(item_id: int) -> ResponseReturnValue:
    def change() -> str:
        item = _to_change(item_id)
        steps = quantity(form.quantity, Measure(item.measure)).steps
        today = clock.today()
        actions.offer(item, steps=steps, by=doors.actor(), now=clock.now(), today=today, until_on=form.until)
        flash(_("It is offered to the whole municipality."), "success")
        return url_for("items.show", item_id=item_id)

    try:
        form = read(OfferPage, request.form)
        return once(change)
    except Refusal as refusal:
        return _again(item_id, refusal, asked="offer"), refusal.status


@blueprint.post("/items/<int:item_id>/withdrawal")
@doors.permission("listings.offer")
def withdraw(item_id: int) -> ResponseReturnValue:
    def change() -> str:
        listing = actions.open_listing(_to_change(item_id))
        if listing:
            actions.withdraw(listing, by=doors.actor(), now=clock.now())
        flash(_("The offer is withdrawn. What is reserved stays reserved."), "success")
        return url_for("items.show", item_id=item_id)

    return once(change)


def _again(item_id: int, refusal: Refusal, album: Album = drafts.EMPTY, *, asked: str) -> str:
    """The thing's page once more, with what went wrong where it was asked."""
    if isinstance(refusal, NotAllowed):
        raise refusal
    return _show_page(_own_item(item_id), refusal, album, asked=asked)
