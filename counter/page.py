"""The pages of the officer's sheet, and what a page offers. What stands on each: `menu`, `way`, `closing`."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal

from msgspec import Struct

from protocol.catalogue import ServiceId
from protocol.messages import Command
from protocol.visit import ClosureId, VisitId


class Page(Struct, frozen=True, kw_only=True):
    """One of them is shown at a time; those before it can be gone back to."""


class Back(Page, frozen=True):
    """The page before this one."""


class More(Page, frozen=True):
    """All that is done less often."""


class Find(Page, frozen=True):
    """A number in the line or set aside."""


class OneVisit(Page, frozen=True):
    """What can be done with a visit that is not at the counter."""

    visit: VisitId
    stop: int


class OneResult(Page, frozen=True):
    visit: VisitId


class Classes(Page, frozen=True):
    visit: VisitId


class Transfer(Page, frozen=True):
    """To which service."""

    visit: VisitId


class TransferTo(Page, frozen=True):
    """To whom there."""

    visit: VisitId
    service: ServiceId


class HandOverTo(Page, frozen=True):
    visit: VisitId


class Breaks(Page, frozen=True):
    pass


class Relief(Page, frozen=True):
    """Who goes on at this counter."""


class Closures(Page, frozen=True):
    """What is closed or asked to be, and asking for more."""


class OneClosure(Page, frozen=True):
    closure: ClosureId


class CloseWhat(Page, frozen=True):
    pass


class CloseUntil(Page, frozen=True):
    service: ServiceId | None
    """None: the whole tenant."""


class CloseWaiting(CloseUntil, frozen=True):
    until: datetime | None


class CloseReason(CloseWaiting, frozen=True):
    waiting: Literal["stay", "end"]


class Sure(Page, frozen=True):
    """Asks once more before what cannot be undone."""

    title: str
    note: str
    yes: str
    ask: Ask


class Ask(Struct, frozen=True, kw_only=True):
    """Something to ask of the server."""

    name: str
    """For robots, and while it waits for its answer."""
    command: Command


class Option(Struct, frozen=True, kw_only=True):
    """One line to choose."""

    key: str
    """Unique on its page."""
    title: str
    note: str = ""
    words: str = ""
    """More words by which it is found."""
    icon: str = ""
    cap: str = ""
    """The key that does the same without the sheet."""
    danger: bool = False
    leads: Page | Ask | None
    """None: not possible now; it keeps its place."""


class Content(Struct, frozen=True, kw_only=True):
    title: str
    note: str = ""
    options: tuple[Option, ...] = ()
    search: str = ""
    """What can be typed to find an option; empty where they are few."""
    write: str = ""
    """What is to be written; empty where an option is to be chosen."""
    length_max: int = 0
    """Characters."""
    confirm: str = ""
    written: Ask | None = None
    """What the writing leads to; None while it is not good."""


def found(options: tuple[Option, ...], typed: str) -> tuple[Option, ...]:
    """Those that hold what was typed: in words of their title that begin so, then in other words, then
    anywhere in the title, as a number's last digits."""
    sought = typed.casefold().split()
    if not sought:
        return options
    ranked = [(rank, place) for place, option in enumerate(options) if (rank := _rank(option, sought)) < 3]
    return tuple(options[place] for _, place in sorted(ranked))


def _rank(option: Option, sought: list[str]) -> int:
    """0 to 2, the best first; 3: not found."""
    title = option.title.casefold()
    words = re.split(r"\W+", title)
    if _begin(words, sought):
        return 0
    if _begin([*words, *re.split(r"\W+", f"{option.note} {option.words}".casefold())], sought):
        return 1
    return 2 if all(each in title for each in sought) else 3


def _begin(words: list[str], sought: list[str]) -> bool:
    return all(any(word.startswith(each) for word in words) for each in sought)
