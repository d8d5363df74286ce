"""Numbers, money, CO2e and dates as people read them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import Babel, force_locale

from reuse import formatting
from reuse.quantities import Measure, Quantity

pytestmark = pytest.mark.files


@pytest.fixture(autouse=True)
def danish() -> Iterator[None]:
    """Our rules in Danish; the words themselves are the translators' and tested with the pages."""
    bare = Flask(__name__)
    Babel(bare, default_locale="da")
    with bare.test_request_context():
        yield


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12_500.5, "12.500,5"),
        (12, "12"),
        (Decimal("0.05"), "0,05"),
        (1_234_567, "1.234.567"),
        (-3.5, "-3,5"),
        (2.0, "2"),
    ],
)
def test_a_number_has_points_for_thousands_and_a_comma(value: float, text: str) -> None:
    assert formatting.number(value) == text


@pytest.mark.parametrize(
    ("ore", "text"),
    [
        (80_000, "800 kr."),
        (123_450, "1.234,50 kr."),
        (5, "0,05 kr."),
        (0, "0 kr."),
        (-123_450, "-1.234,50 kr."),
        (99_999_999, "999.999,99 kr."),
    ],
)
def test_ore_are_read_as_kroner(ore: int, text: str) -> None:
    assert plain(formatting.kroner(ore)) == text


@pytest.mark.parametrize(
    ("ore", "number"), [(140_000_000, "1,4"), (100_000_000, "1"), (145_000_000, "1,5"), (-145_000_000, "-1,5")]
)
def test_millions_of_kroner_are_rounded_half_up(ore: int, number: str) -> None:
    assert formatting.kroner(ore).startswith(f"{number} ")


@pytest.mark.parametrize(
    ("grams", "text"),
    [
        (850, "850 g CO2e"),
        (-850, "-850 g CO2e"),
        (1_250, "1,3 kg CO2e"),
        (9_949, "9,9 kg CO2e"),
        (333_799, "334 kg CO2e"),
        (862_913, "863 kg CO2e"),
        (999_499, "999 kg CO2e"),
        (16_900_000, "16,9 tonnes CO2e"),
        (1_000_000, "1 tonnes CO2e"),
    ],
)
def test_grams_are_read_in_the_unit_that_reads_best(grams: int, text: str) -> None:
    assert plain(formatting.co2e(grams)) == text


def test_what_has_no_number_gets_none() -> None:
    assert formatting.co2e(None) == "cannot be calculated"
    assert formatting.kroner(None) == "not priced"


def test_days_and_weeks_are_danish() -> None:
    assert formatting.day(date(2026, 3, 24)) == "24. marts 2026"
    assert formatting.week(date(2026, 12, 31)) == "week 53"
    assert formatting.week(date(2027, 1, 3)) == "week 53"
    with force_locale("en"):
        assert formatting.day(date(2026, 3, 24)) == "24 March 2026"


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "29. marts 2026 kl. 01.59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "29. marts 2026 kl. 03.00"),  # the clock went forward
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "25. oktober 2026 kl. 02.30"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "25. oktober 2026 kl. 02.30"),  # and back again
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "1. januar 2027 kl. 00.30"),
    ],
)
def test_a_moment_is_on_the_clock_in_denmark(moment: datetime, text: str) -> None:
    assert formatting.moment(moment) == text


def test_an_amount_names_its_measure_unless_it_is_counted() -> None:
    assert formatting.amount(Quantity(12)) == "12"
    assert formatting.amount(Quantity(1_250_000, Measure.M2)).startswith("12.500")
    assert plain(formatting.amount(Quantity(1250, Measure.M2))).startswith("12,5 m")


def test_danish_letters_come_after_z_and_aa_is_aa() -> None:
    words = ["Ålborg", "Zoo", "Ærø", "Aarhus", "Øster", "Bord", "Abe", "Åby"]
    assert sorted(words, key=formatting.danish_order) == [
        *("Abe", "Bord", "Zoo", "Ærø", "Øster", "Åby", "Ålborg", "Aarhus"),
    ]
