import unicodedata

import pytest

from reuse.search.analysis import analyse_listing

BAD_TITLES = [
    "",
    "   ",
    "🪑🪑🪑",
    "\u202estol\u202c",
    "kontor\u200bstol",
    "<script>alert(1)</script>",
    "{{7*7}} ${x}",
    "Kim's stol'); --",
    unicodedata.normalize("NFD", "Blåt køleskab på hjul"),
    "=HYPERLINK(1)",
    "stol\nbord\ttæppe",
    "a" * 5_000,
    "stol " * 1_000,
    'NEAR(stol, "bord") AND title:*',
    "-",
    "1" * 300,
]


@pytest.fixture
def analyse(reader):
    return lambda *texts, **more: analyse_listing(*texts, reader=reader, **more)


def test_a_chair_for_an_office_is_a_chair(analyse):
    terms = analyse("Kontorstol RH Logic, sort")
    assert "kontorstol" in terms.title
    assert "stol" in terms.head
    assert "kontor" in terms.modifier
    assert "sort" in terms.title


def test_cushions_for_chairs_are_no_chairs(analyse):
    terms = analyse("Hynder til stole, 10 stk")
    assert "stol" not in (*terms.title, *terms.head)
    assert "stol" in terms.modifier
    assert "stolhynde" in terms.title or "hynde" in terms.title


def test_a_box_of_books_is_books(analyse):
    assert "bog" in analyse("Kasse med børnebøger").head


def test_without_a_lock_is_not_a_lock(analyse):
    terms = analyse("Hvidt højskab", "uden lås, 4 hylder")
    assert "udenlaas" in terms.body_parts
    assert "laas" not in (*terms.body, *terms.body_parts)


def test_a_title_of_names_only_is_told_by_its_description(analyse):
    assert "stol" in analyse("HÅG Capisco blå", "Sadelstol, højden kan indstilles").head


def test_a_title_of_names_only_is_told_by_its_category(analyse):
    assert "kontorstol" in analyse("Kinnarps Plus 8", "", "Kontorstol").head


@pytest.mark.parametrize(
    "title", ["Hæve sænke bord", "hæve-sænkebord", "Hæve/sænkebord", "El-hæve sænkebord", "HÆVESÆNKEBORD"]
)
def test_a_word_written_apart_is_the_same_word(analyse, title):
    assert "haevesaenkebord" in analyse(title).title


def test_a_shortened_word_is_made_whole(analyse):
    terms = analyse("Køle-/fryseskab Bosch")
    assert "fryseskab" in (*terms.title, *terms.head, *terms.modifier)


def test_a_misspelled_title_is_also_found_by_the_right_word(analyse):
    assert "skrivebord" in analyse("skriveborrd").head


def test_quantity_and_details_are_terms(analyse):
    terms = analyse("Stol", details=("Kinnarps", "blå"), quantity=12)
    assert "12stk" in terms.numbers
    assert {"kinnarps", "blaa"} <= set(terms.body)


@pytest.mark.parametrize("title", BAD_TITLES)
def test_every_term_of_any_text_is_ascii_letters_and_digits(analyse, title):
    for text in analyse(title, title, title).fields().values():
        for term in text.split():
            assert term.isascii()
            assert term.isalnum()
            assert len(term) <= 64
