"""The lexicon: which words there are, what forms they take, and what means nearly the same."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from reuse.search.fold import fold, key, words
from reuse.search.meanings import Meanings
from reuse.search.words import adjective_forms, noun_forms

VERSION = "2026-1"
_OTHER = frozenset({"andet", "anden", "andre", "oevrigt"})
_NOT_PLURAL = frozenset({"stander", "toner", "mixer", "mikser", "hæfter", "lader", "printer"})


def _listed(text: str) -> list[str]:
    """The words of a block in the data files, in the order in which they stand."""
    return list(dict.fromkeys(text.split()))


def _terms(text: str) -> frozenset[str]:
    return frozenset(key(word.split("/")[0]) for word in text.split())


def _without_plurals(names: Iterable[str], listed: set[str]) -> list[str]:
    """Names that are not just the plural of another one: fliser beside flise."""
    return [
        name
        for name in names
        if not (name.endswith("er") and (name[:-1] in listed or name[:-2] in listed)) or name in _NOT_PLURAL
    ]


@dataclass(frozen=True, slots=True)
class Named:
    """A name from the category tree or from an administrator, with what else it is called."""

    name: str
    plural: str = ""
    synonyms: tuple[str, ...] = ()


@dataclass
class Lexicon:
    """What the search knows about Danish words; terms are folded, see `fold`."""

    forms: dict[str, str] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)
    phrases: dict[tuple[str, ...], str] = field(default_factory=dict)
    pieces: dict[str, tuple[str, ...]] = field(default_factory=dict)
    things: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    places: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    qualities: set[str] = field(default_factory=set)
    features: frozenset[str] = frozenset()
    brands: set[str] = field(default_factory=set)
    plain: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()
    containers: frozenset[str] = frozenset()
    opaque: frozenset[str] = frozenset()
    atomic: frozenset[str] = frozenset()
    safe_heads: dict[str, str] = field(default_factory=dict)
    meanings: Meanings = field(default_factory=Meanings)
    longest_phrase: int = 4
    revision: int = 0

    def knows(self, term: str) -> bool:
        """Whether a folded word is a form of something in the lexicon."""
        return term in self.forms or term in self.stop or term in self.plain or term in self.stems

    def base(self, word: str) -> str | None:
        """The base form of a folded word, if it is known."""
        return self.forms.get(word)

    def show(self, term: str) -> str:
        """A term as Danes spell it."""
        return self.spelled.get(term, term)

    def with_categories(self, named: Iterable[Named]) -> "Lexicon":
        """The same lexicon with the names of the category tree, or an administrator's words."""
        for one in named:
            self._add_name(one)
        self.revision += 1
        return self

    def with_synonyms(self, lines: Iterable[str]) -> "Lexicon":
        """The same lexicon with more lines of meanings, written as in the data file."""
        for line in lines:
            self._add_meaning(line)
        self.revision += 1
        return self

    # Building, in the order in which words win over each other.

    def _add_base(self, name: str) -> str:
        term = key(name)
        if not term:
            return term
        parts = words(fold(name))
        if len(parts) > 1:
            lemmas = tuple(self.forms.get(part, part) for part in parts)
            self.phrases.setdefault(lemmas, term)
            self.pieces[term] = self._pieces(lemmas)
        self.forms[term] = term
        if term not in self.spelled or " " in self.spelled[term]:
            self.spelled[term] = name
        return term

    def _pieces(self, lemmas: tuple[str, ...]) -> tuple[str, ...]:
        """The words of a phrase with the thing last: of seng til børn that is seng."""
        plain = [lemma for lemma in lemmas if lemma not in self.stop]
        if len(plain) > 1 and lemmas[1] in self.stop:
            plain = [*plain[1:], plain[0]]
        return tuple(plain)

    def _add_noun(self, name: str) -> str:
        name, *irregular = name.split("/")
        term = self._add_base(name)
        for form in irregular:
            self.forms[key(form)] = term
        self.nouns.add(term)
        return term

    def _add_name(self, one: Named) -> None:
        """A name with its synonyms; what is in brackets or has digits in it is no word."""
        first = ""
        for spelled in (one.name, *one.synonyms):
            name = spelled.split("(")[0].strip().lower()
            parts = words(fold(name))
            if not 0 < len(parts) <= 3 or any(c.isdigit() for c in name):
                continue
            if parts[0] in _OTHER or any(part in self.stop for part in parts):
                continue
            if len(parts) > 1 and self.forms.get(parts[0]) in self.qualities:
                continue
            known = "".join(parts) in self.forms
            term = self._meant(name, named=True)
            if first and term != first:
                if term.endswith(first):
                    self.meanings.kind(first, term)
                elif first.endswith(term):
                    self.meanings.kind(term, first)
                elif known:
                    self.meanings.wider(term, first)
                else:
                    self.meanings.called(first, term)
            first = first or term
        plural = key(one.plural.split("(")[0])
        if first and plural and " " not in one.name.strip():
            self.forms.setdefault(plural, first)

    def _add_forms(self, names: Sequence[str]) -> None:
        generated = [(n, form, sure) for n in names for form, sure in noun_forms(n)]
        for level in (0, 1):
            for name, form, sure in generated:
                if sure == level:
                    self.forms.setdefault(key(form), key(name))

    def _add_meaning(self, line: str) -> None:
        for sign, relate in (
            (">>", self.meanings.under),
            (">", self.meanings.kind),
            ("~", self.meanings.near),
            ("=", self.meanings.same),
            (":", self.meanings.said),
        ):
            if sign in line:
                left, right = line.split(sign, 1)
                first = self._meant(left.strip())
                others = [self._meant(name.strip()) for name in right.split(",") if name.strip()]
                for other in others:
                    if other != first:
                        relate(first, other)
                if sign == "=":
                    for n, one in enumerate(others):
                        for other in others[n + 1 :]:
                            if one != other:
                                relate(one, other)
                return

    def _meant(self, name: str, *, named: bool = False) -> str:
        known = self.forms.get(key(name))
        if known is not None and " " not in name:
            return known
        parts = words(fold(name))
        if len(parts) > 1:
            lemmas = tuple(self.forms.get(part, part) for part in parts)
            if lemmas in self.phrases:
                return self.phrases[lemmas]
        if known is not None:
            self.phrases.setdefault(lemmas, known)
            return known
        term = self._add_noun(name)
        self._add_forms([name])
        if named:
            self.things.add(term)
        return term


