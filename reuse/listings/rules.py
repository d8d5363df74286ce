"""Who may offer what, and until when."""

from datetime import date

from reuse.errors import N_


def period_fault(*, from_on: date, until_on: date | None, today: date) -> tuple[str, str] | None:
    """The field and message when an offer's days make no sense."""
    if until_on and until_on < today:
        return "until", N_("That day has passed. Choose a later day.")
    if until_on and until_on < from_on:
        return "until", N_("It must be gone before it is free. Choose a later day.")
    return None


def may_collect(*, from_on: date, today: date) -> bool:
    """A thing can be reserved before it is free, but not fetched."""
    return from_on <= today
