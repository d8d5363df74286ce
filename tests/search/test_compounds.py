import pytest

from reuse.search.fold import key

WHOLE_WORDS = [
    "legetøj",
    "værktøj",
    "fællesskab",
    "regnskab",
    "landskab",
    "garderobe",
    "mikroskop",
    "redskab",
    "smartboard",
    "stumtjener",
    "rollator",
    "persienne",
    "porcelæn",
    "tastatur",
    "projektor",
    "håndtag",
    "reol",
]


@pytest.mark.parametrize(
    ("word", "head", "modifiers"),
    [
        ("kontorstolene", "stol", ("kontor",)),
        ("skrivebordslampe", "lampe", ("skrivebord",)),
        ("børnestole", "stol", ("barn",)),
        ("opvaskemaskinen", "maskine", ("opvaske",)),
        ("medicinskab", "skab", ("medicin",)),
        ("lænestol", "stol", ("laene",)),
        ("kummefryser", "fryser", ("kumme",)),
        ("tæppefliser", "flise", ("taeppe",)),
        ("gardinstang", "stang", ("gardin",)),
        ("børnehavebord", "bord", ("boernehave",)),
        ("xyzstole", "stol", ("xyz",)),
    ],
)
def test_a_compound_is_a_kind_of_its_head(reader, word, head, modifiers):
    found = reader.splitter.word(key(word))
    assert found.heads[0] == head
    assert found.modifiers[: len(modifiers)] == modifiers


@pytest.mark.parametrize(
    "word",
    WHOLE_WORDS,
)
def test_a_word_that_only_looks_like_a_compound_stays_whole(reader, word):
    assert reader.splitter.word(key(word)).heads == ()


@pytest.mark.parametrize("word", ["køleskab", "kørestol", "tagsten", "stikdåse", "stolevogn", "dukkeseng"])
def test_a_misleading_head_is_not_what_the_thing_is(reader, word):
    assert reader.splitter.word(key(word)).heads == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("møbel", "møblerne"),
        ("cykel", "cyklerne"),
        ("bog", "bøgerne"),
        ("toilet", "toilettet"),
        ("madras", "madrassen"),
        ("hammer", "hamre"),
        ("bræt", "brædder"),
        ("tallerken", "tallerkner"),
        ("køleskab", "kølskab"),
        ("kontorstol", "kontorstole"),
        ("hæve-sænkebord", "hævesænkeborde"),
        ("fryser", "frysere"),
        ("podie", "podium"),
        ("hvid", "hvidt"),
        ("firkantet", "firkantede"),
    ],
)
def test_all_forms_of_a_word_are_one_term(reader, one, other):
    assert reader.splitter.word(key(one)).term == reader.splitter.word(key(other)).term


def test_another_joint_is_the_same_compound(reader):
    assert reader.splitter.word("barnestol").joined == reader.splitter.word("boernestol").joined
