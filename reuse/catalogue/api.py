"""Doors for programs: the category tree."""

from flask import Blueprint
from pydantic import BaseModel

from reuse.access.machine import door
from reuse.catalogue.queries import Kind, tree

blueprint = Blueprint("catalogue_api", __name__)


class CategoryAnswer(BaseModel):
    key: str
    group: str
    da: str
    da_plural: str
    en: str
    en_plural: str
    synonyms: list[str]
    measure: str
    fields: list[str]
    safety: str
    safety_words: dict[str, str]
    factor: str | None
    has_stock: bool


class GroupAnswer(BaseModel):
    key: str
    da: str
    en: str
    categories: list[CategoryAnswer]


class Categories(BaseModel):
    items: list[GroupAnswer]
    next: None = None


@door(blueprint, "GET", "/categories", permission="listings.look", answer=Categories)
def index() -> Categories:
    """The category tree with the fields and rules of each kind."""
    known = tree()
    return Categories(
        items=[
            GroupAnswer(
                key=key,
                da=names["da"],
                en=names["en"],
                categories=[_category(kind) for kind in known.of_group(key)],
            )
            for key, names, _icon in known.groups
        ]
    )


def _category(kind: Kind) -> CategoryAnswer:
    (da, da_plural), (en, en_plural) = kind.names["da"], kind.names["en"]
    return CategoryAnswer(
        key=kind.key,
        group=kind.group,
        da=da,
        da_plural=da_plural,
        en=en,
        en_plural=en_plural,
        synonyms=list(kind.synonyms),
        measure=kind.measure.value,
        fields=list(kind.fields),
        safety=kind.safety,
        safety_words=kind.safety_words,
        factor=kind.factor_key or None,
        has_stock=kind.has_stock,
    )
