"""The code before the set-up screen: a few tries, then a rest. Pure but for the clock it is given."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Literal

TRIES_COUNT_MAX = 5
LOCKED_S = 300.0
"""After so many wrong codes nobody gets in for so long, the right code neither."""
CODE_DIGITS_MIN = 4
CODE_DIGITS_MAX = 8

Verdict = Literal["open", "wrong", "locked"]


class Lock:
    """Keeps what was tried, whoever comes and goes meanwhile. `monotonic`: seconds of a clock nobody sets."""

    def __init__(self, code: str, monotonic: Callable[[], float]) -> None:
        self._code = code
        self._monotonic = monotonic
        self._wrong_count = 0
        self._locked_until: float | None = None

    @property
    def tries_left(self) -> int:
        return TRIES_COUNT_MAX - self._wrong_count

    @property
    def locked_s(self) -> float:
        """Until it may be tried again; 0 when it may."""
        if self._locked_until is None:
            return 0.0
        return max(0.0, self._locked_until - self._monotonic())

    def attempt(self, typed: str) -> Verdict:
        """Where no code is set none is right."""
        if self.locked_s > 0:
            return "locked"
        if self._locked_until is not None:
            self._locked_until, self._wrong_count = None, 0
        # In constant time: how far a wrong code is right does not show in how long the answer takes.
        if hmac.compare_digest(typed.encode(), self._code.encode()) and self._code:
            self._wrong_count = 0
            return "open"
        self._wrong_count += 1
        if self._wrong_count < TRIES_COUNT_MAX:
            return "wrong"
        self._locked_until = self._monotonic() + LOCKED_S
        return "locked"
