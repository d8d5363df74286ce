"""The gallery shows every component in every state; here it is read as a screen reader would."""

import itertools
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Protocol

import pytest

ROOT = Path(__file__).resolve().parents[2]
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    parent: "Element | None" = None
    text: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str | None:
        return self.attributes.get(name)

    def inside(self, tag: str) -> "Element | None":
        """The nearest element of this kind around it."""
        around = self.parent
        while around is not None and around.tag != tag:
            around = around.parent
        return around


class Page(HTMLParser):
    """A parsed page: its elements in order; complains when tags do not close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        assert not self._open, [element.tag for element in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice on <{tag}>: {attrs}"
        element = Element(tag, dict(attrs), self._open[-1] if self._open else None)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs), self._open[-1] if self._open else None))

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open[-1].tag == tag, f"</{tag}> at {self.getpos()}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text.append(data)

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def ids(self) -> list[str]:
        return [element["id"] or "" for element in self.elements if "id" in element.attributes]


class Render(Protocol):
    """What the `render` fixture does."""

    def __call__(
        self, template: str, *, path: str = "/", signed_in: bool = True, allowed: bool = True,
        **context: object,
    ) -> str: ...  # fmt: skip


@pytest.fixture(scope="module")
def html(render: Render) -> str:
    return render("components/gallery.html")


@pytest.fixture(scope="module")
def gallery(html: str) -> Page:
    return Page(html)


def test_a_page_has_one_main_one_header_one_footer_and_one_top_heading(gallery: Page) -> None:
    for tag in ("main", "footer", "h1"):
        assert len(gallery.all(tag)) == 1
    assert len([header for header in gallery.all("header") if header.inside("main") is None]) == 1


def test_the_first_thing_a_keyboard_reaches_is_the_way_to_the_content(gallery: Page) -> None:
    first = gallery.all("a", "button", "input", "summary")[0]
    assert first["href"] == "#main"
    assert "main" in gallery.ids()


def test_the_page_says_which_language_it_speaks(gallery: Page) -> None:
    assert gallery.all("html")[0]["lang"] == "da"


def test_headings_never_skip_a_level(gallery: Page) -> None:
    levels = [int(heading.tag[1]) for heading in gallery.all("h1", "h2", "h3", "h4")]
    levels = levels[levels.index(1) :]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_input_has_a_label_of_its_own(gallery: Page) -> None:
    labelled = {label["for"] for label in gallery.all("label")}
    inputs = gallery.all("input", "select", "textarea", "progress")
    silent = [
        element.attributes
        for element in inputs
        if element["type"] not in {"hidden", "submit"}
        and element["id"] not in labelled
        and element.inside("label") is None
        and not element["aria-label"]
    ]
    assert silent == []


def test_hints_and_errors_are_tied_to_their_fields(gallery: Page) -> None:
    ids = set(gallery.ids())
    for element in gallery.elements:
        for target in (element["aria-describedby"] or "").split():
            assert target in ids, element.attributes
    title = next(element for element in gallery.all("input") if element["id"] == "title")
    assert title["aria-describedby"] == "title-hint title-error"
    assert title["aria-invalid"] == "true"


def test_the_error_comes_before_the_input_that_it_is_about(html: str) -> None:
    assert html.index('id="title-hint"') < html.index('id="title-error"') < html.index('id="title"')


def test_each_line_of_the_error_summary_leads_to_a_field(gallery: Page) -> None:
    summary = next(element for element in gallery.elements if element["class"] == "error-summary")
    links = [link for link in gallery.all("a") if link.inside("div") is summary]
    assert [link["href"] for link in links] == ["#title", "#condition"]
    inputs = {element["id"] for element in gallery.all("input", "select", "textarea")}
    assert {(link["href"] or "")[1:] for link in links} <= inputs


def test_no_id_is_used_twice(gallery: Page) -> None:
    ids = gallery.ids()
    assert sorted(ids) == sorted(set(ids))


def test_every_picture_has_a_text_or_says_that_it_needs_none(gallery: Page) -> None:
    assert all("alt" in picture.attributes for picture in gallery.all("img"))


def test_every_icon_is_either_silent_or_named(gallery: Page) -> None:
    for svg in gallery.all("svg"):
        assert (svg["aria-hidden"] == "true") != (svg["role"] == "img")


def test_every_button_and_link_says_something(gallery: Page) -> None:
    for element in gallery.all("button", "a", "summary"):
        pictures = [picture for picture in gallery.all("img") if picture.inside(element.tag) is element]
        said = [*element.text, element["aria-label"] or "", *(p["alt"] or "" for p in pictures)]
        assert "".join(said).strip(), element.attributes


def test_nothing_needs_an_exception_from_the_content_security_policy(gallery: Page) -> None:
    for element in gallery.elements:
        assert not any(name == "style" or name.startswith("on") for name in element.attributes)
        assert element.tag != "style"
        assert element.tag != "script" or element["src"]


def test_a_radio_group_and_a_list_of_check_boxes_have_a_legend(gallery: Page) -> None:
    groups = [id(legend.inside("fieldset")) for legend in gallery.all("legend")]
    assert sorted(groups) == sorted(id(group) for group in gallery.all("fieldset"))


def test_text_from_people_is_never_markup(html: str) -> None:
    assert "&lt;b&gt;</textarea>" in html


def test_a_bar_says_in_words_what_it_shows(html: str) -> None:
    assert "Covered 8 of 12" in html
    assert '<progress id="covered" value="8" max="12">' in html


def test_who_may_do_nothing_sees_no_places_but_can_still_leave(render: Render) -> None:
    html = render("components/gallery.html", allowed=False)
    assert "stock.scan" not in html
    assert 'action="/people.sign_out"' in html


def test_a_stranger_sees_the_way_in_and_no_menu(render: Render) -> None:
    html = render("components/gallery.html", signed_in=False)
    assert 'href="/people.sign_in"' in html
    assert "site-nav" not in html


def test_the_page_that_one_is_on_is_marked_in_the_menu(render: Render) -> None:
    page = Page(render("components/gallery.html", path="/needs.new"))
    menu = [link for link in page.all("a") if link.inside("header") and link.inside("nav")]
    assert [link["href"] for link in menu if link["aria-current"] == "page"] == ["/needs.new"]


def test_every_macro_file_is_shown_in_the_gallery() -> None:
    folder = ROOT / "templates" / "components"
    shown = (folder / "gallery.html").read_text(encoding="utf-8")
    missing = [p.name for p in folder.glob("*.html") if f"components/{p.name}" not in shown]
    assert missing == ["gallery.html"]


def test_an_error_page_says_what_happened_and_what_to_do_next(render: Render) -> None:
    html = render("errors/error.html", title="Not found", message="It may have moved.")
    assert "".join(Page(html).all("h1")[0].text) == "Not found"
    assert "It may have moved." in html
    assert "Go to the front page" in html
