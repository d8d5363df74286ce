"""What has a plug and a screen, and its relatives."""

from reuse.demo.pictures.colours import BLACK, LIGHT, SCREEN, STEEL, WHITE, Look, mix, rgb, tone
from reuse.demo.pictures.kinds import Place, kind
from reuse.demo.pictures.pen import Pen


@kind("screen", 610, 480, 200, place=Place.TABLE, most=2)
def screen(pen: Pen, look: Look) -> None:
    """A computer screen on its foot, switched off, with the window in it."""
    case = look.dice.choice((BLACK, tone(STEEL, 0.1), BLACK))
    pen.cushion(-130, 0, 260, 12, 190, case, r=6)
    pen.box(-32, 10, 120, 64, 170, 24, tone(case, -0.1))
    pen.box(-305, 118, 80, 610, 362, 34, case)
    _glass(pen, -293, 136, 586, 332, 80)


@kind("computer", 520, 330, 260, place=Place.TABLE, most=2)
def computer(pen: Pen, look: Look) -> None:
    """A laptop, open."""
    metal = tone(STEEL, 0.3)
    pen.face([(-170, 10, 200), (170, 10, 200), (174, 236, 270), (-166, 236, 270)], tone(metal, -0.3))
    pen.face([(-160, 20, 200), (160, 20, 200), (163, 226, 264), (-157, 226, 264)], SCREEN)
    pen.veil([(-130, 20, 200), (-20, 20, 200), (60, 226, 264), (-60, 226, 264)], LIGHT, 34)
    pen.box(-175, 0, 0, 350, 14, 220, metal)
    for row in range(5):
        z = 84 + row * 24
        for key in range(13):
            x = -152 + key * 23.5
            pen.face([(x, 15, z), (x + 20, 15, z), (x + 20, 15, z + 18), (x, 15, z + 18)], BLACK, 0)
    pen.face([(-50, 15, 14), (60, 15, 14), (60, 15, 70), (-50, 15, 70)], tone(metal, -0.14), 0)
    pen.cushion(238, 0, 44, 22, 90, tone(look.cloth, 0.2), r=18, z=60)


@kind("printer", 640, 1050, 560)
def printer(pen: Pen, look: Look) -> None:
    """An office printer with paper trays."""
    case = WHITE
    for x, z in ((-250, 450), (250, 450), (-250, 40), (250, 40)):
        pen.disc(x, 28, 26, 28, BLACK, z=z)
    pen.box(-300, 56, 0, 600, 560, 540, case)
    for row in range(3):
        y = 76 + row * 176
        pen.panel(-286, y, 572, 164, tone(case, -0.07), r=8)
        pen.line([(-80, y + 120), (80, y + 120)], 26, tone(case, -0.4))
    pen.box(-300, 616, 0, 600, 190, 540, tone(case, -0.06))
    pen.panel(-250, 640, 500, 130, tone(case, -0.5), r=6, fade=-0.08)
    pen.face([(-190, 648, 0), (190, 648, 0), (180, 690, 60), (-180, 690, 60)], tone(WHITE, 0.7), 0.03)
    pen.box(-310, 806, -10, 620, 150, 560, tone(BLACK, 0.06))
    pen.cushion(-300, 956, 600, 60, 500, case, r=20, z=20)
    pen.panel(110, 812, 190, 120, SCREEN, r=10, z=-14)
    pen.panel(124, 840, 120, 78, mix(look.cloth, LIGHT, 0.3), r=4, z=-14, fade=0.04)
    pen.disc(276, 864, 14, 14, rgb("7fb08a"), z=-14, fade=0)


@kind("projector", 420, 150, 300, place=Place.TABLE)
def projector(pen: Pen, look: Look) -> None:
    """A projector with a large lens."""
    case = look.dice.choice((WHITE, tone(STEEL, 0.3), BLACK))
    for x in (-150, 130):
        pen.cylinder(x, 0, 16, 20, BLACK, z=-14)
    pen.cushion(-200, 18, 400, 112, 290, case, r=26)
    for radius, colour in (
        (52, tone(case, -0.3)),
        (42, BLACK),
        (30, rgb("2f4a5e")),
        (14, rgb("6f95ab")),
    ):
        pen.disc(-90, 76, radius, radius, colour, z=-6)
    pen.disc(-102, 90, 8, 8, LIGHT, z=-8, fade=0)
    for slot in range(7):
        pen.line([(40 + slot * 20, 46), (40 + slot * 20, 102)], 7, tone(case, -0.35), z=-2)
    for x in (-20, 20, 60):
        pen.lying(x, 132, 170, 12, tone(case, -0.3))


def _glass(pen: Pen, x: float, y: float, w: float, h: float, z: float) -> None:
    pen.panel(x, y, w, h, SCREEN, r=4, z=z, fade=0.12)
    pen.veil(
        [
            (x + w * 0.16, y + h, z),
            (x + w * 0.44, y + h, z),
            (x + w * 0.2, y, z),
            (x, y, z),
            (x, y + h * 0.4, z),
        ],
        LIGHT,
        26,
    )


@kind("phone", 330, 160, 130, place=Place.TABLE)
def phone(pen: Pen, look: Look) -> None:
    """Two telephones leaning on a small stand, dark."""
    for x, case in ((-130, look.cloth), (40, BLACK)):
        pen.box(x - 14, 0, 0, 110, 16, 90, look.wood)
        pen.face(
            [(x - 2, 14, 50), (x + 80, 14, 50), (x + 84, 158, 90), (x + 2, 158, 90)],
            tone(case, -0.3),
        )
        pen.face([(x - 5, 14, 46), (x + 76, 14, 46), (x + 80, 158, 86), (x - 1, 158, 86)], case)
        pen.face([(x, 20, 46), (x + 71, 20, 46), (x + 75, 152, 85), (x + 4, 152, 85)], SCREEN, 0.14)
        pen.veil([(x + 8, 20, 46), (x + 30, 20, 46), (x + 52, 152, 85), (x + 22, 152, 85)], LIGHT, 36)
