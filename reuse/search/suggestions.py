"""Suggests words while somebody types: first what is in stock, then what else there is a name for."""

from bisect import bisect_left
from dataclasses import dataclass, field

from reuse.search.fold import fold, words
from reuse.search.lexicon import Lexicon
from reuse.search.vocabulary import Vocabulary

SHORTEST = 2


@dataclass
class Suggestions:
    """The names of one lexicon, sorted once for look-up by their beginning."""

    lexicon: Lexicon
    _names: list[tuple[str, str]] = field(default_factory=list)
    _revision: int = -1

    def _sorted(self) -> list[tuple[str, str]]:
        if self._revision != self.lexicon.revision:
            named = self.lexicon.things | self.lexicon.brands | self.lexicon.qualities
            self._names = sorted((term, term) for term in named if len(term) > SHORTEST)
            self._revision = self.lexicon.revision
        return self._names

    def _starting(self, start: str) -> list[str]:
        names = self._sorted()
        place = bisect_left(names, (start, ""))
        found = []
        while place < len(names) and names[place][0].startswith(start):
            found.append(names[place][1])
            place += 1
        return found

    def suggest(self, typed: str, vocabulary: Vocabulary, *, limit: int = 8) -> list[str]:
        """Whole queries that begin with what is typed, as Danes spell them."""
        parts = words(fold(typed[:200]))
        if not parts or len("".join(parts)) < SHORTEST:
            return []
        ends = typed[-1:].isspace()
        before, last = (parts, "") if ends else (parts[:-1], parts[-1])
        if not last:
            return []
        kept = typed.split()[: len(before)]
        lead = " ".join(kept) + " " if kept else ""
        terms = self._starting("".join(parts)) if before else []
        found = {self._show(term): self._order(term, vocabulary) for term in terms}
        for term in self._starting(last):
            found.setdefault(lead + self._show(term), self._order(term, vocabulary))
        ranked = sorted(found, key=lambda name: (found[name], name))
        return ranked[:limit]

    def _order(self, term: str, vocabulary: Vocabulary) -> tuple[int, int, int]:
        thing = 0 if term in self.lexicon.things else 1
        return (-vocabulary.count(term), thing, len(term))

    def _show(self, term: str) -> str:
        return self.lexicon.show(term)
