"""A call keypad that is not there."""

from __future__ import annotations

from hardware.keypad import Key, KeyPress, encode
from hardware.virtual.speaker import Speaker


class VirtualKeypad(Speaker):
    """At address 1–99, or 0 for whoever has it."""

    def __init__(self, address: int) -> None:
        super().__init__()
        self.address = address

    def press(self, key: Key) -> None:
        """Lost if no computer listens."""
        self.say(encode(KeyPress(address=self.address, key=key)))
