"""Label sheets, looked at as a printer and a phone would: rendered, measured and scanned."""

import random
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from reuse.codes import grouped, label_url, new_label_code
from reuse.stock.label_faces import faces
from reuse.stock.sheets import (
    L4778,
    L7160,
    L7163,
    PRINTER_DOT_UM,
    SHEETS,
    Geometry,
    LabelText,
    LabelTooSmall,
    NoSuchPosition,
    SheetDoesNotFit,
    SheetWords,
    qr_modules,
    roll62,
    sheet_pdf,
)

DPI = 300
MM = DPI / 25.4
TITLES = ["", "Kontorstol, grå, hæve-sænke", "Skole Syd · Lokale 2.14", "Reol i birk"]
Render = Callable[[bytes], list[Image.Image]]


def make_labels(count: int, host: str = "genbrug.kommune.dk", line: str | None = None) -> list[LabelText]:
    chance = random.Random(count)
    made = [new_label_code(chance) for _ in range(count)]
    return [
        LabelText(
            url=label_url(f"https://{host}", code),
            code=code,
            municipality="Brøndby Kommune",
            line=TITLES[number % len(TITLES)] if line is None else line,
        )
        for number, code in enumerate(made)
    ]


def needs(*programs: str) -> None:
    for program in programs:
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed (packages poppler-utils and zbar-tools)")


@pytest.fixture
def render(tmp_path: Path) -> Render:
    """Draw a PDF as grey pictures of 300 dpi."""
    needs("pdftoppm")

    def draw(pdf: bytes) -> list[Image.Image]:
        source = tmp_path / "sheet.pdf"
        source.write_bytes(pdf)
        subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", source, tmp_path / "page"], check=True)
        return [loaded(page) for page in sorted(tmp_path.glob("page-*.pgm"))]

    return draw


@pytest.fixture
def text_of(tmp_path: Path) -> Callable[[bytes], str]:
    """The text of a PDF, as a screen reader or a search finds it."""
    needs("pdftotext")

    def read(pdf: bytes) -> str:
        source = tmp_path / "text.pdf"
        source.write_bytes(pdf)
        said = subprocess.run(["pdftotext", source, "-"], check=True, capture_output=True)
        return said.stdout.decode()

    return read


def loaded(path: Path) -> Image.Image:
    with Image.open(path) as page:
        page.load()
        return page


def pixels(*edges_mm: float) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(mm * MM) for mm in edges_mm)
    return left, top, right, bottom


def scanned(page: Image.Image) -> set[str]:
    return {code.text for code in zxingcpp.read_barcodes(page)}


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_every_code_on_a_full_page_is_read(sheet: Geometry, render: Render) -> None:
    labels = make_labels(max(sheet.per_page, 2))
    seen = set().union(*map(scanned, render(sheet_pdf(labels, sheet))))
    assert seen == {label.url for label in labels}


@pytest.mark.parametrize("sheet", [L7160, L4778], ids=["L7160", "L4778"])
def test_a_second_reader_reads_every_code_too(sheet: Geometry, render: Render, tmp_path: Path) -> None:
    needs("zbarimg")
    labels = make_labels(sheet.per_page)
    render(sheet_pdf(labels, sheet))
    said = subprocess.run(
        ["zbarimg", "-q", "--raw", "-S*.enable=0", "-Sqrcode.enable=1", *tmp_path.glob("*.pgm")],
        check=True,
        capture_output=True,
        text=True,
    )
    assert set(said.stdout.split()) == {label.url for label in labels}


def test_a_long_host_still_fits_the_smallest_sheet(render: Render) -> None:
    labels = make_labels(4, host="genbrugsportalen.lyngby-taarbaek.dk")
    assert scanned(render(sheet_pdf(labels, L4778))[0]) == {label.url for label in labels}


