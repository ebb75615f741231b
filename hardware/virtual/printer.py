"""A printer that is not there: it takes ESC/POS, answers for its state, and keeps what it printed.

Like the real ones it holds what it cannot print and prints it when it can again; so a job that was
sent without paper comes out after the roll is changed. And it fails like them: see `hardware.virtual.faults`.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from hardware.profiles import PROFILES, Profile
from hardware.status import Paper, PrinterStatus
from hardware.virtual.faults import (
    FAULTS,
    AtArrival,
    AtPrinting,
    Cover,
    CutterJam,
    Disconnect,
    DropBytes,
    Fault,
    Hold,
    NearEnd,
    PaperOut,
    Reset,
    Stall,
    due,
)
from hardware.virtual.mechanism import WELL, Mechanism
from hardware.virtual.roll import Sheet, times_on
from hardware.virtual.wire import DevicePort, Wire

UNTAKEN_BYTES_MAX = 64 * 1024  # of what came with the byte at which it stalled; the rest is lost


class VirtualPrinter:
    """A printer with paper in it. Safe to use from several threads.

    `on_sheet` is called with each piece of paper that came out, `on_slip` with the bytes of those that are
    not torn, both on the thread that fed the last byte or changed the state. `clock` measures how long it
    stays away.
    """

    def __init__(
        self,
        profile: Profile = PROFILES["80mm"],
        *,
        on_slip: Callable[[bytes], None] | None = None,
        on_sheet: Callable[[Sheet], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.profile = profile
        self.wire = Wire(clock=clock)
        self._on_slip = on_slip
        self._on_sheet = on_sheet
        self._lock = threading.Lock()
        self._inside = Mechanism(profile)
        self._untaken = bytearray()
        self._left = False
        """Whether the computer has gone after it sent what is untaken."""
        self._deaf_bytes = 0
        self._failing: list[tuple[int, AtArrival]] = []
        """What will go wrong, with the bytes until then."""

    @property
    def status(self) -> PrinterStatus:
        """What it would answer."""
        with self._lock:
            return self._inside.reported

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """What came out, torn or whole, oldest first, at most `roll.SHEETS_COUNT_MAX`."""
        with self._lock:
            return self._inside.roll.sheets

    @property
    def slips(self) -> tuple[bytes, ...]:
        """The bytes of the sheets that are not torn."""
        return tuple(sheet.data for sheet in self.sheets if not sheet.torn)

    def times_out(self, slip: bytes) -> int:
        """How often the whole of this slip came out; questions to the printer in it are left out."""
        return times_on(slip, self.sheets)

    def set_state(
        self,
        *,
        paper: Paper | None = None,
        cover_open: bool | None = None,
        cutter_error: bool | None = None,
        online: bool | None = None,
        answering: bool | None = None,
    ) -> None:
        """Change what is named. `online=False`: its button; `answering=False`: it prints and says nothing."""
        inside = self._inside
        with self._lock:
            now = inside.status
            if answering is not None:
                inside.answering = answering
            if cutter_error is not None:
                inside.jammed = False
            if paper is not None:
                inside.failing = [each for each in inside.failing if not isinstance(each[1], PaperOut)]
            off = self._settle(
                replace(
                    now,
                    paper=now.paper if paper is None else paper,
                    cover_open=now.cover_open if cover_open is None else cover_open,
                    cutter_error=now.cutter_error if cutter_error is None else cutter_error,
                    online=now.online if online is None else online,
                )
            )
        self._report(off)

    @property
    def faults(self) -> frozenset[type[Fault]]:
        """What is wrong with it now."""
        with self._lock:
            status = self._inside.status
            wrong: dict[type[Fault], bool] = {
                NearEnd: status.paper == "near_end",
                PaperOut: status.paper == "out",
                Cover: status.cover_open,
                CutterJam: self._inside.jammed or status.cutter_error,
                Hold: self._inside.holding,
                Stall: not self.wire.takes,
                DropBytes: self._deaf_bytes > 0,
                Disconnect: not self.wire.has("cable"),
                Reset: not self.wire.has("power"),
            }
        return frozenset(kind for kind, on in wrong.items() if on)

    def fail(self, fault: Fault) -> None:
        """Let this go wrong after so many more bytes."""
        with self._lock:
            if isinstance(fault, AtPrinting):
                self._inside.failing.append((fault.after_bytes, fault))
                self.wire.push(self._inside.strike(0))
            else:
                self._failing.append((fault.after_bytes, fault))
                self._strike(0)

    def repair(self, *kinds: type[Fault]) -> None:
        """Mend all that is wrong, and forget what was to go wrong; only these kinds, where some are named."""
        mended = kinds or FAULTS
        inside = self._inside
        with self._lock:
            self._failing = [each for each in self._failing if type(each[1]) not in mended]
            inside.failing = [each for each in inside.failing if type(each[1]) not in mended]
            inside.answering = inside.answering or not kinds
            inside.holding = inside.holding and Hold not in mended
            inside.jammed = inside.jammed and CutterJam not in mended
            self._deaf_bytes = 0 if DropBytes in mended else self._deaf_bytes
            if Disconnect in mended:
                self.wire.restore("cable")
            if Reset in mended:
                self.wire.restore("power")
            if Stall in mended:
                self.wire.take(True)
            now = inside.status
            mends_paper = (PaperOut if now.paper == "out" else NearEnd) in mended
            mended_now = replace(
                now,
                paper="ok" if mends_paper else now.paper,
                cover_open=now.cover_open and Cover not in mended,
                cutter_error=now.cutter_error and CutterJam not in mended,
            )
            off = self._settle(mended_now if kinds else WELL)
        self._report(off)

    def switch(self, *, on: bool) -> None:
        """Its power switch: off, it forgets what it has not printed."""
        with self._lock:
            if on:
                self.wire.restore("power")
            else:
                self._inside.forget()
                self.wire.lose("power")

    def end_paper_after(self, slip_bytes: int) -> None:
        """Let the roll end when that many more bytes have been printed."""
        self.fail(PaperOut(slip_bytes))

    def feed(self, data: bytes) -> bytes:
        """Take bytes, in any fragments; gives back what the printer answers."""
        with self._lock:
            off: list[Sheet] = []
            answers = self._receive(data, off)
        self._report(off)
        return answers

    def tear(self) -> None:
        """Tear off what hangs out, as one does where there is no cutter."""
        with self._lock:
            off = self._inside.roll.tear()
        self._report(off)

    def break_line(self) -> None:
        """The line to the computer was closed: half a command is forgotten, after what is on its way."""
        with self._lock:
            self._left = bool(self._untaken)
            if not self._left:
                self._inside.forget_half()

    def port(self, *, serial: bool = False, waits: bool = False) -> DevicePort:
        """A port in this process with the printer at its other end; see `DevicePort`. Raises Unreachable."""
        return DevicePort(self, serial=serial, waits=waits)

    def _receive(self, data: bytes, off: list[Sheet]) -> bytes:
        """What came, up to each fault that is due."""
        answers = bytearray()
        self._untaken += data
        if not self._reachable:
            self._untaken.clear()
        while self._untaken and self.wire.takes:
            count = len(self._untaken)
            if not self._reachable:
                self._untaken.clear()
            elif self._deaf_bytes:
                count = min(count, self._deaf_bytes)
                self._deaf_bytes -= count
                del self._untaken[:count]
            else:
                count = min([count, *(left for left, _ in self._failing)])
                piece = bytes(self._untaken[:count])
                del self._untaken[:count]
                answers += self._inside.take(piece, off)
                self._strike(count)
        del self._untaken[UNTAKEN_BYTES_MAX:]
        return bytes(answers)

    @property
    def _reachable(self) -> bool:
        return self.wire.has("cable") and self.wire.has("power")

    def _settle(self, status: PrinterStatus) -> list[Sheet]:
        """Be in this state, and go on. What it says then was not asked for just now."""
        off: list[Sheet] = []
        said = self._inside.settle(status, off) + self._receive(b"", off)
        if self._left and not self._untaken:
            self._left = False
            self._inside.forget_half()
        self.wire.push(said)
        return off

    def _strike(self, count: int) -> None:
        struck, self._failing = due(self._failing, count)
        for fault in struck:
            match fault:
                case Hold():
                    self._inside.holding = True
                case Stall():
                    self.wire.take(False)
                case DropBytes():
                    self._deaf_bytes += fault.count
                case Disconnect():
                    back_s = math.inf if fault.back_s is None else fault.back_s
                    self.wire.lose("cable", back_s=back_s, undelivered=len(self._untaken))
                    self._untaken.clear()
                case Reset():
                    self._inside.forget()
                    stays = self.wire.stays
                    self._deaf_bytes = fault.deaf_bytes if stays else 0
                    self.wire.lose("power", back_s=fault.back_s, undelivered=len(self._untaken))
                    if not stays:
                        self._untaken.clear()

    def _report(self, off: list[Sheet]) -> None:
        for sheet in off:
            if self._on_sheet:
                self._on_sheet(sheet)
            if self._on_slip and not sheet.torn:
                self._on_slip(sheet.data)
