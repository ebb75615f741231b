"""What a virtual device and its line share: whether they are connected, and what the device says unasked."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from typing import Literal, Protocol

from hardware.address import Answers
from hardware.errors import Disconnected, TimedOut, Unreachable
from hardware.port import ClosesItself

HEARD_BYTES_MAX = 64 * 1024  # of what a device said and nobody read, the first bytes go

Loss = Literal["cable", "power"]
"""What a line can lose. A serial line does not notice that the device at its end has no power."""


class Device(Protocol):
    """A device at the end of a line. Both methods take any bytes at any time, and never raise."""

    @property
    def wire(self) -> Wire: ...

    def feed(self, data: bytes) -> bytes:
        """Take bytes, in any fragments; gives back what it answers at once."""
        ...

    def break_line(self) -> None:
        """The computer has gone, on a line that tells."""
        ...


class Carrier(Protocol):
    """A line. Both methods are called on any thread, return at once, and call nothing of the device."""

    @property
    def serial(self) -> bool:
        """Whether it stays when the device loses its power."""
        ...

    def carry(self, data: bytes) -> None:
        """Bring this to the computer, if one is there."""
        ...

    def look(self) -> None:
        """The wire is not as it was."""
        ...


class Wire:
    """Owned by a device, used by its lines. Safe to use from several threads."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._carriers: list[Carrier] = []
        self._lost: dict[Loss, float] = {}
        """Until when; infinite: until it is restored."""
        self._breaks_count: dict[Loss, int] = {"cable": 0, "power": 0}
        self._takes = True
        self.undelivered = 0
        """How many bytes of the piece that the cable broke in did not arrive."""

    @property
    def takes(self) -> bool:
        """Whether the device takes bytes; those it does not take wait in the line."""
        return self._takes

    @property
    def stays(self) -> bool:
        """Whether what is sent still arrives after the device lost its power."""
        with self._lock:
            return not self._carriers or any(carrier.serial for carrier in self._carriers)

    def has(self, what: Loss) -> bool:
        with self._lock:
            return self._has(what)

    def up(self, *, serial: bool) -> bool:
        """Whether a computer at such a line can reach the device."""
        with self._lock:
            return self._has("cable") and (serial or self._has("power"))

    def breaks_count(self, *, serial: bool) -> int:
        """How often such a line broke so far: a connection lives as long as this stays."""
        with self._lock:
            return self._breaks_count["cable"] + (0 if serial else self._breaks_count["power"])

    def due_s(self) -> float | None:
        """Seconds until something comes back by itself; None: not by itself."""
        with self._lock:
            left = [until - self._clock() for until in self._lost.values() if until != math.inf]
            return max(0.0, min(left)) if left else None

    def lose(self, what: Loss, *, back_s: float = math.inf, undelivered: int = 0) -> None:
        """Break every line that depends on it, for so long."""
        with self._lock:
            self._lost[what] = self._clock() + back_s
            self._breaks_count[what] += 1
            self.undelivered = undelivered
        self._look()

    def restore(self, what: Loss) -> None:
        with self._lock:
            self._lost.pop(what, None)
        self._look()

    def take(self, takes: bool) -> None:
        self._takes = takes
        self._look()

    def push(self, data: bytes) -> None:
        """Say this to whoever listens. What nobody hears is lost."""
        if data:
            for carrier in self._attached():
                carrier.carry(data)

    def attach(self, carrier: Carrier) -> None:
        with self._lock:
            self._carriers.append(carrier)

    def detach(self, carrier: Carrier) -> None:
        with self._lock:
            if carrier in self._carriers:
                self._carriers.remove(carrier)

    def _has(self, what: Loss) -> bool:
        if self._lost.get(what, -math.inf) > self._clock():
            return False
        self._lost.pop(what, None)
        return True

    def _look(self) -> None:
        for carrier in self._attached():
            carrier.look()

    def _attached(self) -> list[Carrier]:
        with self._lock:
            return list(self._carriers)


class DevicePort(ClosesItself):
    """A port in this process with the device at its other end.

    `serial`: like a serial line, which stays when the device loses its power; else like a network's.
    `waits`: `read` waits for what the device may say unasked; else it gives what is there.
    Raises Unreachable.
    """

    def __init__(
        self, device: Device, *, serial: bool = False, waits: bool = False, answers: Answers = "turn"
    ) -> None:
        wire = device.wire
        if not wire.up(serial=serial):
            raise Unreachable("the device is not connected", cause="not_there")
        self.answers: Answers = answers
        self.serial = serial
        self._device = device
        self._wire = wire
        self._waits = waits
        self._breaks_count = wire.breaks_count(serial=serial)
        self._heard = bytearray()
        self._change = threading.Condition()
        self._open = True
        wire.attach(self)

    def write(self, data: bytes) -> None:
        self._check()
        if not self._wire.takes:
            raise TimedOut("the device takes no more bytes")
        self.carry(self._device.feed(data))
        if self._broken:
            raise Disconnected("the line broke", written=len(data) - self._wire.undelivered, cause="gone")
        if not self._wire.takes:
            # What it has not taken yet waits in the line, and will arrive.
            raise TimedOut("the device takes no more bytes", written=len(data))

    def read(self, size_max: int, timeout_s: float) -> bytes:
        with self._change:
            if self._waits:
                self._change.wait_for(lambda: self._heard or self._broken or not self._open, timeout_s)
            data = bytes(self._heard[:size_max]) if self._open else b""
            del self._heard[:size_max]
        if not data:
            self._check()
        return data

    def close(self) -> None:
        with self._change:
            was_open, self._open = self._open, False
            self._change.notify_all()
        self._wire.detach(self)
        if was_open and not self.serial:
            self._device.break_line()

    def carry(self, data: bytes) -> None:
        with self._change:
            self._heard += data
            del self._heard[:-HEARD_BYTES_MAX]
            self._change.notify_all()

    def look(self) -> None:
        with self._change:
            self._change.notify_all()

    @property
    def _broken(self) -> bool:
        return self._wire.breaks_count(serial=self.serial) != self._breaks_count

    def _check(self) -> None:
        if not self._open:
            raise Disconnected("the port is closed")
        if self._broken:
            raise Disconnected("the line broke", cause="gone")
