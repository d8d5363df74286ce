"""Tables of reservations and hand-overs."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reuse.db import Model, UtcDateTime
from reuse.listings.models import Listing
from reuse.people.models import Unit
from reuse.quantities import Measure, Quantity
from reuse.stock.models import Item

OPEN = text("ended_at IS NULL")


class State(StrEnum):
    """Where a reservation stands; derived from what happened to it."""

    READY = "ready"
    HANDED_OVER = "handed_over"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    EXPIRED = "expired"


class Delivery(StrEnum):
    COLLECT = "collect"
    DELIVER = "deliver"


class Reservation(Model):
    """A unit holds some of an offer until a day. Ends by hand-over, cancellation, refusal or expiry."""

    __tablename__ = "reservation"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("handed_over >= 0 AND handed_over <= quantity", name="handed_over_within"),
        CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name="ended_has_ending"),
        Index("ix_reservation_unit_id_id", "unit_id", "id"),
        Index("ix_reservation_giver_unit_id_id", "giver_unit_id", "id"),
        Index("ix_reservation_item_open", "item_id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_reservation_hold_until_open", "hold_until", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[UUID] = mapped_column(ForeignKey("municipality.id"))
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    giver_unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))  # the receiving unit
    by_user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    need_number: Mapped[str | None] = mapped_column(String(16), index=True)
    price_ore: Mapped[int | None]  # of one new unit ex VAT, as whoever reserved it stated
    quantity: Mapped[int]
    handed_over: Mapped[int] = mapped_column(default=0)
    delivery: Mapped[str] = mapped_column(String(10), default=Delivery.COLLECT)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    hold_until: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ending: Mapped[str | None] = mapped_column(String(20))
    ending_reason: Mapped[str] = mapped_column(Text, default="")
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    listing: Mapped[Listing] = relationship()
    item: Mapped[Item] = relationship()
    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id])
    giver_unit: Mapped[Unit] = relationship(foreign_keys=[giver_unit_id])
    handovers: Mapped[list["Handover"]] = relationship(back_populates="reservation", order_by="Handover.id")

    @property
    def state(self) -> State:
        return State(self.ending) if self.ending else State.READY

    @property
    def remaining(self) -> int:
        """Steps still to be handed over, if it is open."""
        return 0 if self.ended_at else self.quantity - self.handed_over

    @property
    def amount(self) -> Quantity:
        return Quantity(self.quantity, Measure(self.item.measure))


class Handover(Model):
    """Things changed hands: from one lot to the new lot at the receiver."""

    __tablename__ = "handover"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reservation_id: Mapped[int] = mapped_column(ForeignKey("reservation.id"), index=True)
    from_item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    to_item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    quantity: Mapped[int]
    counterfactual: Mapped[str] = mapped_column(String(12))  # bought, waited, unsure
    by_user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    reservation: Mapped[Reservation] = relationship(back_populates="handovers")
    to_item: Mapped[Item] = relationship(foreign_keys=[to_item_id])

    @property
    def amount(self) -> Quantity:
        return Quantity(self.quantity, Measure(self.to_item.measure))
