"""Mischief by seed: now and then something on the bench breaks, and a while later it is mended."""

from __future__ import annotations

import random
import threading

from hardware.virtual.faults import Mischief
from workshop.workbench.devices import BenchPrinter
from workshop.workbench.orders import Fail
from workshop.workbench.workbench import Tell, Workbench

WELL_S = (5.0, 20.0)
BROKEN_S = (4.0, 12.0)
SLIP_BYTES = 6_000
"""A fault of the printer strikes within the next slip."""


class Gremlin:
    """The same seed and devices, the same faults in the same order. `pace` scales the pauses between them."""

    def __init__(self, bench: Workbench, seed: int, tell: Tell, *, pace: float = 1.0) -> None:
        self._bench = bench
        self._tell = tell
        self._pace = pace
        self._dice = random.Random(seed)
        self._mischief = Mischief(self._dice.getrandbits(32))
        self._broken = ""
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="gremlin", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Leave things as they are."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join()

    def step(self) -> None:
        """Break something, or mend what was broken last."""
        if self._broken:
            self._bench.pieces[self._broken].repair(None)
            self._tell("repaired", device=self._broken)
            self._broken = ""
            return
        self._broken = self._dice.choice(sorted(self._bench.pieces))
        piece = self._bench.pieces[self._broken]
        if isinstance(piece, BenchPrinter):
            fault = self._mischief.fault(SLIP_BYTES)
            piece.device.fail(fault)
            self._tell("fault", device=piece.name, fault=repr(fault))
            return
        name = self._dice.choice(sorted(piece.faults))
        piece.fail(Fail(device=piece.name, fault=name))
        self._tell("fault", device=piece.name, fault=name)

    def _run(self) -> None:
        while not self._ending.wait(self._pause_s()):
            self.step()

    def _pause_s(self) -> float:
        return self._dice.uniform(*(BROKEN_S if self._broken else WELL_S)) * self._pace
