"""Reading pages as a person does, and arranging what they show."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from reuse.db import db, transaction

_UNSEEN = re.compile(r"<(svg|style|head)\b.*?</\1>", re.DOTALL)


def read(answer: Any) -> str:
    """What stands on a page, without its head, drawings and tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", _UNSEEN.sub(" ", answer.text))).split())


def hidden(answer: Any, name: str) -> list[str]:
    """The values that a page's forms carry along under a name."""
    return re.findall(rf'type="hidden" name="{name}" value="([^"]+)"', answer.text)


def in_english(client: FlaskClient) -> FlaskClient:
    """The same browser in the language of the messages, so that a better translation breaks no test."""
    client.post("/language", data={"locale": "en"})
    return client


@contextmanager
def changing(app: Flask) -> Iterator[None]:
    """What somebody did before, in a request and a transaction of its own."""
    with app.test_request_context(), transaction():
        yield


@contextmanager
def looking(app: Flask) -> Iterator[None]:
    """A look at what is stored now."""
    with app.test_request_context():
        db.session.rollback()
        yield


def main(answer: Any) -> str:
    """The words of a page's own part: without navigation, footer, and what could be chosen from a list."""
    part = re.search(r"<main.*?</main>", answer.text, flags=re.DOTALL)
    assert part, "a page without main"
    text = re.sub(r"<(svg|select)\b.*?</\1>", " ", part[0], flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def links(answer: Any) -> list[str]:
    """Where a page's links and forms lead."""
    return [unescape(address) for address in re.findall(r'(?:href|action)="([^"]*)"', answer.text)]


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """The SQL statements that are run inside."""
    ran: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.split()[0].upper() in ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH"):
            ran.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield ran
    finally:
        event.remove(engine, "before_cursor_execute", note)
