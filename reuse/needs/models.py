"""Tables of need checks and their answers."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reuse.catalogue.models import Category
from reuse.db import Model, UtcDateTime
from reuse.people.models import Unit
from reuse.quantities import Measure, Quantity


class Need(Model):
    """Somebody wants to buy something; the policy's four questions come first."""

    __tablename__ = "need"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("unit_price_ore IS NULL OR unit_price_ore >= 0", name="price_not_negative"),
        Index("ix_need_unit_id_id", "unit_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(16), unique=True)
    municipality_id: Mapped[UUID] = mapped_column(ForeignKey("municipality.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    by_user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    category_key: Mapped[str | None] = mapped_column(ForeignKey("category.key"), index=True)
    text: Mapped[str] = mapped_column(String(200), default="")
    quantity: Mapped[int]
    measure: Mapped[str] = mapped_column(String(10))
    needed_by: Mapped[date | None]
    unit_price_ore: Mapped[int | None]
    policy_version: Mapped[str] = mapped_column(String(20))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    valid_until: Mapped[date]
    urgent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    urgent_reason: Mapped[str] = mapped_column(Text, default="")

    unit: Mapped[Unit] = relationship()
    category: Mapped[Category | None] = relationship()
    answers: Mapped[list["Answer"]] = relationship(back_populates="need", order_by="Answer.id")

    @property
    def amount(self) -> Quantity:
        return Quantity(self.quantity, Measure(self.measure))


class Answer(Model):
    """What was answered to one question, with what was shown at that moment. A question may have several."""

    __tablename__ = "answer"
    __table_args__ = (CheckConstraint("quantity >= 0", name="quantity_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    question: Mapped[str] = mapped_column(String(12))
    outcome: Mapped[str | None] = mapped_column(String(12))
    quantity: Mapped[int]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    reservation_id: Mapped[int | None] = mapped_column(ForeignKey("reservation.id"), index=True)
    note: Mapped[str] = mapped_column(Text, default="")
    shown: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    by_user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    need: Mapped[Need] = relationship(back_populates="answers")
