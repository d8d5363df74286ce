"""What time it is. Only doors ask; rules and actions are told."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def now() -> datetime:
    """The moment in UTC, to the second: what is stored and compared."""
    return datetime.now(UTC).replace(microsecond=0)


def today() -> date:
    """The date on the wall in Denmark."""
    return datetime.now(COPENHAGEN).date()


def local(moment: datetime) -> datetime:
    """The same moment as Danish wall-clock time."""
    return as_utc(moment).astimezone(COPENHAGEN)


def start_of(day: date) -> datetime:
    """The first moment of a day in Denmark."""
    return datetime.combine(day, time.min, COPENHAGEN)


def as_utc(moment: datetime) -> datetime:
    """Read a moment without a zone as UTC (SQLite hands moments back without one)."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
