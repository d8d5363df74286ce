"""Reads of need checks: where one stands, and its one next step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from reuse.catalogue.queries import Kind, tree
from reuse.db import db
from reuse.errors import NotFound
from reuse.needs import rules
from reuse.needs.models import Need
from reuse.needs.policy import Question, policy
from reuse.needs.rules import Given
from reuse.people.rules import Actor
from reuse.purchasing.models import Agreement
from reuse.purchasing.queries import agreement, shop
from reuse.purchasing.rules import Known, Rest, Step, next_step
from reuse.reservations.models import Reservation
from reuse.reservations.queries import for_need


def need(number: str, *, by: Actor, for_change: bool = False) -> Need:
    """A need check of a unit the person works in; raises NotFound for any other."""
    query = select(Need).where(Need.number == number, Need.municipality_id == by.municipality_id)
    query = query.options(joinedload(Need.unit), selectinload(Need.answers))
    if for_change:
        query = query.with_for_update(of=Need)  # two answers at once take turns
    found = db.session.scalar(query)
    if found is None or not (found.unit.path.startswith(by.works_in) or by.may("savings.read", found.unit.path)):
        raise NotFound()
    return found


def given(found: Need) -> list[Given]:
    """The answers as the rules see them; what was reserved for the need outside its questions counts too.

    A reservation that fell away covers only what was handed over.
    """
    held = {reservation.id: reservation for reservation in for_need(found.number)}
    answers = [
        _given(one.question, one.quantity, held.pop(one.reservation_id or 0, None)) for one in found.answers
    ]
    return answers + [_given(Question.BORROW, one.quantity, one) for one in held.values()]


def _given(question: str, steps: int, reservation: Reservation | None) -> Given:
    if reservation is not None and reservation.ended_at is not None:
        steps = reservation.handed_over
    return Given(Question(question), steps)


@dataclass(frozen=True)
class Standing:
    """Where a need check stands now."""

    covered: int
    rest: int
    next_question: Question | None
    answered: bool
    step: Step
    agreement: Agreement | None
    estimate_ore: int | None
    reservations: Sequence[Reservation]

    @property
    def state(self) -> str:
        """open, covered, or answered with something left to buy."""
        if self.rest == 0:
            return "covered"
        return "answered" if self.step is not Step.ANSWER else "open"


def standing(found: Need, *, today: date) -> Standing:
    """How far it is covered and the one next step."""
    answers = given(found)
    covered = rules.covered(answers)
    rest = found.quantity - covered
    answered = rules.all_answered(answers)
    kind = tree().kinds.get(found.category_key or "")
    valid = agreement(found.municipality_id, kind.agreement, on=today) if kind else None
    estimate = None
    if found.unit_price_ore is not None:
        estimate = -(-found.unit_price_ore * rest // found.amount.measure.steps)
    wording = policy(found.policy_version)
    facts = Rest(
        steps=rest,
        answered=answered,
        urgent=found.urgent_at is not None,
        is_it=bool(kind and kind.is_it),
        in_ehandel=_sold(found, kind),
        on_agreement=_known(valid, kind.agreement if kind else "unknown"),
        estimate_ore=estimate,
        threshold_ore=wording.threshold_ore,
        threshold_inclusive=wording.threshold_inclusive,
    )
    return Standing(
        covered=covered,
        rest=rest,
        next_question=rules.next_question(answers, wanted=found.quantity),
        answered=answered,
        step=next_step(facts),
        agreement=valid,
        estimate_ore=estimate,
        reservations=for_need(found.number),
    )


def _sold(found: Need, kind: Kind | None) -> Known:
    """Whether e-handel sells the kind; without a shop to send people to, nobody knows."""
    known = Known(kind.in_ehandel) if kind else Known.UNKNOWN
    return known if known is not Known.YES or shop(found.municipality_id) else Known.UNKNOWN


def _known(valid: Agreement | None, key: str) -> Known:
    """A kind that the file marks `none` has no agreement; otherwise only a valid row is proof of one."""
    if valid is not None:
        return Known.YES
    return Known.NO if key == "none" else Known.UNKNOWN


def of_unit(unit_id: object, *, limit: int = 10) -> Sequence[Need]:
    """A unit's newest need checks."""
    query = select(Need).where(Need.unit_id == unit_id).options(selectinload(Need.answers))
    return db.session.scalars(query.order_by(Need.id.desc()).limit(limit)).all()


@dataclass(frozen=True)
class Glimpse:
    """A need check in a list: how far it is, without the way to buy the rest."""

    need: Need
    covered: int
    next_question: Question | None

    @property
    def rest(self) -> int:
        return self.need.quantity - self.covered


def glimpses(unit_id: object, *, limit: int = 30) -> list[Glimpse]:
    """A unit's newest need checks with how far they are: three reads, however many they are."""
    found = of_unit(unit_id, limit=limit)
    numbers = [one.number for one in found]
    ended = select(Reservation).where(Reservation.need_number.in_(numbers), Reservation.ended_at.is_not(None))
    fell_away = {reservation.id: reservation for reservation in db.session.scalars(ended)} if numbers else {}
    return [_glimpse(one, fell_away) for one in found]


def _glimpse(found: Need, fell_away: dict[int, Reservation]) -> Glimpse:
    answers = [_given(one.question, one.quantity, fell_away.get(one.reservation_id or 0)) for one in found.answers]
    return Glimpse(found, rules.covered(answers), rules.next_question(answers, wanted=found.quantity))
