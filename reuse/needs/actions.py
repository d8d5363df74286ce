"""Asking the four questions, and what comes of the answers."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from reuse.catalogue.queries import Kind
from reuse.codes import new_need_number
from reuse.db import db
from reuse.errors import N_, Invalid, Refusal
from reuse.forms import quantity
from reuse.history import actions as history
from reuse.listings.models import Listing
from reuse.needs import queries, rules
from reuse.needs.matches import Match
from reuse.needs.models import Answer, Need
from reuse.needs.policy import Question, policy
from reuse.people.models import Unit
from reuse.people.rules import Actor
from reuse.quantities import Measure
from reuse.reservations import actions as reservations
from reuse.reservations.models import Delivery
from reuse.savings.rules import Outcome
from reuse.stock.models import Item


class OutOfOrder(Refusal):
    """The questions are asked in the policy's order."""

    type = "question-out-of-order"
    message = N_("Answer the earlier questions first.")


class NothingLeftToCover(Refusal):
    """The need is covered already."""

    type = "already-covered"
    message = N_("The need is already covered. There is nothing left to answer.")


class NotAnswered(Refusal):
    """The shop opens when the four answers are stored."""

    type = "questions-not-answered"
    message = N_("Answer the four questions first. Then the shop opens.")


class NoShopNow(Refusal):
    """The next step is another than the shop."""

    type = "next-step-is-not-the-shop"
    message = N_("The next step for this need is not the shop. Open the need check to see what to do.")


def start(
    *,
    unit: Unit,
    kind: Kind | None,
    text: str,
    amount: Decimal,
    measure: Measure,
    needed_by: date | None,
    unit_price_ore: int | None,
    by: Actor,
    now: datetime,
    today: date,
) -> Need:
    """Begin a need check under the policy in force."""
    current = policy()
    if needed_by and needed_by < today:
        raise Invalid({"needed_by": N_("That day has passed. Choose a later day.")})
    need = Need(
        number=new_need_number(today.year),
        municipality_id=unit.municipality_id,
        unit=unit,
        by_user_id=by.user_id,
        category_key=kind.key if kind else None,
        text=text,
        quantity=quantity(amount, measure).steps,
        measure=measure,
        needed_by=needed_by,
        unit_price_ore=unit_price_ore,
        policy_version=current.version,
        started_at=now,
        valid_until=today + timedelta(days=current.valid_days),
    )
    db.session.add(need)
    db.session.flush()
    history.log("asked", f"need:{need.number}", by=by, unit_id=unit.id, now=now)
    return need


def answer(
    need: Need,
    question: Question,
    *,
    outcome: Outcome | None,
    amount: Decimal,
    shown: list[Match],
    item: Item | None,
    listing: Listing | None,
    note: str,
    delivery: Delivery,
    by: Actor,
    now: datetime,
) -> Answer:
    """Store an answer with what was shown; a listing is reserved in the same breath.

    Zero means: no, nothing here. Raises OutOfOrder, NothingLeftToCover, Invalid, and what reserving raises.
    """
    given = queries.given(need)
    if not rules.may_answer(question, given):
        raise OutOfOrder()
    steps = quantity(amount, Measure(need.measure)).steps if amount else 0
    rest = need.quantity - rules.covered(given)
    if rest == 0:
        raise NothingLeftToCover()
    outcome = _checked(need, question, outcome, steps=steps, rest=rest, listing=listing)
    if item is not None:
        _check_own(need, item, steps=steps)
    stored = Answer(
        question=question,
        outcome=outcome,
        quantity=steps,
        item_id=item.id if item else None,
        note=note,
        shown=[match.to_json() for match in shown],
        by_user_id=by.user_id,
        at=now,
    )
    if listing is not None and steps:
        reservation = reservations.reserve(
            listing,
            unit=need.unit,
            steps=steps,
            by=by,
            now=now,
            need_number=need.number,
            price_ore=need.unit_price_ore,
            delivery=delivery,
        )
        stored.item_id, stored.reservation_id = listing.item_id, reservation.id
    need.answers.append(stored)
    db.session.flush()
    history.log(
        "answered",
        f"need:{need.number}",
        by=by,
        unit_id=need.unit_id,
        now=now,
        question=question,
        quantity=steps,
    )
    return stored


def _checked(
    need: Need,
    question: Question,
    outcome: Outcome | None,
    *,
    steps: int,
    rest: int,
    listing: Listing | None,
) -> Outcome | None:
    """The outcome an answer stands for; raises Invalid on the field that does not fit."""
    if steps > rest:
        raise Invalid({"quantity": N_("That is more than is left to cover.")})
    if steps == 0:
        return None
    allowed = policy(need.policy_version).question(question).outcomes
    outcome = outcome or Outcome(allowed[0])
    if outcome not in allowed:
        raise Invalid({"outcome": N_("That cannot come of this question.")})
    if outcome in (Outcome.TAKE_OVER, Outcome.BORROW) and listing is None:
        raise Invalid({"listing": N_("Choose which offer you want.")})
    if listing is not None and listing.item.measure != need.measure:
        raise Invalid({"listing": N_("This is counted in another measure than you asked for.")})
    return outcome


def _check_own(need: Need, item: Item, *, steps: int) -> None:
    """What a unit uses, adapts or repairs without an offer is its own, and there is enough of it."""
    if not item.unit.path.startswith(need.unit.path):
        raise Invalid({"item": N_("This belongs to another unit. Choose one of your own things, or an offer.")})
    if item.measure != need.measure:
        raise Invalid({"item": N_("This is counted in another measure than you asked for.")})
    if steps > item.free:
        raise Invalid({"quantity": N_("There are not that many of these.")})


def pass_urgently(need: Need, *, reason: str, by: Actor, now: datetime) -> None:
    """Go on without the answers, with a reason; counted apart and never hindered."""
    if need.urgent_at is None:
        need.urgent_at, need.urgent_reason = now, reason
        history.log("urgent", f"need:{need.number}", by=by, unit_id=need.unit_id, now=now)
