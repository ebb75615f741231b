"""The line to a device, by URL: bytes out, bytes back, and honest errors. Used by one thread at a time."""

from __future__ import annotations

import os
import select
import socket
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

import serial

from hardware.address import File, InProcess, Serial, Tcp, parse
from hardware.errors import Disconnected, TimedOut, Unreachable

PIECE_BYTES = 4096
DRAIN_POLL_S = 0.002


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOuts:
    """How long a port may take, in seconds: to open, and to take the next byte."""

    connect_s: float = 3.0
    write_s: float = 5.0

    def scaled(self, pace: float) -> TimeOuts:
        return TimeOuts(connect_s=self.connect_s * pace, write_s=self.write_s * pace)


class Port(Protocol):
    """The contract of every port, real or fake."""

    @property
    def can_answer(self) -> bool:
        """Whether bytes can come back at all."""
        ...

    def write(self, data: bytes) -> None:
        """Hand all of `data` to the device.

        Raises Disconnected or TimedOut with `written`, the most bytes that may have left; 0 means none.
        """
        ...

    def read(self, size_max: int, timeout_s: float) -> bytes:
        """What has come, at most `size_max` bytes; empty if nothing came in time. Raises Disconnected."""
        ...

    def close(self) -> None:
        """Give the device back. Never raises; a second time does nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_port(url: str, *, time_outs: TimeOuts | None = None) -> Port:
    """Open the port at `url`. Raises BadUrl, or Unreachable if the device is not there."""
    limits = time_outs or TimeOuts()
    match parse(url):
        case Tcp() as address:
            return TcpPort(address, limits)
        case Serial() as address:
            return SerialPort(address, limits)
        case File() as address:
            return FilePort(address, limits)
        case InProcess(scheme=scheme):
            # The fakes speak the contract of this module, so they can only be known late.
            from hardware import fake, virtual

            return fake.MemoryPort() if scheme == "memory" else virtual.VirtualPrinter().port()


class ClosesItself:
    """The `with` of a port."""

    def close(self) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class TcpPort(ClosesItself):
    """A network printer's raw port."""

    def __init__(self, address: Tcp, limits: TimeOuts) -> None:
        try:
            self._socket = socket.create_connection((address.host, address.port), timeout=limits.connect_s)
        except OSError as error:
            raise Unreachable(f"{address.host}:{address.port}: {error}") from error
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self.can_answer = address.answers
        self._limits = limits

    def write(self, data: bytes) -> None:
        written = 0
        try:
            self._socket.settimeout(self._limits.write_s)
            while written < len(data):
                written += self._socket.send(data[written : written + PIECE_BYTES])
        except TimeoutError as error:
            raise TimedOut("the printer takes no more bytes", written=written) from error
        except OSError as error:
            raise Disconnected(str(error), written=written) from error

    def read(self, size_max: int, timeout_s: float) -> bytes:
        try:
            self._socket.settimeout(timeout_s)
            data = self._socket.recv(size_max)
        except (TimeoutError, BlockingIOError):
            return b""
        except OSError as error:
            raise Disconnected(str(error)) from error
        if not data:
            raise Disconnected("the printer closed the connection")
        return data

    def close(self) -> None:
        self._socket.close()


class SerialPort(ClosesItself):
    """A serial line, 8N1."""

    def __init__(self, address: Serial, limits: TimeOuts) -> None:
        try:
            self._serial = serial.Serial(address.path, address.baud, write_timeout=limits.write_s)
        except (OSError, ValueError) as error:
            raise Unreachable(f"{address.path}: {error}") from error
        self.can_answer = address.answers
        self._limits = limits

    def write(self, data: bytes) -> None:
        for start in range(0, len(data), PIECE_BYTES):
            piece = data[start : start + PIECE_BYTES]
            try:
                self._serial.write(piece)
                self._drain(start + len(piece))
            except serial.SerialTimeoutException as error:
                raise TimedOut("the printer takes no more bytes", written=start + len(piece)) from error
            except (OSError, TypeError) as error:  # pyserial: TypeError if closed meanwhile
                # pyserial does not say how much of a piece left.
                written = start + len(piece) if self._serial.is_open else start
                raise Disconnected(str(error), written=written) from error

    def read(self, size_max: int, timeout_s: float) -> bytes:
        try:
            self._serial.timeout = timeout_s
            first = self._serial.read(1)
            return first + self._serial.read(min(size_max - 1, self._serial.in_waiting)) if first else b""
        except (OSError, TypeError) as error:
            raise Disconnected(str(error)) from error

    def close(self) -> None:
        try:
            self._serial.close()
        except OSError:
            return

    def _drain(self, written: int) -> None:
        # Bytes in the system's buffer are seconds away from the printer: an answer asked for now is late.
        waiting, deadline = self._serial.out_waiting, time.monotonic() + self._limits.write_s
        while left := self._serial.out_waiting:
            if left < waiting:
                waiting, deadline = left, time.monotonic() + self._limits.write_s
            if time.monotonic() > deadline:
                raise TimedOut("the printer takes no more bytes", written=written)
            time.sleep(DRAIN_POLL_S)


class FilePort(ClosesItself):
    """A device file that takes bytes and says nothing, such as /dev/usb/lp0. A plain file is appended to."""

    can_answer = False

    def __init__(self, address: File, limits: TimeOuts) -> None:
        flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        try:
            self._file: int | None = os.open(address.path, flags)
        except (OSError, ValueError) as error:
            raise Unreachable(f"{address.path}: {error}") from error
        self._limits = limits

    def write(self, data: bytes) -> None:
        if self._file is None:
            raise Disconnected("the port is closed")
        written = 0
        while written < len(data):
            try:
                written += os.write(self._file, data[written : written + PIECE_BYTES])
            except BlockingIOError as error:
                if not select.select([], [self._file], [], self._limits.write_s)[1]:
                    raise TimedOut("the printer takes no more bytes", written=written) from error
            except OSError as error:
                raise Disconnected(str(error), written=written) from error

    def read(self, size_max: int, timeout_s: float) -> bytes:
        if self._file is None:
            raise Disconnected("the port is closed")
        return b""

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None
