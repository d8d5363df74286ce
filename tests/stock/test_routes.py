"""Photos, labels and the typed code, as people meet them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reuse.codes import new_label_code
from reuse.stock import actions as stock
from reuse.stock import labels
from reuse.stock.pictures import read_picture
from tests import makers
from tests.conftest import Town, signed_in
from tests.pages import changing, in_english, read
from tests.pictures import phone_jpeg


@pytest.fixture
def caretaker(as_caretaker: FlaskClient) -> FlaskClient:
    return in_english(as_caretaker)


@pytest.fixture
def photo_id(app: Flask, town: Town) -> int:
    made = read_picture(phone_jpeg())
    stock.keep_files(made, app.extensions["files"])
    with changing(app):
        item = makers.make_item(town.school, by=town.caretaker)
        return stock.add_photo(item, made, by=town.caretaker, now=makers.clock.now()).id


@pytest.fixture
def batch(app: Flask, town: Town) -> str:
    """The address of three new labels."""
    with changing(app):
        made = labels.make_batch(3, unit=town.school, by=town.caretaker, now=makers.clock.now())
        return f"/labels/batches/{made.id}"


def test_a_photo_is_kept_by_the_browser_for_a_year(caretaker: FlaskClient, photo_id: int) -> None:
    answer = caretaker.get(f"/photos/{photo_id}/320.webp")
    assert answer.mimetype == "image/webp"
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    etag = answer.headers["ETag"]
    assert caretaker.get(f"/photos/{photo_id}/320.webp", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("address", ["/photos/{}/321.webp", "/photos/9{}/320.webp"])
def test_a_photo_or_size_that_is_not_there_is_not_found(
    caretaker: FlaskClient, photo_id: int, address: str
) -> None:
    assert caretaker.get(address.format(photo_id)).status_code == 404


def test_a_photo_whose_file_is_gone_is_not_found(caretaker: FlaskClient, photo_id: int, app: Flask) -> None:
    files = app.extensions["files"]
    digest = read_picture(phone_jpeg()).digest
    files.delete(stock.photo_key(digest, 320))
    assert caretaker.get(f"/photos/{photo_id}/320.webp").status_code == 404


def test_strangers_and_other_municipalities_see_no_photo(
    app: Flask, client: FlaskClient, town: Town, photo_id: int
) -> None:
    assert client.get(f"/photos/{photo_id}/320.webp").location.startswith("/sign-in")
    with changing(app):
        other = makers.make_municipality("Nabo Kommune", "nabo")
        makers.make_user(makers.make_unit(other, "Naboskolen"), email="neighbour@nabo.example")
    assert signed_in(app, "neighbour@nabo.example").get(f"/photos/{photo_id}/320.webp").status_code == 404


def test_labels_are_made_and_printed(caretaker: FlaskClient) -> None:
    assert "has made no labels yet" in read(caretaker.get("/labels"))
    made = caretaker.post("/labels", data={"count": "3", "once": "a"})
    assert made.location == caretaker.post("/labels", data={"count": "3", "once": "a"}).location
    page = caretaker.get(made.location)
    assert "Print 3 labels" in read(page) and "A4 sheet, 21 labels" in read(page)
    sheet = caretaker.get(made.location + ".pdf?sheet=L7163&start=2")
    assert sheet.mimetype == "application/pdf" and sheet.data.startswith(b"%PDF")
    assert read(caretaker.get("/labels")).count("3 labels") == 1


@pytest.mark.parametrize("count", ["", "0", "1001", "mange"])
def test_an_impossible_number_of_labels_is_said_at_the_field(caretaker: FlaskClient, count: str) -> None:
    answer = caretaker.post("/labels", data={"count": count})
    assert answer.status_code == 422 and 'href="#count"' in answer.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("start=99", "The sheet has 21 labels"),
        ("sheet=XX", "Choose one of the options"),
        ("start=x", "Write a number"),
    ],
)
def test_a_sheet_that_cannot_be_printed_comes_back_as_a_page(
    caretaker: FlaskClient, batch: str, query: str, said: str
) -> None:
    answer = caretaker.get(f"{batch}.pdf?{query}")
    assert answer.status_code == 422 and said in read(answer)


def test_labels_are_for_keepers(as_teacher: FlaskClient, batch: str) -> None:
    for address in ("/labels", batch, f"{batch}.pdf"):
        assert as_teacher.get(address).status_code == 403
    assert as_teacher.post("/labels", data={"count": "3"}).status_code == 403


def test_a_typed_code_opens_its_label(caretaker: FlaskClient) -> None:
    code = new_label_code()
    for typed in (code, f"{code[:4]} {code[4:]}".lower(), f"HTTP://LOCALHOST/Q/{code}"):
        assert caretaker.get("/scan", query_string={"code": typed}).location == f"/q/{code}"


def test_a_mistyped_code_stays_in_its_field(caretaker: FlaskClient) -> None:
    answer = caretaker.get("/scan?code=7K4M")
    assert answer.status_code == 422
    assert "This one has 4" in read(answer) and 'value="7K4M"' in answer.text
