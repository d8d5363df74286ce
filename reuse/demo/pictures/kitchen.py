"""Kitchens and laundries."""

from reuse.demo.pictures.colours import (
    BLACK,
    CHROME,
    GLASS,
    INK,
    LIGHT,
    STEEL,
    WHITE,
    Look,
    mix,
    rgb,
    tone,
)
from reuse.demo.pictures.kinds import Place, kind
from reuse.demo.pictures.pen import Pen

DISPLAY = rgb("5a666c")


@kind("fridge", 600, 1850, 620, most=2)
def fridge(pen: Pen, look: Look) -> None:
    """A fridge over a freezer."""
    case = look.dice.choice((WHITE, tone(STEEL, 0.25), WHITE))
    pen.box(-280, 0, 30, 560, 60, 560, tone(BLACK, 0.1))
    pen.box(-300, 60, 0, 600, 1790, 620, case)
    for y, h in ((68, 640), (720, 1124)):
        pen.panel(-294, y, 588, h, tone(case, 0.12), r=14, fade=0.05)
        pen.veil(
            [(-270, y + h - 10, 0), (-150, y + h - 10, 0), (-220, y + 10, 0), (-280, y + 10, 0)],
            LIGHT,
            60,
        )
    for low, high in ((520, 690), (740, 960)):
        pen.rod([(-250, low), (-250, high)], 22, CHROME, z=-10)
    pen.panel(150, 1770, 110, 34, DISPLAY, r=8, fade=0)


@kind("oven", 600, 900, 600, most=2)
def oven(pen: Pen, look: Look) -> None:
    """A cooker with four plates and a window."""
    case = look.dice.choice((WHITE, tone(STEEL, 0.2)))
    pen.box(-290, 0, 20, 580, 60, 560, BLACK)
    pen.box(-300, 60, 0, 600, 820, 600, case)
    pen.box(-300, 880, 0, 600, 16, 600, BLACK)
    for x, z in ((-120, 150), (130, 150), (-120, 440), (130, 440)):
        pen.lying(x, 898, z, 92, tone(BLACK, 0.28), fade=0)
        pen.lying(x, 898, z, 70, tone(BLACK, 0.1), fade=0)
    pen.panel(-300, 770, 600, 110, tone(case, -0.1))
    for knob in range(5):
        pen.disc(-220 + knob * 110, 825, 26, 26, tone(BLACK, 0.12), z=-8)
        pen.line([(-220 + knob * 110, 828), (-220 + knob * 110, 846)], 6, LIGHT, z=-10)
    pen.panel(-280, 250, 560, 500, tone(case, 0.1), r=12)
    pen.panel(-220, 300, 440, 330, BLACK, r=18)
    pen.panel(-200, 320, 400, 290, rgb("4d4640"), r=10, fade=-0.2)
    for y in (400, 490):
        pen.line([(-196, y), (196, y)], 7, tone(STEEL, -0.3))
    pen.veil([(-120, 630, 0), (20, 630, 0), (-120, 300, 0), (-214, 300, 0), (-214, 420, 0)], LIGHT, 40)
    pen.rod([(-240, 695), (240, 695)], 26, CHROME, z=-20)
    pen.panel(-280, 80, 560, 150, tone(case, 0.04), r=10)


