"""Lamps, and what hangs on walls or lies on floors: panels, boards, curtains, rugs, doors."""

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

GLOW = rgb("ffeebc")


@kind("lamp", 460, 1500, 380, most=2)
def lamp(pen: Pen, look: Look) -> None:
    """A floor lamp with a cloth shade, switched on."""
    metal = look.dice.choice((BLACK, look.wood))
    pen.cylinder(0, 0, 150, 26, metal, z=190)
    pen.rod([(0, 30), (0, 1180)], 26, metal, z=190)
    pen.veil([(-120, 1130, 190), (120, 1130, 190), (330, 500, 190), (-330, 500, 190)], GLOW, 34)
    pen.cylinder(0, 1120, 215, 340, mix(look.cloth, LIGHT, 0.35), z=190, top=150)
    pen.lying(0, 1120, 190, 206, GLOW)


@kind("ceiling-lamp", 620, 900, 300, place=Place.CEILING, most=3)
def ceiling_lamp(pen: Pen, look: Look) -> None:
    """A pendant with a wide shade of enamel."""
    pen.line([(0, 420), (0, 1700)], 9, BLACK)
    pen.veil([(-270, 40, 0), (270, 40, 0), (520, -700, 0), (-520, -700, 0)], GLOW, 40)
    shade = look.cloth
    pen.cylinder(0, 350, 46, 80, tone(shade, -0.2), top=36)
    pen.blob(
        [
            (-300, 40),
            (-290, 110),
            (-200, 260),
            (-60, 356),
            (60, 356),
            (200, 260),
            (290, 110),
            (300, 40),
            (150, 14),
            (-150, 14),
        ],
        shade,
        fade=0.14,
    )
    pen.curve([(-236, 130), (-170, 240), (-70, 316)], 20, tone(shade, 0.35))
    pen.disc(0, 40, 296, 52, tone(WHITE, 0.4), fade=0)
    pen.disc(0, 34, 120, 26, GLOW, fade=0)


@kind("acoustic", 1500, 900, 60, place=Place.WALL)
def acoustic(pen: Pen, look: Look) -> None:
    """Felt panels that swallow noise, three by two in two colours."""
    for row in range(2):
        for column in range(3):
            colour = look.cloth if (row + column) % 2 else mix(look.cloth, LIGHT, 0.35)
            if row == 1 and column == 2:
                colour = look.accent
            pen.cushion(-745 + column * 500, row * 455, 485, 440, 55, colour, r=24)


@kind("whiteboard", 1800, 1100, 40, place=Place.WALL)
def whiteboard(pen: Pen, look: Look) -> None:
    """A clean board with pens on its tray."""
    pen.box(-900, 0, 0, 1800, 1080, 30, tone(STEEL, 0.25))
    pen.panel(-875, 28, 1750, 1026, tone(WHITE, 0.7), fade=0.03)
    pen.veil([(-700, 1050, 0), (-420, 1050, 0), (-760, 30, 0), (-875, 30, 0), (-875, 480, 0)], LIGHT, 120)
    pen.box(-420, -40, -40, 840, 30, 60, STEEL)
    for x, colour in ((-300, look.cloth), (-150, look.accent), (0, BLACK)):
        pen.rod([(x, 4), (x + 110, 4)], 26, colour, z=-30)
    pen.box(170, -8, -30, 150, 46, 40, look.accent)


@kind("curtain", 1700, 1750, 60, place=Place.WALL)
def curtain(pen: Pen, look: Look) -> None:
    """Two lengths of cloth on a rail beside a bright window."""
    pen.panel(-520, 240, 1040, 1330, rgb("f6f6ea"), fade=0.05)
    for x in (-520, -14, 496):
        pen.panel(x, 240, 26, 1330, WHITE, fade=0)
    pen.rod([(-860, 1690), (860, 1690)], 30, look.wood)
    for side in (-1, 1):
        for fold in range(7):
            x = side * (790 - fold * 74) - 40
            colour = tone(look.cloth, (0.14, -0.05, 0.08, -0.12)[fold % 4])
            pen.blob(
                [
                    (x, 1680),
                    (x - 8, 900),
                    (x - 4, 24),
                    (x + 46, 8),
                    (x + 92, 24),
                    (x + 84, 900),
                    (x + 80, 1680),
                ],
                colour,
                fade=0.06,
            )
            pen.disc(x + 40, 1690, 20, 20, look.wood, fade=0)


