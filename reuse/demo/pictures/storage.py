"""Cabinets, shelves, lockers and everything else that keeps things."""

from reuse.demo.pictures.colours import BLACK, CARDBOARD, CLOTHS, INK, STEEL, Look, Rgb, mix, tone
from reuse.demo.pictures.kinds import Place, kind
from reuse.demo.pictures.pen import Pen


@kind("cabinet", 1000, 1150, 430, most=2)
def cabinet(pen: Pen, look: Look) -> None:
    """A sideboard with two doors on a plinth."""
    body = look.dice.choice((look.lacquer, look.wood))
    door = look.wood if body == look.lacquer and look.dice.random() < 0.5 else body
    pen.box(-480, 0, 30, 960, 60, 380, tone(body, -0.45))
    pen.box(-500, 60, 0, 1000, 1090, 430, body)
    for x in (-488, 6):
        pen.panel(x, 74, 482, 1060, tone(door, 0.06), r=5, fade=0.06)
    pen.line([(2, 76), (2, 1134)], 7, tone(body, -0.4))
    for x in (-44, 44):
        pen.rod([(x, 560), (x, 720)], 15, BLACK)
    if look.dice.random() < 0.5:
        _books(pen.moved(-380, 1150, 200), look, 300)


@kind("shelf", 900, 1850, 320, most=2)
def shelf(pen: Pen, look: Look) -> None:
    """An open bookcase with some things left in it."""
    inside = tone(look.wood, -0.3)
    pen.box(-450, 0, 0, 900, 1850, 320, look.wood)
    pen.panel(-425, 60, 850, 1765, inside, fade=-0.05)
    for row in range(5):
        y = 60 + row * 355
        pen.veil([(-425, y + 330, 0), (425, y + 330, 0), (425, y + 270, 0), (-425, y + 270, 0)], INK, 40)
        if look.dice.random() < 0.62:
            start = look.dice.choice((-400, -400, -60))
            _books(pen.moved(start, y), look, look.dice.choice((260, 420)))
        pen.box(-425, y - 22, 0, 850, 24, 6, tone(look.wood, 0.05))


@kind("drawer", 460, 620, 560, most=3)
def drawer(pen: Pen, look: Look) -> None:
    """A drawer unit on castors."""
    for x, z in ((-170, 470), (200, 470), (-180, 40), (180, 40)):
        pen.disc(x, 28, 26, 28, BLACK, z=z)
    pen.box(-230, 56, 0, 460, 550, 560, look.lacquer)
    for y, height in ((66, 225), (297, 148), (451, 148)):
        pen.panel(-220, y, 440, height, tone(look.lacquer, 0.09), r=6, fade=0.05)
        pen.line([(-60, y + height - 34), (60, y + height - 34)], 15, tone(look.lacquer, -0.5))


@kind("locker", 900, 1800, 480, most=2)
def locker(pen: Pen, look: Look) -> None:
    """Steel lockers in two rows, each with slots and a lock."""
    pen.box(-450, 0, 0, 900, 110, 480, tone(STEEL, -0.35))
    pen.box(-450, 110, 0, 900, 1690, 480, tone(STEEL, 0.1))
    for column in range(3):
        for row in range(2):
            x, y = -440 + column * 296, 122 + row * 838
            other = look.dice.random() < 0.18
            _locker_door(pen, x, y, look.accent if other else look.lacquer)


def _locker_door(pen: Pen, x: float, y: float, colour: Rgb) -> None:
    pen.panel(x, y, 286, 824, colour, r=8)
    for slot in range(4):
        pen.line([(x + 80, y + 760 - slot * 26), (x + 206, y + 760 - slot * 26)], 9, tone(colour, -0.35))
    pen.disc(x + 250, y + 410, 15, 15, tone(STEEL, 0.3))
    pen.disc(x + 250, y + 410, 5, 5, BLACK, fade=0)


@kind("wardrobe", 1200, 2050, 580)
def wardrobe(pen: Pen, look: Look) -> None:
    """A tall wardrobe with two doors and a drawer at the foot."""
    body = look.dice.choice((look.wood, look.lacquer, look.wood))
    pen.box(-580, 0, 30, 1160, 70, 520, tone(body, -0.45))
    pen.box(-600, 70, 0, 1200, 1980, 580, body)
    pen.panel(-588, 84, 1176, 300, tone(body, 0.07), r=6)
    for x in (-588, 6):
        pen.panel(x, 400, 582, 1636, tone(body, 0.07), r=6)
        pen.panel(x + 60, 460, 462, 1510, tone(body, 0.0), r=6, fade=-0.05)
    for x in (-40, 46):
        pen.rod([(x, 1120), (x, 1300)], 20, BLACK)
    pen.line([(-90, 300), (90, 300)], 18, BLACK)


