"""Folds text so that what a Dane types with or without æ, ø, å and accents meets the same term."""

import re
import unicodedata

_LETTERS = {
    "æ": "ae",
    "ø": "oe",
    "å": "aa",
    "ä": "ae",
    "ö": "oe",
    "ü": "u",
    "ß": "ss",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ł": "l",
    "œ": "oe",
    "×": "x",
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "’": "'",
    "‘": "'",
    "´": "'",
    "`": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "″": '"',
    "′": "'",
    "é": "e",
    "è": "e",
    "ê": "e",
    "á": "a",
    "à": "a",
    "ó": "o",
    "²": "2",
    "³": "3",
    "½": " 1/2",
    "\u00a0": " ",
    "\u00ad": "",
}
_TABLE = {ord(letter): plain for letter, plain in _LETTERS.items()}
# Control, format (zero width, right-to-left overrides), private use and surrogates carry no meaning.
_INVISIBLE = frozenset({"Cf", "Co", "Cs", "Cn"})
_WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """The text in lower case ASCII: æøå as ae, oe, aa; accents gone; invisible characters gone."""
    plain = text.lower() if text.isascii() else _fold_wide(text)
    if plain.isprintable():
        return plain
    return "".join(c if c.isprintable() else " " for c in plain)


def _fold_wide(text: str) -> str:
    plain = unicodedata.normalize("NFC", text).lower().translate(_TABLE)
    if plain.isascii():
        return plain
    kept: list[str] = []
    for letter in unicodedata.normalize("NFKD", plain):
        if letter.isascii():
            kept.append(letter)
        elif not unicodedata.combining(letter) and unicodedata.category(letter) not in _INVISIBLE:
            # Other scripts and emoji: no term can hold them, but they do part two words.
            kept.append(_LETTERS.get(letter, " "))
    return "".join(kept)


def words(folded: str) -> list[str]:
    """The runs of letters and digits in a folded text."""
    return _WORD.findall(folded)


def key(text: str) -> str:
    """One index term for a name of one or more words: "interaktiv tavle" is interaktivtavle."""
    return "".join(words(fold(text)))
