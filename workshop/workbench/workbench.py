"""The devices together: made, put on their lines, and told what to do."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Literal, Protocol, get_args

from msgspec import Struct

from hardware.profiles import PROFILES
from hardware.signboard import Face
from hardware.virtual.keypad import VirtualKeypad
from hardware.virtual.line import PtyLine, TcpLine, serve_pty, serve_tcp
from hardware.virtual.printer import VirtualPrinter
from hardware.virtual.scanner import VirtualScanner
from hardware.virtual.sign import VirtualSigns
from hardware.virtual.wire import Device
from protocol.catalogue import CounterId
from workshop.workbench import orders
from workshop.workbench.code import code_on
from workshop.workbench.devices import BenchPrinter, BenchSigns, BenchSpeaker, Piece, WorkbenchError
from workshop.workbench.tray import Fallen, Tray

Kind = Literal["printer", "keypad", "sign", "scanner"]
KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
LineKind = Literal["tcp", "pty"]
Answer = dict[str, object]


class Wanted(Struct, frozen=True, kw_only=True):
    """A device to be made, and how a computer reaches it."""

    kind: Kind
    line: LineKind = "tcp"


class Tell(Protocol):
    """Hears what happens on the bench, on any thread."""

    def __call__(self, event: str, /, **fields: object) -> None: ...


class Workbench:
    """`paper`: name of the printer's profile. `counters`: each has a keypad, and a sign on the line of signs.

    `port`: of the first device on TCP, the others follow; 0: free ones. `out`: a folder for the sheets.
    `tell` hears what happens, on any thread. Raises `WorkbenchError`, OSError for a port that cannot be had.
    """

    def __init__(
        self,
        wanted: Sequence[Wanted],
        *,
        paper: str = "80mm",
        counters: Sequence[CounterId],
        host: str = "127.0.0.1",
        port: int = 0,
        out: Path | None = None,
        tell: Tell,
    ) -> None:
        if paper not in PROFILES:
            raise WorkbenchError(f"--paper: one of {', '.join(PROFILES)}, got {paper!r}")
        self.tray: Tray | None = None
        self.pieces: dict[str, Piece] = {}
        """By name: `printer`, `keypad-8`, `sign`, `scanner`."""
        self.urls: dict[str, str] = {}
        self._paper = paper
        self._out = out
        self._tell = tell
        self._kept = ExitStack()
        try:
            for each in wanted:
                for piece in self._made(each.kind, counters):
                    line = self._line(piece.device, each.line, host, port)
                    self.pieces[piece.name], self.urls[piece.name] = piece, line.url
                    port = port + 1 if port and each.line == "tcp" else port
        except BaseException:
            self.close()
            raise

    def do(self, order: orders.Order) -> Answer:
        """Carry it out; what to answer. On any thread. Raises `WorkbenchError`."""
        match order:
            case orders.Fail():
                self._piece(order.device).fail(order)
            case orders.Repair():
                self._piece(order.device).repair(order.fault)
            case orders.Press():
                self._speaker(order.device).press(order.keys)
            case orders.Scan():
                text = order.text or self._code(order.sheet)
                self._speaker(order.device).scan(text)
                return {"text": text}
            case orders.Noise():
                self._speaker(order.device).noise(order.bytes)
            case orders.Tear():
                piece = self._piece(order.device)
                if not isinstance(piece, BenchPrinter):
                    raise WorkbenchError(f"{order.device} has no paper")
                piece.device.tear()
            case orders.State():
                return {"state": self.state()}
            case orders.Quit():
                pass
        return {}

    def state(self) -> dict[str, dict[str, object]]:
        return {
            name: {
                "url": self.urls[name],
                "faults": [fault for fault, on in piece.faults.items() if on],
                **piece.state(),
            }
            for name, piece in self.pieces.items()
        }

    def close(self) -> None:
        """Take the devices off their lines, then draw what is still to be drawn."""
        self._kept.close()

    def _made(
        self, kind: Kind, counters: Sequence[CounterId]
    ) -> list[BenchPrinter | BenchSigns | BenchSpeaker]:
        match kind:
            case "printer":
                profile = PROFILES[self._paper]
                try:
                    self.tray = Tray(profile, self._out)
                except OSError as error:
                    raise WorkbenchError(f"--out: {error}") from error
                self.tray.watch(self._fallen)
                self._kept.callback(self.tray.close)
                return [BenchPrinter("printer", VirtualPrinter(profile, on_sheet=self.tray.take))]
            case "keypad":
                return [BenchSpeaker(f"keypad-{counter}", VirtualKeypad(counter)) for counter in counters]
            case "sign":
                return [BenchSigns("sign", VirtualSigns(counters, on_change=self._changed))]
            case "scanner":
                return [BenchSpeaker("scanner", VirtualScanner())]

    def _line(self, device: Device, kind: LineKind, host: str, port: int) -> TcpLine | PtyLine:
        line = serve_tcp(device, host, port) if kind == "tcp" else serve_pty(device)
        self._kept.callback(line.close)
        return line

    def _piece(self, name: str) -> Piece:
        """A name may leave the counter out where there is one such device."""
        found = [piece for each, piece in self.pieces.items() if name in (each, each.partition("-")[0])]
        if len(found) != 1:
            raise WorkbenchError(f"there is no one device {name!r}; there are {', '.join(self.pieces)}")
        return found[0]

    def _speaker(self, name: str) -> BenchSpeaker:
        piece = self._piece(name)
        if not isinstance(piece, BenchSpeaker):
            raise WorkbenchError(f"{name} says nothing by itself")
        return piece

    def _code(self, number: int | None) -> str:
        """On that sheet, or on the newest whole slip. Raises `WorkbenchError`."""
        if self.tray is None:
            raise WorkbenchError("there is no printer whose slips could be scanned")
        self.tray.wait()
        sheets = self.tray.sheets
        found = [each for each in sheets if each.number == number or (number is None and not each.torn)]
        if not found:
            raise WorkbenchError("there is no such sheet in the tray" if number else "no slip is in the tray")
        return code_on(found[-1].picture)

    def _fallen(self, fallen: Fallen) -> None:
        self._tell("sheet", number=fallen.number, torn=fallen.torn)

    def _changed(self, address: int, face: Face) -> None:
        self._tell("face", address=address, text=face.text, mode=face.mode)
