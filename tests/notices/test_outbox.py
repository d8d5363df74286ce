"""A notice is written with the fact it tells of, sent once after it, tried again, and given up visibly."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from flask import Flask

from reuse import clock, worker
from reuse.app import create_app
from reuse.db import db, transaction
from reuse.notices import actions
from reuse.notices.models import Notice
from reuse.notices.rules import MOST_TRIES, next_try
from tests.conftest import Program, Town, settings

CHAIRS = {"category": "visitor_chair", "quantity": 40, "condition": "good", "title": "Blå stole æøå"}
NOON = datetime(2026, 8, 17, 10, 0, tzinfo=UTC)


class Mailbox:
    """What the mail server received, and what it answers."""

    def __init__(self) -> None:
        self.received: list[tuple[list[str], EmailMessage]] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.answer.startswith("250"):
            message = BytesParser(policy=default).parsebytes(envelope.content)
            self.received.append((envelope.rcpt_tos, message))  # type: ignore[arg-type]
        return self.answer


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def post(mailbox: Mailbox) -> Iterator[Controller]:
    """A real mail server on a port of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(mailbox, hostname="127.0.0.1", port=port)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def app(database: str, tmp_path: Path, post: Controller) -> Iterator[Flask]:
    """The app, with the mail server."""
    made = create_app(settings(tmp_path, database, REUSE_MAIL_URL=f"smtp://127.0.0.1:{post.port}"))
    made.testing = True
    yield made
    with made.app_context():
        db.engine.dispose()


@contextmanager
def at_the_desk(app: Flask) -> Iterator[None]:
    """Where the sender works: no request, the installation's own address."""
    with app.app_context(), app.test_request_context(base_url=app.config["BASE_URL"]):
        yield


def send(app: Flask) -> int:
    with at_the_desk(app):
        return worker.send_notices()


def notices(app: Flask) -> list[Notice]:
    with app.app_context():
        found = db.session.query(Notice).order_by(Notice.id).all()
        db.session.expunge_all()
        return found


def write(app: Flask, *, address: str = "skovskolen@fjordby.example", count: int = 1) -> None:
    with app.app_context(), transaction():
        for number in range(count):
            db.session.add(
                Notice(
                    kind="reserved",
                    address=address,
                    subject=f"Reserveret {number}",
                    body="Hej",
                    written_at=clock.now(),
                    due_at=clock.now(),
                )
            )


def reserve(caretaker: Program, teacher: Program) -> str:
    listing = caretaker.post("/items", CHAIRS | {"offer": {"quantity": 40}}).json["listing"]
    answer = teacher.post("/reservations", {"listing": listing, "quantity": 12})
    assert answer.status_code == 201
    return str(answer.json["id"])


# --- written with the fact ----------------------------------------------------------------------------------


def test_a_reservation_and_its_notice_are_kept_together(
    app: Flask, caretaker_program: Program, teacher_program: Program
) -> None:
    reserve(caretaker_program, teacher_program)
    (written,) = notices(app)
    assert (written.kind, written.address, written.sent_at) == ("reserved", "skovskolen@fjordby.example", None)
    assert "Blå stole æøå" in written.subject
    assert "http://localhost/reservations/" in written.body


def test_a_fact_that_is_not_kept_tells_nobody(app: Flask, town: Town) -> None:
    rung: list[str] = []
    app.extensions["wake_sender"] = lambda: rung.append("rung")
    with pytest.raises(RuntimeError), at_the_desk(app), transaction():
        actions.tell("a@fjordby.example", "cancelled", now=clock.now(), reservation=_Something())
        db.session.flush()
        assert db.session.query(Notice).count() == 1
        raise RuntimeError("the power went")
    assert notices(app) == []
    assert rung == []


class _Something:
    """Enough of a reservation for a template."""

    id = 1
    title = name = "Blå stole"
    unit = item = property(lambda self: self)

    @property
    def amount(self) -> Any:
        from reuse.quantities import Quantity

        return Quantity(12)


def test_the_bell_rings_once_after_all_of_it_is_kept(app: Flask, town: Town) -> None:
    seen: list[int] = []
    app.extensions["wake_sender"] = lambda: seen.append(len(notices(app)))
    with at_the_desk(app), transaction():
        for _ in range(3):
            actions.tell("a@fjordby.example", "cancelled", now=clock.now(), reservation=_Something())
    assert seen == [3]


def test_nobody_to_tell_is_no_fault(app: Flask, town: Town) -> None:
    with at_the_desk(app), transaction():
        actions.tell("", "cancelled", now=clock.now(), reservation=_Something())
    assert notices(app) == []


def test_both_sides_hear_of_a_hand_over(app: Flask, caretaker_program: Program, teacher_program: Program) -> None:
    held = reserve(caretaker_program, teacher_program)
    caretaker_program.post(f"/reservations/{held}/handover", {})
    told = [(one.kind, one.address) for one in notices(app)]
    assert told == [
        ("reserved", "skovskolen@fjordby.example"),
        ("handed_over", "skovskolen@fjordby.example"),
        ("handed_over", "boelgen@fjordby.example"),
    ]


def test_whoever_is_refused_hears_why(app: Flask, caretaker_program: Program, teacher_program: Program) -> None:
    held = reserve(caretaker_program, teacher_program)
    caretaker_program.post(f"/reservations/{held}/refusal", {"reason": "Vi bruger dem selv"})
    told = notices(app)[-1]
    assert (told.kind, told.address) == ("refused", "teacher@fjordby.example")
    assert "Vi bruger dem selv" in told.body


# --- sent once ----------------------------------------------------------------------------------------------


