"""Danish (and English) ways of writing numbers, money, CO2e, dates and weeks, and of sorting words."""

import re
import unicodedata
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from flask_babel import get_locale
from flask_babel import gettext as _

from reuse.clock import local
from reuse.errors import Refusal
from reuse.quantities import Quantity

NO_BREAK = "\u00a0"


def number(value: Decimal | int | float, decimals: int = 2) -> str:
    """12500.5 as 12.500,5 in Danish; at most so many decimals, none that are zero."""
    pattern = "#,##0." + "#" * decimals if decimals else "#,##0"
    return format_decimal(value, format=pattern, locale=get_locale())


def kroner(ore: int | None) -> str:
    """Whole øre as kroner: 1.234,50 kr., 800 kr., and 1,4 mio. kr. from a million."""
    if ore is None:
        return _("not priced")
    if abs(ore) >= 100_000_000:
        return _("%(amount)s m kr.", amount=number(_rounded(ore, 100_000_000, 1), 1))
    exact = Decimal(ore) / 100
    text = number(exact, 0) if ore % 100 == 0 else format_decimal(exact, format="#,##0.00", locale=get_locale())
    return f"{text}{NO_BREAK}kr."


def co2e(grams: int | None) -> str:
    """Whole grams as the unit that reads best: 850 g, 334 kg, 16,9 tons CO2e."""
    if grams is None:
        return _("cannot be calculated")
    if abs(grams) < 1_000:
        return _("%(amount)s g CO2e", amount=number(grams))
    if abs(grams) < 1_000_000:
        places = 1 if abs(grams) < 10_000 else 0
        return _("%(amount)s kg CO2e", amount=number(_rounded(grams, 1_000, places), places))
    return _("%(amount)s tonnes CO2e", amount=number(_rounded(grams, 1_000_000, 1), 1))


def co2e_exact(grams: int | None) -> str:
    """Whole grams to the gram, in kilograms: 27,3 kg; for showing the arithmetic."""
    return _("cannot be calculated") if grams is None else f"{number(Decimal(grams) / 1000, 3)}{NO_BREAK}kg CO2e"


def _rounded(value: int, divisor: int, places: int) -> Decimal:
    return (Decimal(value) / divisor).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def day(value: date) -> str:
    """24. marts 2026."""
    return format_date(value, "d. MMMM y" if _is_danish() else "d MMMM y", locale=get_locale())


def week(value: date) -> str:
    """The ISO week people plan by: uge 34."""
    return _("week %(number)d", number=value.isocalendar().week)


def moment(value: datetime) -> str:
    """24. marts 2026 kl. 14.05, on the clock in Denmark."""
    pattern = "d. MMMM y 'kl.' HH.mm" if _is_danish() else "d MMMM y, HH:mm"
    return format_datetime(local(value), pattern, locale=get_locale())


def amount(quantity: Quantity) -> str:
    """12 or 12,5 m2: the number, and its measure where that is not a piece."""
    text = number(quantity.amount, 3)
    return text if quantity.measure.steps == 1 else f"{text}{NO_BREAK}{quantity.measure.value}"


def words(refusal: Refusal) -> str:
    """What a refusal says, in the reader's language."""
    return _(refusal.message, **{name: _said(value) for name, value in refusal.params.items()})


def _said(value: Any) -> str | int:
    if isinstance(value, int):
        return value  # for %(most)d
    return day(value) if isinstance(value, date) else str(value)


def _is_danish() -> bool:
    return str(get_locale()) == "da"


_DANISH_ORDER = str.maketrans({"æ": "{1", "ä": "{1", "ø": "{2", "ö": "{2", "å": "{3"})


def danish_order(text: str) -> str:
    """A sort key: æ, ø, å after z, and aa as å (Taarbæk beside Tårbæk)."""
    return text.casefold().replace("aa", "å").translate(_DANISH_ORDER)


# Characters that turn text around or hide in it. Emoji joiners go too: a title is words.
_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # and halves of characters


def one_line(text: str) -> str:
    """Composed, without hidden or control characters, runs of white space as one space."""
    return " ".join(paragraph(text).split())


def paragraph(text: str) -> str:
    """Composed (NFC, as iOS sends it decomposed) and without hidden or control characters; lines kept."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", _HIDDEN.sub("", text)).strip()
