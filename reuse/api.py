"""The machine's doors together: every slice's API, its OpenAPI document and a page to read it."""

from functools import cache
from typing import Any

from flask import Flask, Response, jsonify, render_template

from reuse.access import doors
from reuse.access.limits import API, limiter, per_token
from reuse.access.machine import PREFIX
from reuse.access.openapi import document
from reuse.catalogue import api as catalogue
from reuse.listings import api as listings
from reuse.needs import api as needs
from reuse.people import api as people
from reuse.reservations import api as reservations
from reuse.savings import api as savings
from reuse.stock import api as stock

PARTS = (people, catalogue, stock, listings, reservations, needs, savings)


def install(app: Flask, *, version: str) -> None:
    """Register the doors; the document is made once, from the doors themselves."""
    for part in PARTS:
        limiter.limit(API, key_func=per_token)(part.blueprint)
        app.register_blueprint(part.blueprint)

    @cache
    def described() -> dict[str, Any]:
        return document(title="Reuse exchange", version=version)

    @doors.public
    def openapi() -> Response:
        return jsonify(described())

    @doors.public
    def docs() -> str:
        return render_template("api/docs.html", document=described())

    app.add_url_rule(f"{PREFIX}/openapi.json", "openapi", openapi)
    app.add_url_rule("/api/docs", "api_docs", docs)
