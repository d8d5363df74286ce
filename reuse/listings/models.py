"""The table of offers."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reuse.db import Model, UtcDateTime
from reuse.people.models import Unit
from reuse.quantities import Measure, Quantity
from reuse.stock.models import Item


class Listing(Model):
    """An offer of some of a lot. `left` is what nobody has reserved or received yet."""

    __tablename__ = "listing"
    __table_args__ = (
        CheckConstraint('"left" >= 0 AND "left" <= offered', name="left_within_offered"),
        CheckConstraint("offered > 0", name="offered_positive"),
        CheckConstraint("may_take OR may_borrow", name="some_mode"),
        Index(
            "uq_listing_open_item",
            "item_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(
            "ix_listing_newest",
            "municipality_id",
            "id",
            sqlite_where=text('closed_at IS NULL AND "left" > 0'),
            postgresql_where=text('closed_at IS NULL AND "left" > 0'),
        ),
        Index("ix_listing_unit_id_id", "unit_id", "id"),
        Index("ix_listing_until_on", "until_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[UUID] = mapped_column(ForeignKey("municipality.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))  # the giving unit
    offered: Mapped[int]
    left: Mapped[int]
    may_take: Mapped[bool] = mapped_column(default=True)
    may_borrow: Mapped[bool] = mapped_column(default=False)
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    offered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    offered_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    item: Mapped[Item] = relationship()
    unit: Mapped[Unit] = relationship()

    @property
    def amount_left(self) -> Quantity:
        return Quantity(self.left, Measure(self.item.measure))
