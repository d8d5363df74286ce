"""Units clear their rooms: things are registered, labelled, photographed and offered."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from reuse.db import db, transaction
from reuse.demo.darkroom import Motif, motif_of
from reuse.demo.diary import MORNING, told
from reuse.demo.stage import Stage, day_of
from reuse.demo.taking import chance_by
from reuse.demo.things import Lot, facts, lot
from reuse.demo.town import read
from reuse.listings import actions as listings
from reuse.listings.intake import take_in
from reuse.listings.models import Listing
from reuse.stock import actions as stock
from reuse.stock import labels
from reuse.stock.forms import NewItem

A_ROLL: Final = 24  # labels on a sheet
LABELLED: Final = 75  # of a hundred lots
STALE: Final = timedelta(days=110)  # an offer that nobody has asked for is taken back after some such time


def clear_rooms(stage: Stage, *, since: datetime) -> None:
    """Write all clearings into the diary, and order their pictures in the order of the year."""
    planned = []
    for row in read("clearings")["clearing"]:
        at = told(row, stage.diary.now, stage.dice, hours=MORNING)
        if at >= since:
            planned.append((at, row))
    for at, row in sorted(planned, key=lambda pair: pair[0]):
        lots = [lot(line) for line in row["things"]]
        stage.darkroom.order(motif for motif in (_motif(stage, one) for one in lots) if motif)
        for place, one in enumerate(lots):
            stage.diary.add(at + timedelta(minutes=3 * place), partial(_register, stage, row, one))


def _motif(stage: Stage, one: Lot) -> Motif | None:
    return motif_of(one, stage.kind(one.thing).icon)


def _register(stage: Stage, row: dict[str, Any], one: Lot, at: datetime) -> None:
    unit = row["unit"]
    keeper, today = stage.cast.keeper(unit), day_of(at)
    motif = _motif(stage, one)
    pictures = stage.darkroom.pictures(motif) if motif else []
    told_of = facts(one, reason=row["reason"], place=row["place"], dice=stage.dice, today=today)
    until = today + timedelta(days=row["until"]) if "until" in row else None
    with transaction():
        if stage.chance(LABELLED):
            told_of["label"] = _next_label(stage, unit, at)
        if not one.kept:
            told_of["offer"] = {"until": until, "from": today + timedelta(days=row.get("free", 0))}
        form = NewItem.model_validate(told_of)
        item = take_in(form, by=keeper, now=at, today=today, unit=stage.unit(unit))
        for picture in pictures:
            stock.add_photo(item, picture, by=keeper, now=at)
        offer = listings.open_listing(item)
        offer_id = offer.id if offer else None
    if offer_id is not None:
        _offered(stage, row, one, offer_id, at)


def _next_label(stage: Stage, unit: str, at: datetime) -> str:
    """The next code from the unit's roll; an empty roll is printed anew."""
    roll = stage.rolls.setdefault(unit, [])
    if not roll:
        batch = labels.make_batch(A_ROLL, unit=stage.unit(unit), by=stage.cast.keeper(unit), now=at)
        roll += [label.code for label in batch.labels]
    return roll.pop(0)


def _offered(stage: Stage, row: dict[str, Any], one: Lot, offer_id: int, at: datetime) -> None:
    """What may become of an offer: somebody is interested, or nobody is and it is taken back."""
    unit = row["unit"]
    stage.offers[unit, one.text] = offer_id
    if not row.get("quiet"):
        chance_by(stage, offer_id, one, giver=unit, at=at)
    stale = STALE * stage.dice.uniform(0.4, 2.2)
    end = timedelta(days=row["until"] + 1) if "until" in row else stale
    stage.diary.add(at + end, partial(_take_back, stage, unit, offer_id))


def _take_back(stage: Stage, unit: str, offer_id: int, at: datetime) -> None:
    with transaction():
        offer = db.session.get_one(Listing, offer_id)
        if offer.closed_at is None:
            listings.withdraw(offer, by=stage.cast.keeper(unit), now=at)


def print_a_fresh_sheet(stage: Stage, unit: str, at: datetime) -> None:
    """Labels that wait for their first thing."""
    with transaction():
        labels.make_batch(A_ROLL, unit=stage.unit(unit), by=stage.cast.keeper(unit), now=at)
