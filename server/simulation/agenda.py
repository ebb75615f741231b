"""The virtual clock: what is to happen, in the order of time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from heapq import heappop, heappush

Act = Callable[[], None]
Pace = Callable[[datetime], None]
"""Called with the time of what happens next, before it happens: may wait, for those who look on."""


class Agenda:
    """Things of the same instant happen in the order in which they were noted."""

    def __init__(self, start: datetime) -> None:
        self.now = start
        """Aware UTC."""
        self._noted = 0
        self._entries: list[tuple[datetime, int, Act]] = []

    def at(self, when: datetime, act: Act) -> None:
        """What should have happened before happens now."""
        self._noted += 1
        heappush(self._entries, (max(when, self.now), self._noted, act))

    def after(self, seconds: float, act: Act) -> None:
        self.at(self.now + timedelta(seconds=seconds), act)

    def run(self, until: datetime, pace: Pace | None = None) -> None:
        """Let everything happen that is due before `until`, and what comes of it."""
        while self._entries and self._entries[0][0] < until:
            when, _, act = heappop(self._entries)
            if pace is not None:
                pace(when)
            self.now = when
            act()
        self.now = until
