"""Taking things in: register, attach a label and offer in one go; what pages, programs and imports share."""

from datetime import date, datetime
from decimal import Decimal

from reuse.catalogue.queries import kind
from reuse.codes import normalise
from reuse.errors import N_, Invalid, NotAllowed, NotFound
from reuse.forms import quantity
from reuse.history import actions as history
from reuse.listings import actions, index, queries
from reuse.people.actions import unit_to_act_for
from reuse.people.models import Unit
from reuse.people.rules import Actor
from reuse.quantities import Measure
from reuse.stock import actions as stock
from reuse.stock import labels
from reuse.stock import queries as things
from reuse.stock.forms import NewItem, OfferTerms
from reuse.stock.models import Item


def take_in(form: NewItem, *, by: Actor, now: datetime, today: date, unit: Unit | None = None) -> Item:
    """Register a lot; attach its label and offer it if the form says so."""
    unit = unit or unit_to_act_for(by, form.unit)
    wanted = kind(form.category)
    amount = quantity(form.quantity, form.measure or wanted.measure)
    item = stock.register(
        wanted,
        unit=unit,
        quantity=amount,
        by=by,
        now=now,
        condition=form.condition,
        external_id=form.external_id,
        **form.facts(),
    )
    if form.label:
        attach(form.label, item, by=by, now=now)
    if form.offer:
        offer(item, form.offer, by=by, now=now, today=today)
    return item


def attach(text: str, item: Item, *, by: Actor, now: datetime, hosts: frozenset[str] = frozenset()) -> None:
    """Stick the label with a typed or scanned code on a lot. Raises BadCode, NotFound, LabelTaken."""
    code = normalise(text, hosts=hosts)
    label = labels.label_for_change(code, municipality_id=by.municipality_id)
    labels.attach(label, item, by=by, now=now)


def offer(item: Item, terms: OfferTerms, *, by: Actor, now: datetime, today: date) -> None:
    """Offer a lot, or some of it, on the terms of a form."""
    amount: Decimal | None = terms.quantity
    steps = quantity(amount, Measure(item.measure)).steps if amount is not None else item.free
    actions.offer(
        item,
        steps=steps,
        by=by,
        now=now,
        today=today,
        from_on=terms.from_,
        until_on=terms.until,
        may_take="take" in terms.modes,
        may_borrow="loan" in terms.modes,
    )


def may_change(item: Item, *, by: Actor) -> None:
    """A keeper of the unit may change a lot, and whoever registered it; raises NotFound or NotAllowed."""
    if not things.may_see(item, by):
        raise NotFound()
    if not (by.may("stock.correct", item.unit.path) or item.registered_by_id == by.user_id):
        raise NotAllowed()


def correct(item: Item, changes: dict[str, object], *, by: Actor, now: datetime) -> None:
    """Change what is told about a lot; its offer is found by the new words at once."""
    may_change(item, by=by)
    if changes.get("title") == "":
        raise Invalid({"title": N_("Fill this in.")})
    for name, value in changes.items():
        setattr(item, name, value)
    history.log("corrected", f"item:{item.id}", by=by, unit_id=item.unit_id, now=now, fields=sorted(changes))
    listing = actions.open_listing(item)
    if listing is not None:
        index.put(listing)


def visible_item(item_id: int, *, by: Actor) -> Item:
    """A lot that the person may look at: their units', or one that is offered; raises NotFound."""
    item = things.item(item_id, municipality_id=by.municipality_id)
    if not (things.may_see(item, by) or queries.open_for_items([item.id])):
        raise NotFound()
    return item
