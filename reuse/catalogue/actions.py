"""Taking in the category file that ships with a release."""

from collections.abc import Mapping
from pathlib import Path

from flask import current_app

from reuse.catalogue import categories
from reuse.catalogue.models import Category, Group
from reuse.db import db

FILE = Path(__file__).parent / "data" / "categories-2026-1.toml"


def load_file(path: Path = FILE, factor_units: Mapping[str, str] | None = None) -> int:
    """Write the file's groups and categories over what is there; how many. Keys are never removed."""
    file = categories.load_categories(path, factor_units)
    for group in file.groups:
        db.session.merge(
            Group(
                key=group.key,
                da=group.da,
                en=group.en,
                synonyms=list(group.synonyms),
                icon=group.icon,
                position=group.sort,
            )
        )
    db.session.flush()
    for position, category in enumerate(file.categories):
        db.session.merge(_row(category, position=position, version=file.version))
    db.session.flush()
    current_app.extensions.pop("category_tree", None)
    return len(file.categories)


def _row(category: categories.Category, *, position: int, version: str) -> Category:
    return Category(
        key=category.key,
        group_key=category.group,
        position=position,
        da=category.da,
        da_plural=category.da_plural,
        en=category.en,
        en_plural=category.en_plural,
        synonyms=list(category.synonyms),
        measure=category.measure,
        icon=category.icon,
        unspsc=category.unspsc,
        factor_key=category.factor,
        typical_mass_g=category.typical_mass_g,
        fields=list(category.fields),
        safety=category.safety,
        safety_words=_words(category),
        agreement=category.agreement,
        in_ehandel=category.ehandel,
        is_it=category.it,
        has_stock=category.stock,
        file_version=version,
    )


def _words(category: categories.Category) -> dict[str, str]:
    words = {
        "reason_da": category.safety_reason_da,
        "reason_en": category.safety_reason_en,
        "instead_da": category.go_instead_da,
        "instead_en": category.go_instead_en,
    }
    return {name: text for name, text in words.items() if text}
