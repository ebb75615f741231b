"""How long to wait before the next attempt to connect; pure."""

from __future__ import annotations

BACKOFF_FIRST_S = 0.2
BACKOFF_S_MAX = 5.0
JITTER_SHARE_MAX = 0.25
"""A wait is shortened by up to this share, so that a whole mall does not come back in one instant."""


def backoff_s(failures: int, chance: float) -> float:
    """Seconds to wait after so many failed rounds in a row (1 or more); `chance` is from 0 up to 1."""
    assert failures >= 1
    assert 0 <= chance <= 1
    # Beyond this exponent the limit has long been reached; a float would overflow at about 1,000.
    doublings = min(failures - 1, 16)
    return min(BACKOFF_FIRST_S * 2**doublings, BACKOFF_S_MAX) * (1 - JITTER_SHARE_MAX * chance)
