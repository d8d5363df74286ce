"""Takes Danish compounds apart: kontorstol is a stol (head) for a kontor (modifier)."""

from dataclasses import dataclass
from enum import Flag, auto

from reuse.search.lexicon import Lexicon
from reuse.search.words import stem

# Two and three letters are parts of a compound only when they are one of these.
_SHORT = frozenset(
    {"el", "is", "te", "oel", "wc", "tv", "pc", "it", "by", "av", "3d", "pa", "gas", "vin", "lys",
     "mad", "bog", "bil", "hus", "bad", "sko", "toej", "uld", "ur", "koe", "dug", "tag", "doer",
     "vej", "jul", "led", "lyd", "luft", "rum", "tom", "rav", "sne", "usb", "lav", "hoej", "kop",
     "saa", "sy", "ler", "ben", "fod", "arm", "ryg", "sav", "tegl", "mur", "ko", "cd", "dvd"}
)  # fmt: skip
# Heads too short or too common inside other words to be cut off.
_NO_HEAD = frozenset(
    {"el", "is", "te", "oel", "wc", "it", "by", "av", "ur", "lag", "tal", "ler", "der", "sele",
     "ride", "lys", "ring", "ringe", "ske", "si", "sti", "ben", "eg", "ask", "net", "op", "rist",
     "bat", "bom", "buk", "pen", "tom", "lim", "fil", "tin", "mesh", "uld", "spil",
     "kar", "horn", "hal", "sal", "gang", "side", "dag", "uge", "aar", "gave", "bal", "rup", "ret"}
) - {"spil", "net", "buk", "kar", "ben", "rist"}  # fmt: skip
_FUGE = ("", "s", "e")


class Kind(Flag):
    """What a word may be; one word can be several (glas is a thing and a material)."""

    NONE = 0
    THING = auto()
    PLACE = auto()
    QUALITY = auto()
    FEATURE = auto()
    BRAND = auto()
    PLAIN = auto()


@dataclass(frozen=True, slots=True)
class Word:
    """One word taken apart: its term, the heads it is a kind of, and what stands before them."""

    term: str
    kind: Kind
    heads: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    known: bool = True

    @property
    def joined(self) -> str:
        """One key for every way to write the compound: børnestol and barnestol are barnstol."""
        return "".join(self.parts)


