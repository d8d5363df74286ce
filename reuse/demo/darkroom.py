"""Pictures of the demo's things: drawn and made light by other processes, while the year is told."""

import multiprocessing
import os
from collections.abc import Iterable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from typing import Final, Self
from zlib import crc32

from reuse.demo.pictures import draw
from reuse.demo.pictures.kinds import KINDS
from reuse.demo.things import Lot
from reuse.files import Files
from reuse.stock.actions import keep_files
from reuse.stock.pictures import Picture, read_picture

MOST_PROCESSES: Final = 4


@dataclass(frozen=True)
class Motif:
    """What is on a picture; lots of the same motif share it."""

    icon: str
    colour: str
    count: int

    @property
    def seed(self) -> int:
        """The same picture in every demo."""
        return crc32(f"{self.icon} {self.colour} {self.count}".encode())


def motif_of(lot: Lot, icon: str) -> Motif | None:
    """The picture that shows a lot: one of them or a row of them; None where nobody took one."""
    kind = KINDS.get(icon)
    if kind is None or not lot.thing.picture:
        return None
    return Motif(icon, lot.colour, kind.most if lot.quantity > 1 else 1)


def develop(motif: Motif) -> Picture:
    """Draw a picture and read it like any photo that arrives."""
    return read_picture(draw(motif.icon, seed=motif.seed, colour=motif.colour or None, count=motif.count))


class Darkroom:
    """Develops pictures in the order in which they will be asked for, and keeps their files."""

    def __init__(self, files: Files) -> None:
        self._files = files
        # spawn: a fork would copy the store's threads half-way
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(min(MOST_PROCESSES, os.cpu_count() or 1), mp_context=context)
        self._coming: dict[Motif, Future[Picture]] = {}
        self._kept: dict[Motif, Picture] = {}

    @property
    def ordered(self) -> int:
        """How many different pictures there are."""
        return len(self._coming)

    def order(self, motifs: Iterable[Motif]) -> None:
        """Begin with these pictures, each once."""
        for motif in motifs:
            if motif not in self._coming:
                self._coming[motif] = self._pool.submit(develop, motif)

    def pictures(self, motif: Motif) -> list[Picture]:
        """A row of things, and a single one of them if there is such a picture anyway."""
        single = replace(motif, count=1)
        return [self._picture(one) for one in dict.fromkeys((motif, single)) if one in self._coming]

    def _picture(self, motif: Motif) -> Picture:
        """A picture with its files kept; waits until it is ready."""
        if motif not in self._kept:
            try:
                self._kept[motif] = self._coming[motif].result()
            except BrokenExecutor:  # a system without shared memory, or without enough of it
                self._kept[motif] = develop(motif)
            keep_files(self._kept[motif], self._files)
        return self._kept[motif]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._pool.shutdown(cancel_futures=True)
