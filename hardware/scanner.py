"""Barcode and QR scanners on a serial line: what they read, as text.

    bytes                           meaning
    1–400 printable ASCII, 20–7E    what was read
    CR, LF, CR LF or ETX            its end

A booking code, ended with CR LF:

    4D 50 50 2D 37 4B 33 39 0D 0A

Other bytes (a prefix some scanners add, noise) are dropped. What is longer than any code is dropped whole:
a part of it would be another code.
"""

from __future__ import annotations

SCAN_CHARACTERS_MAX = 400
_ENDS = b"\r\n\x03"
_PRINTABLE = range(0x20, 0x7F)


def encode(text: str) -> bytes:
    """As a scanner sends it. Raises ValueError where no scanner could."""
    if not 1 <= len(text) <= SCAN_CHARACTERS_MAX or not all(ord(sign) in _PRINTABLE for sign in text):
        raise ValueError(f"not 1 to {SCAN_CHARACTERS_MAX} printable ASCII characters: {text!r:.60}")
    return text.encode("ascii") + b"\r\n"


class Scans:
    """Finds the scans in what a scanner's line says: any bytes, in any fragments. Never raises."""

    def __init__(self) -> None:
        self.dropped = 0
        """Bytes so far that were part of no scan, its end apart."""
        self._held = bytearray()
        self._too_long = False

    def feed(self, data: bytes) -> list[str]:
        """The scans that these bytes complete, without spaces around them."""
        scans: list[str] = []
        for byte in data:
            if byte in _ENDS:
                text = self._held.decode("ascii").strip()
                self._held.clear()
                self._too_long = False
                if text:
                    scans.append(text)
            elif byte not in _PRINTABLE or self._too_long:
                self.dropped += 1
            elif len(self._held) == SCAN_CHARACTERS_MAX:
                self.reset()
                self._too_long = True
                self.dropped += 1
            else:
                self._held.append(byte)
        return scans

    def reset(self) -> None:
        """What was begun will not be finished."""
        self.dropped += len(self._held)
        self._held.clear()
        self._too_long = False
