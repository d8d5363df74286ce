"""Tables of the category tree; filled from the versioned files in `catalogue/data`."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reuse.db import Model


class Group(Model):
    """A product group of the policy: the first level of the tree."""

    __tablename__ = "category_group"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    da: Mapped[str] = mapped_column(String(80))
    en: Mapped[str] = mapped_column(String(80))
    synonyms: Mapped[list[str]] = mapped_column(JSON)
    icon: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]


class Category(Model):
    """A kind of thing. Its key is stable vocabulary for programs and never changes."""

    __tablename__ = "category"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    group_key: Mapped[str] = mapped_column(ForeignKey("category_group.key"), index=True)
    position: Mapped[int]
    da: Mapped[str] = mapped_column(String(80))
    da_plural: Mapped[str] = mapped_column(String(80))
    en: Mapped[str] = mapped_column(String(80))
    en_plural: Mapped[str] = mapped_column(String(80))
    synonyms: Mapped[list[str]] = mapped_column(JSON)
    measure: Mapped[str] = mapped_column(String(10))
    icon: Mapped[str] = mapped_column(String(40))
    unspsc: Mapped[str] = mapped_column(String(8), default="")
    factor_key: Mapped[str] = mapped_column(String(60), default="")
    typical_mass_g: Mapped[int | None]
    fields: Mapped[list[str]] = mapped_column(JSON)
    safety: Mapped[str] = mapped_column(String(20))  # allowed, conditional, blocked
    safety_words: Mapped[dict[str, Any]] = mapped_column(JSON)  # reason and where to go, per language
    agreement: Mapped[str] = mapped_column(String(40), default="unknown")
    in_ehandel: Mapped[str] = mapped_column(String(10), default="unknown")  # yes, no, unknown
    is_it: Mapped[bool] = mapped_column(default=False)
    has_stock: Mapped[bool] = mapped_column(default=True)
    file_version: Mapped[str] = mapped_column(String(20))

    group: Mapped[Group] = relationship()
