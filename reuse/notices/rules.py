"""When to try again."""

from datetime import datetime, timedelta

MOST_TRIES = 8
FIRST_WAIT = timedelta(minutes=1)


def next_try(tries: int, now: datetime) -> datetime | None:
    """The moment of the try after this one: 1, 2, 4 ... minutes later; None when it is the last."""
    return None if tries + 1 >= MOST_TRIES else now + FIRST_WAIT * 2**tries
