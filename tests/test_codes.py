"""Codes that are scanned, typed and read aloud."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse.codes import (
    ALPHABET,
    NEED_ALPHABET,
    BadCode,
    ForeignAddress,
    LetterThatCannotOccur,
    NotANeedNumber,
    TypingMistake,
    WrongLength,
    grouped,
    is_valid,
    label_url,
    new_label_code,
    new_need_number,
    normalise,
    parse_need_number,
)

HOSTS = {"genbrug.example.dk"}
CODE = new_label_code(random.Random(7))
codes = st.randoms(use_true_random=False).map(new_label_code)
need_numbers = st.builds(new_need_number, st.integers(2000, 2099), st.randoms(use_true_random=False))


def swapped(text: str, here: int, there: int) -> str:
    letters = list(text)
    letters[here], letters[there] = letters[there], letters[here]
    return "".join(letters)


def test_a_label_code_is_eight_characters_of_the_alphabet_with_the_check_last() -> None:
    made = {new_label_code() for _ in range(300)}
    assert len(made) == 300
    assert all(re.fullmatch(f"[{ALPHABET}]{{8}}", code) and is_valid(code) for code in made)


def test_chance_can_be_seeded_for_a_demo_and_is_secret_otherwise() -> None:
    assert new_label_code(random.Random(1)) == new_label_code(random.Random(1))
    assert new_label_code() != new_label_code()


def test_every_single_wrong_character_is_found_at_every_place() -> None:
    for place in range(8):
        for wrong in set(ALPHABET) - {CODE[place]}:
            assert not is_valid(CODE[:place] + wrong + CODE[place + 1 :])


def test_every_swap_of_two_neighbours_is_found_for_every_pair_of_characters() -> None:
    """7 places x 32 x 31 pairs; by linearity the other characters do not matter."""
    chance = random.Random(3)
    for place in range(7):
        for first in ALPHABET:
            for second in set(ALPHABET) - {first}:
                code = code_with(place, first, second, chance)
                assert not is_valid(swapped(code, place, place + 1))


def code_with(place: int, first: str, second: str, chance: random.Random) -> str:
    """A valid code that has these two characters at this place."""
    start, end = (
        "".join(chance.choices(ALPHABET, k=place)),
        "".join(chance.choices(ALPHABET, k=6 - place)),
    )
    free = 0 if place else 7  # the character that is chosen so that the check fits
    for symbol in ALPHABET:
        code = list(start + first + second + end)
        code[free] = symbol
        if is_valid("".join(code)):
            return "".join(code)
    raise AssertionError("every character has exactly one value that fits")


@given(codes, st.data())
def test_no_wrong_character_and_no_swap_goes_unseen_in_any_code(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, 7))
    wrong = data.draw(st.sampled_from(sorted(set(ALPHABET) - {code[place]})))
    assert not is_valid(code[:place] + wrong + code[place + 1 :])
    other = data.draw(st.integers(0, 7))
    if code[place] != code[other]:
        assert not is_valid(swapped(code, place, other))


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        f"  {grouped(CODE)}\n",
        f"{CODE[:4]}-{CODE[4:]}",
        f"{CODE[:4]}\u2013{CODE[4:]}\u200b",
        f"HTTPS://GENBRUG.EXAMPLE.DK/Q/{CODE}",
        f"https://genbrug.example.dk/q/{CODE.lower()}/",
        f"http://genbrug.example.dk/q/{CODE}?utm_source=x#y",
        f"genbrug.example.dk/q/{CODE}",
    ],
)
def test_a_code_is_understood_however_it_is_typed_or_scanned(typed: str) -> None:
    assert normalise(typed, hosts=HOSTS) == CODE


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    code = next(code for code in iter(new_label_code, "") if "0" in code and "1" in code)
    for one in "IiLl":
        assert normalise(code.replace("0", "o").replace("1", one)) == code


@pytest.mark.parametrize(
    "foreign",
    [
        f"https://evil.example/q/{CODE}",
        f"https://genbrug.example.dk@evil.example/q/{CODE}",
        f"https://genbrug.example.dk.evil.example/q/{CODE}",
        f"https://genbrug.example.dk:444/q/{CODE}",
        f"https://evil.example/?x=https://genbrug.example.dk/q/{CODE}",
        f"//evil.example/q/{CODE}",
        f"ftp://genbrug.example.dk/q/{CODE}",
        f"javascript://genbrug.example.dk/q/{CODE}",
        "javascript:alert(1)",
        f"https://genbrug.example.dk/other/{CODE}",
        f"https://genbrug.example.dk/q/../{CODE}",
        "https://genbrug.example.dk/",
        "https://[bad/q/x",
        "mailto:a@b.dk",
        "WIFI:S:net;;",
    ],
)
def test_a_foreign_address_is_refused_and_leads_nowhere(foreign: str) -> None:
    with pytest.raises(ForeignAddress):
        normalise(foreign, hosts=HOSTS)


@pytest.mark.parametrize("typed", ["", "   ", CODE[:7], CODE + "0", "5901234123457", "7" * 9000])
def test_too_short_or_too_long_is_said_as_such(typed: str) -> None:
    with pytest.raises(WrongLength) as refused:
        normalise(typed)
    assert refused.value.params["count"] != 8


@pytest.mark.parametrize("letter", ["U", "Å", "ı", "ſ", "\u0661", "*", "€"])
def test_a_character_that_we_never_print_is_named(letter: str) -> None:
    with pytest.raises(LetterThatCannotOccur) as refused:
        normalise(CODE[:3] + letter + CODE[4:])
    assert refused.value.params["letter"] == letter


def test_a_typing_mistake_is_called_a_typing_mistake() -> None:
    with pytest.raises(TypingMistake):
        normalise(("2" if CODE[0] != "2" else "3") + CODE[1:])


@given(st.text(max_size=40))
def test_whatever_is_typed_gives_a_code_or_a_refusal(text: str) -> None:
    try:
        answer = normalise(text, hosts=HOSTS)
    except BadCode as refused:
        answer = refused.message % refused.params
    assert answer


def test_the_printed_address_is_all_capitals_and_is_recognised_again() -> None:
    url = label_url("https://genbrug.example.dk", CODE)
    assert url == f"HTTPS://GENBRUG.EXAMPLE.DK/Q/{CODE}"
    assert normalise(url, hosts=HOSTS) == CODE
    assert label_url("http://127.0.0.1:8000", CODE) == f"HTTP://127.0.0.1:8000/Q/{CODE}"


def test_a_host_with_danish_letters_is_printed_in_ascii_and_recognised() -> None:
    url = label_url("https://genbrug.brøndby.dk", CODE)
    assert url == f"HTTPS://GENBRUG.XN--BRNDBY-CYA.DK/Q/{CODE}"
    assert normalise(url, hosts={"genbrug.brøndby.dk"}) == CODE


def test_a_need_number_carries_its_year_and_no_character_that_looks_like_another() -> None:
    for _ in range(300):
        number = new_need_number(2026)
        assert re.fullmatch(f"BT-26-[{NEED_ALPHABET}]{{5}}-[{NEED_ALPHABET}]", number)
    assert not set("01OIL") & set(NEED_ALPHABET)
    assert new_need_number(2101).startswith("BT-01-")


@given(need_numbers)
def test_a_need_number_is_understood_however_it_is_typed(number: str) -> None:
    for typed in (number, number.lower(), number.replace("-", ""), f" {number.replace('-', ' ')} "):
        assert parse_need_number(typed) == number


def test_an_o_or_an_i_in_the_year_of_a_need_number_is_read_as_a_digit() -> None:
    number = new_need_number(2010)
    assert parse_need_number(number.replace("-10-", "-IO-")) == number


@given(need_numbers)
def test_no_wrong_character_and_no_swap_of_neighbours_goes_unseen_in_a_need_number(
    number: str,
) -> None:
    plain = number.replace("-", "")
    for place in range(2, 10):
        for wrong in set(ALPHABET) - {plain[place]}:
            with pytest.raises(BadCode):
                parse_need_number(plain[:place] + wrong + plain[place + 1 :])
        if place < 9 and plain[place] != plain[place + 1]:
            with pytest.raises(BadCode):
                parse_need_number(swapped(plain, place, place + 1))


@pytest.mark.parametrize(
    "typed",
    ["", "BT", "BT-26-7K4M9", "XX-26-7K4M9-C", "BT-2A-7K4M9-C", "BT-²6-7K4M9-C", "BT" * 4000, CODE],
)
def test_what_is_no_need_number_is_answered_with_an_example(typed: str) -> None:
    with pytest.raises(NotANeedNumber):
        parse_need_number(typed)


def test_a_need_number_is_never_taken_for_a_label_code() -> None:
    for _ in range(200):
        with pytest.raises(BadCode):
            normalise(new_need_number(2026).removeprefix("BT-"))
