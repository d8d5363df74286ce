"""The demo's colours: warm white rooms, oak, and cloth in muted green, blue, ochre and clay."""

import random
from dataclasses import dataclass
from typing import Final

Rgb = tuple[int, int, int]


def rgb(hexadecimal: str) -> Rgb:
    """Read `c79a63`."""
    value = int(hexadecimal, 16)
    return value >> 16, value >> 8 & 255, value & 255


def mix(one: Rgb, other: Rgb, share: float) -> Rgb:
    """Return `one` with this share (0 to 1) of `other` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def tone(colour: Rgb, amount: float) -> Rgb:
    """Lighten (above 0) towards warm white or darken (below 0) towards warm ink."""
    return mix(colour, LIGHT if amount > 0 else INK, abs(amount))


LIGHT: Final = rgb("fffaf0")
INK: Final = rgb("2b2622")
WHITE: Final = rgb("f4f1ea")
PAPER: Final = rgb("e9e3d6")
STEEL: Final = rgb("a8adb0")
CHROME: Final = rgb("c6cacb")
BLACK: Final = rgb("3a3b3e")
GLASS: Final = rgb("cfdfe2")
SCREEN: Final = rgb("33414a")
RUBBER: Final = rgb("48474a")
LEAF: Final = rgb("5d8257")
CARDBOARD: Final = rgb("c49a6c")

CLOTHS: Final = {
    "green": rgb("64816a"),
    "blue": rgb("567a96"),
    "yellow": rgb("d2a24c"),
    "red": rgb("bd6a4e"),
    "grey": rgb("8d9090"),
    "black": rgb("4a4c50"),
    "white": rgb("ebe5d9"),
    "brown": rgb("8a6244"),
    "rose": rgb("c9948a"),
    "petrol": rgb("3f6a6c"),
}
WOODS: Final = {
    "oak": rgb("cda470"),
    "birch": rgb("e2c79c"),
    "beech": rgb("d6a77c"),
    "walnut": rgb("8a6142"),
}


@dataclass(frozen=True)
class Room:
    """The walls and the floor that a thing stands in."""

    wall: Rgb
    panel: Rgb
    floor: Rgb
    planks: bool


ROOMS: Final = {
    "warm": Room(rgb("efe8db"), rgb("d9cdb8"), rgb("d3b189"), planks=True),
    "sage": Room(rgb("e3e6da"), rgb("b9c4ae"), rgb("d6b890"), planks=True),
    "mist": Room(rgb("e1e7e8"), rgb("b4c5cc"), rgb("e2d8c6"), planks=False),
    "sand": Room(rgb("f0e4d2"), rgb("dcc09a"), rgb("e3d6c0"), planks=False),
    "clay": Room(rgb("f0e2d8"), rgb("d6aa95"), rgb("cfa97f"), planks=True),
    "paper": Room(rgb("f2efe8"), rgb("dcd8cd"), rgb("dcd6c9"), planks=False),
}


@dataclass(frozen=True)
class Look:
    """The colours of one thing, and dice for its small differences."""

    cloth: Rgb
    accent: Rgb
    wood: Rgb
    frame: Rgb
    lacquer: Rgb
    dice: random.Random


def look(dice: random.Random, colour: str | None) -> Look:
    """Throw the dice for a thing's colours; a named colour wins over them."""
    names = list(CLOTHS)
    cloth = CLOTHS.get(colour or "") or CLOTHS[dice.choice(names)]
    wood = WOODS.get(colour or "") or WOODS[dice.choices(list(WOODS), (5, 4, 3, 1))[0]]
    lacquers = (WHITE, WHITE, PAPER, STEEL, CLOTHS["green"], CLOTHS["blue"], CLOTHS["yellow"])
    return Look(
        cloth=cloth,
        accent=CLOTHS[dice.choice([name for name in names if CLOTHS[name] != cloth])],
        wood=wood,
        frame=dice.choice((CHROME, BLACK, WHITE, STEEL)),
        lacquer=CLOTHS.get(colour or "") or dice.choice(lacquers),
        dice=dice,
    )
