"""A door for programs: one declaration gives the route, its lock, its reading of input and its documentation.

A POST runs in one transaction together with its `Idempotency-Key`, so a retried request happens once.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, jsonify, request
from pydantic import BaseModel

from reuse import clock
from reuse.access import doors, idempotency
from reuse.db import transaction
from reuse.errors import N_, Refusal
from reuse.forms import Form, read

PREFIX = "/api/v1"
Change = Callable[[], BaseModel]


class NotJson(Refusal):
    """The body is no JSON object."""

    type = "not-json"
    status = 400
    message = N_("Send the data as a JSON object.")


class BadKey(Refusal):
    """An idempotency key is 1 to 200 printable characters."""

    type = "bad-idempotency-key"
    status = 400
    message = N_("An Idempotency-Key is 1 to 200 printable characters.")


@dataclass(frozen=True)
class Door:
    """What a program must know of a door; the OpenAPI document is made of these."""

    method: str
    path: str
    name: str
    summary: str
    tag: str
    permission: str | None
    form: type[Form] | None
    query: type[Form] | None
    answer: type[BaseModel] | None
    status: int
    files: tuple[str, ...] = ()
    media: str = "application/json"


DOORS: list[Door] = []


def door(
    blueprint: Blueprint,
    method: str,
    path: str,
    *,
    permission: str | None,
    answer: type[BaseModel] | None = None,
    form: type[Form] | None = None,
    query: type[Form] | None = None,
    status: int = 200,
    files: tuple[str, ...] = (),
    media: str = "application/json",
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a door. The view gets `form` or `query` (read and checked) and the parts of the path.

    A view of a POST or PATCH with a form returns its answer and is called inside the transaction; a door with
    `files` opens its own by `once`, after the slow reading of the files.
    """

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        tag = blueprint.name.removesuffix("_api")
        DOORS.append(
            Door(
                method=method,
                path=PREFIX + path,
                name=f"{tag}_{view.__name__}",
                summary=(view.__doc__ or "").strip().split("\n")[0],
                tag=tag,
                permission=permission,
                form=form,
                query=query,
                answer=answer,
                status=status,
                files=files,
                media=media,
            )
        )

        def answered(**parts: Any) -> Any:
            if query is not None:
                return _as_response(view(query=read(query, request.args), **parts), status)
            if form is not None:
                body = _json_body()
                given = read(form, body)
                return once(lambda: view(form=given, **parts), body=body, status=status)
            return _as_response(view(**parts), status)

        answered.__name__ = view.__name__
        marked = doors.permission(permission)(answered) if permission else doors.public(answered)
        blueprint.add_url_rule(PREFIX + path, view.__name__, marked, methods=[method])
        return view

    return declare


def once(change: Change, *, body: Any, status: int) -> Response:
    """Run a change in one transaction, or answer again what the same key was answered."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not (0 < len(key) <= 200 and key.isprintable()):
        raise BadKey()
    user_id, replayed = doors.actor().user_id, False
    with transaction():
        answer = None
        if key is not None:
            digest = idempotency.digest_of(request.method, request.path, body)
            answer = idempotency.first_answer(user_id=user_id, key=key, digest=digest, now=clock.now())
            replayed = answer is not None
        if answer is None:
            answer = change().model_dump(mode="json", by_alias=True)
            if key is not None:
                idempotency.remember(user_id=user_id, key=key, answer=answer)
    response = _as_response(answer, status)
    if replayed:
        response.headers["Idempotent-Replayed"] = "true"
    return response


def file_digest(data: bytes) -> str:
    """What stands for a file's content in an idempotency digest."""
    return hashlib.sha256(data).hexdigest()


def _json_body() -> dict[str, Any]:
    if not request.get_data(cache=True):
        return {}
    try:
        body = request.get_json(force=True, silent=True)
    except RecursionError as error:  # nested a thousand times
        raise NotJson() from error
    if not isinstance(body, dict):
        raise NotJson()
    return body


def _as_response(answer: Any, status: int) -> Response:
    if isinstance(answer, Response):
        return answer
    body = answer.model_dump(mode="json", by_alias=True) if isinstance(answer, BaseModel) else answer
    response = jsonify(body)
    response.status_code = status
    return response
