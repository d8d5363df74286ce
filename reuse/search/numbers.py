"""Reads measures, sizes and counts in folded text, so that 1,2 m, 120 cm and 1200 mm are one term."""

import re
from dataclasses import dataclass

_COUNT_WORDS = {
    "en": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9,
    "ti": 10, "tolv": 12, "fjorten": 14, "seksten": 16, "tyve": 20,
}  # fmt: skip
_UNITS = {
    "tom": "tom", "tommer": "tom", "tommers": "tom", "inch": "tom", "inches": "tom", '"': "tom",
    "''": "tom", "in": "tom",
    "pers": "pers", "person": "pers", "personer": "pers", "persons": "pers", "personers": "pers",
    "mands": "pers", "mand": "pers", "sidepladser": "pers", "siddepladser": "pers",
    "kg": "kg", "kilo": "kg", "g": "g", "gram": "g", "ton": "ton", "t": "ton", "tons": "ton",
    "l": "l", "liter": "l", "liters": "l", "ltr": "l", "dl": "dl", "cl": "cl", "ml": "ml",
    "w": "w", "watt": "w", "kw": "kw", "v": "v", "volt": "v", "a": "a", "amp": "a", "hz": "hz",
    "gb": "gb", "tb": "tb", "mb": "mb", "bar": "bar", "fod": "fod", "k": "k",
    "m2": "m2", "kvm": "m2", "kvadratmeter": "m2", "m3": "m3", "kubikmeter": "m3",
    "stk": "stk", "styk": "stk", "stks": "stk", "trin": "trin", "trins": "trin",
    "aar": "aar", "aars": "aar", "grader": "grader",
}  # fmt: skip
_LENGTHS = {"mm": 0.1, "cm": 1.0, "centimeter": 1.0, "m": 100.0, "meter": 100.0, "meters": 100.0}
# Things that are counted inside a thing: 4 skuffer, 3 rum.
_PARTS = {
    "rum": "rum", "rums": "rum", "skuffer": "skuffe", "skuffers": "skuffe", "skuffe": "skuffe",
    "hylder": "hylde", "hylders": "hylde", "hylde": "hylde", "fag": "fag", "fags": "fag",
    "lag": "lag", "lags": "lag", "laag": "laag", "laagers": "laage", "laager": "laage",
    "pladser": "plads", "pladsers": "plads", "plads": "plads", "hjul": "hjul", "hjulet": "hjul",
    "kroge": "krog", "knager": "knage", "noegler": "noegle", "gear": "gear", "zoner": "zone",
    "doere": "doer", "ben": "ben", "porte": "port", "kanaler": "kanal", "brikker": "brik",
    "kopper": "kop", "skiver": "skive", "boern": "barn", "boerns": "barn", "moduler": "modul",
}  # fmt: skip

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_BY = re.compile(
    rf"(?<![\w.,])({_NUMBER})\s?(mm|cm|m)?\s?[x*]\s?({_NUMBER})\s?(mm|cm|m)?"
    rf"(?:\s?[x*]\s?({_NUMBER})\s?)?(mm|cm|m)?(?![a-z0-9])(?!\s?(?:kg|w|v|gb|l)\b)"
)
_UNIT_NAMES = sorted({*_UNITS, *_LENGTHS, *_PARTS} - {'"', "''"}, key=len, reverse=True)
_MEASURE = re.compile(rf"(?<![\w.,])({_NUMBER})[\s-]?(?:({'|'.join(_UNIT_NAMES)})\b\.?|(\"|''))")
_COUNTED = re.compile(
    rf"\b({'|'.join(_COUNT_WORDS)})[\s-]?"
    r"(personers|persons|personer|pers|mands|tommer|skuffers|skuffer|rums|rum|trins|trin|hylder)"
)
_SIZE = re.compile(r"\b(?:str|stoerrelse|size)\.?\s?(\d+)")
_ROUND = re.compile(r"(?<![a-z])oe\s?\.?\s?(?=\d)|\bdiameter\b|\bdia\.?\s?(?=\d)")
_SPLIT_COUNT = re.compile(r"\btil (to|tre|fire)\b")
_BARE = re.compile(rf"(?<![\w.,])({_NUMBER})(?![\w])")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its best term first, then the weaker terms it may also be written as."""

    text: str
    terms: tuple[str, ...]
    value: float
    unit: str
    start: int


def _value(text: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    return float(text.replace(",", "."))


def _show(value: float) -> str:
    """A number as a term: 82,5 is 82d5."""
    return f"{round(value, 1):g}".replace(".", "d").replace("+", "").replace("-", "")


def _dimension(text: str, unit: str | None, *, small: bool, large: bool) -> tuple[str, ...]:
    value = _value(text)
    if unit:
        centimetres = value * _LENGTHS[unit]
    elif small:
        centimetres = value * 100
    elif large:
        centimetres = value / 10
    else:
        centimetres = value
    whole = "n" + _show(centimetres)
    nearly = "n" + _show(float(int(centimetres)))
    bare = "n" + _show(value)
    return tuple(dict.fromkeys((whole, nearly, bare)))


def scan(folded: str) -> tuple[str, list[Measure]]:
    """The text without its numbers, and what the numbers say."""
    if not any(c.isdigit() for c in folded):
        if not _COUNTED.search(folded) and not _SPLIT_COUNT.search(folded):
            return folded, []
    found: list[Measure] = []

    def take_by(match: re.Match[str]) -> str:
        numbers = [n for n in (match[1], match[3], match[5]) if n]
        unit = match[6] or match[4] or match[2]
        values = [_value(n) for n in numbers]
        small = unit is None and max(values) < 10
        large = unit is None and min(values[:2]) >= 500
        for number in numbers:
            terms = _dimension(number, unit, small=small, large=large)
            found.append(Measure(match[0].strip(), terms, _value(number), "cm", match.start()))
        return " " * len(match[0])

    def take_measure(match: re.Match[str]) -> str:
        value, name = _value(match[1]), match[2] or match[3]
        if name in _LENGTHS:
            terms = _dimension(match[1], name, small=False, large=False)
            unit = "cm"
        else:
            unit = _UNITS.get(name) or _PARTS[name]
            number = _show(value)
            terms = (f"{number}{unit}",) if unit == "stk" else (f"{number}{unit}", f"n{number}")
        found.append(Measure(match[0].strip(), terms, value, unit, match.start()))
        # What is counted is a word of the text too: 4 skuffer has drawers.
        kept = name if name in _PARTS else ""
        return " " * (len(match[0]) - len(kept)) + kept

    def take_counted(match: re.Match[str]) -> str:
        value = _COUNT_WORDS[match[1]]
        unit = _UNITS.get(match[2]) or _PARTS[match[2]]
        terms = (f"{value}{unit}", f"n{value}")
        found.append(Measure(match[0], terms, value, unit, match.start()))
        return " " * len(match[0])

    def take_split(match: re.Match[str]) -> str:
        value = _COUNT_WORDS[match[1]]
        found.append(Measure(match[0], (f"{value}pers", f"n{value}"), value, "pers", match.start()))
        return " " * len(match[0])

    def take_size(match: re.Match[str]) -> str:
        number = _show(_value(match[1]))
        terms = (f"str{number}", f"n{number}")
        found.append(Measure(match[0], terms, _value(match[1]), "str", match.start()))
        return " " * len(match[0])

    def take_bare(match: re.Match[str]) -> str:
        value = _value(match[1])
        terms = ("n" + _show(value),)
        found.append(Measure(match[0], terms, value, "", match.start()))
        return " " * len(match[0])

    text = _ROUND.sub("rund ", folded)
    text = _SIZE.sub(take_size, text)
    text = _BY.sub(take_by, text)
    text = _COUNTED.sub(take_counted, text)
    text = _SPLIT_COUNT.sub(take_split, text)
    text = _MEASURE.sub(take_measure, text)
    text = _BARE.sub(take_bare, text)
    found.sort(key=lambda measure: measure.start)
    return text, found
