"""A fault at every byte of a slip, through the whole kiosk: `python -m tests.kiosk.torture`.

Each trial is a kiosk of its own with the real flow, the real rules, the real printer thread at its real pace,
and a virtual printer that fails at one byte. A visitor takes a number, looks at what the kiosk says and at
what came out, answers truly, and lets the slip be printed again where the kiosk offers it; staff repair the
printer a moment after the trouble is in sight, and a slip that comes out then is taken. Then the paper is
counted. Many kiosks stand side by side,
since each of them mostly waits.

A sample of it is a test; the whole is one command, whose result is kept in docs/hardware-proof.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import shiboken6
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from client.fake import FakeLink, small_catalogue
from client.language import Languages
from hardware.escpos import encode
from hardware.printer import Printer
from hardware.profiles import PROFILES
from hardware.receipt import Receipt
from hardware.virtual.faults import RESTART_S, Cover, Disconnect, Fault, PaperOut, Reset
from hardware.virtual.printer import VirtualPrinter
from kiosk.flow import WELL, Flow
from kiosk.press import Press
from kiosk.screen import Screen
from protocol.visit import State
from tests.rules import rules

MORNING = datetime(2026, 1, 5, 2, 41, tzinfo=UTC)
SERVICE = "dukcapil.ktp-rekam"
PROFILE = PROFILES["80mm"]
SLIP_BEGINS = b"\x1b@"
LOOK_MS = 15
SEEN_S_MAX = 2.0
"""From the fault until the kiosk shows it."""
BACK_S_MAX = 10.0
"""From the repair until the kiosk can print again."""
SCREEN_S_MAX = 30.0
"""A trial that stands still for so long hangs."""
REPAIR_AFTER_S = 0.3
QUIET_S = 0.4
"""After the last page, for what a printer may still do."""
SIDE_BY_SIDE = 24

Line = str
"""`network` breaks when the printer loses its power, `serial` stays."""
KINDS: dict[str, tuple[Callable[[int], Fault], Line]] = {
    "paper out": (PaperOut, "network"),
    "cover": (Cover, "network"),
    "disconnect": (Disconnect, "network"),
    "reset": (Reset, "network"),
    "reset on a serial line": (Reset, "serial"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One fault at one byte."""

    kind: str
    at_byte: int


@dataclass(slots=True, kw_only=True)
class Result:
    """What came of a trial. Times are seconds; None: there was nothing to see."""

    trial: Trial
    struck: bool = False
    """Whether the slip went on for so long."""
    first: str = ""
    """How the first slip ended."""
    seen_s: float | None = None
    back_s: float | None = None
    originals: int = 0
    copies: int = 0
    broken: list[str] = field(default_factory=list)
    """The promises that were not kept."""


