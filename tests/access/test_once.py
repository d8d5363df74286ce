"""A page's form that is sent twice, by an impatient thumb or by going back, happens once."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reuse.db import db, transaction
from reuse.needs.models import Need
from reuse.reservations.models import Reservation
from tests import makers
from tests.conftest import Town, signed_in


@pytest.fixture
def listing_id(app: Flask, town: Town) -> int:
    with app.test_request_context(), transaction():
        item = makers.make_item(town.school, by=town.caretaker)
        return makers.make_listing(item, by=town.caretaker).id


def reservations(app: Flask) -> int:
    with app.app_context():
        return db.session.query(Reservation).count()


def key_in(page: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', page)
    assert found, "the form carries no key"
    return found[1]


def test_a_second_tap_leads_to_the_same_place(app: Flask, as_teacher: FlaskClient, listing_id: int) -> None:
    key = key_in(as_teacher.get(f"/listings/{listing_id}").text)
    form = {"quantity": "12", "once": key}
    taps = [as_teacher.post(f"/listings/{listing_id}/reservations", data=form) for _ in range(3)]
    assert [tap.status_code for tap in taps] == [303] * 3
    assert len({tap.location for tap in taps}) == 1
    assert reservations(app) == 1


def test_eight_taps_at_the_same_moment_are_one(app: Flask, town: Town, listing_id: int) -> None:
    gate = Barrier(8)
    browsers = [signed_in(app, "teacher@fjordby.example") for _ in range(8)]

    def tap(browser: FlaskClient) -> tuple[int, str]:
        gate.wait(20)
        answer = browser.post(f"/listings/{listing_id}/reservations", data={"quantity": "3", "once": "k"})
        return answer.status_code, answer.location

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(tap, browsers))
    assert len(answers) == 1
    assert reservations(app) == 1


def test_each_form_that_is_shown_has_a_key_of_its_own(as_teacher: FlaskClient, listing_id: int) -> None:
    pages = [as_teacher.get(f"/listings/{listing_id}").text for _ in range(2)]
    assert key_in(pages[0]) != key_in(pages[1])


def test_a_mended_form_keeps_its_key_and_happens(app: Flask, as_teacher: FlaskClient, listing_id: int) -> None:
    address = f"/listings/{listing_id}/reservations"
    wrong = as_teacher.post(address, data={"quantity": "41", "once": "first"})
    assert wrong.status_code == 409
    assert key_in(wrong.text) == "first"
    assert as_teacher.post(address, data={"quantity": "4", "once": "first"}).status_code == 303
    assert reservations(app) == 1


def test_a_key_of_another_form_is_refused(app: Flask, as_teacher: FlaskClient, listing_id: int) -> None:
    form = {"text": "", "category": "visitor_chair", "quantity": "12", "once": "k"}
    assert as_teacher.post("/needs", data=form).status_code == 303
    answer = as_teacher.post(f"/listings/{listing_id}/reservations", data={"quantity": "4", "once": "k"})
    assert answer.status_code == 422
    assert reservations(app) == 0


@pytest.mark.parametrize("key", ["\x00", "\x00\x01", "x" * 5000, "æøå", "'; --"])
def test_an_odd_key_does_no_harm(app: Flask, as_teacher: FlaskClient, town: Town, key: str) -> None:
    form = {"category": "visitor_chair", "quantity": "12", "once": key}
    assert as_teacher.post("/needs", data=form).status_code == 303
    with app.app_context():
        assert db.session.query(Need).count() == 1


def test_another_persons_key_is_not_mine(app: Flask, town: Town, listing_id: int) -> None:
    with app.test_request_context(), transaction():
        kindergarten = db.session.merge(town.kindergarten)
        makers.make_user(kindergarten, email="colleague@fjordby.example")
    for email in ("teacher@fjordby.example", "colleague@fjordby.example"):
        form = {"quantity": "3", "once": "the same"}
        answer = signed_in(app, email).post(f"/listings/{listing_id}/reservations", data=form)
        assert answer.status_code == 303
    assert reservations(app) == 2
