"""Doors for people: the front page, mine, the installable shell, and whether we are alive and ready."""

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from reuse import clock, statics
from reuse.access import doors
from reuse.home import readiness
from reuse.listings import queries as listings
from reuse.listings.cards import card
from reuse.needs import queries as needs
from reuse.people.rules import Actor
from reuse.reservations import queries as reservations
from reuse.savings import queries as savings
from reuse.stock import queries as stock

blueprint = Blueprint("home", __name__)
SHOWN = 8


@blueprint.get("/")
@doors.permission("home.mine")
def index() -> ResponseReturnValue:
    actor: Actor = doors.actor()
    wanted = listings.Wanted(municipality_id=actor.municipality_id)
    return render_template(
        "home/index.html",
        cards=[card(listing, today=clock.today()) for listing in listings.newest(wanted, limit=SHOWN)],
        tasks=reservations.to_hand_over(actor.unit_id, limit=3),
    )


@blueprint.get("/mine")
@doors.permission("home.mine")
def mine() -> ResponseReturnValue:
    actor: Actor = doors.actor()
    return render_template(
        "home/mine.html",
        to_hand_over=reservations.to_hand_over(actor.unit_id),
        to_fetch=reservations.of_unit(actor.unit_id),
        items=stock.of_unit(actor.unit_id, limit=SHOWN),
        needs=needs.of_unit(actor.unit_id, limit=5),
        year=savings.of_unit_this_year(actor.unit_id, municipality_id=actor.municipality_id, today=clock.today()),
    )


@blueprint.get("/about")
@doors.public
def about() -> ResponseReturnValue:
    return render_template("home/about.html", factor_set=savings.current_set())


@blueprint.get("/offline")
@doors.public
def offline() -> ResponseReturnValue:
    return render_template("home/offline.html")


@blueprint.get("/manifest.webmanifest")
@doors.public
def manifest() -> Response:
    return Response(render_template("home/manifest.webmanifest"), mimetype="application/manifest+json")


@blueprint.get("/sw.js")
@doors.public
def service_worker() -> Response:
    shell = [
        statics.url(path) if not path.startswith("vendor/") else url_for("static", filename=path)
        for path in statics.shell()
    ]
    script = render_template("home/service_worker.js", build=statics.build(), precache=shell)
    return Response(script, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})


@blueprint.get("/favicon.ico")
@doors.public
def favicon() -> ResponseReturnValue:
    return redirect(statics.url("icons/app-32.png"))


@blueprint.get("/healthz")
@doors.public
def alive() -> Response:
    return jsonify(status="alive")


@blueprint.get("/readyz")
@doors.public
def ready() -> ResponseReturnValue:
    checks = readiness.checks(current_app.extensions["files"])
    return jsonify(status="ready" if all(checks.values()) else "not ready", **checks), 200 if all(
        checks.values()
    ) else 503
