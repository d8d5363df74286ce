"""Doors for programs: the need check."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from flask import Blueprint, Response, redirect
from pydantic import BaseModel, Field, model_validator

from reuse import clock
from reuse.access import doors
from reuse.access.ids import row_id
from reuse.access.machine import door
from reuse.catalogue.queries import kind, tree
from reuse.codes import parse_need_number
from reuse.errors import N_, Refusal
from reuse.forms import Amount, Day, Form, Line, Ore, Paragraph, quantity, refuse_field
from reuse.listings import intake
from reuse.listings import queries as listings
from reuse.listings.naming import recognise
from reuse.needs import actions, queries, shopping
from reuse.needs.matches import matches
from reuse.needs.models import Need
from reuse.needs.policy import Question, policy
from reuse.people.actions import unit_to_act_for
from reuse.people.rules import Actor
from reuse.quantities import Measure, Quantity
from reuse.reservations import actions as reservations
from reuse.reservations import api as reservation_api
from reuse.reservations.models import Delivery
from reuse.savings.rules import Outcome

blueprint = Blueprint("needs_api", __name__)
Id = Annotated[Line, Field(min_length=1, max_length=20)]


class NewNeed(Form):
    """What somebody wants to buy: a category or some words, and how much."""

    category: Annotated[Line, Field(min_length=1, max_length=60)] | None = None
    text: Annotated[Line, Field(max_length=200)] = ""
    quantity: Amount
    measure: Measure | None = None
    needed_by: Day | None = None
    unit_price_ore: Ore | None = None
    unit: UUID | None = None

    @model_validator(mode="after")
    def _says_what(self) -> "NewNeed":
        if self.category is None and not self.text:
            raise refuse_field("text")
        return self


class NewAnswer(Form):
    """An answer to one question; quantity 0 means: no, nothing here."""

    question: Question
    outcome: Outcome | None = None
    quantity: Amount
    item: Id | None = None
    listing: Id | None = None
    note: Annotated[Paragraph, Field(max_length=2000)] = ""
    delivery: Delivery = Delivery.COLLECT


class Urgency(Form):
    reason: Annotated[Paragraph, Field(min_length=1, max_length=500)]


class LoansNotYet(Refusal):
    """Loans have their own agreement, which this version does not make."""

    type = "loan-not-possible"
    status = 422
    message = N_("Borrowing for a period is not possible yet. Take over instead, or ask the unit.")


class NewReservation(Form):
    listing: Id
    quantity: Amount
    need: Annotated[Line, Field(max_length=40)] | None = None
    unit: UUID | None = None
    delivery: Delivery = Delivery.COLLECT
    loan: dict[str, Day] | None = None


class MatchAnswer(BaseModel):
    item: str
    listing: str | None
    title: str
    category: str
    quantity: int | float
    measure: str
    condition: str
    unit: str
    unit_name: str
    available_from: str | None


class QuestionAnswer(BaseModel):
    key: str
    text: str
    outcomes: list[str]


class NextStep(BaseModel):
    """What to do with what is left to buy; never the shop's address."""

    key: str
    text: str
    agreement: str | None
    estimate_ore: int | None


class HeldAnswer(BaseModel):
    id: str
    listing: str
    quantity: int | float
    state: str


class NeedAnswer(BaseModel):
    number: str
    category: str | None
    text: str
    quantity: int | float
    measure: str
    unit: str
    covered: int | float
    rest: int | float
    state: str
    urgent: bool
    policy_version: str
    valid_until: date
    next_question: QuestionAnswer | None
    matches: list[MatchAnswer]
    next_step: NextStep | None
    reservations: list[HeldAnswer]


@door(blueprint, "POST", "/needs", permission="needs.ask", form=NewNeed, answer=NeedAnswer, status=201)
def create(form: NewNeed) -> NeedAnswer:
    """Start a need check; the answer holds question 1."""
    actor: Actor = doors.actor()
    wanted = kind(form.category) if form.category else recognise(form.text, tree().kinds.values())
    measure = form.measure or (wanted.measure if wanted else Measure.PIECE)
    need = actions.start(
        unit=unit_to_act_for(actor, form.unit),
        kind=wanted,
        text=form.text,
        amount=form.quantity,
        measure=measure,
        needed_by=form.needed_by,
        unit_price_ore=form.unit_price_ore,
        by=actor,
        now=clock.now(),
        today=clock.today(),
    )
    return answer(need)


