"""A large municipality for measuring: lots, offers and labels written in bulk, of the shapes the actions give."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import insert

from reuse import clock
from reuse.catalogue.queries import tree
from reuse.codes import new_label_code
from reuse.db import db, transaction
from reuse.listings.models import Listing
from reuse.listings.reader import reader
from reuse.people.models import UnitKind
from reuse.people.permissions import Role
from reuse.search import index
from reuse.search.analysis import analyse_listing
from reuse.stock.models import Condition, Item, Label, LabelBatch, Movement, MovementKind
from tests import makers

COLOURS = "blå grøn rød hvid sort grå gul eg birk bøg".split()
WORDS = (
    "står i kælderen let ridset pæn stand kan hentes på hverdage samlet kvadrat hjul justerbar solid brugt"
    " skolen børnehaven kontoret mødelokale polstret metal træ laminat nyere velholdt"
).split()
PIECE = 5_000


@dataclass(frozen=True)
class Filled:
    """Who may sign in, and some label codes and open offers to ask for."""

    email: str
    codes: list[str]
    offers: list[int]


def fill(lots: int, *, units: int = 200, indexed: bool = True, seed: int = 7) -> Filled:
    """Write so many lots, four fifths of them offered."""
    dice = random.Random(seed)
    now, today = clock.now(), clock.today()
    with transaction():
        town = makers.make_municipality()
        root = makers.make_unit(town, "Fjordby", kind=UnitKind.MUNICIPALITY)
        places = [makers.make_unit(town, f"Enhed {number}", parent=root) for number in range(units)]
        ids = [place.id for place in places]
        user = makers.make_user(places[0], Role.CARETAKER, email="bench@fjordby.example")
        batch = LabelBatch(municipality_id=town.id, unit_id=ids[0], count=lots, made_at=now, made_by_id=user.id)
        db.session.add(batch)
        db.session.flush()
        town_id, user_id, batch_id = town.id, user.id, batch.id
    kinds = [kind for kind in tree().stocked() if kind.safety != "blocked"][:120]
    codes: list[str] = []
    open_offers: list[int] = []
    for start in range(0, lots, PIECE):
        rows = []
        for number in range(start + 1, min(start + PIECE, lots) + 1):
            kind = dice.choice(kinds)
            unit = ids[0] if number % 400 == 0 else dice.choice(ids)
            rows.append(
                {
                    "id": number,
                    "municipality_id": town_id,
                    "unit_id": unit,
                    "category_key": kind.key,
                    "title": f"{kind.names['da'][0]} {dice.choice(COLOURS)}",
                    "description": " ".join(dice.choices(WORDS, k=22)),
                    "quantity": dice.choice((1, 1, 2, 4, 8, 12, 30)),
                    "promised": 0,
                    "measure": kind.measure.value,
                    "condition": dice.choice(list(Condition)).value,
                    "family_id": number,
                    "registered_at": now - timedelta(minutes=lots - number),
                    "registered_by_id": user_id,
                }
            )
        found = _write(rows, dice=dice, indexed=indexed, today=today, batch_id=batch_id)
        codes += found[0][:50]
        open_offers += found[1][:50]
    return Filled("bench@fjordby.example", codes, open_offers)


def _write(
    rows: list[dict], *, dice: random.Random, indexed: bool, today: date, batch_id: int
) -> tuple[list[str], list[int]]:
    """Write some lots with their movements, offers and labels; the codes and the offers' ids."""
    moves = [
        {
            "item_id": row["id"],
            "kind": MovementKind.REGISTERED,
            "change": row["quantity"],
            "unit_id": row["unit_id"],
            "by_user_id": row["registered_by_id"],
            "at": row["registered_at"],
        }
        for row in rows
    ]
    offers = [
        {
            "id": row["id"],
            "municipality_id": row["municipality_id"],
            "item_id": row["id"],
            "unit_id": row["unit_id"],
            "offered": row["quantity"],
            "left": row["quantity"],
            "may_take": True,
            "may_borrow": False,
            "from_on": today,
            "offered_at": row["registered_at"],
            "offered_by_id": row["registered_by_id"],
        }
        for row in rows
        if dice.random() < 0.8
    ]
    labels = [
        {
            "code": new_label_code(dice),
            "municipality_id": row["municipality_id"],
            "batch_id": batch_id,
            "position": row["id"],
            "item_id": row["id"],
            "attached_at": row["registered_at"],
        }
        for row in rows
    ]
    with transaction():
        for table, values in ((Item, rows), (Movement, moves), (Listing, offers), (Label, labels)):
            db.session.execute(insert(table), values)
        if indexed:
            offered = {offer["id"] for offer in offers}
            connection, words = db.session.connection(), reader()
            for row in rows:
                if row["id"] in offered:
                    terms = analyse_listing(row["title"], row["description"], "", reader=words)
                    index.put(connection, row["id"], terms)
    return [label["code"] for label in labels], [offer["id"] for offer in offers]
