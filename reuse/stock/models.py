"""Tables of things, their movements, labels and photos."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reuse.catalogue.models import Category
from reuse.db import Model, UtcDateTime
from reuse.people.models import Unit
from reuse.quantities import Measure, Quantity


class Condition(StrEnum):
    """How a thing is, best first."""

    AS_NEW = "as_new"
    GOOD = "good"
    WORN = "worn"
    REPAIRABLE = "repairable"
    PARTS = "parts"


class MovementKind(StrEnum):
    """Why a quantity changed. Only the first, counted and discarded change what a family of lots holds."""

    REGISTERED = "registered"
    HANDED_OVER = "handed_over"
    COUNTED = "counted"
    DISCARDED = "discarded"


class Item(Model):
    """A lot: some quantity of one kind of thing, in one place, in one unit's care.

    `quantity` is the sum of the lot's movements, `promised` what reservations hold of it; both are kept by
    `stock.actions` in the transaction of the movement and guarded by the constraints here.
    """

    __tablename__ = "item"
    __table_args__ = (
        CheckConstraint("quantity >= 0", name="quantity_not_negative"),
        CheckConstraint("promised >= 0 AND promised <= quantity", name="promised_within_quantity"),
        UniqueConstraint("municipality_id", "external_id"),
        Index("ix_item_unit_id_id", "unit_id", "id"),
        Index("ix_item_category_key_unit_id", "category_key", "unit_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[UUID] = mapped_column(ForeignKey("municipality.id"))
    external_id: Mapped[str | None] = mapped_column(String(80))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    category_key: Mapped[str] = mapped_column(ForeignKey("category.key"))
    title: Mapped[str] = mapped_column(String(140))
    description: Mapped[str] = mapped_column(Text, default="")
    quantity: Mapped[int]
    promised: Mapped[int] = mapped_column(default=0)
    measure: Mapped[str] = mapped_column(String(10))
    condition: Mapped[str] = mapped_column(String(12))
    faults: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    brand: Mapped[str] = mapped_column(String(80), default="")
    year: Mapped[int | None]
    width_mm: Mapped[int | None]
    depth_mm: Mapped[int | None]
    height_mm: Mapped[int | None]
    weight_g: Mapped[int | None]  # of one unit of the measure
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)
    family_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    registered_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))

    unit: Mapped[Unit] = relationship()
    category: Mapped[Category] = relationship()
    parent: Mapped["Item | None"] = relationship(remote_side=[id], foreign_keys=[parent_id])
    photos: Mapped[list["Photo"]] = relationship(back_populates="item", order_by="Photo.position")
    labels: Mapped[list["Label"]] = relationship(back_populates="item", order_by="Label.attached_at")

    @property
    def amount(self) -> Quantity:
        return Quantity(self.quantity, Measure(self.measure))

    @property
    def free(self) -> int:
        """Steps that nobody has been promised."""
        return self.quantity - self.promised


class Movement(Model):
    """One change of one lot's quantity, never edited. `counterpart` is the lot at the other end."""

    __tablename__ = "movement"
    __table_args__ = (CheckConstraint("change <> 0", name="change_not_zero"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    change: Mapped[int]
    counterpart_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    by_user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    unit: Mapped[Unit] = relationship()


class LabelBatch(Model):
    """Codes that were made together, for one print."""

    __tablename__ = "label_batch"
    __table_args__ = (CheckConstraint("count > 0", name="count_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[UUID] = mapped_column(ForeignKey("municipality.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    count: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))

    unit: Mapped[Unit] = relationship()
    labels: Mapped[list["Label"]] = relationship(back_populates="batch", order_by="Label.position")


class Label(Model):
    """A printed code. It exists before the thing it will be stuck on."""

    __tablename__ = "label"
    __table_args__ = (
        Index("ix_label_item_id", "item_id"),
        Index("ix_label_batch_id_position", "batch_id", "position"),
        CheckConstraint("(item_id IS NULL) = (attached_at IS NULL)", name="attached_has_item"),
    )

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    municipality_id: Mapped[UUID] = mapped_column(ForeignKey("municipality.id"))
    batch_id: Mapped[int] = mapped_column(ForeignKey("label_batch.id"))
    position: Mapped[int]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    attached_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attached_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    batch: Mapped[LabelBatch] = relationship(back_populates="labels")
    item: Mapped[Item | None] = relationship(back_populates="labels")

    @property
    def state(self) -> str:
        """printed, attached or retired."""
        if self.retired_at:
            return "retired"
        return "attached" if self.item_id else "printed"


class Photo(Model):
    """A picture of a lot; the files are named by the digest of the re-encoded picture."""

    __tablename__ = "photo"
    __table_args__ = (
        Index("ix_photo_item_id_position", "item_id", "position"),
        Index("ix_photo_digest", "digest"),
        CheckConstraint("width > 0 AND height > 0", name="size_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    digest: Mapped[str] = mapped_column(String(64))
    position: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    placeholder: Mapped[str] = mapped_column(String(400), default="")
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))

    item: Mapped[Item] = relationship(back_populates="photos")
