"""The description of the machine's doors is valid, whole, and true of what they answer."""

import io
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from flask import Flask
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from reuse.access.machine import PREFIX
from tests import pictures
from tests.conftest import Program, Town

CHAIRS = {"category": "visitor_chair", "quantity": 40, "condition": "good", "title": "Blå stole"}


@pytest.fixture
def description(app: Flask) -> dict[str, Any]:
    answer = app.test_client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    return answer.json


def test_it_is_valid_openapi(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1.")
    assert list(OpenAPIV31SpecValidator(description).iter_errors()) == []


def test_every_door_is_described_and_nothing_else(app: Flask, description: dict[str, Any]) -> None:
    doors = {
        (method.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(PREFIX) and rule.endpoint != "openapi"
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    described = {(method, path) for path, item in description["paths"].items() for method in item}
    assert described == doors


def operations(description: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in description["paths"].items():
        for method, operation in item.items():
            yield method, path, operation


def test_each_door_says_what_it_is_for_what_it_takes_and_how_it_refuses(description: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, _, operation in operations(description)]
    assert len(names) == len(set(names))
    for method, path, operation in operations(description):
        assert len(operation["summary"]) > 5, path
        placed = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
        assert placed == set(re.findall(r"\{(\w+)\}", path)), path
        assert {"401", "403", "404", "429"} <= set(operation["responses"]), path
        headers = {one["name"] for one in operation["parameters"] if one["in"] == "header"}
        assert ("Idempotency-Key" in headers) == (method == "post"), path
        assert ("requestBody" in operation) == (method in ("post", "patch")), path


def test_there_is_a_page_to_read_it(app: Flask, description: dict[str, Any]) -> None:
    page = app.test_client().get("/api/docs").text
    for path in description["paths"]:
        assert path in page


class Checked:
    """A program whose every answer is held against the description."""

    def __init__(self, program: Program, description: dict[str, Any]) -> None:
        self.program, self.description = program, description
        self.seen: set[tuple[str, str, int]] = set()

    def ask(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        if body is not None and "data" not in more:
            more["json"] = body
        headers = {"Authorization": f"Bearer {self.program.token}", **more.pop("headers", {})}
        answer = self.program.client.open(PREFIX + path, method=method, headers=headers, **more)
        self.check(method.lower(), PREFIX + path.partition("?")[0], answer)
        return answer

    def check(self, method: str, address: str, answer: Any) -> None:
        template, operation = self.door(method, address)
        assert str(answer.status_code) in operation["responses"], (method, address, answer.status_code)
        response = operation["responses"][str(answer.status_code)]
        if "$ref" in response:
            response = self.description["components"]["responses"][response["$ref"].rpartition("/")[2]]
        content = response.get("content", {})
        assert not content or answer.mimetype in content, (address, answer.mimetype)
        if answer.is_json:
            schema = content[answer.mimetype]["schema"] | {"components": self.description["components"]}
            errors = [error.message for error in OAS31Validator(schema).iter_errors(answer.json)]
            assert errors == [], (method, address)
        self.seen.add((method, template, answer.status_code))

    def door(self, method: str, address: str) -> tuple[str, dict[str, Any]]:
        """The described door that takes this address: a fixed word before a part that varies."""
        fits = [
            template
            for template, item in self.description["paths"].items()
            if method in item and _pattern(template).fullmatch(address)
        ]
        template = min(fits, key=lambda one: one.count("{"))
        return template, self.description["paths"][template][method]


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template)))


def test_every_door_answers_as_described(
    app: Flask,
    town: Town,
    description: dict[str, Any],
    caretaker_program: Program,
    teacher_program: Program,
    sustainability_program: Program,
) -> None:
    school = Checked(caretaker_program, description)
    kindergarten = Checked(teacher_program, description)
    office = Checked(sustainability_program, description)

    school.ask("GET", "/me")
    school.ask("GET", "/categories")
    school.ask("GET", "/factors")
    item = school.ask("POST", "/items", CHAIRS | {"offer": {"quantity": 40, "modes": ["take", "loan"]}}).json
    photo = {"photo": (io.BytesIO(pictures.phone_jpeg(size=(640, 480))), "IMG_1.JPG")}
    school.ask("POST", f"/items/{item['id']}/photos", data=photo)
    school.ask("GET", f"/items/{item['id']}")
    school.ask("PATCH", f"/items/{item['id']}", {"place": "Kælder", "dimensions_mm": {"width": 500}})
    batch = school.ask("POST", "/labels", {"count": 2}).json
    code = batch["codes"][0]
    school.ask("GET", f"/labels/batches/{batch['id']}.pdf?sheet=L7160&start=1")
    school.ask("GET", f"/labels/{code}")
    school.ask("POST", f"/labels/{code}/attachment", {"item": item["id"]})
    school.ask("GET", "/listings?q=stole")
    kindergarten.ask("GET", f"/listings/{item['listing']}")

    number = kindergarten.ask("POST", "/needs", {"category": "visitor_chair", "quantity": 12}).json["number"]
    kindergarten.ask("GET", f"/needs/{number}")
    kindergarten.ask("GET", f"/needs/{number}/shop")
    for question in ("do_without", "have", "repair"):
        kindergarten.ask("POST", f"/needs/{number}/answers", {"question": question, "quantity": 0})
    body = {"question": "borrow", "outcome": "take_over", "quantity": 8, "listing": item["listing"]}
    held = kindergarten.ask("POST", f"/needs/{number}/answers", body).json["reservations"][0]["id"]
    kindergarten.ask("GET", f"/needs/{number}/shop")
    kindergarten.ask("POST", f"/needs/{number}/urgency", {"reason": "Vandskade"})

    made = [
        kindergarten.ask("POST", "/reservations", {"listing": item["listing"], "quantity": 2}).json["id"]
        for _ in range(2)
    ]
    school.ask("GET", f"/reservations/{held}")
    school.ask("POST", f"/reservations/{held}/handover", {"quantity": 8})
    kindergarten.ask("POST", f"/reservations/{made[0]}/cancellation", {})
    school.ask("POST", f"/reservations/{made[1]}/refusal", {"reason": "Vi bruger dem selv"})

    office.ask("GET", f"/savings?need={number}")
    office.ask("GET", "/savings.csv")
    for by in ("municipality", "service_area", "unit", "category", "outcome", "month"):
        assert len(office.ask("GET", f"/savings/summary?by={by}").json["items"]) == 1

    # and what they refuse
    school.ask("POST", "/items", CHAIRS | {"quantity": 0})
    school.ask("POST", "/items", data=b"{", headers={"Content-Type": "application/json"})
    school.ask("GET", "/items/999")
    school.ask("PATCH", f"/items/{item['id']}", {"year": 1})
    kindergarten.ask("PATCH", f"/items/{item['id']}", {"year": 2020})
    kindergarten.ask("POST", "/labels", {"count": 2})
    school.ask("GET", "/listings?limit=0")
    school.ask("GET", "/labels/WRONG")
    school.ask("GET", "/needs/WRONG")
    kindergarten.ask("POST", "/reservations", {"listing": item["listing"], "quantity": 99})
    kindergarten.ask("POST", f"/reservations/{held}/handover", {})

    seen = school.seen | kindergarten.seen | office.seen
    all_doors = {(method, path) for method, path, _ in operations(description)}
    fine = {(method, path) for method, path, status in seen if status < 400}
    assert all_doors - fine == set(), "each door has answered well once"
