"""The three ways to a virtual device: in this process, over the network, at a serial port."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from hardware.port import Port
from hardware.virtual.keypad import VirtualKeypad
from hardware.virtual.line import serve_pty, serve_tcp
from hardware.virtual.scanner import VirtualScanner
from hardware.virtual.sign import VirtualSigns

KINDS = ("memory", "tcp", "pty")
SOON_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """To a device that can be unplugged."""

    url: str
    opener: Callable[[str], Port] | None
    unplug: Callable[[], None]
    plug: Callable[[], None]


@contextmanager
def way_to(device: VirtualKeypad | VirtualScanner | VirtualSigns, kind: str) -> Iterator[Way]:
    if kind == "memory":
        yield Way(
            url="memory:",
            opener=lambda url: device.port(),
            unplug=lambda: device.wire.lose("cable"),
            plug=lambda: device.wire.restore("cable"),
        )
        return
    with (serve_tcp if kind == "tcp" else serve_pty)(device) as line:
        yield Way(url=line.url, opener=None, unplug=line.unplug, plug=line.plug)