@pytest.mark.parametrize(
    ("sheet", "first_mm", "last_mm"),
    [
        # Left, top, right, bottom of the first and the last label, from the makers' measures.
        (L7160, (7.20, 15.15, 70.70, 53.25), (139.28, 243.75, 202.78, 281.85)),
        (L7163, (4.67, 15.15, 103.73, 53.25), (106.27, 243.75, 205.33, 281.85)),
        (L4778, (9.75, 21.41, 55.47, 42.58), (154.53, 254.28, 200.25, 275.45)),
    ],
    ids=["L7160", "L7163", "L4778"],
)
def test_first_and_last_label_lie_where_the_maker_cut_them(
    sheet: Geometry, first_mm: tuple[float, ...], last_mm: tuple[float, ...], render: Render
) -> None:
    page = render(sheet_pdf([], sheet, calibration=True))[0].point(lambda grey: 255 - grey)
    for frame in (first_mm, last_mm):
        assert edges_mm(page, frame) == pytest.approx(frame, abs=0.15)


def edges_mm(page: Image.Image, near_mm: tuple[float, ...]) -> list[float]:
    """Where the frame's four lines really are: the middle of the ink within 1.2 mm of each edge."""
    left, top, right, bottom = near_mm
    third = (top + (bottom - top) * 0.3, top + (bottom - top) * 0.7)
    across = (left + (right - left) * 0.3, left + (right - left) * 0.7)
    return [
        middle_mm(page, (at - 1.2, third[0], at + 1.2, third[1]), upright=True)
        if upright
        else middle_mm(page, (across[0], at - 1.2, across[1], at + 1.2), upright=False)
        for at, upright in ((left, True), (top, False), (right, True), (bottom, False))
    ]


def middle_mm(page: Image.Image, box_mm: tuple[float, ...], *, upright: bool) -> float:
    box = pixels(*box_mm)
    ink = page.crop(box)
    flat = ink.resize((ink.width, 1) if upright else (1, ink.height), Image.Resampling.BOX)
    weights = list(flat.tobytes())
    assert sum(weights), "no line was drawn there"
    middle = sum((n + 0.5) * weight for n, weight in enumerate(weights)) / sum(weights)
    return ((box[0] if upright else box[1]) + middle) / MM


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_a_code_keeps_four_light_modules_and_coarse_ones(sheet: Geometry, render: Render) -> None:
    labels = make_labels(1)
    face = faces(labels, sheet, PRINTER_DOT_UM)[0]
    assert face.module_um >= 400
    page = render(sheet_pdf(labels, sheet))[0]
    x, y = (um / 1000 for um in sheet.corner(0))
    left, top = x + face.x_um / 1000, y + face.y_um / 1000
    side, quiet = len(face.matrix) * face.module_um / 1000, 4 * face.module_um / 1000
    dark = page.point(lambda grey: 255 if grey < 128 else 0)
    square = (left - quiet, top - quiet, left + side + quiet, top + side + quiet)
    inside = dark.crop(pixels(*square)).getbbox()
    assert inside is not None
    assert [edge / MM for edge in inside] == pytest.approx([quiet, quiet, quiet + side, quiet + side], abs=0.15)
    assert min(square) >= 0
    assert square[3] <= y + sheet.label_height_um / 1000


def test_nothing_is_drawn_outside_a_label(render: Render) -> None:
    labels = [
        replace(label, municipality="Ringkøbing-Skjern Kommune", line="W" * 200)
        for label in make_labels(L7160.per_page)
    ]
    page = render(sheet_pdf(labels, L7160))[0].point(lambda grey: 255 if grey < 128 else 0)
    for index in range(L7160.per_page):
        x, y = L7160.corner(index)
        right, bottom = x + L7160.label_width_um, y + L7160.label_height_um
        page.paste(0, pixels(x / 1000, y / 1000, right / 1000, bottom / 1000))
    assert page.getbbox() is None


