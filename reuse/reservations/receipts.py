"""What a reservation's hand-overs saved, as its receipt shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from reuse.db import db
from reuse.reservations.models import Reservation
from reuse.savings.models import SavingEntry


@dataclass(frozen=True)
class Saved:
    """Sums of whole grams and øre; None where no entry has a figure."""

    entries: Sequence[SavingEntry]
    co2e_net_g: int | None
    co2e_low_g: int | None
    co2e_high_g: int | None
    net_ore: int | None


def saved_by(reservation: Reservation) -> Saved | None:
    """The savings of its hand-overs, without those that were reversed since; None if there are none."""
    facts = [f"handover:{handover.id}" for handover in reservation.handovers]
    reversed_ids = select(SavingEntry.reverses_id).where(SavingEntry.reverses_id.is_not(None))
    query = select(SavingEntry).where(SavingEntry.fact.in_(facts), SavingEntry.id.not_in(reversed_ids))
    entries = db.session.scalars(query.order_by(SavingEntry.id)).all()
    if not entries:
        return None
    return Saved(
        entries,
        _sum(entry.co2e_net_g for entry in entries),
        _sum(entry.co2e_low_g for entry in entries),
        _sum(entry.co2e_high_g for entry in entries),
        _sum(entry.net_ore for entry in entries),
    )


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
