"""Ports without a device: one that keeps what is written, one that fails when told to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from hardware.address import Answers
from hardware.errors import Disconnected, TimedOut
from hardware.port import ClosesItself, Port

Failure = Literal["disconnects", "stalls", "loses"]

WRITTEN_BYTES_MAX = 4 * 1024 * 1024  # the oldest bytes go first


class MemoryPort(ClosesItself):
    """Keeps what is written. With `answer`, what it returns for the written bytes can be read.

    `answers` says how far it is claimed to answer; without it "turn" with `answer`, "no" without.
    """

    def __init__(
        self, answer: Callable[[bytes], bytes] | None = None, *, answers: Answers | None = None
    ) -> None:
        self.written = bytearray()
        self.answers: Answers = answers or ("turn" if answer else "no")
        self._answer = answer
        self._answers = bytearray()
        self._open = True

    def write(self, data: bytes) -> None:
        if not self._open:
            raise Disconnected("the port is closed")
        self.written += data
        del self.written[:-WRITTEN_BYTES_MAX]
        if self._answer:
            self._answers += self._answer(data)

    def read(self, size_max: int, timeout_s: float) -> bytes:
        """Never waits: nothing can come from elsewhere."""
        if not self._open:
            raise Disconnected("the port is closed")
        data = bytes(self._answers[:size_max])
        del self._answers[:size_max]
        return data

    def close(self) -> None:
        self._open = False


class FlakyPort(ClosesItself):
    """Another port, until `after_bytes` are written. Then, by `failure`:

    - `disconnects`: that write and everything later raises Disconnected;
    - `stalls`: that write raises TimedOut, and nothing is answered any more;
    - `loses`: the rest is swallowed without an error, and nothing is answered any more.
    """

    def __init__(self, port: Port, *, after_bytes: int, failure: Failure) -> None:
        self.answers: Answers = port.answers
        self._port = port
        self._left = after_bytes
        self._failure: Failure = failure
        self._failed = False

    def write(self, data: bytes) -> None:
        passing = data[: self._left]
        if passing:
            self._port.write(passing)
            self._left -= len(passing)
        if len(passing) == len(data):
            return
        self._failed = True
        match self._failure:
            case "disconnects":
                raise Disconnected("the cable was pulled", written=len(passing))
            case "stalls":
                raise TimedOut("the printer takes no more bytes", written=len(passing))
            case "loses":
                return

    def read(self, size_max: int, timeout_s: float) -> bytes:
        if not self._failed:
            return self._port.read(size_max, timeout_s)
        if self._failure == "disconnects":
            raise Disconnected("the cable was pulled")
        return b""

    def flush(self) -> None:
        if not self._failed:
            self._port.flush()
        elif self._failure == "disconnects":
            raise Disconnected("the cable was pulled")

    def close(self) -> None:
        self._port.close()
