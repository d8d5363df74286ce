"""What people type, as Danes mean it: numbers, kroner and dates."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from reuse.errors import Invalid
from reuse.forms import Amount, Day, Form, Kroner, Line, Ore, Paragraph, Tick, quantity, read
from reuse.quantities import Measure

pytestmark = pytest.mark.files


class Typed(Form):
    amount: Amount | None = None
    price: Kroner | None = None
    ore: Ore | None = None
    day: Day | None = None
    line: Line = ""
    words: Paragraph = ""
    tick: Tick = False


def refused(**typed: Any) -> str:
    """The message at the one field that is wrong."""
    with pytest.raises(Invalid) as told:
        read(Typed, typed)
    assert set(told.value.fields) == set(typed)
    return next(iter(told.value.fields.values()))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12", "12"),
        (" 12 ", "12"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.234", "1234"),
        ("1.234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234", "1234"),
        ("1.234.567", "1234567"),
        ("1234.50", "1234.50"),
        ("0,5", "0.5"),
        ("0.500", "0.5"),  # nobody writes 500 with a nought and a point before it
        ("-3", "-3"),  # whether it makes sense is for the quantity to say
        ("\u22123", "-3"),
        (12, "12"),
        (12.5, "12.5"),
    ],
)
def test_a_number_is_read_as_danes_write_it(typed: Any, meant: str) -> None:
    assert read(Typed, {"amount": typed}).amount == Decimal(meant)


@pytest.mark.parametrize(
    "typed", ["x", "12 stk", "1,2,3", "1.23.4", "12,", ",5", "1e3", "NaN", "0x10", "½", "--1", True, [], {}]
)
def test_what_is_no_number_is_asked_about(typed: Any) -> None:
    assert refused(amount=typed).startswith("Write a number")


@pytest.mark.parametrize("typed", [float("nan"), float("inf"), "1" * 5000 + "x"])
def test_endless_and_nameless_numbers_are_none(typed: Any) -> None:
    assert refused(amount=typed)


@pytest.mark.parametrize(
    ("typed", "ore"),
    [
        ("800", 80_000),
        ("1.234", 123_400),
        ("1.234,50", 123_450),
        ("1234,5", 123_450),
        ("kr. 500", 50_000),
        ("500,-", 50_000),
        ("500 kr.", 50_000),
        ("500 kr", 50_000),
        ("DKK 1.500,00", 150_000),
        ("0", 0),
        ("0,01", 1),
        ("99.999,99", 9_999_999),
        ("100.000", 10_000_000),
        ("100.000,01", 10_000_001),
    ],
)
def test_kroner_become_whole_ore(typed: str, ore: int) -> None:
    assert read(Typed, {"price": typed}).price == ore


@pytest.mark.parametrize("typed", ["1,234.50", "12.5", "12.50", "1,234"])
def test_an_english_amount_is_asked_about(typed: str) -> None:
    """12.5 may be a half or a slip: money is not guessed."""
    if typed == "1,234":
        assert refused(price=typed)  # three decimals, or a thousand
    else:
        assert refused(price=typed) == "Use a comma for øre, such as 1.234,50."


@pytest.mark.parametrize(
    "typed",
    ["-5", "kr. -5", "gratis", "", " ", "12,345", "1234.567", "12.3456", "0.500", "1.2.3", "€ 5", "5 EUR", "1e5"],
)
def test_what_is_no_amount_is_asked_about(typed: str) -> None:
    assert refused(price=typed)


@pytest.mark.parametrize("typed", ["20.000.000,01", "999999999999"])
def test_more_than_one_thing_can_cost_is_a_typing_mistake(typed: str) -> None:
    assert refused(price=typed) == "The amount is outside what we can take."


def test_programs_send_whole_ore() -> None:
    assert read(Typed, {"ore": 80_000}).ore == 80_000
    for sent in ("80000", 800.5, True, -1, 10**12):
        assert refused(ore=sent)


@pytest.mark.parametrize(
    "typed", ["24-03-2026", "24.03.2026", "24/03/2026", "24 03 2026", "24-3-2026", "2026-03-24", " 2026-03-24 "]
)
def test_a_day_is_read_as_danes_write_it(typed: str) -> None:
    assert read(Typed, {"day": typed}).day == date(2026, 3, 24)


@pytest.mark.parametrize(
    "typed",
    [
        "29-02-2027",
        "31-04-2026",
        "03/04/26",
        "i morgen",
        "uge 34",
        "2026-13-01",
        "24-03",
        "0001-01-01",
        "9999-12-31",
        20260324,
        1.5,
        True,
        [],
        {},
    ],
)
def test_a_day_that_is_not_in_the_calendar_is_asked_about(typed: Any) -> None:
    assert refused(day=typed) == "Write a date that exists, such as 24-03-2026."


def test_leap_days_exist_in_leap_years() -> None:
    assert read(Typed, {"day": "29-02-2028"}).day == date(2028, 2, 29)


def test_a_week_that_only_some_years_have_is_read_where_it_exists() -> None:
    assert read(Typed, {"day": "2026-W53-1"}).day == date(2026, 12, 28)
    assert refused(day="2027-W53-1")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Blå \n stole\t ", "Blå stole"),
        ("Bla\u030a stole", "Blå stole"),  # as phones send it, decomposed
        ("st\u200bol\u202e\ufeff", "stol"),
        ("st\x00ol\x07", "stol"),
        ("\ud800stol", "stol"),
        ("🪑 <b>stol</b>", "🪑 <b>stol</b>"),
        ("\u200b \u00a0", ""),
    ],
)
def test_a_line_is_one_line_without_what_hides_in_it(typed: str, kept: str) -> None:
    assert read(Typed, {"line": typed}).line == kept


def test_a_paragraph_keeps_its_lines() -> None:
    assert read(Typed, {"words": " a\r\nb\rc \u202e"}).words == "a\nb\nc"


@pytest.mark.parametrize("sent", [12, True, [], {}, 1.5])
def test_text_is_text(sent: Any) -> None:
    assert refused(line=sent) == "Write this as text."


def test_a_tick_is_on_off_or_left_out() -> None:
    assert read(Typed, {"tick": "on"}).tick is True
    assert read(Typed, {"tick": "off"}).tick is False
    assert read(Typed, {}).tick is False
    assert refused(tick="måske") == "Answer yes or no."


def test_unknown_fields_are_left_alone_and_all_faults_are_told_at_once() -> None:
    with pytest.raises(Invalid) as told:
        read(Typed, {"amount": "x", "day": "x", "nothing": "x"})
    assert set(told.value.fields) == {"amount", "day"}


@pytest.mark.parametrize(
    ("typed", "measure"),
    [
        ("0", Measure.PIECE),
        ("-1", Measure.PIECE),
        ("1,5", Measure.PIECE),
        ("1000000000", Measure.PIECE),
        ("0,001", Measure.M2),
        ("1000000,01", Measure.M2),
    ],
)
def test_a_number_that_is_no_quantity_is_told_at_its_field(typed: str, measure: Measure) -> None:
    with pytest.raises(Invalid) as told:
        quantity(read(Typed, {"amount": typed}).amount or Decimal(0), measure, field="count")
    assert set(told.value.fields) == {"count"}
