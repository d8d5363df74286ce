import unicodedata

import pytest

from reuse.search.fold import fold, key, words


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("KØLESKAB", "koeleskab"),
        ("Tårbæk", "taarbaek"),
        ("Taarbæk", "taarbaek"),
        ("Ångström", "aangstroem"),
        ("Café", "cafe"),
        ("Ifö", "ifoe"),
        ("25 m²", "25 m2"),
        ("120×60", "120x60"),
        ("27”", '27"'),
        ("Kim's", "kim's"),
    ],
)
def test_what_danes_type_in_two_ways_is_one_text(typed, folded):
    assert fold(typed) == folded


def test_letters_taken_apart_by_a_phone_are_the_same_letters():
    assert fold(unicodedata.normalize("NFD", "blå køleskabe")) == "blaa koeleskabe"


def test_invisible_characters_do_not_part_a_word():
    assert words(fold("kontor\u200bstol \u202esort\u202c")) == ["kontorstol", "sort"]


@pytest.mark.parametrize("text", ["", "   ", "🪑🪑", "\u202e\u202c", "椅子", "כיסא", "***", "\x00"])
def test_a_text_without_letters_we_know_has_no_words(text):
    assert words(fold(text)) == []


def test_emoji_and_other_scripts_part_two_words():
    assert words(fold("stol🪑bord")) == ["stol", "bord"]


def test_a_name_of_several_words_is_one_term():
    assert key("interaktiv tavle") == "interaktivtavle"
    assert key("hæve-sænkebord") == "haevesaenkebord"
