"""When a reservation may be made, ended and handed over."""

from datetime import datetime, timedelta

HOLD = timedelta(days=14)


def hold_until(now: datetime, *, free_at: datetime) -> datetime:
    """How long things are held for somebody who has not fetched them: counted from when they can be."""
    return max(now, free_at) + HOLD


def may_confirm(*, gives: bool, receives: bool) -> bool:
    """Either side may confirm a hand-over."""
    return gives or receives
