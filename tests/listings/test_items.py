"""A unit's own things, as the people who keep them see them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reuse.db import db
from reuse.history.models import Event
from reuse.listings.actions import open_listing
from reuse.listings.models import Listing
from reuse.people.models import Unit
from reuse.reservations import actions as reservations
from reuse.reservations.models import Reservation
from reuse.stock import labels
from reuse.stock.models import Item, Photo
from tests import makers
from tests.conftest import Town, signed_in
from tests.pages import changing, hidden, in_english, looking, read
from tests.pictures import phone_jpeg, truncated


@pytest.fixture
def caretaker(as_caretaker: FlaskClient) -> FlaskClient:
    return in_english(as_caretaker)


CHAIRS = {"title": "Blå stole", "category": "visitor_chair", "quantity": "40", "condition": "good", "offer": "on"}


def chairs(**more: Any) -> dict[str, Any]:
    return {**CHAIRS, **more}


def picture(size: tuple[int, int] = (400, 300), name: str = "IMG_1.jpg") -> tuple[BytesIO, str]:
    return BytesIO(phone_jpeg(size=size)), name


@dataclass
class Stored:
    """What is known of the one thing there is."""

    title: str
    category: str
    condition: str
    place: str
    photos: int
    labels: list[str]
    offered: int | None


@pytest.fixture
def stored(app: Flask) -> Callable[[], Stored]:
    def look() -> Stored:
        with looking(app):
            item = db.session.scalars(db.select(Item)).one()
            listing = open_listing(item)
            return Stored(
                item.title,
                item.category_key,
                item.condition,
                item.place,
                photos=len(item.photos),
                labels=[label.code for label in item.labels],
                offered=listing.left if listing else None,
            )

    return look


def how_many(app: Flask, table: type) -> int:
    with looking(app):
        return db.session.scalar(db.select(db.func.count()).select_from(table))


@pytest.fixture
def code(app: Flask, town: Town) -> str:
    """A new label's code."""
    with changing(app):
        return labels.make_batch(1, unit=town.school, by=town.caretaker, now=makers.clock.now()).labels[0].code


def test_one_form_takes_in_pictures_label_and_offer(
    caretaker: FlaskClient, code: str, stored: Callable[[], Stored]
) -> None:
    typed = f"{code[:4].lower()}-{code[4:].lower()}"
    answer = caretaker.post("/items", data=chairs(label=typed, place="Kælderen", photos=[picture()]))
    assert answer.status_code == 303
    assert (stored().offered, stored().labels, stored().photos) == (40, [code], 1)
    page = caretaker.get(answer.location)
    assert "40 × Blå stole" in read(page) and "offered to the whole municipality" in read(page)
    address = re.search(r'src="(/photos/\d+/800\.webp)"', page.text)
    assert address and caretaker.get(address[1]).mimetype == "image/webp"


def test_without_the_tick_a_thing_is_kept_but_not_offered(
    caretaker: FlaskClient, stored: Callable[[], Stored]
) -> None:
    caretaker.post("/items", data=chairs(offer=""))
    assert stored().offered is None


def test_the_name_is_enough_to_know_what_kind_of_thing_it_is(
    caretaker: FlaskClient, stored: Callable[[], Stored]
) -> None:
    assert caretaker.post("/items", data=chairs(title="Blå kontorstole", category="")).status_code == 303
    assert stored().category == "office_chair"


def test_a_name_that_says_nothing_leads_to_the_list_of_kinds(caretaker: FlaskClient) -> None:
    answer = caretaker.post("/items", data=chairs(title="Dingenot", category=""))
    assert answer.status_code == 422
    assert "Choose what kind of thing it is." in read(answer)


def test_a_wrong_number_loses_neither_text_nor_pictures(
    caretaker: FlaskClient, stored: Callable[[], Stored]
) -> None:
    photos = [picture(), picture((300, 200), "IMG_2.jpg")]
    answer = caretaker.post("/items", data=chairs(quantity="mange", faults="Løst ryglæn", photos=photos))
    assert answer.status_code == 422
    assert "Write a number" in read(answer) and "Løst ryglæn" in read(answer)
    kept = hidden(answer, "kept")
    assert len(kept) == 2
    thumb = caretaker.get(f"/drafts/{kept[0]}.webp")
    assert thumb.status_code == 200 and thumb.data[8:12] == b"WEBP"

    again = caretaker.post("/items", data=chairs(kept=kept))
    assert again.status_code == 303
    assert stored().photos == 2


def test_a_damaged_picture_is_named_and_the_good_one_is_kept(caretaker: FlaskClient, app: Flask) -> None:
    broken = (BytesIO(truncated(phone_jpeg())), "half.jpg")
    answer = caretaker.post("/items", data=chairs(photos=[picture(), broken]))
    assert answer.status_code == 422
    assert "half.jpg: Only part of the picture arrived" in read(answer)
    assert len(hidden(answer, "kept")) == 1
    assert how_many(app, Item) == 0


