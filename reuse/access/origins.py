"""Cross-origin refusal instead of form tokens (docs/adr/0005-cross-origin.md).

Browsers say with `Sec-Fetch-Site` whether a request comes from our own pages; older ones send `Origin`.
A form kept offline for a week has no stale token this way.
"""

from urllib.parse import urlsplit

from flask import Flask, request

from reuse.errors import CrossOrigin

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def install(app: Flask) -> None:
    app.before_request(_refuse_other_sites)


def _refuse_other_sites() -> None:
    if request.method in SAFE_METHODS:
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if not may_change(site=site, origin=origin, host=request.host):
        raise CrossOrigin()


def may_change(*, site: str | None, origin: str | None, host: str) -> bool:
    """Whether a changing request may pass: from our own origin, typed by hand, or not from a browser."""
    if site is not None:
        return site in ("same-origin", "none")
    if origin is not None:
        return _host_of(origin) == host
    return True  # not a browser: no cookie of a person rides along unasked


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # no address at all
        return None
