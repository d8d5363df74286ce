"""Reads of the category tree. It is small and changes with releases, so each process keeps it in memory."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask_babel import get_locale
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from reuse.catalogue.models import Category, Group
from reuse.db import db
from reuse.errors import N_, Invalid
from reuse.quantities import Measure

FRESH_SECONDS = 60  # how long another process's change may go unseen


@dataclass(frozen=True)
class Kind:
    """A category as the rest of the house sees it, detached from the database."""

    key: str
    group: str
    names: dict[str, tuple[str, str]]  # per language: singular, plural
    synonyms: tuple[str, ...]
    measure: Measure
    icon: str
    factor_key: str
    typical_mass_g: int | None
    fields: tuple[str, ...]
    safety: str
    safety_words: dict[str, Any]
    agreement: str
    in_ehandel: str
    is_it: bool
    has_stock: bool

    @property
    def name(self) -> str:
        return self._names[0]

    @property
    def plural(self) -> str:
        return self._names[1]

    def safety_text(self, part: str) -> str:
        """The `reason` of a rule, or where to go `instead`, in the reader's language."""
        language = "da" if str(get_locale()) == "da" else "en"
        return str(self.safety_words.get(f"{part}_{language}", ""))

    @property
    def _names(self) -> tuple[str, str]:
        return self.names.get(str(get_locale()), self.names["en"])


@dataclass(frozen=True)
class Tree:
    """All groups and kinds, in the order of the policy's product groups."""

    groups: tuple[tuple[str, dict[str, str], str], ...]  # key, name per language, icon
    kinds: dict[str, Kind]

    def of_group(self, group: str) -> list[Kind]:
        return [kind for kind in self.kinds.values() if kind.group == group]

    def stocked(self) -> list[Kind]:
        return [kind for kind in self.kinds.values() if kind.has_stock]


def tree() -> Tree:
    """The category tree, from memory if it is fresh."""
    kept = current_app.extensions.get("category_tree")
    if kept and time.monotonic() - kept[0] < FRESH_SECONDS:
        return kept[1]
    fresh = _read_tree()
    if fresh.kinds:
        current_app.extensions["category_tree"] = (time.monotonic(), fresh)
    return fresh


def kind(key: str) -> Kind:
    """One kind by its key; raises Invalid for a key that does not exist."""
    try:
        return tree().kinds[key]
    except KeyError as error:
        raise Invalid({"category": N_("There is no such category. Choose one from the list.")}) from error


def _read_tree() -> Tree:
    groups = db.session.scalars(select(Group).order_by(Group.position)).all()
    query = select(Category).join(Group).options(joinedload(Category.group))
    rows: Iterable[Category] = db.session.scalars(query.order_by(Group.position, Category.position))
    return Tree(
        tuple((group.key, {"da": group.da, "en": group.en}, group.icon) for group in groups),
        {row.key: _kind(row) for row in rows},
    )


def _kind(row: Category) -> Kind:
    return Kind(
        key=row.key,
        group=row.group_key,
        names={"da": (row.da, row.da_plural), "en": (row.en, row.en_plural)},
        synonyms=tuple(row.synonyms),
        measure=Measure(row.measure),
        icon=row.icon,
        factor_key=row.factor_key,
        typical_mass_g=row.typical_mass_g,
        fields=tuple(row.fields),
        safety=row.safety,
        safety_words=row.safety_words,
        agreement=row.agreement,
        in_ehandel=row.in_ehandel,
        is_it=row.is_it,
        has_stock=row.has_stock,
    )
