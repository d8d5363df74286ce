"""The outbox: notices wait here, in the transaction of their fact, until they have been sent."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from reuse.db import Model, UtcDateTime

WAITING = text("sent_at IS NULL AND given_up_at IS NULL")


class Notice(Model):
    """A message to a person or a role mailbox. Sent at most once; retried until it is given up."""

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix_notice_waiting", "due_at", sqlite_where=WAITING, postgresql_where=WAITING),
        Index("ix_notice_user_id_id", "user_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(String(200), default="")
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    given_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
