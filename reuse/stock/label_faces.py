"""The face of a label: its QR code, the texts beside it and where they stand."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from PIL import ImageFont
from qrcode import QRCode, constants, util

from reuse.codes import grouped
from reuse.errors import N_, Refusal
from reuse.stock.sheet_sizes import Geometry

Matrix = tuple[bytes, ...]  # one bytes object a row, 1 is dark

QUIET_MODULES = 4  # ISO/IEC 18004: light modules all around
SMALLEST_MODULE_UM = 400  # smaller ones fail on scratched labels and with cheap cameras
# Lowest mean penalty of the 8 masks for our addresses; trying them all costs 15 times as much.
MASK = 4
CAP = 0.698  # height of a capital in IBM Plex, in em
MONO = 0.6  # width of every character in IBM Plex Mono, in em
SMALLEST_CODE_UM = 2_800  # 8 points

FONTS = Path(__file__).parent / "fonts"
_REGULAR, _STRONG = "IBMPlexSans-Regular.ttf", "IBMPlexSans-SemiBold.ttf"
# All but what our fonts can draw (Latin, Greek, Cyrillic, punctuation): a missing glyph would stop
# PDF/UA. So no control characters, nothing from right to left, no emoji.
_UNPRINTABLE = re.compile(
    "[^ -~\u00a1-\u00ac\u00ae-\u017f\u0391-\u03a1\u03a3-\u03a9\u03b1-\u03c9\u0410-\u044f"
    "\u1e9e\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u20ac\u2122]"
)


class LabelTooSmall(Refusal):
    """The QR code would have modules below 0.4 mm, or the code beside it letters below 8 points."""

    type = "label-too-small"
    status = 422
    message = N_("The label is too small for a code that can be read. Choose a larger label.")


@dataclass(frozen=True, slots=True)
class LabelText:
    """What stands on one label; `line` is free text, a unit or an item's title, cut to fit."""

    url: str
    code: str
    municipality: str
    line: str = ""


@lru_cache(maxsize=2048)
def qr_modules(url: str) -> Matrix:
    """The QR code of an upper-case address: alphanumeric, level Q, smallest version, fixed mask.

    Raises `ValueError` for characters outside the alphanumeric mode.
    """
    code: QRCode[Any] = QRCode(
        version=_version(len(url)), error_correction=constants.ERROR_CORRECT_Q, mask_pattern=MASK
    )
    code.add_data(util.QRData(url, util.MODE_ALPHA_NUM))
    code.make(fit=False)
    return tuple(bytes(map(bool, row)) for row in code.modules)


@lru_cache
def _version(length: int) -> int:
    code: QRCode[Any] = QRCode(error_correction=constants.ERROR_CORRECT_Q)
    code.add_data(util.QRData("A" * length, util.MODE_ALPHA_NUM))
    return int(code.best_fit())


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text: left edge, upper edge of its capitals and size of one em, in micrometres."""

    text: str
    x_um: float
    y_um: float
    size_um: float
    strong: bool = False
    mono: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    """One label: its QR code without quiet zone, and its texts, from the label's corner."""

    label: LabelText
    matrix: Matrix
    module_um: float
    x_um: float
    y_um: float
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the texts stand: from the QR code's upper to its lower edge, or below it."""

    x_um: float
    y_um: float
    width_um: float
    height_um: float

    @property
    def small_um(self) -> float:
        """Size of the name and the free line: 6 to 10 points."""
        return max(2_100, min(3_500, self.height_um * 0.105, self.width_um * 0.14))

    @property
    def most(self) -> int:
        """How many lines the name and the free line may each take: a narrow column gets three."""
        return 1 if self.height_um < 18_000 else 2 if self.width_um > 20_000 else 3


def faces(labels: Sequence[LabelText], geometry: Geometry, dot_um: float) -> list[Face]:
    """Lay out all labels alike: the fullest one decides how large the codes are."""
    matrices = [qr_modules(label.url) for label in labels]
    if not matrices:
        return []
    size = max(len(matrix) for matrix in matrices)
    module_um, x_um, y_um, column = _places(geometry, size, dot_um)
    width_em = column.width_um / column.small_um
    names = [_wrap(label.municipality, _STRONG, width_em, column.most) for label in labels]
    lines = [_wrap(label.line, _REGULAR, width_em, column.most) for label in labels]
    above, below = max(map(len, names)), max(map(len, lines))
    return [
        Face(
            label,
            matrix,
            module_um,
            x_um,
            y_um,
            _texts(column, name, label.code, line, above, below),
        )
        for label, matrix, name, line in zip(labels, matrices, names, lines, strict=True)
    ]


