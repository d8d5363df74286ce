"""A page's form happens once, however often its button is tapped or the page is sent again.

The form carries a hidden field `once`, made when the page was rendered; the change runs in the transaction
in which the key is remembered, and a repeated key is led to the same place.
"""

import secrets
from collections.abc import Callable

from flask import Response, redirect, request

from reuse import clock
from reuse.access import doors, idempotency
from reuse.db import transaction

FIELD = "once"


def new_key() -> str:
    """A key for a form that is about to be shown (a template global)."""
    return secrets.token_urlsafe(18)


def once(change: Callable[[], str]) -> Response:
    """Run a change in one transaction and go where it says (303); a repeated form goes there without it."""
    given = request.form.get(FIELD, "")[:100]
    key = f"page:{given}" if given.isprintable() else "page:"
    user_id = doors.actor().user_id
    with transaction():
        place = None
        if key != "page:":
            # The path alone: a form sent again after a typing mistake was mended is still the same form.
            digest = idempotency.digest_of(request.method, request.path, None)
            place = idempotency.first_answer(user_id=user_id, key=key, digest=digest, now=clock.now())
        if place is None:
            place = change()
            if key != "page:":
                idempotency.remember(user_id=user_id, key=key, answer=place)
    return redirect(place, 303)  # type: ignore[return-value]
