"""What the page of one question shows: the policy's words, how far the need is covered, and live matches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reuse.catalogue.queries import Kind, kind, tree
from reuse.errors import N_, Invalid
from reuse.listings.naming import recognise
from reuse.needs import queries, rules
from reuse.needs.matches import Match, matches
from reuse.needs.models import Need
from reuse.needs.policy import Policy, PolicyQuestion, Question, policy
from reuse.needs.receipts import Line, lines
from reuse.quantities import Measure, Quantity


def meant(category: str | None, text: str, *, unlisted: bool) -> Kind | None:
    """The kind of thing that is needed. Raises Invalid where nothing can be looked for and nobody said so."""
    if category:
        return kind(category)
    found = recognise(text, tree().kinds.values())
    if found is None and not unlisted:
        raise Invalid(
            {"category": N_("We do not know that word yet. Choose the kind that fits best, or go on without.")}
        )
    return found


@dataclass(frozen=True)
class Asked:
    """One question of a need check as it stands now."""

    policy: Policy
    question: PolicyQuestion
    place: int  # 1 to 4
    covered: Quantity
    rest: Quantity
    in_turn: bool  # all earlier questions have been answered
    answers: Sequence[Line]  # to this question
    same: Sequence[Match]
    near: Sequence[Match]
    previous: Question | None
    following: Question | None  # the next without an answer, this one not counted

    @property
    def is_open(self) -> bool:
        """Whether an answer can be given now."""
        return self.in_turn and self.rest.steps > 0

    @property
    def covers(self) -> bool:
        """Whether something has been found under this question."""
        return any(line.counts.steps for line in self.answers)


def asked(need: Need, question: Question, *, today: date) -> Asked:
    """The page of a question; matches are looked up only while an answer can be given."""
    given, measure = queries.given(need), Measure(need.measure)
    covered, place = rules.covered(given), rules.ORDER.index(question)
    in_turn, rest = rules.may_answer(question, given), need.quantity - covered
    found = matches(need, question, today=today) if in_turn and rest else []
    wording = policy(need.policy_version)
    return Asked(
        policy=wording,
        question=wording.question(question),
        place=place + 1,
        covered=Quantity(covered, measure),
        rest=Quantity(rest, measure),
        in_turn=in_turn,
        answers=[line for line in lines(need) if line.question is question],
        same=[match for match in found if match.item.category_key == need.category_key],
        near=[match for match in found if match.item.category_key != need.category_key],
        previous=rules.ORDER[place - 1] if place else None,
        following=_following(given, question, wanted=need.quantity),
    )


def _following(given: list[rules.Given], question: Question, *, wanted: int) -> Question | None:
    """The question after this one, as if this one had been answered."""
    return rules.next_question([*given, rules.Given(question, 0)], wanted=wanted)
