"""Turns what a person types into groups of alternatives; every group asks for one idea."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reuse.search.analysis import MOST_TEXT, Found, Reader
from reuse.search.compounds import Kind, Word
from reuse.search.fold import fold
from reuse.search.numbers import Measure, scan
from reuse.search.vocabulary import Vocabulary

MOST_WORDS = 12
MOST_QUERY = 200
PARTS, JOINED, OTHER_FUGE, SAME_HEAD, KIN, SLIP = 0.85, 0.95, 0.8, 0.38, 0.33, 0.9
# Heads that say too little: two maskiner have nothing in common.
_LOOSE = frozenset(
    (
        "maskine udstyr kasse plade stativ holder vogn moebel redskab apparat saet papir anlaeg ramme"
        " rum toej legetoej vaerktoej materiale inventar ting boks pude hus spil kurv bakke kort hylde"
        " stel beslag sten bane disk system element modul model instrument spand middel vaeg klub"
        " stang stander fod arm dims ben kant pose sten slange pen haandtag greb blok beholder plads"
        " hest bil dyr baand net skilt bog tavle hoved krog rulle net kabel ledning lys vaegt stof"
        " rist liste kost ring tag fad traekker jern buk bom stik sele taske sted"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Terms that together answer a group; `thing` wants the last one to name the thing itself."""

    terms: tuple[str, ...]
    weight: float
    thing: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One idea of the query; a `main` group decides what is found, the others only how it is ranked."""

    text: str
    main: bool
    weight: float
    alternatives: tuple[Alternative, ...]
    thing: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What a person asked for."""

    text: str
    groups: tuple[Group, ...] = ()
    quantity: int | None = None
    repaired: tuple[tuple[str, str], ...] = ()

    @property
    def empty(self) -> bool:
        """Nothing in the query can be looked for."""
        return not self.groups

    @property
    def main(self) -> tuple[Group, ...]:
        """The groups that decide what is found."""
        return tuple(group for group in self.groups if group.main)

    @property
    def optional(self) -> tuple[Group, ...]:
        """The groups that only rank."""
        return tuple(group for group in self.groups if not group.main)


def analyse_query(text: str, *, reader: Reader, vocabulary: Vocabulary) -> Query:
    """The groups behind a query; with nothing to look for the query is `empty`."""
    folded = fold(text[:MOST_TEXT])[:MOST_QUERY]
    rest, measures = scan(folded)
    repaired: list[tuple[str, str]] = []
    rest = _repair(rest, reader, vocabulary, repaired)
    found = [o for o in reader.read(rest, most=MOST_WORDS, apart=False) if o.word.term]
    quantity, measures = _quantity(folded, measures, found)
    groups = [
        *_word_groups(found, reader, dict(repaired)),
        *_number_groups(measures),
    ]
    if groups and not any(group.main for group in groups):
        groups = [replace(group, main=True) for group in groups]
    return Query(text.strip(), tuple(groups), quantity, tuple(repaired))


def _repair(text: str, reader: Reader, vocabulary: Vocabulary, repaired: list[tuple[str, str]]) -> str:
    """The text with misspelled words put right; a known or well used word is left alone."""
    pieces = text.split()
    for place, piece in enumerate(pieces[: MOST_WORDS * 2]):
        if not piece.isalpha() or len(piece) < 4 or reader.lexicon.knows(piece):
            continue
        word = reader.splitter.word(piece)
        if word.parts and (word.known or vocabulary.count(word.term)):
            continue
        if vocabulary.count(word.term) or vocabulary.count(piece):
            continue
        # kontor stoel: together they may be a known word.
        beside = [pieces[place - 1] + piece] if place else []
        beside += [piece + pieces[place + 1]] if place + 1 < len(pieces) else []
        if any(reader.lexicon.knows(whole) for whole in beside):
            continue
        meant = reader.spelling.asked(piece, vocabulary)
        if meant is not None:
            repaired.append((piece, meant))
            pieces[place] = meant
    return " ".join(pieces)


def _quantity(folded: str, measures: list[Measure], found: Sequence[Found]) -> tuple[int | None, list[Measure]]:
    """A bare number before a noun is how many are wished for: 12 stole."""
    left: list[Measure] = []
    quantity: int | None = None
    things = any(one.word.kind & Kind.THING or not one.word.known for one in found)
    for measure in measures:
        whole = float(measure.value).is_integer() and 0 < measure.value <= 10_000
        leads = measure.start <= len(folded) - len(folded.lstrip())
        if quantity is None and whole and things:
            if measure.unit == "stk" or (measure.unit == "" and leads):
                quantity = int(measure.value)
                continue
        left.append(measure)
    return quantity, left


def _number_groups(measures: Sequence[Measure]) -> list[Group]:
    groups = []
    for measure in measures:
        first, *others = measure.terms
        alternatives = [Alternative((first,), 1.0)]
        alternatives += [Alternative((other,), 0.7) for other in others]
        groups.append(Group(measure.text, False, 1.0, tuple(alternatives)))
    return groups


def _decides(word: Word) -> bool:
    """Whether a word names what is looked for, rather than a property of it."""
    if word.kind & (Kind.FEATURE | Kind.QUALITY | Kind.BRAND):
        return False
    return bool(word.kind & Kind.THING) or not word.kind


