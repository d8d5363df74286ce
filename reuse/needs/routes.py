"""Doors for people: the need check, one question a page, and its receipt."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from reuse import clock
from reuse.access import doors
from reuse.access.ids import row_id
from reuse.access.once import once
from reuse.catalogue.queries import Kind, tree
from reuse.codes import parse_need_number
from reuse.errors import NotFound, Refusal
from reuse.forms import read
from reuse.listings import cards, intake
from reuse.listings import queries as listings
from reuse.needs import actions, asking, forms, queries, receipts, rules, shopping
from reuse.needs.matches import matches
from reuse.needs.models import Need
from reuse.needs.policy import Question, policy
from reuse.people.actions import unit_to_act_for
from reuse.people.rules import Actor
from reuse.quantities import Measure, Quantity
from reuse.reservations.models import Delivery

blueprint = Blueprint("needs", __name__)


@blueprint.get("/needs")
@doors.permission("needs.ask")
def index() -> ResponseReturnValue:
    """My unit's need checks, and the way to any other by its number."""
    actor: Actor = doors.actor()
    typed = request.args.get("number", "").strip()
    if not typed:
        return _index(actor)
    try:
        return redirect(url_for(".show", number=queries.need(parse_need_number(typed), by=actor).number))
    except Refusal as refusal:
        return _index(actor, refusal), refusal.status


def _index(actor: Actor, refusal: Refusal | None = None) -> str:
    return render_template(
        "needs/index.html",
        glimpses=queries.glimpses(actor.unit_id),
        what=receipts.what,
        kinds=tree().kinds,
        typed=request.args.get("number", ""),
        refusal=refusal,
    )


@blueprint.get("/needs/new")
@doors.permission("needs.ask")
def new() -> ResponseReturnValue:
    return _new()


@blueprint.post("/needs")
@doors.permission("needs.ask")
def create() -> ResponseReturnValue:
    actor: Actor = doors.actor()
    try:
        form = read(forms.NewNeed, request.form)
        kind = asking.meant(form.category, form.text, unlisted=form.unlisted)
        return once(lambda: _start(form, kind, actor))
    except Refusal as refusal:
        return _new(refusal), refusal.status


def _new(refusal: Refusal | None = None) -> str:
    known, language = tree(), _language()
    options = [
        (names[language], [(kind.key, kind.plural) for kind in known.of_group(key)])
        for key, names, _icon in known.groups
    ]
    return render_template(
        "needs/new.html",
        options=options,
        values=request.form or request.args,
        refusal=refusal,
        errors=getattr(refusal, "fields", {}),
        policy=policy(),
    )


def _start(form: forms.NewNeed, kind: Kind | None, actor: Actor) -> str:
    text, amount = rules.wish(form.text, form.quantity)
    need = actions.start(
        unit=unit_to_act_for(actor, None),
        kind=kind,
        text=text,
        amount=amount,
        measure=kind.measure if kind else Measure.PIECE,
        needed_by=form.needed_by,
        unit_price_ore=form.unit_price,
        by=actor,
        now=clock.now(),
        today=clock.today(),
    )
    return url_for(".question", number=need.number, key=rules.ORDER[0])


@blueprint.get("/needs/<number>")
@doors.permission("needs.ask")
def show(number: str) -> ResponseReturnValue:
    """Where it was left: the next question, or the receipt."""
    return redirect(_next(_need(number)))


def _next(need: Need) -> str:
    following = rules.next_question(queries.given(need), wanted=need.quantity)
    if following is None or need.urgent_at:
        return url_for(".receipt", number=need.number)
    return url_for(".question", number=need.number, key=following)


@blueprint.get("/needs/<number>/questions/<key>")
@doors.permission("needs.ask")
def question(number: str, key: str) -> ResponseReturnValue:
    return _question(_need(number), _key(key))