@door(blueprint, "GET", "/needs/<number>", permission="needs.ask", answer=NeedAnswer)
def show(number: str) -> NeedAnswer:
    """Where a need check stands, with the next question's live matches."""
    return answer(queries.need(parse_need_number(number), by=doors.actor()))


@door(
    blueprint,
    "POST",
    "/needs/<number>/answers",
    permission="needs.ask",
    form=NewAnswer,
    answer=NeedAnswer,
    status=201,
)
def create_answer(number: str, form: NewAnswer) -> NeedAnswer:
    """Answer a question; a listing makes a reservation."""
    actor: Actor = doors.actor()
    need = queries.need(parse_need_number(number), by=actor, for_change=True)
    listing = item = None
    if form.listing:
        listing = listings.listing(row_id(form.listing), municipality_id=actor.municipality_id)
    if form.item:
        item = intake.visible_item(row_id(form.item), by=actor)
    actions.answer(
        need,
        form.question,
        outcome=form.outcome,
        amount=form.quantity,
        shown=matches(need, form.question, today=clock.today()),
        item=item,
        listing=listing,
        note=form.note,
        delivery=form.delivery,
        by=actor,
        now=clock.now(),
    )
    return answer(need)


@door(
    blueprint,
    "POST",
    "/needs/<number>/urgency",
    permission="needs.ask",
    form=Urgency,
    answer=NeedAnswer,
    status=201,
)
def create_urgency(number: str, form: Urgency) -> NeedAnswer:
    """Go on urgently, with a reason."""
    actor: Actor = doors.actor()
    need = queries.need(parse_need_number(number), by=actor, for_change=True)
    actions.pass_urgently(need, reason=form.reason, by=actor, now=clock.now())
    return answer(need)


@door(blueprint, "GET", "/needs/<number>/shop", permission="needs.ask", status=303, media="text/html")
def shop(number: str) -> Response:
    """Go to the shop, only when the four answers are stored."""
    need = queries.need(parse_need_number(number), by=doors.actor())
    response: Any = redirect(shopping.address(need, today=clock.today()), 303)
    return response


@door(
    blueprint,
    "POST",
    "/reservations",
    permission="reservations.make",
    form=NewReservation,
    answer=reservation_api.ReservationAnswer,
    status=201,
)
def create_reservation(form: NewReservation) -> reservation_api.ReservationAnswer:
    """Reserve some of an offer for a unit, for a need check if one is named."""
    if form.loan is not None:
        raise LoansNotYet()
    actor: Actor = doors.actor()
    listing = listings.listing(row_id(form.listing), municipality_id=actor.municipality_id)
    need = queries.need(parse_need_number(form.need), by=actor, for_change=True) if form.need else None
    reservation = reservations.reserve(
        listing,
        unit=need.unit if need else unit_to_act_for(actor, form.unit),
        steps=quantity(form.quantity, Measure(listing.item.measure)).steps,
        by=actor,
        now=clock.now(),
        need_number=need.number if need else None,
        price_ore=need.unit_price_ore if need else None,
        delivery=form.delivery,
    )
    return reservation_api.answer(reservation)


def answer(need: Need) -> NeedAnswer:
    today = clock.today()
    now = queries.standing(need, today=today)
    measure = Measure(need.measure)
    wording = policy(need.policy_version)
    asked = wording.question(now.next_question) if now.next_question else None
    return NeedAnswer(
        number=need.number,
        category=need.category_key,
        text=need.text,
        quantity=need.amount.number(),
        measure=measure.value,
        unit=str(need.unit_id),
        covered=Quantity(now.covered, measure).number(),
        rest=Quantity(now.rest, measure).number(),
        state=now.state,
        urgent=need.urgent_at is not None,
        policy_version=need.policy_version,
        valid_until=need.valid_until,
        next_question=QuestionAnswer(key=asked.key, text=asked.text, outcomes=list(asked.outcomes))
        if asked
        else None,
        matches=[
            MatchAnswer(**match.to_json())
            for match in (matches(need, now.next_question, today=today) if now.next_question else [])
        ],
        next_step=_next_step(now) if now.state != "open" else None,
        reservations=[
            HeldAnswer(
                id=str(held.id),
                listing=str(held.listing_id),
                quantity=Quantity(held.quantity, measure).number(),
                state=held.state,
            )
            for held in now.reservations
        ],
    )


def _next_step(now: queries.Standing) -> NextStep:
    return NextStep(
        key=now.step,
        text=shopping.words(now.step),
        agreement=now.agreement.name if now.agreement else None,
        estimate_ore=now.estimate_ore,
    )
