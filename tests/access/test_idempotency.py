"""A request that is sent again happens once, and is answered as the first time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from flask import Flask

from reuse import clock, worker
from reuse.access.idempotency import KEPT, RememberedRequest
from reuse.db import db, transaction
from reuse.stock.models import Item, Movement
from tests.conftest import Program

CHAIRS = {"category": "visitor_chair", "quantity": 40, "condition": "good", "title": "Blå stole"}


def registered(app: Flask) -> int:
    with app.app_context():
        count = db.session.query(Item).count()
        assert db.session.query(Movement).count() == count
        return count


def test_the_same_key_registers_once_and_is_answered_as_before(app: Flask, caretaker_program: Program) -> None:
    first = caretaker_program.post("/items", CHAIRS, key="k")
    again = [caretaker_program.post("/items", CHAIRS, key="k") for _ in range(3)]
    assert first.status_code == 201
    assert "Idempotent-Replayed" not in first.headers
    assert all((one.status_code, one.json) == (201, first.json) for one in again)
    assert all(one.headers["Idempotent-Replayed"] == "true" for one in again)
    assert registered(app) == 1


def test_the_order_of_fields_makes_no_other_body(app: Flask, caretaker_program: Program) -> None:
    caretaker_program.post("/items", CHAIRS, key="k")
    turned = dict(reversed(CHAIRS.items()))
    assert caretaker_program.post("/items", turned, key="k").headers["Idempotent-Replayed"] == "true"


def test_the_same_key_with_another_body_or_at_another_door_is_a_mistake(
    app: Flask, caretaker_program: Program
) -> None:
    caretaker_program.post("/items", CHAIRS, key="k")
    others = [("/items", CHAIRS | {"quantity": 41}), ("/items", CHAIRS | {"x": 1}), ("/labels", {"count": 1})]
    for path, body in others:
        answer = caretaker_program.post(path, body, key="k")
        assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
        assert answer.json["type"] == "urn:reuse-exchange:problem:idempotency-key-reused"
    assert registered(app) == 1


def test_two_people_may_choose_the_same_key(
    app: Flask, caretaker_program: Program, teacher_program: Program
) -> None:
    assert (
        caretaker_program.post("/items", CHAIRS, key="k").json["id"]
        != (teacher_program.post("/items", CHAIRS, key="k").json["id"])
    )
    assert registered(app) == 2


def test_without_a_key_two_requests_are_two_things(app: Flask, caretaker_program: Program) -> None:
    caretaker_program.post("/items", CHAIRS)
    caretaker_program.post("/items", CHAIRS)
    assert registered(app) == 2


def test_eight_at_the_same_moment_are_one(app: Flask, caretaker_program: Program) -> None:
    gate = Barrier(8)
    programs = [Program(app, "caretaker@fjordby.example") for _ in range(8)]

    def send(program: Program) -> tuple[int, str]:
        gate.wait(20)
        answer = program.post("/items", CHAIRS, key="k")
        return answer.status_code, answer.json["id"]

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(send, programs))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 201
    assert registered(app) == 1


def test_a_refused_request_can_be_tried_again(
    app: Flask, caretaker_program: Program, teacher_program: Program
) -> None:
    chairs = caretaker_program.post("/items", CHAIRS | {"offer": {"quantity": 40}}).json
    all_of_them = {"listing": chairs["listing"], "quantity": 40}
    held = teacher_program.post("/reservations", all_of_them)
    assert held.status_code == 201
    assert teacher_program.post("/reservations", all_of_them, key="k").status_code == 409
    teacher_program.post(f"/reservations/{held.json['id']}/cancellation", {})
    again = teacher_program.post("/reservations", all_of_them, key="k")
    assert again.status_code == 201
    assert "Idempotent-Replayed" not in again.headers


def test_a_key_is_not_used_up_by_a_body_that_was_wrong(app: Flask, caretaker_program: Program) -> None:
    assert caretaker_program.post("/items", CHAIRS | {"quantity": 0}, key="k").status_code == 422
    assert caretaker_program.post("/items", CHAIRS, key="k").status_code == 201


def test_the_key_is_kept_with_what_was_done_or_not_at_all(app: Flask, caretaker_program: Program) -> None:
    caretaker_program.post("/items", CHAIRS, key="k")
    with app.app_context():
        kept = db.session.query(RememberedRequest).one()
        assert kept.answer["title"] == "Blå stole"


def test_keys_are_forgotten_after_48_hours_and_not_before(app: Flask, caretaker_program: Program) -> None:
    caretaker_program.post("/items", CHAIRS, key="new")
    caretaker_program.post("/items", CHAIRS, key="old")
    with app.app_context():
        with transaction():
            old = db.session.query(RememberedRequest).filter_by(key="old").one()
            old.at = clock.now() - KEPT - timedelta(seconds=1)
        assert worker.forget_requests() == 1
        assert [one.key for one in db.session.query(RememberedRequest)] == ["new"]
    assert registered(app) == 2