@kind("box", 560, 400, 420, most=3)
def box(pen: Pen, look: Look) -> None:
    """A moving box with a label and an open flap or two."""
    card = mix(CARDBOARD, look.wood, 0.2)
    d = 420
    pen.face([(-280, 340, 0), (280, 340, 0), (280, 340, d), (-280, 340, d)], tone(card, -0.5))
    if look.dice.random() < 0.6:
        for x, colour in ((-190, look.cloth), (-20, look.accent), (110, tone(look.cloth, 0.4))):
            pen.cushion(x, 250, 130, 160, 200, colour, r=26, z=140)
    pen.face([(-280, 340, d), (280, 340, d), (250, 430, d + 60), (-250, 430, d + 60)], tone(card, 0.18))
    pen.face([(280, 0, 0), (280, 0, d), (280, 340, d), (280, 340, 0)], tone(card, -0.24))
    pen.face([(280, 340, 0), (280, 340, d), (390, 300, d), (390, 300, 0)], tone(card, -0.05))
    pen.face([(-280, 340, 0), (-280, 340, d), (-390, 300, d - 20), (-390, 300, 20)], tone(card, 0.12))
    pen.panel(-280, 0, 560, 340, card)
    pen.face([(-280, 340, 0), (280, 340, 0), (262, 258, -70), (-262, 258, -70)], tone(card, 0.22))
    pen.panel(-110, 96, 220, 60, tone(card, -0.14), r=30, fade=0)
    pen.panel(70, 40, 150, 90, (244, 241, 234), r=4, fade=0.02)
    for row in range(3):
        pen.line([(88, 108 - row * 22), (200 - row * 26, 108 - row * 22)], 6, tone(INK, 0.4))


@kind("bin", 420, 760, 420, most=3)
def bin(pen: Pen, look: Look) -> None:
    """A waste bin with a lid and a band that says which fraction."""
    pen.cylinder(0, 0, 160, 640, tone(STEEL, 0.25), z=200, top=196)
    pen.cylinder(0, 640, 204, 46, look.cloth, z=200)
    pen.lying(0, 690, 200, 104, tone(look.cloth, -0.6))
    pen.panel(-80, 300, 160, 160, look.cloth, r=18, z=200, fade=0.02)
    pen.curve([(-40, 360), (0, 420), (40, 360)], 14, (246, 242, 233), z=200)
    pen.line([(-44, 350), (44, 350)], 14, (246, 242, 233), z=200)


@kind("book", 420, 260, 190, place=Place.TABLE)
def book(pen: Pen, look: Look) -> None:
    """A pile of books and some standing ones."""
    y, colours = 0.0, list(CLOTHS.values())
    look.dice.shuffle(colours)
    for number, colour in enumerate(colours[:5]):
        w, h, shift = (
            look.dice.uniform(170, 215),
            look.dice.uniform(18, 34),
            look.dice.uniform(-12, 12),
        )
        x = -205 + shift
        pen.box(x, y, 0, w, h, 150, (240, 234, 220))
        pen.panel(x, y, w, h, colour, r=4, z=-1)
        pen.face(
            [(x, y + h, 0), (x + w, y + h, 0), (x + w, y + h, 150), (x, y + h, 150)],
            tone(colour, 0.16),
        )
        if number % 2:
            pen.line([(x + 30, y + h / 2), (x + w - 60, y + h / 2)], 4, tone(colour, 0.6), z=-1)
        y += h
    _books(pen.moved(40, 0), look, 170, tall=230, deep=150)


def _books(pen: Pen, look: Look, width: float, *, tall: float = 250, deep: float = 30) -> None:
    colours, x = list(CLOTHS.values()), 0.0
    while x < width:
        w, h = look.dice.uniform(22, 46), look.dice.uniform(0.74, 1) * tall
        colour = tone(look.dice.choice(colours), look.dice.uniform(0, 0.25))
        pen.box(x, 0, 0, w, h, deep, colour)
        pen.line([(x + w * 0.3, h * 0.8), (x + w * 0.7, h * 0.8)], 5, tone(colour, 0.5))
        x += w + 2
