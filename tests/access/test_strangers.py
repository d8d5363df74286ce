"""Another unit's things, agreements and figures, and another municipality's: by no door, page or machine."""

import io
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reuse.db import db, transaction
from reuse.people.permissions import Role
from reuse.savings.models import SavingEntry
from tests import makers, pictures
from tests.conftest import Program, Town, signed_in

CHAIRS = {"category": "visitor_chair", "quantity": 40, "condition": "good", "title": "Blå stole"}


@dataclass
class Objects:
    """What there is to be seen, by id."""

    hidden: str  # a thing of the school's that it does not offer
    offered: str
    listing: str
    reservation: str  # by the kindergarten
    need: str
    batch: str
    code: str  # of the label on the hidden thing
    hidden_photo: str
    offered_photo: str
    saving: str


@pytest.fixture
def objects(app: Flask, town: Town, caretaker_program: Program, teacher_program: Program) -> Objects:
    hidden = caretaker_program.post("/items", CHAIRS | {"title": "Hemmelige stole", "place": "K04"}).json["id"]
    offered = caretaker_program.post("/items", CHAIRS | {"place": "K05", "offer": {"quantity": 40}}).json
    photos = [_photograph(caretaker_program, item) for item in (hidden, offered["id"])]
    batch = caretaker_program.post("/labels", {"count": 2}).json
    caretaker_program.post(f"/labels/{batch['codes'][0]}/attachment", {"item": hidden})
    need = teacher_program.post("/needs", {"category": "visitor_chair", "quantity": 12}).json["number"]
    body = {"listing": offered["listing"], "quantity": 5, "need": need}
    reservation = teacher_program.post("/reservations", body).json["id"]
    assert caretaker_program.post(f"/reservations/{reservation}/handover", {"quantity": 2}).status_code == 201
    with app.app_context():
        saving = str(db.session.query(SavingEntry.id).scalar())
    return Objects(
        hidden,
        offered["id"],
        offered["listing"],
        reservation,
        need,
        batch["id"],
        batch["codes"][0],
        *photos,
        saving,
    )


def _photograph(program: Program, item: str) -> str:
    answer = program.client.post(
        f"/api/v1/items/{item}/photos",
        data={"photo": (io.BytesIO(pictures.phone_jpeg(size=(400, 300))), "a.jpg")},
        headers={"Authorization": f"Bearer {program.token}"},
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json["id"])


@dataclass
class Somebody:
    """A person with nothing to do with it, at a browser and as a program."""

    browser: FlaskClient
    program: Program

    def opens(self, method: str, path: str, body: Any) -> Any:
        if path.startswith("/api/v1"):
            headers = {"Authorization": f"Bearer {self.program.token}"}
            return self.program.client.open(path, method=method, json=body or {}, headers=headers)
        return self.browser.open(path, method=method, data=body)


@pytest.fixture(params=["neighbour's caretaker", "neighbour's manager", "foreign admin"])
def somebody(request: pytest.FixtureRequest, app: Flask, town: Town) -> Somebody:
    """In another unit of the municipality, or with every right in another municipality."""
    with app.test_request_context(), transaction():
        if request.param == "foreign admin":
            unit = makers.make_unit(makers.make_municipality("Nabo Kommune", key="nabo"), "Nabo")
        else:
            root = db.session.merge(town.root)
            unit = makers.make_unit(db.session.merge(town.municipality), "Biblioteket", parent=root)
        role = Role(request.param.split()[1])
        makers.make_user(unit, role, email="somebody@example.org", name="Ingen Særlig")
    return Somebody(signed_in(app, "somebody@example.org"), Program(app, "somebody@example.org"))


# Nobody but the parties: 404, so that not even its being there is told; 403 where it is known to be there.
SHUT = [
    ("GET", "/items/{hidden}", None),
    ("GET", "/items/{hidden}/edit", None),
    ("POST", "/items/{hidden}", {"title": "Mine", "condition": "good"}),
    ("POST", "/items/{hidden}/offer", {"quantity": "1"}),
    ("POST", "/items/{hidden}/labels", {"label": "00000000"}),
    ("POST", "/items/{hidden}/photos", {}),
    ("POST", "/items/{offered}/withdrawal", {}),
    ("POST", "/items/{offered}", {"title": "Mine", "condition": "good"}),
    ("GET", "/items/{offered}/edit", None),
    ("GET", "/items/new?like={hidden}", None),
    ("GET", "/photos/{hidden_photo}/320.webp", None),
    ("GET", "/labels/batches/{batch}", None),
    ("GET", "/labels/batches/{batch}.pdf", None),
    ("GET", "/reservations/{reservation}", None),
    ("GET", "/reservations/{reservation}/handover", None),
    ("POST", "/reservations/{reservation}/handover", {"quantity": "1"}),
    ("POST", "/reservations/{reservation}/cancellation", {}),
    ("POST", "/reservations/{reservation}/refusal", {"reason": "x"}),
    ("GET", "/needs/{need}", None),
    ("GET", "/needs/{need}/receipt", None),
    ("GET", "/needs/{need}/shop", None),
    ("GET", "/needs/{need}/urgency", None),
    ("POST", "/needs/{need}/urgency", {"reason": "x"}),
    ("GET", "/needs/{need}/questions/have", None),
    ("POST", "/needs/{need}/questions/do_without", {"quantity": "1"}),
    ("GET", "/needs?number={need}", None),
    ("GET", "/effect/{saving}", None),
    ("GET", "/api/v1/items/{hidden}", None),
    ("PATCH", "/api/v1/items/{hidden}", {"title": "Mine"}),
    ("PATCH", "/api/v1/items/{offered}", {"title": "Mine"}),
    ("POST", "/api/v1/items/{hidden}/photos", {}),
    ("POST", "/api/v1/labels/{code}/attachment", {"item": "{hidden}"}),
    ("GET", "/api/v1/labels/batches/{batch}.pdf", None),
    ("GET", "/api/v1/reservations/{reservation}", None),
    ("POST", "/api/v1/reservations/{reservation}/handover", {"quantity": 1}),
    ("POST", "/api/v1/reservations/{reservation}/cancellation", {}),
    ("POST", "/api/v1/reservations/{reservation}/refusal", {"reason": "x"}),
    ("GET", "/api/v1/needs/{need}", None),
    ("GET", "/api/v1/needs/{need}/shop", None),
    ("POST", "/api/v1/needs/{need}/answers", {"question": "do_without", "quantity": 1}),
    ("POST", "/api/v1/needs/{need}/urgency", {"reason": "x"}),
    ("POST", "/api/v1/reservations", {"listing": "{listing}", "quantity": 1, "need": "{need}"}),
]


