"""What can be drawn: each kind with its real size and where it stands."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reuse.demo.pictures.colours import Look
from reuse.demo.pictures.pen import Pen

Drawing = Callable[[Pen, Look], None]


class Place(StrEnum):
    """Where a thing is photographed."""

    FLOOR = "floor"
    TABLE = "table"
    WALL = "wall"
    CEILING = "ceiling"
    YARD = "yard"


@dataclass(frozen=True)
class Kind:
    """One kind of thing: width, height and depth in mm, and how many look well in a row."""

    drawing: Drawing
    width: float
    height: float
    depth: float
    place: Place
    most: int


KINDS: Final[dict[str, Kind]] = {}


def kind(
    name: str,
    width: float,
    height: float,
    depth: float,
    *,
    place: Place = Place.FLOOR,
    most: int = 1,
) -> Callable[[Drawing], Drawing]:
    """Enter a drawing in the register; its origin is the middle of the front edge on the ground."""

    def enter(drawing: Drawing) -> Drawing:
        KINDS[name] = Kind(drawing, width, height, depth, place, most)
        return drawing

    return enter
