"""Opaque cursors of lists: where the next page begins."""

import base64
import binascii

from reuse.access.ids import MOST
from reuse.errors import N_, Invalid


def write_cursor(place: int) -> str:
    return base64.urlsafe_b64encode(f"p{place}".encode()).decode().rstrip("=")


def read_cursor(cursor: str | None) -> int | None:
    """The place a cursor names; raises Invalid for one that we did not write."""
    if not cursor:
        return None
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        place = int(text.removeprefix("p")) if text.startswith("p") else -1
    except (binascii.Error, ValueError) as error:
        raise Invalid({"cursor": N_("Start again from the first page.")}) from error
    if not 0 <= place <= MOST:
        raise Invalid({"cursor": N_("Start again from the first page.")})
    return place
