"""The server's time, told from its messages and carried on by the monotonic clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class ServerClock:
    """Before the server was heard it shows this machine's own time, given as `wall` at the start."""

    def __init__(self, wall: datetime, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._at = monotonic()
        self._then = wall.astimezone(UTC)
        self._asked_at: float | None = None

    def asked(self) -> None:
        """A message was sent that the server answers with its time."""
        self._asked_at = self._monotonic()

    def heard(self, server: datetime) -> None:
        """The server's time arrived: it was taken about midway between asking and hearing."""
        at = self._monotonic()
        asked_at = at if self._asked_at is None else self._asked_at
        self._asked_at = None
        self._at, self._then = (asked_at + at) / 2, server.astimezone(UTC)

    def now(self) -> datetime:
        """Aware UTC; may step by the error of an earlier estimate."""
        return self._then + timedelta(seconds=self._monotonic() - self._at)
