"""What to do with what is left to buy: the policy's tree, branch by branch."""

from itertools import product

import pytest

from reuse.purchasing.rules import Known, Rest, Step, next_step

pytestmark = pytest.mark.files

THRESHOLD = 10_000_000  # 100.000 kr.


def rest(**facts: object) -> Rest:
    """Four chairs to buy after the questions, in no shop and on no agreement, for 4.000 kr."""
    plain = {
        "steps": 4,
        "answered": True,
        "urgent": False,
        "is_it": False,
        "in_ehandel": Known.NO,
        "on_agreement": Known.NO,
        "estimate_ore": 400_000,
        "threshold_ore": THRESHOLD,
        "threshold_inclusive": True,
    }
    return Rest(**{**plain, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("estimate_ore", "inclusive", "step"),
    [
        (0, True, Step.BUY_YOURSELF),
        (9_999_999, True, Step.BUY_YOURSELF),
        (10_000_000, True, Step.CONTACT_BEFORE_SUPPLIERS),
        (10_000_001, True, Step.CONTACT_BEFORE_SUPPLIERS),
        (9_999_999, False, Step.BUY_YOURSELF),
        (10_000_000, False, Step.BUY_YOURSELF),
        (10_000_001, False, Step.CONTACT_BEFORE_SUPPLIERS),
        (None, True, Step.CONTACT_BEFORE_SUPPLIERS),  # nobody knows the amount
        (None, False, Step.CONTACT_BEFORE_SUPPLIERS),
    ],
)
def test_from_100000_kroner_procurement_is_asked_before_any_supplier(
    estimate_ore: int | None, inclusive: bool, step: Step
) -> None:
    assert next_step(rest(estimate_ore=estimate_ore, threshold_inclusive=inclusive)) is step


@pytest.mark.parametrize("estimate_ore", [400_000, 50_000_000, None])
def test_e_handel_comes_first_at_any_amount(estimate_ore: int | None) -> None:
    for agreement in Known:
        facts = rest(in_ehandel=Known.YES, on_agreement=agreement, estimate_ore=estimate_ore)
        assert next_step(facts) is Step.SHOP


@pytest.mark.parametrize("in_ehandel", [Known.NO, Known.UNKNOWN])
@pytest.mark.parametrize("estimate_ore", [400_000, 50_000_000, None])
def test_a_shared_agreement_comes_before_the_amount(in_ehandel: Known, estimate_ore: int | None) -> None:
    facts = {"in_ehandel": in_ehandel, "estimate_ore": estimate_ore}
    assert next_step(rest(on_agreement=Known.YES, **facts)) is Step.AGREEMENT
    assert next_step(rest(on_agreement=Known.UNKNOWN, **facts)) is Step.CONTACT_PROCUREMENT


def test_it_goes_to_the_it_department_before_any_shop() -> None:
    assert next_step(rest(is_it=True, in_ehandel=Known.YES, on_agreement=Known.YES)) is Step.IT_DEPARTMENT


def test_nothing_is_bought_before_the_four_answers() -> None:
    assert next_step(rest(answered=False, in_ehandel=Known.YES)) is Step.ANSWER
    assert next_step(rest(answered=False, is_it=True)) is Step.ANSWER


def test_an_urgent_need_goes_on_without_the_answers_but_by_the_same_rules() -> None:
    assert next_step(rest(answered=False, urgent=True, in_ehandel=Known.YES)) is Step.SHOP
    assert next_step(rest(answered=False, urgent=True, estimate_ore=THRESHOLD)) is Step.CONTACT_BEFORE_SUPPLIERS


def test_who_has_all_that_is_needed_buys_nothing_urgent_or_not() -> None:
    for urgent, answered in product([True, False], repeat=2):
        assert next_step(rest(steps=0, urgent=urgent, answered=answered)) is Step.NOTHING_TO_BUY


def test_every_combination_of_facts_ends_in_the_one_step_of_the_tree() -> None:
    """The tree of the policy once more, as a table of who is asked first (context 1.8)."""
    seen = set()
    yes_no, known = (True, False), tuple(Known)
    amounts = (None, 0, THRESHOLD - 1, THRESHOLD, THRESHOLD + 1)
    for steps, answered, urgent, is_it, shop, agreement, estimate, inclusive in product(
        (0, 4), yes_no, yes_no, yes_no, known, known, amounts, yes_no
    ):
        facts = rest(
            steps=steps,
            answered=answered,
            urgent=urgent,
            is_it=is_it,
            in_ehandel=shop,
            on_agreement=agreement,
            estimate_ore=estimate,
            threshold_inclusive=inclusive,
        )
        dear = estimate is None or estimate > THRESHOLD or (estimate == THRESHOLD and inclusive)
        first = next(
            step
            for holds, step in (
                (steps == 0, Step.NOTHING_TO_BUY),
                (not answered and not urgent, Step.ANSWER),
                (is_it, Step.IT_DEPARTMENT),
                (shop is Known.YES, Step.SHOP),
                (agreement is Known.YES, Step.AGREEMENT),
                (agreement is Known.UNKNOWN, Step.CONTACT_PROCUREMENT),
                (dear, Step.CONTACT_BEFORE_SUPPLIERS),
                (True, Step.BUY_YOURSELF),
            )
            if holds
        )
        assert next_step(facts) is first, facts
        seen.add(first)
    assert seen == set(Step)
