"""A line that fails is opened again, after a pause that grows."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from hardware.errors import BUG, PortError
from hardware.port import Port

BACKOFF_S_MIN = 0.5
BACKOFF_S_MAX = 4.0  # somebody who has just repaired it stands before it and waits
STEADY_S = 2.0  # a line that held so long was a good one: the next failure is the first again

_log = logging.getLogger(__name__)


def backoff_s(failures_count: int) -> float:
    """Seconds until the next try after that many failures in a row: doubling, at most `BACKOFF_S_MAX`."""
    return min(BACKOFF_S_MAX, BACKOFF_S_MIN * 2.0 ** min(max(failures_count, 1) - 1, 10))


def keep_open(
    url: str,
    use: Callable[[Port], None],
    *,
    opener: Callable[[str], Port],
    closing: Callable[[], bool],
    failed: Callable[[str, str], None],
    wait: Callable[[float], object],
    pace: float,
) -> None:
    """Open the line and use it, again and again, until it is `closing`; then `use` has to end.

    `opener` and `use` may raise PortError, of which `failed` hears the code and the text. A bug is logged
    and told as `BUG`; it must not cost the mall the device for the rest of the day. `wait(seconds)` pauses
    between the tries, shorter when it is closing.
    """
    failures_count = 0
    logged = ""
    while not closing():
        opened_at: float | None = None
        try:
            with opener(url) as port:
                opened_at = time.monotonic()
                use(port)
        except Exception as error:  # noqa: BLE001  the promise of this function
            # A line that opens well and breaks at once is not to be opened again at once.
            steady = opened_at is not None and time.monotonic() - opened_at > STEADY_S * pace
            failures_count = 1 if steady else failures_count + 1
            if not isinstance(error, PortError) and repr(error) != logged:
                logged = repr(error)
                _log.exception("%s: a bug", url)
            failed(error.code if isinstance(error, PortError) else BUG, str(error))
            wait(backoff_s(failures_count) * pace)
