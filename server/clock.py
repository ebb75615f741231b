"""The server's time: the wall clock, but never backwards."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

STEP_S_MIN = 2.0
"""Wall clock and server time may differ so much without anyone caring."""
log = logging.getLogger(__name__)


class ServerClock:
    """Runs on the monotonic clock from the wall clock at start, or from the last event if that is later.

    A wall clock set forward is followed; one that lies behind is not, and is not trusted to say that a day
    is over until it has caught up.
    """

    def __init__(
        self, *, wall: Callable[[], datetime], monotonic: Callable[[], float], last: datetime | None
    ) -> None:
        self._wall = wall
        self._monotonic = monotonic
        self._anchor = wall()
        self._since = monotonic()
        self._was_behind = False
        if last is not None and last > self._anchor:
            self._anchor = last
            self._was_behind = self.behind
        if self._was_behind:
            log.warning("this machine's clock lies behind the last event: no day turns until it is set")

    def now(self) -> datetime:
        """Aware UTC; never before what it said last."""
        return self._anchor + timedelta(seconds=self._monotonic() - self._since)

    @property
    def behind(self) -> bool:
        """The wall clock lies behind: days are not to turn."""
        return self._wall() < self.now() - timedelta(seconds=STEP_S_MIN)

    def follow(self) -> None:
        """Take over a wall clock that was set forward; call every few seconds."""
        ahead = self._wall() - self.now()
        if ahead > timedelta(seconds=STEP_S_MIN):
            log.warning("the clock of this machine went forward by %s; following it", ahead)
            self._anchor, self._since = self._wall(), self._monotonic()
        if self.behind != self._was_behind:
            self._was_behind = not self._was_behind
            log.warning(
                "the clock of this machine %s", "was set back" if self._was_behind else "is right again"
            )
