"""One family of errors, named for what happened; a door turns each into a page or problem+json."""

from typing import Any, ClassVar


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools know
    """Mark a text for translation where Flask is not at hand; the door translates it."""
    return message


class Refusal(Exception):
    """Something a person asked for that cannot be done, and why, in words they understand.

    `type` is the stable key in problem+json, `status` the HTTP status, `message` an English gettext
    message with %(name)s places that `params` fill.
    """

    type: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    message: ClassVar[str] = N_("This cannot be done.")

    def __init__(self, **params: Any) -> None:
        super().__init__(self.type)
        self.params = params


class NotFound(Refusal):
    """The thing does not exist, or this person may not know that it does."""

    type = "not-found"
    status = 404
    message = N_("We could not find that. It may have been moved or given away.")


class NotAllowed(Refusal):
    """The person's roles do not cover this, for this unit."""

    type = "not-allowed"
    status = 403
    message = N_("You do not have access to this. Ask your unit manager if you need it.")


class NotSignedIn(Refusal):
    """Nobody is signed in, or the token is unknown, expired or withdrawn."""

    type = "not-signed-in"
    status = 401
    message = N_("Please sign in first.")


class CrossOrigin(Refusal):
    """A browser sent a change from another site's page."""

    type = "cross-origin"
    status = 403
    message = N_("This request came from another website and was stopped.")


class TooManyRequests(Refusal):
    """Somebody asks more often than the limit allows."""

    type = "too-many-requests"
    status = 429
    message = N_("Too many attempts. Wait a little and try again.")


class Invalid(Refusal):
    """The input does not fit; `fields` says for each field what is wrong, translated by the door."""

    type = "invalid"
    status = 422
    message = N_("Some of the information needs to be corrected.")

    def __init__(self, fields: dict[str, str] | None = None, **params: Any) -> None:
        super().__init__(**params)
        self.fields = fields or {}


class AlreadyUsedKey(Refusal):
    """An idempotency key came back with another body."""

    type = "idempotency-key-reused"
    status = 422
    message = N_("This request was already used for something else. Start again from the form.")


class StorageFull(Refusal):
    """A file could not be written because there is no room."""

    type = "storage-full"
    status = 507
    message = N_("The server has no room for more pictures right now. Your text is kept: try again later.")


class StorageUnavailable(Refusal):
    """The file store does not answer."""

    type = "storage-unavailable"
    status = 503
    message = N_("Pictures cannot be saved right now. Your text is kept: try again in a moment.")
