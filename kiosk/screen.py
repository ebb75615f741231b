"""What the visitor sees, page by page, and how long a page stays untouched."""

from __future__ import annotations

from enum import Enum

COUNTDOWN_S = 15.0
"""The last seconds before the kiosk goes back to the start are shown."""


class Screen(Enum):
    """One page of the flow."""

    START = "start"
    SERVICES = "services"
    SERVICE = "service"
    CHECK_IN = "check_in"
    """The code of a booking is typed."""
    ISSUING = "issuing"
    PRINTING = "printing"
    QUESTION = "question"
    """Did the slip come out?"""
    TROUBLE = "trouble"
    """It did not: number and code stand on the screen to be noted."""
    SCREEN_TICKET = "screen_ticket"
    """The same after the visitor's own No; already confirmed."""
    DONE = "done"
    REFUSED = "refused"
    PLACE = "place"
    """A slip was scanned: where its number stands."""
    UNREAD = "unread"
    """Something was scanned of which nothing can be said."""
    SETUP = "setup"
    """Staff is at the kiosk's own set-up; see kiosk/setup."""


TYPING = frozenset({Screen.CHECK_IN, Screen.SETUP})
"""The same key comes twice on purpose."""
CHOOSING = frozenset({Screen.START, Screen.SERVICES, Screen.SERVICE})
"""On the way to a number; what was chosen so far can be changed on each."""
SCANNING = frozenset(
    {
        *CHOOSING,
        Screen.CHECK_IN,
        Screen.DONE,
        Screen.REFUSED,
        Screen.PLACE,
        Screen.UNREAD,
    }
)
"""What is scanned elsewhere is left alone: somebody waits for a number, or is asked about one."""
STAY_S: dict[Screen, float] = {
    Screen.START: 60.0,
    Screen.SERVICES: 60.0,
    Screen.SERVICE: 90.0,
    Screen.CHECK_IN: 90.0,
    Screen.QUESTION: 60.0,
    Screen.TROUBLE: 90.0,
    Screen.SCREEN_TICKET: 90.0,
    Screen.DONE: 12.0,
    Screen.REFUSED: 25.0,
    Screen.PLACE: 40.0,
    Screen.UNREAD: 25.0,
}
"""Untouched for so long a screen goes back to the start, and the start to the kiosk's own language.
Those that wait for server and printer, and the set-up, have bounds of their own."""
