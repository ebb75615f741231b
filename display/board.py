"""What stands on the screen at a moment: the call in large type, and the page of calls beside it."""

from __future__ import annotations

from datetime import datetime
from math import ceil

from msgspec import Struct

from display.calls import Call, Heard, Key, call_of, listed
from protocol.hall import Hall

RECENT_COUNT_MAX = 7
"""Rows of calls on the screen; if more people are still called, the rows take turns, page by page."""


class Board(Struct, frozen=True, kw_only=True):
    stage: Call | None
    """In large type."""
    calls: tuple[Call, ...]
    """All that are listed, on this page or another."""
    rows: tuple[Call, ...]
    """Those of this page."""
    page: int
    pages: int

    @property
    def visible(self) -> frozenset[Key]:
        on_stage = () if self.stage is None else (self.stage.key,)
        return frozenset((*(call.key for call in self.rows), *on_stage))


NOTHING = Board(stage=None, calls=(), rows=(), page=0, pages=1)


def board_of(hall: Hall, heard: Heard, *, spoken: Key | None, page: int, now: datetime) -> Board:
    """`spoken`: whom the voice calls now or next, who is on the stage until they come, so that eye and ear
    agree; else it is the newest call.

    A `page` that is not there is the first one.
    """
    calls = listed(hall, heard, now)
    expected = [call for call in calls if call.open]
    pages = max(1, ceil(len(expected) / RECENT_COUNT_MAX))
    page = page if page < pages else 0
    # Who answered is looked up only where there is room.
    rows = calls[:RECENT_COUNT_MAX] if pages == 1 else expected[page * RECENT_COUNT_MAX :][:RECENT_COUNT_MAX]
    stage = None if spoken is None or spoken not in heard else call_of(hall, spoken, heard[spoken])
    if calls and (stage is None or not stage.open):
        stage = calls[0]
    return Board(stage=stage, calls=calls, rows=tuple(rows), page=page, pages=pages)