def test_a_kept_picture_can_be_taken_away_again(caretaker: FlaskClient, stored: Callable[[], Stored]) -> None:
    kept = hidden(caretaker.post("/items", data=chairs(quantity="", photos=[picture()])), "kept")
    caretaker.post("/items", data=chairs(kept=kept, remove_photo=kept))
    assert stored().photos == 0


def test_a_kept_picture_is_of_no_use_to_another_person(
    caretaker: FlaskClient, as_teacher: FlaskClient, app: Flask
) -> None:
    kept = hidden(caretaker.post("/items", data=chairs(quantity="", photos=[picture()])), "kept")
    assert as_teacher.get(f"/drafts/{kept[0]}.webp").status_code == 404
    as_teacher.post("/items", data=chairs(kept=kept))
    assert how_many(app, Photo) == 0


def test_the_eleventh_picture_is_refused_and_ten_are_kept(caretaker: FlaskClient) -> None:
    photos = [picture((40 + number, 30), f"{number}.jpg") for number in range(11)]
    answer = caretaker.post("/items", data=chairs(photos=photos))
    assert answer.status_code == 422 and "at most 10 pictures" in read(answer)
    assert len(hidden(answer, "kept")) == 10


def test_what_may_not_be_passed_on_is_refused_with_reason_and_another_way(caretaker: FlaskClient) -> None:
    answer = caretaker.post("/items", data=chairs(category="medicine", title="Medicin"))
    assert answer.status_code == 422
    assert "never passed on" in read(answer) and "pharmacy" in read(answer)


def test_a_kind_with_a_rule_is_saved_once_somebody_has_checked_it(caretaker: FlaskClient, app: Flask) -> None:
    asked = caretaker.post("/items", data=chairs(category="sofa_textile", title="Sofa"))
    assert asked.status_code == 422
    assert "Upholstery can hide damp" in read(asked) and "I have checked it" in read(asked)
    assert (
        caretaker.post("/items", data=chairs(category="sofa_textile", title="Sofa", checked="on")).status_code
        == 303
    )
    with looking(app):
        event = db.session.scalars(db.select(Event).where(Event.verb == "checked")).one()
    assert event.details["category"] == "sofa_textile"


def test_the_next_thing_keeps_everything_but_pictures_and_title(caretaker: FlaskClient) -> None:
    answer = caretaker.post("/items", data=chairs(place="Lokale K04", again="1", photos=[picture()]))
    page = caretaker.get(answer.location)
    assert "Saved: Blå stole" in read(page)
    assert 'value="Lokale K04"' in page.text and 'value="40"' in page.text
    assert re.search(r'value="visitor_chair" selected', page.text)
    assert 'name="title" type="text" value="Blå stole"' not in page.text
    assert hidden(page, "kept") == []


def test_the_same_form_sent_twice_makes_one_thing(caretaker: FlaskClient, stored: Callable[[], Stored]) -> None:
    first = caretaker.post("/items", data=chairs(once="k1"))
    second = caretaker.post("/items", data=chairs(once="k1"))
    assert first.location == second.location
    assert stored().title == "Blå stole"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("12345", "has 8 characters"),
        ("00000000", "do not know a label"),
        ("https://evil.example/q/1", "something else"),
    ],
)
def test_a_wrong_label_code_is_said_at_its_field(caretaker: FlaskClient, typed: str, said: str) -> None:
    answer = caretaker.post("/items", data=chairs(label=typed))
    assert answer.status_code in (404, 422)
    assert said in read(answer) and f'value="{typed}"' in answer.text
    assert 'href="#label"' in answer.text


def test_a_day_that_has_passed_is_asked_about(caretaker: FlaskClient) -> None:
    answer = caretaker.post("/items", data=chairs(until="2020-01-01"))
    assert answer.status_code == 422 and "That day has passed" in read(answer)


# --- our things


@pytest.fixture
def item(app: Flask, town: Town) -> int:
    with changing(app):
        return makers.make_item(town.school, by=town.caretaker, place="Kælderen, K04").id


def test_an_empty_unit_is_told_what_to_do_next(caretaker: FlaskClient) -> None:
    assert "You have not registered anything yet" in read(caretaker.get("/items"))


def test_our_things_come_a_page_at_a_time(caretaker: FlaskClient, town: Town, app: Flask) -> None:
    with changing(app):
        for number in range(25):
            makers.make_item(town.school, by=town.caretaker, title=f"Ting {number:02}")
    page = caretaker.get("/items")
    assert "Ting 24" in read(page) and "Ting 00" not in read(page)
    following = re.search(r'href="(/items\?cursor=[^"]+)"', page.text)
    assert following and "Ting 00" in read(caretaker.get(following[1]))


def test_another_units_thing_is_not_found_unless_it_is_offered(
    as_teacher: FlaskClient, town: Town, item: int, app: Flask
) -> None:
    assert as_teacher.get(f"/items/{item}").status_code == 404
    with changing(app):
        listing_id = makers.make_listing(db.session.get_one(Item, item), by=town.caretaker).id
    assert as_teacher.get(f"/items/{item}").location == f"/listings/{listing_id}"


