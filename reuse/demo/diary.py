"""The diary of the year: who does what when, told in the order in which it happened."""

import heapq
import random
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from reuse.clock import COPENHAGEN, local

Act = Callable[[datetime], None]


class Diary:
    """Entries are played in the order of their moments; what would happen after `now` has not happened."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._entries: list[tuple[datetime, int, Act]] = []
        self._count = 0

    def add(self, at: datetime, act: Act) -> None:
        self._count += 1  # keeps entries of one moment in the order in which they were written
        heapq.heappush(self._entries, (at, self._count, act))

    def play(self) -> int:
        """Let everything happen until now; how many entries there were. Entries may add later ones."""
        played = 0
        while self._entries and self._entries[0][0] <= self.now:
            at, _, act = heapq.heappop(self._entries)
            act(at)
            played += 1
        return played


def at_work(day: date, dice: random.Random, *, hours: tuple[int, int] = (8, 15)) -> datetime:
    """A moment in working hours on that day, or on the Monday after a weekend."""
    day += timedelta(days=(0, 0, 0, 0, 0, 2, 1)[day.weekday()])
    clock = time(dice.randint(*hours), dice.randrange(60))
    return datetime.combine(day, clock, COPENHAGEN).astimezone(UTC)


def later(at: datetime, days: float, dice: random.Random) -> datetime:
    """A moment in working hours some days after another, and never before it."""
    moment = at_work(local(at + timedelta(days=days)).date(), dice)
    return max(moment, at + timedelta(minutes=dice.randint(10, 90)))


MORNING = (7, 8)  # rooms are cleared before anybody asks for what was in them
DAY = (10, 15)


def told(row: Mapping[str, Any], now: datetime, dice: random.Random, *, hours: tuple[int, int]) -> datetime:
    """The moment that a row's `when` (month-day in the year that has passed) or `ago` (days) means."""
    today, ago = local(now).date(), row.get("ago")
    if ago == 0:
        return now - timedelta(minutes=60 if hours == MORNING else 10)
    if ago is not None:
        day = today - timedelta(days=ago)
        friday = day - timedelta(days=(0, 0, 0, 0, 0, 1, 2)[day.weekday()])
        return at_work(friday, dice, hours=hours)
    month, day_of_month = (int(part) for part in row["when"].split("-"))
    passed = date(today.year, month, day_of_month)
    return at_work(passed if passed < today else passed.replace(year=today.year - 1), dice, hours=hours)
