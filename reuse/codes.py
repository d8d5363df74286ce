"""Codes that people read aloud, type and scan: label codes and need-check numbers.

Both end in a check character computed in GF(32), the field with one element for each of the 32
symbols, so that it is a symbol like any other: it can be typed and stays in the alphanumeric mode
of a QR code. Character i of n weighs a**(n-1-i), where a generates the field and has order 31. All
weights differ and none is zero, therefore every single wrong character and every swap of two
characters, adjacent or not, changes the sum and is found.

The alphabet is Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O or U.
"""

import secrets
import unicodedata
from collections.abc import Collection, Sequence
from typing import Protocol
from urllib.parse import urlsplit

from reuse.errors import N_, Refusal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LABEL_LENGTH = 8  # 7 random (35 bits) and 1 check
# Need-check numbers are written by hand on orders: without 0 and 1 nothing looks like O, I or L.
NEED_ALPHABET = ALPHABET[2:]
NEED_RANDOM = 5

_VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)}
_LOOK_ALIKES = str.maketrans("OIL", "011")
_UPPER = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_SEPARATORS = {
    "Zs",
    "Zl",
    "Zp",
    "Pd",
    "Cf",
    "Cc",
}  # spaces, dashes, invisible and control characters
_FIELD = 0b100101  # x^5 + x^2 + 1, primitive over GF(2)
_LONGEST_INPUT = 300


class BadCode(Refusal):
    """What was scanned or typed is not one of our codes."""

    type = "bad-code"
    status = 422
    message = N_("That is not one of our codes.")


class WrongLength(BadCode):
    """Too few or too many characters (`count`) for a label code."""

    type = "bad-code-length"
    message = N_("A label code has 8 characters. This one has %(count)s.")


class LetterThatCannotOccur(BadCode):
    """A character (`letter`) that no code of ours contains."""

    type = "bad-code-letter"
    message = N_("“%(letter)s” does not occur in our codes. Look at the label once more.")


class TypingMistake(BadCode):
    """The check character does not fit the rest."""

    type = "bad-code-check"
    message = N_("That code has a typing mistake. Look at it once more.")


class ForeignAddress(BadCode):
    """An address that is not a label address of this installation; nobody is sent there."""

    type = "foreign-address"
    message = N_("That code belongs to something else. It is not one of our labels.")


class NotANeedNumber(BadCode):
    """The text does not have the shape of a need-check number."""

    type = "bad-need-number"
    message = N_("A need-check number looks like this: BT-26-7K4M9-C.")


class Chooser(Protocol):
    """Where chance comes from: the module `secrets`, or a seeded `random.Random` in a demo."""

    def choice(self, seq: Sequence[str], /) -> str: ...


def new_label_code(random: Chooser = secrets) -> str:
    """A fresh label code: 7 random characters and the check character."""
    body = _draw(ALPHABET, LABEL_LENGTH - 1, random)
    return body + _check_character(body)


def is_valid(code: str) -> bool:
    """Whether this is a label code in the form in which we store it."""
    return (
        len(code) == LABEL_LENGTH
        and all(symbol in _VALUE for symbol in code)
        and _check_character(code[:-1]) == code[-1]
    )


def normalise(text: str, *, hosts: Collection[str] = ()) -> str:
    """The label code in what was typed or scanned: a bare code, or our address on one of `hosts`.

    Lower case, spaces, hyphens, O for 0 and I or L for 1 are forgiven. Raises a `BadCode`.
    """
    text = text.strip()
    if len(text) > _LONGEST_INPUT:
        raise WrongLength(count=len(text))
    typed = _squeeze(_code_in_address(text, hosts) if ":" in text or "/" in text else text)
    if len(typed) != LABEL_LENGTH:
        raise WrongLength(count=len(typed))
    return _checked(typed)


def label_url(base_url: str, code: str) -> str:
    """The address in a label's QR code, in capitals: the alphanumeric mode makes a smaller code.

    An international host is written in its ASCII form.
    """
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{_ascii_host(parts.netloc)}/q/{code}".translate(_UPPER)


def grouped(code: str) -> str:
    """A label code as it is printed and read aloud: two groups of four."""
    return f"{code[:4]} {code[4:]}"


def new_need_number(year: int, random: Chooser = secrets) -> str:
    """A fresh need-check number such as BT-26-7K4M9-C, for a year such as 2026."""
    while True:
        body = _draw(NEED_ALPHABET, NEED_RANDOM, random)
        check = _check_character(f"BT{year % 100:02}{body}")
        if check in NEED_ALPHABET:  # 30 times of 32
            return f"BT-{year % 100:02}-{body}-{check}"


def parse_need_number(text: str) -> str:
    """The need-check number in what was typed, as we store it. Raises a `BadCode`."""
    typed = _squeeze(text[:_LONGEST_INPUT])
    year, rest = typed[2:4].translate(_LOOK_ALIKES), typed[4:]
    if not typed.startswith("BT") or len(rest) != NEED_RANDOM + 1:
        raise NotANeedNumber()
    if not (year.isascii() and year.isdecimal()):
        raise NotANeedNumber()
    for letter in rest:
        if letter not in NEED_ALPHABET:
            raise LetterThatCannotOccur(letter=letter)
    if _check_character(f"BT{year}{rest[:-1]}") != rest[-1]:
        raise TypingMistake()
    return f"BT-{year}-{rest[:-1]}-{rest[-1]}"


def _draw(alphabet: str, count: int, random: Chooser) -> str:
    return "".join(random.choice(alphabet) for _ in range(count))


def _check_character(body: str) -> str:
    total = 0
    for symbol in body:
        total = (total ^ _VALUE[symbol]) << 1
        if total >= len(ALPHABET):
            total ^= _FIELD
    return ALPHABET[total]


def _checked(typed: str) -> str:
    code = typed.translate(_LOOK_ALIKES)
    for letter, symbol in zip(typed, code, strict=True):
        if symbol not in _VALUE:
            raise LetterThatCannotOccur(letter=letter)
    if not is_valid(code):
        raise TypingMistake()
    return code


def _squeeze(text: str) -> str:
    """Capitals without separators; only a-z is raised, so that no foreign letter becomes ours."""
    return "".join(letter for letter in text.translate(_UPPER) if unicodedata.category(letter) not in _SEPARATORS)


def _code_in_address(text: str, hosts: Collection[str]) -> str:
    """The last part of a label address, when the address is exactly ours."""
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        ours = _ascii_host(parts.netloc) in {_ascii_host(host) for host in hosts}
    except ValueError:  # no address at all; UnicodeError is one too
        raise ForeignAddress() from None
    steps = parts.path.removesuffix("/").split("/")
    if not ours or parts.scheme not in ("http", "https") or len(steps) != 3 or steps[1] not in ("q", "Q"):
        raise ForeignAddress()
    return steps[2]


def _ascii_host(netloc: str) -> str:
    return netloc.encode("idna").decode("ascii").lower()
