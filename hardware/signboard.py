"""LED signs over counters: what they are told, and what they say.

A sign is told one frame (hardware/frame.py) with its counter's address, or 00 for all on the line. The first
character of the payload is the mode, the rest the text, 0–12 characters; no text: the sign is dark.

    payload  mode
    S  0x53  steady
    B  0x42  blinking
    I  0x49  idle: dimmed where the sign can, no number is shown

Sign 12 blinks A-017:

    02 31 32 42 41 2D 30 31 37 31 42 03

A sign that got a frame with its own address well answers within 0.1 s, and says nothing otherwise; to 00
none answers:

    offset  bytes  name  meaning
    0       1      ACK   0x06
    1       2      A     its address, two decimal digits

    06 31 32
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from hardware import frame
from hardware.frame import ADDRESSES, Frame

ACK = 0x06
ACK_S = 0.1
TEXT_CHARACTERS_MAX = 12
Mode = Literal["steady", "blinking", "idle"]
_LETTERS: dict[Mode, str] = {"steady": "S", "blinking": "B", "idle": "I"}
_MODES: dict[str, Mode] = {letter: mode for mode, letter in _LETTERS.items()}
_DASH = re.compile("[\u2010-\u2015\u2212]")
_CANNOT_SHOW = re.compile(r"[^A-Z0-9 .,:/+-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What a sign shows, and how. The text is kept as a sign can show it: see `shown`."""

    text: str
    mode: Mode

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", shown(self.text))


def shown(text: str) -> str:
    """The text as a sign can show it: upper case, no accents, what it has no picture for as a space.

    Of what is longer than `TEXT_CHARACTERS_MAX` the last words go first, and those with a digit in them
    never by half: where a number does not fit the sign stays dark, for a part of it is another's number.
    """
    plain = unicodedata.normalize("NFKD", text).upper()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = _CANNOT_SHOW.sub(" ", _DASH.sub("-", plain)).split()
    while len(" ".join(words)) > TEXT_CHARACTERS_MAX:
        wordy = [at for at, word in enumerate(words) if not _has_digit(word)]
        if not wordy:
            return ""
        if len(words) == 1:
            return words[0][:TEXT_CHARACTERS_MAX]
        del words[wordy[-1]]
    return " ".join(words)


DARK = Face(text="", mode="idle")


def encode(address: int, face: Face) -> bytes:
    """Raises ValueError where the address is not 0 to 99."""
    return frame.encode(address, _LETTERS[face.mode] + face.text)


def decode(found: Frame) -> Face | None:
    """What a sign is told by this frame; None where it is none for a sign."""
    mode, text = _MODES.get(found.payload[0]), found.payload[1:]
    return None if mode is None or shown(text) != text else Face(text=text, mode=mode)


def acknowledgement(address: int) -> bytes:
    """What a sign answers."""
    if address not in ADDRESSES:
        raise ValueError(f"no sign has the address {address}")
    return b"\x06%02d" % address


class Acknowledgements:
    """Finds the addresses of the signs that answered, in what their line says. Never raises."""

    def __init__(self) -> None:
        self.dropped = 0
        """Bytes so far that were part of no answer."""
        self._held = bytearray()
        """From ACK on; empty outside an answer."""

    def feed(self, data: bytes) -> list[int]:
        addresses: list[int] = []
        for byte in data:
            if byte == ACK:
                self.reset()
                self._held.append(byte)
            elif self._held and 0x30 <= byte <= 0x39:
                self._held.append(byte)
                if len(self._held) == 3 and (address := int(self._held[1:])) in ADDRESSES:
                    addresses.append(address)
                    self._held.clear()
                elif len(self._held) == 3:
                    self.reset()
            else:
                self.reset()
                self.dropped += 1
        return addresses

    def reset(self) -> None:
        self.dropped += len(self._held)
        self._held.clear()


def _has_digit(word: str) -> bool:
    return any(sign.isdigit() for sign in word)
