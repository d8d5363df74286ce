"""Writing the ledger: one entry for each fact, chained, never edited."""

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from reuse.catalogue.queries import Kind
from reuse.clock import local
from reuse.db import db
from reuse.people.models import Municipality, Unit
from reuse.quantities import Quantity
from reuse.savings import queries, rules
from reuse.savings.factor_file import load_factors
from reuse.savings.gathering import gathered
from reuse.savings.models import Factor, FactorSet, SavingEntry
from reuse.stock.models import Item

NO_HASH = "0" * 64


def load_factor_set(path: Path, *, version: str, now: datetime) -> FactorSet:
    """Take in a shipped factor file, once; a version that is known already is left as it is."""
    known = db.session.scalar(select(FactorSet).where(FactorSet.version == version))
    if known:
        return known
    factor_set = FactorSet(version=version, loaded_at=now)
    for row in load_factors(path):
        values = {name: getattr(row, name) for name in _FACTOR_COLUMNS}
        factor_set.factors.append(Factor(key=row.factor_key, **values))
    db.session.add(factor_set)
    db.session.flush()
    return factor_set


_FACTOR_COLUMNS = (
    "name_da name_en unit typical_mass_g co2e_low_g co2e_mid_g co2e_high_g life_months boundary"
    " source_title publisher year source licence quote confidence note"
).split()


def record(
    *,
    fact: str,
    outcome: rules.Outcome,
    evidence: rules.Evidence,
    kind: Kind,
    item: Item,
    quantity: Quantity,
    receiver: Unit,
    giver: Unit | None,
    need_number: str | None,
    price_ore: int | None,
    counterfactual: rules.Counterfactual,
    now: datetime,
) -> SavingEntry:
    """Book what a fact saves, in the fact's transaction. The receiver owns the avoided purchase."""
    factor = queries.current_factor(kind.factor_key)
    inputs = gathered(
        kind,
        item,
        quantity,
        factor,
        came_from=item.parent,
        price_ore=price_ore,
        counterfactual=counterfactual,
        now=now,
    )
    result = rules.saving(inputs)
    entry = SavingEntry(
        municipality_id=receiver.municipality_id,
        fact=fact,
        at=now,
        month=local(now).strftime("%Y-%m"),
        outcome=outcome,
        evidence=rules.Evidence.DESCRIBED if _without_number(result) else evidence,
        unit_id=receiver.id,
        giver_unit_id=giver.id if giver else None,
        item_id=item.id,
        need_number=need_number,
        category_key=kind.key,
        quantity=quantity.steps,
        measure=quantity.measure,
        factor_id=factor.id if factor else None,
        inputs=rules.to_json(inputs),
        described=rules.why_described(inputs),
        **vars(result),
    )
    return _append(entry)


def _without_number(result: rules.Saving) -> bool:
    return result.co2e_net_g is None and result.net_ore is None


def _append(entry: SavingEntry) -> SavingEntry:
    """Give the entry its place in the municipality's chain; entries wait for each other here."""
    # key_share: rows that only refer to the municipality, ours among them, do not wait for this lock.
    lock = select(Municipality.id).where(Municipality.id == entry.municipality_id)
    lock = lock.with_for_update(key_share=True)
    db.session.execute(lock)
    last = queries.last_entry(entry.municipality_id)
    entry.sequence = last.sequence + 1 if last else 1
    entry.previous_hash = last.hash if last else NO_HASH
    entry.hash = entry_hash(entry)
    db.session.add(entry)
    db.session.flush()
    return entry


_HASHED = (
    "sequence fact at month outcome evidence unit_id giver_unit_id item_id need_number category_key"
    " quantity measure factor_id inputs described co2e_gross_g co2e_net_g co2e_low_g co2e_high_g"
    " gross_ore net_ore reverses_id previous_hash"
).split()


def entry_hash(entry: SavingEntry) -> str:
    """SHA-256 of everything the entry says and of the hash before it."""
    said: dict[str, Any] = {name: getattr(entry, name) for name in _HASHED}
    text = json.dumps(said, sort_keys=True, default=_plain, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
