"""A pen that draws things in millimetres, seen a little from the right and from above."""

import math
from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageDraw

from reuse.demo.pictures.colours import LIGHT, Rgb, tone

Point = tuple[float, float]
Solid = tuple[float, float, float]

ASIDE: Final = 0.36  # how far a millimetre of depth moves to the right
ABOVE: Final = 0.22  # and upwards
_SMALL: Final = 2_500  # px; below this a gradient cannot be seen


class Pen:
    """Draws on an enlarged picture; x to the right, y up from the floor, z into the room, in mm.

    The light comes from the upper left: tops are light, right sides dark.
    """

    def __init__(self, image: Image.Image, *, x: float, y: float, scale: float) -> None:
        self.image = image
        self.x, self.y, self.scale = x, y, scale
        self._draw = ImageDraw.Draw(image, "RGBA")

    def moved(self, x: float = 0, y: float = 0, z: float = 0, *, scale: float = 1) -> "Pen":
        """Return a pen whose origin is there."""
        px, py = self.at(x, y, z)
        return Pen(self.image, x=px, y=py, scale=self.scale * scale)

    def at(self, x: float, y: float, z: float = 0) -> Point:
        """Where this place is in the picture, px."""
        return (
            self.x + self.scale * (x + ASIDE * z),
            self.y - self.scale * (y + ABOVE * z),
        )

    def face(self, places: Sequence[Solid], colour: Rgb, fade: float = 0.07) -> None:
        """A flat face with its corners in the room, lighter at its upper end."""
        self._fill([self.at(*place) for place in places], colour, fade)

    def box(self, x: float, y: float, z: float, w: float, h: float, d: float, colour: Rgb) -> None:
        """A box by its lower left front corner: front, top and right side."""
        self.face(
            [(x + w, y, z), (x + w, y, z + d), (x + w, y + h, z + d), (x + w, y + h, z)],
            tone(colour, -0.26),
        )
        self.face(
            [(x, y + h, z), (x + w, y + h, z), (x + w, y + h, z + d), (x, y + h, z + d)],
            tone(colour, 0.3),
            0.03,
        )
        self.face([(x, y, z), (x + w, y, z), (x + w, y + h, z), (x, y + h, z)], colour)
        self.line([(x, y + h), (x + w, y + h)], 3, tone(colour, 0.45), z=z)

    def panel(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        colour: Rgb,
        *,
        r: float = 0,
        z: float = 0,
        fade: float = 0.07,
    ) -> None:
        """A front with round corners of r mm."""
        if r <= 0:
            self.face([(x, y, z), (x + w, y, z), (x + w, y + h, z), (x, y + h, z)], colour, fade)
            return
        self.face([(px, py, z) for px, py in _rounded(x, y, w, h, r)], colour, fade)

    def cushion(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        d: float,
        colour: Rgb,
        *,
        r: float = 40,
        z: float = 0,
    ) -> None:
        """A soft box: round edges all along its depth."""
        outline = _rounded(x, y, w, h, r)
        for (x1, y1), (x2, y2) in zip(outline, [*outline[1:], outline[0]], strict=True):
            length = math.hypot(x2 - x1, y2 - y1) or 1.0
            right, up = (y2 - y1) / length, (x1 - x2) / length
            if right * ASIDE + up * ABOVE > 0:  # the rest is behind the front
                shade = tone(colour, 0.26 * max(up, 0) - 0.26 * max(right, 0))
                self.face([(x1, y1, z), (x2, y2, z), (x2, y2, z + d), (x1, y1, z + d)], shade, 0)
        self.face([(px, py, z) for px, py in outline], colour, 0.09)
        if r > 20:
            self.curve(
                [(x + r, y + h - 8), (x + w / 2, y + h - 5), (x + w - r, y + h - 8)],
                5,
                tone(colour, 0.3),
                z=z,
            )

    def disc(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        colour: Rgb,
        *,
        z: float = 0,
        fade: float = 0.07,
    ) -> None:
        """An ellipse around a centre."""
        self.face(
            [(x + rx * math.cos(a / 24 * math.pi), y + ry * math.sin(a / 24 * math.pi), z) for a in range(48)],
            colour,
            fade,
        )

    def lying(self, x: float, y: float, z: float, r: float, colour: Rgb, fade: float = 0.04) -> None:
        """A flat round thing seen from the side and above."""
        self.disc(x, y, r, r * 0.3, colour, z=z, fade=fade)

    def cylinder(
        self,
        x: float,
        y: float,
        r: float,
        h: float,
        colour: Rgb,
        *,
        z: float = 0,
        top: float | None = None,
    ) -> None:
        """A standing round thing; `top` is the upper radius when it is another one."""
        upper = r if top is None else top
        arc = [math.pi + step / 16 * math.pi for step in range(17)]
        outline = [(x + r * math.cos(a), y + r * 0.3 * math.sin(a), z) for a in arc]
        outline += [(x + upper, y + h, z), (x - upper, y + h, z)]
        self._fill([self.at(*place) for place in outline], colour, 0.22, across=True)
        self.lying(x, y + h, z, upper, tone(colour, 0.28))

    def line(self, points: Sequence[Point], width: float, colour: Rgb, *, z: float = 0) -> None:
        """A bar or wire with round ends, width in mm."""
        pixels = [self.at(px, py, z) for px, py in points]
        size = max(1.0, width * self.scale)
        self._draw.line(pixels, fill=colour, width=max(1, round(size)), joint="curve")
        if size > 4:
            for px, py in (pixels[0], pixels[-1]):
                half = size / 2
                self._draw.ellipse((px - half, py - half, px + half, py + half), fill=colour)

    def rod(self, points: Sequence[Point], width: float, colour: Rgb, *, z: float = 0) -> None:
        """A round bar: shaded, with a light edge on its left."""
        self.line(points, width, tone(colour, -0.16), z=z)
        moved = [(px - width * 0.14, py + width * 0.06) for px, py in points]
        self.line(moved, width * 0.55, tone(colour, 0.1), z=z)

    def curve(self, points: Sequence[Point], width: float, colour: Rgb, *, z: float = 0) -> None:
        """A smooth line through the points."""
        self.line(_smooth(points, closed=False), width, colour, z=z)

    def blob(self, points: Sequence[Point], colour: Rgb, *, z: float = 0, fade: float = 0.08) -> None:
        """A smooth closed shape through the points."""
        self.face([(px, py, z) for px, py in _smooth(points, closed=True)], colour, fade)

    def veil(self, places: Sequence[Solid], colour: Rgb = LIGHT, alpha: int = 60) -> None:
        """A see-through face: reflections, glass, soft shade."""
        self._draw.polygon([self.at(*place) for place in places], fill=(*colour, alpha))

    def _fill(self, points: Sequence[Point], colour: Rgb, fade: float, *, across: bool = False) -> None:
        left, upper = min(p[0] for p in points), min(p[1] for p in points)
        right, lower = max(p[0] for p in points), max(p[1] for p in points)
        box = (math.floor(left), math.floor(upper), math.ceil(right) + 1, math.ceil(lower) + 1)
        width, height = box[2] - box[0], box[3] - box[1]
        if fade == 0 or width * height < _SMALL:
            self._draw.polygon(points, fill=colour)
            return
        mask = Image.new("1", (width, height))
        ImageDraw.Draw(mask).polygon([(px - box[0], py - box[1]) for px, py in points], fill=1)
        ramp = _across(colour, fade) if across else _down(colour, fade)
        self.image.paste(ramp.resize((width, height), Image.Resampling.BILINEAR), box[:2], mask)


