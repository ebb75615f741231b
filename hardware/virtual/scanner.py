"""A barcode and QR scanner that is not there."""

from __future__ import annotations

from hardware.virtual.speaker import Speaker


class VirtualScanner(Speaker):
    """Ends what it reads with `suffix`, as such scanners can be set to."""

    def __init__(self, *, suffix: bytes = b"\r") -> None:
        super().__init__()
        self._suffix = suffix

    def scan(self, text: str) -> None:
        """Lost if no computer listens. What it has no byte for is sent as "?"."""
        self.say(text.encode("ascii", "replace") + self._suffix)
