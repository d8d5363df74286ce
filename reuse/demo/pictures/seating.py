"""Things to sit on."""

from reuse.demo.pictures.colours import BLACK, CHROME, Look, tone
from reuse.demo.pictures.kinds import kind
from reuse.demo.pictures.pen import Pen


@kind("office-chair", 640, 1080, 560, most=3)
def office_chair(pen: Pen, look: Look) -> None:
    """Five castors, gas spring, seat, arm rests and a high back."""
    hub = (0.0, 110.0)
    for x, z in ((-250, 430), (230, 450), (-290, 180), (300, 200), (20, 40)):
        pen.rod([hub, (x + 0.36 * (z - 240), 74 + 0.22 * (z - 240))], 34, BLACK, z=240)
        wheel = pen.moved(x, 0, z)
        wheel.disc(0, 30, 26, 30, BLACK)
        wheel.disc(-4, 33, 10, 12, tone(BLACK, 0.3), fade=0)
    pen.cylinder(0, 110, 34, 120, BLACK, z=240)
    pen.cylinder(0, 220, 22, 170, CHROME, z=240)
    pen.panel(-120, 385, 240, 34, BLACK, r=16, z=220)
    back = pen.moved(0, 0, 470)
    back.rod([(0, 420), (0, 640)], 52, BLACK)
    shell = tone(look.cloth, -0.34)
    for shift, colour in ((22, shell), (0, look.cloth)):
        back.blob(
            [
                (-205 + shift, 640),
                (-228 + shift, 820),
                (-196 + shift, 1030),
                (shift, 1074),
                (196 + shift, 1030),
                (228 + shift, 820),
                (205 + shift, 640),
                (shift, 588),
            ],
            colour,
        )
    back.curve([(-176, 690), (0, 648), (176, 690)], 7, tone(look.cloth, -0.18))
    back.curve([(-160, 1018), (0, 1048), (150, 1020)], 9, tone(look.cloth, 0.32))
    for side in (-1, 1):
        arm = pen.moved(side * 285, 0, 280)
        arm.rod([(-side * 70, 405), (0, 430), (0, 640)], 26, BLACK)
        arm.cushion(-38, 640, 76, 30, 200, tone(BLACK, 0.06), r=15, z=-130)
    pen.cushion(-245, 425, 490, 78, 400, look.cloth, r=42)


@kind("chair", 480, 840, 480, most=4)
def chair(pen: Pen, look: Look) -> None:
    """A stacking chair of moulded wood, or of coloured shell, on four thin legs."""
    shell = look.wood if look.dice.random() < 0.5 else look.cloth
    for x in (-190, 190):
        pen.rod([(x * 1.12, 6), (x * 0.86, 440)], 22, look.frame, z=430)
        pen.rod([(x * 0.86, 430), (x * 0.74, 700)], 22, look.frame, z=430)
    back = pen.moved(0, 0, 440)
    for shift, colour in ((14, tone(shell, -0.28)), (0, shell)):
        back.blob(
            [
                (-196 + shift, 560),
                (-214 + shift, 690),
                (-190 + shift, 820),
                (shift, 842),
                (190 + shift, 820),
                (214 + shift, 690),
                (196 + shift, 560),
                (shift, 548),
            ],
            colour,
        )
    back.curve([(-172, 806), (0, 826), (168, 806)], 7, tone(shell, 0.35))
    pen.cushion(-215, 436, 430, 26, 410, shell, r=13)
    for x in (-190, 190):
        pen.rod([(x * 0.9, 434), (x * 1.14, 6)], 22, look.frame)


@kind("armchair", 780, 820, 700, most=2)
def armchair(pen: Pen, look: Look) -> None:
    """A low easy chair with wooden legs."""
    _legs(pen, 640, 560, 190, look)
    pen.cushion(-340, 330, 680, 480, 130, tone(look.cloth, -0.05), r=110, z=520)
    pen.cushion(-270, 200, 540, 170, 560, tone(look.cloth, -0.02), r=50, z=60)
    pen.cushion(-262, 335, 524, 110, 500, tone(look.cloth, 0.07), r=50, z=30)
    for x in (-390, 262):
        pen.cushion(x, 180, 128, 370, 620, look.cloth, r=62)
    _pillow(pen, -170, 440, 250, look, z=400)


@kind("sofa", 1900, 800, 800)
def sofa(pen: Pen, look: Look) -> None:
    """A sofa for three, with two loose cushions."""
    _legs(pen, 1720, 660, 170, look)
    for x in (-840, -280, 280):
        pen.cushion(x, 400, 560, 400, 150, tone(look.cloth, -0.04), r=90, z=560)
    pen.cushion(-860, 160, 1720, 170, 700, tone(look.cloth, -0.08), r=40, z=40)
    for x in (-838, -279, 280):
        pen.cushion(x, 320, 558, 130, 560, tone(look.cloth, 0.05), r=52, z=20)
    _pillow(pen, -760, 450, 330, look, z=430)
    _pillow(pen, 430, 450, 300, look, z=430)
    for x in (-960, 820):
        pen.cushion(x, 150, 140, 460, 740, look.cloth, r=64)


@kind("stool", 400, 480, 400, most=4)
def stool(pen: Pen, look: Look) -> None:
    """Four splayed legs and a round seat."""
    for x, z in ((-120, 300), (130, 310), (-140, 70), (150, 80)):
        pen.rod([(x * 0.75, 440), (x * 1.2, 6)], 34, look.wood, z=z)
    pen.rod([(-130, 190), (140, 190)], 20, tone(look.wood, -0.08), z=90)
    seat = look.cloth if look.dice.random() < 0.6 else look.wood
    pen.cylinder(0, 432, 186, 46, seat, z=190)


def _legs(pen: Pen, width: float, depth: float, height: float, look: Look) -> None:
    for z in (depth, 70.0):
        for side in (-1, 1):
            x = side * width / 2
            pen.rod([(x * 0.94, height), (x, 8)], 40, tone(look.wood, -0.2), z=z)


def _pillow(pen: Pen, x: float, y: float, size: float, look: Look, *, z: float) -> None:
    """A loose cushion, leaning a little."""
    colour = tone(look.accent, 0.12)
    pen.blob(
        [
            (x, y + 10),
            (x + size * 0.06, y + size * 0.5),
            (x + size * 0.02, y + size),
            (x + size * 0.55, y + size * 0.93),
            (x + size * 1.06, y + size * 0.96),
            (x + size, y + size * 0.5),
            (x + size * 1.02, y),
            (x + size * 0.5, y + size * 0.05),
        ],
        colour,
        z=z,
    )
    pen.curve(
        [
            (x + size * 0.2, y + size * 0.84),
            (x + size * 0.55, y + size * 0.8),
            (x + size * 0.9, y + size * 0.85),
        ],
        size * 0.02,
        tone(colour, 0.3),
        z=z,
    )
