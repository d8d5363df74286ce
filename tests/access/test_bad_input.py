"""Whatever is sent, the answer says what is wrong with it: never a fault of ours, never half a change."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from reuse import clock
from reuse.access.limits import limiter
from reuse.db import db, transaction
from reuse.stock import labels
from reuse.stock.models import Item
from tests import makers
from tests.conftest import Program, Town, signed_in

CHAIRS = {"category": "visitor_chair", "quantity": 40, "condition": "good", "title": "Blå stole"}
LONG = "æ" * 10_000
HUGE = "9" * 30


@pytest.fixture
def program(unhurried: None, caretaker_program: Program) -> Iterator[Program]:
    """Whatever the test does, the program's next request is answered as ever."""
    yield caretaker_program
    assert caretaker_program.get("/me").status_code == 200


@pytest.fixture
def unhurried(app: Flask) -> Iterator[None]:
    """No limit to how often one may ask."""
    limiter.enabled = False
    yield
    limiter.enabled = True


def send(program: Program, path: str, body: str | bytes, *, method: str = "POST", **headers: str) -> Any:
    more = {"Authorization": f"Bearer {program.token}", "Content-Type": "application/json", **headers}
    return program.client.open(f"/api/v1{path}", method=method, data=body, headers=more)


def is_told(answer: Any, *statuses: int) -> None:
    assert answer.status_code in statuses, (answer.status_code, answer.text[:300])
    assert answer.mimetype == "application/problem+json"
    assert answer.json["status"] == answer.status_code
    assert answer.json["title"]


NO_OBJECTS = [
    b"{",
    b"[]",
    b"12",
    b'"text"',
    b"null",
    b"\xff\xfe",
    b"{'category': 1}",
    b"category=visitor_chair",
    b'{"quantity": 1e999999999}',
    b'{"quantity": ' + b"9" * 5000 + b"}",
    b'{"a":' * 100_000,
    b'{"a":' + b"[" * 900 + b"]" * 900 + b"}",
    b'{"a":' + b"[" * 480 + b"]" * 480 + b"}",
    b"",
    b"\x00",
]


def test_a_body_that_is_no_object_is_told_so(program: Program) -> None:
    for body in NO_OBJECTS:
        is_told(send(program, "/items", body), 400, 422)
        is_told(send(program, "/items", body, **{"Idempotency-Key": "once"}), 400, 422)


VALUES: dict[str, list[Any]] = {
    "quantity": [0, -1, 1.5, 1_000_000_000, 1e10, 1e308, "1e3", "NaN", "Infinity", "-0", "", True, [], {}, None],
    "category": ["", "no_such", LONG, 12, None, ["visitor_chair"], {"key": "chair"}, "mattress' OR 1=1"],
    "condition": ["", "perfect", "GOOD", 1, None, [], {}],
    "measure": ["", "litre", 7, [], {}],
    "title": [LONG, 12, [], {}, True, "x" * 141],
    "description": [["x"], 4, "x" * 4001],
    "year": [0, 1799, 2101, -2019, 1.5, "to tusind", [], 10**30, True],
    "weight_g": [0, -1, 1.5, 10**12, "tung", []],
    "dimensions_mm": [1, "80 x 60", [], {"width": -1}, {"width": 10**12}, {"width": "bred"}],
    "label": [1, LONG, "ZZZZZZZZ", "HTTPS://EVIL.EXAMPLE/Q/00000000", "http://[", []],
    "unit": ["", "x", 1, "00000000-0000-0000-0000-000000000000", []],
    "external_id": [1, [], LONG, ""],
    "offer": [1, "ja", [], {"quantity": 41}, {"quantity": 0}, {"from": "i morgen"}, {"until": "2020-01-01"}],
    "offer.modes": [{"modes": []}, {"modes": ["sell"]}, {"modes": "take"}],
    "offer.days": [{"until": "9999-12-31"}, {"from": "0001-01-01"}, {"from": "2100-01-02", "until": "2100-01-01"}],
}


@pytest.mark.parametrize("field", VALUES)
def test_a_wrong_value_is_told_at_its_field_and_nothing_is_registered(
    app: Flask, program: Program, field: str
) -> None:
    for value in VALUES[field]:
        answer = program.post("/items", CHAIRS | {field.partition(".")[0]: value})
        is_told(answer, 422, 404, 409, 403)
        with app.app_context():
            assert db.session.query(Item).filter(Item.quantity != 40).count() == 0, value


