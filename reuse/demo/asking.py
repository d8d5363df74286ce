"""Units ask the four questions before they buy: by themselves, or on the way to an offer they saw."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, Final

from reuse.catalogue.queries import Kind, kind
from reuse.db import db, transaction
from reuse.demo.diary import DAY, told
from reuse.demo.endings import decide
from reuse.demo.stage import Stage, day_of
from reuse.demo.town import read
from reuse.listings.models import Listing
from reuse.needs import actions
from reuse.needs.matches import Match, matches
from reuse.needs.models import Answer, Need
from reuse.needs.policy import Question
from reuse.needs.queries import standing
from reuse.people.rules import Actor
from reuse.quantities import Measure
from reuse.reservations.models import Delivery
from reuse.savings.rules import Outcome
from reuse.stock.models import Item

A_MINUTE: Final = timedelta(minutes=1)


def ask(stage: Stage, *, since: datetime) -> None:
    """Write the need checks of needs.toml into the diary."""
    for row in read("needs")["need"]:
        at = told(row, stage.diary.now, stage.dice, hours=DAY)
        if at >= since:
            stage.diary.add(at, partial(_tell, stage, row))


def _tell(stage: Stage, row: Mapping[str, Any], at: datetime) -> None:
    """One need check as its row tells it."""
    unit, notes = row["unit"], row.get("notes", {})
    by = stage.cast.asker(unit)
    with transaction():
        need = begin(
            stage, unit, kind(row["category"]), row["quantity"], price=row["price"], text=row["text"], at=at
        )
        need_id = need.id
        if "urgent" in row:
            actions.pass_urgently(need, reason=row["urgent"], by=by, now=at + A_MINUTE)
    if "urgent" in row:
        return
    for place, question in enumerate(Question, start=1):
        if row.get("stop") == question:
            return
        with transaction():
            need = db.session.get_one(Need, need_id)
            if standing(need, today=day_of(at)).rest == 0:
                return
            amount, moment = row.get(question, 0), at + place * A_MINUTE
            if question is Question.BORROW and amount:
                taken = list(_borrow(stage, need, amount, by=by, at=moment))
            else:
                outcome = Outcome(row["as"]) if question is Question.HAVE and "as" in row else None
                note = notes.get(question, "")
                taken = []
                answer(need, question, amount, outcome=outcome, note=note, by=by, at=moment)
    for reservation_id, giver in taken:
        decide(stage, reservation_id, giver=giver, receiver=unit, at=at)


def begin(
    stage: Stage, unit: str, wanted: Kind, quantity: int, *, price: int | None, at: datetime, text: str = ""
) -> Need:
    """Start a need check for so many of a kind; `price` in kroner for one new."""
    today = day_of(at)
    soon = today + timedelta(days=stage.dice.randint(14, 60)) if stage.chance(60) else None
    return actions.start(
        unit=stage.unit(unit),
        kind=wanted,
        text=text,
        amount=Decimal(quantity),
        measure=wanted.measure,
        needed_by=soon,
        unit_price_ore=price * 100 if price else None,
        by=stage.cast.asker(unit),
        now=at,
        today=today,
    )


def answer(
    need: Need,
    question: Question,
    quantity: int | Decimal,
    *,
    by: Actor,
    at: datetime,
    outcome: Outcome | None = None,
    listing: Listing | None = None,
    note: str = "",
    delivery: Delivery = Delivery.COLLECT,
) -> Answer:
    """Answer a question with what is shown at that moment."""
    shown = matches(need, question, today=day_of(at))
    return actions.answer(
        need,
        question,
        outcome=outcome,
        amount=Decimal(quantity),
        shown=shown,
        item=_own(need, shown, quantity) if quantity and listing is None else None,
        listing=listing,
        note=note,
        delivery=delivery,
        by=by,
        now=at,
    )


def _own(need: Need, shown: list[Match], quantity: int | Decimal) -> Item | None:
    """The lot of the unit itself that the answer points at, if one of the kind with so many was shown."""
    steps = int(quantity * Measure(need.measure).steps)
    own = (match.item for match in shown if match.listing is None and match.free.steps >= steps)
    return next((item for item in own if item.category_key == need.category_key), None)


def _borrow(stage: Stage, need: Need, quantity: int, *, by: Actor, at: datetime) -> Iterator[tuple[int, str]]:
    """Take the best offers until there is enough; the reservations and who gives."""
    one = Measure(need.measure).steps
    missing = quantity * one
    units = {unit_id: key for key, unit_id in stage.units.items()}
    offers = [match.listing for match in matches(need, Question.BORROW, today=day_of(at)) if match.listing]
    for listing in offers:
        steps = min(missing, listing.left) // one * one
        if listing.item.category_key != need.category_key or not steps:
            continue
        stored = answer(need, Question.BORROW, Decimal(steps) / one, listing=listing, by=by, at=at)
        missing -= steps
        if stored.reservation_id:
            yield stored.reservation_id, units[listing.unit_id]
    if missing == quantity * one:
        answer(need, Question.BORROW, 0, by=by, at=at)
