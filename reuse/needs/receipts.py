"""What the receipt of a need check shows: what was covered, what it saves, and the words to take along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from urllib.parse import quote

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from reuse.catalogue.queries import tree
from reuse.db import db
from reuse.formatting import amount, day, kroner
from reuse.listings.cards import named
from reuse.needs import shopping
from reuse.needs.models import Need
from reuse.needs.policy import Question
from reuse.needs.queries import Standing
from reuse.purchasing.rules import Step
from reuse.quantities import Measure, Quantity
from reuse.reservations.models import Reservation
from reuse.reservations.queries import for_need
from reuse.savings import estimates
from reuse.savings import queries as savings
from reuse.savings.models import SavingEntry
from reuse.savings.queries import Total
from reuse.savings.rules import Outcome
from reuse.stock.models import Item


def what(need: Need, quantity: Quantity | None = None) -> str:
    """What is needed and how much, as one text: 12 kontorstole."""
    kind = tree().kinds.get(need.category_key or "")
    return " ".join(named(need.text or (kind.name if kind else ""), kind, quantity or need.amount)).strip()


@dataclass(frozen=True)
class Line:
    """One answer: what it was meant to cover, and what it still does."""

    question: Question
    outcome: Outcome | None
    meant: Quantity
    counts: Quantity
    item: Item | None
    reservation: Reservation | None
    note: str


def lines(need: Need) -> list[Line]:
    """The answers in their order; a reservation that fell away counts only what was handed over."""
    held = {reservation.id: reservation for reservation in for_need(need.number)}
    loose = {answer.item_id for answer in need.answers if answer.item_id and not answer.reservation_id}
    items = _items(loose) if loose else {}
    measure, found = Measure(need.measure), []
    for answer in need.answers:
        reservation = held.get(answer.reservation_id or 0)
        fell_away = reservation is not None and reservation.ended_at is not None
        found.append(
            Line(
                question=Question(answer.question),
                outcome=Outcome(answer.outcome) if answer.outcome else None,
                meant=Quantity(answer.quantity, measure),
                counts=Quantity(
                    reservation.handed_over if reservation and fell_away else answer.quantity, measure
                ),
                item=reservation.item if reservation else items.get(answer.item_id or 0),
                reservation=reservation,
                note=answer.note,
            )
        )
    return found


def _items(ids: set[int]) -> dict[int, Item]:
    query = select(Item).where(Item.id.in_(ids)).options(joinedload(Item.unit), selectinload(Item.photos))
    return {item.id: item for item in db.session.scalars(query)}


@dataclass(frozen=True)
class Expected:
    """What the open reservations will save when they are fetched: grams of CO2e and øre, before deductions."""

    co2e_low_g: int
    co2e_mid_g: int
    co2e_high_g: int
    avoided_ore: int | None
    counted: bool  # whether a factor covers any of it


def booked(need: Need) -> Total | None:
    """What the ledger holds for this need check so far."""
    wanted = savings.Filter(need.municipality_id, (need.unit.path,), need_number=need.number)
    return next(iter(savings.totals(wanted, by=SavingEntry.need_number)), None)  # type: ignore[arg-type]


def expected(need: Need, reservations: Sequence[Reservation], *, now: datetime) -> Expected | None:
    """An estimate of what is reserved but not received; None when nothing is."""
    waiting = [reservation for reservation in reservations if reservation.remaining]
    if not waiting:
        return None
    low = mid = high = steps = 0
    counted = False
    for reservation in waiting:
        steps += reservation.remaining
        measure = Measure(reservation.item.measure)
        estimate = estimates.of(reservation.item, Quantity(reservation.remaining, measure), now=now)
        if estimate:
            counted = True
            low, mid, high = low + estimate.co2e_low_g, mid + estimate.co2e_mid_g, high + estimate.co2e_high_g
    return Expected(low, mid, high, _worth(need, steps), counted)


def _worth(need: Need, steps: int) -> int | None:
    if need.unit_price_ore is None:
        return None
    return int(Fraction(need.unit_price_ore * steps, need.amount.measure.steps))


def letter(need: Need, now: Standing) -> str:
    """The words to send to procurement or the IT department."""
    rest = Quantity(now.rest, Measure(need.measure))
    sentences = [
        _("Hello"),
        _("%(unit)s needs %(what)s.", unit=need.unit.name, what=what(need, rest))
        + (" " + _("Needed by: %(day)s.", day=day(need.needed_by)) if need.needed_by else ""),
        _question(now.step),
        _facts(need, now),
        _("Regards, %(unit)s", unit=need.unit.name),
    ]
    return "\n\n".join(sentences)


def _question(step: Step) -> str:
    if step is Step.IT_DEPARTMENT:
        return _("Do you have something refurbished on agreement that we can use?")
    if step is Step.AGREEMENT:
        return _("We will buy it on the shared agreement. Tell us if we should do it differently.")
    return _("Does an agreement cover it, and how should we buy it? We have not contacted any supplier.")


def _facts(need: Need, now: Standing) -> str:
    facts = [_("Need-check number: %(number)s", number=need.number)]
    if now.covered:
        covered = amount(Quantity(now.covered, Measure(need.measure)))
        facts.append(_("Covered already: %(covered)s of %(needed)s", covered=covered, needed=amount(need.amount)))
    if now.estimate_ore is not None:
        facts.append(_("Estimated amount ex VAT: %(amount)s", amount=kroner(now.estimate_ore)))
    if now.agreement:
        facts.append(_("Agreement: %(name)s", name=" ".join([now.agreement.name, now.agreement.number]).strip()))
    if need.urgent_at:
        facts.append(_("Urgent: %(reason)s", reason=need.urgent_reason))
    return "\n".join(facts)


def subject(need: Need) -> str:
    """The subject of that letter."""
    return _("Need check %(number)s: %(what)s", number=need.number, what=shopping.what(need))


def mail_address(need: Need, now: Standing) -> str:
    """A mail with the letter in it, for the sender to address: there is no shared mailbox to send it to yet."""
    return f"mailto:?subject={quote(subject(need))}&body={quote(letter(need, now))}"
