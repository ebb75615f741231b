"""The same printer at the end of every kind of line, so that one set of tests covers them all."""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from hardware.fake import MemoryPort
from hardware.port import Port, open_port
from hardware.virtual import VirtualPrinter, serve_tcp

ARRIVAL_S_MAX = 10.0


class RecordingPrinter(VirtualPrinter):
    """A virtual printer that also keeps every byte that reached it."""

    def __init__(self) -> None:
        super().__init__()
        self._bytes = bytearray()
        self._arrival = threading.Condition()

    def feed(self, data: bytes) -> bytes:
        with self._arrival:
            self._bytes += data
            self._arrival.notify_all()
        return super().feed(data)

    def received(self, at_least: int = 0) -> bytes:
        """All that came, once there are that many bytes."""
        with self._arrival:
            self._arrival.wait_for(lambda: len(self._bytes) >= at_least, ARRIVAL_S_MAX)
            return bytes(self._bytes)


@dataclass(frozen=True, kw_only=True)
class Rig:
    kind: str
    url: str
    printer: RecordingPrinter
    opener: Callable[[str], Port]
    unplug: Callable[[], None] | None


@contextmanager
def pty_printer(printer: VirtualPrinter) -> Iterator[tuple[str, Callable[[], None]]]:
    """The printer at a pseudo terminal: its path, and what pulls the plug."""
    ours, theirs = os.openpty()
    wake, woken = os.pipe()

    def pump() -> None:
        while woken not in (ready := select.select([ours, woken], [], [])[0]):
            assert ready
            if answers := printer.feed(os.read(ours, 4096)):
                os.write(ours, answers)
        os.close(ours)
        os.close(theirs)
        os.close(woken)

    thread = threading.Thread(target=pump, name="pty printer")
    thread.start()

    def unplug() -> None:
        if thread.is_alive():
            os.close(wake)
            thread.join()

    try:
        yield os.ttyname(theirs), unplug
    finally:
        unplug()


@contextmanager
def rig_of(kind: str) -> Iterator[Rig]:
    printer = RecordingPrinter()
    with ExitStack() as stack:
        match kind:
            case "memory":
                yield Rig(
                    kind=kind,
                    url="memory:",
                    printer=printer,
                    opener=lambda url: MemoryPort(printer.feed),
                    unplug=None,
                )
            case "virtual":
                yield Rig(
                    kind=kind, url="virtual:", printer=printer, opener=lambda url: printer.port(), unplug=None
                )
            case "tcp":
                server = stack.enter_context(serve_tcp(printer))
                yield Rig(kind=kind, url=server.url, printer=printer, opener=open_port, unplug=server.close)
            case "pty":
                path, unplug = stack.enter_context(pty_printer(printer))
                yield Rig(
                    kind=kind,
                    url=f"serial://{path}?baud=115200",
                    printer=printer,
                    opener=open_port,
                    unplug=unplug,
                )
            case _:
                raise AssertionError(kind)


@pytest.fixture(params=["memory", "virtual", "tcp", "pty"])
def rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    with rig_of(request.param) as rig:
        yield rig


@pytest.fixture(params=["tcp", "pty"])
def cabled_rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    with rig_of(request.param) as rig:
        yield rig


@pytest.fixture
def device_file(tmp_path: Path) -> Path:
    path = tmp_path / "lp0"
    path.touch()
    return path
