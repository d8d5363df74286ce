"""The ledger: one entry for each hand-over, chained, computed from what it holds, never claiming a life twice."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from reuse import clock
from reuse.catalogue.queries import tree
from reuse.db import db, transaction
from reuse.people.models import Unit
from reuse.people.permissions import Role
from reuse.people.rules import Actor
from reuse.quantities import Measure
from reuse.reservations import actions as reservations
from reuse.reservations.models import Handover
from reuse.savings import ledger, queries, rules
from reuse.savings.actions import NO_HASH, entry_hash, load_factor_set
from reuse.savings.models import Factor, FactorSet, SavingEntry
from reuse.savings.rules import Counterfactual
from reuse.stock.models import Item
from tests import makers
from tests.conftest import Town


@pytest.fixture(autouse=True)
def _inside(inside: None) -> None:
    """All of it in one open request."""


def hand_over(
    item: Item, to: Unit, *, giver: Actor, taker: Actor, steps: int | None = None, **more: Any
) -> SavingEntry:
    """Offer, reserve and hand over; the entry that was booked."""
    with transaction():
        listing = makers.make_listing(item, by=giver, steps=steps)
        held = reservations.reserve(
            listing,
            unit=to,
            steps=listing.left,
            by=taker,
            now=clock.now(),
            price_ore=more.pop("reserved_price_ore", None),
        )
        made = reservations.hand_over(
            held, by=giver, steps=held.quantity, now=more.pop("now", clock.now()), today=clock.today(), **more
        )
        entry = queries.of_fact(f"handover:{made.id}")
    assert entry is not None
    return entry


@pytest.fixture
def school(town: Town) -> Unit:
    return db.session.get_one(Unit, town.school.id)


@pytest.fixture
def kindergarten(town: Town) -> Unit:
    return db.session.get_one(Unit, town.kindergarten.id)


def chairs(unit: Unit, by: Actor, **facts: Any) -> Item:
    with transaction():
        return makers.make_item(unit, by=by, **{"category": "office_chair", "quantity": 12, **facts})


def entries() -> list[SavingEntry]:
    return list(db.session.scalars(select(SavingEntry).order_by(SavingEntry.sequence)))


def test_a_hand_over_books_what_the_receiver_did_not_have_to_buy(
    town: Town, school: Unit, kindergarten: Unit
) -> None:
    entry = hand_over(
        chairs(school, town.caretaker, year=clock.now().year - 6),
        kindergarten,
        giver=town.caretaker,
        taker=town.teacher,
        reserved_price_ore=150_000,
    )
    assert (entry.unit_id, entry.giver_unit_id) == (kindergarten.id, school.id)
    assert (entry.outcome, entry.evidence, entry.described) == ("take_over", "B", "")
    assert (entry.quantity, entry.measure, entry.category_key) == (12, "piece", "office_chair")
    # 864 kg x 0.646 x 9 of 15 years; the range takes 0.35 and whole shares
    assert (entry.co2e_gross_g, entry.co2e_net_g) == (864_000, 334_886)
    assert (entry.co2e_low_g, entry.co2e_high_g) == (143_640, 1_704_000)
    assert (entry.gross_ore, entry.net_ore) == (1_800_000, 697_680)
    assert entry.factor is not None
    assert (entry.factor.key, entry.factor.factor_set.version) == ("office_chair", "2026-1")


@pytest.mark.parametrize(
    ("said", "net_g"),
    [(Counterfactual.BOUGHT, 432_000), (Counterfactual.WAITED, 0), (Counterfactual.UNSURE, 279_072)],
)
def test_who_would_only_have_waited_saves_nothing(
    town: Town, school: Unit, kindergarten: Unit, said: Counterfactual, net_g: int
) -> None:
    item = chairs(school, town.caretaker)
    entry = hand_over(item, kindergarten, giver=town.caretaker, taker=town.teacher, counterfactual=said)
    assert (entry.co2e_gross_g, entry.co2e_net_g) == (864_000, net_g)


def test_what_is_known_of_the_price_at_the_door_counts_before_what_was_reserved_with(
    town: Town, school: Unit, kindergarten: Unit
) -> None:
    item = chairs(school, town.caretaker)
    entry = hand_over(
        item,
        kindergarten,
        giver=town.caretaker,
        taker=town.teacher,
        reserved_price_ore=150_000,
        price_ore=100_000,
    )
    assert (entry.gross_ore, entry.inputs["price_basis"]) == (1_200_000, "entered")
    assert (
        hand_over(chairs(school, town.caretaker), kindergarten, giver=town.caretaker, taker=town.teacher).gross_ore
        is None
    )


@pytest.mark.parametrize(
    ("kind_or_factor", "price_ore", "why", "evidence", "gross_ore"),
    [
        ("piano", 2_000_000, "no_factor", "B", 4_000_000),  # kroner may still count
        ("piano", None, "no_factor", "D", None),
        ("books", None, "no_kg", "D", None),
    ],
)
def test_without_a_credible_number_the_effect_is_described(
    town: Town,
    school: Unit,
    kindergarten: Unit,
    kind_or_factor: str,
    price_ore: int | None,
    why: str,
    evidence: str,
    gross_ore: int | None,
) -> None:
    kind = next(kind for kind in tree().kinds.values() if kind_or_factor in (kind.key, kind.factor_key))
    item = chairs(school, town.caretaker, category=kind.key, quantity=2, measure=Measure.PIECE)
    entry = hand_over(item, kindergarten, giver=town.caretaker, taker=town.teacher, reserved_price_ore=price_ore)
    assert (entry.co2e_gross_g, entry.co2e_net_g, entry.described) == (None, None, why)
    assert (entry.evidence, entry.gross_ore) == (evidence, gross_ore)


def test_a_thing_that_goes_back_and_forth_claims_its_life_once(
    town: Town, school: Unit, kindergarten: Unit
) -> None:
    """Ping-pong: the third hand-over of the same chairs has no life left to claim."""
    with transaction():
        keeper = makers.make_actor(kindergarten, Role.CARETAKER, email="keeper@fjordby.example")
    item, claimed = chairs(school, town.caretaker), []
    for turn in range(4):
        there = turn % 2 == 0
        entry = hand_over(
            item,
            kindergarten if there else school,
            giver=town.caretaker if there else keeper,
            taker=keeper if there else town.caretaker,
        )
        claimed.append(entry.inputs["remaining_life"]["mid_pm"])
        item = db.session.get_one(Item, entry.item_id)
    assert claimed == [500, 500, 0, 0]
    assert [entry.co2e_net_g for entry in entries()] == [279_072, 279_072, 0, 0]


def test_the_halves_of_a_lot_each_have_their_own_life(town: Town, school: Unit, kindergarten: Unit) -> None:
    item = chairs(school, town.caretaker)
    first = hand_over(item, kindergarten, giver=town.caretaker, taker=town.teacher, steps=6)
    second = hand_over(item, kindergarten, giver=town.caretaker, taker=town.teacher, steps=6)
    assert first.inputs["remaining_life"] == second.inputs["remaining_life"]


def test_entries_form_one_chain_in_which_any_change_shows(town: Town, school: Unit, kindergarten: Unit) -> None:
    for _ in range(4):
        hand_over(
            chairs(school, town.caretaker, quantity=3), kindergarten, giver=town.caretaker, taker=town.teacher
        )
    before = NO_HASH
    for place, entry in enumerate(entries(), start=1):
        assert (entry.sequence, entry.previous_hash) == (place, before)
        assert entry.hash == entry_hash(entry)
        before = entry.hash
    db.session.execute(text("UPDATE saving_entry SET co2e_net_g = co2e_net_g + 1 WHERE sequence = 2"))
    db.session.expire_all()
    assert [entry.hash == entry_hash(entry) for entry in entries()] == [True, False, True, True]
    db.session.rollback()


@pytest.mark.parametrize(
    "column", ["quantity", "net_ore", "evidence", "need_number", "described", "fact", "month"]
)
def test_no_figure_or_word_of_an_entry_can_change_unseen(
    town: Town, school: Unit, kindergarten: Unit, column: str
) -> None:
    entry = hand_over(
        chairs(school, town.caretaker), kindergarten, giver=town.caretaker, taker=town.teacher, price_ore=5
    )
    was = getattr(entry, column)
    setattr(entry, column, was + 1 if isinstance(was, int) else f"{was or ''}X")
    with db.session.no_autoflush:
        assert entry_hash(entry) != entry.hash
    db.session.rollback()


def test_each_municipality_has_a_chain_of_its_own(town: Town, school: Unit, kindergarten: Unit) -> None:
    with transaction():
        other = makers.make_municipality("Nabo Kommune", key="nabo")
        here, there = makers.make_unit(other, "Her"), makers.make_unit(other, "Der")
        giver, taker = makers.make_actor(here, Role.CARETAKER), makers.make_actor(there)
    hand_over(chairs(school, town.caretaker), kindergarten, giver=town.caretaker, taker=town.teacher)
    hand_over(chairs(here, giver), there, giver=giver, taker=taker)
    assert [(entry.sequence, entry.previous_hash) for entry in entries()] == [(1, NO_HASH), (1, NO_HASH)]


def test_every_entry_computed_again_from_what_it_holds_is_the_same(
    town: Town, school: Unit, kindergarten: Unit
) -> None:
    for facts in ({}, {"year": 2020}, {"category": "visitor_chair", "quantity": 7}):
        hand_over(
            chairs(school, town.caretaker, **facts),
            kindergarten,
            giver=town.caretaker,
            taker=town.teacher,
            reserved_price_ore=33_333,
        )
    db.session.expire_all()
    found = entries()
    assert len(found) == 3
    for entry in found:
        again = rules.saving(rules.from_json(entry.inputs))
        assert vars(again) == {name: getattr(entry, name) for name in vars(again)}


def test_an_entry_keeps_its_figures_when_a_new_factor_set_comes(
    town: Town, school: Unit, kindergarten: Unit
) -> None:
    old = hand_over(chairs(school, town.caretaker), kindergarten, giver=town.caretaker, taker=town.teacher)
    before = (old.co2e_gross_g, old.factor_id, old.hash)
    with transaction():
        factor_set = FactorSet(version="2027-1", loaded_at=clock.now())
        known = db.session.scalars(select(Factor).where(Factor.key == "office_chair")).one()
        copied = {
            column.key: getattr(known, column.key)
            for column in Factor.__mapper__.column_attrs
            if column.key not in ("id", "factor_set_id")
        }
        factor_set.factors.append(Factor(**copied | {"co2e_mid_g": 80_000}))
        db.session.add(factor_set)
    new = hand_over(chairs(school, town.caretaker), kindergarten, giver=town.caretaker, taker=town.teacher)
    db.session.refresh(old)
    assert (old.co2e_gross_g, old.factor_id, old.hash) == before
    assert entry_hash(old) == old.hash
    assert new.co2e_gross_g == 960_000


def test_a_factor_file_is_taken_in_once(town: Town) -> None:
    from reuse.installing import FACTORS

    before = db.session.query(Factor).count()
    with transaction():
        assert load_factor_set(FACTORS, version="2026-1", now=clock.now()).version == "2026-1"
    assert (db.session.query(Factor).count(), db.session.query(FactorSet).count()) == (before, 1)
    assert before == 165


def test_an_entry_belongs_to_the_danish_month_of_its_hand_over(
    town: Town, school: Unit, kindergarten: Unit
) -> None:
    new_year = clock.now().replace(year=2026, month=12, day=31, hour=23, minute=30)
    entry = hand_over(
        chairs(school, town.caretaker), kindergarten, giver=town.caretaker, taker=town.teacher, now=new_year
    )
    assert entry.month == "2027-01"


def test_a_hand_over_that_fails_leaves_no_entry(town: Town, school: Unit, kindergarten: Unit) -> None:
    item = chairs(school, town.caretaker)
    with pytest.raises(RuntimeError), transaction():
        listing = makers.make_listing(item, by=town.caretaker)
        held = reservations.reserve(listing, unit=kindergarten, steps=12, by=town.teacher, now=clock.now())
        reservations.hand_over(held, by=town.caretaker, steps=12, now=clock.now(), today=clock.today())
        raise RuntimeError("the power went")
    assert entries() == []
    assert db.session.query(Handover).count() == 0


# --- sums ---------------------------------------------------------------------------------------------------


def test_units_areas_months_and_categories_all_sum_to_the_municipality(
    town: Town, school: Unit, kindergarten: Unit
) -> None:
    for category, quantity, price_ore in (
        ("office_chair", 7, 33_333),
        ("visitor_chair", 11, 99_999),
        ("office_chair", 1, None),
    ):
        item = chairs(school, town.caretaker, category=category, quantity=quantity)
        hand_over(item, kindergarten, giver=town.caretaker, taker=town.teacher, reserved_price_ore=price_ore)
    wanted = queries.Filter(town.municipality.id, (town.root.path,))
    whole = _summed(wanted, "municipality")
    assert whole[0] == 3
    assert whole[1] == sum(entry.co2e_net_g or 0 for entry in entries())
    for by in ("service_area", "unit", "category", "outcome", "month"):
        assert _summed(wanted, by) == whole, by


def _summed(wanted: queries.Filter, by: str) -> list[int]:
    parts = ledger.totals(wanted, by=by)
    names = (
        "count",
        "co2e_net_g",
        "co2e_gross_g",
        "co2e_low_g",
        "co2e_high_g",
        "gross_ore",
        "net_ore",
        "described",
    )
    assert all(sum(part.by_evidence.values()) == part.count for part in parts)
    return [sum(getattr(part, name) for part in parts) for name in names]


def test_a_person_reads_the_figures_of_their_own_units_only(town: Town, school: Unit, kindergarten: Unit) -> None:
    hand_over(chairs(school, town.caretaker), kindergarten, giver=town.caretaker, taker=town.teacher)
    with transaction():
        manager = makers.make_actor(kindergarten, Role.MANAGER, email="manager@fjordby.example")
        neighbour = makers.make_actor(school, Role.MANAGER, email="neighbour@fjordby.example")
    counts = [
        len(queries.entries(queries.Filter(town.municipality.id, ledger.readable_paths(who))))
        for who in (manager, neighbour, town.teacher, town.sustainability)
    ]
    assert counts == [1, 0, 0, 1]


def test_a_period_has_both_its_days_in_danish_time(town: Town, school: Unit, kindergarten: Unit) -> None:
    late = clock.now().replace(year=2026, month=6, day=30, hour=22, minute=30)  # 1 July, 00:30 in Denmark
    hand_over(chairs(school, town.caretaker), kindergarten, giver=town.caretaker, taker=town.teacher, now=late)
    july = clock.local(late).date()
    for first, last, count in (
        (july, july, 1),
        (None, july - timedelta(days=1), 0),
        (july + timedelta(days=1), None, 0),
        (None, None, 1),
    ):
        wanted = queries.Filter(town.municipality.id, (town.root.path,), queries.Period(first, last))
        assert len(queries.entries(wanted)) == count
