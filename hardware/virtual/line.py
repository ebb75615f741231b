"""Lines to virtual devices that other programs can open: TCP, and a pseudo terminal as a serial port.

Each line has one thread of its own, serves one computer at a time, and survives its coming and going.
"""

from __future__ import annotations

import os
import selectors
import shutil
import socket
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from hardware.virtual.wire import Device

RECEIVE_BYTES = 4096
SAID_BYTES_MAX = 64 * 1024  # of what the computer does not read, the first bytes go
CHANGE_S_MAX = 5.0  # until a line has noticed that it is to close, to break or to come back
RETRY_S = 0.1  # between tries to take back a TCP port that another program took meanwhile
PTY_BAUD = 115200  # in the address only: a pseudo terminal has no speed


def serve_tcp(device: Device, host: str = "127.0.0.1", port: int = 0) -> TcpLine:
    """Put the device on the network; port 0 takes a free one. Raises OSError if the port is taken."""
    return TcpLine(device, host, port)


def serve_pty(device: Device) -> PtyLine:
    """Put the device at a serial port of this machine. Raises OSError where there are no pseudo terminals."""
    return PtyLine(device)


class _Line:
    """What both kinds of line have in common: the thread, and what others tell it."""

    serial: bool

    def __init__(self, device: Device, name: str) -> None:
        self._device = device
        self._wire = device.wire
        self._bell, self._ear = socket.socketpair()
        self._bell.setblocking(False)
        self._ear.setblocking(False)
        self._change = threading.Condition()
        self._said = bytearray()
        self._done: tuple[bool, int] | None = None
        """Whether the device was made reachable, after how many breaks of the wire."""
        self._closing = False
        self._wire.attach(self)
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()
        self.plug()

    @property
    def url(self) -> str:
        """The address by which `open_port` finds the device."""
        raise NotImplementedError

    def unplug(self) -> None:
        """Pull the device's cable: what is open breaks, and nothing can be opened."""
        self._wire.lose("cable")
        self._await()

    def plug(self) -> None:
        """Put the cable back; the address stays the same. Does nothing where it is in."""
        self._wire.restore("cable")
        self._await()

    def close(self) -> None:
        """Stop answering and drop the line, as when the cable is pulled. A second time does nothing."""
        self._closing = True
        self.look()
        if threading.current_thread() is not self._thread:
            self._thread.join(CHANGE_S_MAX)

    def carry(self, data: bytes) -> None:
        with self._change:
            self._said += data
            del self._said[:-SAID_BYTES_MAX]
        self.look()

    def look(self) -> None:
        with suppress(OSError):  # it was rung often enough already, or the line is closed
            self._bell.send(b"\0")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _come(self) -> None:
        """Make the device reachable. Raises OSError."""
        raise NotImplementedError

    def _serve(self, breaks_count: int) -> None:
        """Wait for something, and do what it asks for."""
        raise NotImplementedError

    def _go(self) -> None:
        """Make the device unreachable."""
        raise NotImplementedError

    def _end(self) -> None:
        """Give everything back."""
        raise NotImplementedError

    def _run(self) -> None:
        try:
            while not self._closing:
                # Counted first: a break while it comes is one after it came.
                breaks_count = self._wire.breaks_count(serial=self.serial)
                if not self._wire.up(serial=self.serial):
                    self._tell((False, breaks_count))
                    self._wait()
                    continue
                try:
                    self._come()
                except OSError:
                    self._wait(timeout_s=RETRY_S)
                    continue
                self._tell((True, breaks_count))
                while not self._over(breaks_count):
                    self._serve(breaks_count)
                self._go()
        finally:
            self._wire.detach(self)
            self._tell(None)
            self._end()
            self._bell.close()
            self._ear.close()

    def _over(self, breaks_count: int) -> bool:
        return self._closing or self._wire.breaks_count(serial=self.serial) != breaks_count

    def _wait(
        self,
        readers: Sequence[socket.socket | int] = (),
        writers: Sequence[socket.socket | int] = (),
        *,
        timeout_s: float | None = None,
    ) -> list[socket.socket | int]:
        """Those that can be read or written, once there are some, the bell rings or something is due."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._ear, selectors.EVENT_READ)
            for end in {*readers, *writers}:
                events = selectors.EVENT_READ if end in readers else 0
                selector.register(end, events | (selectors.EVENT_WRITE if end in writers else 0))
            due_s = self._wire.due_s() if timeout_s is None else timeout_s
            ready = [key for key, _ in selector.select(due_s)]
        with suppress(OSError):
            self._ear.recv(RECEIVE_BYTES)
        return [end for end in (*readers, *writers) if any(key.fileobj == end for key in ready)]

    def _tell(self, done: tuple[bool, int] | None) -> None:
        with self._change:
            self._done = done
            self._change.notify_all()

    def _await(self) -> None:
        """Until the line is as its wire is."""
        if threading.current_thread() is not self._thread:
            with self._change:
                self._change.wait_for(lambda: self._closing or self._done == self._wanted(), CHANGE_S_MAX)

    def _wanted(self) -> tuple[bool, int]:
        return self._wire.up(serial=self.serial), self._wire.breaks_count(serial=self.serial)


class TcpLine(_Line):
    """A device on the network; one computer at a time, as real ones. The others wait in line."""

    serial = False

    def __init__(self, device: Device, host: str, port: int) -> None:
        self._socket: socket.socket | None = _bound(host, port)
        self.host = host
        self.port: int = self._socket.getsockname()[1]
        self._talking = False
        super().__init__(device, f"virtual device :{self.port}")

    @property
    def url(self) -> str:
        return f"tcp://[{self.host}]:{self.port}" if ":" in self.host else f"tcp://{self.host}:{self.port}"

    def carry(self, data: bytes) -> None:
        if self._talking:
            super().carry(data)

    def _come(self) -> None:
        self._socket = self._socket or _bound(self.host, self.port)
        self._socket.listen()

    def _go(self) -> None:
        self._end()
        # A port that is bound and does not listen refuses computers, and stays this device's own.
        with suppress(OSError):
            self._socket = _bound(self.host, self.port)

    def _end(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _serve(self, breaks_count: int) -> None:
        assert self._socket is not None
        if self._wait([self._socket]):
            with suppress(OSError):
                line, _ = self._socket.accept()
                with line:
                    self._talk(line, breaks_count)
                    if self._over(breaks_count):
                        self._end()  # first: who notices that the line broke finds nobody there

    def _talk(self, line: socket.socket, breaks_count: int) -> None:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.setblocking(False)
        with self._change:
            self._said.clear()
            self._talking = True
        try:
            while not self._over(breaks_count):
                takes = self._wire.takes
                if line in self._wait([line] if takes else [], [line] if self._said else []) and takes:
                    with suppress(BlockingIOError):
                        data = line.recv(RECEIVE_BYTES)
                        if not data:
                            return
                        self.carry(self._device.feed(data))
                with self._change, suppress(BlockingIOError):
                    del self._said[: line.send(self._said)]
        finally:
            self._talking = False
            self._device.break_line()


class PtyLine(_Line):
    """A device at a serial port: `path` leads to a pseudo terminal, to another one after each break.

    Like RS-232 it knows nothing of the computer: what is said while nobody listens is lost.
    """

    serial = True

    def __init__(self, device: Device) -> None:
        if not hasattr(os, "openpty"):
            raise OSError("this system has no pseudo terminals")
        self._folder = Path(tempfile.mkdtemp(prefix="virtual-device-"))
        self.path = self._folder / "tty"
        self._ends: tuple[int, int] | None = None
        """Ours and the computer's, which is kept open so that ours lives on without a computer."""
        super().__init__(device, f"virtual device {self.path}")

    @property
    def url(self) -> str:
        return f"serial://{self.path}?baud={PTY_BAUD}"

    def _come(self) -> None:
        import tty

        self._ends = ours, theirs = os.openpty()
        tty.setraw(theirs)
        os.set_blocking(ours, False)
        self.path.symlink_to(os.ttyname(theirs))

    def _go(self) -> None:
        self.path.unlink(missing_ok=True)
        for end in self._ends or ():
            os.close(end)
        self._ends = None

    def _end(self) -> None:
        self._go()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _serve(self, breaks_count: int) -> None:
        assert self._ends is not None
        ours, _ = self._ends
        if self._wait([ours] if self._wire.takes else []):
            with suppress(OSError):
                self.carry(self._device.feed(os.read(ours, RECEIVE_BYTES)))
        with self._change, suppress(OSError):
            said = bytes(self._said)
            self._said.clear()
            if said:
                os.write(ours, said)


def _bound(host: str, port: int) -> socket.socket:
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        if os.name == "posix":  # elsewhere it would let two programs share the port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.setblocking(False)
        bound.bind((host, port))
    except BaseException:
        bound.close()
        raise
    return bound
