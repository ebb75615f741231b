"""The pages of the desk, and to which of them belongs what is typed."""

from __future__ import annotations

from enum import Enum
from typing import Protocol

from kiosk.reception.query import Number, Query, Words
from kiosk.scan import BookingCode, TicketCode


class Sheet(Enum):
    """One page of the desk."""

    ISSUE = "issue"
    LOOK_UP = "look_up"
    BOOKINGS = "bookings"
    PICK_UPS = "pick_ups"


class SheetModel(Protocol):
    """What all pages have in common: something is looked for, found, chosen, and done."""

    def look_for(self, text: str, query: Query) -> None: ...

    def refresh(self) -> None: ...

    def move(self, by: int) -> None: ...

    def choose(self, index: int) -> None: ...

    def enter(self) -> None: ...


def leads_to(page: Sheet, query: Query) -> Sheet | None:
    """The page to which Enter leads; None: it does what this page is for.

    A number is looked up from where new ones are given, but narrows the list of results where that is shown.
    """
    match query:
        case TicketCode() if page is not Sheet.LOOK_UP:
            return Sheet.LOOK_UP
        case BookingCode() if page is not Sheet.BOOKINGS:
            return Sheet.BOOKINGS
        case Number() if page is Sheet.ISSUE:
            return Sheet.LOOK_UP
        case Words(text=text) if text and page is Sheet.LOOK_UP:
            return Sheet.ISSUE
        case _:
            return None