def test_texts_are_corrected_and_an_emptied_field_is_emptied(
    caretaker: FlaskClient, item: int, stored: Callable[[], Stored]
) -> None:
    page = caretaker.get(f"/items/{item}/edit")
    assert 'value="Kælderen, K04"' in page.text
    answer = caretaker.post(f"/items/{item}", data={"title": "Grå stole", "condition": "worn", "place": ""})
    assert answer.status_code == 303
    assert (stored().title, stored().condition, stored().place) == ("Grå stole", "worn", "")


def test_a_correction_without_a_name_keeps_what_was_typed(caretaker: FlaskClient, item: int) -> None:
    answer = caretaker.post(f"/items/{item}", data={"title": "", "condition": "worn", "faults": "Rids"})
    assert answer.status_code == 422 and "Fill this in." in read(answer) and "Rids" in read(answer)


def test_a_colleague_without_the_keys_sees_but_does_not_change(app: Flask, town: Town, item: int) -> None:
    with changing(app):
        makers.make_user(town.school, email="colleague@fjordby.example")
    colleague = signed_in(app, "colleague@fjordby.example")
    page = colleague.get(f"/items/{item}")
    assert page.status_code == 200 and f"/items/{item}/edit" not in page.text
    assert colleague.get(f"/items/{item}/edit").status_code == 403
    for door in ("", "/photos", "/labels", "/offer", "/withdrawal"):
        sent = {"title": "x", "condition": "good", "quantity": "1", "label": "x", "photos": picture()}
        assert colleague.post(f"/items/{item}{door}", data=sent).status_code == 403, door


def test_some_of_a_lot_is_offered_and_the_offer_withdrawn(caretaker: FlaskClient, item: int, app: Flask) -> None:
    assert caretaker.post(f"/items/{item}/offer", data={"quantity": "10"}).status_code == 303
    page = caretaker.get(f"/items/{item}")
    assert "10 of 10" in read(page)
    assert caretaker.post(f"/items/{item}/withdrawal").status_code == 303
    with looking(app):
        assert db.session.scalars(db.select(Listing)).one().closed_at is not None


def test_more_than_there_is_cannot_be_offered(caretaker: FlaskClient, item: int) -> None:
    answer = caretaker.post(f"/items/{item}/offer", data={"quantity": "41"})
    assert answer.status_code == 409 and "There are not that many left" in read(answer)
    assert 'value="41"' in answer.text


def test_a_label_is_put_on_once(caretaker: FlaskClient, town: Town, item: int, app: Flask, code: str) -> None:
    with changing(app):
        other = makers.make_item(town.school, by=town.caretaker, title="Borde").id
    assert caretaker.post(f"/items/{item}/labels", data={"label": code}).status_code == 303
    assert f"{code[:4]} {code[4:]}" in read(caretaker.get(f"/items/{item}"))
    taken = caretaker.post(f"/items/{other}/labels", data={"label": code})
    assert taken.status_code == 409 and "already on another thing" in read(taken)


def test_a_new_label_can_go_on_a_thing_that_is_there(
    caretaker: FlaskClient, town: Town, item: int, code: str
) -> None:
    page = caretaker.get(f"/items?label={code}")
    assert "Which thing is the label on?" in read(page) and hidden(page, "label") == [code]


def test_pictures_are_added_later_too(caretaker: FlaskClient, item: int, stored: Callable[[], Stored]) -> None:
    assert caretaker.post(f"/items/{item}/photos", data={"photos": [picture()]}).status_code == 303
    assert stored().photos == 1
    nothing = caretaker.post(f"/items/{item}/photos", data={})
    assert nothing.status_code == 422 and "Choose a picture." in read(nothing)


def test_a_things_story_follows_it_to_its_new_owner(
    caretaker: FlaskClient, app: Flask, town: Town, item: int
) -> None:
    with changing(app):
        listing = makers.make_listing(db.session.get_one(Item, item), by=town.caretaker)
        receiver = db.session.get_one(Unit, town.kindergarten.id)
        made = reservations.reserve(listing, unit=receiver, steps=8, by=town.teacher, now=makers.clock.now()).id
    assert "Hand over to Børnehuset Bølgen" in read(caretaker.get(f"/items/{item}"))
    with changing(app):
        handover = reservations.hand_over(
            db.session.get_one(Reservation, made),
            by=town.caretaker,
            steps=8,
            now=makers.clock.now(),
            today=makers.clock.today(),
        )
        lot = handover.to_item.id
    assert "Handed over to Børnehuset Bølgen Quantity: 8" in read(caretaker.get(f"/items/{item}"))
    teacher = in_english(signed_in(app, "teacher@fjordby.example"))
    told = read(teacher.get(f"/items/{lot}"))
    assert "Came from Skovskolen" in told and "Registered by Skovskolen" in told
