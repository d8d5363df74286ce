"""Asking the four questions: in order, with what was shown, and what comes of an offer that is taken."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from reuse import clock
from reuse.catalogue.queries import kind
from reuse.db import db, transaction
from reuse.errors import Invalid, NotFound, Refusal
from reuse.listings.models import Listing
from reuse.needs import actions, queries, shopping
from reuse.needs.matches import matches
from reuse.needs.models import Answer, Need
from reuse.needs.policy import Question
from reuse.people.models import Unit
from reuse.people.permissions import Role
from reuse.people.rules import Actor
from reuse.purchasing.rules import Step
from reuse.quantities import Measure
from reuse.reservations import actions as reservations
from reuse.reservations.models import Delivery, Reservation
from reuse.savings.rules import Outcome
from reuse.stock.actions import NotEnoughLeft
from reuse.stock.models import Condition
from tests import makers
from tests.conftest import Town

WITHOUT, HAVE, REPAIR, BORROW = Question


@pytest.fixture(autouse=True)
def _inside(inside: None) -> None:
    """All of it in one open request."""


@pytest.fixture
def kindergarten(town: Town) -> Unit:
    return db.session.get_one(Unit, town.kindergarten.id)


@pytest.fixture
def school(town: Town) -> Unit:
    return db.session.get_one(Unit, town.school.id)


def ask(unit: Unit, by: Actor, **facts: Any) -> Need:
    plain: dict[str, Any] = {
        "kind": kind("visitor_chair"),
        "text": "",
        "amount": Decimal(12),
        "measure": Measure.PIECE,
        "needed_by": None,
        "unit_price_ore": 80_000,
        "now": clock.now(),
        "today": clock.today(),
    }
    with transaction():
        return actions.start(unit=unit, by=by, **{**plain, **facts})


def answer(need: Need, question: Question, steps: int, *, by: Actor, **facts: Any) -> Answer:
    plain: dict[str, Any] = {"outcome": None, "shown": [], "item": None, "listing": None, "note": ""}
    with transaction():
        return actions.answer(
            need,
            question,
            amount=Decimal(steps),
            by=by,
            now=clock.now(),
            delivery=Delivery.COLLECT,
            **{**plain, **facts},
        )


def offer(school: Unit, by: Actor, *, steps: int = 40, **facts: Any) -> Listing:
    with transaction():
        item = makers.make_item(school, by=by, quantity=steps, **facts)
        return makers.make_listing(item, by=by)


def step_of(need: Need) -> tuple[int, int, str, Step]:
    db.session.expire_all()
    now = queries.standing(need, today=clock.today())
    return now.covered, now.rest, now.state, now.step


def test_the_shop_stays_shut_until_the_fourth_answer(town: Town, kindergarten: Unit) -> None:
    need = ask(kindergarten, town.teacher)
    for question in Question:
        with pytest.raises(actions.NotAnswered):
            shopping.address(need, today=clock.today())
        answer(need, question, 0, by=town.teacher)
    assert need.number in shopping.address(need, today=clock.today())
    assert step_of(need) == (0, 12, "answered", Step.SHOP)


@pytest.mark.parametrize("question", [HAVE, REPAIR, BORROW])
def test_no_question_is_skipped(town: Town, kindergarten: Unit, question: Question) -> None:
    need = ask(kindergarten, town.teacher)
    with pytest.raises(actions.OutOfOrder):
        answer(need, question, 0, by=town.teacher)
    assert db.session.query(Answer).count() == 0


def test_an_urgent_need_passes_and_says_why_once(town: Town, kindergarten: Unit) -> None:
    need = ask(kindergarten, town.teacher)
    for reason in ("Vandskade", "Noget andet"):
        with transaction():
            actions.pass_urgently(need, reason=reason, by=town.teacher, now=clock.now())
    assert need.urgent_reason == "Vandskade"
    assert step_of(need) == (0, 12, "answered", Step.SHOP)


def test_what_is_covered_is_not_bought(town: Town, kindergarten: Unit) -> None:
    need = ask(kindergarten, town.teacher)
    answer(need, WITHOUT, 5, by=town.teacher)
    assert step_of(need) == (5, 7, "open", Step.ANSWER)
    answer(need, HAVE, 7, by=town.teacher, outcome=Outcome.ADAPT)
    assert step_of(need) == (12, 0, "covered", Step.NOTHING_TO_BUY)
    with pytest.raises(actions.NothingLeftToCover):
        answer(need, REPAIR, 0, by=town.teacher)


@pytest.mark.parametrize(
    ("question", "steps", "facts", "field"),
    [
        (WITHOUT, 13, {}, "quantity"),
        (WITHOUT, -1, {}, "quantity"),
        (WITHOUT, 1, {"outcome": Outcome.KEEP}, "outcome"),
        (HAVE, 1, {"outcome": Outcome.TAKE_OVER}, "outcome"),
        (BORROW, 1, {}, "listing"),
        (BORROW, 1, {"outcome": Outcome.BORROW}, "listing"),
    ],
)
def test_an_answer_that_does_not_fit_is_told_at_its_field(
    town: Town, kindergarten: Unit, question: Question, steps: int, facts: dict[str, Any], field: str
) -> None:
    need = ask(kindergarten, town.teacher)
    for earlier in list(Question)[: list(Question).index(question)]:
        answer(need, earlier, 0, by=town.teacher)
    with pytest.raises(Invalid) as told:
        answer(need, question, steps, by=town.teacher, **facts)
    assert set(told.value.fields) == {field}


def test_eight_of_twelve_are_taken_over_and_four_are_left_to_buy(
    town: Town, kindergarten: Unit, school: Unit
) -> None:
    listing = offer(school, town.caretaker)
    need = ask(kindergarten, town.teacher)
    for question in (WITHOUT, HAVE, REPAIR):
        answer(need, question, 0, by=town.teacher)
    given = answer(need, BORROW, 8, by=town.teacher, listing=listing)
    held = db.session.query(Reservation).one()
    assert (given.reservation_id, given.item_id) == (held.id, listing.item_id)
    assert (held.quantity, held.unit_id, held.need_number, held.price_ore) == (
        8,
        kindergarten.id,
        need.number,
        80_000,
    )
    assert step_of(need) == (8, 4, "answered", Step.SHOP)
    assert (listing.left, listing.item.promised) == (32, 8)


def test_what_falls_away_has_to_be_covered_again(town: Town, kindergarten: Unit, school: Unit) -> None:
    listing = offer(school, town.caretaker)
    need = ask(kindergarten, town.teacher)
    for question in (WITHOUT, HAVE, REPAIR):
        answer(need, question, 0, by=town.teacher)
    answer(need, BORROW, 12, by=town.teacher, listing=listing)
    held = db.session.query(Reservation).one()
    with transaction():
        reservations.hand_over(held, by=town.caretaker, steps=5, now=clock.now(), today=clock.today())
    assert step_of(need)[:2] == (12, 0)
    with transaction():
        reservations.cancel(held, by=town.teacher, now=clock.now())
    assert step_of(need) == (5, 7, "answered", Step.SHOP)


def test_an_answer_whose_offer_is_gone_is_not_stored(town: Town, kindergarten: Unit, school: Unit) -> None:
    listing = offer(school, town.caretaker, steps=3)
    need = ask(kindergarten, town.teacher)
    for question in (WITHOUT, HAVE, REPAIR):
        answer(need, question, 0, by=town.teacher)
    with pytest.raises(NotEnoughLeft):
        answer(need, BORROW, 4, by=town.teacher, listing=listing)
    assert db.session.query(Answer).count() == 3
    assert db.session.query(Reservation).count() == 0
    assert step_of(need) == (0, 12, "open", Step.ANSWER)


def test_square_metres_do_not_cover_pieces(town: Town, kindergarten: Unit, school: Unit) -> None:
    listing = offer(school, town.caretaker, measure=Measure.M2)
    need = ask(kindergarten, town.teacher)
    for question in (WITHOUT, HAVE, REPAIR):
        answer(need, question, 0, by=town.teacher)
    with pytest.raises(Invalid, match="invalid"):
        answer(need, BORROW, 4, by=town.teacher, listing=listing)


def test_what_was_shown_stays_with_the_answer(town: Town, kindergarten: Unit, school: Unit) -> None:
    listing = offer(school, town.caretaker)
    need = ask(kindergarten, town.teacher)
    for question in (WITHOUT, HAVE, REPAIR):
        answer(need, question, 0, by=town.teacher)
    shown = matches(need, BORROW, today=clock.today())
    stored = answer(need, BORROW, 0, by=town.teacher, shown=shown)
    with transaction():
        listing.item.title = "Noget helt andet"
    db.session.expire_all()
    assert [(one["listing"], one["title"], one["quantity"]) for one in stored.shown] == [
        (str(listing.id), "Blå stole", 40)
    ]


def test_our_own_and_what_can_be_repaired_are_shown_where_the_policy_asks_for_them(
    town: Town, kindergarten: Unit, school: Unit
) -> None:
    with transaction():
        own = makers.make_item(kindergarten, by=town.teacher, quantity=3)
        broken = makers.make_item(kindergarten, by=town.teacher, quantity=2, condition=Condition.REPAIRABLE)
        makers.make_item(school, by=town.caretaker, quantity=9)  # not offered: nobody else's business
    theirs = offer(school, town.caretaker)
    fixable = offer(school, town.caretaker, condition=Condition.REPAIRABLE)
    need = ask(kindergarten, town.teacher)
    found = {
        question: [match.item.id for match in matches(need, question, today=clock.today())]
        for question in Question
    }
    assert found == {
        WITHOUT: [],
        HAVE: [own.id],
        REPAIR: found[REPAIR],
        BORROW: [theirs.item_id],
    }
    assert set(found[REPAIR]) == {broken.id, fixable.item_id}


@pytest.mark.parametrize(
    ("amount", "measure", "price_ore", "covered", "estimate_ore"),
    [
        ("12", Measure.PIECE, 833_333, 0, 9_999_996),
        ("12", Measure.PIECE, 833_334, 0, 10_000_008),
        ("12", Measure.PIECE, 833_334, 8, 3_333_336),
        ("12", Measure.PIECE, None, 0, None),
        ("0.01", Measure.M2, 150, 0, 2),  # an øre and a half: never estimated below what it costs
        ("12.5", Measure.M2, 1_000, 0, 12_500),
    ],
)
def test_the_estimate_is_of_all_that_is_left_to_buy(
    town: Town,
    kindergarten: Unit,
    amount: str,
    measure: Measure,
    price_ore: int | None,
    covered: int,
    estimate_ore: int | None,
) -> None:
    need = ask(kindergarten, town.teacher, amount=Decimal(amount), measure=measure, unit_price_ore=price_ore)
    answer(need, WITHOUT, covered, by=town.teacher)
    assert queries.standing(need, today=clock.today()).estimate_ore == estimate_ore


def test_a_day_that_has_passed_is_asked_about(town: Town, kindergarten: Unit) -> None:
    with pytest.raises(Invalid) as told:
        ask(kindergarten, town.teacher, needed_by=clock.today() - timedelta(days=1))
    assert set(told.value.fields) == {"needed_by"}
    assert ask(kindergarten, town.teacher, needed_by=clock.today()).valid_until == clock.today() + timedelta(
        days=90
    )


def test_a_need_is_for_its_own_unit_to_see(town: Town, kindergarten: Unit) -> None:
    need = ask(kindergarten, town.teacher)
    assert queries.need(need.number, by=town.sustainability).id == need.id
    with pytest.raises(NotFound):
        queries.need(need.number, by=town.caretaker)


def test_a_unit_that_is_not_the_municipalitys_gets_a_clear_no(town: Town, school: Unit) -> None:
    with transaction():
        private = makers.make_unit(
            db.session.merge(town.municipality),
            "Friskolen",
            parent=db.session.merge(town.root),
            legal_kind="private",
        )
        person = makers.make_actor(private, Role.EMPLOYEE, email="private@fjordby.example")
    listing = offer(school, town.caretaker)
    need = ask(private, person)
    for question in (WITHOUT, HAVE, REPAIR):
        answer(need, question, 0, by=person)
    with pytest.raises(Refusal) as told:
        answer(need, BORROW, 4, by=person, listing=listing)
    assert (told.value.type, told.value.params) == ("not-municipal", {"unit": "Friskolen"})


def test_numbers_are_never_the_same(town: Town, kindergarten: Unit) -> None:
    numbers = {ask(kindergarten, town.teacher).number for _ in range(20)}
    assert len(numbers) == 20
