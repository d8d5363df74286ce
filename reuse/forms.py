"""What may come in: pages and API read the same pydantic forms, and refuse in a person's words."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError

from reuse.errors import N_, Invalid
from reuse.formatting import one_line, paragraph
from reuse.quantities import Measure, NotAQuantity, Quantity, quantity_of

F = TypeVar("F", bound="Form")


class Form(BaseModel):
    """Base of all forms: unknown fields are ignored, an empty field of a page counts as left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")


def read(form: type[F], data: Mapping[str, Any]) -> F:
    """Read a form from JSON or from a page's fields; raises Invalid with a message for each wrong field.

    An empty field of a page counts as left out; in JSON it is an empty text.
    """
    given = dict(data) if type(data) is dict else {name: value for name, value in data.items() if value != ""}
    try:
        return form.model_validate(given)
    except ValidationError as error:
        raise Invalid(field_messages(error)) from error


def field_messages(error: ValidationError) -> dict[str, str]:
    """For each field (a dotted path) the first thing that is wrong, as an untranslated message."""
    messages: dict[str, str] = {}
    for problem in error.errors(include_url=False, include_input=False):
        path = ".".join(str(part) for part in problem["loc"])
        if problem["type"].startswith("field_"):
            path = problem["type"].removeprefix("field_")
        messages.setdefault(path or "body", _message(problem["type"], problem["msg"]))
    return messages


_MESSAGES = {
    "missing": N_("Fill this in."),
    "string_too_short": N_("Fill this in."),
    "string_too_long": N_("This is too long. Shorten it a little."),
    "string_type": N_("Write this as text."),
    "enum": N_("Choose one of the options."),
    "literal_error": N_("Choose one of the options."),
    "greater_than": N_("The number is too small."),
    "greater_than_equal": N_("The number is too small."),
    "less_than": N_("The number is too large."),
    "less_than_equal": N_("The number is too large."),
    "uuid_parsing": N_("Choose one of the options."),
    "bool_parsing": N_("Answer yes or no."),
    "too_long": N_("That is more than we can take at once."),
    "too_short": N_("Choose at least one."),
}


def _message(kind: str, own: str) -> str:
    if kind.startswith(("ours_", "field_")):
        return own
    if kind in _MESSAGES:
        return _MESSAGES[kind]
    if kind.startswith(("int", "decimal", "float", "finite")):
        return N_("Write a number, such as 12.")
    if kind.startswith("date"):
        return N_("Write a date, such as 24-03-2026.")
    return N_("We do not understand this. Please correct it.")


def refuse_field(field: str) -> PydanticCustomError:
    """For a form's own validator: this field was left out though another would have done."""
    return PydanticCustomError(f"field_{field}", "{text}", {"text": N_("Fill this in.")})


def _refuse(name: str, message: str) -> PydanticCustomError:
    return PydanticCustomError(f"ours_{name}", "{text}", {"text": message})


# --- kinds of fields ---------------------------------------------------------------------------------


def _text_only(value: Any) -> Any:
    if value is not None and not isinstance(value, str):
        raise _refuse("text", N_("Write this as text."))
    return value


Line = Annotated[str, BeforeValidator(_text_only), AfterValidator(one_line)]
Paragraph = Annotated[str, BeforeValidator(_text_only), AfterValidator(paragraph)]

_PLAIN = re.compile(r"[+-]?\d+([.,]\d+)?")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?")


def danish_number(value: Any) -> Any:
    """Read 12, 1.234, 1.234,5 and 1234.50 as Danes mean them; a lone 12.5 from a page is a half, too.

    A point followed by exactly three digits separates thousands, as on Danish paper.
    """
    if isinstance(value, bool) or value is None:
        raise _refuse("number", N_("Write a number, such as 12."))
    if not isinstance(value, str):
        return value
    text = value.replace("\u00a0", "").replace(" ", "").replace("\u2212", "-")
    if _THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    elif not _PLAIN.fullmatch(text):
        raise _refuse("number", N_("Write a number, such as 12."))
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise _refuse("number", N_("Write a number, such as 12.")) from error


Amount = Annotated[Decimal, BeforeValidator(danish_number)]


def danish_kroner(value: Any) -> Any:
    """Kroner typed by a person (kr. 1.234,50 or 500,-) as whole øre; 1,234.50 and 12.5 are asked about."""
    if not isinstance(value, str):
        return value
    text = value.strip().lower().removeprefix("dkk").removeprefix("kr.").removeprefix("kr")
    text = text.strip().removesuffix("kr.").removesuffix("kr").strip().removesuffix(",-").strip()
    text = text.replace("\u00a0", "").replace(" ", "")
    if re.fullmatch(r"\d+\.\d{1,2}", text) or re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text):
        raise _refuse("kroner", N_("Use a comma for øre, such as 1.234,50."))
    if (not _THOUSANDS.fullmatch(text) and ("." in text or not _PLAIN.fullmatch(text))) or text.startswith("-"):
        raise _refuse("kroner", N_("Write an amount in kroner, such as 1.234,50."))
    ore = Decimal(text.replace(".", "").replace(",", ".")) * 100
    if ore != int(ore):
        raise _refuse("kroner", N_("Write at most two decimals, such as 1.234,50."))
    return int(ore)


def quantity(amount: Decimal, measure: Measure, *, field: str = "quantity") -> Quantity:
    """A typed amount in a measure; raises Invalid on its field when it is no quantity of that measure."""
    try:
        return quantity_of(amount, measure)
    except NotAQuantity as error:
        whole = N_("Write how many: a whole number from 1 and up.")
        raise Invalid({field: whole if measure.steps == 1 else N_("Write how much, such as 12,5.")}) from error


MAX_ORE = 2_000_000_000  # twenty million kroner for one thing: more is a typing mistake


def _within_ore(value: int) -> int:
    if not 0 <= value <= MAX_ORE:
        raise _refuse("kroner", N_("The amount is outside what we can take."))
    return value


Kroner = Annotated[int, BeforeValidator(danish_kroner), AfterValidator(_within_ore)]


def _whole_ore(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _refuse("ore", N_("Write whole øre, such as 80000 for 800 kroner."))
    return value


Ore = Annotated[int, BeforeValidator(_whole_ore), AfterValidator(_within_ore)]

_DANISH_DATE = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})")


def danish_date(value: Any) -> Any:
    """Read 24-03-2026, 24.03.2026 and 2026-03-24; a two-digit year is asked about."""
    if isinstance(value, date) or value is None:
        return value
    match = _DANISH_DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        if match:
            return _near(date(int(match[3]), int(match[2]), int(match[1])))
        return _near(date.fromisoformat(value.strip()))
    except (ValueError, AttributeError) as error:
        raise _refuse("date", N_("Write a date that exists, such as 24-03-2026.")) from error


def _near(day: date) -> date:
    """The day itself; ValueError for one that no clock of ours can turn into a moment, or nobody means."""
    if not 1900 <= day.year < 2200:
        raise ValueError(day)
    return day


Day = Annotated[date, BeforeValidator(danish_date)]


def _ticked(value: Any) -> Any:
    return value == "on" if value in ("on", "off") else value


Tick = Annotated[bool, BeforeValidator(_ticked)]