ODD_WORDS = ["<script>alert(1)</script>", "{{7*7}}", "Kim's stol'); --", "=1+1", "🪑", "\u202eelots"]


def test_odd_words_are_words(program: Program) -> None:
    for title in ODD_WORDS:
        answer = program.post("/items", CHAIRS | {"title": title})
        assert answer.status_code == 201
        assert answer.json["title"] == title.removeprefix("\u202e")


def test_half_a_character_is_left_out(program: Program) -> None:
    body = json.dumps(CHAIRS | {"title": "St\ud800ole", "place": "\udfff"})  # as ASCII, with the halves escaped
    answer = send(program, "/items", body, **{"Idempotency-Key": "half"})
    assert (answer.status_code, answer.json["title"], answer.json["place"]) == (201, "Stole", "")


ODD_SEARCHES = [
    *("limit=0", "limit=-1", "limit=101", "limit=x", f"limit={HUGE}", "limit=1.5"),
    *("cursor=x", "cursor=%00", f"cursor={'A' * 200}", f"cursor={LONG[:300]}", "cursor=cC0x"),
    *("category=no_such", "condition=perfect", "unit=x", "measure=litre", "mode=steal"),
    *("min_quantity=-1", f"min_quantity={HUGE}", "min_quantity=x", "min_quantity=1e3", "min_quantity=0"),
    *("available_by=0001-01-01", "available_by=9999-12-31", "available_by=31-02-2026"),
    *("q=%00", "q=%ED%A0%80", "q=%FF", "q=" + "a" * 5000, "q=%22%2A%28%29%3A", "q=AND+OR+NOT+NEAR"),
    *("unknown=1", "q=stol&q=bord", "q[]=stol", "limit=", "q=%27+OR+1%3D1--", "q=" + "x+" * 2000),
]


def test_odd_searches_are_answered(program: Program) -> None:
    for query in ODD_SEARCHES:
        answer = program.get(f"/listings?{query}")
        assert answer.status_code in (200, 422), answer.text[:300]


ODD_PERIODS = [
    *("from=0001-01-01", "to=9999-12-31", "from=9999-12-31&to=0001-01-01", "from=x", "unit=x"),
    *("need=x", "need=BT-26-AAAAA-A", "service_area=%00", f"cursor={'A' * 100}", "limit=0", "by=person"),
    *("unit=00000000-0000-0000-0000-000000000000",),
]


@pytest.mark.parametrize("path", ["/savings", "/savings.csv", "/savings/summary"])
def test_odd_periods_are_answered(unhurried: None, sustainability_program: Program, path: str) -> None:
    for query in ODD_PERIODS:
        answer = sustainability_program.get(f"{path}?{query}")
        told = answer.text  # all of it: a file comes line by line
        assert answer.status_code in (200, 404, 422), (query, told[:300])


NO_NUMBERS = ["0", "1", HUGE, "2147483648", "999999999999999999", "-1", "1.5", "x", "%00", "١", "1e3"]


def test_an_address_of_nothing_says_so(program: Program) -> None:
    for number in NO_NUMBERS:
        for path in ("/items/{}", "/listings/{}", "/reservations/{}", "/labels/batches/{}.pdf", "/needs/{}"):
            is_told(program.get(path.format(number)), 404, 422)
        for path in ("/reservations/{}/handover", "/reservations/{}/cancellation", "/items/{}/photos"):
            is_told(program.post(path.format(number), {}), 404, 422)
        is_told(program.post(f"/labels/{number}/attachment", {"item": "1"}), 404, 422)


NO_LISTINGS = ["", "0", "-1", HUGE, "2147483648", "9223372036854775807", "x", "1.0", 1, None, [], "١"]


def test_a_reservation_of_nothing_says_so(program: Program) -> None:
    for listing in NO_LISTINGS:
        is_told(program.post("/reservations", {"listing": listing, "quantity": 1}), 404, 422)


NO_NEEDS = [
    *({"unit_price_ore": value} for value in (-1, 1.5, 10**12, 3_000_000_000, "80000", True, [])),
    *({"needed_by": value} for value in ("2020-01-01", "0001-01-01", "29-02-2027", "03/04/26", 7, [])),
    *({"text": value, "category": None} for value in ("", "   ", LONG, 7)),
    *({"quantity": value} for value in (0, -1, 1.5, 10**10, "mange")),
    *({"category": value} for value in ("no_such", 7, [])),
    {"unit": "00000000-0000-0000-0000-000000000000"},
]


