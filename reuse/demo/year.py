"""The year of the demo, told from its first day to this moment through the house's own actions."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from flask import Flask
from sqlalchemy import func, select

from reuse.db import db, transaction
from reuse.demo import asking, cast, giving, taking, town
from reuse.demo.darkroom import Darkroom
from reuse.demo.diary import Diary
from reuse.demo.stage import Stage
from reuse.history import actions as history
from reuse.needs.models import Need
from reuse.notices import actions as notices
from reuse.notices.models import Notice
from reuse.reservations.models import Handover, Reservation
from reuse.stock.models import Item

Say = Callable[[str], None]
SEED: Final = 999
A_YEAR: Final = 365  # days
TOLD: Final = "demo_told"  # the event that says the story was told to its end


def fill(app: Flask, *, now: datetime, say: Say, days: int = A_YEAR) -> None:
    """Fill a database that is set up and empty with so many days of a municipality's life."""
    since = now - timedelta(days=days)
    with (
        app.app_context(),
        app.test_request_context(base_url=app.config["BASE_URL"]),
        Darkroom(app.extensions["files"]) as darkroom,
    ):
        dice = random.Random(SEED)
        with transaction():
            units = town.found(since.date())
            people = cast.arrive(units, since)
        say(f"  {len(units)} units and their people have moved in")
        stage = Stage(dice, Diary(now), people, units, darkroom)
        giving.clear_rooms(stage, since=since)
        asking.ask(stage, since=since)
        taking.wish(stage, since=since)
        stage.diary.add(now - timedelta(hours=2), lambda at: giving.print_a_fresh_sheet(stage, "lageret", at))
        say(f"  living through {days} days, and taking {darkroom.ordered} pictures on the way ...")
        stage.diary.play()
        _close(stage, now)
        say("  " + summary())


def _close(stage: Stage, now: datetime) -> None:
    """The past year's mail has long been sent; and the story has been told to its end."""
    with transaction():
        for notice in db.session.scalars(select(Notice).where(Notice.sent_at.is_(None))):
            notices.sent(notice, now=notice.written_at)
        history.log(
            TOLD,
            f"municipality:{town.KEY}",
            by=stage.cast.asker("root"),
            unit_id=stage.units["root"],
            now=now,
        )


def summary() -> str:
    """What there is, in one line."""
    lots = db.session.scalar(select(func.count(Item.id)).where(Item.parent_id.is_(None)))
    counts = [db.session.scalar(select(func.count(row.id))) for row in (Need, Reservation, Handover)]
    return "{} lots, {} need checks, {} reservations, {} hand-overs".format(lots, *counts)
