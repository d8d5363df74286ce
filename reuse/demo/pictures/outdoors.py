"""What is photographed in the yard: bicycles, building parts, garden things."""

import math

from reuse.demo.pictures.colours import (
    BLACK,
    CHROME,
    LEAF,
    RUBBER,
    STEEL,
    WHITE,
    Look,
    mix,
    rgb,
    tone,
)
from reuse.demo.pictures.kinds import Place, kind
from reuse.demo.pictures.pen import Pen

CLAY = rgb("b5694d")


@kind("bicycle", 1750, 1060, 200, place=Place.YARD)
def bicycle(pen: Pen, look: Look) -> None:
    """A city bicycle with mudguards and a basket."""
    paint, rear, front = look.cloth, (-530.0, 340.0), (540.0, 340.0)
    for x, y in (rear, front):
        _spokes(pen, x, y, 330)
    crank, seat, head = (-60.0, 330.0), (-190.0, 800.0), (400.0, 830.0)
    pen.rod([rear, (-180, 740)], 20, paint)
    pen.rod([rear, crank], 22, paint)
    pen.rod([crank, seat], 36, paint)
    pen.rod([crank, (410, 730)], 38, paint)
    pen.rod([(-170, 690), head], 36, paint)
    pen.rod([(380, 900), (420, 700), (450, 600), front], 34, paint)
    pen.rod([seat, (-210, 880)], 24, CHROME)
    pen.blob([(-330, 900), (-310, 936), (-180, 930), (-60, 914), (-90, 892), (-220, 880)], rgb("6b4a35"))
    pen.curve([(378, 890), (372, 985), (330, 1010), (250, 1000)], 26, CHROME)
    pen.line([(262, 1000), (190, 990)], 40, rgb("6b4a35"))
    pen.face([(440, 960, 0), (700, 960, 0), (670, 740, 0), (470, 740, 0)], rgb("b98c5a"))
    for row in range(5):
        pen.line([(446 + row * 6, 940 - row * 46), (694 - row * 6, 940 - row * 46)], 8, rgb("946c41"))
    for x, y in (rear, front):
        arc = [
            (x + 358 * math.cos(a), y + 358 * math.sin(a))
            for a in (math.radians(step) for step in range(25, 166, 10))
        ]
        pen.line(arc, 20, tone(paint, 0.15))
    pen.disc(*crank, 88, 88, tone(BLACK, 0.2), fade=0.1)
    pen.disc(*crank, 62, 62, tone(STEEL, 0.2))
    pen.rod([crank, (10, 190)], 22, STEEL)
    pen.line([(-40, 184), (66, 184)], 28, BLACK)
    pen.line([(-540, 300), (-60, 246)], 9, BLACK)
    pen.rod([(-690, 745), (-250, 745)], 18, BLACK)
    pen.rod([(-650, 745), (-530, 340)], 14, BLACK)


def _spokes(pen: Pen, x: float, y: float, r: float) -> None:
    rim = [(x + r * math.cos(a / 24 * math.pi), y + r * math.sin(a / 24 * math.pi)) for a in range(49)]
    for step in range(18):
        a = step / 9 * math.pi
        pen.line([(x, y), (x + r * math.cos(a), y + r * math.sin(a))], 3, tone(STEEL, 0.2))
    pen.line(rim, 34, RUBBER)
    inner = [(x + (px - x) * 0.94, y + (py - y) * 0.94) for px, py in rim]
    pen.line(inner, 10, tone(STEEL, 0.35))
    pen.disc(x, y, 30, 30, STEEL)


@kind("ladder", 900, 1900, 500, place=Place.YARD)
def ladder(pen: Pen, look: Look) -> None:
    """A step ladder, opened."""
    metal = tone(STEEL, 0.22)
    for x in (-230, 250):
        pen.rod([(x * 1.3, 6), (x * 0.8, 1780)], 40, tone(metal, -0.2), z=760)
    pen.rod([(-300, 420), (300, 420)], 26, tone(metal, -0.25), z=760)
    for step in range(6):
        y, z, half = 240 + step * 250, 60 + step * 92.0, 330 - step * 24
        pen.box(-half, y, z, half * 2, 30, 90, metal)
    pen.box(-210, 1740, 560, 430, 44, 260, look.cloth)
    for side in (-1, 1):
        pen.face(
            [
                (side * 370, 0, 0),
                (side * 370 + 52, 0, 0),
                (side * 196 + 52, 1760, 640),
                (side * 196, 1760, 640),
            ],
            tone(metal, 0.06 if side < 0 else -0.1),
        )
        pen.panel(side * 370 - 6, 0, 64, 44, RUBBER, r=8)