class Failing(VirtualPrinter):
    """Fails once, at a byte of the first slip that reaches it, and knows when."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(PROFILE)
        self._fault: Fault | None = fault
        self.struck_at: float | None = None

    def feed(self, data: bytes) -> bytes:
        if self._fault is not None and data.startswith(SLIP_BEGINS):
            fault, self._fault = self._fault, None
            self.fail(fault)
            self._note()
        answers = super().feed(data)
        self._note()
        return answers

    def _note(self) -> None:
        if self._fault is None and self.struck_at is None and not self._failing and not self._inside.failing:
            self.struck_at = time.monotonic()


class Seen(Press):
    """A press that remembers the slips it was given."""

    def __init__(self, printer: Printer) -> None:
        super().__init__(printer)
        self.slips: list[Receipt] = []

    def submit(self, job: str, receipt: Receipt) -> None:
        self.slips.append(receipt)
        super().submit(job, receipt)


class Stand:
    """One kiosk, its visitor and its staff, for one trial."""

    def __init__(self, trial: Trial, languages: Languages) -> None:
        make, line = KINDS[trial.kind]
        self.result = Result(trial=trial)
        self._serial = line == "serial"
        self._virtual = Failing(make(trial.at_byte))
        self._link = FakeLink(
            role="kiosk", catalogue=small_catalogue(), now=MORNING, training=False, decide=rules
        )
        self._press = Seen(Printer("memory:", PROFILE, opener=self._open))
        self._flow = Flow(self._link, self._press, languages, tell=self._told)
        self._acts = self._act()
        self._deadline = time.monotonic() + SCREEN_S_MAX
        self._seen_at: float | None = None
        self._repaired_at: float | None = None
        self.over = False

    def look(self) -> None:
        """What its people see and do now; called again and again."""
        self._flow.tick()
        self._see()
        if time.monotonic() > self._deadline:
            self.result.broken.append(f"hangs at {self._flow.screen.value}, paper {self._flow.paper}")
            self._close()
        elif next(self._acts, self) is self:
            self._close()

    def _act(self) -> Iterator[None]:
        """The visitor's way, one turn at a time."""
        flow = self._flow
        while flow.paper not in WELL:
            yield
        flow.open_tenant(flow.catalogue.services[SERVICE].tenant)
        flow.open_service(SERVICE)
        flow.take()
        while flow.screen in (Screen.ISSUING, Screen.PRINTING):
            yield
        if flow.screen is Screen.QUESTION:
            flow.answer_paper(self._out() == 1)
        yield from self._repaired()
        while flow.paper not in WELL:
            yield
        if flow.can_print_again and not self._out():
            flow.print_again()
            while flow.screen is Screen.PRINTING:
                yield
            if flow.screen is Screen.QUESTION:
                flow.answer_paper(self._copies_out() == 1)
        until = time.monotonic() + QUIET_S
        while time.monotonic() < until:
            yield
        if flow.screen in (Screen.TROUBLE, Screen.SCREEN_TICKET):
            flow.noted()
        self._link_turns()
        self._judge()

    def _repaired(self) -> Iterator[None]:
        """Staff come when the kiosk shows its trouble; a printer without power starts again by itself."""
        if self._virtual.struck_at is None:
            return
        at = self._virtual.struck_at + RESTART_S
        while self.result.first == "Printed" and self._flow.paper in WELL and time.monotonic() < at:
            yield
        at = time.monotonic() + REPAIR_AFTER_S
        if self.result.trial.kind.startswith("reset"):
            at = max(at, self._virtual.struck_at + RESTART_S)
        while time.monotonic() < at:
            yield
        self._repaired_at = time.monotonic()
        self._virtual.repair()

    def _see(self) -> None:
        struck_at = self._virtual.struck_at
        if struck_at is None or self.result.back_s is not None:
            return
        now, flow = time.monotonic(), self._flow
        if self._seen_at is None:
            if flow.screen in (Screen.QUESTION, Screen.TROUBLE) or flow.paper not in WELL:
                self._seen_at = now
                self.result.seen_s = now - struck_at
        elif self._repaired_at is not None and flow.paper in WELL:
            self.result.back_s = now - self._repaired_at

    def _judge(self) -> None:
        """Count the paper, and hold every promise against it."""
        result, hall = self.result, self._link.whole
        result.struck = self._virtual.struck_at is not None
        result.originals, result.copies = self._out(), self._copies_out()
        visits = list(hall.visits.values())
        promises = {
            "one visit for one tap": len(visits) == 1,
            "the visitor is in the line": all(s.state is State.WAITING for v in visits for s in v.stops),
            "one ticket, or one copy of it": result.originals + result.copies == 1,
            "printed is said only of what is out": result.first != "Printed" or result.originals == 1,
            "the trouble is shown": result.seen_s is None or result.seen_s <= SEEN_S_MAX,
            "and over after the repair": result.back_s is None or result.back_s <= BACK_S_MAX,
            "a copy is marked": len(self._press.slips) == 1 or "SALINAN" in str(self._press.slips[1]),
        }
        result.broken += [promise for promise, kept in promises.items() if not kept]

    def _out(self) -> int:
        return self._virtual.times_out(encode(self._press.slips[0], PROFILE))

    def _copies_out(self) -> int:
        copies = self._press.slips[1:]
        return sum(self._virtual.times_out(encode(copy, PROFILE)) for copy in copies)

    def _told(self, name: str, **facts: object) -> None:
        if name == "ticket":
            self.result.first = str(facts["outcome"])

    def _open(self, url: str) -> object:
        return self._virtual.port(serial=self._serial, waits=True)

    def _link_turns(self) -> None:
        QCoreApplication.processEvents()

    def _close(self) -> None:
        self.over = True
        self._virtual.repair()
        self._press.close()
        # Python might come across what has timers in the thread of another stand's printer.
        self._acts = iter(())
        for part in (self._flow, self._press, self._link):
            shiboken6.delete(part)


def trials(sample: int | None, seed: int) -> list[Trial]:
    """All of them, or so many drawn; in an order that mixes the kinds."""
    bytes_count = slip_bytes()
    every = [Trial(kind=kind, at_byte=at) for kind in KINDS for at in range(bytes_count + 1)]
    dice = random.Random(seed)
    if sample is not None:
        return dice.sample(every, min(sample, len(every)))
    dice.shuffle(every)
    return every