def test_a_need_that_makes_no_sense_says_so(program: Program) -> None:
    for change in NO_NEEDS:
        is_told(program.post("/needs", {"category": "visitor_chair", "quantity": 12} | change), 422, 404)


def test_the_dearest_thing_that_may_be_asked_for_can_be_booked(
    caretaker_program: Program, teacher_program: Program
) -> None:
    """Price times quantity fits every column of the ledger."""
    big = caretaker_program.post("/items", CHAIRS | {"quantity": 1_000_000, "offer": {}}).json
    need = teacher_program.post(
        "/needs", {"category": "visitor_chair", "quantity": 1_000_000, "unit_price_ore": 2_000_000_000}
    )
    assert need.status_code == 201, need.text
    body = {"listing": big["listing"], "quantity": 1_000_000, "need": need.json["number"]}
    held = teacher_program.post("/reservations", body)
    assert held.status_code == 201, held.text
    given = caretaker_program.post(f"/reservations/{held.json['id']}/handover", {"unit_price_ore": 2_000_000_000})
    assert given.status_code == 201, given.text


NO_ANSWERS = [
    {"question": "why"},
    {"question": "have"},
    {"outcome": "steal"},
    {"item": HUGE},
    {"listing": "x"},
    {"delivery": "drone"},
]


def test_an_answer_that_makes_no_sense_says_so(program: Program) -> None:
    for answer in NO_ANSWERS:
        number = program.post("/needs", {"category": "visitor_chair", "quantity": 12}).json["number"]
        body = {"question": "do_without", "quantity": 13} | answer
        is_told(program.post(f"/needs/{number}/answers", body), 422, 404, 409)


NO_KEYS = ["", "x" * 201, "\x00", "nøgle\x7f"]


def test_a_key_that_is_none_is_refused(program: Program) -> None:
    for key in NO_KEYS:
        is_told(send(program, "/items", json.dumps(CHAIRS), **{"Idempotency-Key": key}), 400)


def test_the_same_external_number_twice_is_told(program: Program) -> None:
    assert program.post("/items", CHAIRS | {"external_id": "A-17"}).status_code == 201
    is_told(program.post("/items", CHAIRS | {"external_id": "A-17"}), 409, 422)
    assert program.post("/items", CHAIRS | {"external_id": "A-18"}).status_code == 201


ODD_ORIGINS = ["null", "http://[", "//", "javascript:alert(1)", "\u2603", "http://localhost.evil"]


def test_an_odd_origin_is_another_site(program: Program) -> None:
    for origin in ODD_ORIGINS:
        is_told(send(program, "/items", json.dumps(CHAIRS), Origin=origin.encode().decode("latin-1")), 403)


ODD_TOKENS = ["", "Bearer", "Bearer ", "Basic eDp4", "Bearer \u00e6", "Bearer " + "x" * 5000]


def test_an_odd_token_is_nobodys(app: Flask, town: Town) -> None:
    for header in ODD_TOKENS:
        answer = app.test_client().get("/api/v1/me", headers={"Authorization": header})
        is_told(answer, 401)


ODD_METHODS = ["PUT", "DELETE", "PATCH", "TRACE", "BREW"]


def test_what_cannot_be_done_at_an_address_is_told(program: Program) -> None:
    for method in ODD_METHODS:
        answer = send(program, "/listings", b"", method=method)
        is_told(answer, 405)
        assert "GET" in answer.headers["Allow"]


def test_asking_only_for_the_head_or_the_methods_works(program: Program) -> None:
    assert send(program, "/listings", b"", method="HEAD").status_code == 200
    options = send(program, "/listings", b"", method="OPTIONS")
    assert options.status_code == 200
    assert set(options.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_body_beyond_the_limit_is_told(program: Program) -> None:
    is_told(send(program, "/items", b"x" * (3 * 1024 * 1024)), 413)


ODD_TYPES = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "x"]


def test_json_under_another_name_is_still_json(program: Program) -> None:
    for kind in ODD_TYPES:
        answer = send(program, "/items", json.dumps(CHAIRS), **{"Content-Type": kind})
        assert answer.status_code in (201, 400, 415, 422), answer.text[:200]


def test_the_last_of_two_equal_names_counts(program: Program) -> None:
    body = '{"category": "visitor_chair", "quantity": 1, "quantity": 2, "condition": "good"}'
    assert send(program, "/items", body).json["quantity"] == 2


NO_PICTURES = [b"", b"GIF89a", b"%PDF-1.7", b"<svg/>", b"\xff\xd8\xff" + b"\x00" * 100]


