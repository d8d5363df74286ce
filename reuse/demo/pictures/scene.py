"""The rooms of the demo: wall, floor, window light, shadows and the grain of a calm photo."""

import math
import random
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from reuse.demo.pictures.colours import CLOTHS, INK, LIGHT, WOODS, Rgb, Room, mix, rgb, tone
from reuse.demo.pictures.kinds import Place
from reuse.demo.pictures.pen import Pen, Point

WIDTH: Final = 1200
HEIGHT: Final = 900
FINE: Final = 2  # drawn this much larger, then reduced
GROUND: Final = {
    Place.FLOOR: 770,
    Place.TABLE: 720,
    Place.YARD: 770,
    Place.WALL: 660,
    Place.CEILING: 600,
}
_SOFT: Final = 4  # shadows are drawn this much smaller, they are blurred anyway
_SKIRTING: Final = 622


@lru_cache(maxsize=24)
def empty(room: Room, place: Place, variant: int) -> Image.Image:
    """The room before anything is carried in, at final size; do not draw on it, copy it."""
    dice = random.Random(variant)
    image = Image.new("RGB", (WIDTH, HEIGHT), room.wall)
    pen = Pen(image, x=0, y=HEIGHT, scale=1)
    pen.panel(0, HEIGHT - _SKIRTING, WIDTH, _SKIRTING, room.wall, fade=0.05)
    match place:
        case Place.TABLE:
            _table(pen, room, dice)
        case Place.YARD:
            _yard(pen, room, dice)
        case _:
            _floor(pen, room, dice)
    if place in (Place.FLOOR, Place.TABLE):
        _decorate(pen, room, place, variant)
    return _sunlit(image, variant)


def shaded(image: Image.Image, spots: Sequence[Sequence[Point]], strength: float) -> Image.Image:
    """The picture with soft shadows where the spots are (px at final size)."""
    size = (WIDTH // _SOFT, HEIGHT // _SOFT)
    mask = Image.new("L", size)
    draw = ImageDraw.Draw(mask)
    for spot in spots:
        draw.polygon([(x / _SOFT, y / _SOFT) for x, y in spot], fill=round(255 * strength))
    tight = mask.filter(ImageFilter.BoxBlur(2))
    wide = mask.filter(ImageFilter.GaussianBlur(9))
    mask = ImageChops.add(tight.point(lambda v: v * 0.6), wide.point(lambda v: v * 0.6))
    image.paste(tone(INK, 0.12), mask=mask.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR))
    return image


def developed(image: Image.Image, variant: int) -> bytes:
    """The finished photo: light from the window over everything, grain, JPEG."""
    image = ImageChops.multiply(image, _vignette())
    image = ImageChops.add(image, _grain(variant % 3), 1, -4)
    out = BytesIO()
    image.save(out, "JPEG", quality=86, optimize=False)
    return out.getvalue()


def _floor(pen: Pen, room: Room, dice: random.Random) -> None:
    y = HEIGHT - _SKIRTING
    if dice.random() < 0.4:  # the painted lower half of many school walls
        pen.panel(0, y, WIDTH, 235, mix(room.wall, room.panel, 0.55), fade=0.05)
        pen.panel(0, y + 235, WIDTH, 5, tone(room.panel, 0.2), fade=0)
    pen.panel(0, 0, WIDTH, y, room.floor, fade=-0.08)
    if room.planks:
        _planks(pen, room.floor, y, dice)
    else:
        for _ in range(420):
            x, up = dice.uniform(0, WIDTH), dice.uniform(0, y)
            pen.line(
                [(x, up), (x + dice.uniform(1, 5), up)],
                1.4,
                tone(room.floor, dice.choice((0.2, -0.12))),
            )
    pen.panel(0, y - 2, WIDTH, 30, tone(room.wall, 0.5), fade=0.04)
    pen.panel(0, y + 27, WIDTH, 2, tone(room.wall, -0.12), fade=0)
    pen.panel(0, y - 6, WIDTH, 5, tone(room.floor, -0.4), fade=0)


def _planks(pen: Pen, floor: Rgb, depth: float, dice: random.Random) -> None:
    """Boards that run towards a point behind the wall."""
    vanishing = (WIDTH * 0.5, 1150.0)

    def at(x: float, y: float) -> Point:
        share = y / vanishing[1]
        return x + (vanishing[0] - x) * share, y

    edges = range(-500, WIDTH + 501, 84)
    for left in edges:
        start = dice.uniform(-80, 40)
        while start < depth:
            end = min(start + dice.uniform(90, 230), depth)
            low = max(start, 0.0)
            if end > low:
                shade = tone(floor, dice.uniform(-0.055, 0.065))
                corners = [at(left, low), at(left + 84, low), at(left + 84, end), at(left, end)]
                pen.face([(x, y, 0) for x, y in corners], shade, 0)
                pen.line([at(left, end), at(left + 84, end)], 1.3, tone(floor, -0.16))
            start = end
        pen.line([at(left, 0), at(left, depth)], 1.6, tone(floor, -0.15))


def _table(pen: Pen, _room: Room, dice: random.Random) -> None:
    wood = dice.choice(tuple(WOODS.values())[:3])
    pen.panel(0, 0, WIDTH, 300, wood, fade=-0.06)
    for _ in range(46):
        x, y = dice.uniform(-200, WIDTH), dice.uniform(0, 292)
        length = dice.uniform(150, 620)
        pen.curve(
            [(x, y), (x + length / 2, y + dice.uniform(-3, 3)), (x + length, y)],
            1.3,
            tone(wood, dice.choice((-0.1, -0.06, 0.14))),
        )
    pen.panel(0, 297, WIDTH, 4, tone(wood, 0.4), fade=0)


