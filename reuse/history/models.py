"""The table of events."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from reuse.db import Model, UtcDateTime


class Event(Model):
    """Somebody did something to a thing, for a unit, at a moment. Never edited."""

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_subject", "subject", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    verb: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(60))  # such as item:17 or need:BT-26-7K4M9-C
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    by_user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
