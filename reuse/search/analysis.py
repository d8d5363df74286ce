"""Turns a listing into terms: what it is, what it is for, what is said about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reuse.search.compounds import Kind, Splitter, Word
from reuse.search.fold import fold
from reuse.search.lexicon import Lexicon
from reuse.search.numbers import Measure, scan
from reuse.search.spelling import Spelling
from reuse.search.tokens import Token, tokens

ANALYSIS_VERSION = 1
MOST_TEXT = 5_000
MOST_TERMS = 400
FIELDS = ("title", "head", "modifier", "body", "body_parts", "numbers", "category")
_FOR = frozenset({"til", "for", "fra", "hos", "ved", "over", "under", "mod"})
_WITH = frozenset({"med", "m", "i", "af", "paa", "inkl", "inklusiv", "inklusive", "samt"})
_WITHOUT = frozenset({"uden", "u", "eksklusiv", "ekskl", "mangler"})


@dataclass(frozen=True, slots=True)
class ListingTerms:
    """The index terms of one listing, by field; every term is ASCII letters and digits."""

    title: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    modifier: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    body_parts: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    category: tuple[str, ...] = ()

    def fields(self) -> dict[str, str]:
        """Each field as the text that the index stores."""
        return {name: " ".join(getattr(self, name)) for name in FIELDS}


@dataclass(slots=True)
class Found:
    """A word at its place in a text."""

    word: Word
    zone: str
    count: int = 1
    listed: bool = False


class Reader:
    """Reads running text with one lexicon: words, joined words, phrases and their zones."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.splitter = Splitter(lexicon)
        self.spelling = Spelling(lexicon)

    def joined(self, found: Sequence[Token], place: int) -> tuple[Word, int] | None:
        """A word of the lexicon written apart from this place on: hæve sænke bord."""
        forms = self.lexicon.forms
        texts = [t.text for t in found[place : place + 4]]
        for n in range(1, len(texts)):
            if found[place + n].fresh:
                texts = texts[:n]
                break
        for n in range(len(texts), 1, -1):
            whole = "".join(texts[:n])
            base = forms.get(whole)
            if base is not None and not self._only_stop(texts[:n]):
                return self.splitter.word(whole), n
            lemmas = tuple(forms.get(text, text) for text in texts[:n])
            term = self.lexicon.phrases.get(lemmas)
            if term is not None:
                return self.splitter.word(term), n
        return None

    def _only_stop(self, texts: Sequence[str]) -> bool:
        return any(text in self.lexicon.stop for text in texts)

    def ellipsis(self, found: Sequence[Token], place: int) -> Word | None:
        """The whole word behind a shortened one: køle-/fryseskab, bord- og bænkesæt."""
        token = found[place]
        after = place + 1
        if after < len(found) and found[after].text in ("og", "eller"):
            after += 1
        if after >= len(found) or not (token.dangling or found[after].glued):
            return None
        last = self.splitter.word(found[after].text)
        if not last.parts:
            return None
        whole = token.text + last.parts[-1]
        return self.splitter.word(whole) if whole in self.lexicon.forms else None

    def read(self, text: str, *, most: int = 200, apart: bool = True) -> list[Found]:
        """The words of a folded text without numbers, in order.

        Of words written apart (hæve sænke bord) the pieces are kept too, unless not `apart`.
        """
        found: list[Found] = []
        parts = tokens(text)
        zone = "main"
        skip = 0
        listed = False
        for place, token in enumerate(parts[: most * 2]):
            if token.fresh:
                zone = "main"
            word = token.text
            if word in _WITHOUT and word != "mangler":
                zone = "without"
                continue
            if skip and not apart:
                skip -= 1
                continue
            if word in _FOR or word in _WITH:
                zone = self._zone_after(word, found)
                pair = self.joined(parts, place) if skip == 0 else None
                if pair:
                    found.append(Found(pair[0], zone, 2))
                    skip = pair[1] - 1
                continue
            if word in self.lexicon.stop:
                listed = listed or word in ("og", "eller", "samt")
                continue
            if skip:
                skip -= 1
            else:
                pair = self.joined(parts, place)
                if pair:
                    found.append(Found(pair[0], zone, 2, listed))
                    skip = pair[1] - 1
                    listed = False
                    if not apart or self._covers(pair[0], parts[place : place + pair[1]]):
                        continue
                whole = self.ellipsis(parts, place)
                if whole:
                    found.append(Found(whole, zone))
            if skip and found and found[-1].count == 2 and found[-1].word.parts:
                # The compound already holds its written-apart pieces.
                if self.splitter.word(word).term in found[-1].word.parts:
                    continue
            if len(word) == 1 and not word.isdigit():
                continue
            found.append(Found(self.splitter.word(word), zone, 1, listed or token.fresh))
            listed = False
            if zone == "without":
                zone = "after"
            if len(found) >= most:
                break
        return found

    def _covers(self, word: Word, parts: Sequence[Token]) -> bool:
        return self.splitter.word(parts[0].text).term in word.parts

    def _zone_after(self, preposition: str, found: Sequence[Found]) -> str:
        """A box of books is books: after a container the thing is still to come."""
        if found and all(f.word.term in self.lexicon.containers for f in found if f.word.kind):
            return "main"
        return "for" if preposition in _FOR else "with"