def test_a_picture_that_is_none_is_told(program: Program) -> None:
    for photo in NO_PICTURES:
        import io

        item = program.post("/items", CHAIRS).json["id"]
        answer = program.client.post(
            f"/api/v1/items/{item}/photos",
            data={"photo": (io.BytesIO(photo), "../../etc/passwd.jpg")},
            headers={"Authorization": f"Bearer {program.token}"},
        )
        is_told(answer, 415, 422)


NO_FORMS = [b"", b"photo=x", b"--x\r\n", b"--x\r\nContent-Disposition: form-data; name=photo\r\n\r\nx"]


def test_a_form_without_a_picture_is_told(program: Program) -> None:
    for body in NO_FORMS:
        item = program.post("/items", CHAIRS).json["id"]
        kind = {"Content-Type": "multipart/form-data; boundary=x"}
        is_told(send(program, f"/items/{item}/photos", body, **kind), 400, 415, 422)


# --- people's doors -----------------------------------------------------------------------------------------

ODD = [
    "\x00",
    "²",
    "٣",
    HUGE,
    "-1",
    "1e9",
    "1,5",
    "<b>",
    "{{7*7}}",
    "a" * 3000,
    "0001-01-01",
    "9999-12-31",
    "//evil",
    "%",
    "",
]
NAMES = (
    "quantity title condition category until once label kept remove_photo photos unit next reason outcome item"
    " listing note text unit_price needed_by unlisted counterfactual count sheet start by since cursor q"
    " min_quantity available_by number code like need description faults place brand year checked offer"
).split()
PARTS = {"token": "x", "filename": "x", "key": "do_without"}


@pytest.fixture
def doors(app: Flask, town: Town, unhurried: None) -> list[tuple[str, str]]:
    """Every door for people, as verb and an address of something that is there."""
    with app.test_request_context(), transaction():
        school = db.session.merge(town.school)
        item = makers.make_item(school, by=town.caretaker)
        makers.make_listing(item, by=town.caretaker)
        label = labels.make_batch(1, unit=school, by=town.caretaker, now=clock.now()).labels[0].code
    caretaker = Program(app, "caretaker@fjordby.example")
    need = caretaker.post("/needs", {"category": "visitor_chair", "quantity": 4}).json["number"]
    held = Program(app, "teacher@fjordby.example").post("/reservations", {"listing": "1", "quantity": 2})
    assert held.status_code == 201
    parts = PARTS | {"number": need, "code": label}
    found = []
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/v1") or rule.endpoint in ("static", "people.sign_out"):
            continue
        address = rule.rule
        for name in rule.arguments:
            address = re.sub(rf"<(\w+:)?{name}>", parts.get(name, "1"), address)
        found += [(method, address) for method in sorted((rule.methods or set()) & {"GET", "POST"})]
    return found


def test_odd_words_at_any_page_are_answered(app: Flask, doors: list[tuple[str, str]]) -> None:
    person = signed_in(app, "caretaker@fjordby.example")
    for odd in ODD:
        given = dict.fromkeys(NAMES, odd)
        for method, address in doors:
            more = {"query_string": given} if method == "GET" else {"data": given}
            with person.open(address, method=method, **more) as answer:
                assert answer.status_code < 500, (method, address, odd)


def test_an_odd_word_at_one_field_of_a_form_is_answered(app: Flask, doors: list[tuple[str, str]]) -> None:
    """The others are as they should be, so that it gets as far as it can."""
    person = signed_in(app, "caretaker@fjordby.example")
    fine = {"quantity": "1", "title": "Stol", "condition": "good", "category": "visitor_chair", "reason": "x"}
    for name in NAMES:
        for odd in ("\x00", HUGE):
            for method, address in doors:
                if method == "POST":
                    answer = person.post(address, data=fine | {name: odd})
                    assert answer.status_code < 500, (address, name, odd)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_address_made_of_odd_parts_is_answered(app: Flask, town: Town, unhurried: None, method: str) -> None:
    person = signed_in(app, "caretaker@fjordby.example")
    for rule in list(app.url_map.iter_rules()):
        if not rule.arguments or rule.endpoint == "static":
            continue
        for odd in ("%00", "²", "٣", HUGE, "-1", "0", "%F0%9F%AA%91", "..%2f..", "%", "BT-26-7K4M9-C", "a" * 3000):
            address = re.sub(r"<(\w+:)?\w+>", odd, rule.rule)
            with person.open(address, method=method) as answer:
                assert answer.status_code < 500, (method, address)
