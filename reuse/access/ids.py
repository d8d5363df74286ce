"""Ids in addresses and bodies: opaque to programs, row numbers to us."""

from reuse.errors import NotFound

MOST = 2**31 - 1  # what a row number can be on both databases


def row_id(text: str) -> int:
    """The row number behind an id; raises NotFound for what cannot be one."""
    if not (text.isascii() and text.isdigit() and len(text) <= 10) or int(text) > MOST:
        raise NotFound()
    return int(text)
