"""The main road as another program walks it: from forty chairs in a basement to a figure."""

import io

import pytest
from flask import Flask

from reuse.db import db
from reuse.savings.models import SavingEntry
from reuse.stock.models import Item, Movement
from tests import pictures
from tests.conftest import Program, Town

CHAIRS = {"category": "visitor_chair", "quantity": 40, "condition": "good", "title": "Blå stole"}


@pytest.fixture
def chairs(caretaker_program: Program) -> dict:
    return caretaker_program.post("/items", CHAIRS | {"offer": {"quantity": 40}}).json


def test_forty_chairs_become_thirty_two_and_eight(
    app: Flask,
    town: Town,
    caretaker_program: Program,
    teacher_program: Program,
    sustainability_program: Program,
) -> None:
    item = caretaker_program.post("/items", CHAIRS | {"offer": {"quantity": 40}})
    assert item.status_code == 201
    photo = caretaker_program.client.post(
        f"/api/v1/items/{item.json['id']}/photos",
        data={"photo": (io.BytesIO(pictures.phone_jpeg(size=(1200, 900))), "IMG_1.JPG")},
        headers={"Authorization": f"Bearer {caretaker_program.token}"},
    )
    assert photo.status_code == 201, photo.text

    codes = caretaker_program.post("/labels", {"count": 3}).json
    sheet = caretaker_program.get(f"/labels/batches/{codes['id']}.pdf?sheet=L7160&start=1")
    assert sheet.data.startswith(b"%PDF")
    code = codes["codes"][0]
    assert caretaker_program.get(f"/labels/{code}").json["action"] == "register"
    assert caretaker_program.post(f"/labels/{code}/attachment", {"item": item.json["id"]}).status_code == 201

    need = teacher_program.post("/needs", {"category": "visitor_chair", "quantity": 12, "unit_price_ore": 80000})
    assert need.status_code == 201
    number = need.json["number"]
    assert number.startswith("BT-")
    assert need.json["next_question"]["text"] == "Er det nødvendigt at købe, eller kan vi undvære?"
    assert teacher_program.get(f"/needs/{number}/shop").status_code == 409

    for question in ("do_without", "have", "repair"):
        answered = teacher_program.post(f"/needs/{number}/answers", {"question": question, "quantity": 0})
        assert answered.status_code == 201, answered.text
    assert answered.json["next_question"]["key"] == "borrow"
    listing = answered.json["matches"][0]["listing"]
    assert teacher_program.get(f"/needs/{number}/shop").status_code == 409
    taken = teacher_program.post(
        f"/needs/{number}/answers",
        {"question": "borrow", "outcome": "take_over", "quantity": 8, "listing": listing},
    ).json
    assert (taken["covered"], taken["rest"], taken["next_step"]["key"]) == (8, 4, "shop")
    shop = teacher_program.get(f"/needs/{number}/shop")
    assert shop.status_code == 303
    assert (
        shop.location == f"https://shop.fjordby.example/search?q=Bes%C3%B8gsstol&note={number}"
        or number in shop.location
    )

    reservation = taken["reservations"][0]["id"]
    assert caretaker_program.get(f"/labels/{code}").json["action"] == "hand_over"
    handed = caretaker_program.post(f"/reservations/{reservation}/handover", {"quantity": 8})
    assert handed.status_code == 201, handed.text
    assert handed.json["state"] == "handed_over"

    assert caretaker_program.get(f"/items/{item.json['id']}").json["quantity"] == 32
    lot = teacher_program.get(f"/items/{handed.json['handovers'][0]['item']}").json
    assert (lot["quantity"], lot["parent"], lot["unit"]) == (8, item.json["id"], str(town.kindergarten.id))
    assert len(lot["photos"]) == 1

    entries = sustainability_program.get(f"/savings?need={number}").json["items"]
    assert len(entries) == 1
    entry = entries[0]
    assert entry["factor"] == "visitor_chair"
    assert entry["factor_version"] == "2026-1"
    assert entry["factor_mid_g"] == 27300
    assert entry["co2e_gross_g"] == 8 * 27300
    assert entry["co2e_low_g"] < entry["co2e_net_g"] < entry["co2e_high_g"]
    assert entry["gross_ore"] == 8 * 80000
    assert entry["factor_source"]

    table = sustainability_program.get(f"/savings.csv?need={number}")
    text = table.data.decode("utf-8-sig")
    assert table.data.startswith(b"\xef\xbb\xbf")
    assert text.splitlines()[0].startswith("skema_version;effekt_id;")
    assert "6400,00" in text
    assert "218,400" in text
    with app.app_context():
        assert db.session.get_one(Item, int(item.json["id"])).promised == 0
        assert db.session.query(Movement).count() == 3
        assert db.session.query(SavingEntry).count() == 1


def test_a_repeated_request_happens_once(caretaker_program: Program) -> None:
    first = caretaker_program.post("/items", CHAIRS, key="one")
    second = caretaker_program.post("/items", CHAIRS, key="one")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json == second.json
    assert second.headers["Idempotent-Replayed"] == "true"
    other = caretaker_program.post("/items", CHAIRS | {"quantity": 41}, key="one")
    assert other.status_code == 422
    assert other.mimetype == "application/problem+json"


def test_nobody_gets_more_than_there_is(chairs: dict, teacher_program: Program) -> None:
    answer = teacher_program.post("/reservations", {"listing": chairs["listing"], "quantity": 41})
    assert answer.status_code == 409
    assert answer.json["type"].endswith("not-enough-left")


def test_a_cancelled_reservation_opens_the_rest_again(chairs: dict, teacher_program: Program) -> None:
    number = teacher_program.post("/needs", {"category": "visitor_chair", "quantity": 12}).json["number"]
    for question in ("do_without", "have", "repair"):
        teacher_program.post(f"/needs/{number}/answers", {"question": question, "quantity": 0})
    body = {"question": "borrow", "outcome": "take_over", "quantity": 12, "listing": chairs["listing"]}
    taken = teacher_program.post(f"/needs/{number}/answers", body).json
    assert (taken["rest"], taken["state"], taken["next_step"]["key"]) == (0, "covered", "nothing_to_buy")
    reservation = taken["reservations"][0]["id"]
    assert teacher_program.post(f"/reservations/{reservation}/cancellation", {}).status_code == 201
    assert teacher_program.get(f"/needs/{number}").json["rest"] == 12
    assert teacher_program.get(f"/listings/{chairs['listing']}").json["quantity"] == 40


def test_the_questions_come_in_the_policys_order(teacher_program: Program) -> None:
    number = teacher_program.post("/needs", {"category": "visitor_chair", "quantity": 12}).json["number"]
    early = teacher_program.post(f"/needs/{number}/answers", {"question": "borrow", "quantity": 0})
    assert early.status_code == 409
    assert early.json["type"].endswith("question-out-of-order")


@pytest.mark.parametrize("quantity", [0, -1, 1e10, 1.5, "mange", None, True, [], {}])
def test_a_quantity_that_is_none_is_refused_at_its_field(caretaker_program: Program, quantity: object) -> None:
    answer = caretaker_program.post("/items", CHAIRS | {"quantity": quantity})
    assert answer.status_code == 422, answer.text
    assert "quantity" in answer.json["errors"]


def test_without_a_token_nobody_is_let_in(client) -> None:
    answer = client.get("/api/v1/listings")
    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"
