"""What stands near a word: the same thing, its kinds, what it belongs under, what is close."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

SAME, AGAIN, KIND, BROADER, UNDER, OVER, NEAR, MODEL, CALLED = (
    0.92, 0.75, 0.86, 0.42, 0.72, 0.32, 0.42, 0.66, 0.8,
)  # fmt: skip
CALLED_AGAIN = 0.6
LEAST = 0.30
MOST = 60
# A second step between equals counts less: meanings drift.
_LATER = {SAME: AGAIN, CALLED: CALLED_AGAIN}


@dataclass
class Meanings:
    """A graph of terms; a neighbour's weight says how well it answers for the word."""

    edges: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    loose: set[str] = field(default_factory=set)
    shelves: set[str] = field(default_factory=set)
    _around: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)

    def _join(self, one: str, other: str, weight: float) -> None:
        if weight > self.edges[one].get(other, 0.0):
            self.edges[one][other] = weight
        self._around.clear()

    def same(self, one: str, other: str) -> None:
        """Both words name the same thing."""
        self._join(one, other, SAME)
        self._join(other, one, SAME)

    def said(self, word: str, meant: str) -> None:
        """Who says `word` means `meant`, and perhaps something else besides."""
        self.loose.add(word)
        self._join(word, meant, SAME)
        self._join(meant, word, SAME)

    def called(self, one: str, other: str) -> None:
        """A category and a word that people use for it; a little looser than the same."""
        self._join(one, other, CALLED)
        self._join(other, one, CALLED)

    def wider(self, wide: str, one: str) -> None:
        """A word with a life of its own that also leads to the category: lampe to bordlampe."""
        self._join(wide, one, CALLED)
        self._join(one, wide, BROADER)

    def kind(self, whole: str, one: str) -> None:
        """`one` is a kind of `whole`, and near the other kinds of it."""
        self._join(whole, one, KIND)
        self._join(one, whole, BROADER)

    def under(self, shelf: str, one: str) -> None:
        """`one` is found under the wide word `shelf`."""
        self.shelves.add(shelf)
        self._join(shelf, one, UNDER)
        self._join(one, shelf, OVER)

    def near(self, one: str, other: str) -> None:
        """Who asks for one may be helped by the other."""
        self._join(one, other, NEAR)
        self._join(other, one, NEAR)

    def model(self, thing: str, model: str) -> None:
        """A model name that nearly always is such a thing."""
        self._join(thing, model, MODEL)

    def terms(self) -> Iterator[str]:
        """Every word that has neighbours."""
        return iter(tuple(self.edges))

    def around(self, term: str) -> tuple[tuple[str, float], ...]:
        """The neighbours of a word, best first, at most `MOST`."""
        known = self._around.get(term)
        if known is not None:
            return known
        best: dict[str, float] = {term: 1.0}
        edge = [(term, 1.0, True)]
        while edge:
            following: list[tuple[str, float, bool]] = []
            for one, weight, first in edge:
                if not first and one in self.loose:
                    continue
                for other, step in self.edges.get(one, {}).items():
                    if step == OVER and not first:
                        continue
                    reached = weight * (step if first else _LATER.get(step, step))
                    if reached >= LEAST and reached > best.get(other, 0.0):
                        best[other] = reached
                        following.append((other, reached, False))
            edge = following
        del best[term]
        found = tuple(sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST])
        self._around[term] = found
        return found
