"""Reads of agreements and shops."""

from datetime import date
from urllib.parse import quote, urlsplit
from uuid import UUID

from sqlalchemy import or_, select

from reuse.db import db
from reuse.errors import NotFound
from reuse.purchasing.models import Agreement, Shop


def shop(municipality_id: UUID) -> Shop | None:
    """The municipality's e-procurement system."""
    query = select(Shop).where(Shop.municipality_id == municipality_id).order_by(Shop.id).limit(1)
    return db.session.scalar(query)


def agreement(municipality_id: UUID, key: str, *, on: date) -> Agreement | None:
    """The shared agreement for a kind of thing that is valid on a day; refurbished goods before new."""
    query = (
        select(Agreement)
        .where(Agreement.municipality_id == municipality_id, Agreement.key == key)
        .where(Agreement.valid_from <= on, or_(Agreement.valid_to.is_(None), Agreement.valid_to >= on))
        .order_by(Agreement.refurbished.desc(), Agreement.id)
        .limit(1)
    )
    return db.session.scalar(query)


def shop_address(shop: Shop, *, query: str, number: str, allowed_hosts: frozenset[str]) -> str:
    """The address to send somebody to; its host must be on the installation's allow-list."""
    parts = urlsplit(shop.url_template)
    if parts.scheme != "https" or (parts.hostname or "") not in allowed_hosts:
        raise NotFound()
    return shop.url_template.replace("{query}", quote(query, safe="")).replace("{number}", quote(number, safe=""))
