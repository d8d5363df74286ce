"""The drawn pictures of the demo."""

import hashlib
import tomllib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageStat

from reuse.demo.pictures import draw
from reuse.demo.pictures.kinds import KINDS
from reuse.stock.pictures import read_picture

ROOT = Path(__file__).resolve().parents[2]
PROMISED = [
    "office-chair",
    "chair",
    "armchair",
    "sofa",
    "stool",
    "table",
    "desk",
    "sit-stand-desk",
    "cabinet",
    "shelf",
    "drawer",
    "locker",
    "wardrobe",
    "bed",
    "cot",
    "lamp",
    "ceiling-lamp",
    "acoustic",
    "whiteboard",
    "screen",
    "computer",
    "printer",
    "projector",
    "fridge",
    "oven",
    "washing-machine",
    "dishwasher",
    "coffee",
    "tool",
    "ladder",
    "toy",
    "ball",
    "bicycle",
    "pram",
    "plant",
    "curtain",
    "carpet",
    "door",
    "window",
    "brick",
    "wood",
    "tile",
    "radiator",
    "sink",
    "box",
    "book",
    "instrument",
    "garden",
    "bin",
    "kitchen",
    "vacuum",
    "phone",
    "medical",
]


@pytest.mark.parametrize("name", PROMISED)
def test_every_promised_kind_has_a_drawing_of_its_own_that_fills_the_frame(name: str) -> None:
    assert name in KINDS
    image = Image.open(BytesIO(draw(name, seed=1)), formats=["JPEG"])
    assert image.size == (1200, 900)
    middle = image.convert("L").crop((300, 200, 900, 800))
    assert ImageStat.Stat(middle).stddev[0] > 9


def test_the_same_seed_draws_the_same_bytes_and_another_seed_another_picture() -> None:
    drawn = [hashlib.sha256(draw("chair", seed=seed)).digest() for seed in (1, 1, 2, 3, 4)]
    assert drawn[0] == drawn[1]
    assert len(set(drawn)) == 4


def test_a_named_colour_shows() -> None:
    def reddish(colour: str) -> float:
        image = Image.open(BytesIO(draw("sofa", seed=5, palette="paper", colour=colour)))
        red, _, blue = ImageStat.Stat(image.crop((400, 450, 800, 650))).mean
        return red - blue

    assert reddish("red") > 30 > reddish("blue")


def test_a_kind_that_nobody_has_drawn_comes_in_a_box() -> None:
    assert draw("no-such-thing", seed=2)
    assert Image.open(BytesIO(draw("service", seed=2))).size == (1200, 900)


def test_a_drawn_picture_passes_the_door_that_photos_pass() -> None:
    picture = read_picture(draw("desk", seed=9))
    assert (picture.width, picture.height) == (1200, 900)
    assert len(picture.renditions[800]) < 80_000


def test_most_categories_have_a_picture_better_than_a_box() -> None:
    files = sorted(ROOT.glob("reuse/catalogue/data/categories-*.toml"))
    if not files:
        pytest.skip("no catalogue is shipped with this copy")
    found = list(_icons(tomllib.loads(files[-1].read_text(encoding="utf-8"))))
    drawn = [icon for icon in found if icon in KINDS]
    assert len(drawn) > 0.75 * len(found)


def _icons(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["icon"]] if isinstance(value.get("icon"), str) else []
        return own + [icon for each in value.values() for icon in _icons(each)]
    if isinstance(value, list):
        return [icon for each in value for icon in _icons(each)]
    return []
