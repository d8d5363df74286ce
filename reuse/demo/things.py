"""What the demo's people own: kinds of things in their own words, and lots of them."""

import random
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Final

from reuse.demo.town import read
from reuse.stock.forms import Dimensions
from reuse.stock.models import Condition

_CONDITIONS: Final = (Condition.GOOD, Condition.WORN, Condition.AS_NEW)
_BROKEN: Final = (Condition.REPAIRABLE, Condition.PARTS)


@dataclass(frozen=True)
class Thing:
    """A kind of thing as the staff write of it: kroner ex VAT, years, kg, and cm for the size."""

    category: str
    one: str
    many: str
    price: int
    age: tuple[int, int]
    says: tuple[str, ...]
    faults: tuple[str, ...] = ()
    broken: tuple[str, ...] = ("Virker ikke, men kan bruges til reservedele.",)
    brands: tuple[str, ...] = ("",)
    wanted_in: tuple[str, ...] = ()  # service areas; empty: everywhere
    size: tuple[float, ...] = ()
    weight: float | None = None
    colour: str = ""
    picture: bool = True


@dataclass(frozen=True)
class Lot:
    """How many of which thing, as a line in clearings.toml says: `school_chair blue 40 worn kept`."""

    text: str  # the thing and its colour, by which wishes name it
    thing: Thing
    colour: str
    quantity: int
    condition: Condition | None = None
    kept: bool = field(default=False)  # registered, but not offered

    @property
    def title(self) -> str:
        words = _colours().get(self.colour, ("", "", ""))
        title = self.thing.one if self.quantity == 1 else self.thing.many
        title = title.format(c=words[0], n=words[1], p=words[2])
        return title[:1].upper() + title[1:]


@cache
def things() -> dict[str, Thing]:
    rows = read("furniture")["thing"] | read("equipment")["thing"]
    return {key: _thing(row) for key, row in rows.items()}


def _thing(row: dict[str, Any]) -> Thing:
    told: dict[str, Any] = {_NAMES.get(key, key): _frozen(value) for key, value in row.items()}
    return Thing(**told)


_NAMES: Final = {"for": "wanted_in"}


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@cache
def _colours() -> dict[str, tuple[str, str, str]]:
    return {key: tuple(words) for key, words in read("furniture")["colours"].items()}


def lot(line: str) -> Lot:
    """Read one line of a clearing."""
    key, *words = line.split()
    thing, colours = things()[key], [word for word in words if word in _colours()]
    return Lot(
        text=" ".join([key, *colours]),
        thing=thing,
        colour=colours[0] if colours else thing.colour,
        quantity=next((int(word) for word in words if word.isdigit()), 1),
        condition=next((Condition(word) for word in words if word in list(Condition)), None),
        kept="kept" in words,
    )


def facts(lot: Lot, *, reason: str, place: str, dice: random.Random, today: date) -> dict[str, Any]:
    """What is told about a lot, as the form for new things takes it."""
    thing = lot.thing
    condition = lot.condition or dice.choices(_CONDITIONS, (65, 25, 10))[0]
    if condition is Condition.WORN and not thing.faults:
        condition = Condition.GOOD
    faults = {Condition.WORN: thing.faults}.get(condition, thing.broken if condition in _BROKEN else ())
    age = dice.randint(*thing.age) if condition is not Condition.AS_NEW else thing.age[0]
    told = [dice.choice(thing.says), reason]
    return {
        "category": thing.category,
        "title": lot.title,
        "quantity": lot.quantity,
        "condition": condition,
        "description": " ".join(sentence for sentence in told if sentence),
        "faults": dice.choice(faults) if faults else "",
        "place": place,
        "brand": dice.choice(thing.brands),
        "year": today.year - age if dice.random() < 0.8 else None,
        "weight_g": round(thing.weight * 1000) if thing.weight else None,
        "dimensions_mm": _dimensions(thing.size),
    }


def _dimensions(size: tuple[float, ...]) -> Dimensions | None:
    if not size:
        return None
    width, depth, height = (round(length * 10) for length in size)
    return Dimensions(width=width, depth=depth, height=height)
