"""Other units see an offer and reserve some of it, with or without asking the four questions first."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, Final

from reuse.db import db, transaction
from reuse.demo.asking import A_MINUTE, answer, begin
from reuse.demo.diary import DAY, later, told
from reuse.demo.endings import decide, fetch
from reuse.demo.stage import Stage
from reuse.demo.things import Lot, Thing, lot
from reuse.demo.town import read
from reuse.listings.models import Listing
from reuse.needs.policy import Question
from reuse.quantities import Measure
from reuse.reservations import actions
from reuse.reservations.models import Delivery

ASKED_FIRST: Final = 55  # of a hundred reservations come out of a need check
KNOWN_PRICE: Final = 80  # of a hundred know what a new one costs
DELIVERED: Final = 30
INTERESTED: Final = ((0, 40), (1, 42), (2, 14), (3, 4))  # how many units want some of an offer, of a hundred


def chance_by(stage: Stage, offer_id: int, one: Lot, *, giver: str, at: datetime) -> None:
    """Throw the dice for who will want some of an offer, and when they see it."""
    most = 3 if one.quantity > 2 else 1
    throw = stage.dice.choices([count for count, _ in INTERESTED], [share for _, share in INTERESTED])[0]
    for _ in range(min(most, throw)):
        seen = later(at, 0.3 + stage.dice.expovariate(1 / 9), stage.dice)
        receiver = stage.somebody_else(giver, one.thing)
        share = stage.dice.uniform(0.25, 0.8) if one.quantity > 2 else 1.0
        wanted = max(1, round(one.quantity * share))
        stage.diary.add(seen, partial(_see, stage, offer_id, one.thing, giver, receiver, wanted))


def _see(stage: Stage, offer_id: int, thing: Thing, giver: str, receiver: str, wanted: int, at: datetime) -> None:
    """Somebody sees an offer: they take what they want of it, if it is still there."""
    with transaction():
        listing = db.session.get_one(Listing, offer_id)
        one = Measure(listing.item.measure).steps
        quantity = min(wanted, listing.left // one) if listing.closed_at is None else 0
        if not quantity:
            return
        asked = wanted + stage.dice.choice((0, 0, 0, 2, 4)) if stage.chance(ASKED_FIRST) else None
        delivery = Delivery.DELIVER if stage.chance(DELIVERED) else Delivery.COLLECT
        reservation_id = _reserve(stage, listing, thing, receiver, quantity, asked=asked, delivery=delivery, at=at)
    decide(stage, reservation_id, giver=giver, receiver=receiver, at=at)


def _reserve(
    stage: Stage,
    listing: Listing,
    thing: Thing,
    receiver: str,
    quantity: int,
    *,
    asked: int | None,
    delivery: Delivery,
    at: datetime,
) -> int:
    """Reserve so many, out of a need check for `asked` or directly; the reservation's id."""
    by = stage.cast.asker(receiver)
    price = thing.price if stage.chance(KNOWN_PRICE) else None
    if asked is None:
        reservation = actions.reserve(
            listing,
            unit=stage.unit(receiver),
            steps=quantity * Measure(listing.item.measure).steps,
            by=by,
            now=at,
            price_ore=price * 100 if price else None,
            delivery=delivery,
        )
        return reservation.id
    need = begin(stage, receiver, stage.kind(thing), asked, price=price, at=at - 5 * A_MINUTE)
    saved = 1 if asked - quantity >= 2 and stage.chance(50) else 0
    for place, question in enumerate((Question.DO_WITHOUT, Question.HAVE, Question.REPAIR)):
        moment = at - (4 - place) * A_MINUTE
        answer(need, question, saved if question is Question.DO_WITHOUT else 0, by=by, at=moment)
    stored = answer(need, Question.BORROW, Decimal(quantity), listing=listing, delivery=delivery, by=by, at=at)
    if stored.reservation_id is None:
        raise LookupError(need.number)
    return stored.reservation_id


def wish(stage: Stage, *, since: datetime) -> None:
    """Write into the diary what is reserved by name, most of which still waits today."""
    for row in read("wishes")["wish"]:
        at = told(row, stage.diary.now, stage.dice, hours=DAY)
        if at >= since:
            stage.diary.add(at, partial(_wish, stage, row))


def _wish(stage: Stage, row: Mapping[str, Any], at: datetime) -> None:
    wanted, giver, receiver = lot(row["thing"]), row["from"], row["unit"]
    offer_id = stage.offers.get((giver, wanted.text))
    if offer_id is None:
        return  # cleared before a short story begins
    with transaction():
        listing = db.session.get_one(Listing, offer_id)
        quantity = min(row["quantity"], listing.left)
        if not quantity or listing.closed_at is not None:
            return
        reservation_id = _reserve(
            stage,
            listing,
            wanted.thing,
            receiver,
            quantity,
            asked=row.get("asked"),
            delivery=Delivery(row.get("delivery", Delivery.COLLECT)),
            at=at,
        )
    if "fetched" in row:
        act = partial(fetch, stage, reservation_id, stage.cast.keeper(giver))
        stage.diary.add(at + timedelta(hours=row["fetched"]), act)
