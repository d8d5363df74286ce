"""Which category somebody means by a few words, read as the search reads them: bent, split, joined."""

from collections.abc import Iterable

from flask import current_app

from reuse.catalogue.queries import Kind, tree
from reuse.listings.reader import reader
from reuse.search.analysis import Reader
from reuse.search.fold import fold, words

MOST_WORDS = 12


def recognise(text: str, kinds: Iterable[Kind]) -> Kind | None:
    """The category whose name or synonym the words hold; the longest name wins, names before synonyms."""
    said = _terms(text, reader())[:MOST_WORDS]
    known, allowed = _known(), {kind.key for kind in kinds}
    for length in range(len(said), 0, -1):
        for start in range(len(said) - length + 1):
            found = known.get("".join(said[start : start + length]))
            if found and found.key in allowed:
                return found
    return None


def akin(wanted: Kind) -> tuple[str, ...]:
    """The kind itself, then the kinds that are the same sort of thing: a visitor chair is akin to all chairs."""
    heads = _heads(wanted)
    others = (kind for kind in tree().stocked() if kind.measure == wanted.measure and kind.key != wanted.key)
    return (wanted.key, *(kind.key for kind in others if heads & _heads(kind)))


def _heads(kind: Kind) -> set[str]:
    """What the kind is a sort of, by the last word of its Danish name: a mødestol is a stol."""
    last = words(fold(kind.names["da"][0].partition(" (")[0]))[-1:]
    found = [reader().splitter.word(word) for word in last]
    return {head for word in found for head in (*word.heads[-1:], word.term)}


def _terms(text: str, language: Reader) -> list[str]:
    """The words' dictionary forms: kontorstolene and kontorstole are kontorstol."""
    return [language.splitter.word(word).term for word in words(fold(text))]


def _known() -> dict[str, Kind]:
    """Every name and synonym of the tree, as terms; made anew when the tree was read anew."""
    kinds = tree()
    kept = current_app.extensions.get("category_names")
    if kept and kept[0] is kinds:
        return kept[1]
    names: dict[str, Kind] = {}
    for kind in kinds.kinds.values():
        for name in (*kind.names["da"], *kind.names["en"]):
            names.setdefault("".join(_terms(name, reader())), kind)
    for kind in kinds.kinds.values():
        for name in kind.synonyms:
            names.setdefault("".join(_terms(name, reader())), kind)
    current_app.extensions["category_names"] = (kinds, names)
    return names
