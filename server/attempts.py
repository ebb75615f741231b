"""Who guesses too often: wrong codes by network address, over a stretch of time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

WRONG_COUNT_MAX = 10
"""Wrong codes from one address within `WRONG_S`; more are not looked at. Phones may share an address."""
WRONG_S = 600.0
ADDRESSES_COUNT_MAX = 10_000
"""So many addresses are remembered; the one longest quiet is forgotten for a new one."""


class Attempts:
    def __init__(self, now: Callable[[], float]) -> None:
        """`now`: monotonic, s."""
        self._now = now
        self._wrong: dict[str, deque[float]] = {}

    def wait_s(self, address: str) -> float:
        """So long nothing more is taken from this address; 0: it may try."""
        times = self._recent(address)
        return times[0] + WRONG_S - self._now() if len(times) >= WRONG_COUNT_MAX else 0.0

    def wrong(self, address: str) -> None:
        """One more wrong code from there."""
        times = self._recent(address)
        times.append(self._now())
        # To the end: the dictionary keeps who was heard of last there.
        self._wrong.pop(address, None)
        self._wrong[address] = times
        if len(self._wrong) > ADDRESSES_COUNT_MAX:
            del self._wrong[next(iter(self._wrong))]

    def _recent(self, address: str) -> deque[float]:
        times = self._wrong.get(address, deque())
        while times and times[0] <= self._now() - WRONG_S:
            times.popleft()
        return times