def test_what_is_not_theirs_is_not_there(app: Flask, objects: Objects, somebody: Somebody) -> None:
    before = _everything(app)
    for method, path, body in SHUT:
        sent = {key: str(value).format(**vars(objects)) for key, value in body.items()} if body else body
        answer = somebody.opens(method, path.format(**vars(objects)), sent)
        assert answer.status_code in (403, 404, 422) if "photos" in path else answer.status_code in (403, 404), (
            method,
            path,
            answer.status_code,
        )
        for secret in ("Hemmelige", "K04", "K05", "Kim Vestergaard"):
            assert secret not in answer.text, (method, path)
    assert _everything(app) == before


def _everything(app: Flask) -> dict[str, int]:
    with app.app_context():
        tables = {name: table for name, table in db.metadata.tables.items() if name != "remembered_request"}
        return {
            name: db.session.execute(db.select(db.func.count()).select_from(table)).scalar_one()
            for name, table in tables.items()
        } | {"changed": sum(db.session.execute(db.text("SELECT promised FROM item")).scalars())}


def test_their_figures_are_their_own(objects: Objects, somebody: Somebody) -> None:
    for path in ("/savings", "/savings/summary", f"/savings?need={objects.need}"):
        answer = somebody.program.get(path)
        assert answer.status_code == 403 or answer.json["items"] == [], path
    table = somebody.program.get("/savings.csv")
    assert table.status_code == 403 or len(table.text.splitlines()) == 1
    for path in ("/effect", "/effect.csv", "/effect.json"):
        page = somebody.browser.get(path)
        assert page.status_code == 403 or "Besøgsstol" not in page.text, path


def test_an_offer_is_seen_in_the_municipality_and_not_beyond(
    request: pytest.FixtureRequest, objects: Objects, somebody: Somebody
) -> None:
    is_foreign = "foreign" in request.node.callspec.id
    seen = 404 if is_foreign else 200
    assert somebody.browser.get(f"/listings/{objects.listing}").status_code == seen
    assert somebody.program.get(f"/listings/{objects.listing}").status_code == seen
    assert somebody.browser.get(f"/photos/{objects.offered_photo}/320.webp").status_code == seen
    found = {one["id"] for one in somebody.program.get("/listings").json["items"]}
    assert found == (set() if is_foreign else {objects.listing})
    asked = somebody.program.post("/reservations", {"listing": objects.listing, "quantity": 1})
    assert asked.status_code == (404 if is_foreign else 201)


def test_the_room_is_told_only_to_those_who_keep_the_thing(
    objects: Objects, caretaker_program: Program, teacher_program: Program
) -> None:
    assert caretaker_program.get(f"/items/{objects.offered}").json["place"] == "K05"
    assert teacher_program.get(f"/items/{objects.offered}").json["place"] is None


def test_a_thing_that_is_not_theirs_cannot_be_put_into_an_answer(objects: Objects, somebody: Somebody) -> None:
    """Its name would stand on the receipt."""
    number = somebody.program.post("/needs", {"category": "visitor_chair", "quantity": 2}).json["number"]
    somebody.program.post(f"/needs/{number}/answers", {"question": "do_without", "quantity": 0})
    body = {"question": "have", "quantity": 1, "item": objects.hidden}
    assert somebody.program.post(f"/needs/{number}/answers", body).status_code == 404
    form = {"quantity": "1", "item": objects.hidden}
    assert somebody.browser.post(f"/needs/{number}/questions/have", data=form).status_code == 404
    assert "Hemmelige" not in somebody.browser.get(f"/needs/{number}/receipt").text


def test_a_label_says_nothing_of_whose_it_is_beyond_the_municipality(
    request: pytest.FixtureRequest, objects: Objects, somebody: Somebody
) -> None:
    answer = somebody.program.get(f"/labels/{objects.code}")
    page = somebody.browser.get(f"/q/{objects.code}", follow_redirects=True)
    for secret in ("Hemmelige", "K04", "Kim Vestergaard"):
        assert secret not in page.text
        assert secret not in answer.text
    if "foreign" in request.node.callspec.id:
        assert (answer.status_code, page.status_code) == (404, 404)


def test_nobody_registers_or_labels_for_a_unit_that_is_not_theirs(somebody: Somebody, town: Town) -> None:
    unit = str(town.school.id)
    for path, body in (
        ("/items", CHAIRS | {"unit": unit}),
        ("/labels", {"count": 1, "unit": unit}),
        ("/needs", {"category": "visitor_chair", "quantity": 1, "unit": unit}),
    ):
        assert somebody.program.post(path, body).status_code in (403, 404), path