def _word_groups(found: Sequence[Found], reader: Reader, repaired: dict[str, str]) -> list[Group]:
    """One group for each word, and who of them decides."""
    words = [one for one in found if not one.word.kind & Kind.PLAIN or len(found) == 1]
    deciding = [one for one in words if one.zone == "main" and _decides(one.word)]
    contained = [one for one in deciding if one.word.term not in reader.lexicon.containers]
    if any(one.word.kind & Kind.THING for one in words if one.word.term not in reader.lexicon.containers):
        # Kasser med bøger, stof i ruller: the box is not what is wanted.
        deciding = contained
    known = [one for one in deciding if one.word.kind & Kind.THING]
    if known:
        # Beside a known thing an unknown word is most likely a make or a model.
        deciding = known
    if not deciding:
        deciding = [
            one
            for one in words
            if one.word.kind & Kind.THING
            and not one.word.kind & Kind.BRAND
            and (one.zone == "main" or not any(w.zone == "main" for w in words))
        ][-1:]
    if not deciding:
        deciding = [one for one in words if one.zone == "main" and one.word.kind & Kind.BRAND]
    groups: list[Group] = []
    seen: set[str] = set()
    last_main = -1
    meant = {right: wrong for wrong, right in repaired.items()}
    for place, one in enumerate(words):
        word = one.word
        if one.zone == "without":
            without = Alternative(("uden" + word.term,), 1.0)
            groups.append(Group("uden " + word.term, False, 0.5, (without,)))
            continue
        if word.term in seen:
            continue
        seen.add(word.term)
        main = one in deciding
        alternatives = tuple(_alternatives(word, reader))
        if main:
            extra = _compounds(words, place, reader)
            alternatives = (*extra, *alternatives)
            if extra:
                alternatives = _best(alternatives)
        weight = 1.0 if main else _weight(word)
        text = reader.lexicon.show(word.term)
        thing = bool(word.kind & Kind.THING)
        if main and one.listed and last_main >= 0:
            # Borde og stole: either will do.
            first = groups[last_main]
            both = _best((*first.alternatives, *alternatives))
            groups[last_main] = replace(first, text=f"{first.text}, {text}", alternatives=both)
            continue
        if main:
            last_main = len(groups)
        groups.append(Group(meant.get(word.term, text), main, weight, alternatives, thing))
    return groups


def _weight(word: Word) -> float:
    if word.kind & Kind.BRAND or not word.kind:
        return 1.0
    if word.kind & Kind.QUALITY:
        return 0.8
    return 0.7 if word.kind & Kind.FEATURE else 0.6


def _compounds(words: Sequence[Found], place: int, reader: Reader) -> tuple[Alternative, ...]:
    """The compound that neighbours make: seng til børn is a børneseng, skole stole skolestole."""
    one = words[place]
    first: Found | None = None
    if place + 1 < len(words) and words[place + 1].zone == "for":
        first = words[place + 1]
    elif place and words[place - 1].zone == one.zone and words[place - 1].count == 1:
        before = words[place - 1].word
        if before.kind & (Kind.PLACE | Kind.THING | Kind.QUALITY) and not before.kind & Kind.BRAND:
            first = words[place - 1]
    if first is None or not first.word.term:
        return ()
    whole = first.word.term + one.word.term
    found = [Alternative((whole,), 1.0, True)]
    for fuge in ("", "s", "e"):
        for start in {first.word.term, _spoken(first.word.term)}:
            known = reader.lexicon.base(start + fuge + one.word.term)
            if known:
                found.append(Alternative((known,), 1.0, True))
                found += [
                    Alternative((term,), weight, True)
                    for term, weight in reader.lexicon.meanings.around(known)
                    if weight > 0.6
                ]
    return tuple(found)


def _spoken(term: str) -> str:
    return "boern" if term == "barn" else term


def _alternatives(word: Word, reader: Reader) -> list[Alternative]:
    """What may stand in a listing for a word of the query, best first."""
    lexicon = reader.lexicon
    found = [Alternative((word.term,), 1.0)]
    if word.parts:
        if word.joined != word.term:
            known = word.term in lexicon.things
            found.append(Alternative((word.joined,), OTHER_FUGE if known else JOINED))
        *before, head = word.parts
        if word.term not in lexicon.opaque:
            found.append(Alternative((*before, head), PARTS, True))
    pieces = lexicon.pieces.get(word.term)
    if pieces:
        found.append(Alternative(pieces, PARTS, True))
    around = lexicon.meanings.around(word.term)
    if word.parts and word.term not in lexicon.forms:
        # Two known parts nobody put together before may be one slip.
        slip = reader.spelling.slip(word.term)
        near = ((slip, 1.0), *lexicon.meanings.around(slip)) if slip else ()
        found += [Alternative((term,), SLIP * weight, weight < 0.5) for term, weight in near]
    for term, weight in around:
        found.append(Alternative((term,), weight, weight < 0.5))
        other = reader.splitter.word(term)
        if other.parts and other.joined != term:
            found.append(Alternative((other.joined,), weight * JOINED, weight < 0.5))
    for head in word.heads[:2]:
        if head in _LOOSE:
            continue
        found.append(Alternative((head,), SAME_HEAD, True))
        if not around:
            found += [
                Alternative((term,), KIN * weight, True)
                for term, weight in lexicon.meanings.around(head)
                if weight > 0.8
            ]
    return list(_best(found))


def _best(found: Sequence[Alternative]) -> tuple[Alternative, ...]:
    best: dict[tuple[str, ...], Alternative] = {}
    for one in found:
        if one.terms not in best or best[one.terms].weight < one.weight:
            best[one.terms] = one
    return tuple(sorted(best.values(), key=lambda one: (-one.weight, one.terms)))
