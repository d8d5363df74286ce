import pytest

from reuse.search.fold import key
from reuse.search.lexicon import Named, build, standard


@pytest.fixture
def lexicon():
    return build()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("arbejdsbord", "skrivebord"),
        ("interaktiv tavle", "smartboard"),
        ("beamer", "projektor"),
        ("skammel", "taburet"),
        ("tremmeseng", "barneseng"),
        ("dragkiste", "kommode"),
        ("korktavle", "opslagstavle"),
        ("monitor", "skærm"),
        ("laptop", "bærbar"),
        ("fejeblad", "fejebakke"),
        ("defibrillator", "hjertestarter"),
    ],
)
def test_two_names_of_one_thing_find_each_other(asked, found):
    around = dict(standard().meanings.around(key(asked)))
    assert around[key(found)] > 0.7


def test_kinds_of_a_thing_come_before_what_is_near_it():
    around = dict(standard().meanings.around("lampe"))
    assert around["pendel"] > around["lysstofroer"]


def test_a_loose_word_leads_to_several_things_without_making_them_the_same():
    meanings = standard().meanings
    assert dict(meanings.around("rullestol"))["koerestol"] > 0.9
    assert "koerestol" not in dict(meanings.around("kontorstol"))


def test_the_category_tree_brings_its_words(lexicon):
    lexicon.with_categories([Named("Svævebænk", "Svævebænke", ("luftbænk", "hængende bænk", "bænk 3000"))])
    assert lexicon.base("svaevebaenke") == "svaevebaenk"
    assert dict(lexicon.meanings.around("luftbaenk"))["svaevebaenk"] >= 0.8
    assert "baenk3000" not in lexicon.forms


def test_an_administrators_synonym_works_at_once(lexicon):
    assert "klatretaarn" not in dict(lexicon.meanings.around(key("abeborg")))
    lexicon.with_synonyms(["klatretårn = abeborg"])
    assert dict(lexicon.meanings.around("abeborg"))["klatretaarn"] > 0.9


@pytest.mark.parametrize("line", ["", "=", "a =", "= b", "uden tegn", "🪑 = 🪑", "' = \"", "x" * 5000 + " = stol"])
def test_an_odd_line_of_synonyms_breaks_nothing(lexicon, line):
    lexicon.with_synonyms([line])
    assert lexicon.base("stole") == "stol"


def test_terms_are_letters_and_digits_only():
    lexicon = standard()
    for term in (*lexicon.forms, *lexicon.forms.values(), *lexicon.meanings.terms()):
        assert term.isascii(), term
        assert term.isalnum(), term
