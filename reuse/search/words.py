"""Danish word forms: every form of a known word, and a careful stem for the words nobody knows."""

import re
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

_VOWELS = "aeiouyæøå"
_DOUBLED = re.compile(rf"[{_VOWELS}][bdfgklmnprst]$")
_stemmer = snowballstemmer.stemmer("danish")

# What Snowball leaves apart: cykler and cykel, toilettet and toilet.
_REPAIRS = (
    (re.compile(r"([bdfgklmnprst])\1(?:et|en|er|ene|erne)$"), r"\1"),
    (re.compile(r"([bdfgkpst])(l|r)(?:er|erne|e|ene|en|et)?$"), r"\1e\2"),
)


def noun_forms(base: str) -> Iterator[tuple[str, int]]:
    """Forms of a noun with how sure they are: 0 for plain endings, 1 for a doubled consonant."""
    for form in ("s",):
        yield base + form, 0
    if base.endswith("e"):
        for ending in ("n", "t", "r", "rne", "ns", "ts", "rs", "rnes", "ne"):
            yield base + ending, 0
        return
    if base.endswith(("ium", "eum", "centrum", "album")):
        for ending in ("er", "et", "erne", "ets"):
            yield base[:-2] + ending, 0
    if base[-2:] in ("el", "er", "en", "or") and len(base) > 3:
        for ending in ("en", "et", "e", "ne", "ene", "er", "erne", "ens", "ets", "es"):
            yield base + ending, 0
        short = base[:-2] + base[-1]
        shorts = {short}
        if len(short) > 3 and short[-2] == short[-3]:
            shorts.add(short[:-3] + short[-2:])
        for stem in shorts:
            for ending in ("e", "er", "en", "et", "ene", "erne"):
                yield stem + ending, 1
        return
    for ending in ("e", "er", "en", "et", "ene", "erne", "ens", "ets", "ers", "ernes", "r", "n"):
        yield base + ending, 0
    for ending in ("t", "rne"):
        yield base + ending, 1
    if _DOUBLED.search(base):
        for ending in ("e", "er", "en", "et", "ene", "erne", "ens", "ets"):
            yield base + base[-1] + ending, 1


def adjective_forms(base: str) -> Iterator[str]:
    """Forms of an adjective: hvidt, hvide, hvidere; firkantede from firkantet."""
    if base.endswith("et") and len(base) > 4:
        yield base[:-1] + "de"
        return
    for ending in ("t", "e", "s", "ere", "est", "este"):
        yield base + ending
    if base[-2:] in ("el", "en", "er"):
        yield base[:-2] + base[-1] + "e"
    if _DOUBLED.search(base):
        yield base + base[-1] + "e"


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a folded word that no list knows."""
    if len(word) < 5 or any(c.isdigit() for c in word):
        return word
    for pattern, replacement in _REPAIRS[:1]:
        repaired = pattern.sub(replacement, word)
        if repaired != word:
            return repaired
    short: str = _stemmer.stemWord(word)
    return short if len(short) >= 4 else word
