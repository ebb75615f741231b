"""The paper in a virtual printer: commands in, sheets of paper out. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from hardware.stream import Op, Stream

SHEETS_COUNT_MAX = 1000  # the oldest go first
SHEET_BYTES_MAX = 1024 * 1024  # of a sheet that is never cut, the first bytes go
TAIL_LINES = 6  # fed at the end of a slip, from the head to the tear bar

RESET = b"\x1b@"
CUTS = (b"\x1dV", b"\x1bi", b"\x1bm")
BESIDES = (b"\0", b"\x10\x04", b"\x10\x05", b"\x10\x14", b"\x1dr", b"\x1da", b"\x1dI")
"""What does nothing to the paper: NUL, questions, orders to the electronics."""
_TEXT, _LINE, _FEED_LINES = b"", b"\n", b"\x1bd"
_PRINTS = (_LINE, _FEED_LINES, b"\x1bJ", b"\x1dv", b"\x1d(", b"\x1dk", *CUTS)
_INKS = (_TEXT, _LINE, b"\x1dv", b"\x1b*", b"\x1d(", b"\x1dk")
_MODES = {
    **{b"\x1b" + bytes([c]): b"\x1b" + bytes([c]) for c in b"!-3EGMRat{"},
    b"\x1b2": b"\x1b3",
    b"\x1c.": b"\x1c&",
    **{b"\x1c&": b"\x1c&", b"\x1d!": b"\x1d!", b"\x1dB": b"\x1dB"},
}
"""What lasts until it is set otherwise, and with which others of its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A piece of paper that came out, as the commands that made it; `modes + data` draws it."""

    data: bytes
    modes: bytes = b""
    """How the printer was set when it began."""
    torn: bool = False
    """It is half a slip: the roll ended in it, or it begins where the roll before ended."""


class Roll:
    """Paper, and what the head is about to put on it."""

    def __init__(self, *, cutter: bool) -> None:
        self._cutter = cutter
        self._sheets: deque[Sheet] = deque(maxlen=SHEETS_COUNT_MAX)
        self._data = bytearray()
        self._printed = 0
        """How much of the data is on paper: the rest is a line that is not full yet."""
        self._modes = b""
        self._torn = False

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """What came out, oldest first, at most `SHEETS_COUNT_MAX`."""
        return tuple(self._sheets)

    def take(self, op: Op) -> list[Sheet]:
        """Do a command; gives back what came off the roll by it."""
        off: list[Sheet] = []
        if op.name == RESET and not self._cutter:
            off = self.tear()
        self._data += op.raw
        if (excess := len(self._data) - SHEET_BYTES_MAX) > 0:
            del self._data[:excess]
            self._printed = max(0, self._printed - excess)
        if op.name in _PRINTS:
            self._printed = len(self._data)
        tail = op.name == _FEED_LINES and op.parameters[0] >= TAIL_LINES and not self._cutter
        return [*off, *(self.tear() if tail or op.name in CUTS else ())]

    def tear(self) -> list[Sheet]:
        """Take off what hangs out."""
        self._printed = len(self._data)
        return self._take_off(torn=self._torn)

    def change(self) -> list[Sheet]:
        """Put a new roll in, after this one has ended: what was printed comes off, by half."""
        off = self._take_off(torn=True) if _inks(self._data[: self._printed]) else []
        self._torn = self._torn or bool(off)
        return off

    def forget(self) -> None:
        """Lose what is not on paper yet, and how the printer was set."""
        del self._data[self._printed :]
        if _inks(self._data):
            self._data += RESET
        else:
            self._data.clear()
            self._modes = b""
        self._printed = len(self._data)

    def _take_off(self, *, torn: bool) -> list[Sheet]:
        """A piece with nothing on it is nothing."""
        data = bytes(self._data[: self._printed])
        off = [Sheet(data=data, modes=self._modes, torn=torn)] if _inks(data) else []
        del self._data[: self._printed]
        self._printed = 0
        self._modes = _modes_after(self._modes + data)
        self._torn = False
        self._sheets += off
        return off


def times_on(slip: bytes, sheets: Iterable[Sheet]) -> int:
    """How often the whole slip is on these sheets, each time on one piece of paper from its top to its end.

    Questions to the printer in either are left out. 0 for a slip that prints nothing.
    """
    wanted = _printing(slip)
    if not wanted:
        return 0
    count = 0
    for sheet in sheets:
        found = _printing(sheet.data)
        starts = range(len(found) - len(wanted) + 1)
        count += sum(found[start : start + len(wanted)] == wanted for start in starts)
    return count


def _printing(data: bytes) -> list[bytes]:
    """Command by command what the data does on paper; text that belongs together in one piece."""
    kept = b"".join(op.raw for op in Stream().feed(data) if op.name not in BESIDES)
    return [op.raw for op in Stream().feed(kept)]


def _inks(data: bytes | bytearray) -> bool:
    return any(op.name in _INKS for op in Stream().feed(bytes(data)))


def _modes_after(data: bytes) -> bytes:
    modes: dict[bytes, bytes] = {}
    for op in Stream().feed(data):
        if op.name == RESET:
            modes.clear()
        elif (kind := _MODES.get(op.name)) is not None:
            modes[kind] = op.raw
    return b"".join(modes.values())
