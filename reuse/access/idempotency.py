"""A retried request happens once: its key and answer are stored in the transaction of what it did."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Index, String, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from reuse.db import Model, UtcDateTime, db
from reuse.errors import AlreadyUsedKey

KEPT = timedelta(hours=48)


class RememberedRequest(Model):
    """A request that came with a key: what was asked, and what was answered."""

    __tablename__ = "remembered_request"
    __table_args__ = (Index("ix_remembered_request_at", "at"),)

    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))


def digest_of(method: str, path: str, body: Any) -> str:
    """What was asked, as one line: the same key with another body is a mistake."""
    text = json.dumps([method, path, body], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def first_answer(*, user_id: int, key: str, digest: str, now: datetime) -> Any | None:
    """Claim the key inside the running transaction; the stored answer if it was claimed before.

    Two at once: the second waits for the first (SQLite's write lock, PostgreSQL's unique index) and then
    finds its answer. Raises AlreadyUsedKey when the key came with another body.
    """
    table = RememberedRequest.__table__
    dialect = sqlite if db.session.get_bind().dialect.name == "sqlite" else postgresql
    claim = (
        dialect.insert(table)
        .values(user_id=user_id, key=key, digest=digest, at=now, answer=None)
        .on_conflict_do_nothing()
        .returning(table.c.key)
    )
    if db.session.connection().execute(claim).first():
        return None
    known = db.session.execute(
        select(table.c.digest, table.c.answer).where(table.c.user_id == user_id, table.c.key == key)
    ).one()
    if known.digest != digest:
        raise AlreadyUsedKey()
    return known.answer


def remember(*, user_id: int, key: str, answer: Any) -> None:
    """Keep the answer, in the transaction of what was done."""
    row = db.session.get_one(RememberedRequest, (user_id, key))
    row.answer = answer


def forget_old(now: datetime) -> int:
    """Delete keys older than they are promised to be kept; how many."""
    result = db.session.execute(delete(RememberedRequest).where(RememberedRequest.at < now - KEPT))
    return result.rowcount  # type: ignore[attr-defined]