def _read(name: str) -> Mapping[str, Any]:
    path = files("reuse.search") / "data" / f"{name}-{VERSION}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def build() -> Lexicon:
    """A new lexicon from the data files; takes some tenths of a second."""
    rules, things, brands = _read("lexicon"), _read("things"), _read("brands")
    lines = _read("synonyms")
    lexicon = Lexicon()
    lexicon.stop = _terms(rules["stop"])
    lexicon.plain = _terms(rules["plain"])
    lexicon.containers = _terms(rules["containers"])
    lexicon.opaque = _terms(rules["opaque"])
    lexicon.atomic = _terms(rules["atomic"])
    lexicon.stems = _terms(rules["stems"])
    nouns = [w for block in things["things"].values() for w in _listed(block)]
    nouns = _without_plurals(nouns, {w.split("/")[0] for w in nouns})
    lexicon.things.update(lexicon._add_noun(w) for w in nouns)
    lines_of_things = [line for block in lines["meanings"].values() for line in block.strip().splitlines()]
    lines_of_qualities = lines["qualities"]["words"].strip().splitlines()
    places = _listed(rules["places"])
    lexicon.places = frozenset(lexicon._add_noun(w) for w in places)
    lexicon.features = frozenset(lexicon._add_noun(w) for w in _listed(rules["features"]))
    adjectives = _listed(rules["adjectives"]) + _listed(rules["colours"])
    for word in adjectives:
        lexicon.qualities.add(lexicon._add_base(word.split("/")[0]))
    materials = _listed(rules["materials"])
    lexicon.qualities.update(lexicon._add_noun(w) for w in materials)
    makes = _listed(brands["makes"])
    for make in makes:
        term = key(make)
        if term not in lexicon.things:
            lexicon._add_base(make)
            lexicon.brands.add(term)
    for form, base in rules["forms"].items():
        lexicon.forms[key(form)] = key(base)
    for word in adjectives:
        name, *irregular = word.split("/")
        for form in (*irregular, *adjective_forms(name)):
            lexicon.forms.setdefault(key(form), key(name))
    singles = [w.split("/")[0] for w in nouns + places + materials + _listed(rules["features"])]
    meant = [
        name.strip()
        for line in lines_of_things
        for part in line.replace(">>", "=").replace(">", "=").replace("~", "=").replace(":", "=").split("=")
        for name in part.split(",")
    ]
    meant = _without_plurals(meant, {*meant, *singles})
    for name in meant:
        if " " not in name and key(name) not in lexicon.forms:
            lexicon.things.add(lexicon._add_noun(name))
            singles.append(name)
    lexicon._add_forms(list(dict.fromkeys(singles)))
    for typed, base in rules["spellings"].items():
        target = key(base)
        lexicon.forms[key(typed)] = lexicon.forms.get(target, target)
    for line in lines_of_things:
        lexicon._add_meaning(line)
    lexicon.things.update(t for t in lexicon.meanings.terms() if t not in lexicon.qualities)
    for line in lines_of_qualities:
        lexicon._add_meaning(line)
    for thing, models in brands["models"].items():
        for model in models.split(","):
            term = lexicon._add_base(model.strip())
            if term not in lexicon.things:
                lexicon.brands.add(term)
            lexicon.meanings.model(lexicon._meant(thing), term)
    for head in _listed(rules["safe_heads"]):
        base = lexicon.forms.get(key(head), key(head))
        lexicon.safe_heads[key(head)] = base
        for form, _ in noun_forms(head):
            if lexicon.forms.get(key(form)) == base:
                lexicon.safe_heads[key(form)] = base
    return lexicon


@cache
def standard() -> Lexicon:
    """The shipped lexicon, built once in a process."""
    return build()
