"""The frame that keypads and signs share, on RS-232 and RS-485.

    offset  bytes  name  meaning
    0       1      STX   0x02
    1       2      A     address, two decimal digits: 01–99, by its counter; 00: all, or nobody in particular
    3       1–16   P     payload, printable ASCII (0x20–0x7E)
    3+n     2      C     XOR of A and P, two upper-case hex digits
    5+n     1      ETX   0x03

Counter 12's keypad, key `C`:

    02 31 32 43 34 30 03

STX and ETX cannot be in a payload: wherever a reader starts to listen, it is in step at the next STX.
"""

from __future__ import annotations

from dataclasses import dataclass

STX, ETX = 0x02, 0x03
ADDRESSES = range(1, 100)
"""Of single devices."""
EVERYONE = 0
PAYLOAD_BYTES_MAX = 16
FRAME_BYTES_MAX = PAYLOAD_BYTES_MAX + 6
_PRINTABLE = range(0x20, 0x7F)
_INNER_BYTES_MIN, _INNER_BYTES_MAX = 5, FRAME_BYTES_MAX - 2  # between STX and ETX


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    address: int
    """0–99."""
    payload: str
    """1–16 printable ASCII characters."""


def encode(address: int, payload: str) -> bytes:
    """Raises ValueError where the address or the payload fits no frame."""
    if address not in ADDRESSES and address != EVERYONE:
        raise ValueError(f"no device has the address {address}")
    if not 1 <= len(payload) <= PAYLOAD_BYTES_MAX or not all(ord(sign) in _PRINTABLE for sign in payload):
        raise ValueError(f"payload {payload!r} is not 1 to {PAYLOAD_BYTES_MAX} printable ASCII characters")
    checked = f"{address:02}{payload}".encode("ascii")
    return bytes([STX]) + checked + _check(checked) + bytes([ETX])


class Frames:
    """Finds the frames in what a line says: any bytes, in any fragments. Never raises."""

    def __init__(self) -> None:
        self.dropped = 0
        """Bytes so far that were part of no good frame."""
        self._held = bytearray()
        """From STX on; empty outside a frame."""

    def feed(self, data: bytes) -> list[Frame]:
        """The frames that these bytes complete, in their order."""
        frames: list[Frame] = []
        for byte in data:
            match byte:
                case 0x02:
                    self.reset()
                    self._held.append(byte)
                case 0x03 if (frame := _frame_in(self._held[1:])) is not None:
                    self._held.clear()
                    frames.append(frame)
                case _ if self._held and byte in _PRINTABLE and len(self._held) <= _INNER_BYTES_MAX:
                    self._held.append(byte)
                case _:
                    self.reset()
                    self.dropped += 1
        return frames

    def reset(self) -> None:
        """What was begun will not be finished."""
        self.dropped += len(self._held)
        self._held.clear()


def _frame_in(inner: bytes | bytearray) -> Frame | None:
    """Of what stood between STX and ETX."""
    checked, check = bytes(inner[:-2]), bytes(inner[-2:])
    if len(inner) < _INNER_BYTES_MIN or not checked[:2].isdigit() or check != _check(checked):
        return None
    return Frame(address=int(checked[:2]), payload=checked[2:].decode("ascii"))


def _check(checked: bytes) -> bytes:
    check = 0
    for byte in checked:
        check ^= byte
    return b"%02X" % check