def test_a_notice_arrives_as_a_mail_that_can_be_read(
    app: Flask, mailbox: Mailbox, caretaker_program: Program, teacher_program: Program
) -> None:
    reserve(caretaker_program, teacher_program)
    assert send(app) == 1
    ((to, message),) = mailbox.received
    assert to == ["skovskolen@fjordby.example"]
    assert message["From"] == "genbrug@fjordby.example"
    assert "Blå stole æøå" in message["Subject"]
    assert "Blå stole æøå" in message.get_content()
    assert message["Message-ID"].endswith("@fjordby.example>")
    (kept,) = notices(app)
    assert (kept.sent_at is not None, kept.tries, kept.last_error) == (True, 1, "")
    assert send(app) == 0
    assert len(mailbox.received) == 1


def test_two_senders_at_the_same_moment_send_each_notice_once(app: Flask, mailbox: Mailbox, town: Town) -> None:
    write(app, count=8)
    gate = Barrier(4)

    def work() -> int:
        gate.wait(20)
        return send(app)

    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _: work(), range(4)))
    assert sum(counts) == 8
    assert sorted(message["Subject"] for _, message in mailbox.received) == [f"Reserveret {n}" for n in range(8)]


# --- tried again, and given up ------------------------------------------------------------------------------


@pytest.mark.files
def test_each_wait_is_twice_the_last_and_the_eighth_try_is_the_last() -> None:
    waits = [next_try(tries, NOON) for tries in range(MOST_TRIES)]
    assert [wait and (wait - NOON) // timedelta(minutes=1) for wait in waits] == [1, 2, 4, 8, 16, 32, 64, None]


def test_a_mail_server_that_is_busy_is_tried_again_later(app: Flask, mailbox: Mailbox, town: Town) -> None:
    mailbox.answer = "451 try again later"
    with time_machine.travel(NOON, tick=False) as now:
        write(app)
        assert send(app) == 0
        (waiting,) = notices(app)
        assert (waiting.tries, waiting.sent_at, waiting.given_up_at) == (1, None, None)
        assert "451" in waiting.last_error
        assert waiting.due_at == NOON + timedelta(minutes=1)
        assert send(app) == 0  # not before its time
        assert notices(app)[0].tries == 1
        mailbox.answer = "250 OK"
        now.shift(timedelta(seconds=61))
        assert send(app) == 1
    (sent,) = notices(app)
    assert (sent.tries, sent.last_error) == (2, "")
    assert len(mailbox.received) == 1


def test_after_eight_tries_a_notice_is_given_up_and_stays_to_be_seen(
    app: Flask, mailbox: Mailbox, town: Town
) -> None:
    mailbox.answer = "550 no such mailbox"
    with time_machine.travel(NOON, tick=False) as now:
        write(app)
        for _ in range(MOST_TRIES + 3):
            send(app)
            now.shift(timedelta(hours=3))
    (gone,) = notices(app)
    assert (gone.tries, gone.sent_at) == (MOST_TRIES, None)
    assert gone.given_up_at is not None
    assert "550" in gone.last_error
    assert mailbox.received == []


def test_a_sender_that_died_in_between_is_followed_by_another(app: Flask, mailbox: Mailbox, town: Town) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        write(app)
        with at_the_desk(app), transaction():
            assert actions.claim(actions.waiting(clock.now())[0], now=clock.now()) is not None
        assert send(app) == 0  # claimed: perhaps somebody is sending it right now
        now.shift(timedelta(seconds=61))
        assert send(app) == 1
    assert len(mailbox.received) == 1


@pytest.mark.parametrize(
    "address", ["kim\n@fjordby.example", "kim", "ki m@fjordby.example", "@", "æø@fjordby.example"]
)
def test_an_address_that_cannot_be_one_keeps_no_other_notice_waiting(
    app: Flask, mailbox: Mailbox, town: Town, address: str
) -> None:
    with time_machine.travel(NOON, tick=False) as now:
        write(app, address=address)
        now.shift(timedelta(seconds=1))
        write(app)
        send(app)
        assert "skovskolen@fjordby.example" in {to for receivers, _ in mailbox.received for to in receivers}
        for _ in range(MOST_TRIES + 1):
            now.shift(timedelta(hours=3))
            send(app)
    first = notices(app)[0]
    assert first.given_up_at is not None or first.sent_at is not None


def test_without_a_mail_server_notices_stay_in_the_app_as_given_up(database: str, tmp_path: Path) -> None:
    bare = create_app(settings(tmp_path, database))
    write(bare)
    assert send(bare) == 0
    (kept,) = notices(bare)
    assert (kept.sent_at, kept.given_up_at is not None) == (None, True)
    assert "REUSE_MAIL_URL" in kept.last_error
    with bare.app_context():
        db.engine.dispose()


# --- the other work -----------------------------------------------------------------------------------------


def test_what_nobody_fetched_is_free_again_and_whoever_reserved_it_is_told(
    app: Flask, caretaker_program: Program, teacher_program: Program
) -> None:
    held = reserve(caretaker_program, teacher_program)
    listing = teacher_program.get(f"/reservations/{held}").json["listing"]
    with at_the_desk(app):
        assert worker.expire_reservations() == 0
    with time_machine.travel(clock.now() + timedelta(days=15, hours=1), tick=False), at_the_desk(app):
        assert worker.expire_reservations() == 1
        assert worker.expire_reservations() == 0
    assert teacher_program.get(f"/reservations/{held}").json["state"] == "expired"
    assert teacher_program.get(f"/listings/{listing}").json["quantity"] == 40
    assert (notices(app)[-1].kind, notices(app)[-1].address) == ("expired", "teacher@fjordby.example")
