"""Sheets and rolls of labels: their geometry, in whole micrometres."""

from dataclasses import dataclass, replace

from reuse.errors import N_, Refusal


class SheetDoesNotFit(Refusal):
    """The measures of a free geometry contradict each other or leave the page."""

    type = "sheet-does-not-fit"
    status = 422
    message = N_("The labels do not fit on the page with these measures.")


class NoSuchPosition(Refusal):
    """Printing cannot start at that label: the sheet has `count`."""

    type = "no-such-position"
    status = 422
    message = N_("The sheet has %(count)s labels. Choose a number from 1 to %(count)s.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """A page of labels; lengths in micrometres, pitch from one label's edge to the next one's."""

    name: str
    page_width_um: int
    page_height_um: int
    label_width_um: int
    label_height_um: int
    left_um: int = 0
    top_um: int = 0
    pitch_x_um: int = 0  # 0 in a single column
    pitch_y_um: int = 0
    columns: int = 1
    rows: int = 1
    padding_um: int = 1500  # what a printer's drift may take

    def __post_init__(self) -> None:
        x, y = self.corner(self.per_page - 1) if self.columns > 0 and self.rows > 0 else (-1, -1)
        fits = (
            min(self.left_um, self.top_um, self.padding_um, x, y) >= 0
            and min(self.label_width_um, self.label_height_um) > 2 * self.padding_um
            and (self.columns == 1 or self.pitch_x_um >= self.label_width_um)
            and (self.rows == 1 or self.pitch_y_um >= self.label_height_um)
            and x + self.label_width_um <= self.page_width_um <= 1_000_000
            and y + self.label_height_um <= self.page_height_um <= 1_000_000
        )
        if not fits:
            raise SheetDoesNotFit()

    @property
    def per_page(self) -> int:
        """How many labels one page holds."""
        return self.columns * self.rows

    def corner(self, index: int) -> tuple[int, int]:
        """Upper left corner of a label, counted from 0, along rows."""
        row, column = divmod(index, self.columns)
        return self.left_um + column * self.pitch_x_um, self.top_um + row * self.pitch_y_um

    def moved(self, *, right_um: int = 0, down_um: int = 0) -> "Geometry":
        """The same sheet for a printer that draws everything shifted."""
        return replace(self, left_um=self.left_um + right_um, top_um=self.top_um + down_um)


def _avery(name: str, measure: tuple[int, int, int, int, int, int, int, int], padding_um: int) -> Geometry:
    """A sheet of A4 from pitch x, y, width, height, left, top in 1/100 mm, and columns, rows."""
    pitch_x, pitch_y, width, height, left, top, columns, rows = measure
    return Geometry(
        name=name,
        page_width_um=210_000,
        page_height_um=297_000,
        label_width_um=width * 10,
        label_height_um=height * 10,
        left_um=left * 10,
        top_um=top * 10,
        pitch_x_um=pitch_x * 10,
        pitch_y_um=pitch_y * 10,
        columns=columns,
        rows=rows,
        padding_um=padding_um,
    )


def _roll(name: str, width_mm: int, length_mm: int) -> Geometry:
    """One label a page."""
    return Geometry(
        name=name,
        page_width_um=width_mm * 1000,
        page_height_um=length_mm * 1000,
        label_width_um=width_mm * 1000,
        label_height_um=length_mm * 1000,
        padding_um=1600,
    )


# Avery's measures as LibreOffice keeps them: extras/source/labels/labels.xml, "Avery A4". L4778 is
# not listed there; its 48 labels of 45.7 x 21.2 mm are the die of L6009 and L6113, which are.
# gLabels (templates/avery-iso-templates.xml) has L7160 and L7163 within 0.4 mm of these.
L7160 = _avery("L7160", (6604, 3810, 6350, 3810, 720, 1515, 3, 7), 1500)
L7163 = _avery("L7163", (10160, 3810, 9906, 3810, 467, 1515, 2, 7), 1500)
L4778 = _avery("L4778", (4826, 2117, 4572, 2117, 975, 2141, 4, 12), 1000)  # weatherproof
# Brother DK rolls: of 62 mm endless (DK-22205) a printer reaches 696 dots of 1/300 inch = 58.9 mm,
# of the 29 x 90 mm die cut (DK-11201) 306 x 991 dots = 25.9 x 83.9 mm (label table of brother_ql).
# The strip it cannot reach, 1.6 mm at the sides and 3.1 mm at the ends, is padding and quiet zone.
roll62 = _roll("roll62", 62, 35)
roll29x90 = _roll("roll29x90", 29, 90)
SHEETS = {sheet.name: sheet for sheet in (L7160, L7163, L4778, roll62, roll29x90)}
