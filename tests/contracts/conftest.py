"""The same printer at the end of every kind of line, so that one set of tests covers them all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from hardware.fake import MemoryPort
from hardware.port import Port, open_port
from hardware.virtual.line import PtyLine, TcpLine, serve_pty, serve_tcp
from hardware.virtual.printer import VirtualPrinter
from hardware.virtual.usb import OUT, Face, UsbLine, VirtualBus
from tests.hardware.print_service import PrintService, install

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
    """`line`: what can be unplugged and plugged, where there is a cable."""

    kind: str
    url: str
    printer: RecordingPrinter
    opener: Callable[[str], Port]
    line: TcpLine | PtyLine | UsbLine | None = None

    def unplug(self) -> None:
        assert self.line
        self.line.unplug()

    def plug(self) -> None:
        assert self.line
        self.line.plug()


@contextmanager
def usb_bus(*lines: UsbLine) -> Iterator[None]:
    """`open_port` finds these at the USB, and nothing else."""
    with pytest.MonkeyPatch.context() as patch:
        bus = VirtualBus(*lines)
        patch.setattr("libusb_package.get_libusb1_backend", lambda: bus)
        yield


@pytest.fixture
def empty_usb() -> Iterator[None]:
    with usb_bus():
        yield


@contextmanager
def rig_of(kind: str) -> Iterator[Rig]:
    printer = RecordingPrinter()
    with ExitStack() as stack:
        match kind:
            case "memory":
                yield Rig(
                    kind=kind, url="memory:", printer=printer, opener=lambda url: MemoryPort(printer.feed)
                )
            case "virtual":
                yield Rig(
                    kind=kind, url="virtual:", printer=printer, opener=lambda url: printer.port(waits=True)
                )
            case "tcp" | "pty" | "usb":
                line = stack.enter_context(
                    {"tcp": serve_tcp, "pty": serve_pty, "usb": UsbLine}[kind](printer)
                )
                if isinstance(line, UsbLine):
                    stack.enter_context(usb_bus(line))
                yield Rig(kind=kind, url=line.url, printer=printer, opener=open_port, line=line)
            case _:
                raise AssertionError(kind)


@pytest.fixture(params=["memory", "virtual", "tcp", "pty", "usb"])
def rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    with rig_of(request.param) as rig:
        yield rig


@pytest.fixture(params=["tcp", "pty", "usb"])
def cabled_rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    with rig_of(request.param) as rig:
        yield rig


@pytest.fixture
def device_file(tmp_path: Path) -> Path:
    path = tmp_path / "lp0"
    path.touch()
    return path


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PrintService:
    """`cups://kiosk`, idle."""
    return install(tmp_path / "cups", monkeypatch)


@dataclass(frozen=True, kw_only=True)
class OneWay:
    """A printer at a line that carries nothing back."""

    kind: str
    url: str
    arrived: Callable[[], bytes]


@pytest.fixture(params=["file", "cups", "usb"])
def one_way(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OneWay]:
    match request.param:
        case "file":
            path: Path = request.getfixturevalue("device_file")
            yield OneWay(kind="file", url=f"file://{path}", arrived=path.read_bytes)
        case "cups":
            queue: PrintService = request.getfixturevalue("queue")
            yield OneWay(kind="cups", url="cups://kiosk", arrived=lambda: b"".join(queue.jobs))
        case _:
            printer = RecordingPrinter()
            with UsbLine(printer, faces=(Face(ends=(OUT,)),)) as line, usb_bus(line):
                yield OneWay(kind="usb", url=line.url, arrived=printer.received)