@kind("carpet", 1900, 380, 900)
def carpet(pen: Pen, look: Look) -> None:
    """A rug on the floor, one end still rolled."""
    colour, band = look.cloth, mix(look.accent, LIGHT, 0.25)
    pen.box(-900, 0, 0, 1500, 14, 1100, colour)
    for start in (90, 250, 850, 1010):
        pen.face(
            [(-900, 16, start), (600, 16, start), (600, 16, start + 60), (-900, 16, start + 60)],
            band,
            0,
        )
    for fringe in range(20, 1100, 46):
        pen.line([(-940, 8), (-900, 10)], 8, tone(colour, 0.5), z=fringe)
    for share in range(12, 0, -1):
        z = share * 91.0
        pen.disc(
            640,
            150,
            150,
            150,
            tone(band if share in (1, 3, 10, 12) else colour, -0.16),
            z=z,
            fade=0.2,
        )
    pen.disc(640, 150, 150, 150, tone(colour, -0.3))
    for r in (122, 92, 62, 34):
        pen.disc(640, 150, r, r, tone(colour, 0.2 if r in (122, 62) else -0.25), fade=0)


@kind("door", 960, 2100, 60, most=2)
def door(pen: Pen, look: Look) -> None:
    """A door leaf, leaning, with panels or a pane of glass."""
    leaf = look.dice.choice((look.wood, look.lacquer, look.cloth))
    pen.box(-440, 0, 0, 880, 2080, 50, leaf)
    if look.dice.random() < 0.4:
        pen.panel(-300, 900, 600, 1000, tone(leaf, -0.3), r=4)
        pen.panel(-286, 914, 572, 972, GLASS, r=4)
        pen.veil(
            [(-200, 1880, 0), (40, 1880, 0), (-180, 920, 0), (-286, 920, 0), (-286, 1500, 0)],
            LIGHT,
            90,
        )
        frames = [(-300, 160, 600, 620)]
    else:
        frames = [(-310, 1130, 620, 800), (-310, 160, 620, 800)]
    for x, y, w, h in frames:
        pen.panel(x, y, w, h, tone(leaf, -0.2), r=6, fade=0)
        pen.panel(x + 12, y + 4, w - 20, h - 16, tone(leaf, 0.05), r=6, fade=-0.06)
    pen.panel(330, 980, 50, 190, CHROME, r=20)
    pen.rod([(356, 1100), (230, 1100)], 26, CHROME)


@kind("window", 1300, 1400, 120, most=2)
def window(pen: Pen, look: Look) -> None:
    """A timber window with four panes, taken out and set on blocks."""
    frame = look.dice.choice((WHITE, look.wood, look.cloth))
    for x in (-500, 380):
        pen.box(x, 0, 0, 140, 70, 160, tone(look.wood, -0.15))
    pen.box(-620, 70, 20, 1240, 1300, 90, frame)
    for x in (-550, 30):
        for y, h in ((150, 560), (770, 530)):
            pen.panel(x, y, 520, h, tone(frame, -0.25), r=4, z=20, fade=0)
            pen.panel(x + 14, y + 14, 492, h - 28, GLASS, z=20, fade=0.1)
            pen.veil(
                [
                    (x + 80, y + h - 14, 20),
                    (x + 250, y + h - 14, 20),
                    (x + 100, y + 14, 20),
                    (x + 14, y + 14, 20),
                    (x + 14, y + h * 0.5, 20),
                ],
                LIGHT,
                90,
            )
    pen.rod([(0, 660), (0, 780)], 22, BLACK, z=10)
    pen.line([(-620, 72), (620, 72)], 10, tone(INK, 0.4), z=20)