def slip_bytes() -> int:
    """So many bytes, questions among them, reach a printer that is well."""
    languages = _languages()
    stand = Stand(Trial(kind="cover", at_byte=10**9), languages)
    count = 0
    feed = stand._virtual.feed

    def counted(data: bytes) -> bytes:
        nonlocal count
        if count or data.startswith(SLIP_BEGINS):
            count += len(data)
        return feed(data)

    stand._virtual.feed = counted
    _play([stand], 1, lambda result: None)
    languages.close()
    return count


def play(
    chosen: list[Trial], side_by_side: int = SIDE_BY_SIDE, say: Callable[[Result], None] = lambda _: None
) -> list[Result]:
    """Hold the trials; needs a QCoreApplication."""
    languages = _languages()
    try:
        return _play((Stand(trial, languages) for trial in chosen), side_by_side, say)
    finally:
        languages.close()


def _languages() -> Languages:
    languages = Languages()
    languages.set_language("id")
    return languages


def _play(
    stands: Iterator[Stand] | list[Stand], side_by_side: int, say: Callable[[Result], None]
) -> list[Result]:
    waiting, here, results = iter(stands), [], []
    loop = QEventLoop()

    def look() -> None:
        here.extend(stand for _, stand in zip(range(side_by_side - len(here)), waiting, strict=False))
        for stand in here:
            stand.look()
            if stand.over:
                results.append(stand.result)
                say(stand.result)
        here[:] = [stand for stand in here if not stand.over]
        if not here:
            loop.quit()

    timer = QTimer(interval=LOOK_MS)
    timer.timeout.connect(look)
    timer.start()
    loop.exec()
    timer.stop()
    return results


def main() -> int:
    """Hold the trials and say what came of them; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(prog="./mall torture", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sample", type=int, help="hold only so many, drawn with the seed")
    parser.add_argument("--seed", type=int, default=1, help="their order, or which are drawn (1)")
    parser.add_argument("--side-by-side", type=int, default=SIDE_BY_SIDE, help=f"kiosks ({SIDE_BY_SIDE})")
    parser.add_argument("--json", action="store_true", help="one JSON value on stdout")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QCoreApplication.instance() or QCoreApplication([])
    started = time.monotonic()
    chosen = trials(asked.sample, asked.seed)
    done = 0

    def say(result: Result) -> None:
        nonlocal done
        done += 1
        if result.broken or done % 500 == 0:
            sys.stderr.write(f"{done}/{len(chosen)} {result if result.broken else ''}\n")

    results = play(chosen, asked.side_by_side, say)
    record = record_of(results, seed=asked.seed, took_s=time.monotonic() - started)
    sys.stdout.write(json.dumps(record, indent=None if asked.json else 2) + "\n")
    del application
    return 1 if record["broken"] else 0


def record_of(results: list[Result], *, seed: int, took_s: float) -> dict[str, object]:
    """What is kept: how each kind of fault ended, the slowest kiosk, every broken promise."""
    kinds: dict[str, object] = {}
    for kind in KINDS:
        of_kind = [result for result in results if result.trial.kind == kind]
        struck = [result for result in of_kind if result.struck]
        paper = Counter(f"{result.originals} ticket, {result.copies} copy" for result in struck)
        kinds[kind] = {
            "trials": len(of_kind),
            "struck": len(struck),
            "first_slip": dict(Counter(result.first for result in struck).most_common()),
            "paper_in_the_end": dict(paper.most_common()),
            "seen_s": _spread([result.seen_s for result in struck if result.seen_s is not None]),
            "back_s": _spread([result.back_s for result in struck if result.back_s is not None]),
        }
    return {
        "trials": len(results),
        "seed": seed,
        "took_s": round(took_s),
        "machine": f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}",
        "kinds": kinds,
        "broken": [
            {"kind": result.trial.kind, "at_byte": result.trial.at_byte, "promises": result.broken}
            for result in results
            if result.broken
        ],
    }


def _spread(seconds: list[float]) -> dict[str, float]:
    if not seconds:
        return {}
    ranked = sorted(seconds)
    return {
        "p50": round(ranked[len(ranked) // 2], 2),
        "p99": round(ranked[len(ranked) * 99 // 100], 2),
        "max": round(ranked[-1], 2),
    }


if __name__ == "__main__":
    sys.exit(main())
