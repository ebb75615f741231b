"""LED signs that are not there, on one line."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping
from typing import Literal

from hardware.frame import ADDRESSES, EVERYONE, Frame, Frames
from hardware.signboard import DARK, Face, acknowledgement, decode
from hardware.virtual.wire import DevicePort, Wire

Health = Literal["well", "mute", "dead"]
"""A mute one shows what it is told and does not acknowledge it; a dead one is dark and does neither."""


class VirtualSigns:
    """Signs by address, each dark until it is told otherwise. Safe to use from several threads.

    `on_change(address, face)` is called on the thread that fed the last byte or changed the health.
    Raises ValueError for an address no sign has.
    """

    def __init__(
        self,
        addresses: Collection[int],
        *,
        on_change: Callable[[int, Face], None] = lambda address, face: None,
    ) -> None:
        if unknown := [address for address in addresses if address not in ADDRESSES]:
            raise ValueError(f"no sign has the address {unknown[0]}")
        self.wire = Wire()
        self._on_change = on_change
        self._lock = threading.Lock()
        self._frames = Frames()
        self._faces = dict.fromkeys(sorted(addresses), DARK)
        self._health: dict[int, Health] = dict.fromkeys(self._faces, "well")

    @property
    def faces(self) -> Mapping[int, Face]:
        """What each shows now, by address."""
        with self._lock:
            return dict(self._faces)

    @property
    def dropped(self) -> int:
        """Bytes so far that were part of no frame."""
        return self._frames.dropped

    def set_health(self, address: int, health: Health) -> None:
        """Raises KeyError for a sign that is not on this line."""
        with self._lock:
            if address not in self._faces:
                raise KeyError(address)
            self._health[address] = health
            changed = self._show(address, DARK) if health == "dead" else []
        self._report(changed)

    def feed(self, data: bytes) -> bytes:
        answers = bytearray()
        changed: list[tuple[int, Face]] = []
        with self._lock:
            for frame in self._frames.feed(data):
                answers += self._take(frame, changed)
        self._report(changed)
        return bytes(answers)

    def break_line(self) -> None:
        """Half a frame is forgotten; what the signs show stays."""
        with self._lock:
            self._frames.reset()

    def port(self) -> DevicePort:
        """A port in this process with the signs at its other end. Raises Unreachable."""
        return DevicePort(self, serial=True, waits=True)

    def _take(self, frame: Frame, changed: list[tuple[int, Face]]) -> bytes:
        face = decode(frame)
        if face is None:
            return b""
        addresses = list(self._faces) if frame.address == EVERYONE else [frame.address]
        for address in addresses:
            if self._health.get(address, "dead") != "dead":
                changed += self._show(address, face)
        return acknowledgement(frame.address) if self._health.get(frame.address) == "well" else b""

    def _show(self, address: int, face: Face) -> list[tuple[int, Face]]:
        if self._faces[address] == face:
            return []
        self._faces[address] = face
        return [(address, face)]

    def _report(self, changed: list[tuple[int, Face]]) -> None:
        for address, face in changed:
            self._on_change(address, face)
