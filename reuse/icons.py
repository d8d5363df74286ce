"""Our own icon family: each drawing is read once and put inline, where it takes the text's colour."""

import re
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

FOLDER = Path(__file__).resolve().parent.parent / "static" / "icons"
NAME = re.compile(r"[a-z][a-z_-]*\Z")
DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


class UnknownIcon(LookupError):
    """A template asks for an icon that nobody has drawn."""


@lru_cache(maxsize=256)
def drawing(name: str) -> Markup:
    """The shapes of one icon without their frame; raises UnknownIcon."""
    path = FOLDER / f"{name}.svg"
    if not NAME.match(name) or not path.is_file():
        raise UnknownIcon(name)
    found = DRAWING.search(path.read_text(encoding="utf-8"))
    if found is None:
        raise UnknownIcon(name)
    # Only our own drawings from static/icons, whose names passed the pattern, are marked as safe.
    return Markup(found.group(1).strip())  # noqa: S704


@lru_cache(maxsize=1024)
def icon(name: str, label: str | None = None) -> Markup:
    """An icon as inline SVG: silent for screen readers unless it has a label; raises UnknownIcon."""
    if label is None:
        head = Markup('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">')
    else:
        head = Markup('<svg class="icon" viewBox="0 0 24 24" role="img"><title>{}</title>').format(label)
    return head + drawing(name) + Markup("</svg>")


def names() -> list[str]:
    """All icons that are drawn, in alphabetical order."""
    return sorted(path.stem for path in FOLDER.glob("*.svg") if path.stem != "app")
