"""Every refusal becomes a page for people or problem+json for programs, here and nowhere else."""

import logging
from typing import Any

from flask import Flask, Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.exceptions import TooManyRequests as WerkzeugTooMany

from reuse.access.doors import actor_or_none
from reuse.access.machine import PREFIX
from reuse.errors import N_, Invalid, NotSignedIn, Refusal, TooManyRequests
from reuse.formatting import words

logger = logging.getLogger(__name__)
BUSY = ("database is locked", "lock timeout", "deadlock detected")


def install(app: Flask) -> None:
    app.register_error_handler(Refusal, refusal)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(OperationalError, busy)


def refusal(error: Refusal) -> ResponseReturnValue:
    """A refusal as the asker understands it."""
    if _is_program():
        fields = {}
        if isinstance(error, Invalid):
            fields = {name: gettext(message) for name, message in error.fields.items()}
        return _problem(error.type, words(error), error.status, fields)
    if isinstance(error, NotSignedIn):
        return redirect(url_for("people.sign_in", next=_way_back()))
    return _page(error.status, words(error))


def _way_back() -> str | None:
    """Where to go after signing in: the page itself, or the page that held the form."""
    return request.full_path.rstrip("?") if request.method == "GET" else None


OUR_FAULT = N_("Something went wrong at our end. Nothing you saved is lost. Try again.")
TITLES = {
    400: N_("We could not read that request."),
    404: N_("There is no such page. It may have moved."),
    405: N_("That cannot be done here."),
    413: N_("That is too large to send. Choose fewer or smaller files."),
    415: N_("We cannot read that kind of file."),
}


def http_error(error: HTTPException) -> ResponseReturnValue:
    """What Flask itself refuses, and faults of ours (500), without a stack trace."""
    if error.response is not None:
        return error.response
    if isinstance(error, WerkzeugTooMany):
        return refusal(TooManyRequests())  # Flask-Limiter adds Retry-After
    status = error.code or 500
    title = gettext(TITLES.get(status, OUR_FAULT))
    answer = _problem(f"http-{status}", title, status, {}) if _is_program() else _page(status, title)
    if status == 405 and error.get_headers():
        answer.headers.extend({name: value for name, value in error.get_headers() if name == "Allow"})
    return answer


def busy(error: OperationalError) -> ResponseReturnValue:
    """The database is busy beyond its patience: say so and when to come back; anything else is our fault."""
    if not any(text in str(error) for text in BUSY):
        raise error
    logger.warning("database busy: %s", error.orig)
    title = gettext("Many people are busy here right now. Nothing is lost: try again in a moment.")
    answer = _problem("busy", title, 503, {}) if _is_program() else _page(503, title)
    answer.headers["Retry-After"] = "2"
    return answer


def _is_program() -> bool:
    return request.path.startswith(PREFIX) or request.accept_mimetypes.best == "application/problem+json"


def _problem(kind: str, title: str, status: int, fields: dict[str, str]) -> Response:
    """RFC 9457 problem details; `type` is stable, `title` is for people."""
    body: dict[str, Any] = {"type": f"urn:reuse-exchange:problem:{kind}", "title": title, "status": status}
    if fields:
        body["errors"] = fields
        body["detail"] = "; ".join(f"{name}: {message}" for name, message in fields.items())
    response = jsonify(body)
    response.status_code, response.mimetype = status, "application/problem+json"
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _page(status: int, message: str) -> Response:
    title = gettext("That did not work")
    if status == 404:
        title = gettext("Not found")
    next_url = url_for("home.index") if actor_or_none() else url_for("people.sign_in")
    page = render_template(
        "errors/error.html",
        title=title,
        message=message,
        status=status,
        next_url=next_url,
        next_text=gettext("Go to the front page") if actor_or_none() else gettext("Sign in"),
    )
    return Response(page, status, mimetype="text/html")
