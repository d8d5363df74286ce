"""The file for Danish Excel: opens right, keeps its zeros, runs no formula, and holds all of the ledger."""

import csv
import io
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest

from reuse.savings.export import DANISH, Row, danish_csv, defused
from tests.conftest import Program

CHAIRS = {"category": "visitor_chair", "quantity": 40, "condition": "good", "title": "Blå stole"}


def row(**facts: Any) -> Row:
    plain: dict[str, Any] = {}
    for one in fields(Row):
        kinds = str(one.type)
        plain[one.name] = None if "None" in kinds else {"str": "x", "int": 1, "bool": True}.get(kinds, 1)
    return replace(Row(**plain), **facts)


def table(*rows: Row) -> list[dict[str, str]]:
    text = "".join(danish_csv(rows)).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.mark.files
def test_it_opens_right_in_danish_excel() -> None:
    text = "".join(danish_csv([row(receiver_name="Børnehuset")]))
    assert text.encode().startswith(b"\xef\xbb\xbf" + b"skema_version;effekt_id;")
    assert text.count("\r\n") == 2
    assert text.replace("\r\n", "").count("\n") == 0
    assert text.endswith("\r\n")


@pytest.mark.files
@pytest.mark.parametrize(
    ("name", "heading", "value", "cell"),
    [
        ("gross_ore", "brutto_undgået_kr", 640_000, "6400,00"),
        ("gross_ore", "brutto_undgået_kr", 5, "0,05"),
        ("net_ore", "netto_undgået_kr", -12_345, "-123,45"),
        ("net_ore", "netto_undgået_kr", None, ""),
        ("co2e_gross_g", "co2e_brutto_kg", 218_400, "218,400"),
        ("co2e_net_g", "netto_co2e_kg", -7, "-0,007"),
        ("co2e_low_g", "co2e_lav_kg", 0, "0,000"),
        ("price_ore", "referencepris_kr_ekskl_moms", 123_456_789, "1234567,89"),
        ("quantity", "antal", 12, "12"),
        ("quantity", "antal", 12.5, "12,5"),
        ("in_headline", "indgår_i_hovedtal", True, "ja"),
        ("in_headline", "indgår_i_hovedtal", False, "nej"),
        ("cost_centre", "omkostningssted", "0012300", "0012300"),
        ("receiver_gln", "modtager_gln", "5798000554504", "5798000554504"),
        ("receiver_p_number", "modtager_pnr", "0003381234", "0003381234"),
        ("municipality_code", "kommunekode", "0173", "0173"),
        ("receiver_name", "modtager_enhed", 'Skolen; "Nord"\nafd. 2', 'Skolen; "Nord"\nafd. 2'),
    ],
)
def test_a_value_is_written_as_danish_excel_reads_it(name: str, heading: str, value: Any, cell: str) -> None:
    assert table(row(**{name: value}))[0][heading] == cell


@pytest.mark.files
@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "=HYPERLINK(1)",
        "+1",
        "-1",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "   +1",
        " \t=1",
        "\t",
        "=",
        "-",
    ],
)
def test_a_formula_becomes_text(text: str) -> None:
    assert defused(text) == "'" + text
    written = table(row(receiver_name=text))[0]["modtager_enhed"]
    assert written.startswith("'")


@pytest.mark.files
@pytest.mark.parametrize("text", ["", "Skovskolen", "a=b", "a-b", "3-4 år", "ø@x", " Skolen", "'=1"])
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert defused(text) == text


@pytest.mark.files
def test_a_negative_figure_is_a_figure_and_no_formula() -> None:
    assert table(row(net_ore=-100))[0]["netto_undgået_kr"] == "-1,00"


@pytest.mark.files
def test_every_heading_is_there_once_and_names_a_field() -> None:
    headings, names = [heading for heading, _ in DANISH], [name for _, name in DANISH]
    assert len(set(headings)) == len(headings)
    assert len(set(names)) == len(names)
    assert set(names) <= {one.name for one in fields(Row)}
    assert set(table(row())[0]) == set(headings)


@pytest.mark.files
def test_it_is_written_line_by_line_as_the_rows_come() -> None:
    read: list[int] = []

    def rows() -> Iterator[Row]:
        for number in range(3):
            read.append(number)
            yield row(sequence=number)

    lines = danish_csv(rows())
    next(lines)
    assert read == []
    next(lines)
    assert read == [0]
    assert len(list(lines)) == 2


def test_the_file_of_the_ledger_says_what_the_door_for_programs_says(
    caretaker_program: Program, teacher_program: Program, sustainability_program: Program
) -> None:
    listing = caretaker_program.post("/items", CHAIRS | {"offer": {"quantity": 40}}).json["listing"]
    for quantity in (3, 5):
        held = teacher_program.post("/reservations", {"listing": listing, "quantity": quantity}).json["id"]
        body = {"unit_price_ore": 80_000, "counterfactual": "bought"}
        assert caretaker_program.post(f"/reservations/{held}/handover", body).status_code == 201
    answer = sustainability_program.get("/savings.csv")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"].endswith('.csv"')
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""), delimiter=";"))
    entries = sustainability_program.get("/savings").json["items"]
    assert len(rows) == len(entries) == 2
    for written, entry in zip(rows, entries, strict=True):
        assert written["effekt_id"] == entry["id"]
        assert written["antal"] == str(entry["quantity"])
        assert round(float(written["netto_co2e_kg"].replace(",", ".")) * 1000) == entry["co2e_net_g"]
        assert round(float(written["brutto_undgået_kr"].replace(",", ".")) * 100) == entry["gross_ore"]
        assert written["modtager_fagområde"] == "daycare"
        assert written["faktor_version"] == "2026-1"


def test_a_long_ledger_is_read_a_page_at_a_time_and_whole(
    caretaker_program: Program, teacher_program: Program, sustainability_program: Program
) -> None:
    listing = caretaker_program.post("/items", CHAIRS | {"offer": {"quantity": 40}}).json["listing"]
    for _ in range(5):
        held = teacher_program.post("/reservations", {"listing": listing, "quantity": 1}).json["id"]
        caretaker_program.post(f"/reservations/{held}/handover", {})
    seen, place = [], "/savings?limit=2"
    while place:
        page = sustainability_program.get(place).json
        seen += [entry["id"] for entry in page["items"]]
        place = f"/savings?limit=2&cursor={page['next']}" if page["next"] else ""
    assert seen == sorted(seen, key=int, reverse=True)
    assert len(set(seen)) == 5
    assert len(sustainability_program.get("/savings.csv").data.splitlines()) == 6
