"""The words that listings use, with how many use them."""

from dataclasses import dataclass, field

COMMON = 3
"""Counts stop here: enough to tell a rare word from one in use."""
_SHORTEST = 4


@dataclass
class Vocabulary:
    """Index terms with how many listings use them, up to `COMMON`; grows as listings are added."""

    counts: dict[str, int] = field(default_factory=dict)
    last: int = 0
    _words: list[str] = field(default_factory=list)
    _size: int = -1

    def count(self, term: str) -> int:
        """How many listings use the term, at most `COMMON`."""
        return self.counts.get(term, 0)

    def words(self) -> list[str]:
        """The words that are long enough to be misspelled."""
        if self._size != len(self.counts):
            self._words = sorted(w for w in self.counts if len(w) >= _SHORTEST and w.isalpha())
            self._size = len(self.counts)
        return self._words
