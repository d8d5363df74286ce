"""Tables of agreements and shops."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reuse.db import Model


class Shop(Model):
    """Where a purchase is made. Its address never leaves the server before the four answers are stored."""

    __tablename__ = "shop"

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[UUID] = mapped_column(ForeignKey("municipality.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    url_template: Mapped[str] = mapped_column(String(400))  # may hold {query} and {number}


class Agreement(Model):
    """A shared purchasing agreement that must be used where it covers the need."""

    __tablename__ = "agreement"

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[UUID] = mapped_column(ForeignKey("municipality.id"), index=True)
    key: Mapped[str] = mapped_column(String(40))  # the category file's agreement word, such as furniture
    name: Mapped[str] = mapped_column(String(160))
    number: Mapped[str] = mapped_column(String(40), default="")
    refurbished: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    shop_id: Mapped[int | None] = mapped_column(ForeignKey("shop.id"))

    shop: Mapped[Shop | None] = relationship()