@blueprint.post("/needs/<number>/questions/<key>")
@doors.permission("needs.ask")
def answer(number: str, key: str) -> ResponseReturnValue:
    try:
        return once(lambda: _answer(number, _key(key)))
    except Refusal as refusal:
        return _question(_need(number), _key(key), refusal), refusal.status


def _answer(number: str, key: Question) -> str:
    actor: Actor = doors.actor()
    form = read(forms.NewAnswer, request.form)
    need = queries.need(parse_need_number(number), by=actor, for_change=True)
    within = actor.municipality_id
    stored = actions.answer(
        need,
        key,
        outcome=form.outcome,
        amount=form.quantity,
        shown=matches(need, key, today=clock.today()),
        item=intake.visible_item(row_id(form.item), by=actor) if form.item else None,
        listing=listings.listing(row_id(form.listing), municipality_id=within) if form.listing else None,
        note=form.note,
        delivery=Delivery.COLLECT,
        by=actor,
        now=clock.now(),
    )
    rest = need.quantity - rules.covered(queries.given(need))
    if stored.quantity and rest and key is not Question.DO_WITHOUT:  # perhaps another lot has some more
        return url_for(".question", number=need.number, key=key)
    return _next(need)


def _question(need: Need, key: Question, refusal: Refusal | None = None) -> str:
    return render_template(
        "needs/question.html",
        need=need,
        asked=asking.asked(need, key, today=clock.today()),
        what=receipts.what,
        heading=cards.heading,
        photo_url=cards.photo_url,
        condition_words=cards.condition_words,
        kinds=tree().kinds,
        today=clock.today(),
        values=request.form,
        refusal=refusal,
    )


@blueprint.route("/needs/<number>/urgency", methods=["GET", "POST"])
@doors.permission("needs.ask")
def urgent(number: str) -> ResponseReturnValue:
    """Go on without the answers, with a reason."""
    if request.method == "GET":
        return _urgent(_need(number))
    try:
        return once(lambda: _pass(number))
    except Refusal as refusal:
        return _urgent(_need(number), refusal), refusal.status


def _pass(number: str) -> str:
    actor: Actor = doors.actor()
    form = read(forms.NewUrgency, request.form)
    need = queries.need(parse_need_number(number), by=actor, for_change=True)
    actions.pass_urgently(need, reason=form.reason, by=actor, now=clock.now())
    return url_for(".receipt", number=need.number)


def _urgent(need: Need, refusal: Refusal | None = None) -> str:
    errors: dict[str, Any] = getattr(refusal, "fields", {})
    return render_template(
        "needs/urgent.html",
        need=need,
        what=receipts.what(need),
        values=request.form,
        refusal=refusal,
        errors=errors,
    )


@blueprint.get("/needs/<number>/receipt")
@doors.permission("needs.ask")
def receipt(number: str) -> ResponseReturnValue:
    need = _need(number)
    now = queries.standing(need, today=clock.today())
    return render_template(
        "needs/receipt.html",
        need=need,
        now=now,
        rest=Quantity(now.rest, Measure(need.measure)),
        what=receipts.what,
        lines=[line for line in receipts.lines(need) if line.meant.steps],
        booked=receipts.booked(need),
        expected=receipts.expected(need, now.reservations, now=clock.now()),
        step_words=shopping.words(now.step),
        letter=receipts.letter(need, now),
        mail_address=receipts.mail_address(need, now),
        heading=cards.heading,
        photo_url=cards.photo_url,
        today=clock.today(),
        kinds=tree().kinds,
    )


@blueprint.get("/needs/<number>/shop")
@doors.permission("needs.ask")
def shop(number: str) -> ResponseReturnValue:
    """To the shop, whose address is in no page; refused until the four answers are stored."""
    return redirect(shopping.address(_need(number), today=clock.today()), 303)


def _need(number: str) -> Need:
    return queries.need(parse_need_number(number), by=doors.actor())


def _key(key: str) -> Question:
    try:
        return Question(key)
    except ValueError as error:
        raise NotFound() from error


def _language() -> str:
    return "da" if str(get_locale()) == "da" else "en"
