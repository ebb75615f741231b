"""What was typed or scanned at the desk: words, a number, a booking's code, or the page of a ticket."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from kiosk.scan import BookingCode, TicketCode
from protocol.messages import BOOKING_CODE_DIGITS

_NUMBER = re.compile(r"([A-Za-z]{0,2}) ?-? ?([0-9]{1,4})")
_PAGE = re.compile(r".*/t/([A-Za-z0-9_-]+)/?")
"""With whatever was typed before it was scanned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Everyday words, and whatever else is none of the other three; without blanks at its ends."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """`prefix` is empty where only the digits are remembered."""

    prefix: str
    number: int


Query = Words | Number | BookingCode | TicketCode


def read(text: str, prefixes: Container[str]) -> Query:
    """`a17` is a number only where some tenant has the prefix A."""
    text = " ".join(text.split())
    digits = text.replace(" ", "")
    if len(digits) == BOOKING_CODE_DIGITS and digits.isascii() and digits.isdigit():
        return BookingCode(digits=digits)
    if (page := _PAGE.fullmatch(text)) is not None:
        return TicketCode(token=page[1])
    if (number := _NUMBER.fullmatch(text)) is not None:
        prefix = number[1].upper()
        if not prefix or prefix in prefixes:
            return Number(prefix=prefix, number=int(number[2]))
    return Words(text=text)
