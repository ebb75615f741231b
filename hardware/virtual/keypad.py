"""A call keypad that is not there."""

from __future__ import annotations

from hardware.keypad import Key, KeyPress, encode
from hardware.virtual.wire import DevicePort, Wire


class VirtualKeypad:
    """At address 1–99, or 0 for whoever has it. Safe to use from several threads."""

    def __init__(self, address: int) -> None:
        self.address = address
        self.wire = Wire()

    def press(self, key: Key) -> None:
        """Lost if no computer listens."""
        self.wire.push(encode(KeyPress(address=self.address, key=key)))

    def say(self, data: bytes) -> None:
        """Send any bytes: what a broken one, or the line, makes of a press."""
        self.wire.push(data)

    def feed(self, data: bytes) -> bytes:
        """It does not listen."""
        return b""

    def break_line(self) -> None:
        """It does not care."""

    def port(self) -> DevicePort:
        """A port in this process with the keypad at its other end. Raises Unreachable."""
        return DevicePort(self, serial=True, waits=True)