@kind("washing-machine", 600, 860, 600, most=3)
def washing_machine(pen: Pen, look: Look) -> None:
    """A front loader with its round door."""
    case = WHITE
    pen.box(-300, 0, 0, 600, 850, 600, case)
    pen.panel(-290, 700, 580, 140, tone(case, -0.06), r=10)
    pen.panel(-276, 716, 180, 104, tone(case, 0.2), r=10)
    pen.disc(30, 768, 46, 46, tone(STEEL, 0.1), z=-8)
    pen.line([(30, 782), (30, 806)], 8, BLACK, z=-10)
    pen.panel(130, 740, 130, 60, DISPLAY, r=8)
    pen.disc(0, 380, 230, 230, tone(STEEL, 0.3))
    pen.disc(0, 380, 196, 196, tone(STEEL, -0.25), z=-6)
    pen.disc(0, 380, 166, 166, mix(GLASS, INK, 0.55), z=-6, fade=0.16)
    pen.blob(
        [(-150, 330), (-90, 400), (-10, 350), (80, 390), (146, 330), (90, 246), (-80, 240)],
        mix(look.cloth, INK, 0.25),
        z=-6,
    )
    pen.veil(
        [(-120, 480, -6), (-40, 530, -6), (20, 500, -6), (-110, 330, -6), (-150, 400, -6)],
        LIGHT,
        70,
    )
    pen.panel(186, 330, 44, 110, CHROME, r=18, z=-8)
    pen.panel(-280, 20, 560, 70, tone(case, -0.06), r=8)


@kind("dishwasher", 600, 860, 600, most=2)
def dishwasher(pen: Pen, look: Look) -> None:
    """A dishwasher with its door ajar and clean plates in the basket."""
    case = look.dice.choice((WHITE, tone(STEEL, 0.22)))
    pen.box(-300, 0, 0, 600, 90, 600, tone(case, -0.45))
    pen.box(-300, 90, 0, 600, 770, 600, case)
    pen.panel(-280, 130, 560, 600, tone(STEEL, -0.35), fade=-0.12)
    for y in (300, 560):
        for plate in range(8):
            pen.disc(-220 + plate * 62, y + 60, 24, 72, tone(WHITE, 0.5 - plate % 2 * 0.3))
        pen.line([(-274, y), (274, y)], 12, tone(CHROME, 0.3))
        for wire in range(10):
            pen.line([(-270 + wire * 60, y), (-270 + wire * 60, y + 46)], 7, tone(CHROME, 0.2))
    pen.panel(-300, 740, 600, 120, tone(case, 0.08), r=8)
    pen.panel(-60, 790, 120, 44, DISPLAY, r=8)
    pen.face([(-300, 130, 0), (300, 130, 0), (270, 118, -560), (-330, 118, -560)], tone(case, 0.35))
    pen.face([(-330, 118, -560), (270, 118, -560), (270, 70, -560), (-330, 70, -560)], case)
    pen.face(
        [(-240, 130, -70), (240, 130, -70), (220, 122, -480), (-270, 122, -480)],
        tone(STEEL, 0.35),
        0.1,
    )


@kind("coffee", 330, 390, 300, place=Place.TABLE)
def coffee(pen: Pen, look: Look) -> None:
    """A filter machine with its jug, and a cup."""
    case = look.dice.choice((BLACK, look.cloth, tone(STEEL, 0.1)))
    pen.cushion(-130, 0, 240, 34, 220, tone(case, -0.1), r=14)
    pen.box(-120, 30, 120, 220, 250, 100, case)
    pen.cylinder(-14, 36, 76, 120, mix(GLASS, INK, 0.3), z=60, top=60)
    pen.cylinder(-14, 36, 74, 66, rgb("4a2f22"), z=60, top=69)
    pen.veil([(-60, 40, 60), (-38, 40, 60), (-36, 150, 60), (-54, 150, 60)], LIGHT, 90)
    pen.curve([(48, 140), (92, 124), (84, 70), (60, 56)], 14, BLACK, z=60)
    pen.cylinder(-14, 156, 64, 16, BLACK, z=60)
    pen.cushion(-130, 250, 240, 120, 220, case, r=26)
    pen.disc(74, 300, 13, 13, rgb("d9755a"), z=-4, fade=0)
    pen.cylinder(166, 0, 34, 68, tone(look.accent, 0.2), z=10, top=42)
    pen.lying(166, 66, 10, 36, rgb("4a2f22"))
    pen.curve([(206, 54), (234, 46), (222, 20), (200, 18)], 9, tone(look.accent, 0.05), z=10)