def _places(geometry: Geometry, size: int, dot_um: float) -> tuple[float, float, float, _Column]:
    """Module size and place of a QR code of `size` modules, and the column for the texts."""
    pad = geometry.padding_um
    width, height = geometry.label_width_um - 2 * pad, geometry.label_height_um - 2 * pad
    beside = geometry.label_width_um >= 1.3 * geometry.label_height_um
    room = min(height, width * 0.62) if beside else min(width, height * 0.62)
    module = int(room / (size + 2 * QUIET_MODULES) / dot_um + 1e-9) * dot_um
    if module < SMALLEST_MODULE_UM:
        raise LabelTooSmall()
    quiet, side = QUIET_MODULES * module, size * module
    if beside:
        y = (geometry.label_height_um - side) / 2
        x = pad + quiet
        column = _Column(x + side + quiet, y, width - side - 2 * quiet, side)
    else:
        x = y = (geometry.label_width_um - side) / 2
        y = pad + quiet
        below = y + side + quiet + 1000  # the ring of an Å stands above the capitals
        left = geometry.label_height_um - pad - below
        column = _Column(x, below, side, min(left, 1.9 * side))
    return module, x, y, column


def _texts(
    column: _Column, name: tuple[str, ...], code: str, line: tuple[str, ...], above: int, below: int
) -> tuple[Text, ...]:
    """Name above, free text below, the code between as large as fits, in one line or two."""
    text = grouped(code)
    small, step = column.small_um, column.small_um * 1.3
    top = _high(above, small, step) + small
    bottom = _high(below, small, step) + (small if below else 0)
    room = column.height_um - top - bottom
    whole = min(column.width_um / (len(text) * MONO), room / CAP)
    halves = min(column.width_um / (4 * MONO), room / (2 * CAP + 0.42))
    groups, size = ([text], whole) if whole >= halves else (text.split(), halves)
    if size < SMALLEST_CODE_UM:
        raise LabelTooSmall()
    pitch = size * (CAP + 0.42)
    y = column.y_um + top + (room - _high(len(groups), size, pitch)) / 2
    end = column.y_um + column.height_um - _high(len(line), small, step)
    return (
        *(Text(t, column.x_um, column.y_um + n * step, small, strong=True) for n, t in enumerate(name)),
        *(Text(t, column.x_um, y + n * pitch, size, strong=True, mono=True) for n, t in enumerate(groups)),
        *(Text(t, column.x_um, end + n * step, small) for n, t in enumerate(line)),
    )


def _high(lines: int, size: float, pitch: float) -> float:
    """From the top of the first capitals to the last baseline."""
    return CAP * size + (lines - 1) * pitch if lines else 0


@lru_cache(maxsize=4096)
def _wrap(text: str, font: str, width_em: float, most: int) -> tuple[str, ...]:
    """Text in at most so many lines; what does not fit ends in an ellipsis."""
    normal = unicodedata.normalize("NFC", text[:400])
    rest = " ".join(_UNPRINTABLE.sub(" ", normal).split())
    lines: list[str] = []
    while rest and len(lines) < most - 1:
        fitting = _fitting(rest, font, width_em)
        if fitting == len(rest):
            break
        end = max(rest.rfind(" ", 0, fitting + 1), rest.rfind("-", 0, fitting) + 1)
        if end <= 0:
            break
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    if not rest:
        return tuple(lines)
    if (fitting := _fitting(rest, font, width_em)) < len(rest):
        rest = rest[: _fitting(rest, font, width_em - _width_em("…", font))].rstrip(" ,.-–(") + "…"
    return (*lines, rest)


def _fitting(text: str, font: str, width_em: float) -> int:
    """How many characters from the start fit, by halving."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if _width_em(text[:middle], font) <= width_em:
            low = middle
        else:
            high = middle - 1
    return low


def _width_em(text: str, font: str) -> float:
    return _font(font).getlength(text) / 1000


@lru_cache
def _font(name: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / name, 1000, layout_engine=ImageFont.Layout.BASIC)