def test_printing_starts_at_the_first_free_label(render: Render) -> None:
    labels = make_labels(20)
    pages = render(sheet_pdf(labels, L7160, start=20))
    places = [
        {
            code.text: (
                int((code.position.top_left.x / MM * 1000 - L7160.left_um) // L7160.pitch_x_um),
                int((code.position.top_left.y / MM * 1000 - L7160.top_um) // L7160.pitch_y_um),
            )
            for code in zxingcpp.read_barcodes(page)
        }
        for page in pages
    ]
    assert places[0] == {labels[0].url: (1, 6), labels[1].url: (2, 6)}
    assert len(places[1]) == 18
    assert places[1][labels[2].url] == (0, 0)


@pytest.mark.parametrize("start", [0, 22, -1])
def test_a_start_beyond_the_sheet_is_refused(start: int) -> None:
    with pytest.raises(NoSuchPosition) as refused:
        sheet_pdf(make_labels(1), L7160, start=start)
    assert refused.value.params == {"count": 21}


def test_the_code_stands_beside_in_two_groups_with_the_municipality(
    text_of: Callable[[bytes], str],
) -> None:
    label = make_labels(1, line="Reol i birk")[0]
    for sheet in SHEETS.values():
        said = " ".join(text_of(sheet_pdf([label], sheet)).split())
        assert said.startswith("Brøndby Kommune"), "the reading order begins with the owner"
        assert grouped(label.code) in said
        assert "Reol i birk" in said


@pytest.mark.parametrize(
    "line",
    [
        '#eval("1+1") #panic()',
        '#import "@preview/x:1.0.0"',
        "*b* _i_ $x$ `c` = H @ref <l> \\u{41} // c /* d",
        '"}]}, {"url": "x',
        "{{7*7}} ${1} %(code)s %s",
    ],
)
def test_markup_in_a_title_is_printed_as_it_was_typed(line: str, text_of: Callable[[bytes], str]) -> None:
    wide = replace(L7163, rows=1, columns=1, label_width_um=200_000)
    said = text_of(sheet_pdf(make_labels(1, line=line), wide))
    assert line in said


def test_a_title_of_200_characters_is_cut_with_an_ellipsis(text_of: Callable[[bytes], str]) -> None:
    for line in ("Konferencebord i massiv eg " * 8, "a" * 200, "Å" * 5000):
        for sheet in SHEETS.values():
            said = text_of(sheet_pdf(make_labels(1, line=line), sheet))
            assert "…" in said
            assert line[:4] in said


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Stol\nBord\r\n\tLampe", "Stol Bord Lampe"),
        ("Stol \u202eevil\u202c\u200b\x00\x07", "Stol evil"),
        ("Taarbæk a\u030a", "Taarbæk å"),
        ("Stol 🪑 كرسي 椅子", "Stol"),
        ("🪑🪑", ""),
    ],
)
def test_line_breaks_hidden_characters_and_other_scripts_are_left_out(line: str, left: str) -> None:
    assert " ".join(lines_below(line)) == left


def lines_below(line: str) -> list[str]:
    """The free text as it is laid out below the code."""
    texts = faces(make_labels(1, line=line), L7163, PRINTER_DOT_UM)[0].texts
    code = max(number for number, text in enumerate(texts) if text.mono)
    return [text.text for text in texts[code + 1 :]]


def test_every_character_that_is_kept_can_be_drawn() -> None:
    """PDF/UA fails on a missing glyph, so one compile of them all is the proof."""
    kept = "".join(letter for letter in map(chr, range(0x21, 0x2200)) if lines_below(letter) == [letter])
    assert set("æøåÆØÅéüßðþžŁĸ½²°€–…“”’ЖΩ") <= set(kept)
    label = make_labels(1)[0]
    pieces = [kept[at : at + 12] for at in range(0, len(kept), 12)]
    assert sheet_pdf([replace(label, line=p, municipality=p) for p in pieces], L7163)


def test_the_pdf_is_tagged_has_a_title_and_a_language(tmp_path: Path) -> None:
    needs("pdfinfo")
    danish = {"QR labels": "QR-mærkater", "QR code for label %(code)s": "QR-kode %(code)s"}
    words = SheetWords.translated(lambda said: danish.get(said, said), "da")
    pdf = sheet_pdf(make_labels(2), L7160, words=words)
    (tmp_path / "a.pdf").write_bytes(pdf)
    said = subprocess.run(["pdfinfo", tmp_path / "a.pdf"], check=True, capture_output=True)
    assert re.search(r"Title: +QR-mærkater", said.stdout.decode())
    assert re.search(r"Tagged: +yes", said.stdout.decode())
    assert b"/Lang(da)" in pdf
    assert b"pdfuaid" in pdf


