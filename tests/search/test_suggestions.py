import pytest

from reuse.search.suggestions import Suggestions
from reuse.search.vocabulary import Vocabulary


@pytest.fixture
def suggest(reader):
    names = Suggestions(reader.lexicon)
    return lambda typed, **counts: names.suggest(typed, Vocabulary(counts))


def test_what_is_in_stock_is_suggested_first(suggest):
    assert (
        suggest("kontors", kontorskab=3)[0] == "kontorskab" or "kontorstol" in suggest("kontors", kontorstol=3)[:1]
    )


def test_words_are_suggested_as_danes_spell_them(suggest):
    assert "køleskab" in suggest("koelesk")
    assert "køleskab" in suggest("kølesk")


def test_the_words_before_are_kept(suggest):
    assert "hvid reol" in suggest("hvid reo", reol=3)


@pytest.mark.parametrize("typed", ["", "k", " ", "🪑", "'", "*", "-", "stol ", "\u202e", "x" * 5_000])
def test_too_little_or_nonsense_suggests_nothing(suggest, typed):
    assert suggest(typed) == []
