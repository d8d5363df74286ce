"""`make bench`: pages of a municipality with 100,000 lots against the bare reference, round by round.

These machines are noisy: believe the ratio of two servers asked in turn and the CPU per request, not one figure.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reuse.app import create_app
from reuse.installing import set_up
from tests import makers
from tests.bench.filling import Filled, fill
from tests.bench.load import Round, ask, memory_mb, middle
from tests.servers import server

SECRET = "only-for-measuring-0123456789abcdef012345"
OURS, REFERENCE = 8061, 8062


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--lots", type=int, default=100_000)
    options.add_argument("--clients", type=int, default=4)
    options.add_argument("--seconds", type=float, default=3)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), chosen)


def measure(folder: Path, chosen: argparse.Namespace) -> None:
    environment = {
        "REUSE_DATA": str(folder),
        "REUSE_SECRET_KEY": SECRET,
        "REUSE_BASE_URL": f"http://127.0.0.1:{OURS}",
    }
    os.environ.update(environment)
    town = filled(chosen.lots)
    reference = {"BENCH_DATABASE": str(folder / "reuse.db")}
    with (
        server("wsgi:app", OURS, environment, workers=2) as ours,
        server("tests.bench.reference:app", REFERENCE, reference, workers=2) as bare,
    ):
        cookie = sign_in(town.email)
        print(f"{chosen.lots:,} lots, {chosen.clients} clients, {chosen.rounds} rounds of {chosen.seconds} s each")
        print("page".ljust(28) + "   req/s     ref   ratio   p50 ms   p95 ms   CPU ms  wrong")
        for name, path, twin in pages(town):
            rounds = [compare(path, twin, cookie, chosen, ours, bare, turn) for turn in range(chosen.rounds)]
            report(name, rounds, compared=twin is not None)
        print(f"memory of our two workers: {memory_mb(ours):.0f} MB (PSS)")


Path_ = Callable[[int], str]


def pages(town: Filled) -> list[tuple[str, Path_, Path_ | None]]:
    def newest(_n: int) -> str:
        return "/find"

    def thing(n: int) -> str:
        return f"/listings/{town.offers[n % len(town.offers)]}"

    def label(n: int) -> str:
        return f"/q/{town.codes[n % len(town.codes)]}"

    def search(n: int) -> str:
        return "/find?q=" + ("kontorstol", "reol+hvid", "hejse+stole", "bord+120", "skab")[n % 5]

    return [
        ("24 newest", newest, newest),
        ("a thing's page", thing, thing),
        ("label look-up", label, label),
        ("search, a page", search, None),
    ]


def compare(
    path: Path_, twin: Path_ | None, cookie: str, chosen: argparse.Namespace, ours: int, bare: int, turn: int
) -> tuple[Round, Round | None]:
    """One round of each, the order turned every time."""

    def one() -> Round:
        return ask(OURS, path, cookie=cookie, clients=chosen.clients, seconds=chosen.seconds, pid=ours)

    def other() -> Round | None:
        if twin is None:
            return None
        return ask(REFERENCE, twin, cookie="", clients=chosen.clients, seconds=chosen.seconds, pid=bare)

    if turn % 2:
        second = other()
        return one(), second
    return one(), other()


def report(name: str, rounds: list[tuple[Round, Round | None]], *, compared: bool) -> None:
    ours = [one for one, _ in rounds]
    reference = middle([other.per_second for _, other in rounds if other]) if compared else 0.0
    ratio = middle([one.per_second / other.per_second for one, other in rounds if other]) if compared else 0.0
    print(
        f"{name:<28}{middle([one.per_second for one in ours]):>8.0f}{reference:>8.0f}{ratio:>8.2f}"
        f"{middle([one.percentile_ms(0.5) for one in ours]):>9.1f}"
        f"{middle([one.percentile_ms(0.95) for one in ours]):>9.1f}"
        f"{middle([one.cpu_ms for one in ours]):>9.2f}{sum(one.wrong for one in ours):>7}"
    )


def filled(lots: int) -> Filled:
    app = create_app()
    set_up(app)
    started = time.perf_counter()
    with app.app_context():
        town = fill(lots)
    print(f"filled {lots:,} lots in {time.perf_counter() - started:.0f} s")
    return town


def sign_in(email: str) -> str:
    import http.client
    from urllib.parse import urlencode

    connection = http.client.HTTPConnection("127.0.0.1", OURS)
    body = urlencode({"email": email, "password": makers.PASSWORD})
    connection.request("POST", "/sign-in", body, {"Content-Type": "application/x-www-form-urlencoded"})
    answer = connection.getresponse()
    assert answer.status == 302, answer.status
    return answer.headers["Set-Cookie"].split(";")[0]


if __name__ == "__main__":
    main()
