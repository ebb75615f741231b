"""A barcode and QR scanner that is not there."""

from __future__ import annotations

from hardware.virtual.wire import DevicePort, Wire


class VirtualScanner:
    """Ends what it reads with `suffix`, as such scanners can be set to. Safe to use from several threads."""

    def __init__(self, *, suffix: bytes = b"\r") -> None:
        self.wire = Wire()
        self._suffix = suffix

    def scan(self, text: str) -> None:
        """Lost if no computer listens. What it has no byte for is sent as "?"."""
        self.wire.push(text.encode("ascii", "replace") + self._suffix)

    def say(self, data: bytes) -> None:
        """Send any bytes: what a broken one, or the line, makes of a scan."""
        self.wire.push(data)

    def feed(self, data: bytes) -> bytes:
        """It does not listen."""
        return b""

    def break_line(self) -> None:
        """It does not care."""

    def port(self) -> DevicePort:
        """A port in this process with the scanner at its other end. Raises Unreachable."""
        return DevicePort(self, serial=True, waits=True)
