"""Writing down what happened."""

from datetime import datetime
from typing import Any
from uuid import UUID

from reuse.access.doors import Actor
from reuse.db import db
from reuse.history.models import Event


def log(verb: str, subject: str, *, by: Actor, unit_id: UUID, now: datetime, **details: Any) -> None:
    """Add an event, in the transaction of what it tells of."""
    db.session.add(
        Event(at=now, verb=verb, subject=subject, unit_id=unit_id, by_user_id=by.user_id, details=details)
    )
