"""What a ZPL printer is sent, read back as the printer would."""

import random
import re

import pytest
import zxingcpp
from PIL import Image

from reuse.codes import label_url, new_label_code
from reuse.stock.sheets import L4778, Geometry, LabelText, roll29x90, roll62, zpl


def make_label(line: str = "") -> LabelText:
    code = new_label_code(random.Random(5))
    url = label_url("https://genbrug.kommune.dk", code)
    return LabelText(url=url, code=code, municipality="Brøndby Kommune", line=line)


@pytest.mark.parametrize("dots_per_mm", [8, 12, 24])
@pytest.mark.parametrize("sheet", [roll62, roll29x90, L4778], ids=lambda sheet: sheet.name)
def test_a_label_printer_gets_a_bitmap_that_can_be_scanned(sheet: Geometry, dots_per_mm: int) -> None:
    label = make_label()
    said = zpl([label], sheet, dots_per_mm=dots_per_mm)
    assert [code.text for code in zxingcpp.read_barcodes(bitmap_in(said))] == [label.url]
    wide, high = (um * dots_per_mm for um in (sheet.label_width_um, sheet.label_height_um))
    assert f"^PW{round(wide / 1000)}^LL{round(high / 1000)}" in said


def test_each_label_is_one_format_with_its_code_in_reading_groups() -> None:
    label = make_label()
    said = zpl([label] * 3, roll62)
    assert said.count("^XA") == said.count("^XZ") == 3
    assert said.count(f"^FD{label.code[:4]}^FS") == said.count(f"^FD{label.code[4:]}^FS") == 3


def bitmap_in(said: str) -> Image.Image:
    """What a printer draws for ^GFA: rows in hex, a colon repeating the row before."""
    total, row_bytes, data = re.findall(r"\^GFA,(\d+),\d+,(\d+),([0-9A-F:]+)\^FS", said)[0]
    rows: list[bytes] = []
    for piece in re.findall(rf":|[0-9A-F]{{{int(row_bytes) * 2}}}", data):
        rows.append(rows[-1] if piece == ":" else bytes.fromhex(piece))
    assert len(rows) * int(row_bytes) == int(total)
    drawn = Image.frombytes("1", (int(row_bytes) * 8, len(rows)), bytes(~b & 255 for b in b"".join(rows)))
    page = Image.new("L", (drawn.width + 80, drawn.height + 80), 255)
    page.paste(drawn, (40, 40))
    return page


def test_a_title_cannot_give_commands_to_a_label_printer() -> None:
    said = zpl([make_label("^XZ~JA^FD_5E, å")], roll62)
    assert said.count("^XA") == said.count("^XZ") == 1
    assert "~" not in said
    assert "_5EXZ_7EJA_5EFD_5F5E_2C _C3_A5" in said
