"""Tables of factors and the savings ledger."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reuse.db import Model, UtcDateTime


class FactorSet(Model):
    """One published version of the factors; never edited, only followed by another."""

    __tablename__ = "factor_set"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(String(20), unique=True)
    loaded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    factors: Mapped[list["Factor"]] = relationship(back_populates="factor_set", order_by="Factor.id")


class Factor(Model):
    """Grams of CO2e for one unit of a kind of thing, with its source. Empty where no number is credible."""

    __tablename__ = "factor"
    __table_args__ = (UniqueConstraint("factor_set_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    factor_set_id: Mapped[int] = mapped_column(ForeignKey("factor_set.id"))
    key: Mapped[str] = mapped_column(String(60))
    name_da: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120))
    unit: Mapped[str] = mapped_column(String(20))
    typical_mass_g: Mapped[int | None]
    co2e_low_g: Mapped[int | None]
    co2e_mid_g: Mapped[int | None]
    co2e_high_g: Mapped[int | None]
    life_months: Mapped[int | None]
    boundary: Mapped[str] = mapped_column(Text)
    source_title: Mapped[str] = mapped_column(Text)
    publisher: Mapped[str] = mapped_column(Text)
    year: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(Text)
    licence: Mapped[str] = mapped_column(Text)
    quote: Mapped[str] = mapped_column(Text)
    confidence: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text)

    factor_set: Mapped[FactorSet] = relationship(back_populates="factors")


class SavingEntry(Model):
    """What one fact saved, with everything needed to compute it again. Rows are only ever added."""

    __tablename__ = "saving_entry"
    __table_args__ = (
        UniqueConstraint("municipality_id", "sequence"),
        UniqueConstraint("fact"),
        CheckConstraint("co2e_net_g IS NOT NULL OR described <> ''", name="calculated_or_described"),
        Index("ix_saving_entry_municipality_id_at", "municipality_id", "at"),
        Index("ix_saving_entry_unit_id_at", "unit_id", "at"),
        Index("ix_saving_entry_need_number", "need_number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[UUID] = mapped_column(ForeignKey("municipality.id"))
    sequence: Mapped[int]
    fact: Mapped[str] = mapped_column(String(60))  # what it was booked for, such as handover:17
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    month: Mapped[str] = mapped_column(String(7))  # 2026-08, on the wall in Denmark
    outcome: Mapped[str] = mapped_column(String(12))
    evidence: Mapped[str] = mapped_column(String(1))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))  # the receiver owns the avoided purchase
    giver_unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    need_number: Mapped[str | None] = mapped_column(String(16))
    category_key: Mapped[str] = mapped_column(ForeignKey("category.key"))
    quantity: Mapped[int]
    measure: Mapped[str] = mapped_column(String(10))
    factor_id: Mapped[int | None] = mapped_column(ForeignKey("factor.id"))
    inputs: Mapped[dict[str, Any]] = mapped_column(JSON)  # rules.Inputs, whole
    described: Mapped[str] = mapped_column(Text, default="")  # why there is no number
    co2e_gross_g: Mapped[int | None] = mapped_column(BigInteger)
    co2e_net_g: Mapped[int | None] = mapped_column(BigInteger)
    co2e_low_g: Mapped[int | None] = mapped_column(BigInteger)
    co2e_high_g: Mapped[int | None] = mapped_column(BigInteger)
    gross_ore: Mapped[int | None] = mapped_column(BigInteger)
    net_ore: Mapped[int | None] = mapped_column(BigInteger)
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("saving_entry.id"), unique=True)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)

    factor: Mapped[Factor | None] = relationship()
