"""What a keypad and a scanner that are not there have in common: they speak, and do not listen."""

from __future__ import annotations

from hardware.virtual.wire import DevicePort, Wire


class Speaker:
    """At the end of a line. Safe to use from several threads."""

    def __init__(self) -> None:
        self.wire = Wire()

    def say(self, data: bytes) -> None:
        """Send any bytes, also such as only a broken one or a bad line sends. Lost if no computer listens."""
        self.wire.push(data)

    def feed(self, data: bytes) -> bytes:
        """It does not listen."""
        return b""

    def break_line(self) -> None:
        """It does not care."""

    def port(self) -> DevicePort:
        """A port in this process with the device at its other end. Raises Unreachable."""
        return DevicePort(self, serial=True, waits=True)