def test_the_same_labels_give_the_same_bytes() -> None:
    labels = make_labels(30)
    assert sheet_pdf(labels, L7160, calibration=True) == sheet_pdf(labels, L7160, calibration=True)


def test_the_test_page_has_a_ruler_of_exactly_100_mm(render: Render) -> None:
    page = render(sheet_pdf([], L7160, calibration=True))[0].point(lambda g: 255 if g < 128 else 0)
    card = page.crop(pixels(45, 100, 165, 200))
    rows = (card.crop((0, y, card.width, y + 1)) for y in range(card.height))
    long = [box for row in rows if row.histogram()[255] > 95 * MM and (box := row.getbbox())]
    inside = [box for box in long if box[2] - box[0] < 110 * MM]  # not the card's own edge
    assert inside
    assert (inside[0][2] - inside[0][0]) / MM == pytest.approx(100.2, abs=0.15)  # ticks of 0.2 mm


@pytest.mark.parametrize(
    "wrong",
    [
        {"columns": 4},
        {"rows": 8},
        {"columns": 0},
        {"pitch_x_um": 60_000},
        {"pitch_y_um": 0},
        {"left_um": -1},
        {"label_width_um": 2_000},
        {"page_width_um": 5_000_000, "left_um": 4_000_000},
    ],
)
def test_measures_that_contradict_each_other_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(SheetDoesNotFit):
        replace(L7160, **wrong)


def test_a_printer_that_draws_shifted_can_be_corrected() -> None:
    moved = L7160.moved(right_um=800, down_um=-1_200)
    assert moved.corner(0) == (8_000, 13_950)
    with pytest.raises(SheetDoesNotFit):
        L7160.moved(right_um=9_000)


def test_a_free_sheet_of_any_measures_can_be_printed(render: Render) -> None:
    free = Geometry(
        name="free",
        page_width_um=150_000,
        page_height_um=120_000,
        label_width_um=40_000,
        label_height_um=50_000,
        left_um=5_000,
        top_um=5_000,
        pitch_x_um=45_000,
        pitch_y_um=55_000,
        columns=3,
        rows=2,
    )
    labels = make_labels(6)
    assert scanned(render(sheet_pdf(labels, free))[0]) == {label.url for label in labels}


@pytest.mark.parametrize("size_um", [(17_000, 17_000), (60_000, 12_000), (12_000, 60_000)])
def test_a_label_too_small_for_a_readable_code_is_refused(size_um: tuple[int, int]) -> None:
    tiny = replace(roll62, label_width_um=size_um[0], label_height_um=size_um[1], page_height_um=99_000)
    with pytest.raises(LabelTooSmall):
        sheet_pdf(make_labels(1), tiny)


def test_the_code_is_alphanumeric_level_q_and_as_small_as_can_be() -> None:
    assert len(qr_modules("HTTPS://GENBRUG.KOMMUNE.DK/Q/7K4M9XQ2")) == 29  # version 3: up to 47
    assert len(qr_modules("A" * 47)) == 29
    assert len(qr_modules("A" * 48)) == 33
    url = "HTTPS://GENBRUG.KOMMUNE.DK/Q/7K4M9XQ2"
    read = zxingcpp.read_barcodes(picture(qr_modules(url)))[0]
    assert (read.text, read.ec_level) == (url, "Q")
    with pytest.raises(ValueError, match="mode"):
        qr_modules("https://lower.case")


def picture(matrix: tuple[bytes, ...], module: int = 4) -> Image.Image:
    size = len(matrix)
    image = Image.new("L", (size + 8, size + 8), 255)
    image.paste(
        Image.frombytes("L", (size, size), bytes(0 if m else 255 for row in matrix for m in row)),
        (4, 4),
    )
    return image.resize((image.width * module, image.height * module), Image.Resampling.NEAREST)
