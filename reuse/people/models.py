"""Tables of people and units."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reuse.db import Model, UtcDateTime


class UnitKind(StrEnum):
    MUNICIPALITY = "municipality"
    CENTRE = "centre"
    INSTITUTION = "institution"
    DEPOT = "depot"
    WORKSHOP = "workshop"
    PROJECT = "project"


class LegalKind(StrEnum):
    """Things move freely only between municipal units; the others need a decision outside the exchange."""

    MUNICIPAL = "municipal"
    SELF_GOVERNING = "self_governing"
    PRIVATE = "private"
    EXTERNAL = "external"


class Municipality(Model):
    """One municipality of the installation; everything below belongs to exactly one."""

    __tablename__ = "municipality"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    code: Mapped[str] = mapped_column(String(4), default="")  # kommunekode
    cvr: Mapped[str] = mapped_column(String(8), default="")


class Unit(Model):
    """A place in the municipality that holds things and asks for them. Its key is a UUID; GLN may change."""

    __tablename__ = "unit"
    __table_args__ = (
        Index("ix_unit_municipality_path", "municipality_id", "path"),
        Index("ix_unit_parent_id", "parent_id"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="valid_period"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    municipality_id: Mapped[UUID] = mapped_column(ForeignKey("municipality.id"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    path: Mapped[str] = mapped_column(String(400))  # ids from the root down, each followed by a slash
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))
    service_area: Mapped[str] = mapped_column(String(40), default="")
    legal_kind: Mapped[str] = mapped_column(String(20), default=LegalKind.MUNICIPAL)
    gln: Mapped[str] = mapped_column(String(13), default="")
    p_number: Mapped[str] = mapped_column(String(10), default="")
    cost_centre: Mapped[str] = mapped_column(String(40), default="")
    street: Mapped[str] = mapped_column(String(120), default="")
    postcode: Mapped[str] = mapped_column(String(4), default="")
    city: Mapped[str] = mapped_column(String(60), default="")
    latitude_e5: Mapped[int | None]  # degrees times 100,000: about a metre
    longitude_e5: Mapped[int | None]
    mailbox: Mapped[str] = mapped_column(String(200), default="")  # the role's address, not a person's
    phone: Mapped[str] = mapped_column(String(30), default="")
    pickup_hours: Mapped[str] = mapped_column(String(120), default="")
    valid_from: Mapped[date] = mapped_column(default=date(2000, 1, 1))
    valid_to: Mapped[date | None]

    municipality: Mapped[Municipality] = relationship()
    parent: Mapped["Unit | None"] = relationship(remote_side=[id])

    @property
    def is_municipal(self) -> bool:
        return self.legal_kind == LegalKind.MUNICIPAL


class User(Model):
    """A person who signs in. Acts on behalf of a unit; owns nothing."""

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[UUID] = mapped_column(ForeignKey("municipality.id"))
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(5), default="da")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    municipality: Mapped[Municipality] = relationship()
    memberships: Mapped[list["Membership"]] = relationship(back_populates="user", order_by="Membership.id")

    # What flask-login asks of a user.
    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        return self.left_at is None

    def get_id(self) -> str:
        return str(self.id)


class Membership(Model):
    """A role that a person has in a unit and in all units below it."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("user_id", "unit_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))

    user: Mapped[User] = relationship(back_populates="memberships")
    unit: Mapped[Unit] = relationship()


class ApiToken(Model):
    """A key with which a program acts as a user. Only its digest is kept."""

    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship()