def _down(colour: Rgb, fade: float) -> Image.Image:
    ramp = Image.new("RGB", (1, 2))
    ramp.putpixel((0, 0), tone(colour, fade))
    ramp.putpixel((0, 1), tone(colour, -fade))
    return ramp


def _across(colour: Rgb, fade: float) -> Image.Image:
    shades = (-0.2, 0.9, 0.4, -0.4, -1.3)
    ramp = Image.new("RGB", (len(shades), 1))
    for column, shade in enumerate(shades):
        ramp.putpixel((column, 0), tone(colour, fade * shade))
    return ramp


def _rounded(x: float, y: float, w: float, h: float, r: float) -> list[Point]:
    """The outline of a rectangle with round corners, anticlockwise."""
    r = min(r, w / 2, h / 2)
    corners = [
        (x + w - r, y + h - r, 0),
        (x + r, y + h - r, 90),
        (x + r, y + r, 180),
        (x + w - r, y + r, 270),
    ]
    return [
        (
            cx + r * math.cos(math.radians(start + step)),
            cy + r * math.sin(math.radians(start + step)),
        )
        for cx, cy, start in corners
        for step in range(0, 91, 9)
    ]


def _smooth(points: Sequence[Point], *, closed: bool) -> list[Point]:
    """Catmull-Rom through the points, eight steps between two."""
    count = len(points)
    spans = count if closed else count - 1
    smooth = []
    for span in range(spans):
        before, start, end, after = (
            points[place % count] if closed else points[min(max(place, 0), count - 1)]
            for place in range(span - 1, span + 3)
        )
        for step in range(8):
            t = step / 8
            smooth.append(_between(before, start, end, after, t))
    if not closed:
        smooth.append(points[-1])
    return smooth


def _between(before: Point, start: Point, end: Point, after: Point, t: float) -> Point:
    x, y = (
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(before, start, end, after, strict=True)
    )
    return x, y
