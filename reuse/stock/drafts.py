"""Pictures that arrived with a form that could not be saved yet: kept in the file store, handed back signed.

Whoever photographed a thing in a basement does not have to do it again because a number was wrong.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.datastructures import FileStorage

from reuse.errors import NotFound, Refusal
from reuse.files import Files
from reuse.stock.actions import MAX_PHOTOS, TooManyPhotos, keep_files
from reuse.stock.pictures import Picture, read_picture

MAX_BYTES = MAX_PHOTOS * 26 * 1024 * 1024  # ten of the heaviest pictures, and the text around them


@dataclass(frozen=True)
class Draft(Picture):
    """A picture whose files are kept already, so it no longer carries them."""

    dhash: int = 0
    renditions: Mapping[int, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Album:
    """The pictures of one form: those that are safe, by token, and those that were refused, by file name."""

    drafts: Mapping[str, Draft]
    refused: Sequence[tuple[str, Refusal]] = ()


EMPTY = Album({})


def collect(uploads: Iterable[FileStorage], tokens: Iterable[str], *, files: Files, user_id: int) -> Album:
    """Read and keep what was sent, after what the form had brought before; about a second a picture.

    A picture that is refused does not take the others with it.
    """
    drafts: dict[str, Draft] = {}
    refused: list[tuple[str, Refusal]] = []
    for token in tokens:
        try:
            drafts[token] = opened(token, user_id=user_id)
        except NotFound:
            continue  # not ours or from before the secret changed: there is nothing to show
    for upload in uploads:
        if not upload.filename:
            continue  # the camera's field or the gallery's was left empty
        try:
            if len(drafts) >= MAX_PHOTOS:
                raise TooManyPhotos(most=MAX_PHOTOS)
            draft = _kept(read_picture(upload.read()), files)
        except Refusal as refusal:
            refused.append((upload.filename, refusal))
        else:
            drafts[sealed(draft, user_id=user_id)] = draft
    return Album(dict(list(drafts.items())[:MAX_PHOTOS]), refused)


def _kept(picture: Picture, files: Files) -> Draft:
    keep_files(picture, files)
    return Draft(picture.digest, picture.width, picture.height, picture.placeholder)


def sealed(draft: Draft, *, user_id: int) -> str:
    """What a form carries instead of the picture: of use only to the person who sent it."""
    return _seal().dumps([user_id, draft.digest, draft.width, draft.height, draft.placeholder])


def opened(token: str, *, user_id: int) -> Draft:
    """The picture behind a token; raises NotFound for one that we did not give to this person."""
    try:
        owner, digest, width, height, placeholder = _seal().loads(token)
    except BadSignature as error:
        raise NotFound() from error
    if owner != user_id:
        raise NotFound()
    return Draft(digest, width, height, placeholder)


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="draft-photo")
