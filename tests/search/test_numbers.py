import pytest

from reuse.search.fold import fold
from reuse.search.numbers import scan


def terms(text):
    return {term for measure in scan(fold(text))[1] for term in measure.terms}


@pytest.mark.parametrize("text", ["120 cm", "1,2 m", "1200 mm", "1.200 mm", "120 x 60 cm", "120x60", "120*60"])
def test_one_length_is_one_term_however_it_is_written(text):
    assert "n120" in terms(text)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ('27"', "27tom"),
        ("27''", "27tom"),
        ("27 tommer", "27tom"),
        ("3 pers.", "3pers"),
        ("3-personers", "3pers"),
        ("tre personers", "3pers"),
        ("topersoners", "2pers"),
        ("6,5 kg", "6d5kg"),
        ("200 L", "200l"),
        ("10 liter", "10l"),
        ("800W", "800w"),
        ("32 GB", "32gb"),
        ("str. 5", "str5"),
        ("størrelse 5", "str5"),
        ("4 skuffer", "4skuffe"),
        ("3-rums", "3rum"),
        ("12 stk", "12stk"),
        ("60 kvm", "60m2"),
    ],
)
def test_units_are_read(text, term):
    assert term in terms(text)


def test_a_bare_number_is_kept_beside_its_unit():
    assert {"27tom", "n27"} <= terms('skærm 27"')


def test_small_numbers_by_each_other_are_metres():
    assert {"n300", "n400"} <= terms("3x4")


def test_a_weight_after_two_numbers_is_no_measure_of_length():
    assert "n800" not in terms("3x800 kg")


def test_numbers_leave_the_text():
    assert scan("whiteboard 120x90 cm")[0].split() == ["whiteboard"]


@pytest.mark.parametrize("text", ["1" * 400, "1x" * 200, "9999999999 mm", "0 cm", "-1", "1/1", "٣"])
def test_odd_numbers_break_nothing(text):
    rest, measures = scan(fold(text))
    assert isinstance(rest, str)
    assert all(term.isalnum() and term.isascii() for m in measures for term in m.terms)
