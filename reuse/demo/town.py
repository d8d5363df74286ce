"""The municipality that does not exist: its units, its shop and its agreements."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from reuse.db import db
from reuse.people import actions as people
from reuse.people.models import LegalKind, Municipality, Unit
from reuse.people.rules import gln_with_check_digit
from reuse.purchasing.models import Agreement, Shop

DATA: Final = Path(__file__).parent / "data"
KEY: Final = "fjordby"


def read(name: str) -> dict[str, Any]:
    """A file of the demo's content."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def shop_host() -> str:
    """The host of the made-up shop, for the installation's allow-list."""
    return str(read("town")["shop"]["host"])


def found(today: date) -> dict[str, UUID]:
    """Make the municipality with everything in it but people; the units' ids by their key."""
    content = read("town")
    facts = content["municipality"]
    municipality = Municipality(key=facts["key"], name=facts["name"], code=facts["code"])
    db.session.add(municipality)
    db.session.flush()
    units: dict[str, Unit] = {}
    for row in content["unit"]:
        unit = _unit(row, facts, municipality)
        units[row["key"]] = people.add_unit(unit, parent=units.get(row.get("parent", "")))
    _open_shop(content, municipality, since=today.replace(year=today.year - 2, month=1, day=1))
    return {key: unit.id for key, unit in units.items()}


def _unit(row: dict[str, Any], facts: dict[str, Any], municipality: Municipality) -> Unit:
    given = ("name", "kind", "service_area", "street", "postcode", "city", "pickup_hours", "phone")
    return Unit(
        municipality_id=municipality.id,
        path="",
        legal_kind=row.get("legal_kind", LegalKind.MUNICIPAL),
        gln=gln_with_check_digit(f"579800{990000 + row['number']}"),
        p_number=f"1{row['number']:09}",
        cost_centre=f"00{row['number'] * 10 + 4000}",
        mailbox=f"{row['mailbox']}@{KEY}.example",
        latitude_e5=facts["latitude_e5"] + row["north_e5"],
        longitude_e5=facts["longitude_e5"] + row["east_e5"],
        **{name: row.get(name, "") for name in given},
    )


def _open_shop(content: dict[str, Any], municipality: Municipality, *, since: date) -> None:
    facts = content["shop"]
    shop = Shop(
        municipality_id=municipality.id,
        name=facts["name"],
        url_template=f"https://{facts['host']}{facts['path']}",
    )
    db.session.add(shop)
    db.session.flush()
    for row in content["agreement"]:
        db.session.add(Agreement(municipality_id=municipality.id, shop_id=shop.id, valid_from=since, **row))
    db.session.flush()
