"""Work outside the request: send notices, let reservations run out, forget old keys."""

import logging
from collections.abc import Callable
from typing import Any

from flask import Flask, current_app
from huey import Huey, crontab

from reuse import clock
from reuse.access import idempotency
from reuse.db import db, transaction
from reuse.listings import index
from reuse.notices import actions as notices
from reuse.notices.post import send
from reuse.reservations import actions as reservations
from reuse.reservations import queries
from reuse.reservations.models import Reservation

logger = logging.getLogger(__name__)


def install(app: Flask) -> Huey:
    """Name the jobs on the app's queue, and give the app the bell that wakes the sender."""
    queue: Huey = app.extensions["queue"]
    sender = queue.task(name="send_notices")(_in(app, send_notices))
    queue.periodic_task(crontab(minute="*"), name="send_due_notices")(_in(app, send_notices))
    queue.periodic_task(crontab(minute="*/10"), name="expire_reservations")(_in(app, expire_reservations))
    queue.periodic_task(crontab(minute="7"), name="forget_requests")(_in(app, forget_requests))
    queue.periodic_task(crontab(minute="*/5"), name="refresh_search")(_in(app, refresh_search))
    app.extensions["wake_sender"] = lambda: _ring(sender)
    return queue


def _ring(sender: Callable[[], Any]) -> None:
    """Wake the sender. The fact is kept already: a queue that does not answer must not look like a failure."""
    try:
        sender()
    except Exception:
        logger.exception("the queue does not answer; the sender finds its work at the next minute")


def _in(app: Flask, job: Callable[[], Any]) -> Callable[[], None]:
    def run() -> None:
        with app.app_context(), app.test_request_context(base_url=app.config["BASE_URL"]):
            job()

    run.__name__ = job.__name__
    return run


def send_notices() -> int:
    """Send what is due, each in its own transactions: claimed first, so that no two senders send it both."""
    settings, count = current_app.config["SETTINGS"], 0
    for notice_id in notices.waiting(clock.now()):
        with transaction():
            notice = notices.claim(notice_id, now=clock.now())
        if notice is None:
            continue
        error = None
        try:
            send(notice, settings)
        except notices.FAULTS as fault:
            error = fault
            logger.warning("notice %s could not be sent: %s", notice_id, fault)
        with transaction():
            notice = db.session.merge(notice)
            if error:
                notices.failed(notice, error, now=clock.now())
            else:
                notices.sent(notice, now=clock.now())
                count += 1
    return count


def expire_reservations() -> int:
    """Free what nobody fetched in time; how many reservations ran out."""
    count = 0
    for reservation_id in queries.overdue(clock.now()):
        with transaction():
            reservation = db.session.get_one(Reservation, reservation_id, with_for_update={"of": Reservation})
            if reservation.ended_at is None and reservation.hold_until < clock.now():
                reservations.expire(reservation, now=clock.now())
                count += 1
    return count


def refresh_search() -> int:
    """Read again, with today's rules and lexicon, what an older analysis put into the search index."""
    with transaction():
        return index.refresh()


def forget_requests() -> int:
    """Forget idempotency keys that are older than promised."""
    with transaction():
        return idempotency.forget_old(clock.now())
