"""What a scanner has read: the code on a slip, the code of a booking, or something else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from protocol.frames import TOKEN_CHARACTERS_MAX
from protocol.messages import BOOKING_CODE_DIGITS

SCAN_CHARACTERS_MAX = 400
"""A longer code is none of ours."""
BARE_TOKEN_CHARACTERS_MIN = 22
"""A token without its page; what is shorter, or digits alone, stands on goods and on people's cards."""
REPEAT_S = 2.0
"""A scanner reads what is held before it again and again: the same is new only after so long a pause."""

_PAGE = re.compile(
    rf"(?i:https?)://[^/?#\s]+(?:/[^?#\s]*)?/t/([A-Za-z0-9_-]{{1,{TOKEN_CHARACTERS_MAX}}})/?(?:[?#]\S*)?",
)
_TOKEN = re.compile(rf"(?![0-9]+\Z)[A-Za-z0-9_-]{{{BARE_TOKEN_CHARACTERS_MIN},{TOKEN_CHARACTERS_MAX}}}")
_DIGITS = re.compile(rf"[0-9]{{{BOOKING_CODE_DIGITS}}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCode:
    """Of a slip, or of the page that it leads to."""

    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingCode:
    digits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """None of the mall's codes."""


Scan = TicketCode | BookingCode | Unreadable


def read(text: str) -> Scan:
    """Any text; never raises. A slip of any host is taken: the mall's address may have changed since."""
    text = text.strip()
    if len(text) > SCAN_CHARACTERS_MAX:
        return Unreadable()
    # People write a code in groups, and print it so.
    if _DIGITS.fullmatch(digits := text.replace(" ", "").replace("-", "")):
        return BookingCode(digits=digits)
    if (page := _PAGE.fullmatch(text)) is not None:
        return TicketCode(token=page[1])
    if _TOKEN.fullmatch(text):
        return TicketCode(token=text)
    return Unreadable()


class Held:
    """The code that lies before the scanner. `monotonic`: seconds of a clock nobody sets."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._last = ("", 0.0)

    def again(self, text: str) -> bool:
        """Whether what was just read is still the same code."""
        (before, at), now = self._last, self._monotonic()
        self._last = (text, now)
        return text == before and now - at < REPEAT_S
