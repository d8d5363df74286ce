"""Toys, sport, music, plants and hand tools."""

import math

from reuse.demo.pictures.colours import (
    BLACK,
    CLOTHS,
    INK,
    LEAF,
    LIGHT,
    STEEL,
    WHITE,
    WOODS,
    Look,
    rgb,
    tone,
)
from reuse.demo.pictures.kinds import Place, kind
from reuse.demo.pictures.pen import Pen


@kind("toy", 460, 300, 220, place=Place.TABLE)
def toy(pen: Pen, look: Look) -> None:
    """Building blocks and a wooden car."""
    paints = [CLOTHS[name] for name in ("red", "yellow", "blue", "green", "rose", "petrol")]
    look.dice.shuffle(paints)
    for x, y, w, h, paint in (
        (-220, 0, 76, 76, 0),
        (-140, 0, 76, 76, 1),
        (-180, 76, 76, 76, 2),
        (-224, 152, 0, 0, 3),
    ):
        if w:
            pen.box(x, y, 90, w, h, 76, paints[paint])
            pen.disc(x + w / 2, y + h / 2, 19, 19, tone(paints[paint], 0.4), z=90, fade=0)
    pen.face([(-180, 152, 90), (-104, 152, 90), (-104 - 38, 216, 90 + 30)], paints[3])
    pen.face([(-104, 152, 90), (-104, 152, 166), (-142, 216, 120)], tone(paints[3], -0.26))
    pen.cylinder(-24, 0, 36, 104, paints[4], z=140)
    for x in (66, 196):
        _toy_wheel(pen, x, 90)
    pen.cushion(20, 34, 226, 54, 92, look.wood, r=22)
    pen.cushion(70, 86, 116, 56, 84, paints[5], r=22, z=4)
    pen.panel(84, 94, 40, 34, tone(LIGHT, -0.08), r=8, z=2, fade=0)
    pen.panel(132, 94, 40, 34, tone(LIGHT, -0.08), r=8, z=2, fade=0)
    for x in (66, 196):
        _toy_wheel(pen, x, -4)


def _toy_wheel(pen: Pen, x: float, z: float) -> None:
    pen.disc(x, 32, 33, 33, tone(INK, 0.18), z=z)
    pen.disc(x, 32, 16, 16, WOODS["birch"], z=z, fade=0)


@kind("ball", 620, 330, 240, place=Place.TABLE)
def ball(pen: Pen, look: Look) -> None:
    """Three balls: leather, basket and foam."""
    _round(pen, 200, 110, 92, look.cloth, 150)
    _round(pen, -190, 130, 122, rgb("c97a45"), 120)
    for points in (
        [(-312, 130), (-190, 118), (-68, 130)],
        [(-190, 252), (-202, 130), (-190, 8)],
        [(-270, 222), (-226, 130), (-274, 40)],
        [(-110, 222), (-156, 130), (-106, 40)],
    ):
        pen.curve(points, 5, tone(INK, 0.12), z=120)
    _round(pen, 40, 104, 104, tone(WHITE, 0.4), 0)
    pen.face(_pentagon(40, 110, 34), BLACK, 0.05)
    for step in range(5):
        a = math.radians(90 + step * 72)
        x, y = 40 + 84 * math.cos(a), 108 + 84 * math.sin(a)
        pen.line([(40 + 34 * math.cos(a), 110 + 34 * math.sin(a)), (x, y)], 4, tone(INK, 0.3))
        pen.face(
            [
                (
                    40 + (104 if n in (1, 2) else 76) * math.cos(a + s),
                    104 + (104 if n in (1, 2) else 76) * math.sin(a + s),
                    0,
                )
                for n, s in enumerate((-0.2, -0.24, 0.24, 0.2))
            ],
            BLACK,
            0,
        )


def _round(pen: Pen, x: float, y: float, r: float, colour: tuple[int, int, int], z: float) -> None:
    for step in range(14):
        share = step / 13
        pen.disc(
            x - r * 0.3 * share,
            y + r * 0.32 * share,
            r * (1 - share * 0.86),
            r * (1 - share * 0.86),
            tone(colour, -0.26 + 0.5 * share**1.3),
            z=z,
            fade=0,
        )


def _pentagon(x: float, y: float, r: float) -> list[tuple[float, float, float]]:
    return [
        (
            x + r * math.cos(math.radians(90 + step * 72)),
            y + r * math.sin(math.radians(90 + step * 72)),
            0,
        )
        for step in range(5)
    ]


