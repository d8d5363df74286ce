"""Scanning a label, and the life of a reservation, as people meet them."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reuse.db import db
from reuse.people.models import Unit
from reuse.reservations import actions
from reuse.reservations.models import Handover
from reuse.stock import labels
from reuse.stock.models import Item, Label
from tests import makers
from tests.conftest import Program, Town, signed_in
from tests.pages import changing, in_english, looking, read


@pytest.fixture
def caretaker(as_caretaker: FlaskClient) -> FlaskClient:
    return in_english(as_caretaker)


@pytest.fixture
def teacher(as_teacher: FlaskClient) -> FlaskClient:
    return in_english(as_teacher)


@pytest.fixture
def stranger(client: FlaskClient, town: Town) -> FlaskClient:
    return in_english(client)


@pytest.fixture
def codes(app: Flask, town: Town) -> list[str]:
    with changing(app):
        batch = labels.make_batch(3, unit=town.school, by=town.caretaker, now=makers.clock.now())
        return [label.code for label in batch.labels]


@pytest.fixture
def item(app: Flask, town: Town, codes: list[str]) -> int:
    with changing(app):
        db.session.get_one(Unit, town.school.id).phone = "12 34 56 78"
        item = makers.make_item(town.school, by=town.caretaker, place="Kælderen, K04", faults="Løst ryglæn")
        labels.attach(labels.label(codes[0]), item, by=town.caretaker, now=makers.clock.now())
        return item.id


@pytest.fixture
def reservation(app: Flask, town: Town, item: int) -> str:
    """The address of twelve reserved chairs."""
    with changing(app):
        return reserved(town, item, steps=12)


def reserved(town: Town, item: int, *, steps: int, **terms: Any) -> str:
    listing = makers.make_listing(db.session.get_one(Item, item), by=town.caretaker, **terms)
    made = actions.reserve(
        listing,
        unit=db.session.get_one(Unit, town.kindergarten.id),
        steps=steps,
        by=town.teacher,
        now=makers.clock.now(),
        price_ore=80_000,
    )
    return f"/reservations/{made.id}"


# --- the label


def test_a_stranger_sees_what_it_is_and_whom_to_ring_and_nothing_more(
    stranger: FlaskClient, item: int, codes: list[str]
) -> None:
    answer = stranger.get(f"/q/{codes[0]}")
    told = read(answer)
    assert answer.status_code == 200
    assert "Visitor chair" in told and "Skovskolen" in told and "12 34 56 78" in told
    for secret in ("Blå stole", "K04", "Løst ryglæn", "Kim Vestergaard", "/photos/"):
        assert secret not in answer.text
    assert f"/sign-in?next=/q/{codes[0]}" in answer.text


def test_an_unused_label_tells_a_stranger_whose_it_is(stranger: FlaskClient, codes: list[str]) -> None:
    told = read(stranger.get(f"/q/{codes[1]}"))
    assert "not in use yet" in told and "Skovskolen" in told


@pytest.mark.parametrize("code", ["00000000", "7K4M", "æøå", "7K4M9QTC7K4M9QTC7K4M9QTC"])
def test_an_unknown_label_is_a_friendly_page(stranger: FlaskClient, caretaker: FlaskClient, code: str) -> None:
    for browser in (stranger, caretaker):
        answer = browser.get(f"/q/{code}")
        assert answer.status_code == 404 and "We do not know that label" in read(answer)


def test_the_printed_address_in_capitals_opens_too(caretaker: FlaskClient, item: int, codes: list[str]) -> None:
    assert caretaker.get(f"/Q/{codes[0]}").location == f"/items/{item}"
    assert caretaker.get(f"/q/{codes[0].lower()}").location == f"/items/{item}"


def test_an_unused_label_opens_the_form_for_a_new_thing(caretaker: FlaskClient, codes: list[str]) -> None:
    answer = caretaker.get(f"/q/{codes[1]}")
    assert answer.location == f"/items/new?label={codes[1]}"
    assert f'value="{codes[1]}"' in caretaker.get(answer.location).text


def test_a_reserved_thing_opens_its_hand_over_for_both_sides(
    caretaker: FlaskClient, teacher: FlaskClient, reservation: str, codes: list[str]
) -> None:
    for browser in (caretaker, teacher):
        assert browser.get(f"/q/{codes[0]}").location == f"{reservation}/handover"


def test_another_units_thing_opens_its_offer_or_the_safe_page(
    app: Flask, teacher: FlaskClient, town: Town, item: int, codes: list[str]
) -> None:
    safe = teacher.get(f"/q/{codes[0]}")
    assert safe.status_code == 200 and "Visitor chair" in read(safe) and "K04" not in safe.text
    with changing(app):
        listing_id = makers.make_listing(db.session.get_one(Item, item), by=town.caretaker).id
    assert teacher.get(f"/q/{codes[0]}").location == f"/listings/{listing_id}"


def test_a_retired_label_says_so(app: Flask, caretaker: FlaskClient, town: Town, codes: list[str]) -> None:
    with changing(app):
        db.session.get_one(Label, codes[2]).retired_at = makers.clock.now()
    assert "no longer in use" in read(caretaker.get(f"/q/{codes[2]}"))


def test_a_label_of_another_municipality_is_unknown(app: Flask, town: Town, codes: list[str]) -> None:
    with changing(app):
        other = makers.make_municipality("Nabo Kommune", "nabo")
        makers.make_user(makers.make_unit(other, "Naboskolen"), email="neighbour@nabo.example")
    assert signed_in(app, "neighbour@nabo.example").get(f"/q/{codes[0]}").status_code == 404


def test_guessing_codes_is_slowed_down(stranger: FlaskClient) -> None:
    answers = {stranger.get("/q/00000000").status_code for _ in range(61)}
    assert answers == {404, 429}


# --- the hand-over


def test_the_hand_over_offers_what_is_left_and_asks_one_question(teacher: FlaskClient, reservation: str) -> None:
    page = teacher.get(f"{reservation}/handover")
    assert 'value="12"' in page.text and 'max="12"' in page.text
    assert "What would you have done otherwise?" in read(page) and "Løst ryglæn" in read(page)
    assert re.search(r'value="unsure" checked', page.text)


def test_a_part_is_handed_over_and_the_receipt_says_what_it_saved(
    app: Flask, caretaker: FlaskClient, reservation: str, item: int
) -> None:
    sent = {"quantity": "8", "counterfactual": "bought", "once": "k"}
    for _ in range(2):  # a second tap happens once
        answer = caretaker.post(f"{reservation}/handover", data=sent)
        assert answer.location == reservation
    with looking(app):
        assert db.session.scalars(db.select(Handover)).one().quantity == 8
    told = read(caretaker.get(answer.location))
    assert "Both units get a receipt" in told and "8 of 12" in told
    assert "CO2 avoided (estimated)" in told and "Avoided expense (estimated)" in told and "kr." in told
    again = caretaker.get(f"{reservation}/handover")
    assert 'max="4"' in again.text
    assert "Børnehuset Bølgen 4 × Blå stole" in read(caretaker.get(f"/items/{item}"))


@pytest.mark.parametrize(
    ("quantity", "status", "said"),
    [
        ("13", 409, "There are not that many left"),
        ("0", 422, "whole number from 1"),
        ("alle", 422, "Write a number"),
    ],
)
def test_a_wrong_quantity_comes_back_with_what_was_chosen(
    caretaker: FlaskClient, reservation: str, quantity: str, status: int, said: str
) -> None:
    sent = {"quantity": quantity, "counterfactual": "waited"}
    answer = caretaker.post(f"{reservation}/handover", data=sent)
    assert answer.status_code == status and said in read(answer)
    assert re.search(r'value="waited" checked', answer.text)
    assert 'href="#quantity"' in answer.text


def test_what_is_over_leads_to_its_receipt(caretaker: FlaskClient, reservation: str) -> None:
    caretaker.post(f"{reservation}/handover", data={})
    assert caretaker.get(f"{reservation}/handover").location == reservation
    assert caretaker.post(f"{reservation}/handover", data={}).location == reservation


def test_a_thing_that_is_not_free_yet_stays(app: Flask, caretaker: FlaskClient, town: Town, item: int) -> None:
    later = makers.clock.today().replace(year=makers.clock.today().year + 1, day=1)
    with changing(app):
        address = reserved(town, item, steps=2, from_on=later) + "/handover"
    assert "Not free yet" in read(caretaker.get(address))
    answer = caretaker.post(address, data={"quantity": "2"})
    assert answer.status_code == 409 and "This is not free before" in read(answer)


# --- its end


def test_the_receiver_cancels_and_the_things_are_free_again(teacher: FlaskClient, reservation: str) -> None:
    page = teacher.get(reservation)
    assert "Cancel the reservation" in read(page) and "Refuse the reservation" not in read(page)
    answer = teacher.post(f"{reservation}/cancellation", data={"once": "c"})
    assert "free for others again" in read(teacher.get(answer.location))
    late = teacher.post(f"{reservation}/cancellation")
    assert late.status_code == 409 and "already ended" in read(late)


def test_the_giver_refuses_with_a_reason_that_is_shown(
    caretaker: FlaskClient, teacher: FlaskClient, reservation: str
) -> None:
    silent = caretaker.post(f"{reservation}/refusal", data={"reason": " "})
    assert silent.status_code == 422 and 'href="#reason"' in silent.text
    caretaker.post(f"{reservation}/refusal", data={"reason": "Stolene er gået i stykker."})
    assert "Stolene er gået i stykker." in read(teacher.get(reservation))


def test_only_those_it_concerns_see_a_reservation(app: Flask, town: Town, reservation: str) -> None:
    with changing(app):
        library = makers.make_unit(town.municipality, "Biblioteket", parent=town.root)
        makers.make_user(library, email="librarian@fjordby.example")
    librarian = signed_in(app, "librarian@fjordby.example")
    for address in ("", "/handover"):
        assert librarian.get(f"{reservation}{address}").status_code == 404
    for address in ("/handover", "/cancellation"):
        assert librarian.post(f"{reservation}{address}").status_code == 404


def test_the_receiver_is_not_told_the_givers_room(teacher: FlaskClient, reservation: str) -> None:
    assert "K04" not in teacher.get(reservation).text


def test_a_program_that_guesses_codes_is_stopped_and_one_that_scans_is_not(
    app: Flask, caretaker_program: Program
) -> None:
    code = caretaker_program.post("/labels", {"count": 1}).json["codes"][0]
    assert {caretaker_program.get(f"/labels/{code}").status_code for _ in range(70)} == {200}
    assert {caretaker_program.get("/labels/00000000").status_code for _ in range(61)} == {404, 429}