class Splitter:
    """Words of one lexicon, taken apart once and remembered."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._seen: dict[str, Word] = {}
        self._revision = lexicon.revision
        self._modifiers: dict[str, str] = {}
        self._read_modifiers()

    def _read_modifiers(self) -> None:
        lexicon = self.lexicon
        self._modifiers = {}
        for base in sorted(lexicon.nouns | lexicon.qualities):
            if len(base) < 3 and base not in _SHORT:
                continue
            for fuge in _FUGE:
                self._modifiers.setdefault(base + fuge, base)
            if base.endswith("e"):
                self._modifiers.setdefault(base[:-1], base)
            elif base[-2:] in ("el", "er"):
                self._modifiers.setdefault(base[:-2] + base[-1] + "e", base)
        for form, base in lexicon.forms.items():
            # børnestol, bogreol, pladesaks: any form of a noun may stand first.
            if base in lexicon.nouns and len(form) >= 4 and len(base) >= 3:
                self._modifiers.setdefault(form, base)
        for base in lexicon.nouns | lexicon.qualities:
            if len(base) >= 3 or base in _SHORT:
                self._modifiers[base] = base
        for base in lexicon.stems:
            self._modifiers[base] = lexicon.forms.get(base, base)
        self._modifiers["boerne"] = self._modifiers["barne"] = "barn"
        self._whole: dict[str, str] = {}
        for term in sorted(lexicon.things, key=len):
            parts = self._parts(term)
            if parts and term not in lexicon.atomic:
                self._whole.setdefault("".join(parts), term)

    def word(self, text: str) -> Word:
        """A folded word, taken apart."""
        if self._revision != self.lexicon.revision:
            self._seen.clear()
            self._revision = self.lexicon.revision
            self._read_modifiers()
        found = self._seen.get(text)
        if found is None:
            if len(self._seen) > 200_000:
                self._seen.clear()
            found = self._seen[text] = self._take_apart(text)
        return found

    def _kind(self, term: str) -> Kind:
        lexicon = self.lexicon
        kind = Kind.NONE
        for names, one in (
            (lexicon.things, Kind.THING),
            (lexicon.places, Kind.PLACE),
            (lexicon.qualities, Kind.QUALITY),
            (lexicon.features, Kind.FEATURE),
            (lexicon.brands, Kind.BRAND),
        ):
            if term in names:
                kind |= one
        return kind

    def _take_apart(self, text: str) -> Word:
        lexicon = self.lexicon
        base = lexicon.base(text)
        if base is None and text in lexicon.plain:
            return Word(text, Kind.PLAIN)
        if any(c.isdigit() for c in text):
            return Word(base or text, self._kind(base or text), known=base is not None)
        term = base or text
        kind = self._kind(term)
        if base is None and text in lexicon.stems:
            return Word(text, Kind.NONE)
        if term in lexicon.atomic or (base and not kind & (Kind.THING | Kind.PLACE)):
            return Word(term, kind, known=True)
        parts = self._parts(term)
        if parts:
            *modifiers, head = parts
            if base is None:
                kind = self._kind(head) & Kind.THING
                term = text[: len(text) - len(self._tail(text, head))] + head
                # Another joint or a missing letter: kølskab is a køleskab.
                whole = self._whole.get("".join(parts))
                if whole is not None and whole != term:
                    return self.word(whole)
            above = self.word(head)
            heads = (head, *above.heads)
            rest = (*modifiers, *above.modifiers)
            if term in lexicon.opaque:
                return Word(term, kind, (), tuple(dict.fromkeys((*rest, *heads))), parts)
            return Word(term, kind, heads, tuple(dict.fromkeys(rest)), parts)
        guess = self._unknown(term)
        if base is None:
            return guess
        if not guess.parts or not kind & Kind.THING or kind & Kind.PLACE:
            return Word(term, kind)
        # A known name with an unknown first part: lænestol is still a stol.
        if term in lexicon.opaque:
            return Word(term, kind, (), (*guess.modifiers, *guess.heads), guess.parts)
        return Word(term, kind, guess.heads, guess.modifiers, guess.parts)

    def _tail(self, text: str, head: str) -> str:
        """The end of a text that is a form of its head."""
        for start in range(2, len(text) - 1):
            if self.lexicon.forms.get(text[start:]) == head:
                return text[start:]
        return ""

    def _unknown(self, text: str) -> Word:
        """An unknown first part before a safe head: xstol is a stol."""
        for start in range(3, len(text) - 2):
            tail = text[start:]
            head = self.lexicon.safe_heads.get(tail)
            if head is None and len(tail) >= 6:
                head = self.lexicon.forms.get(tail)
                head = head if head in self.lexicon.things else None
            if head and len(head) >= 3 and any(c in "aeiouy" for c in text[:start]):
                first = text[:start].rstrip("s") if start > 4 else text[:start]
                above = self.word(head)
                return Word(
                    text[:start] + head,
                    Kind.THING,
                    (head, *above.heads),
                    (first, *above.modifiers),
                    (first, head),
                    known=False,
                )
        return Word(stem(text), Kind.NONE, known=False)

    def _parts(self, text: str) -> tuple[str, ...]:
        """Lemmas of the parts, fewest and longest first, or nothing."""
        best: tuple[int, tuple[str, ...]] | None = None
        forms, nouns, modifiers = self.lexicon.forms, self.lexicon.nouns, self._modifiers
        for start in range(2, len(text) - 1):
            head = forms.get(text[start:])
            if head is None or head not in nouns or head in _NO_HEAD or len(text) - start < 3:
                continue
            left = self._left(text[:start], modifiers, 3)
            if left is None:
                continue
            cost, lemmas = left
            cost += 10 + (3 if len(text) - start < 4 else 0)
            # Of equals the longer head wins: serverings|vogn, not servering|svogn.
            place = modifiers.get(text[:start]) in self.lexicon.places
            cost = cost * 100 - (len(text) - start) - (10 * start if place else 0)
            if best is None or cost < best[0]:
                best = (cost, (*lemmas, head))
        return best[1] if best else ()

    def _left(self, text: str, modifiers: dict[str, str], depth: int) -> tuple[int, tuple[str, ...]] | None:
        whole = modifiers.get(text)
        if whole is not None and (len(text) > 3 or text in _SHORT or len(whole) >= 3):
            return (10 + (3 if len(text) < 4 and text not in _SHORT else 0), (whole,))
        if depth <= 1:
            return None
        for start in range(len(text) - 3, 1, -1):
            last = modifiers.get(text[start:])
            if last is None:
                continue
            first = self._left(text[:start], modifiers, depth - 1)
            if first is not None:
                return (first[0] + 10, (*first[1], last))
        return None
