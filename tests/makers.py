"""The only way a test builds rows: makers with sensible defaults that go through the real actions."""

from decimal import Decimal
from typing import Any

from reuse import clock
from reuse.catalogue.queries import kind
from reuse.db import db
from reuse.listings import actions as listings
from reuse.listings.models import Listing
from reuse.people import actions as people
from reuse.people import queries
from reuse.people.models import LegalKind, Municipality, Unit, UnitKind, User
from reuse.people.permissions import Role
from reuse.people.rules import Actor
from reuse.purchasing.models import Agreement, Shop
from reuse.quantities import Measure, quantity_of
from reuse.stock import actions as stock
from reuse.stock.models import Condition, Item

PASSWORD = "a-long-test-password"


def make_municipality(name: str = "Fjordby Kommune", key: str = "fjordby") -> Municipality:
    municipality = Municipality(key=key, name=name, code="999")
    db.session.add(municipality)
    db.session.flush()
    return municipality


def make_unit(
    municipality: Municipality, name: str = "Skovskolen", *, parent: Unit | None = None, **facts: Any
) -> Unit:
    defaults: dict[str, Any] = {
        "kind": UnitKind.INSTITUTION,
        "service_area": "school",
        "legal_kind": LegalKind.MUNICIPAL,
    }
    unit = Unit(municipality_id=municipality.id, name=name, path="", **{**defaults, **facts})
    return people.add_unit(unit, parent=parent)


def make_user(
    unit: Unit, role: Role = Role.EMPLOYEE, *, email: str | None = None, name: str = "Kim Vestergaard"
) -> User:
    return people.add_user(
        municipality_id=unit.municipality_id,
        email=email or f"{role}-{unit.id.hex[:8]}@fjordby.example",
        name=name,
        password=PASSWORD,
        roles=[(unit, role)],
        now=clock.now(),
    )


def make_actor(unit: Unit, role: Role = Role.EMPLOYEE, **facts: Any) -> Actor:
    actor = queries.actor_of(make_user(unit, role, **facts).id)
    assert actor is not None
    return actor


def make_item(
    unit: Unit,
    *,
    by: Actor,
    category: str = "visitor_chair",
    quantity: int | str = 40,
    condition: Condition = Condition.GOOD,
    measure: Measure | None = None,
    **facts: Any,
) -> Item:
    wanted = kind(category)
    amount = quantity_of(Decimal(str(quantity)), measure or wanted.measure)
    facts.setdefault("title", "Blå stole")
    return stock.register(wanted, unit=unit, quantity=amount, by=by, now=clock.now(), condition=condition, **facts)


def make_listing(item: Item, *, by: Actor, steps: int | None = None, **terms: Any) -> Listing:
    return listings.offer(item, steps=steps or item.free, by=by, now=clock.now(), today=clock.today(), **terms)


def make_shop(municipality: Municipality) -> Shop:
    shop = Shop(
        municipality_id=municipality.id,
        name="E-handel",
        url_template="https://shop.fjordby.example/search?q={query}&note={number}",
    )
    db.session.add(shop)
    db.session.flush()
    return shop


def make_agreement(municipality: Municipality, key: str = "furniture", **facts: Any) -> Agreement:
    defaults: dict[str, Any] = {"name": "Møbler", "valid_from": clock.today().replace(month=1, day=1)}
    agreement = Agreement(municipality_id=municipality.id, key=key, **{**defaults, **facts})
    db.session.add(agreement)
    db.session.flush()
    return agreement
