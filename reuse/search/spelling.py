"""Puts misspelled words right: against the lexicon, and against the words that listings use."""

from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from reuse.search.lexicon import Lexicon
from reuse.search.vocabulary import Vocabulary

_ENDINGS = ("erne", "ene", "er", "en", "et", "e", "r", "n")
_REMEMBERED = 50_000


def _bare(term: str) -> str:
    return term.replace("oe", "o").replace("ae", "a").replace("aa", "a")


class Spelling:
    """The spellings of one lexicon; its lists are made once and again when the lexicon changes."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._revision = -1
        self._words: list[str] = []
        self._things: list[str] = []
        self._bare: dict[str, str] = {}
        self._meant: dict[str, str | None] = {}

    def _refresh(self) -> None:
        lexicon = self.lexicon
        if self._revision == lexicon.revision:
            return
        self._things = sorted(word for word in lexicon.things if len(word) > 4)
        known = lexicon.things | lexicon.brands | lexicon.qualities | lexicon.places
        self._words = sorted(word for word in known if len(word) > 2)
        bare = ((_bare(form), form) for form in (*lexicon.forms, *lexicon.stems))
        self._bare = {}
        for short, form in bare:
            if short != form:
                self._bare.setdefault(short, form)
        self._meant = {}
        self._revision = lexicon.revision

    def listed(self, text: str) -> str | None:
        """The thing that an unknown word of a listing is one slip away from, two in long words."""
        if len(text) < 6 or not text.isalpha():
            return None
        self._refresh()
        if text not in self._meant:
            if len(self._meant) > _REMEMBERED:
                self._meant.clear()
            most = 2 if len(text) > 9 else 1
            best = process.extractOne(text, self._things, scorer=OSA.distance, score_cutoff=most)
            self._meant[text] = best[0] if best and best[0][0] == text[0] else None
        return self._meant[text]

    def slip(self, text: str) -> str | None:
        """The one thing that is a single slip away: fodeskærm may be a foldeskærm."""
        self._refresh()
        if len(text) < 7:
            return None
        near = [word for word, _ in _within(text, self._things, 1) if word[0] == text[0] and word != text]
        return near[0] if len(near) == 1 else None

    def asked(self, text: str, vocabulary: Vocabulary) -> str | None:
        """The word that an unknown word of a query was meant to be, or nothing."""
        self._refresh()
        bare = self._bare.get(text)
        if bare is not None:
            # kokken is køkken, typed without its ø.
            return bare
        best = self._nearest(text, vocabulary)
        if best is None or best[0] > 2.0:
            best = min(filter(None, (best, self._inflected(text))), default=None)
        if best is None:
            return None
        return self.lexicon.forms.get(best[1], best[1])

    def _nearest(self, text: str, vocabulary: Vocabulary) -> tuple[float, str] | None:
        """One slip, two from 8 letters; words in use and known things come first."""
        most = 2 if len(text) >= 8 else 1
        found: list[tuple[str, float]] = []
        for words in (self._words, vocabulary.words()):
            found += _within(text, words, most)
        best: tuple[float, str] | None = None
        for word, distance in found:
            if word[0] != text[0] and (len(text) < 5 or distance > 1):
                continue
            cost = distance * 2.0
            cost += 0.0 if word[0] == text[0] else 1.2
            cost += 0.0 if word in self.lexicon.things else 0.4
            cost -= 0.6 if vocabulary.count(word) else 0.0
            cost += 0.2 if abs(len(word) - len(text)) == 2 else 0.0
            if best is None or (cost, word) < best:
                best = (cost, word)
        return best

    def _inflected(self, text: str) -> tuple[float, str] | None:
        """Misspelled and inflected at once: skriveborrde."""
        best: tuple[float, str] | None = None
        for ending in _ENDINGS:
            if not text.endswith(ending) or len(text) - len(ending) < 5:
                continue
            for word, distance in _within(text[: -len(ending)], self._words, 1):
                cost = distance * 2.0 + 0.3
                if word[0] == text[0] and (best is None or (cost, word) < best):
                    best = (cost, word)
        return best


def _within(text: str, words: Sequence[str], most: int) -> Iterable[tuple[str, float]]:
    near = process.extract(text, words, scorer=OSA.distance, score_cutoff=most, limit=12)
    return [(word, distance) for word, distance, _ in near]
