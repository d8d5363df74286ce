"""How far a need is covered, which question comes next, and which offers fit best."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reuse.needs.policy import Question
from reuse.stock.models import Condition

ORDER = tuple(Question)


_COUNTED = re.compile(r"(\d{1,6})\s*(?:stk\.?|styk|x|×)?\s+(?=\D)", re.IGNORECASE)


def wish(text: str, amount: Decimal) -> tuple[str, Decimal]:
    """Words and how many: "12 stole" is 12 of "stole", unless another number than one was typed beside it."""
    match = _COUNTED.match(text)
    if match is None or amount not in (1, Decimal(match[1])):
        return text, amount
    return text[match.end() :], Decimal(match[1])


@dataclass(frozen=True)
class Given:
    """An answer as the rules see it; `steps` is what it still covers today."""

    question: Question
    steps: int


def covered(answers: Iterable[Given]) -> int:
    """What the answers cover together."""
    return sum(answer.steps for answer in answers)


def next_question(answers: Sequence[Given], *, wanted: int) -> Question | None:
    """The first question without an answer; none when all are answered or everything is covered."""
    if covered(answers) >= wanted:
        return None
    answered = {answer.question for answer in answers}
    return next((question for question in ORDER if question not in answered), None)


def may_answer(question: Question, answers: Sequence[Given]) -> bool:
    """A question may be answered when all before it have been: the order is the policy's."""
    answered = {answer.question for answer in answers}
    return all(earlier in answered for earlier in ORDER[: ORDER.index(question)])


def all_answered(answers: Iterable[Given]) -> bool:
    return {answer.question for answer in answers} == set(ORDER)


@dataclass(frozen=True)
class Candidate:
    """A lot or an offer that could cover some of a need."""

    id: int
    steps: int
    same_kind: bool
    condition: Condition
    free_on: date


_CONDITIONS = list(Condition)


def fit(candidate: Candidate, *, wanted: int, needed_by: date | None) -> tuple[bool, bool, bool, int, int, int]:
    """A sort key, best first: the right kind, in time, enough in one lot, condition, as much as possible."""
    late = needed_by is not None and candidate.free_on > needed_by
    return (
        not candidate.same_kind,
        late,
        candidate.steps < wanted,
        _CONDITIONS.index(candidate.condition),
        -min(candidate.steps, wanted),
        candidate.id,
    )


def best(candidates: Iterable[Candidate], *, wanted: int, needed_by: date | None, most: int) -> list[Candidate]:
    """The candidates that fit best, best first."""
    return sorted(candidates, key=lambda one: fit(one, wanted=wanted, needed_by=needed_by))[:most]
