"""Beds, cots, prams and aids: what carries people."""

from reuse.demo.pictures.colours import BLACK, RUBBER, WHITE, Look, tone
from reuse.demo.pictures.kinds import kind
from reuse.demo.pictures.pen import Pen


@kind("bed", 1700, 900, 900)
def bed(pen: Pen, look: Look) -> None:
    """A single bed from its side, with a duvet turned back."""
    pen.box(-850, 0, 0, 60, 900, 900, look.wood)
    pen.box(-790, 200, 60, 1580, 130, 800, look.wood)
    for x in (-780, 770):
        pen.box(x, 0, 60, 60, 210, 60, tone(look.wood, -0.1))
    pen.cushion(-785, 325, 1560, 150, 780, WHITE, r=50, z=50)
    pen.cushion(-770, 470, 330, 90, 560, tone(WHITE, 0.4), r=44, z=150)
    pen.cushion(-400, 400, 1190, 128, 800, look.cloth, r=60, z=30)
    pen.cushion(-440, 452, 190, 84, 800, tone(look.cloth, 0.55), r=40, z=26)
    for share in (0.3, 0.62):
        pen.curve(
            [(-300 + 1000 * share, 520), (-330 + 1000 * share, 460), (-290 + 1000 * share, 412)],
            7,
            tone(look.cloth, -0.12),
            z=30,
        )
    pen.box(790, 0, 0, 50, 560, 900, look.wood)


@kind("cot", 1240, 960, 640)
def cot(pen: Pen, look: Look) -> None:
    """A child's bed with bars, a mattress and a blanket."""
    pale = tone(look.wood, 0.1)
    for x in range(-540, 600, 120):
        pen.rod([(x, 300), (x, 900)], 20, tone(pale, -0.14), z=600)
    pen.box(-600, 880, 590, 1200, 40, 40, tone(pale, -0.1))
    pen.cushion(-570, 330, 1140, 100, 540, WHITE, r=40, z=40)
    pen.cushion(-560, 425, 240, 70, 360, tone(WHITE, 0.4), r=34, z=120)
    pen.cushion(-190, 410, 740, 70, 540, look.cloth, r=34, z=30)
    for x in (-620, 570):
        pen.box(x, 0, 0, 50, 960, 640, pale)
    pen.box(-570, 240, 0, 1140, 60, 30, pale)
    for x in range(-510, 560, 102):
        pen.rod([(x, 290), (x, 800)], 22, pale)
    pen.box(-570, 790, 0, 1140, 50, 40, pale)


@kind("pram", 1050, 1080, 560)
def pram(pen: Pen, look: Look) -> None:
    """A pram with a hood, as every nursery has a row of."""
    for x, z in ((-260, 420), (330, 420)):
        _wheel(pen, x, z)
    pen.rod([(-330, 210), (300, 560)], 30, look.frame, z=240)
    pen.rod([(330, 210), (-240, 560)], 30, look.frame, z=240)
    pen.rod([(300, 540), (520, 900), (590, 960)], 30, look.frame, z=240)
    pen.line([(560, 940), (610, 985)], 46, BLACK, z=240)
    pen.blob(
        [
            (-430, 820),
            (-440, 640),
            (-330, 520),
            (0, 495),
            (330, 520),
            (440, 640),
            (440, 800),
            (200, 790),
            (0, 785),
        ],
        look.cloth,
        z=120,
    )
    pen.blob(
        [(-20, 790), (60, 1010), (300, 1060), (450, 930), (460, 770), (440, 700), (200, 760)],
        tone(look.cloth, -0.08),
        z=120,
    )
    for x, y in ((120, 1040), (270, 1060), (390, 1010)):
        pen.curve([(x, y), (x + 60, 900), (300, 740)], 8, tone(look.cloth, -0.25), z=120)
    pen.blob(
        [(-425, 830), (-200, 850), (0, 810), (-20, 760), (-220, 770), (-420, 780)],
        tone(look.accent, 0.25),
        z=118,
    )
    pen.curve([(-420, 700), (0, 650), (425, 700)], 9, tone(look.cloth, 0.25), z=118)
    for x, z in ((-330, 40), (310, 40)):
        _wheel(pen, x, z)


def _wheel(pen: Pen, x: float, z: float) -> None:
    pen.disc(x, 170, 170, 170, RUBBER, z=z)
    pen.disc(x, 170, 140, 140, tone(WHITE, -0.06), z=z)
    for dx, dy in ((0, 1), (0.87, 0.5), (0.87, -0.5)):
        pen.line([(x - dx * 134, 170 - dy * 134), (x + dx * 134, 170 + dy * 134)], 9, RUBBER, z=z)
    pen.disc(x, 170, 30, 30, RUBBER, z=z)


@kind("medical", 660, 960, 640, most=2)
def rollator(pen: Pen, look: Look) -> None:
    """A rollator with a seat, brakes and a basket."""
    paint = look.cloth
    for x, z in ((-230, 560), (230, 560)):
        _caster(pen, x, z)
        pen.rod([(x, 130), (x * 0.9, 560)], 32, tone(paint, -0.14), z=z)
    pen.box(-200, 330, 330, 400, 130, 220, tone(BLACK, 0.12))
    for x in (-230, 230):
        pen.rod([(x * 0.9, 560), (x, 900), (x, 930)], 30, paint, z=440)
        pen.rod([(x, 930), (x - 70, 922)], 44, BLACK, z=420)
        pen.curve([(x - 30, 880), (x - 44, 800), (x * 0.86, 600)], 9, BLACK, z=420)
    pen.cushion(-215, 545, 430, 46, 340, BLACK, r=20, z=190)
    for x in (-230, 230):
        pen.rod([(x, 130), (x * 0.9, 560)], 32, paint, z=150)
        _caster(pen, x, 110)


def _caster(pen: Pen, x: float, z: float) -> None:
    pen.disc(x, 100, 100, 100, RUBBER, z=z)
    pen.disc(x, 100, 70, 70, tone(WHITE, -0.1), z=z)
    pen.disc(x, 100, 22, 22, RUBBER, z=z)
