"""Cuts folded text into tokens that remember what parted them: a space, a hyphen, a comma."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
_BREAKS = frozenset(",;.:()!?|\n")
_LINKS = frozenset("-/&+'")


@dataclass(frozen=True, slots=True)
class Token:
    """A run of letters; `glued` to the one before by a hyphen or slash, or `fresh` after a stop."""

    text: str
    glued: bool = False
    fresh: bool = False
    dangling: bool = False


def tokens(folded: str) -> list[Token]:
    """The tokens of a folded text whose numbers have been taken out."""
    found: list[Token] = []
    glued = fresh = False
    end = -1
    for match in _TOKEN.finditer(folded):
        text = match[0]
        first = text[0]
        if first.isalnum():
            found.append(Token(text, glued and match.start() == end, fresh))
            glued = fresh = False
            end = match.end()
        elif first in _BREAKS:
            # "m." and "inkl." are short words, not the end of a sentence.
            fresh = not (first == "." and found and found[-1].text in _SHORTENED)
            glued = False
        elif first in _LINKS:
            if first == "-" and found and match.start() == end and not _goes_on(folded, match.end()):
                last = found[-1]
                found[-1] = Token(last.text, last.glued, last.fresh, dangling=True)
            glued = first != "+"
            fresh = first == "+"
            end = match.end() if match.start() == end else -1
    return found


_SHORTENED = frozenset({"m", "u", "inkl", "incl", "ekskl", "ca", "evt", "str", "stk", "pr", "f"})


def _goes_on(folded: str, place: int) -> bool:
    return place < len(folded) and folded[place].isalnum()
