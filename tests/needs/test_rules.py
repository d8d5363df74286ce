"""How far a need is covered, what is asked next, and which things fit best."""

from datetime import date
from itertools import permutations, product

import pytest

from reuse.needs.policy import Question, policy
from reuse.needs.rules import ORDER, Candidate, Given, all_answered, best, covered, may_answer, next_question
from reuse.savings.rules import Outcome
from reuse.stock.models import Condition

pytestmark = pytest.mark.files

WITHOUT, HAVE, REPAIR, BORROW = ORDER


def no(*questions: Question) -> list[Given]:
    return [Given(question, 0) for question in questions]


def test_the_four_questions_are_the_policys_word_for_word_and_in_its_order() -> None:
    assert [question.text for question in policy().questions] == [
        "Er det nødvendigt at købe, eller kan vi undvære?",
        "Har vi noget i forvejen, som kan dække behovet, evt. let tilpasset?",
        "Har vi noget, der kan genbruges eller repareres?",
        "Kan vi låne eller overtage noget fra en anden institution i kommunen?",
    ]
    assert [question.key for question in policy().questions] == list(ORDER)


def test_each_of_the_seven_ways_of_not_buying_comes_of_exactly_one_question() -> None:
    ways = [way for question in policy().questions for way in question.outcomes]
    assert sorted(ways) == sorted(Outcome)


def test_the_threshold_is_100000_kroner_and_counts_itself() -> None:
    assert (policy().threshold_ore, policy().threshold_inclusive) == (10_000_000, True)


@pytest.mark.parametrize(
    ("given", "question"),
    [
        ([], WITHOUT),
        (no(WITHOUT), HAVE),
        (no(WITHOUT, HAVE), REPAIR),
        (no(WITHOUT, HAVE, REPAIR), BORROW),
        (no(*ORDER), None),
        ([Given(WITHOUT, 12)], None),
        ([Given(WITHOUT, 4), Given(HAVE, 8)], None),
        ([Given(WITHOUT, 4), Given(HAVE, 7)], REPAIR),
        ([*no(WITHOUT), Given(HAVE, 3), Given(HAVE, 4)], REPAIR),
        ([*no(*ORDER), Given(BORROW, 8)], None),
    ],
)
def test_the_first_unanswered_question_is_next_until_all_is_covered(
    given: list[Given], question: Question | None
) -> None:
    assert next_question(given, wanted=12) is question


def test_a_question_waits_for_those_before_it() -> None:
    for count in range(5):
        for answered in permutations(ORDER, count):
            for question in ORDER:
                before = set(ORDER[: ORDER.index(question)])
                assert may_answer(question, no(*answered)) == (before <= set(answered))


def test_all_are_answered_when_each_has_one_answer_at_least() -> None:
    for picked in product([True, False], repeat=4):
        answered = [question for question, is_in in zip(ORDER, picked, strict=True) if is_in]
        assert all_answered(no(*answered, *answered)) == all(picked)


def test_what_several_answers_cover_adds_up() -> None:
    assert covered([]) == 0
    assert covered([Given(HAVE, 3), Given(HAVE, 2), Given(BORROW, 4)]) == 9


def candidate(number: int, **facts: object) -> Candidate:
    plain = {"steps": 12, "same_kind": True, "condition": Condition.GOOD, "free_on": date(2026, 8, 1)}
    return Candidate(id=number, **{**plain, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({}, {"same_kind": False}),
        ({}, {"free_on": date(2026, 9, 2)}),
        ({}, {"steps": 11}),
        ({}, {"condition": Condition.WORN}),
        ({"condition": Condition.AS_NEW}, {}),
        ({"steps": 8}, {"steps": 7}),
        ({"condition": Condition.PARTS}, {"same_kind": False}),  # the right kind before all
        ({"steps": 1}, {"free_on": date(2027, 1, 1)}),  # in time before enough
        ({"condition": Condition.WORN}, {"steps": 11}),  # enough in one lot before condition
        ({"free_on": date(2026, 9, 1)}, {"free_on": date(2026, 9, 2)}),  # on the very day is in time
    ],
)
def test_the_better_of_two_comes_first(better: dict[str, object], worse: dict[str, object]) -> None:
    two = [candidate(1, **worse), candidate(2, **better)]
    found = best(two, wanted=12, needed_by=date(2026, 9, 1), most=5)
    assert [one.id for one in found] == [2, 1]


def test_more_than_enough_is_no_better_than_enough_and_the_first_known_wins() -> None:
    found = best([candidate(2, steps=400), candidate(1)], wanted=12, needed_by=None, most=5)
    assert [one.id for one in found] == [1, 2]


def test_only_as_many_as_fit_on_the_screen_are_shown() -> None:
    assert len(best([candidate(number) for number in range(9)], wanted=12, needed_by=None, most=5)) == 5
