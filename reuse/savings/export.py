"""The ledger as rows for other tools: one schema for JSON and CSV (context 2.4)."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from reuse.catalogue.queries import Kind
from reuse.clock import local
from reuse.people.models import Unit
from reuse.quantities import Measure, Quantity
from reuse.savings.models import SavingEntry

SCHEMA = "1"


@dataclass(frozen=True)
class Row:
    """One entry with everything needed to compute it again. Money in øre, CO2e in grams, both whole."""

    schema: str
    id: str
    sequence: int
    reverses: str | None
    fact: str
    at: str
    date: str
    period: str
    quarter: str
    year: int
    municipality_code: str
    receiver_unit: str
    receiver_name: str
    receiver_gln: str
    receiver_p_number: str
    receiver_service_area: str
    cost_centre: str
    giver_unit: str | None
    giver_name: str | None
    outcome: str
    evidence: str
    in_headline: bool
    item: str | None
    category: str
    category_name: str
    quantity: int | float
    measure: str
    factor: str | None
    factor_version: str | None
    factor_unit: str
    factor_low_g: int | None
    factor_mid_g: int | None
    factor_high_g: int | None
    factor_source: str | None
    factor_publisher: str | None
    factor_year: str | None
    factor_licence: str | None
    content_micro: int | None
    displacement_pm: int
    displacement_estimated: bool
    remaining_life_pm: int
    remaining_life_estimated: bool
    price_ore: int | None
    price_basis: str
    transport_g: int
    repair_g: int
    transport_ore: int
    repair_ore: int
    rounding: str
    co2e_gross_g: int | None
    co2e_net_g: int | None
    co2e_low_g: int | None
    co2e_high_g: int | None
    gross_ore: int | None
    net_ore: int | None
    described: str
    need: str | None
    hash: str


@dataclass(frozen=True)
class Names:
    """What the rows look up: units and kinds, read once for a whole export."""

    units: dict[UUID, Unit]
    kinds: dict[str, Kind]
    municipality_code: str


IN_HEADLINE = frozenset("AB")


def row(entry: SavingEntry, names: Names) -> Row:
    """An entry as a row."""
    when = local(entry.at)
    receiver = names.units[entry.unit_id]
    giver = names.units[entry.giver_unit_id] if entry.giver_unit_id else None
    inputs, factor = entry.inputs, entry.factor
    kind = names.kinds.get(entry.category_key)
    return Row(
        schema=SCHEMA,
        id=str(entry.id),
        sequence=entry.sequence,
        reverses=str(entry.reverses_id) if entry.reverses_id else None,
        fact=entry.fact,
        at=entry.at.isoformat().replace("+00:00", "Z"),
        date=when.date().isoformat(),
        period=when.strftime("%Y-%m"),
        quarter=f"{when.year}-K{(when.month + 2) // 3}",
        year=when.year,
        municipality_code=names.municipality_code,
        receiver_unit=str(receiver.id),
        receiver_name=receiver.name,
        receiver_gln=receiver.gln,
        receiver_p_number=receiver.p_number,
        receiver_service_area=receiver.service_area,
        cost_centre=receiver.cost_centre,
        giver_unit=str(giver.id) if giver else None,
        giver_name=giver.name if giver else None,
        outcome=entry.outcome,
        evidence=entry.evidence,
        in_headline=entry.evidence in IN_HEADLINE,
        item=str(entry.item_id) if entry.item_id else None,
        category=entry.category_key,
        category_name=kind.name if kind else entry.category_key,
        quantity=Quantity(entry.quantity, Measure(entry.measure)).number(),
        measure=entry.measure,
        factor=factor.key if factor else None,
        factor_version=factor.factor_set.version if factor else None,
        factor_source=factor.source_title if factor else None,
        factor_publisher=factor.publisher if factor else None,
        factor_year=factor.year if factor else None,
        factor_licence=factor.licence if factor else None,
        displacement_pm=inputs["displacement"]["mid_pm"],
        displacement_estimated=inputs["displacement"]["estimated"],
        remaining_life_pm=inputs["remaining_life"]["mid_pm"],
        remaining_life_estimated=inputs["remaining_life"]["estimated"],
        **{name: inputs[name] for name in _INPUTS},
        **{name: getattr(entry, name) for name in _RESULTS},
        need=entry.need_number,
    )


_INPUTS = (
    "factor_unit factor_low_g factor_mid_g factor_high_g content_micro price_ore price_basis"
    " transport_g repair_g transport_ore repair_ore rounding"
).split()
_RESULTS = ("co2e_gross_g co2e_net_g co2e_low_g co2e_high_g gross_ore net_ore described hash").split()

# Column headings of the Danish file, in its order, with how a value is written. Kilograms and kroner with a
# decimal comma; identifiers as text, so that Excel keeps their zeros.
DANISH: tuple[tuple[str, str], ...] = (
    ("skema_version", "schema"),
    ("effekt_id", "id"),
    ("loebenummer", "sequence"),
    ("retter_effekt_id", "reverses"),
    ("dato", "date"),
    ("periode", "period"),
    ("kvartal", "quarter"),
    ("budgetår", "year"),
    ("kommunekode", "municipality_code"),
    ("modtager_enhed_uuid", "receiver_unit"),
    ("modtager_enhed", "receiver_name"),
    ("modtager_gln", "receiver_gln"),
    ("modtager_pnr", "receiver_p_number"),
    ("modtager_fagområde", "receiver_service_area"),
    ("omkostningssted", "cost_centre"),
    ("afgiver_enhed_uuid", "giver_unit"),
    ("afgiver_enhed", "giver_name"),
    ("hændelse", "outcome"),
    ("vare_id", "item"),
    ("kategori", "category"),
    ("kategori_navn", "category_name"),
    ("antal", "quantity"),
    ("måleenhed", "measure"),
    ("referencepris_kr_ekskl_moms", "price_ore"),
    ("prisgrundlag", "price_basis"),
    ("transport_kr", "transport_ore"),
    ("reparation_kr", "repair_ore"),
    ("brutto_undgået_kr", "gross_ore"),
    ("netto_undgået_kr", "net_ore"),
    ("co2e_brutto_kg", "co2e_gross_g"),
    ("co2e_fradrag_transport_kg", "transport_g"),
    ("co2e_fradrag_reparation_kg", "repair_g"),
    ("netto_co2e_kg", "co2e_net_g"),
    ("co2e_lav_kg", "co2e_low_g"),
    ("co2e_høj_kg", "co2e_high_g"),
    ("faktor_id", "factor"),
    ("faktor_version", "factor_version"),
    ("faktor_enhed", "factor_unit"),
    ("faktor_lav_g", "factor_low_g"),
    ("faktor_mid_g", "factor_mid_g"),
    ("faktor_høj_g", "factor_high_g"),
    ("faktor_kilde", "factor_source"),
    ("faktor_udgiver", "factor_publisher"),
    ("faktor_år", "factor_year"),
    ("faktor_licens", "factor_licence"),
    ("faktorenheder_pr_stk_mio", "content_micro"),
    ("fortrængningsgrad_promille", "displacement_pm"),
    ("fortrængningsgrad_anslået", "displacement_estimated"),
    ("restlevetid_promille", "remaining_life_pm"),
    ("restlevetid_anslået", "remaining_life_estimated"),
    ("afrunding", "rounding"),
    ("evidensniveau", "evidence"),
    ("indgår_i_hovedtal", "in_headline"),
    ("behovstjek_nr", "need"),
    ("beskrevet", "described"),
    ("kaede_hash", "hash"),
)

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def defused(text: str) -> str:
    """Text that a spreadsheet would run as a formula, made plain text by a leading apostrophe."""
    return "'" + text if text.lstrip(" ").startswith(_DANGEROUS) or text.startswith(_DANGEROUS) else text


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if name in _SCALED:
        return _decimal(value, _SCALED[name])
    if isinstance(value, int | float):
        return f"{value}".replace(".", ",")
    return defused(value)


_SCALED = {
    **dict.fromkeys(["price_ore", "transport_ore", "repair_ore", "gross_ore", "net_ore"], 2),
    **dict.fromkeys(("co2e_gross_g transport_g repair_g co2e_net_g co2e_low_g co2e_high_g").split(), 3),
}


def _decimal(value: int, places: int) -> str:
    """Whole øre or grams as kroner or kilograms with a decimal comma, exactly."""
    sign = "-" if value < 0 else ""
    whole, part = divmod(abs(value), 10**places)
    return f"{sign}{whole},{part:0{places}d}"


def danish_csv(rows: Iterable[Row]) -> Iterator[str]:
    """CSV that opens right in Danish Excel: byte-order mark, semicolon, decimal comma, CRLF; line by line."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([heading for heading, _name in DANISH])
    yield "\ufeff" + _drained(buffer)
    for one in rows:
        values = asdict(one)
        writer.writerow([_cell(name, values[name]) for _heading, name in DANISH])
        yield _drained(buffer)


def _drained(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