def _yard(pen: Pen, room: Room, dice: random.Random) -> None:
    wall = mix(room.wall, rgb("d9cfc2"), 0.35)
    y = HEIGHT - _SKIRTING
    pen.panel(0, y, WIDTH, _SKIRTING, wall, fade=0.06)
    for row in range(16):
        for column in range(-1, 13):
            left, low = column * 104 + row % 2 * 52, y + row * 40
            shade = tone(wall, dice.uniform(-0.05, 0.06))
            pen.panel(left + 2, low + 2, 100, 36, shade, r=3, fade=0.02)
    stone = rgb("c4bdb1")
    pen.panel(0, 0, WIDTH, y, tone(stone, -0.14), fade=0)
    rows = [0.0, 118.0, 200.0, 252.0, float(y)]
    for row, (near, far) in enumerate(pairwise(rows)):
        for column in range(-5, 12):
            corners = []
            for x, up in ((0, near), (1, near), (1, far), (0, far)):
                wide = (column + x + row % 2 * 0.5) * 190 - 120
                corners.append((wide + (600 - wide) * up / 1150, up))
            shade = tone(stone, dice.uniform(-0.05, 0.1))
            (a, b), (c, d), (e, f), (g, h) = corners
            pen.face(
                [(a + 2, b + 2, 0), (c - 2, d + 2, 0), (e - 2, f - 2, 0), (g + 2, h - 2, 0)],
                shade,
                0.02,
            )
    pen.panel(0, y - 5, WIDTH, 9, tone(stone, -0.3), fade=0.05)


def _decorate(pen: Pen, room: Room, place: Place, variant: int) -> None:
    """Something quiet on the wall, at the edge of the picture."""
    right = variant % 2 == 0
    match variant % 5:
        case 0 | 3:
            _print(pen, 1000 if right else 70, 560, room, variant)
        case 1 if place == Place.FLOOR:
            _shelf(pen, 950 if right else -60, 640, variant)
        case _:
            return


def _print(pen: Pen, x: float, y: float, room: Room, variant: int) -> None:
    wood = mix(WOODS["oak"], room.wall, 0.25)
    pen.panel(x + 6, y - 9, 130, 176, tone(room.wall, -0.12), r=4, fade=0)
    pen.panel(x, y, 130, 176, wood, fade=0.03)
    pen.panel(x + 7, y + 7, 116, 162, tone(room.wall, 0.75), fade=0.02)
    dice = random.Random(variant)
    colours = [mix(colour, LIGHT, 0.4) for colour in CLOTHS.values()]
    for row in range(4):
        for column in range(3):
            colour, left, up = dice.choice(colours), x + 17 + column * 33, y + 18 + row * 36
            half = [
                (
                    left + 15 + 15 * math.cos(a / 12 * math.pi),
                    up + 30 * math.sin(a / 12 * math.pi),
                    0.0,
                )
                for a in range(13)
            ]
            if dice.random() < 0.75:
                pen.face(half, colour, 0)


def _shelf(pen: Pen, x: float, y: float, variant: int) -> None:
    wood = mix(WOODS["oak"], LIGHT, 0.2)
    dice = random.Random(variant)
    colours = [mix(colour, LIGHT, 0.35) for colour in CLOTHS.values()]
    at = x + 34
    while at < x + 215:
        width, height = dice.uniform(11, 22), dice.uniform(58, 96)
        pen.panel(at, y + 9, width, height, dice.choice(colours), fade=0.04)
        at += width + dice.choice((1, 1, 1, 26))
    pen.panel(x + 4, y - 9, 310, 8, (214, 205, 192), fade=0)
    pen.panel(x, y, 310, 10, wood, fade=0.05)


def _sunlit(image: Image.Image, variant: int) -> Image.Image:
    """A window's light on the wall, leaning, with the shadow of its bars."""
    mask = Image.new("L", (WIDTH // _SOFT, HEIGHT // _SOFT))
    draw = ImageDraw.Draw(mask)
    left, lean = (150, -60, 420, 40)[variant % 4], 150
    for column in range(2):
        for row in range(3):
            x, y = left + column * 190, 30 + row * 178
            corners = [
                (x, y),
                (x + 172, y + 34),
                (x + 172 + lean * 0.3, y + 196),
                (x + lean * 0.3, y + 162),
            ]
            draw.polygon([((cx + row * lean * 0.32) / _SOFT, cy / _SOFT) for cx, cy in corners], fill=92)
    draw.rectangle((0, (_SKIRTING + 6) / _SOFT, WIDTH, HEIGHT), fill=0)
    soft = mask.filter(ImageFilter.GaussianBlur(2.2))
    image.paste(rgb("fff7e4"), mask=soft.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR))
    return image


@lru_cache(maxsize=1)
def _vignette() -> Image.Image:
    """Light from the upper left, falling off a little to the lower right."""
    small = Image.new("RGB", (24, 18))
    for x in range(24):
        for y in range(18):
            far = ((x - 8) / 24) ** 2 + ((y - 7) / 18) ** 2
            value = 255 - round(min(24.0, 30 * far))
            small.putpixel((x, y), (value, value - round(2 * far), max(0, value - round(9 * far))))
    return small.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)


@lru_cache(maxsize=3)
def _grain(variant: int) -> Image.Image:
    """Fine grey noise around 4, the same in all channels."""
    noise = Image.frombytes("L", (600, 450), random.Random(variant).randbytes(600 * 450))
    fine = noise.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC).point(lambda v: v * 9 // 255)
    return Image.merge("RGB", (fine, fine, fine))
