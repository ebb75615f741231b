"""How long a device that fails is left alone before the next try."""

from __future__ import annotations

BACKOFF_S_MIN = 0.5
BACKOFF_S_MAX = 4.0  # somebody who has just repaired it stands before it and waits


def backoff_s(failures_count: int) -> float:
    """Seconds until the next try after that many failures in a row: doubling, at most `BACKOFF_S_MAX`."""
    return min(BACKOFF_S_MAX, BACKOFF_S_MIN * 2.0 ** min(max(failures_count, 1) - 1, 10))
