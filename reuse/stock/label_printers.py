"""Labels for label printers that speak ZPL II."""

from collections.abc import Sequence

from reuse.stock.label_faces import Face, LabelText, Matrix, faces
from reuse.stock.sheet_sizes import Geometry


def zpl(labels: Sequence[LabelText], geometry: Geometry, *, dots_per_mm: int = 8) -> str:
    """The labels, one after the other, for a printer of 8 (203 dpi), 12 (300) or 24 dots per mm.

    The QR code is our own bitmap: printers differ in how they choose version, mask and place.
    """
    return "".join(_label(face, geometry, dots_per_mm) for face in faces(labels, geometry, 1000 / dots_per_mm))


def _label(face: Face, geometry: Geometry, dots_per_mm: int) -> str:
    def dots(um: float) -> int:
        return round(um * dots_per_mm / 1000)

    texts = "".join(
        f"^FO{dots(text.x_um)},{dots(text.y_um)}^A0N,{dots(text.size_um)},{dots(text.size_um)}"
        f"^FH_^FD{_field(text.text)}^FS\n"
        for text in face.texts
    )
    return (
        f"^XA^CI28^PW{dots(geometry.label_width_um)}^LL{dots(geometry.label_height_um)}^LH0,0\n"
        f"^FO{dots(face.x_um)},{dots(face.y_um)}{_bitmap(face.matrix, dots(face.module_um))}^FS\n"
        f"{texts}^XZ\n"
    )


def _bitmap(matrix: Matrix, module: int) -> str:
    """The QR code as ^GFA, each row of modules once in hex and then repeated with colons."""
    row_bytes = -(-len(matrix) * module // 8)
    total = row_bytes * len(matrix) * module
    rows = []
    for row in matrix:
        bits = "".join(("1" if dark else "0") * module for dark in row).ljust(row_bytes * 8, "0")
        rows.append(f"{int(bits, 2):0{row_bytes * 2}X}" + ":" * (module - 1))
    return f"^GFA,{total},{total},{row_bytes},{''.join(rows)}"


def _field(text: str) -> str:
    """Text with all but letters, digits and spaces as hex bytes: it cannot give commands."""
    return "".join(
        letter if letter.isascii() and (letter.isalnum() or letter == " ") else
        "".join(f"_{byte:02X}" for byte in letter.encode())
        for letter in text
    )  # fmt: skip
