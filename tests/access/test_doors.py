"""Doors are shut by default: a walk over every address of the app."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from werkzeug.routing import Rule

from reuse.access import doors
from reuse.access.doors import UnmarkedDoor
from reuse.access.machine import PREFIX
from reuse.people.permissions import PERMISSIONS, Role
from tests import makers
from tests.conftest import Program, Town, signed_in

# What a stranger may open, and nothing else.
PUBLIC = {
    "GET /Q/<code>",
    "GET /about",
    "GET /api/docs",
    "GET /api/v1/openapi.json",
    "GET /favicon.ico",
    "GET /healthz",
    "GET /manifest.webmanifest",
    "GET /offline",
    "GET /q/<code>",
    "GET /readyz",
    "GET /sign-in",
    "GET /static/<path:filename>",
    "GET /sw.js",
    "POST /language",
    "POST /sign-in",
    "POST /sign-out",
}
PARTS = {"number": "BT-26-7K4M9-C", "key": "have", "code": "00000000", "token": "x", "filename": "x"}


def marks(app: Flask) -> dict[str, str | None]:
    """Every door, as verb and rule, with its permission (None: public)."""
    return {
        f"{method} {rule.rule}": getattr(app.view_functions[rule.endpoint], "permission", "unmarked")
        for rule in app.url_map.iter_rules()
        for method in _methods(rule)
    }


def _methods(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})


def shut(app: Flask, *, program: bool) -> list[tuple[str, str]]:
    """The doors with a permission, as verb and an address that fits: the machine's, or people's."""
    found = []
    for rule in app.url_map.iter_rules():
        parts = {name: PARTS.get(name, "1") for name in rule.arguments}
        with app.test_request_context():
            address = app.url_map.bind("localhost").build(rule.endpoint, parts, method=_methods(rule)[0])
        for method in _methods(rule):
            is_shut = marks(app)[f"{method} {rule.rule}"] is not None
            if is_shut and address.startswith(PREFIX) == program:
                found.append((method, address))
    return found


def test_every_door_names_a_permission_or_is_public(app: Flask) -> None:
    assert {mark for mark in marks(app).values() if mark is not None} <= set(PERMISSIONS)


def test_the_public_doors_are_exactly_these(app: Flask) -> None:
    assert {door for door, mark in marks(app).items() if mark is None} == PUBLIC


def test_an_app_with_a_door_that_names_nothing_does_not_start(app: Flask) -> None:
    app.add_url_rule("/secret", "secret", lambda: "secret")
    with pytest.raises(UnmarkedDoor, match=r"secret \(/secret\): unmarked"):
        doors.check_marks(app)


def test_an_app_with_a_door_that_names_an_unknown_permission_does_not_start(app: Flask) -> None:
    app.add_url_rule("/secret", "secret", doors.permission("stock.steal")(lambda: "secret"))
    with pytest.raises(UnmarkedDoor, match=r"stock\.steal"):
        doors.check_marks(app)


def test_a_door_that_names_nothing_answers_no_stranger(app: Flask, town: Town) -> None:
    app.add_url_rule("/secret", "secret", lambda: "secret")
    assert app.test_client().get("/secret").location.startswith("/sign-in")


def test_a_stranger_at_a_page_is_asked_to_sign_in(app: Flask, town: Town) -> None:
    client = app.test_client()
    for method, address in shut(app, program=False):
        answer = client.open(address, method=method, data={"quantity": "1"} if method == "POST" else None)
        assert answer.status_code == 302, (method, address, answer.status_code)
        place = urlsplit(answer.location)
        assert (place.netloc, place.path) == ("", "/sign-in"), (method, address, answer.location)
        back = parse_qs(place.query).get("next")
        assert back == ([address] if method == "GET" else None), (method, address)


def test_a_strangers_program_is_told_that_it_needs_a_token(app: Flask, town: Town) -> None:
    client = app.test_client()
    for method, address in shut(app, program=True):
        for headers in ({}, {"Authorization": "Bearer reuse_wrong"}, {"Authorization": "Basic eDp4"}):
            answer = client.open(address, method=method, headers=headers, json={})
            assert answer.status_code == 401, (method, address, answer.status_code)
            assert answer.mimetype == "application/problem+json"
            assert answer.json["type"] == "urn:reuse-exchange:problem:not-signed-in"
            assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_an_employee_passes_no_door_whose_permission_their_role_lacks(app: Flask, town: Town) -> None:
    lacking = {name for name, roles in PERMISSIONS.items() if Role.EMPLOYEE not in roles}
    assert lacking  # or this test proves nothing
    person, program = signed_in(app, "teacher@fjordby.example"), Program(app, "teacher@fjordby.example")
    headers = {"Authorization": f"Bearer {program.token}"}
    refused = 0
    for is_program in (False, True):
        for method, address in shut(app, program=is_program):
            view = app.view_functions[_endpoint(app, method, address)]
            if view.permission not in lacking:  # type: ignore[attr-defined]
                continue
            client, more = (program.client, headers) if is_program else (person, {})
            answer = client.open(address, method=method, headers=more)
            assert answer.status_code == 403, (method, address, answer.status_code)
            refused += 1
    assert refused >= len(lacking)


def _endpoint(app: Flask, method: str, address: str) -> str:
    return str(app.url_map.bind("localhost").match(address, method=method)[0])


def test_whoever_left_is_a_stranger(app: Flask, town: Town) -> None:
    from reuse import clock
    from reuse.db import db, transaction
    from reuse.people.models import User

    person, program = signed_in(app, "teacher@fjordby.example"), Program(app, "teacher@fjordby.example")
    assert (person.get("/mine").status_code, program.get("/me").status_code) == (200, 200)
    with app.app_context(), transaction():
        db.session.query(User).filter_by(email="teacher@fjordby.example").one().left_at = clock.now()
    assert person.get("/mine").location.startswith("/sign-in")
    assert program.get("/me").status_code == 401
    again = {"email": "teacher@fjordby.example", "password": makers.PASSWORD}
    assert app.test_client().post("/sign-in", data=again).status_code == 422


@pytest.mark.parametrize("fate", ["expires_at", "revoked_at"])
def test_a_token_that_ran_out_or_was_withdrawn_opens_nothing(
    app: Flask, teacher_program: Program, fate: str
) -> None:
    from datetime import timedelta

    from reuse import clock
    from reuse.db import db, transaction
    from reuse.people.models import ApiToken

    with app.app_context(), transaction():
        setattr(db.session.query(ApiToken).one(), fate, clock.now() - timedelta(seconds=1))
    assert teacher_program.get("/me").status_code == 401


def test_a_token_is_kept_only_as_a_digest(app: Flask, teacher_program: Program) -> None:
    from reuse.db import db
    from reuse.people.models import ApiToken

    with app.app_context():
        kept: Any = db.session.query(ApiToken).one()
        values = [str(getattr(kept, column.key)) for column in ApiToken.__mapper__.column_attrs]
    assert len(values) > 5
    assert not any(teacher_program.token.removeprefix("reuse_") in value for value in values)