@kind("instrument", 520, 1080, 240)
def instrument(pen: Pen, look: Look) -> None:
    """A guitar on its stand."""
    top = look.dice.choice((rgb("d9a45f"), rgb("b97a45"), look.wood))
    pen.rod([(-190, 10), (0, 420)], 22, BLACK, z=160)
    pen.rod([(190, 10), (0, 420)], 22, BLACK, z=160)
    body = [
        (0, 90),
        (-150, 108),
        (-205, 220),
        (-180, 330),
        (-128, 400),
        (-150, 500),
        (-96, 585),
        (0, 600),
        (96, 585),
        (150, 500),
        (128, 400),
        (180, 330),
        (205, 220),
        (150, 108),
    ]
    pen.blob([(x + 26, y + 8) for x, y in body], tone(top, -0.4), z=60)
    pen.blob(body, top, z=40, fade=0.14)
    pen.disc(0, 420, 66, 66, tone(top, -0.2), z=40)
    pen.disc(0, 420, 56, 56, rgb("3b2c22"), z=40)
    pen.panel(-86, 214, 172, 28, rgb("4a3325"), r=8, z=38)
    pen.panel(-30, 450, 60, 430, rgb("5a3e2c"), z=36)
    for fret in range(9):
        pen.line([(-28, 520 + fret * 40), (28, 520 + fret * 40)], 4, tone(STEEL, 0.3), z=35)
    pen.panel(-42, 876, 84, 150, tone(top, -0.28), r=14, z=36)
    for side in (-1, 1):
        for y in (905, 950, 995):
            pen.disc(side * 56, y, 14, 11, tone(WHITE, 0.2), z=36)
    for string in range(6):
        x = -20 + string * 8
        pen.line([(x * 1.4, 230), (x, 880)], 2.4, tone(WHITE, 0.3), z=34)
    for x in (-120, 90):
        pen.rod([(x, 60), (x + 20, 120)], 26, BLACK, z=20)
    pen.rod([(-160, 20), (190, 60)], 22, BLACK, z=20)


@kind("plant", 760, 1300, 420, most=2)
def plant(pen: Pen, look: Look) -> None:
    """A large green plant in a pot."""
    leaves = (
        (-60, 1210, -0.15),
        (70, 1260, 0.1),
        (-230, 1040, -0.7),
        (250, 1090, 0.75),
        (-330, 780, -1.25),
        (330, 800, 1.2),
        (-170, 880, -0.5),
        (180, 900, 0.5),
        (-250, 610, -1.5),
        (260, 620, 1.5),
    )
    for x, y, _ in leaves:
        pen.curve([(0, 330), (x * 0.25, 330 + (y - 330) * 0.6), (x, y)], 13, tone(LEAF, -0.25), z=190)
    for number, (x, y, turn) in enumerate(leaves):
        _leaf(pen, x, y, turn, tone(LEAF, (-0.12, 0.08, 0.2)[number % 3]))
    pen.cylinder(0, 0, 150, 340, look.cloth, z=190, top=200)
    pen.lying(0, 340, 190, 178, rgb("5a4636"))
    pen.curve([(0, 330), (20, 500), (6, 640)], 22, tone(LEAF, -0.3), z=190)
    pen.line([(-168, 250), (168, 250)], 12, tone(look.cloth, 0.25), z=176)


def _leaf(pen: Pen, x: float, y: float, turn: float, colour: tuple[int, int, int]) -> None:
    def at(along: float, aside: float) -> tuple[float, float]:
        return (
            x + along * math.sin(turn) + aside * math.cos(turn),
            y + along * math.cos(turn) - aside * math.sin(turn),
        )

    pen.blob([at(-150, 0), at(-90, -78), at(20, -84), at(130, 0), at(20, 84), at(-90, 78)], colour, z=190)
    pen.blob(
        [at(-150, 0), at(-90, 78), at(20, 84), at(130, 0), at(0, 6)],
        tone(colour, -0.1),
        z=190,
        fade=0,
    )
    pen.line([at(-150, 0), at(110, 0)], 7, tone(colour, 0.25), z=190)
    for along in (-80, -20, 40):
        for side in (-1, 1):
            pen.line([at(along, 0), at(along + 46, side * 52)], 4, tone(colour, 0.16), z=190)


@kind("tool", 560, 330, 220, place=Place.TABLE)
def tool(pen: Pen, look: Look) -> None:
    """An open tool box, a drill before it."""
    paint = look.cloth
    pen.face([(-250, 130, 0), (150, 130, 0), (150, 130, 210), (-250, 130, 210)], tone(paint, -0.5))
    pen.rod([(-180, 100), (-150, 290)], 18, tone(STEEL, 0.2), z=120)
    pen.rod([(-156, 250), (-140, 330)], 36, look.accent, z=120)
    pen.rod([(-90, 100), (-60, 240)], 22, look.wood, z=140)
    pen.box(-112, 236, 130, 104, 36, 30, tone(STEEL, -0.2))
    pen.face([(0, 100, 120), (44, 100, 120), (92, 280, 120), (60, 300, 120)], tone(STEEL, 0.25))
    pen.box(-250, 0, 0, 400, 136, 210, paint)
    pen.panel(-236, 14, 372, 108, tone(paint, 0.07), r=8)
    pen.panel(-90, 96, 80, 46, tone(STEEL, 0.2), r=8, z=-2)
    for x in (-200, 100):
        pen.panel(x - 14, 104, 28, 44, tone(STEEL, 0.1), r=6, z=-2)
    drill = pen.moved(150, 0, -70)
    drill.panel(66, 0, 96, 44, BLACK, r=8)
    drill.blob([(84, 30), (76, 90), (66, 150), (120, 160), (142, 100), (146, 34)], tone(look.accent, -0.05))
    drill.panel(-30, 132, 190, 78, look.accent, r=24)
    drill.panel(100, 140, 60, 60, BLACK, r=18)
    drill.panel(-70, 142, 50, 58, BLACK, r=10)
    drill.rod([(-140, 171), (-66, 171)], 12, STEEL)
    drill.panel(66, 108, 16, 30, BLACK, r=6)
