"""Addresses of static files that change when the file does, so that phones may keep them for a year."""

import hashlib
from functools import cache
from pathlib import Path

from flask import current_app, url_for


def url(path: str) -> str:
    """The address of a file below static/, with the hash of its content in the query."""
    return url_for("static", filename=path, v=_digest(Path(current_app.static_folder or "") / path))


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


@cache
def shell() -> tuple[str, ...]:
    """The files that the installed app needs to start without network, below static/."""
    root = Path(current_app.static_folder or "")
    wanted = [
        *root.glob("css/*.css"),
        *root.glob("js/*.js"),
        *root.glob("icons/app*"),
        *root.glob("vendor/fonts/*.woff2"),
    ]
    return tuple(sorted(path.relative_to(root).as_posix() for path in wanted))


@cache
def build() -> str:
    """One hash of the whole shell: a new one makes phones fetch it anew."""
    root = Path(current_app.static_folder or "")
    return hashlib.sha256("".join(_digest(root / path) for path in shell()).encode()).hexdigest()[:12]
