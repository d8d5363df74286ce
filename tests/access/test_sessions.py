"""Signing in and out: who stands at the door, for how long, and where they are led."""

from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reuse.access.navigation import safe_next
from reuse.access.origins import may_change
from reuse.app import create_app
from tests import makers
from tests.conftest import Town, settings, signed_in

TEACHER = {"email": "teacher@fjordby.example", "password": makers.PASSWORD}
OUTSIDE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\x00/evil.example",
    "https://evil.example",
    "https:evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "evil.example",
    " //evil.example",
    "",
]


@pytest.mark.files
@pytest.mark.parametrize("target", OUTSIDE)
def test_nobody_is_sent_to_another_site(target: str) -> None:
    assert safe_next(target) is None


@pytest.mark.files
@pytest.mark.parametrize(
    "target", ["/", "/find?q=stol&page=2", "/needs/BT-26-7K4M9-C", "/find?next=//evil.example", "/æ"]
)
def test_a_path_of_our_own_is_kept(target: str) -> None:
    assert safe_next(target) == target


@pytest.mark.parametrize("target", OUTSIDE)
def test_signing_in_leads_home_when_the_way_back_is_elsewhere(app: Flask, town: Town, target: str) -> None:
    answer = app.test_client().post("/sign-in", data=TEACHER | {"next": target})
    assert (answer.status_code, answer.location) == (302, "/")


def test_signing_in_leads_back_to_where_it_was_asked_for(app: Flask, town: Town) -> None:
    client = app.test_client()
    asked = client.get("/find?q=stol")
    page = client.get(asked.location)
    assert 'name="next" value="/find?q=stol"' in page.text
    assert client.post("/sign-in", data=TEACHER | {"next": "/find?q=stol"}).location == "/find?q=stol"


@pytest.mark.parametrize("door", ["/language", "/acting-unit"])
def test_the_small_doors_lead_nobody_elsewhere_either(as_teacher: FlaskClient, town: Town, door: str) -> None:
    data = {"locale": "en", "unit": str(town.kindergarten.id), "next": "//evil.example"}
    answer = as_teacher.post(door, data=data)
    assert answer.status_code in (302, 303)
    assert answer.location.startswith("/")
    assert "evil" not in answer.location


# --- the session --------------------------------------------------------------------------------------------


def session_of(client: FlaskClient) -> dict[str, Any]:
    with client.session_transaction() as session:
        return dict(session)


def test_nothing_of_a_strangers_session_lives_on_in_a_persons(app: Flask, town: Town) -> None:
    client = app.test_client()
    with client.session_transaction() as session:
        session["planted"], session["unit"], session["_user_id"] = "by somebody else", "0" * 32, "999"
    before = client.get_cookie("reuse_session")
    client.post("/sign-in", data=TEACHER)
    after = session_of(client)
    assert "planted" not in after
    assert "unit" not in after
    assert after["_user_id"] == str(town.teacher.user_id)
    assert before is not None
    assert before.value != client.get_cookie("reuse_session").value  # type: ignore[union-attr]


def test_signing_out_ends_it(app: Flask, as_teacher: FlaskClient) -> None:
    assert as_teacher.get("/mine").status_code == 200
    answer = as_teacher.post("/sign-out")
    assert answer.location == "/sign-in"
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert "_user_id" not in session_of(as_teacher)
    assert as_teacher.get("/mine").location.startswith("/sign-in")


def test_a_forged_session_is_nobodys(app: Flask, town: Town) -> None:
    client = app.test_client()
    client.set_cookie("reuse_session", "eyJfdXNlcl9pZCI6IjEifQ.AAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAA")
    assert client.get("/mine").location.startswith("/sign-in")


def test_a_person_acts_only_for_their_own_units(app: Flask, as_teacher: FlaskClient, town: Town) -> None:
    assert as_teacher.post("/acting-unit", data={"unit": str(town.school.id)}).status_code == 403
    with as_teacher.session_transaction() as session:
        session["unit"] = town.school.id.hex  # as if it had been theirs once
    assert str(town.school.name) not in as_teacher.get("/mine").text


