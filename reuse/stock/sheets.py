"""Label sheets as PDF, in absolute millimetres, with vector QR codes."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import typst

from reuse.codes import grouped
from reuse.errors import N_
from reuse.stock.label_faces import FONTS, Face, LabelText, LabelTooSmall, Matrix, faces, qr_modules
from reuse.stock.label_printers import zpl
from reuse.stock.sheet_sizes import (
    L4778,
    L7160,
    L7163,
    SHEETS,
    Geometry,
    NoSuchPosition,
    SheetDoesNotFit,
    roll29x90,
    roll62,
)

__all__ = [
    "L4778",
    "L7160",
    "L7163",
    "SHEETS",
    "Geometry",
    "LabelText",
    "LabelTooSmall",
    "NoSuchPosition",
    "SheetDoesNotFit",
    "SheetWords",
    "qr_modules",
    "roll29x90",
    "roll62",
    "sheet_pdf",
    "zpl",
]

# Modules are whole dots of 1/300 inch, so that all are equally wide at 300, 600 and 1200 dpi.
PRINTER_DOT_UM = 25_400 / 300
TEMPLATE = Path(__file__).with_name("sheet.typ")


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The words around the labels; `translated` gives them in a reader's language."""

    lang: str = "en"
    title: str = N_("QR labels")
    alt: str = N_("QR code for label %(code)s")
    calibration: str = N_("Test page")
    advice: tuple[str, ...] = (
        N_("Print on plain paper at actual size (100 %), never “fit to page”."),
        N_("Hold it with a label sheet against the light: every frame must lie on a label."),
        N_("The ruler must measure 100 mm. If the frames are shifted, correct the margins."),
    )

    @classmethod
    def translated(cls, say: Callable[[str], str], lang: str) -> "SheetWords":
        """The words through gettext, with the language that the PDF declares."""
        plain = cls()
        return cls(
            lang=lang,
            title=say(plain.title),
            alt=say(plain.alt),
            calibration=say(plain.calibration),
            advice=tuple(say(text) for text in plain.advice),
        )


def sheet_pdf(
    labels: Sequence[LabelText],
    geometry: Geometry,
    *,
    start: int = 1,
    calibration: bool = False,
    words: SheetWords | None = None,
) -> bytes:
    """The labels as a tagged PDF (PDF/UA-1), the first page beginning at label `start`.

    With `calibration`, a test page for plain paper comes first; `labels` may then be empty.
    The same input gives the same bytes. Raises `NoSuchPosition` or `LabelTooSmall`.
    """
    if not 1 <= start <= geometry.per_page:
        raise NoSuchPosition(count=geometry.per_page)
    words = words or SheetWords()
    wide = geometry.page_width_um >= 140_000 and geometry.page_height_um >= 100_000
    frames = range(geometry.per_page) if calibration else ()
    pages: list[list[dict[str, Any]]] = []
    for index, face in enumerate(faces(labels, geometry, PRINTER_DOT_UM), start - 1):
        if not pages or index % geometry.per_page == 0:
            pages.append([])
        pages[-1].append(_in_mm(face, geometry.corner(index % geometry.per_page), words))
    sheets = {
        "page": [geometry.page_width_um / 1000, geometry.page_height_um / 1000],
        "words": {
            "lang": words.lang,
            "title": words.title,
            "calibration": words.calibration,
            "advice": words.advice if wide else (),
        },
        "ruler": 100 if wide else (geometry.page_width_um - 8_000) // 10_000 * 10,
        "frames": [
            [um / 1000 for um in (*geometry.corner(n), geometry.label_width_um, geometry.label_height_um)]
            for n in frames
        ],
        "pages": pages,
    }
    compiler = typst.Compiler(
        _template(),
        root=TEMPLATE.parent,
        font_paths=_fonts(),
        sys_inputs={"sheets": json.dumps(sheets)},
    )
    pdf = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=0)
    return cast(bytes, pdf)  # one document, not a list of pages


@lru_cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


@lru_cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])


def _in_mm(face: Face, corner_um: tuple[int, int], words: SheetWords) -> dict[str, Any]:
    """A label as the template wants it: millimetres from the page's corner."""
    x, y = corner_um
    return {
        "qr": _svg(face.matrix),
        "alt": words.alt % {"code": grouped(face.label.code)},
        "x": (x + face.x_um) / 1000,
        "y": (y + face.y_um) / 1000,
        "side": face.module_um * len(face.matrix) / 1000,
        "texts": [
            {
                "text": text.text,
                "x": (x + text.x_um) / 1000,
                "y": (y + text.y_um) / 1000,
                "size": text.size_um / 1000,
                "strong": text.strong,
                "mono": text.mono,
            }
            for text in face.texts
        ],
    }


def _svg(matrix: Matrix) -> str:
    """The dark modules as one path, so that no viewer shows seams between them."""
    runs = "".join(
        f"M{run.start()} {y}h{run.end() - run.start()}v1H{run.start()}z"
        for y, row in enumerate(matrix)
        for run in re.finditer(b"\x01+", row)
    )
    size = len(matrix)
    box = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"'
    return f'<svg {box}><path d="{runs}"/></svg>'
