"""Finding offers and looking at one, as a person reads the pages."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reuse import clock
from reuse.db import db
from reuse.listings.models import Listing
from reuse.reservations.models import Reservation
from reuse.stock.models import Condition
from tests import makers
from tests.conftest import Town, signed_in
from tests.pages import changing, in_english, links, looking, main, statements


@pytest.fixture
def teacher(as_teacher: FlaskClient) -> FlaskClient:
    return in_english(as_teacher)


@pytest.fixture
def chairs(app: Flask, town: Town) -> Listing:
    return offered(app, town, quantity=40, faults="Two seats are stained")


def offered(app: Flask, town: Town, **facts: Any) -> Listing:
    terms = {name: facts.pop(name) for name in ("from_on", "until_on", "steps") if name in facts}
    with changing(app):
        item = makers.make_item(town.school, by=town.caretaker, **facts)
        made = makers.make_listing(item, by=town.caretaker, **terms)
        db.session.expunge_all()
    return made


def reservations(app: Flask) -> list[Reservation]:
    with looking(app):
        return list(db.session.scalars(db.select(Reservation)))


def test_a_card_says_how_many_of_what_in_which_condition_and_where(teacher: FlaskClient, chairs: Listing) -> None:
    page = main(teacher.get("/find"))
    assert "40 × Blå stole" in page
    assert "Good condition" in page
    assert "Skovskolen" in page


def test_a_thing_without_a_title_of_its_own_is_counted_in_the_readers_language(
    app: Flask, teacher: FlaskClient, town: Town
) -> None:
    offered(app, town, title="", quantity=12)
    assert "12 visitor chairs" in main(teacher.get("/find"))
    teacher.post("/language", data={"locale": "da"})
    assert "12 besøgsstole" in main(teacher.get("/find"))


def test_the_newest_comes_first_and_words_find_the_thing(
    app: Flask, teacher: FlaskClient, chairs: Listing, town: Town
) -> None:
    offered(app, town, title="Birkereol", category="bookcase", quantity=1)
    page = main(teacher.get("/find"))
    assert page.index("Birkereol") < page.index("Blå stole")
    found = main(teacher.get("/find?q=stole"))
    assert "Blå stole" in found
    assert "Birkereol" not in found


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("category=office", True),
        ("category=visitor_chair", True),
        ("category=kitchen", False),
        ("condition=good&condition=worn", True),
        ("condition=parts", False),
        ("min_quantity=40", True),
        ("min_quantity=41", False),
        ("available_by=2000-01-01", False),
    ],
)
def test_filters_keep_what_fits(teacher: FlaskClient, chairs: Listing, address: str, shown: bool) -> None:
    assert ("Blå stole" in main(teacher.get(f"/find?{address}"))) is shown


def test_another_units_things_are_left_out_when_one_unit_is_chosen(
    teacher: FlaskClient, chairs: Listing, town: Town
) -> None:
    assert "Blå stole" in main(teacher.get(f"/find?unit={town.school.id}"))
    assert "Blå stole" not in main(teacher.get(f"/find?unit={town.kindergarten.id}"))


def test_a_filter_that_makes_no_sense_is_told_about_and_what_was_typed_stays(
    teacher: FlaskClient, chairs: Listing
) -> None:
    answer = teacher.get("/find?min_quantity=mange&condition=shiny")
    assert answer.status_code == 422
    assert "Write a number, such as 12." in main(answer)
    assert 'value="mange"' in answer.text
    assert "Blå stole" in main(answer), "the other filters still work"


@pytest.mark.parametrize("address", ["cursor=x", "unit=x", "q=" + "a" * 600, "min_quantity=-1", "category=none"])
def test_a_strange_address_never_breaks_the_page(teacher: FlaskClient, address: str) -> None:
    assert teacher.get(f"/find?{address}").status_code in (200, 422)


def test_more_than_a_page_goes_on_where_it_stopped_with_the_same_filters(
    app: Flask, teacher: FlaskClient, town: Town
) -> None:
    with changing(app):
        for number in range(30):
            item = makers.make_item(town.school, by=town.caretaker, title=f"Stol nr. {number:02}", quantity=1)
            makers.make_listing(item, by=town.caretaker)
    for address in ("/find?condition=good", "/find?q=stol"):
        first = teacher.get(address)
        (following,) = [link for link in links(first) if "cursor=" in link]
        second = main(teacher.get(following))
        titles = [f"Stol nr. {number:02}" for number in range(30)]
        assert all((title in main(first)) != (title in second) for title in titles), address


def test_an_empty_result_offers_a_need_check_with_the_same_words(teacher: FlaskClient, town: Town) -> None:
    answer = teacher.get("/find?q=trommesæt")
    assert "No trommesæt right now" in main(answer)
    assert any(link.startswith("/needs/new?text=tromme") for link in links(answer))


def test_finding_takes_few_statements_however_much_is_offered(
    app: Flask, teacher: FlaskClient, town: Town
) -> None:
    for number in range(8):
        offered(app, town, title=f"Stol {number}", quantity=2)
    teacher.get("/find?q=stol")
    with statements(app) as ran:
        teacher.get("/find")
    assert len(ran) <= 4, ran
    with statements(app) as ran:
        teacher.get("/find?q=stol")
    assert len(ran) <= 10, "the index has its own, also few, statements"


def test_the_thing_tells_its_faults_first_and_whose_it_is(teacher: FlaskClient, chairs: Listing) -> None:
    page = main(teacher.get(f"/listings/{chairs.id}"))
    assert page.index("Two seats are stained") < page.index("Visitor chair")
    assert "Skovskolen" in page
    assert "Collect yourself" in page


def test_a_saving_is_shown_with_its_interval_and_its_source(teacher: FlaskClient, chairs: Listing) -> None:
    page = main(teacher.get(f"/listings/{chairs.id}"))
    assert "Saves about" in page
    assert "(estimated)" in page
    assert "Between" in page
    assert "How we calculated" in page
    assert "2026-1" in page


def test_the_room_and_the_persons_of_a_thing_stay_in_its_unit(
    app: Flask, teacher: FlaskClient, town: Town
) -> None:
    listing = offered(app, town, place="Kælder K04")
    page = main(teacher.get(f"/listings/{listing.id}"))
    assert "K04" not in page
    assert town.caretaker.name not in page


def test_reserving_leads_to_the_reservation(app: Flask, teacher: FlaskClient, chairs: Listing) -> None:
    answer = teacher.post(f"/listings/{chairs.id}/reservations", data={"quantity": "12", "once": "k1"})
    (made,) = reservations(app)
    assert answer.status_code == 303
    assert answer.location == f"/reservations/{made.id}"
    assert made.quantity == 12


def test_a_button_tapped_twice_reserves_once(app: Flask, teacher: FlaskClient, chairs: Listing) -> None:
    for _tap in range(2):
        answer = teacher.post(f"/listings/{chairs.id}/reservations", data={"quantity": "12", "once": "k1"})
        assert answer.status_code == 303
    assert len(reservations(app)) == 1


@pytest.mark.parametrize(
    ("typed", "status", "told"),
    [
        ("99", 409, "There are not that many left."),
        ("mange", 422, "Write a number, such as 12."),
        ("0", 422, "Write how many: a whole number from 1 and up."),
        ("1,5", 422, "Write how many: a whole number from 1 and up."),
        ("", 422, "Fill this in."),
    ],
)
def test_a_refused_reservation_says_why_at_the_field_and_keeps_what_was_typed(
    app: Flask, teacher: FlaskClient, chairs: Listing, typed: str, status: int, told: str
) -> None:
    answer = teacher.post(f"/listings/{chairs.id}/reservations", data={"quantity": typed, "once": "k2"})
    assert answer.status_code == status
    assert main(answer).count(told) == 2, "in the summary and at the field"
    assert f'value="{typed or 1}"' in answer.text
    assert reservations(app) == []


def test_a_units_own_offer_leads_to_the_thing_instead(as_caretaker: FlaskClient, chairs: Listing) -> None:
    answer = as_caretaker.get(f"/listings/{chairs.id}")
    assert f"/items/{chairs.item_id}" in links(answer)
    assert f"/listings/{chairs.id}/reservations" not in links(answer)
    refused = as_caretaker.post(f"/listings/{chairs.id}/reservations", data={"quantity": "1"})
    assert refused.status_code == 422


def test_what_is_gone_says_so_and_leads_on(app: Flask, teacher: FlaskClient, town: Town) -> None:
    listing = offered(app, town, quantity=2)
    teacher.post(f"/listings/{listing.id}/reservations", data={"quantity": "2"})
    answer = teacher.get(f"/listings/{listing.id}")
    assert "All reserved" in main(answer)
    assert "/find?category=visitor_chair" in links(answer)


def test_who_came_from_a_need_check_goes_back_to_take_it_there(teacher: FlaskClient, chairs: Listing) -> None:
    answer = teacher.get(f"/listings/{chairs.id}?need=bt-26-7k4m9-5")
    assert answer.status_code == 200  # a wrong number is no need check, and no obstacle
    assert f"/listings/{chairs.id}/reservations" in links(answer)


def test_a_thing_that_must_be_gone_soon_says_so_on_its_card(app: Flask, teacher: FlaskClient, town: Town) -> None:
    offered(app, town, until_on=clock.today() + timedelta(days=3))
    assert "Gone in 3 days" in main(teacher.get("/find"))


def test_a_broken_thing_without_words_is_not_made_prettier(app: Flask, teacher: FlaskClient, town: Town) -> None:
    listing = offered(app, town, condition=Condition.REPAIRABLE)
    assert "The faults are not described." in main(teacher.get(f"/listings/{listing.id}"))


def test_another_municipalitys_offer_does_not_exist(app: Flask, chairs: Listing) -> None:
    with changing(app):
        other = makers.make_municipality("Havby Kommune", "havby")
        makers.make_actor(makers.make_unit(other, "Havby"), email="other@havby.example")
    stranger = signed_in(app, "other@havby.example")
    assert stranger.get(f"/listings/{chairs.id}").status_code == 404
    assert "Blå stole" not in main(stranger.get("/find"))
    assert stranger.post(f"/listings/{chairs.id}/reservations", data={"quantity": "1"}).status_code == 404


def test_a_stranger_is_asked_to_sign_in(client: FlaskClient, chairs: Listing) -> None:
    assert "/sign-in" in client.get("/find").location
    assert "/sign-in" in client.get(f"/listings/{chairs.id}").location
