"""A printer that is not there: it takes ESC/POS, answers for its state, and keeps the slips.

Like the real ones it holds what it cannot print and prints it when it can again; so a job that was
sent without paper comes out after the roll is changed.
"""

from __future__ import annotations

import selectors
import socket
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import Self

from hardware.fake import MemoryPort
from hardware.profiles import PROFILES, Profile
from hardware.status import Paper, PrinterStatus, answers_of
from hardware.stream import Op, Stream

SLIPS_COUNT_MAX = 1000  # the oldest go first
HELD_BYTES_MAX = 64 * 1024  # what comes on top of it is lost
SLIP_BYTES_MAX = 1024 * 1024  # of a slip that is never cut, the first bytes go
RECEIVE_BYTES = 4096
CLOSE_S_MAX = 5.0

_CUTS = (b"\x1dV", b"\x1bi", b"\x1bm")
_REAL_TIME_STATUS, _ORDERED_STATUS = b"\x10\x04", b"\x1dr"


class VirtualPrinter:
    """A printer with paper in it. Safe to use from several threads.

    `on_slip` is called with each finished slip's bytes on the thread that fed the last of them.
    """

    def __init__(
        self, profile: Profile = PROFILES["80mm"], *, on_slip: Callable[[bytes], None] | None = None
    ) -> None:
        self.profile = profile
        self._on_slip = on_slip
        self._lock = threading.Lock()
        self._stream = Stream()
        self._status = PrinterStatus(paper="ok", online=True)
        self._answering = True
        self._paper_bytes_left: int | None = None
        self._held: deque[Op] = deque()
        self._held_bytes = 0
        self._slip = bytearray()
        self._inked = False
        self._slips: deque[bytes] = deque(maxlen=SLIPS_COUNT_MAX)

    @property
    def status(self) -> PrinterStatus:
        """What it would answer."""
        return self._reported()

    @property
    def slips(self) -> tuple[bytes, ...]:
        """The finished slips, oldest first, at most `SLIPS_COUNT_MAX`."""
        with self._lock:
            return tuple(self._slips)

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
        with self._lock:
            now = self._status
            self._status = replace(
                now,
                paper=now.paper if paper is None else paper,
                cover_open=now.cover_open if cover_open is None else cover_open,
                cutter_error=now.cutter_error if cutter_error is None else cutter_error,
                online=now.online if online is None else online,
            )
            if answering is not None:
                self._answering = answering
            if paper is not None:
                self._paper_bytes_left = None
            _, finished = self._run([])
        self._report(finished)

    def end_paper_after(self, slip_bytes: int) -> None:
        """Let the roll end when that many more bytes have been printed."""
        with self._lock:
            self._paper_bytes_left = slip_bytes

    def feed(self, data: bytes) -> bytes:
        """Take bytes, in any fragments; gives back what the printer answers."""
        with self._lock:
            answers, finished = self._run(self._stream.feed(data))
        self._report(finished)
        return answers

    def tear(self) -> None:
        """Tear off what hangs out, as one does where there is no cutter."""
        with self._lock:
            finished = self._finish()
        self._report(finished)

    def break_line(self) -> None:
        """The line to the computer was closed: half a command is forgotten."""
        with self._lock:
            self._stream.reset()

    def port(self) -> MemoryPort:
        """A port in this process with the printer at its other end."""
        return _VirtualPort(self)

    def _run(self, ops: list[Op]) -> tuple[bytes, list[bytes]]:
        answers = bytearray()
        finished: list[bytes] = []
        for op in ops:
            if op.name == _REAL_TIME_STATUS:
                if self._answering and (answer := answers_of(self._reported()).get(op.parameters[0])):
                    answers.append(answer)
            elif self._held_bytes + len(op.raw) <= HELD_BYTES_MAX or not self._stuck():
                self._held.append(op)
                self._held_bytes += len(op.raw)
                answers += self._print_held(finished)
        answers += self._print_held(finished)
        return bytes(answers), finished

    def _print_held(self, finished: list[bytes]) -> bytes:
        answers = bytearray()
        while self._held and not self._stuck():
            op = self._held.popleft()
            self._held_bytes -= len(op.raw)
            if op.name == _ORDERED_STATUS:
                if self._answering:
                    answers.append({"ok": 0x00, "near_end": 0x03, "out": 0x0F}[self._status.paper])
                if not self.profile.cutter:
                    finished += self._finish()
                continue
            self._slip += op.raw
            del self._slip[:-SLIP_BYTES_MAX]
            self._inked = self._inked or not op.name or op.name in (b"\n", b"\x1dv", b"\x1b*", b"\x1d(")
            if op.name in _CUTS:
                finished += self._finish()
            self._use_paper(len(op.raw))
        return bytes(answers)

    def _finish(self) -> list[bytes]:
        if not self._inked:
            return []
        slip = bytes(self._slip)
        self._slip.clear()
        self._inked = False
        self._slips.append(slip)
        return [slip]

    def _use_paper(self, used: int) -> None:
        if self._paper_bytes_left is None:
            return
        self._paper_bytes_left -= used
        if self._paper_bytes_left <= 0:
            self._paper_bytes_left = None
            self._status = replace(self._status, paper="out")

    def _stuck(self) -> bool:
        return self._status.trouble is not None

    def _reported(self) -> PrinterStatus:
        return replace(self._status, online=not self._stuck())

    def _report(self, finished: list[bytes]) -> None:
        if self._on_slip:
            for slip in finished:
                self._on_slip(slip)


class _VirtualPort(MemoryPort):
    def __init__(self, printer: VirtualPrinter) -> None:
        super().__init__(printer.feed)
        self._printer = printer

    def close(self) -> None:
        super().close()
        self._printer.break_line()


class TcpServer:
    """A virtual printer on the network, on a thread of its own; one computer at a time, as real ones."""

    def __init__(self, printer: VirtualPrinter, host: str, port: int) -> None:
        self._printer = printer
        self._listener = socket.create_server((host, port))
        self.host: str = host
        self.port: int = self._listener.getsockname()[1]
        self._wake, self._woken = socket.socketpair()
        self._thread = threading.Thread(target=self._serve, name=f"virtual printer :{self.port}", daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"tcp://{self.host}:{self.port}"

    def close(self) -> None:
        """Stop answering and drop the line, as when the cable is pulled. A second time does nothing."""
        self._wake.close()
        if threading.current_thread() is not self._thread:
            self._thread.join(CLOSE_S_MAX)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _serve(self) -> None:
        with self._listener, self._woken, selectors.DefaultSelector() as selector:
            selector.register(self._woken, selectors.EVENT_READ)
            selector.register(self._listener, selectors.EVENT_READ)
            while self._woken not in (ready := [key.fileobj for key, _ in selector.select()]):
                if self._listener in ready:
                    line, _ = self._listener.accept()
                    with line:
                        self._talk(line)

    def _talk(self, line: socket.socket) -> None:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with selectors.DefaultSelector() as selector:
            selector.register(self._woken, selectors.EVENT_READ)
            selector.register(line, selectors.EVENT_READ)
            try:
                while self._woken not in [key.fileobj for key, _ in selector.select()]:
                    data = line.recv(RECEIVE_BYTES)
                    if not data:
                        break
                    if answers := self._printer.feed(data):
                        line.sendall(answers)
            except OSError:
                pass  # the computer went away: the next one is welcome
            finally:
                self._printer.break_line()


def serve_tcp(printer: VirtualPrinter, host: str = "127.0.0.1", port: int = 0) -> TcpServer:
    """Put the printer on the network; port 0 takes a free one. Raises OSError if the port is taken."""
    return TcpServer(printer, host, port)
