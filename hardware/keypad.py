"""Call keypads: what their keys send.

A keypad sends one frame (hardware/frame.py) a key, with its counter's address and one character:

    payload   key        payload     key
    C  0x43   call       N  0x4E     no-show
    R  0x52   recall     X  0x58     clear
    S  0x53   start      0–9  0x30–  digits
    F  0x46   finish           0x39

Counter 7, no-show, then digit 4:

    02 30 37 4E 34 39 03   02 30 37 34 33 33 03
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from hardware import frame

Key = Literal["C", "R", "S", "F", "N", "X", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
KEYS: dict[str, Key] = {key: key for key in get_args(Key)}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPress:
    address: int
    """Of the keypad: its counter, or 0 for whoever has it."""
    key: Key


def encode(press: KeyPress) -> bytes:
    return frame.encode(press.address, press.key)


class Presses:
    """Finds the presses in what a keypad's line says. Never raises."""

    def __init__(self) -> None:
        self._frames = frame.Frames()
        self._no_key_bytes = 0

    @property
    def dropped(self) -> int:
        """Bytes so far that were part of no press."""
        return self._frames.dropped + self._no_key_bytes

    def feed(self, data: bytes) -> list[KeyPress]:
        presses: list[KeyPress] = []
        for found in self._frames.feed(data):
            if (key := KEYS.get(found.payload)) is not None:
                presses.append(KeyPress(address=found.address, key=key))
            else:
                self._no_key_bytes += len(frame.encode(found.address, found.payload))
        return presses

    def reset(self) -> None:
        self._frames.reset()