@kind("brick", 1000, 560, 460, place=Place.YARD)
def brick(pen: Pen, look: Look) -> None:
    """Cleaned bricks, stacked on a pallet."""
    clay = look.dice.choice((CLAY, rgb("a95f48"), rgb("c07a52")))
    _pallet(pen, 1040, 480)
    for row in range(6):
        for column in range(4):
            x = -490 + column * 246 + (row % 2) * 8
            shade = tone(clay, look.dice.uniform(-0.16, 0.18))
            pen.box(x, 130 + row * 66, 0, 236, 60, 450, shade)
            pen.line([(x + 30, 150 + row * 66), (x + 60, 152 + row * 66)], 6, tone(shade, 0.35))
    for z in (112, 225, 338):  # the joints between four bricks, one behind another
        pen.line([(-488, 520), (486, 520)], 5, tone(clay, -0.22), z=z)
        for row in range(6):
            edge = 484 + (row % 2) * 8
            pen.line([(edge, 132 + row * 66), (edge, 186 + row * 66)], 5, tone(clay, -0.55), z=z)


@kind("wood", 1500, 480, 500, place=Place.YARD)
def wood(pen: Pen, look: Look) -> None:
    """Planks on battens, their ends to the right."""
    for x in (-560, 480):
        pen.box(x, 0, 0, 90, 70, 560, tone(look.wood, -0.3))
    for row in range(6):
        for layer in range(3, -1, -1):
            shade = tone(look.wood, look.dice.uniform(-0.18, 0.16))
            long = look.dice.uniform(-30, 30)
            pen.box(-750 + long, 72 + row * 58, layer * 135, 1480, 50, 128, shade)
        pen.line([(-600, 96 + row * 58), (-200, 100 + row * 58)], 4, tone(look.wood, -0.2))
        pen.line([(60, 92 + row * 58), (540, 96 + row * 58)], 4, tone(look.wood, -0.2))


@kind("tile", 700, 520, 420, place=Place.YARD)
def tile(pen: Pen, look: Look) -> None:
    """A stack of glazed tiles with a few set up in front."""
    glaze = look.cloth
    for row in range(12):
        shift = look.dice.uniform(-6, 6)
        pen.box(-330 + shift, row * 28, 120, 400, 25, 330, tone(glaze, look.dice.uniform(-0.06, 0.12)))
    for step in (2, 1, 0):
        x = 120 + step * 70
        pen.face(
            [(x, 0, 60), (x + 280, 0, 0), (x + 300, 290, 120), (x + 20, 290, 180)],
            tone(glaze, -0.3),
        )
        pen.face(
            [(x - 10, 0, 56), (x + 270, 0, -4), (x + 290, 290, 116), (x + 10, 290, 176)],
            tone(glaze, 0.1 + step * 0.06),
            0.12,
        )
    pen.veil([(150, 30, 40), (210, 30, 25), (290, 262, 125), (200, 262, 150)], WHITE, 46)


@kind("radiator", 1200, 660, 160, place=Place.WALL)
def radiator(pen: Pen, look: Look) -> None:
    """A column radiator with its valve."""
    iron = look.dice.choice((WHITE, WHITE, tone(STEEL, 0.2), look.cloth))
    for x in (-540, 520):
        pen.box(x, -70, 20, 40, 90, 60, tone(iron, -0.15))
    for column in range(13):
        x = -590 + column * 91
        pen.cushion(x, 0, 74, 620, 110, iron, r=37)
        pen.line([(x + 26, 60), (x + 26, 560)], 9, tone(iron, 0.5))
    pen.rod([(590, 70), (690, 70)], 30, CHROME)
    pen.cylinder(690, 20, 36, 110, tone(WHITE, 0.3))


@kind("garden", 1500, 800, 560, place=Place.YARD)
def garden(pen: Pen, look: Look) -> None:
    """A garden bench beside a planter."""
    slat = look.dice.choice((look.wood, tone(look.cloth, 0.1)))
    for x in (-690, 260):
        pen.box(x, 0, 420, 60, 800, 60, tone(slat, -0.2))
    for row in range(4):
        pen.box(-690, 500 + row * 78, 420, 1010, 60, 20, tone(slat, 0.05))
    for row in range(4, -1, -1):
        pen.box(-690, 420, row * 92.0, 1010, 26, 78, slat)
    for x in (-680, 250):
        pen.box(x, 0, 10, 60, 420, 60, slat)
        pen.box(x - 10, 600, 0, 76, 34, 470, tone(slat, 0.06))
        pen.box(x, 420, 10, 56, 180, 50, slat)
    pot = pen.moved(560, 0, 60)
    pot.cylinder(0, 0, 130, 280, CLAY, z=100, top=180)
    pot.lying(0, 280, 100, 164, rgb("5c4635"))
    for x, y, size in (
        (-110, 430, 90),
        (90, 450, 96),
        (-20, 540, 104),
        (-90, 330, 80),
        (110, 340, 84),
        (10, 380, 96),
    ):
        pot.disc(x, y, size, size * 0.9, tone(LEAF, (y - 430) / 500), z=100, fade=0.16)
        pot.disc(x - 24, y + 26, 16, 16, mix(look.accent, WHITE, 0.25), z=98, fade=0)
        pot.disc(x + 36, y - 8, 14, 14, mix(look.accent, WHITE, 0.4), z=98, fade=0)


def _pallet(pen: Pen, width: float, depth: float) -> None:
    timber = rgb("c9ab7e")
    for x in (-0.5, -0.06, 0.38):
        pen.box(x * width, 0, 0, width * 0.12, 96, depth, tone(timber, -0.12))
    pen.box(-width / 2, 96, 0, width, 32, depth, timber)