@dataclass(slots=True)
class _Sheet:
    """Terms under collection, in order and without doubles."""

    fields: dict[str, dict[str, None]]

    def add(self, name: str, terms: Iterable[str]) -> None:
        field = self.fields[name]
        for term in terms:
            if term and len(term) <= 64 and len(field) < MOST_TERMS:
                field[term] = None


def _whole(word: Word) -> tuple[str, ...]:
    return (word.term, word.joined) if word.parts and word.joined != word.term else (word.term,)


def _is_thing(word: Word, lexicon: Lexicon) -> bool:
    return bool(word.kind & Kind.THING) and not (
        word.kind & (Kind.FEATURE | Kind.QUALITY) or word.term in lexicon.containers
    )


def analyse_listing(
    title: str,
    description: str = "",
    category: str = "",
    *,
    reader: Reader,
    details: Sequence[str] = (),
    quantity: int | None = None,
) -> ListingTerms:
    """The terms of a listing; `details` are brand, colour, material and such, one text each."""
    lexicon = reader.lexicon
    sheet = _Sheet({name: {} for name in FIELDS})
    text, measures = scan(fold(title[:MOST_TEXT]))
    _add_numbers(sheet, measures)
    found = reader.read(text)
    things = _add_title(sheet, found, reader)
    body = ". ".join((description[:MOST_TEXT], *(detail[:200] for detail in details)))
    text, measures = scan(fold(body[:MOST_TEXT]))
    _add_numbers(sheet, measures)
    _add_body(sheet, reader.read(text), lexicon, defining=not things)
    if quantity is not None:
        sheet.add("numbers", (f"{quantity}stk",))
    _add_category(sheet, reader.read(fold(category[:200])), lexicon, defining=not things)
    return ListingTerms(**{name: tuple(terms) for name, terms in sheet.fields.items()})


def _add_category(sheet: _Sheet, found: Sequence[Found], lexicon: Lexicon, *, defining: bool) -> None:
    """A category of one noun says what the thing is; "Tæpper og gardiner" leaves it open."""
    nouns = [one.word for one in found if one.word.kind & Kind.THING]
    for one in found:
        word = one.word
        terms = (*_whole(word), *word.heads, *word.modifiers)
        if len(nouns) > 1 and word.kind & Kind.THING:
            sheet.add("body_parts", terms)
            continue
        sheet.add("category", terms)
        shelf = word.term in lexicon.meanings.shelves
        if defining and word.kind & Kind.THING and not shelf and not sheet.fields["head"]:
            sheet.add("head", (*_whole(word), *word.heads))


def _add_numbers(sheet: _Sheet, measures: Iterable[Measure]) -> None:
    for measure in measures:
        sheet.add("numbers", measure.terms)


def _add_title(sheet: _Sheet, found: Sequence[Found], reader: Reader) -> int:
    """Fill title, head and modifier; how many things the title names."""
    lexicon = reader.lexicon
    things = 0
    last: Word | None = None
    for one in found:
        word = one.word
        if one.zone == "without":
            sheet.add("modifier", ("uden" + word.term,))
            continue
        aside = one.zone in ("for", "with")
        thing = _is_thing(word, lexicon)
        if aside or (things and word.kind & Kind.FEATURE):
            sheet.add("modifier", (*_whole(word), *word.heads, *word.modifiers))
            if last is not None and one.zone == "for" and thing:
                # Hynder til stole are stolehynder.
                sheet.add("title", (word.term + last.term,))
            continue
        sheet.add("title", _whole(word))
        sheet.add("head", word.heads)
        sheet.add("modifier", word.modifiers)
        if thing:
            things += 1
            last = word
        elif not word.known and not word.kind:
            meant = reader.spelling.listed(word.term)
            if meant:
                guess = reader.splitter.word(meant)
                sheet.add("head", (guess.term, *guess.heads))
                sheet.add("modifier", guess.modifiers)
                things += 1
    return things


def _add_body(sheet: _Sheet, found: Sequence[Found], lexicon: Lexicon, *, defining: bool) -> None:
    """Fill body and its parts; the body says what the thing is when the title does not."""
    named = 0
    for one in found:
        word = one.word
        if one.zone == "without":
            sheet.add("body_parts", ("uden" + word.term,))
            continue
        thing = _is_thing(word, lexicon)
        if defining and thing and named < 2 and one.zone == "main":
            sheet.add("head", (*_whole(word), *word.heads))
            named += 1
        if one.zone == "for" and thing:
            sheet.add("body_parts", (*_whole(word), *word.heads, *word.modifiers))
            continue
        sheet.add("body", _whole(word))
        sheet.add("body_parts", (*word.heads, *word.modifiers))
