"""Asking a server over and over: closed loop, several clients, latencies and the server's CPU."""

import http.client
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

TICKS = 100  # USER_HZ on Linux


@dataclass
class Round:
    """What one round of asking gave."""

    seconds: float
    cpu_seconds: float
    latencies: list[float] = field(default_factory=list)
    wrong: int = 0

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds

    @property
    def cpu_ms(self) -> float:
        return 1000 * self.cpu_seconds / max(1, len(self.latencies))

    def percentile_ms(self, share: float) -> float:
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def ask(port: int, path: Callable[[int], str], *, cookie: str, clients: int, seconds: float, pid: int) -> Round:
    """Let clients ask for `path(n)`, n counting up, for some seconds; anything but 200, 302, 303 is wrong."""
    found = Round(seconds, 0.0)
    lock, counter, end = threading.Lock(), iter(range(10**9)), time.monotonic() + seconds

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        mine: list[float] = []
        wrong = 0
        while time.monotonic() < end:
            with lock:
                number = next(counter)
            started = time.perf_counter()
            connection.request("GET", path(number), headers={"Cookie": cookie, "Accept": "text/html"})
            answer = connection.getresponse()
            answer.read()
            mine.append(time.perf_counter() - started)
            wrong += answer.status not in (200, 302, 303)
        with lock:
            found.latencies += mine
            found.wrong += wrong

    before = cpu_seconds(pid)
    threads = [threading.Thread(target=client) for _ in range(clients)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.seconds = time.perf_counter() - started
    found.cpu_seconds = cpu_seconds(pid) - before
    return found


def cpu_seconds(pid: int) -> float:
    """User and system CPU of a process and all below it, so far."""
    total = 0
    for one in family(pid):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        total += sum(int(value) for value in fields[11:15])
    return total / TICKS


def family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for one in found:
        try:
            found += [int(child) for child in Path(f"/proc/{one}/task/{one}/children").read_text().split()]
        except FileNotFoundError:
            continue
    return found


def memory_mb(pid: int) -> float:
    """Proportional set size of a process and all below it."""
    total = 0
    for one in family(pid):
        try:
            for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return total / 1024


def middle(values: list[float]) -> float:
    return statistics.median(values)
