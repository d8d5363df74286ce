"""Whatever people do, in whatever order: no lot below zero, nothing promised twice, nothing lost on the way.

A machine does hundreds of right and wrong things to a few lots and compares the books after each of them with
its own, and with the sums they must have (docs: the invariants of the domain).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from reuse import clock
from reuse.db import db, transaction
from reuse.errors import Refusal
from reuse.listings import actions as listings
from reuse.listings.models import Listing
from reuse.people.models import Unit
from reuse.people.permissions import Role
from reuse.people.rules import Actor
from reuse.reservations import actions
from reuse.reservations.models import Handover, Reservation
from reuse.savings import rules as saving_rules
from reuse.savings.actions import NO_HASH, entry_hash
from reuse.savings.models import SavingEntry
from reuse.stock.models import Item, Movement
from tests import makers
from tests.conftest import Town

PLACES = ["school", "kindergarten", "library"]
PLACE = st.sampled_from(PLACES)
MANY = st.integers(min_value=5, max_value=15)
WISH = st.sampled_from(["one", "half", "all", "half", "too many"])
SIDE = st.sampled_from(["gives", "receives", "gives", "receives", "stands by"])


def some(wish: str, *, of: int) -> int:
    """How many somebody asks for of what there is."""
    return {"one": 1, "half": max(1, of // 2), "all": max(1, of), "too many": of + 1}[wish]


@dataclass
class Lot:
    """What the machine believes of a lot."""

    family: int
    quantity: int
    promised: int = 0


@dataclass
class Offer:
    lot: int
    offered: int
    left: int
    closed: bool = False


@dataclass
class Agreement:
    offer: int
    wanted: int
    given: int = 0
    is_open: bool = True


@dataclass
class House:
    """The people and places in which every round happens, made once."""

    app: Flask
    units: dict[str, Unit]
    keepers: dict[str, Actor]


def house_of(app: Flask, town: Town) -> House:
    with app.test_request_context():
        with transaction():
            library = makers.make_unit(
                db.session.merge(town.municipality), "Biblioteket", parent=db.session.merge(town.root)
            )
            units = {"school": town.school.id, "kindergarten": town.kindergarten.id, "library": library.id}
            keepers = {
                name: makers.make_actor(
                    db.session.get_one(Unit, unit_id), Role.CARETAKER, email=f"{name}@keepers.example"
                )
                for name, unit_id in units.items()
            }
        found = {name: db.session.get_one(Unit, unit_id) for name, unit_id in units.items()}
        for unit in found.values():
            db.session.refresh(unit)
        db.session.expunge_all()
    return House(app, found, keepers)


def play(house: House, **more: Any) -> None:
    """Let the machine loose."""

    class Exchange(RuleBasedStateMachine):
        lots = Bundle("lots")
        offers = Bundle("offers")
        agreements = Bundle("agreements")

        @initialize(target=offers, steps=MANY)
        def begin(self, steps: int) -> Any:
            self.known: dict[int, Lot] = {}
            self.offered: dict[int, Offer] = {}
            self.agreed: dict[int, Agreement] = {}
            self.registered: dict[int, int] = {}
            self.handovers = 0
            return multiple(*(self.offer(self.register(place, steps, None), "all") for place in PLACES[:2]))

        def attempt(self, change: Callable[[], Any]) -> Any:
            """Do it in one transaction; None when it was refused."""
            with house.app.test_request_context():
                try:
                    with transaction():
                        return change()
                except Refusal:
                    return None

        # --- what people do -----------------------------------------------------------------------------

        @rule(target=lots, who=PLACE, steps=MANY, year=st.sampled_from([None, 2015, 2026]))
        def register(self, who: str, steps: int, year: int | None) -> int:
            item_id = self.attempt(
                lambda: (
                    makers.make_item(
                        db.session.merge(house.units[who], load=False),
                        by=house.keepers[who],
                        quantity=steps,
                        category="office_chair",
                        year=year,
                    ).id
                )
            )
            self.known[item_id], self.registered[item_id] = Lot(item_id, steps), steps
            return item_id

        @rule(target=offers, item_id=lots, wish=WISH)
        def offer(self, item_id: int, wish: str) -> Any:
            lot = self.known[item_id]
            steps = some(wish, of=lot.quantity - lot.promised)
            is_open = any(one.lot == item_id and not one.closed for one in self.offered.values())
            may = steps <= lot.quantity - lot.promised and not is_open
            made = self.attempt(
                lambda: (
                    makers.make_listing(
                        db.session.get_one(Item, item_id), by=house.keepers["school"], steps=steps
                    ).id
                )
            )
            assert (made is not None) == may
            if made is None:
                return multiple()
            self.offered[made] = Offer(item_id, steps, steps)
            return made

        @rule(listing_id=offers)
        def withdraw(self, listing_id: int) -> None:
            def change() -> bool:
                listings.withdraw(
                    db.session.get_one(Listing, listing_id), by=house.keepers["school"], now=clock.now()
                )
                return True

            done = self.attempt(change)
            assert (done is not None) == (not self.offered[listing_id].closed)
            self.offered[listing_id].closed = True

        @rule(target=agreements, listing_id=offers, who=PLACE, wish=WISH)
        def reserve(self, listing_id: int, who: str, wish: str) -> Any:
            def change() -> int:
                return actions.reserve(
                    db.session.get_one(Listing, listing_id),
                    unit=db.session.merge(house.units[who], load=False),
                    steps=steps,
                    by=house.keepers[who],
                    now=clock.now(),
                ).id

            offer = self.offered[listing_id]
            steps = some(wish, of=offer.left)
            own = self.attempt(lambda: db.session.get_one(Listing, listing_id).unit_id) == house.units[who].id
            made = self.attempt(change)
            assert (made is not None) == (not offer.closed and steps <= offer.left and not own)
            if made is None:
                return multiple()
            offer.left -= steps
            self.known[offer.lot].promised += steps
            self.agreed[made] = Agreement(listing_id, steps)
            return made

        @rule(reservation_id=agreements, way=st.sampled_from(["cancel", "refuse", "expire"]), side=SIDE)
        def end(self, reservation_id: int, way: str, side: str) -> None:
            def change() -> bool:
                reservation, now = self.fetch(reservation_id), clock.now()
                if way == "cancel":
                    actions.cancel(reservation, by=by, now=now)
                elif way == "refuse":
                    actions.refuse(reservation, reason="Brugt selv", by=by, now=now)
                else:
                    actions.expire(reservation, now=now + timedelta(days=30))
                return True

            by = self.person(reservation_id, side)
            allowed = way == "expire" or side == {"refuse": "gives", "cancel": "receives"}[way]
            agreement = self.agreed[reservation_id]
            done = self.attempt(change)
            assert (done is not None) == (agreement.is_open and allowed)
            if done:
                back = agreement.wanted - agreement.given
                agreement.is_open = False
                self.offered[agreement.offer].left += back
                self.known[self.offered[agreement.offer].lot].promised -= back

        @rule(target=lots, reservation_id=agreements, wish=WISH, side=SIDE)
        def hand_over(self, reservation_id: int, wish: str, side: str) -> Any:
            def change() -> int:
                return actions.hand_over(
                    self.fetch(reservation_id),
                    by=by,
                    steps=steps,
                    now=clock.now(),
                    today=clock.today(),
                    price_ore=100_000,
                ).to_item_id

            by, agreement = self.person(reservation_id, side), self.agreed[reservation_id]
            offer = self.offered[agreement.offer]
            giver, steps = self.known[offer.lot], some(wish, of=agreement.wanted - agreement.given)
            may = agreement.is_open and steps <= agreement.wanted - agreement.given
            may = may and side != "stands by"
            made = self.attempt(change)
            assert (made is not None) == may
            if made is None:
                return multiple()
            agreement.given += steps
            agreement.is_open = agreement.given < agreement.wanted
            giver.quantity -= steps
            giver.promised -= steps
            self.known[made] = Lot(giver.family, steps)
            self.handovers += 1
            offer.closed = offer.closed or (offer.left == 0 and giver.promised == 0)
            return made

        def fetch(self, reservation_id: int) -> Reservation:
            return db.session.get_one(Reservation, reservation_id, with_for_update={"of": Reservation})

        def person(self, reservation_id: int, side: str) -> Actor:
            """The keeper on one side of a reservation, or one who has nothing to do with it."""
            unit_ids = self.attempt(
                lambda: (self.fetch(reservation_id).giver_unit_id, self.fetch(reservation_id).unit_id)
            )
            involved = [name for unit_id in unit_ids for name in PLACES if house.units[name].id == unit_id]
            outside = next(name for name in PLACES if name not in involved)
            return house.keepers[{"gives": involved[0], "receives": involved[1], "stands by": outside}[side]]

        # --- what must hold after each of it ------------------------------------------------------------

        @precondition(lambda self: self.known)
        @invariant()
        def the_books_say_what_happened(self) -> None:
            with house.app.app_context():
                items = {one.id: one for one in db.session.scalars(self.mine(Item, Item.id, self.known))}
                for item_id, lot in self.known.items():
                    assert (items[item_id].quantity, items[item_id].promised) == (lot.quantity, lot.promised)
                for one in db.session.scalars(self.mine(Listing, Listing.id, self.offered)):
                    offer = self.offered[one.id]
                    assert (one.left, one.closed_at is not None) == (offer.left, offer.closed)
                for held in db.session.scalars(self.mine(Reservation, Reservation.id, self.agreed)):
                    agreement = self.agreed[held.id]
                    assert (held.handed_over, held.ended_at is None) == (agreement.given, agreement.is_open)

        @precondition(lambda self: self.known)
        @invariant()
        def nothing_is_lost_and_nothing_is_given_twice(self) -> None:
            with house.app.app_context():
                moved = dict(
                    db.session.execute(
                        self.mine(Movement, Movement.item_id, self.known)
                        .with_only_columns(Movement.item_id, func.sum(Movement.change))
                        .group_by(Movement.item_id)
                    ).all()
                )
                families: dict[int, int] = {}
                for one in db.session.scalars(self.mine(Item, Item.id, self.known)):
                    assert 0 <= one.promised <= one.quantity == moved[one.id]
                    families[one.family_id] = families.get(one.family_id, 0) + one.quantity
                assert families == self.registered
                held: dict[int, int] = {}
                promised: dict[int, int] = {}
                for made in db.session.scalars(self.mine(Reservation, Reservation.id, self.agreed)):
                    taken = made.handed_over + made.remaining
                    held[made.listing_id] = held.get(made.listing_id, 0) + taken
                    promised[made.item_id] = promised.get(made.item_id, 0) + made.remaining
                for offer in db.session.scalars(self.mine(Listing, Listing.id, self.offered)):
                    assert offer.left + held.get(offer.id, 0) == offer.offered
                    assert offer.item.promised == promised.get(offer.item_id, 0)

        @precondition(lambda self: self.known)
        @invariant()
        def each_hand_over_is_in_the_ledger_once(self) -> None:
            with house.app.app_context():
                query = self.mine(SavingEntry, SavingEntry.item_id, self.known).order_by(SavingEntry.sequence)
                entries = db.session.scalars(query).all()
                facts = select(Handover.id).where(Handover.to_item_id.in_(self.known))
                handovers = db.session.scalars(facts).all()
                assert len(entries) == self.handovers
                assert sorted(entry.fact for entry in entries) == sorted(f"handover:{one}" for one in handovers)
                for before, entry in zip([None, *entries], entries, strict=False):
                    assert entry.hash == entry_hash(entry)
                    if before is not None:
                        assert entry.previous_hash == before.hash
                    again = saving_rules.saving(saving_rules.from_json(entry.inputs))
                    assert vars(again) == {name: getattr(entry, name) for name in vars(again)}
                    assert entry.inputs["remaining_life"]["mid_pm"] <= 1000
                if entries and entries[0].sequence == 1:
                    assert entries[0].previous_hash == NO_HASH

        def mine(self, table: Any, column: Any, ids: dict[int, Any]) -> Any:
            """Rows of this round: earlier rounds left theirs in the same database."""
            return select(table).where(column.in_(ids))

    options = {
        "max_examples": 30,
        "stateful_step_count": 30,
        "deadline": None,
        "derandomize": True,
        "suppress_health_check": list(HealthCheck),
        **more,
    }
    run_state_machine_as_test(Exchange, settings=settings(**options))


def test_whatever_people_do_the_books_stay_right(app: Flask, town: Town) -> None:
    play(house_of(app, town))
