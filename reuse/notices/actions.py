"""Telling people: written with the fact, sent after it, retried, and given up visibly."""

import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import current_app, render_template
from flask_babel import force_locale
from sqlalchemy import select, update

from reuse.db import after_commit, db
from reuse.notices.models import Notice
from reuse.notices.post import NoMailServer
from reuse.notices.rules import MOST_TRIES, next_try

Send = Callable[[Notice], None]
AT_ONCE = 20


def tell(
    address: str,
    kind: str,
    *,
    now: datetime,
    language: str = "da",
    user_id: int | None = None,
    **facts: object,
) -> None:
    """Write a notice in the running transaction; its words are in `templates/notices/<kind>.txt`.

    The first line of the template is the subject. Nobody to tell (no address) is no fault.
    """
    if not address:
        return
    with force_locale(language):
        subject, _, body = render_template(f"notices/{kind}.txt", **facts).strip().partition("\n")
    db.session.add(
        Notice(
            kind=kind,
            user_id=user_id,
            address=address,
            subject=subject[:200],
            body=body.strip(),
            written_at=now,
            due_at=now,
        )
    )
    after_commit("wake the sender", current_app.extensions["wake_sender"])


def waiting(now: datetime) -> list[int]:
    """Ids of notices that are due, oldest first."""
    query = (
        select(Notice.id)
        .where(Notice.sent_at.is_(None), Notice.given_up_at.is_(None), Notice.due_at <= now)
        .order_by(Notice.due_at)
        .limit(AT_ONCE)
    )
    return list(db.session.scalars(query))


def claim(notice_id: int, *, now: datetime) -> Notice | None:
    """Take a due notice for one try: its next try is written first, so two senders never send it both."""
    notice = db.session.get_one(Notice, notice_id)
    later = next_try(notice.tries, now)
    taken = (
        update(Notice)
        .where(Notice.id == notice_id, Notice.due_at <= now)
        .where(Notice.sent_at.is_(None), Notice.given_up_at.is_(None))
        .values(tries=Notice.tries + 1, due_at=later or now + timedelta(days=3650))
    )
    if not db.session.execute(taken).rowcount:  # type: ignore[attr-defined]
        return None
    db.session.refresh(notice)
    return notice


def sent(notice: Notice, *, now: datetime) -> None:
    notice.sent_at = now
    notice.last_error = ""


def failed(notice: Notice, error: Exception, *, now: datetime) -> None:
    """Note why a try failed; after the last one the notice is given up and stays visible."""
    notice.last_error = f"{type(error).__name__}: {error}"[:200]
    if notice.tries >= MOST_TRIES or isinstance(error, NoMailServer):
        notice.given_up_at = now


FAULTS = (OSError, smtplib.SMTPException, NoMailServer, ValueError)  # ValueError: no address at all
