"""The icon family: one grid, one line, read once."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from reuse import icons

CONDITIONS = ["as_new", "good", "worn", "repairable", "parts"]


def test_an_icon_beside_a_text_is_silent() -> None:
    assert 'aria-hidden="true"' in icons.icon("chair")


def test_an_icon_alone_is_named_and_the_name_is_never_markup() -> None:
    assert '<svg class="icon" viewBox="0 0 24 24" role="img"><title>&lt;i&gt;</title>' in icons.icon(
        "chair", "<i>"
    )


@pytest.mark.parametrize("name", ["no-such-thing", "../app", "Chair", "", "chair.svg"])
def test_an_icon_that_nobody_has_drawn_is_refused(name: str) -> None:
    with pytest.raises(icons.UnknownIcon):
        icons.icon(name)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_condition_has_its_own_sign(condition: str) -> None:
    assert icons.icon(f"condition-{condition}")


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_is_drawn_on_the_same_grid_with_the_same_line(name: str) -> None:
    svg = ElementTree.parse(icons.FOLDER / f"{name}.svg").getroot()
    assert svg.get("viewBox") == "0 0 24 24"
    assert (svg.get("stroke"), svg.get("stroke-width")) == ("currentColor", "1.75")
    assert svg.get("fill") == "none"
    for shape in svg:
        assert set(shape.attrib) <= {"d", "x", "y", "width", "height", "rx", "cx", "cy", "r"}


def test_the_app_has_its_icon_in_every_size_that_phones_ask_for() -> None:
    folder: Path = icons.FOLDER
    for name in ("app.svg", "app-32.png", "app-180.png", "app-192.png", "app-512.png"):
        assert (folder / name).stat().st_size < 10_000
