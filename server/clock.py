"""The server's time: the wall clock, but never backwards, and never far forward on the machine's word alone.

It runs on the monotonic clock. A wall clock that goes forward a little is followed, one that lies a little
behind waits until the server's time is caught up. One that is off by more than `STEP_S_MAX` has jumped:
forward it is followed only when somebody has confirmed it, back it is not trusted to say that a day is over.
At start there is nothing to compare the wall clock with but the last event, so only behind is noticed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

STEP_S_MIN = 2.0
"""Wall clock and server time may differ so much without anyone caring."""
STEP_S_MAX = 300.0
"""They may differ so much before somebody has to look at the clock."""
log = logging.getLogger(__name__)


class ServerClock:
    """Starts with the wall clock, or with the last event if that is later."""

    def __init__(
        self, *, wall: Callable[[], datetime], monotonic: Callable[[], float], last: datetime | None
    ) -> None:
        self._wall = wall
        self._monotonic = monotonic
        self._anchor = wall()
        self._since = monotonic()
        self._was_off = False
        self._confirmed = False
        if last is not None and last > self._anchor:
            self._anchor = last

    def now(self) -> datetime:
        """Aware UTC; never before what it said last."""
        return self._anchor + timedelta(seconds=self._monotonic() - self._since)

    @property
    def behind(self) -> bool:
        """The wall clock lies far behind: no day is to turn until it has caught up, confirmed or not."""
        return self._off_s() < -STEP_S_MAX

    @property
    def step_s(self) -> float:
        """By how much the wall clock has jumped, negative if back; 0 once somebody has confirmed it."""
        off_s = self._off_s()
        return 0.0 if self._confirmed or abs(off_s) <= STEP_S_MAX else off_s

    def follow(self) -> None:
        """Take over a wall clock that went forward a little; call every few seconds."""
        off_s = self._off_s()
        off = abs(off_s) > STEP_S_MAX
        if off != self._was_off:
            self._was_off = off
            self._confirmed = False
            log.warning("%s", _told(off_s) if off else "the clock of this machine is right again")
        if not off and off_s > STEP_S_MIN:
            log.info("the clock of this machine went forward by %.0f s; following it", off_s)
            self._take_over()

    def confirm(self) -> None:
        """Somebody has looked at the wall clock and says that it is right."""
        self._confirmed = True
        off_s = self._off_s()
        if off_s > 0:
            log.warning("the clock of this machine was confirmed; following it forward by %.0f s", off_s)
            self._take_over()
        elif self.behind:
            log.warning("the clock of this machine was confirmed; days turn when it has caught up")

    def _take_over(self) -> None:
        self._anchor, self._since = self._wall(), self._monotonic()

    def _off_s(self) -> float:
        """By how much the wall clock lies before the server's time; negative: behind it."""
        return (self._wall() - self.now()).total_seconds()


def _told(off_s: float) -> str:
    how = "jumped forward" if off_s > 0 else "lies behind the last event"
    return f"the clock of this machine {how} by {abs(off_s):.0f} s: no day turns until somebody confirms it"
