"""Doors for people: photos, labels and their printing, and the code that is typed instead of scanned."""

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from reuse import clock
from reuse.access import doors
from reuse.access.once import once
from reuse.codes import BadCode, normalise
from reuse.errors import Invalid, NotFound, Refusal
from reuse.forms import read
from reuse.people.actions import unit_to_act_for
from reuse.people.rules import Actor
from reuse.stock import drafts, labels, printing
from reuse.stock import queries as things
from reuse.stock.actions import photo_key
from reuse.stock.forms import NewBatch, SheetChoice
from reuse.stock.models import LabelBatch
from reuse.stock.pictures import WIDTHS
from reuse.stock.sheets import SHEETS, NoSuchPosition

blueprint = Blueprint("stock", __name__)
YEAR_SECONDS = 31_536_000


# --- photos -------------------------------------------------------------------------------------------------


@blueprint.get("/photos/<int:photo_id>/<int:width>.webp")
@doors.permission("listings.look")
def photo(photo_id: int, width: int) -> ResponseReturnValue:
    return _picture(things.photo(photo_id, by=doors.actor()).digest, width)


@blueprint.get("/drafts/<token>.webp")
@doors.permission("stock.register")
def draft_photo(token: str) -> ResponseReturnValue:
    return _picture(drafts.opened(token, user_id=doors.actor().user_id).digest, WIDTHS[0])


def _picture(digest: str, width: int) -> Response:
    """A rendition, to be kept by the browser that may see it: what a digest names never changes."""
    if width not in WIDTHS:
        raise NotFound()
    try:
        data = current_app.extensions["files"].get(photo_key(digest, width))
    except FileNotFoundError as error:
        raise NotFound() from error
    response = Response(data, mimetype="image/webp")
    response.set_etag(f"{digest[:32]}-{width}")
    response.headers["Cache-Control"] = f"private, max-age={YEAR_SECONDS}, immutable"
    return response.make_conditional(request)  # type: ignore[return-value]


# --- labels -------------------------------------------------------------------------------------------------


@blueprint.get("/labels", endpoint="labels")
@doors.permission("stock.label")
def label_batches() -> ResponseReturnValue:
    return _labels_page()


@blueprint.post("/labels")
@doors.permission("stock.label")
def make_labels() -> ResponseReturnValue:
    def change() -> str:
        actor: Actor = doors.actor()
        unit = unit_to_act_for(actor, form.unit)
        made = labels.make_batch(form.count, unit=unit, by=actor, now=clock.now())
        return url_for("stock.batch", batch_id=made.id)

    try:
        form = read(NewBatch, request.form)
        return once(change)
    except Invalid as refusal:
        return _labels_page(refusal), refusal.status


def _labels_page(refusal: Invalid | None = None) -> str:
    batches = things.batches(doors.actor().unit_id)
    return render_template("stock/labels.html", batches=batches, values=request.form, refusal=refusal)


@blueprint.get("/labels/batches/<int:batch_id>")
@doors.permission("stock.label")
def batch(batch_id: int) -> ResponseReturnValue:
    return _batch_page(_batch(batch_id))


@blueprint.get("/labels/batches/<int:batch_id>.pdf")
@doors.permission("stock.label")
def sheet(batch_id: int) -> ResponseReturnValue:
    made = _batch(batch_id)
    try:
        return printing.sheet_response(made, read(SheetChoice, request.args))
    except Refusal as refusal:
        return _batch_page(made, refusal), refusal.status


def _batch(batch_id: int) -> LabelBatch:
    return things.batch(batch_id, by=doors.actor())


def _batch_page(made: LabelBatch, refusal: Refusal | None = None) -> str:
    return render_template(
        "stock/batch.html",
        batch=made,
        sheets=SHEETS.values(),
        values=request.args,
        refusal=refusal,
        at_start=isinstance(refusal, NoSuchPosition),
    )


# --- the code under the thumb -------------------------------------------------------------------------------


@blueprint.get("/scan")
@doors.permission("stock.register")
def scan() -> ResponseReturnValue:
    typed = request.args.get("code", "").strip()
    if not typed:
        return render_template("stock/scan.html", typed="", refusal=None)
    try:
        code = normalise(typed, hosts=current_app.config["SETTINGS"].hosts)
    except BadCode as refusal:
        return render_template("stock/scan.html", typed=typed, refusal=refusal), refusal.status
    return redirect(url_for("reservations.scanned", code=code))
