"""Carry the things into the room, light them and take the photo."""

import random
from dataclasses import replace
from typing import Final

from PIL import Image

from reuse.demo.pictures import (
    daylight,
    kitchen,
    outdoors,
    play,
    screens,
    seating,
    sleep,
    storage,
    tables,
)
from reuse.demo.pictures.colours import ROOMS, look
from reuse.demo.pictures.kinds import KINDS, Kind, Place
from reuse.demo.pictures.pen import ABOVE, ASIDE, Pen, Point
from reuse.demo.pictures.scene import FINE, GROUND, HEIGHT, WIDTH, developed, empty, shaded

DRAWERS: Final = (
    daylight,
    kitchen,
    outdoors,
    play,
    screens,
    seating,
    sleep,
    storage,
    tables,
)  # importing them fills the register


def draw(
    category_icon: str,
    *,
    seed: int,
    palette: str | None = None,
    colour: str | None = None,
    count: int | None = None,
) -> bytes:
    """Draw a JPEG of 1200 x 900 for a category's icon: the same seed gives the same bytes.

    `palette` is one of `colours.ROOMS`, `colour` one of `colours.CLOTHS` or `WOODS`, `count` how
    many stand in a row at most; what is left out is thrown with the seed's dice.
    """
    thing = KINDS.get(category_icon) or KINDS["box"]
    dice = random.Random(f"{category_icon} {seed}")
    room = ROOMS[palette or dice.choice(list(ROOMS))]
    variant = dice.randrange(20)
    number = min(count or dice.choice((1, 1, 2, 3)), thing.most)
    colours, turn = look(dice, colour), dice.random()
    image = empty(room, thing.place, variant).copy()
    pens = _row(thing, number)
    if thing.place != Place.CEILING:
        shaded(image, [_shadow(thing, pen) for pen in pens], 0.45)
    image = image.resize((WIDTH * FINE, HEIGHT * FINE), Image.Resampling.NEAREST)
    for pen in pens:  # the right one stands before the left one's side
        fine = Pen(image, x=pen.x * FINE, y=pen.y * FINE, scale=pen.scale * FINE)
        thing.drawing(fine, replace(colours, dice=random.Random(turn)))  # all of a lot look alike
    return developed(image.reduce(FINE), variant)


def _row(thing: Kind, number: int) -> list[Pen]:
    """Where each of them stands, px at final size."""
    step = thing.width * 1.06 + thing.depth * ASIDE * 0.5
    whole = step * (number - 1) + thing.width + thing.depth * ASIDE
    tall = thing.height + thing.depth * ABOVE
    room = {Place.TABLE: (820, 500), Place.WALL: (860, 520), Place.CEILING: (900, 560)}
    across, up = room.get(thing.place, (960, 610))
    largest = {Place.TABLE: 4.0}.get(thing.place, 0.82)
    scale = min(across / whole, up / tall, largest)
    canvas = Image.new("RGB", (1, 1))
    left = WIDTH / 2 - whole * scale / 2 + thing.width / 2 * scale
    ground = GROUND[thing.place]
    return [Pen(canvas, x=left + place * step * scale, y=ground, scale=scale) for place in range(number)]


def _shadow(thing: Kind, pen: Pen) -> list[Point]:
    """What the thing keeps the light from: the floor to its right, or the wall behind it."""
    half, depth = thing.width / 2, thing.depth
    if thing.place == Place.WALL:
        slip = 26 / pen.scale
        corners = [
            (-half, -slip),
            (half + slip, -slip),
            (half + slip, thing.height - slip),
            (-half + slip, thing.height - slip),
        ]
        return [pen.at(x, y) for x, y in corners]
    long = min(thing.height, 900) * 0.22
    places = [
        (-half * 0.96, 0.0),
        (half, 0.0),
        (half + long * 0.8, depth * 0.35),
        (half + long, depth),
        (-half * 0.7, depth),
    ]
    return [pen.at(x, 0, z) for x, z in places]
