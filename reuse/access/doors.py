"""Doors are shut by default: a route names its permission or says `@public`, or it answers nobody."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar
from uuid import UUID

from flask import Flask, current_app, g, request

from reuse.errors import NotAllowed, NotSignedIn

View = TypeVar("View", bound=Callable[..., Any])


class Actor(Protocol):
    """Who acts: a person on behalf of a unit. `people.rules.Actor` is the real one."""

    @property
    def user_id(self) -> int: ...
    @property
    def municipality_id(self) -> UUID: ...
    def may(self, permission: str, path: str | None = None) -> bool: ...


class UnmarkedDoor(RuntimeError):
    """A route has neither a permission nor `@public`: a mistake in the code, found when the app is made."""


def public(view: View) -> View:
    """Anybody may pass, signed in or not."""
    view.permission = None  # type: ignore[attr-defined]
    return view


def permission(name: str) -> Callable[[View], View]:
    """Only a person whose roles hold this permission somewhere; the route narrows it to a unit."""

    def mark(view: View) -> View:
        view.permission = name  # type: ignore[attr-defined]
        return view

    return mark


def install(app: Flask, *, load_actor: Callable[[], Actor | None], permissions: frozenset[str]) -> None:
    """Put the lock on every door of the app; `load_actor` finds out who stands there."""
    app.extensions["load_actor"] = load_actor
    app.extensions["permissions"] = permissions
    public(app.view_functions["static"])
    app.before_request(_check_door)


def check_marks(app: Flask) -> None:
    """Raise UnmarkedDoor if a route has no mark, or names a permission that is not in the table."""
    for rule in app.url_map.iter_rules():
        name = getattr(app.view_functions[rule.endpoint], "permission", "unmarked")
        if name is not None and name not in app.extensions["permissions"]:
            raise UnmarkedDoor(f"{rule.endpoint} ({rule.rule}): {name}")


def _check_door() -> None:
    if request.endpoint is None:
        return  # no such page: Flask answers 404 or 405
    needed = getattr(current_app.view_functions[request.endpoint], "permission", "unmarked")
    if needed is not None and not actor().may(needed):
        raise NotAllowed()


def actor() -> Any:
    """The person who acts, or NotSignedIn. (Typed Any: doors know the real class, the cellar does not.)"""
    found = actor_or_none()
    if found is None:
        raise NotSignedIn()
    return found


def actor_or_none() -> Any:
    """The person who acts, or None for a stranger; found once per request."""
    if not hasattr(g, "actor"):
        g.actor = current_app.extensions["load_actor"]()
    return g.actor
