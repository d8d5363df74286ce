import pytest

from reuse.search.fold import key
from reuse.search.query import analyse_query
from reuse.search.vocabulary import Vocabulary

ODD_TEXTS = [
    "",
    "  ",
    "🪑",
    "\u202e",
    "\u200b",
    "'",
    '"',
    "*",
    "-",
    ":",
    "()",
    "AND",
    "OR NOT",
    "NEAR(",
    "^",
    "og med til",
    '"stol',
    "stol*",
    "title:stol",
    "-stol",
    "stol AND (bord",
    "a" * 5000,
    "stol " * 1000,
    "%",
    "\\",
    "\x00",
]


@pytest.fixture
def ask(reader):
    return lambda text, **counts: analyse_query(text, reader=reader, vocabulary=Vocabulary(counts))


def main(query):
    return [group.text for group in query.main]


def test_things_decide_and_colours_and_makes_only_rank(ask):
    query = ask("hvid kontorstol kinnarps med armlæn")
    assert main(query) == ["kontorstol"]
    assert {group.text for group in query.optional} == {"hvid", "kinnarps", "armlæn"}


def test_a_make_alone_decides(ask):
    assert main(ask("kinnarps")) == ["kinnarps"]


def test_a_leading_number_is_a_wish_and_no_condition(ask):
    query = ask("12 stole")
    assert query.quantity == 12
    assert main(query) == ["stol"]
    assert not query.optional


def test_a_number_of_drawers_is_a_condition_and_no_wish(ask):
    query = ask("4 skuffers arkivskab")
    assert query.quantity is None
    assert any("4skuffe" in alternative.terms for group in query.optional for alternative in group.alternatives)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("skriveborrd", "skrivebord"),
        ("skriveborrde", "skrivebord"),
        ("kinarps", "kinnarps"),
        ("kokken", "køkken"),
        ("køleskap", "køleskab"),
        ("konferance bord", "konferencebord"),
        ("kølskab", "køleskab"),
    ],
)
def test_a_slip_is_put_right(ask, typed, meant):
    query = ask(typed)
    alternatives = {one.terms for group in query.main for one in group.alternatives}
    assert (key(meant),) in alternatives


def test_a_word_in_use_is_not_put_right(ask):
    assert ask("savvo", savvo=3).repaired == ()


@pytest.mark.parametrize("text", ["hæve sænke bord", "hæve-sænkebord", "haeve saenkebord", "Hæve/sænke bord"])
def test_a_word_written_apart_is_one_group(ask, text):
    assert main(ask(text)) == ["hæve-sænkebord"]


def test_one_or_the_other_is_one_group(ask):
    assert len(ask("borde og stole").main) == 1


def test_a_bed_for_children_is_a_cot(ask):
    terms = {one.terms[0] for group in ask("seng til børn").main for one in group.alternatives}
    assert "tremmeseng" in terms


@pytest.mark.parametrize(
    "text",
    ODD_TEXTS,
)
def test_any_text_gives_a_query_of_plain_terms(ask, text):
    for group in ask(text).groups:
        assert group.alternatives
        for alternative in group.alternatives:
            assert all(term.isascii() and term.isalnum() for term in alternative.terms)


@pytest.mark.parametrize("text", ["", "  ", "🪑", "'", '"', "*", "-", ":", "og med til"])
def test_a_query_without_words_is_empty(ask, text):
    assert ask(text).empty
