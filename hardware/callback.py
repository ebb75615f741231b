"""What an app wants to hear of a device is told on the device's own thread; its faults stay its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import ParamSpec

P = ParamSpec("P")

_log = logging.getLogger(__name__)


def tell(callback: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
    """Call it. What it raises is logged with the name of this thread, and never costs the app the device."""
    try:
        callback(*args, **kwargs)
    except Exception:  # noqa: BLE001  the promise of this function
        _log.exception("%s: the app failed", threading.current_thread().name)
