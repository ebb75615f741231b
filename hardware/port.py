"""The line to a device, by URL: bytes out, bytes back, and honest errors. Used by one thread at a time."""

from __future__ import annotations

import os
import select
import socket
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

import serial

from hardware.address import Answers, Cups, File, InProcess, Serial, Tcp, Usb, parse
from hardware.errors import Disconnected, TimedOut, Unreachable, cause_of

PIECE_BYTES = 4096
DRAIN_POLL_S = 0.002
SERIAL_PIECE_BYTES = 128  # pyserial's time-out is for a whole piece: 1.1 s of 1.8 at 1200 baud
ALIVE_IDLE_S = 10
ALIVE_PAUSE_S = 3
ALIVE_TRIES_COUNT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOuts:
    """How long a port may take, in seconds: to open, to take a byte, and a print service to take a job."""

    connect_s: float = 3.0
    write_s: float = 1.8
    job_s: float = 10.0

    def scaled(self, pace: float) -> TimeOuts:
        return TimeOuts(connect_s=self.connect_s * pace, write_s=self.write_s * pace, job_s=self.job_s * pace)


class Port(Protocol):
    """The contract of every port, real or fake."""

    @property
    def answers(self) -> Answers:
        """How far the device answers; after "no", nothing ever comes back."""
        ...

    def write(self, data: bytes) -> None:
        """Hand all of `data` to the device.

        Raises Disconnected or TimedOut with `written`, the most bytes that may have left; 0 means none.
        """
        ...

    def read(self, size_max: int, timeout_s: float) -> bytes:
        """What has come, at most `size_max` bytes; empty if nothing came in time.

        Raises a PortError if the line went away, or if a CUPS queue no longer prints.
        """
        ...

    def flush(self) -> None:
        """What was written since the last flush is one whole job.

        Only ports that hand over whole jobs (CUPS) do anything here: there nothing leaves before. Raises as
        `write`, with `written` of the whole job, or Unreachable: then nothing left.
        """
        ...

    def close(self) -> None:
        """Give the device back, unflushed jobs with it. Never raises; a second time does nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_port(url: str, *, time_outs: TimeOuts | None = None) -> Port:
    """Open the port at `url`. Raises BadUrl, or Unreachable with its cause."""
    limits = time_outs or TimeOuts()
    match parse(url):
        case Tcp() as address:
            return TcpPort(address, limits)
        case Serial() as address:
            return SerialPort(address, limits)
        case File() as address:
            return FilePort(address, limits)
        # What follows speaks the contract of this module, so it can only be known late; nor does a mall
        # without a USB printer need the USB library.
        case Usb() as address:
            from hardware.usb import UsbPort

            return UsbPort(address, limits)
        case Cups() as address:
            from hardware.cups import CupsPort

            return CupsPort(address, limits)
        case InProcess(scheme=scheme):
            from hardware import fake
            from hardware.virtual.printer import VirtualPrinter

            return fake.MemoryPort() if scheme == "memory" else VirtualPrinter().port(waits=True)


class ClosesItself:
    """The `with` of a port, and what most ports have in common."""

    answers: Answers

    def flush(self) -> None:
        """Every byte has left already."""

    def close(self) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


_SOCKET_OPTIONS = (
    (socket.IPPROTO_TCP, "TCP_NODELAY", 1),
    # A device that lost its power says no goodbye, and who only listens to it would hear nothing for hours.
    (socket.SOL_SOCKET, "SO_KEEPALIVE", 1),
    (socket.IPPROTO_TCP, "TCP_KEEPIDLE", ALIVE_IDLE_S),
    (socket.IPPROTO_TCP, "TCP_KEEPINTVL", ALIVE_PAUSE_S),
    (socket.IPPROTO_TCP, "TCP_KEEPCNT", ALIVE_TRIES_COUNT),
)


class TcpPort(ClosesItself):
    """A network printer's raw port, or a device behind a serial server.

    One that is no longer there is noticed within `ALIVE_IDLE_S` and `ALIVE_TRIES_COUNT` of `ALIVE_PAUSE_S`.
    """

    def __init__(self, address: Tcp, limits: TimeOuts) -> None:
        try:
            self._socket = socket.create_connection((address.host, address.port), timeout=limits.connect_s)
        except (OSError, UnicodeError) as error:
            raise Unreachable(f"{address.host}:{address.port}: {error}", cause=cause_of(error)) from error
        for level, name, value in _SOCKET_OPTIONS:
            with suppress(AttributeError, OSError):  # not every system has all of them
                self._socket.setsockopt(level, getattr(socket, name), value)
        self.answers: Answers = address.answers
        self._limits = limits

    def write(self, data: bytes) -> None:
        written = 0
        try:
            self._socket.settimeout(self._limits.write_s)
            while written < len(data):
                written += self._socket.send(data[written : written + PIECE_BYTES])
        except TimeoutError as error:
            raise TimedOut("it takes no more bytes", written=written) from error
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
            raise Disconnected("the other end closed the connection")
        return data

    def close(self) -> None:
        self._socket.close()


def _terminal_errors() -> tuple[type[Exception], ...]:
    if sys.platform == "win32":
        return ()
    import termios

    return (termios.error,)


# Of pyserial: ValueError for a setting that the line refuses, TypeError if it was closed meanwhile.
SERIAL_ERRORS = (OSError, ValueError, TypeError, *_terminal_errors())


class SerialPort(ClosesItself):
    """A serial line, 8N1."""

    def __init__(self, address: Serial, limits: TimeOuts) -> None:
        try:
            self._serial = serial.Serial(
                address.path, address.baud, write_timeout=limits.write_s, exclusive=True
            )
        except SERIAL_ERRORS as error:
            raise Unreachable(f"{address.path}: {error}", cause=cause_of(error)) from error
        self.answers: Answers = address.answers
        self._limits = limits

    def write(self, data: bytes) -> None:
        written = 0
        try:
            for start in range(0, len(data), SERIAL_PIECE_BYTES):
                # pyserial does not say how much of a piece left.
                piece = data[start : start + SERIAL_PIECE_BYTES]
                written += len(piece) if self._serial.is_open else 0
                self._serial.write(piece)
            self._drain(written)
        except serial.SerialTimeoutException as error:
            raise TimedOut("it takes no more bytes", written=written) from error
        except SERIAL_ERRORS as error:
            raise Disconnected(str(error), written=written) from error

    def read(self, size_max: int, timeout_s: float) -> bytes:
        try:
            if self._serial.timeout != timeout_s:  # to set it is to set up the whole line anew
                self._serial.timeout = timeout_s
            first = self._serial.read(1)
            return first + self._serial.read(min(size_max - 1, self._serial.in_waiting)) if first else b""
        except SERIAL_ERRORS as error:
            raise Disconnected(str(error)) from error

    def close(self) -> None:
        with suppress(*SERIAL_ERRORS):
            self._serial.close()

    def _drain(self, written: int) -> None:
        # Bytes in the system's buffer are seconds away from the printer: an answer asked for now is late.
        waiting, deadline = self._serial.out_waiting, time.monotonic() + self._limits.write_s
        while left := self._serial.out_waiting:
            if left < waiting:
                waiting, deadline = left, time.monotonic() + self._limits.write_s
            if time.monotonic() > deadline:
                raise TimedOut("it takes no more bytes", written=written)
            time.sleep(DRAIN_POLL_S)


class FilePort(ClosesItself):
    """A device file that takes bytes and says nothing, such as /dev/usb/lp0. A plain file is appended to."""

    answers: Answers = "no"

    def __init__(self, address: File, limits: TimeOuts) -> None:
        flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        try:
            self._file: int | None = os.open(address.path, flags)
        except (OSError, ValueError) as error:
            raise Unreachable(f"{address.path}: {error}", cause=cause_of(error)) from error
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
                    raise TimedOut("it takes no more bytes", written=written) from error
            except OSError as error:
                raise Disconnected(str(error), written=written) from error

    def read(self, size_max: int, timeout_s: float) -> bytes:
        if self._file is None:
            raise Disconnected("the port is closed")
        return b""

    def close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):
                os.close(file)