@pytest.mark.parametrize(
    ("base_url", "is_secure"), [("http://localhost", False), ("https://genbrug.example", True)]
)
def test_the_cookie_stays_with_the_browser_and_on_our_site(
    database: str, tmp_path: Path, base_url: str, is_secure: bool
) -> None:
    app = create_app(settings(tmp_path, database, REUSE_BASE_URL=base_url))
    client = app.test_client()
    answer = client.post("/language", data={"locale": "en"}, base_url=base_url)
    cookie = SimpleCookie(answer.headers["Set-Cookie"])["reuse_session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert bool(cookie["secure"]) == is_secure
    assert cookie["domain"] == ""
    with app.app_context():
        from reuse.db import db

        db.engine.dispose()


# --- guessing -----------------------------------------------------------------------------------------------


def test_the_eleventh_guess_within_a_minute_waits(app: Flask, town: Town) -> None:
    client = app.test_client()
    wrong = TEACHER | {"password": "wrong"}
    assert [client.post("/sign-in", data=wrong).status_code for _ in range(10)] == [422] * 10
    refused = client.post("/sign-in", data=TEACHER)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60


def test_the_answer_does_not_tell_which_of_the_two_was_wrong(app: Flask, town: Town) -> None:
    client = app.test_client()
    pages = [
        client.post("/sign-in", data={"email": email, "password": "wrong"}).text.replace(email, "")
        for email in ("teacher@fjordby.example", "nobody@fjordby.example")
    ]
    assert pages[0] == pages[1]


def test_a_program_that_asks_too_often_is_told_when_to_come_back(teacher_program) -> None:
    answers = [teacher_program.get("/me") for _ in range(60)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert refused[0].mimetype == "application/problem+json"
    assert refused[0].headers["Retry-After"]


def test_guessing_label_codes_is_slowed_down(app: Flask, town: Town) -> None:
    client = app.test_client()
    assert [client.get("/q/00000000").status_code for _ in range(61)][-1] == 429


# --- other people's pages -----------------------------------------------------------------------------------

OURS, OTHERS = "http://localhost", "https://evil.example"


@pytest.mark.files
@pytest.mark.parametrize(
    ("site", "origin", "may"),
    [
        ("same-origin", OURS, True),
        ("same-origin", None, True),
        ("none", None, True),
        ("same-site", "http://other.localhost", False),
        ("cross-site", OTHERS, False),
        ("cross-site", OURS, False),
        ("Same-Origin", OURS, False),
        ("", OURS, False),
        (None, OURS, True),
        (None, OTHERS, False),
        (None, "null", False),
        (None, "", False),
        (None, "http://[", False),
        (None, "http://localhost.evil.example", False),
        (None, "http://evil.example/localhost", False),
        (None, "http://localhost:8080", False),
        (None, None, True),  # not a browser
    ],
)
def test_only_our_own_pages_change_anything(site: str | None, origin: str | None, may: bool) -> None:
    assert may_change(site=site, origin=origin, host="localhost") is may


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": OTHERS}, {"Origin": "null"}])
def test_another_sites_form_changes_nothing(as_teacher: FlaskClient, headers: dict[str, str]) -> None:
    answer = as_teacher.post("/language", data={"locale": "en"}, headers=headers)
    assert answer.status_code == 403
    assert session_of(as_teacher)["language"] == "da"
    assert as_teacher.get("/find", headers=headers).status_code == 200  # a link from elsewhere is welcome


def test_another_sites_script_does_nothing_at_the_machines_doors(app: Flask, town: Town) -> None:
    client = signed_in(app, TEACHER["email"])
    answer = client.post("/api/v1/needs", json={}, headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, answer.json["type"]) == (403, "urn:reuse-exchange:problem:cross-origin")
    assert "Access-Control-Allow-Origin" not in answer.headers


# --- what every answer carries ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/", "/find", "/sign-in", "/no-such-page", "/api/v1/me", "/api/v1/openapi.json", "/sw.js", "/healthz"]
)
def test_every_answer_carries_the_headers_that_protect_it(as_teacher: FlaskClient, path: str) -> None:
    headers = as_teacher.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers  # only where it came by https
    assert "no-store" in headers["Cache-Control"] or path in ("/sw.js",)


def test_an_answer_by_https_asks_for_https_from_now_on(client: FlaskClient) -> None:
    answer = client.get("/sign-in", base_url="https://localhost")
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("icons/app-32.png?v=abc", "public, max-age=31536000, immutable"),
        ("icons/app-32.png", "no-cache"),
        ("icons/gone.png?v=abc", "private, no-store"),
    ],
)
def test_a_file_named_by_its_content_is_kept_for_a_year(client: FlaskClient, path: str, kept: str) -> None:
    with client.get(f"/static/{path}") as answer:
        assert answer.headers["Cache-Control"] == kept


@pytest.mark.parametrize(
    "path", ["../../pyproject.toml", "..%2f..%2fpyproject.toml", "/etc/passwd", "%2e%2e/%2e%2e/wsgi.py"]
)
def test_no_file_outside_the_static_folder_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code in (404, 308)
