"""Tables and desks."""

from reuse.demo.pictures.colours import BLACK, INK, LEAF, WHITE, Look, tone
from reuse.demo.pictures.kinds import kind
from reuse.demo.pictures.pen import Pen


@kind("table", 1500, 740, 800)
def table(pen: Pen, look: Look) -> None:
    """A meeting or dining table with a wooden or light top; now and then a plant on it."""
    top = look.dice.choice((look.wood, WHITE, look.wood))
    leg = look.wood if look.dice.random() < 0.5 else look.frame
    for z in (700, 40):
        for x in (-690, 640):
            pen.box(x, 0, z, 54, 700, 54, leg)
    pen.box(-680, 640, 60, 1360, 66, 20, tone(leg, -0.1))
    _top(pen, -750, 706, 1500, 800, top)
    if look.dice.random() < 0.6:
        _vase(pen.moved(-200, 740, 400), look)


@kind("desk", 1400, 740, 750)
def desk(pen: Pen, look: Look) -> None:
    """A desk on steel legs with a drawer under it."""
    for x in (-660, 610):
        pen.box(x, 0, 650, 50, 710, 50, look.frame)
        pen.box(x, 0, 40, 50, 30, 640, look.frame)
    pen.box(190, 380, 90, 400, 320, 560, look.lacquer)
    for y in (390, 495, 600):
        pen.panel(200, y, 380, 96, tone(look.lacquer, 0.06), r=6, z=90)
        pen.line([(350, y + 70), (430, y + 70)], 12, tone(look.lacquer, -0.45), z=88)
    for x in (-660, 610):
        pen.box(x, 0, 40, 50, 710, 50, look.frame)
    _top(pen, -700, 708, 1400, 750, look.dice.choice((look.wood, WHITE)))


@kind("sit-stand-desk", 1600, 1060, 800)
def sit_stand_desk(pen: Pen, look: Look) -> None:
    """Two lifting columns, raised high, with the switch under the front edge."""
    frame = look.dice.choice((BLACK, WHITE, look.frame))
    for x in (-560, 500):
        pen.box(x, 0, 40, 66, 36, 700, frame)
        pen.box(x + 4, 36, 330, 60, 500, 80, frame)
        pen.box(x + 12, 536, 338, 44, 440, 62, tone(frame, 0.22))
    pen.box(-500, 930, 350, 1000, 40, 50, tone(frame, -0.1))
    _top(pen, -800, 985, 1600, 800, look.dice.choice((look.wood, WHITE, look.wood)))
    pen.panel(430, 955, 150, 34, tone(BLACK, 0.05), r=8, z=0)
    for x in (455, 500):
        pen.disc(x + 12, 972, 9, 9, tone(BLACK, 0.5), fade=0)
    if look.dice.random() < 0.7:
        _vase(pen.moved(-470, 1018, 420), look)


def _top(pen: Pen, x: float, y: float, w: float, d: float, colour: tuple[int, int, int]) -> None:
    """A board of 34 mm with a soft shade under it."""
    pen.veil(
        [(x + 20, y, 20), (x + w - 20, y, 20), (x + w - 20, y - 40, 20), (x + 20, y - 40, 20)],
        INK,
        36,
    )
    pen.box(x, y, 0, w, 34, d, colour)
    for share in (0.2, 0.42, 0.68, 0.86):
        pen.line(
            [(x + w * share * 0.3, y + 34), (x + w * (share * 0.3 + 0.42), y + 34)],
            3,
            tone(colour, 0.18),
            z=d * share,
        )


def _vase(pen: Pen, look: Look) -> None:
    for x, y, turn in ((-60, 250, -1), (0, 320, 1), (70, 260, 1), (-24, 290, -1), (40, 210, 1)):
        pen.curve([(0, 110), (x * 0.5, y * 0.7), (x, y)], 6, tone(LEAF, -0.1))
        pen.blob(
            [(x, y - 70), (x - 26 * turn, y - 20), (x + 4, y + 26), (x + 24 * turn, y - 24)],
            tone(LEAF, 0.05 * turn + 0.08),
        )
    pen.blob(
        [(-44, 0), (-62, 60), (-40, 112), (-26, 140), (26, 140), (40, 112), (62, 60), (44, 0)],
        tone(look.accent, 0.15),
    )
    pen.curve([(-40, 40), (-44, 70), (-32, 108)], 8, tone(look.accent, 0.45))
