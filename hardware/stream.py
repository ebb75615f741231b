"""The ESC/POS byte stream, taken apart: bytes in any fragments to a list of `Op`. Pure, never raises.

The commands have no common shape: a fixed number of parameters, a length field, or a closing NUL. What
is not known is taken as lead and one byte, as most printers do; a length beyond `PAYLOAD_BYTES_MAX` is
nonsense and the command is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

PAYLOAD_BYTES_MAX = 512 * 1024  # a raster of 576 dots by 58 cm is 330 kB
TERMINATED_BYTES_MAX = 255

_LEADS = (0x10, 0x1B, 0x1C, 0x1D)  # DLE ESC FS GS

_PARAMETERS_COUNT: dict[bytes, int] = {
    **dict.fromkeys((b"\x10\x04", b"\x10\x05"), 1),
    **dict.fromkeys((b"\x1b@", b"\x1b2", b"\x1bL", b"\x1bS", b"\x1bi", b"\x1bm", b"\x1bv", b"\x1b\x0c"), 0),
    **dict.fromkeys((b"\x1b" + bytes([c]) for c in b"! %-3=?+AEGJKMRTVade{rtu"), 1),
    **dict.fromkeys((b"\x1b$", b"\x1b\\", b"\x1bB", b"\x1bc"), 2),
    b"\x1bp": 3,
    b"\x1bW": 8,
    **dict.fromkeys((b"\x1c.", b"\x1c&"), 0),
    **dict.fromkeys((b"\x1c" + bytes([c]) for c in b"!-CW"), 1),
    **dict.fromkeys((b"\x1cS", b"\x1cp"), 2),
    b"\x1d:": 0,
    **dict.fromkeys((b"\x1d" + bytes([c]) for c in b"!/BEHITabfhrwx|"), 1),
    **dict.fromkeys((b"\x1d" + bytes([c]) for c in b"$\\LPW"), 2),
    b"\x1d^": 3,
}
_UNEVEN = (b"\x10\x14", b"\x1bD", b"\x1b*", *(b"\x1d" + bytes([c]) for c in b"(*8Vkv"))
_DC4_PARAMETERS_COUNT = {1: 3, 2: 3, 3: 6, 7: 2, 8: 8}  # DLE DC4 fn: pulse, power, buzzer, status, clear
_CUTS_WITH_FEED = (65, 66, 97, 98, 103, 104)


@dataclass(frozen=True, slots=True, kw_only=True)
class Op:
    """One run of text (`name` empty) or one command. `raw` is all of its bytes."""

    name: bytes
    parameters: bytes = b""
    payload: bytes = b""
    raw: bytes


class Stream:
    """Takes a stream apart; what is incomplete waits for the next bytes."""

    def __init__(self) -> None:
        self._pending = bytearray()

    def feed(self, data: bytes) -> list[Op]:
        """The operations completed by `data`."""
        self._pending += data
        ops: list[Op] = []
        start = 0
        while (op := _first(self._pending, start)) is not None:
            ops.append(op)
            start += len(op.raw)
        del self._pending[:start]
        return ops

    def reset(self) -> None:
        """Forget a half command."""
        self._pending.clear()


def _first(data: bytearray, start: int) -> Op | None:
    """The operation that begins at `start`, None if more bytes are needed."""
    if start >= len(data):
        return None
    if data[start] in _LEADS:
        return _command(data, start)
    if _is_control(data[start]):
        return _cut_out(data, start, name=1)
    end = start
    while end < len(data) and not _is_control(data[end]):
        end += 1
    return Op(name=b"", payload=bytes(data[start:end]), raw=bytes(data[start:end]))


def _is_control(byte: int) -> bool:
    return byte < 0x20 or byte == 0x7F


def _command(data: bytearray, start: int) -> Op | None:
    if len(data) < start + 3:
        # Two bytes say which command it is; one more says how long the uneven ones are.
        name = bytes(data[start : start + 2])
        done = len(name) == 2 and name not in _UNEVEN and _PARAMETERS_COUNT.get(name, 0) == 0
        return _cut_out(data, start) if done else None
    name = bytes(data[start : start + 2])
    first = data[start + 2]
    match name:
        case b"\x10\x14":
            return _cut_out(data, start, parameters=_DC4_PARAMETERS_COUNT.get(first, 1))
        case b"\x1bD":
            return _terminated(data, start)
        case b"\x1dk" if first <= 6:
            return _terminated(data, start)
        case b"\x1dk":  # m n d1...dn
            return _measured(data, start, 2, lambda p: p[1])
        case b"\x1d(":  # fn pL pH d...
            return _measured(data, start, 3, lambda p: _number(p[1:]))
        case b"\x1d8":  # fn p1 p2 p3 p4 d...
            return _measured(data, start, 5, lambda p: _number(p[1:]))
        case b"\x1dv":  # 0 m xL xH yL yH d...
            return _measured(data, start, 6, lambda p: _number(p[2:4]) * _number(p[4:6]))
        case b"\x1b*":  # m nL nH d...
            return _measured(data, start, 3, lambda p: _number(p[1:]) * (3 if p[0] >= 32 else 1))
        case b"\x1d*":  # x y d...
            return _measured(data, start, 2, lambda p: p[0] * p[1] * 8)
        case b"\x1dV":
            return _cut_out(data, start, parameters=2 if first in _CUTS_WITH_FEED else 1)
        case _:
            return _cut_out(data, start, parameters=_PARAMETERS_COUNT.get(name, 0))


def _cut_out(
    data: bytearray, start: int, *, name: int = 2, parameters: int = 0, payload: int = 0
) -> Op | None:
    """The operation with parts of these lengths."""
    raw = bytes(data[start : start + name + parameters + payload])
    if len(raw) < name + parameters + payload:
        return None
    return Op(
        name=raw[:name], parameters=raw[name : name + parameters], payload=raw[name + parameters :], raw=raw
    )


def _measured(data: bytearray, start: int, parameters: int, length: Callable[[bytes], int]) -> Op | None:
    """A command whose parameters say how long its payload is."""
    head = _cut_out(data, start, parameters=parameters)
    if head is None:
        return None
    payload = length(head.parameters)
    if payload > PAYLOAD_BYTES_MAX:
        return head
    return _cut_out(data, start, parameters=parameters, payload=payload)


def _terminated(data: bytearray, start: int) -> Op | None:
    """A command whose payload ends with NUL, at the latest after `TERMINATED_BYTES_MAX` bytes."""
    end = data.find(0, start + 3, start + 2 + TERMINATED_BYTES_MAX)
    if end < 0 and len(data) < start + 2 + TERMINATED_BYTES_MAX:
        return None
    length = (end + 1 if end >= 0 else start + 2 + TERMINATED_BYTES_MAX) - (start + 2)
    return _cut_out(data, start, payload=length)


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")
