"""Many at once: nobody gets what is not there, nobody is locked out by two who wait for each other."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

from flask import Flask

from reuse import clock
from reuse.db import db, transaction
from reuse.errors import Refusal
from reuse.listings.models import Listing
from reuse.people.models import Unit
from reuse.reservations import actions
from reuse.reservations.models import Reservation
from reuse.savings.actions import entry_hash
from reuse.savings.models import SavingEntry
from reuse.stock.models import Item
from tests import makers, race
from tests.conftest import Program, Town


def at_once(calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """Do all of it at the same moment, each in its own thread."""
    gate = Barrier(len(calls))

    def start(call: Callable[[], Any]) -> Any:
        gate.wait(20)
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(start, calls))


def statuses(answers: Sequence[Any]) -> Counter[int]:
    return Counter(answer.status_code for answer in answers)


def offered(app: Flask, town: Town, *, quantity: int) -> str:
    """The id of an offer of the school's."""
    with app.test_request_context(), transaction():
        item = makers.make_item(town.school, by=town.caretaker, quantity=quantity)
        return str(makers.make_listing(item, by=town.caretaker).id)


def reserved(app: Flask, town: Town, listing_id: str, *, steps: int) -> str:
    with app.test_request_context(), transaction():
        listing = db.session.get_one(Listing, int(listing_id))
        unit = db.session.get_one(Unit, town.kindergarten.id)
        made = actions.reserve(listing, unit=unit, steps=steps, by=town.teacher, now=clock.now())
        return str(made.id)


def test_two_server_processes_give_away_three_chairs_to_three_of_24_clients(database: str, tmp_path: Path) -> None:
    result = race.run(tmp_path, database, chairs=3, clients=24, at_once=12, ready=True)
    assert result.is_right, result


def test_of_ten_who_want_four_of_twelve_chairs_three_get_them(
    app: Flask, town: Town, teacher_program: Program
) -> None:
    listing = offered(app, town, quantity=12)
    programs = [Program(app, "teacher@fjordby.example") for _ in range(10)]
    body = {"listing": listing, "quantity": 4}
    answers = at_once([lambda one=one: one.post("/reservations", body) for one in programs])
    assert statuses(answers) == {201: 3, 409: 7}
    assert {answer.json["type"].rpartition(":")[2] for answer in answers if answer.status_code == 409} == {
        "not-enough-left"
    }
    with app.app_context():
        assert db.session.get_one(Listing, int(listing)).left == 0
        assert db.session.query(Item).one().promised == 12


def test_hand_overs_of_different_things_do_not_wait_for_each_other_in_a_ring(app: Flask, town: Town) -> None:
    """Each takes its place in the municipality's one chain of savings."""
    agreed = [reserved(app, town, offered(app, town, quantity=5), steps=5) for _ in range(6)]
    programs = [Program(app, "caretaker@fjordby.example") for _ in agreed]
    answers = at_once(
        [
            lambda one=one, number=number: one.post(f"/reservations/{number}/handover", {})
            for one, number in zip(programs, agreed, strict=True)
        ]
    )
    assert statuses(answers) == {201: 6}, [answer.text for answer in answers]
    with app.app_context():
        entries = db.session.query(SavingEntry).order_by(SavingEntry.sequence).all()
        assert [entry.sequence for entry in entries] == [1, 2, 3, 4, 5, 6]
        assert all(entry.hash == entry_hash(entry) for entry in entries)
        assert [entry.previous_hash for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]


def test_cancelling_and_reserving_the_same_offer_do_not_wait_for_each_other_in_a_ring(
    app: Flask, town: Town
) -> None:
    listing = offered(app, town, quantity=40)
    agreed = [reserved(app, town, listing, steps=4) for _ in range(5)]
    programs = [Program(app, "teacher@fjordby.example") for _ in range(10)]
    cancelling = [
        lambda one=one, number=number: one.post(f"/reservations/{number}/cancellation", {})
        for one, number in zip(programs[:5], agreed, strict=True)
    ]
    reserving = [
        lambda one=one: one.post("/reservations", {"listing": listing, "quantity": 4}) for one in programs[5:]
    ]
    answers = at_once([call for pair in zip(cancelling, reserving, strict=True) for call in pair])
    assert statuses(answers) == {201: 10}, [answer.text for answer in answers]
    with app.app_context():
        assert db.session.get_one(Listing, int(listing)).left == 20
        assert db.session.query(Item).one().promised == 20


def test_of_two_who_hand_over_the_same_reservation_one_does(app: Flask, town: Town) -> None:
    agreed = reserved(app, town, offered(app, town, quantity=5), steps=5)
    programs = [Program(app, "caretaker@fjordby.example") for _ in range(4)]
    body = {"quantity": 5}
    answers = at_once([lambda one=one: one.post(f"/reservations/{agreed}/handover", body) for one in programs])
    assert statuses(answers) == {201: 1, 409: 3}
    with app.app_context():
        assert db.session.query(SavingEntry).count() == 1
        assert sorted(item.quantity for item in db.session.query(Item)) == [0, 5]


def test_of_a_hand_over_and_a_cancellation_at_once_one_happens(app: Flask, town: Town) -> None:
    agreed = [reserved(app, town, offered(app, town, quantity=2), steps=2) for _ in range(4)]
    calls: list[Callable[[], Any]] = []
    for number in agreed:
        gives, takes = (Program(app, f"{who}@fjordby.example") for who in ("caretaker", "teacher"))
        calls.append(lambda one=gives, number=number: one.post(f"/reservations/{number}/handover", {}))
        calls.append(lambda one=takes, number=number: one.post(f"/reservations/{number}/cancellation", {}))
    assert statuses(at_once(calls)) == {201: 4, 409: 4}
    with app.app_context():
        for number in agreed:
            reservation = db.session.get_one(Reservation, int(number))
            given = 2 if reservation.state == "handed_over" else 0
            assert (reservation.handed_over, reservation.listing.left) == (given, 2 - given)
            assert (reservation.item.quantity, reservation.item.promised) == (2 - given, 0)


def test_of_two_who_offer_the_same_thing_one_does(app: Flask, town: Town) -> None:
    with app.test_request_context(), transaction():
        item_id = makers.make_item(town.school, by=town.caretaker, quantity=5).id

    def offer() -> str:
        try:
            with app.test_request_context(), transaction():
                makers.make_listing(db.session.get_one(Item, item_id), by=town.caretaker, steps=5)
        except Refusal as refusal:
            return refusal.type
        return "offered"

    assert Counter(at_once([offer] * 4)) == {"offered": 1, "already-offered": 3}


def test_of_two_who_stick_the_same_label_on_two_things_one_does(
    app: Flask, town: Town, caretaker_program: Program
) -> None:
    code = caretaker_program.post("/labels", {"count": 1}).json["codes"][0]
    things = []
    for _ in range(4):
        with app.test_request_context(), transaction():
            things.append(str(makers.make_item(town.school, by=town.caretaker).id))
    programs = [Program(app, "caretaker@fjordby.example") for _ in things]
    answers = at_once(
        [
            lambda one=one, thing=thing: one.post(f"/labels/{code}/attachment", {"item": thing})
            for one, thing in zip(programs, things, strict=True)
        ]
    )
    assert statuses(answers) == {201: 1, 409: 3}