@kind("sink", 900, 520, 480, place=Place.WALL)
def sink(pen: Pen, look: Look) -> None:
    """A washbasin of porcelain under a mixer tap, against tiles."""
    tile = mix(look.cloth, LIGHT, 0.62)
    for row in range(5):
        for column in range(8):
            shade = tone(tile, look.dice.uniform(-0.04, 0.14))
            pen.panel(-600 + column * 151, 170 + row * 121, 146, 116, shade, r=8, fade=0.03)
    pen.cylinder(0, -420, 70, 470, tone(WHITE, 0.15), z=150)
    pen.blob(
        [(-400, 240), (-380, 90), (-250, 0), (0, -22), (250, 0), (380, 90), (400, 240)],
        tone(WHITE, 0.35),
        z=0,
    )
    pen.disc(60, 245, 425, 92, tone(WHITE, 0.6))
    pen.disc(60, 240, 340, 62, tone(STEEL, 0.45), fade=-0.2)
    pen.disc(70, 216, 26, 9, tone(STEEL, -0.4), fade=0)
    pen.cylinder(60, 300, 34, 130, CHROME)
    pen.curve([(60, 420), (50, 470), (0, 474), (-60, 440), (-70, 396)], 40, tone(CHROME, -0.14))
    pen.curve([(56, 424), (46, 474), (0, 480), (-60, 446)], 14, tone(CHROME, 0.5))
    pen.rod([(64, 440), (130, 520)], 24, CHROME)


@kind("kitchen", 560, 270, 240, place=Place.TABLE)
def crockery(pen: Pen, look: Look) -> None:
    """Plates, bowls, a pot and a jar of cutlery."""
    pen.cylinder(150, 0, 104, 132, tone(STEEL, 0.2), z=110)
    for side in (-1, 1):
        pen.rod([(150 + side * 104, 104), (150 + side * 140, 104)], 18, BLACK, z=110)
    pen.lying(150, 136, 110, 106, tone(STEEL, 0.4))
    pen.cylinder(150, 140, 14, 22, BLACK, z=110)
    for plate in range(9):
        pen.cylinder(-170, plate * 13, 62, 9, tone(WHITE, 0.5 - plate % 2 * 0.3), z=100, top=108)
    pen.lying(-170, 118, 100, 74, tone(WHITE, -0.04), fade=0)
    for x, height in ((-44, 230), (-26, 262), (-8, 240), (10, 256)):
        pen.rod([(x * 0.7 - 6, 60), (x, height)], 9, CHROME, z=120)
        pen.disc(x + 1, height + 10, 11, 20, CHROME, z=120)
    pen.cylinder(-18, 0, 44, 128, look.cloth, z=120)
    for bowl in range(3):
        pen.cylinder(20, bowl * 24, 34, 52, tone(look.accent, 0.1 + bowl * 0.1), z=-20, top=70)
    pen.lying(20, 100, -20, 58, tone(look.accent, 0.02), fade=0)


@kind("vacuum", 900, 1000, 400)
def vacuum(pen: Pen, look: Look) -> None:
    """A vacuum cleaner with its hose and pipe."""
    pen.rod([(330, 70), (-60, 960)], 34, CHROME, z=160)
    pen.line([(-40, 900), (-80, 1000)], 50, BLACK, z=160)
    hose = [(-70, 980), (-220, 900), (-330, 640), (-400, 400), (-330, 250)]
    pen.curve(hose, 50, tone(BLACK, 0.1), z=160)
    pen.curve([(x - 8, y) for x, y in hose], 12, tone(BLACK, 0.35), z=160)
    pen.cushion(-330, 60, 430, 210, 300, look.cloth, r=96, z=30)
    pen.panel(-290, 50, 350, 60, tone(look.cloth, -0.4), r=28, z=28)
    pen.panel(-230, 200, 200, 34, tone(look.cloth, 0.3), r=16, z=28, fade=0)
    for x in (-250, 30):
        pen.disc(x, 74, 74, 74, BLACK, z=10)
        pen.disc(x, 74, 42, 42, tone(STEEL, 0.1), z=8)
    pen.cushion(220, 0, 260, 56, 130, BLACK, r=24, z=90)
