"""Reads of what happened."""

from sqlalchemy import select

from reuse.db import db
from reuse.history.models import Event


def happened(verb: str, subject: str) -> bool:
    """Whether somebody has ever done this to that."""
    query = select(Event.id).where(Event.subject == subject, Event.verb == verb).limit(1)
    return db.session.scalar(query) is not None
