"""The need check as a person goes through it: four questions, answers that reserve, and the receipt."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reuse import clock
from reuse.db import db
from reuse.listings.models import Listing
from reuse.needs.models import Answer, Need
from reuse.needs.policy import policy
from reuse.reservations import actions as reservations
from reuse.reservations.models import Reservation
from reuse.stock.models import Condition, Item
from tests import makers
from tests.conftest import SHOP_HOST, Town, signed_in
from tests.pages import changing, in_english, links, looking, main, read, statements

QUESTIONS = ("do_without", "have", "repair", "borrow")
Start = Callable[..., str]


@pytest.fixture
def teacher(as_teacher: FlaskClient) -> FlaskClient:
    return in_english(as_teacher)


@pytest.fixture
def start(teacher: FlaskClient) -> Start:
    """Begin a need check by the form; its number."""

    def begin(**more: Any) -> str:
        answer = teacher.post("/needs", data={"text": "stole", "quantity": "12", **more})
        assert answer.status_code == 303, main(answer)
        found = re.fullmatch(r"/needs/(BT-[^/]+)/questions/do_without", answer.location)
        assert found, answer.location
        return found[1]

    return begin


@pytest.fixture
def chairs(app: Flask, town: Town) -> Listing:
    return offered(app, town, quantity=8)


def offered(app: Flask, town: Town, *, from_on: Any = None, **facts: Any) -> Listing:
    with changing(app):
        item = makers.make_item(town.school, by=town.caretaker, **facts)
        made = makers.make_listing(item, by=town.caretaker, from_on=from_on)
        db.session.expunge_all()
    return made


def held(app: Flask, town: Town, **facts: Any) -> Item:
    with changing(app):
        made = makers.make_item(town.kindergarten, by=town.teacher, **facts)
        db.session.expunge_all()
    return made


def say_no(teacher: FlaskClient, number: str, *questions: str) -> Any:
    answer = None
    for question in questions:
        answer = teacher.post(f"/needs/{number}/questions/{question}", data={"quantity": "0"})
        assert answer.status_code == 303, main(answer)
    return answer


def rows(app: Flask, table: Any) -> list[Any]:
    with looking(app):
        return list(db.session.scalars(db.select(table).order_by(table.id)))


# --- starting ----------------------------------------------------------------------------------------------


def test_four_fields_start_a_need_check_in_kroner_as_danes_write_them(app: Flask, start: Start) -> None:
    number = start(unit_price="kr. 1.234,50", needed_by=(clock.today() + timedelta(days=9)).isoformat())
    (need,) = rows(app, Need)
    assert (need.number, need.unit_price_ore, need.quantity) == (number, 123_450, 12)
    assert need.category_key == "visitor_chair"


def test_words_and_kind_of_a_search_are_filled_in(teacher: FlaskClient) -> None:
    page = teacher.get("/needs/new?text=stole&category=visitor_chair").text
    assert 'value="stole"' in page
    assert re.search(r'value="visitor_chair" selected', page)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"text": ""}, "Fill this in."),
        ({"quantity": "mange"}, "Write a number, such as 12."),
        ({"quantity": "0"}, "Write how many: a whole number from 1 and up."),
        ({"unit_price": "1,234.50"}, "Use a comma for øre, such as 1.234,50."),
        ({"needed_by": "2000-01-01"}, "That day has passed. Choose a later day."),
        ({"category": "unicorn"}, "There is no such category."),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_typed_is_lost(
    app: Flask, teacher: FlaskClient, wrong: dict[str, str], told: str
) -> None:
    typed = {"text": "stole", "quantity": "12", "unit_price": "800", **wrong}
    answer = teacher.post("/needs", data=typed)
    assert answer.status_code == 422
    assert main(answer).count(told) == 2, "in the summary and at the field"
    for value in filter(None, typed.values()):
        assert f'value="{value}"' in answer.text or value == "unicorn"
    assert rows(app, Need) == []


def test_a_word_nobody_knows_asks_for_the_kind_once_and_lets_one_go_on_without(
    app: Flask, teacher: FlaskClient
) -> None:
    typed = {"text": "trylleting", "quantity": "2"}
    asked = teacher.post("/needs", data=typed)
    assert asked.status_code == 422
    assert "Go on without a kind" in main(asked)
    assert teacher.post("/needs", data={**typed, "unlisted": "on"}).status_code == 303
    (need,) = rows(app, Need)
    assert need.category_key is None


def test_starting_twice_with_the_same_form_is_one_need_check(app: Flask, teacher: FlaskClient) -> None:
    typed = {"text": "stole", "quantity": "12", "once": "k1"}
    first, second = (teacher.post("/needs", data=typed).location for _tap in range(2))
    assert first == second
    assert len(rows(app, Need)) == 1


# --- the four questions ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_questions_are_the_policys_own_words_in_every_language(
    teacher: FlaskClient, start: Start, language: str
) -> None:
    number = start()
    teacher.post("/language", data={"locale": language})
    for place, question in enumerate(policy().questions, start=1):
        answer = teacher.get(f"/needs/{number}/questions/{question.key}")
        heading = re.search(r'<h1 lang="da">(.*?)</h1>', answer.text)
        assert heading, "the question is the heading, marked as Danish"
        assert unescape(heading[1]) == question.text
        assert question.why[language] in read(answer)
        if language == "en":
            assert f"Question {place} of 4" in main(answer)
        say_no(teacher, number, question.key)


def test_the_questions_come_in_order_and_end_with_the_receipt(teacher: FlaskClient, start: Start) -> None:
    number = start()
    for question in QUESTIONS:
        assert teacher.get(f"/needs/{number}").location == f"/needs/{number}/questions/{question}"
        say_no(teacher, number, question)
    assert teacher.get(f"/needs/{number}").location == f"/needs/{number}/receipt"


def test_a_question_cannot_be_answered_before_its_turn_and_says_where_to_go(
    app: Flask, teacher: FlaskClient, start: Start
) -> None:
    number = start()
    early = teacher.get(f"/needs/{number}/questions/borrow")
    assert "Answer the earlier questions first." in main(early)
    assert f"/needs/{number}/questions/borrow" not in [link for link in links(early) if "questions" in link]
    answer = teacher.post(f"/needs/{number}/questions/borrow", data={"quantity": "0"})
    assert answer.status_code == 409
    assert rows(app, Answer) == []


@pytest.mark.parametrize(("fewer", "following"), [("12", "receipt"), ("4", "questions/have")])
def test_what_can_be_done_without_is_covered(
    teacher: FlaskClient, start: Start, fewer: str, following: str
) -> None:
    number = start()
    answer = teacher.post(f"/needs/{number}/questions/do_without", data={"quantity": fewer})
    assert answer.location == f"/needs/{number}/{following}"
    assert f"overed {fewer}" in main(teacher.get(answer.location))


def test_our_own_things_are_shown_before_other_units_things(
    app: Flask, teacher: FlaskClient, start: Start, chairs: Listing, town: Town
) -> None:
    held(app, town, title="Personalestuens stole", quantity=5)
    number = start()
    say_no(teacher, number, "do_without")
    page = main(teacher.get(f"/needs/{number}/questions/have"))
    assert "5 × Personalestuens stole" in page
    assert "Blå stole" not in page


def test_using_our_own_keeps_or_adapts_and_comes_back_for_more(
    app: Flask, teacher: FlaskClient, start: Start, town: Town
) -> None:
    item = held(app, town, quantity=5)
    number = start()
    say_no(teacher, number, "do_without")
    answer = teacher.post(
        f"/needs/{number}/questions/have", data={"quantity": "5", "outcome": "adapt", "item": item.id}
    )
    assert answer.location == f"/needs/{number}/questions/have"
    page = main(teacher.get(answer.location))
    assert "Adapted" in page
    assert "covered 5" in page
    assert "Go on to the next question" in page
    assert [row.outcome for row in rows(app, Answer)] == [None, "adapt"]


def test_something_that_nobody_registered_counts_too(app: Flask, teacher: FlaskClient, start: Start) -> None:
    number = start()
    say_no(teacher, number, "do_without")
    typed = {"quantity": "2", "outcome": "keep", "note": "To stole på loftet", "form": "own"}
    assert teacher.post(f"/needs/{number}/questions/have", data=typed).status_code == 303
    assert "To stole på loftet" in main(teacher.get(f"/needs/{number}/receipt"))


def test_broken_things_are_asked_about_in_the_third_question(
    app: Flask, teacher: FlaskClient, start: Start, town: Town
) -> None:
    held(app, town, title="Ødelagte stole", quantity=2, condition=Condition.REPAIRABLE)
    offered(app, town, title="Vaklende stole", quantity=3, condition=Condition.REPAIRABLE)
    number = start()
    say_no(teacher, number, "do_without", "have")
    page = main(teacher.get(f"/needs/{number}/questions/repair"))
    assert "Ødelagte stole" in page
    assert "Vaklende stole" in page
    assert "Repair" in page
    assert "Reuse" in page


def test_one_tap_takes_over_as_many_as_are_needed_and_reserves_them(
    app: Flask, teacher: FlaskClient, start: Start, chairs: Listing
) -> None:
    number = start()
    say_no(teacher, number, "do_without", "have", "repair")
    page = teacher.get(f"/needs/{number}/questions/borrow")
    form = re.search(
        rf'name="listing" value="{chairs.id}".*?name="quantity".*?value="(\d+)"', page.text, re.DOTALL
    )
    assert form
    assert form[1] == "8", "the smaller of what is missing and what is free"
    typed = {"listing": chairs.id, "quantity": form[1], "outcome": "take_over", "once": "k1"}
    for _tap in range(2):
        answer = teacher.post(f"/needs/{number}/questions/borrow", data=typed)
        assert answer.location == f"/needs/{number}/questions/borrow"
    (made,) = rows(app, Reservation)
    assert (made.need_number, made.quantity) == (number, 8)
    assert f"/reservations/{made.id}" in links(teacher.get(answer.location))


def test_the_rest_can_come_from_another_lot(
    app: Flask, teacher: FlaskClient, start: Start, chairs: Listing, town: Town
) -> None:
    other = offered(app, town, title="Grå stole", quantity=9)
    number = start()
    say_no(teacher, number, "do_without", "have", "repair")
    for listing, quantity in ((chairs, "8"), (other, "4")):
        answer = teacher.post(
            f"/needs/{number}/questions/borrow",
            data={"listing": listing.id, "quantity": quantity, "outcome": "take_over"},
        )
    assert answer.location == f"/needs/{number}/receipt"
    assert "Everything is covered" in main(teacher.get(answer.location))


def test_nearly_the_same_stands_under_a_heading_of_its_own(
    app: Flask, teacher: FlaskClient, start: Start, chairs: Listing, town: Town
) -> None:
    offered(app, town, title="Høje skamler", category="office_chair", quantity=3)
    number = start()
    say_no(teacher, number, "do_without", "have", "repair")
    page = main(teacher.get(f"/needs/{number}/questions/borrow"))
    assert page.index("Blå stole") < page.index("Nearly the same") < page.index("Høje skamler")


def test_what_is_free_too_late_says_so(app: Flask, teacher: FlaskClient, start: Start, town: Town) -> None:
    offered(app, town, from_on=clock.today() + timedelta(days=30))
    number = start(needed_by=(clock.today() + timedelta(days=9)).isoformat())
    say_no(teacher, number, "do_without", "have", "repair")
    assert "only from" in main(teacher.get(f"/needs/{number}/questions/borrow"))


@pytest.mark.parametrize(
    ("typed", "status", "told"),
    [
        ("9", 409, "There are not that many left."),
        ("13", 422, "That is more than is left to cover."),
        ("mange", 422, "Write a number, such as 12."),
        ("-1", 422, "Write how many: a whole number from 1 and up."),
    ],
)
def test_a_refused_answer_says_why_at_the_row_and_keeps_what_was_typed(
    app: Flask, teacher: FlaskClient, start: Start, chairs: Listing, typed: str, status: int, told: str
) -> None:
    number = start()
    say_no(teacher, number, "do_without", "have", "repair")
    answer = teacher.post(
        f"/needs/{number}/questions/borrow", data={"listing": chairs.id, "quantity": typed, "outcome": "take_over"}
    )
    assert answer.status_code == status
    assert main(answer).count(told) == 2, "in the summary and at the row"
    assert f'href="#listing-{chairs.id}"' in answer.text
    assert f'value="{typed}"' in answer.text
    assert rows(app, Reservation) == []
    assert len(rows(app, Answer)) == 3


def test_no_question_is_a_dead_end_when_nothing_is_found(teacher: FlaskClient, start: Start) -> None:
    number = start()
    say_no(teacher, number, "do_without")
    for question in QUESTIONS[1:]:
        page = main(teacher.get(f"/needs/{number}/questions/{question}"))
        assert "We found nothing right now" in page
        assert "No, nothing here" in page
        say_no(teacher, number, question)


def test_going_back_shows_what_was_answered_and_leads_on(teacher: FlaskClient, start: Start) -> None:
    number = start()
    say_no(teacher, number, "do_without", "have")
    answer = teacher.get(f"/needs/{number}/questions/have")
    assert "Go on to the next question" in main(answer)
    assert f"/needs/{number}/questions/repair" in links(answer)


def test_a_question_takes_few_statements_however_much_is_found(
    app: Flask, teacher: FlaskClient, start: Start, town: Town
) -> None:
    counts = []
    number = start()
    say_no(teacher, number, "do_without", "have", "repair")
    for _round in range(2):
        for _more in range(4):
            offered(app, town, quantity=2)
        with statements(app) as ran:
            teacher.get(f"/needs/{number}/questions/borrow")
        counts.append(len(ran))
    assert counts[0] == counts[1]
    assert counts[0] <= 10


# --- the receipt, the shop and urgency ---------------------------------------------------------------------


def test_the_shop_opens_only_after_the_four_answers_and_its_address_is_in_no_page(
    teacher: FlaskClient, start: Start
) -> None:
    number = start()
    pages = [teacher.get("/needs/new"), teacher.get("/needs")]
    for question in QUESTIONS:
        refused = teacher.get(f"/needs/{number}/shop")
        assert refused.status_code == 409
        assert "Answer the four questions first." in read(refused)
        pages += [
            teacher.get(f"/needs/{number}/questions/{question}"),
            teacher.get(f"/needs/{number}/receipt"),
            refused,
        ]
        say_no(teacher, number, question)
    receipt = teacher.get(f"/needs/{number}/receipt")
    assert f"/needs/{number}/shop" in links(receipt)
    for page in (*pages, receipt):
        assert SHOP_HOST not in page.text
    opened = teacher.get(f"/needs/{number}/shop")
    assert opened.status_code == 303
    assert opened.location.startswith(f"https://{SHOP_HOST}/")
    assert number in opened.location


def test_the_receipt_has_the_number_and_says_where_it_must_not_stand(teacher: FlaskClient, start: Start) -> None:
    number = start(unit_price="800")
    say_no(teacher, number, *QUESTIONS)
    page = main(teacher.get(f"/needs/{number}/receipt"))
    assert number in page
    assert "order's note" in page
    assert "Never in the order reference" in page
    assert "9,600 kr." in page
    assert "Valid until" in page


def test_the_receipt_says_what_is_reserved_and_what_it_will_save(
    teacher: FlaskClient, start: Start, chairs: Listing
) -> None:
    number = start(unit_price="800")
    say_no(teacher, number, "do_without", "have", "repair")
    teacher.post(
        f"/needs/{number}/questions/borrow", data={"listing": chairs.id, "quantity": "8", "outcome": "take_over"}
    )
    page = main(teacher.get(f"/needs/{number}/receipt"))
    assert "4 stole left to get" in page
    assert "8 × Blå stole" in page
    assert "Reserved" in page
    assert "CO2 avoided when you have collected it (estimated)" in page
    assert "up to 6,400 kr." in page


def test_what_was_handed_over_is_booked_and_what_was_refused_no_longer_counts(
    app: Flask, teacher: FlaskClient, start: Start, chairs: Listing, town: Town
) -> None:
    number = start(unit_price="800")
    say_no(teacher, number, "do_without", "have", "repair")
    for quantity in ("3", "5"):
        teacher.post(
            f"/needs/{number}/questions/borrow",
            data={"listing": chairs.id, "quantity": quantity, "outcome": "take_over"},
        )
    with changing(app):
        three, five = db.session.scalars(db.select(Reservation).order_by(Reservation.id))
        reservations.hand_over(three, by=town.caretaker, steps=3, now=clock.now(), today=clock.today())
        reservations.refuse(five, reason="De er gået i stykker", by=town.caretaker, now=clock.now())
    page = main(teacher.get(f"/needs/{number}/receipt"))
    assert "Covered 3 of 12" in page
    assert "Received" in page
    assert "Refused" in page
    assert "CO2 avoided so far (estimated)" in page
    assert "when you have collected it" not in page


@pytest.mark.parametrize(
    ("kind", "price", "told"),
    [
        ("laptop", "", "Ask the IT department first"),
        ("visitor_chair", "", "Buy the rest in the e-procurement system"),
    ],
)
def test_the_rest_has_exactly_one_next_step(
    teacher: FlaskClient, start: Start, kind: str, price: str, told: str
) -> None:
    number = start(category=kind, unit_price=price)
    say_no(teacher, number, *QUESTIONS)
    answer = teacher.get(f"/needs/{number}/receipt")
    assert told in main(answer)
    bar = re.search(r'<div class="action-bar">(.*?)</div>', answer.text, re.DOTALL)
    assert bar
    assert bar[1].count("<a ") + bar[1].count("<button") == 1


def test_what_to_write_to_procurement_is_ready_to_copy(teacher: FlaskClient, start: Start) -> None:
    number = start(text="trylleting", unlisted="on", quantity="3")
    say_no(teacher, number, *QUESTIONS)
    page = main(teacher.get(f"/needs/{number}/receipt"))
    assert "Contact procurement" in page
    assert "Børnehuset Bølgen needs 3 trylleting." in page
    assert f"Need-check number: {number}" in page


def test_an_unfinished_receipt_says_what_is_missing(teacher: FlaskClient, start: Start) -> None:
    number = start()
    answer = teacher.get(f"/needs/{number}/receipt")
    assert "Not finished yet" in main(answer)
    assert f"/needs/{number}" in links(answer)
    assert f"/needs/{number}/shop" not in links(answer)


def test_urgent_goes_on_in_three_taps_with_a_reason(app: Flask, teacher: FlaskClient, start: Start) -> None:
    number = start()
    assert f"/needs/{number}/urgency" in links(teacher.get(f"/needs/{number}/questions/do_without"))
    empty = teacher.post(f"/needs/{number}/urgency", data={"reason": "  "})
    assert empty.status_code == 422
    answer = teacher.post(f"/needs/{number}/urgency", data={"reason": "Vandskade i morges"})
    assert answer.location == f"/needs/{number}/receipt"
    page = main(teacher.get(answer.location))
    assert "Marked as urgent" in page
    assert "Vandskade i morges" in page
    assert teacher.get(f"/needs/{number}/shop").status_code == 303
    assert rows(app, Need)[0].urgent_at is not None


# --- finding a need check again ----------------------------------------------------------------------------


def test_my_units_need_checks_are_listed_with_how_far_they_are(teacher: FlaskClient, start: Start) -> None:
    number = start()
    teacher.post(f"/needs/{number}/questions/do_without", data={"quantity": "4"})
    page = main(teacher.get("/needs"))
    assert number in page
    assert "Covered 4 of 12" in page
    assert "Not finished" in page


def test_a_number_is_found_as_people_write_it(teacher: FlaskClient, start: Start) -> None:
    number = start()
    typed = number.lower().replace("-", " ")
    assert teacher.get("/needs", query_string={"number": typed}).location == f"/needs/{number}"


@pytest.mark.parametrize("typed", ["hej", "BT-26-7K4M9-D", "' OR 1=1"])
def test_a_number_that_is_none_is_told_about_at_the_field(teacher: FlaskClient, typed: str) -> None:
    answer = teacher.get("/needs", query_string={"number": typed})
    assert answer.status_code in (404, 422)
    assert "field-error" in answer.text


def test_another_units_need_check_does_not_exist_for_me(app: Flask, start: Start, town: Town) -> None:
    number = start()
    with changing(app):
        makers.make_actor(town.school, email="pupil@fjordby.example")
    other = signed_in(app, "pupil@fjordby.example")
    for path in ("", "/receipt", "/questions/do_without", "/urgency", "/shop"):
        assert other.get(f"/needs/{number}{path}").status_code == 404, path
    assert other.post(f"/needs/{number}/questions/do_without", data={"quantity": "0"}).status_code == 404


@pytest.mark.parametrize("path", ["/needs/BT-26-AAAAA-A", "/needs/x/receipt", "/needs/x/questions/have"])
def test_a_number_in_an_address_that_is_none_is_a_page_and_no_fault(teacher: FlaskClient, path: str) -> None:
    assert teacher.get(path).status_code == 422


def test_a_question_that_the_policy_does_not_have_is_not_found(teacher: FlaskClient, start: Start) -> None:
    number = start()
    assert teacher.get(f"/needs/{number}/questions/why").status_code == 404
    assert teacher.post(f"/needs/{number}/questions/why", data={"quantity": "0"}).status_code == 404
