"""The one thread that owns a device that speaks: a keypad or a scanner."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Generic, Protocol, TypeVar

from hardware.address import InProcess, Serial, Tcp, parse
from hardware.backoff import keep_open
from hardware.callback import tell
from hardware.errors import BadUrl
from hardware.port import Port, TimeOuts, open_port

READ_S = 0.25
"""A line that was quiet for so long is between two messages."""
READ_BYTES_MAX = 512
PAUSE_S = 0.01
"""After a full read: what floods the line takes no more than a part of a core."""
RATE_S = 1.0
RATE_COUNT_MAX = 50
"""Messages in `RATE_S`: more than any hand can do, no more than an app can take."""
NOISE_BYTES_COUNT_MAX = 200
"""Without a single message among them: that is no device of this kind, or not at this speed."""
CLOSE_S_MAX = 6.0
"""Longer than it takes to open a port or to read from it."""

M = TypeVar("M")

_log = logging.getLogger(__name__)


class Decoder(Protocol[M]):
    """Finds messages in bytes. Never raises."""

    @property
    def dropped(self) -> int:
        """Bytes so far that were part of no message."""
        ...

    def feed(self, data: bytes) -> list[M]: ...

    def reset(self) -> None:
        """What was begun will not be finished."""
        ...


class Listener(Generic[M]):
    """Reads, decodes, and opens the line again when it is lost.

    `on_message(message)` hears what the device says; `on_status(code, reason)` hears "ok", the code of a
    PortError or `BUG`, at the start and at each change; both on the listener's own thread. More than
    `RATE_COUNT_MAX` messages in `RATE_S` are dropped and counted. `pace` scales all times, `opener` opens
    the port instead of `open_port` (tests). Raises BadUrl.
    """

    def __init__(
        self,
        url: str,
        decoder: Decoder[M],
        *,
        on_message: Callable[[M], None],
        on_status: Callable[[str, str], None] = lambda code, reason: None,
        pace: float = 1.0,
        opener: Callable[[str], Port] | None = None,
    ) -> None:
        check(url)
        self.url = url
        self.dropped = 0
        """Messages so far that came too fast."""
        self._decoder = decoder
        self._on_message = on_message
        self._on_status = on_status
        self._pace = pace
        self._open = opener or partial(open_port, time_outs=TimeOuts().scaled(pace))
        self._closing = threading.Event()
        # These are touched by the thread alone.
        self._status = ""
        self._rate_from = 0.0
        self._rate_count = 0
        self._thread = threading.Thread(target=self._run, name=f"listener {url}", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Give the device back. Waits at most `CLOSE_S_MAX`. A second time does nothing."""
        self._closing.set()
        if threading.current_thread() is not self._thread:
            self._thread.join(CLOSE_S_MAX)

    def _run(self) -> None:
        keep_open(
            self.url,
            self._listen,
            opener=self._open,
            closing=self._closing.is_set,
            failed=self._say,
            wait=self._closing.wait,
            pace=self._pace,
        )

    def _listen(self, port: Port) -> None:
        self._decoder.reset()
        timeout_s, noise_from = READ_S * self._pace, self._decoder.dropped
        while not self._closing.is_set():
            asked_at = time.monotonic()
            data = port.read(READ_BYTES_MAX, timeout_s)
            # Not before: a line that is taken at once from us never was one.
            self._say("ok", "")
            messages = self._decoder.feed(data)
            if messages:
                noise_from = math.inf
            elif self._decoder.dropped - noise_from > NOISE_BYTES_COUNT_MAX:
                noise_from = math.inf
                _log.warning("%s: only noise; is its speed right?", self.url)
            for message in messages:
                if self._in_time():
                    tell(self._on_message, message)
            if not data:
                self._decoder.reset()
                # Not every port waits for what cannot come.
                self._closing.wait(timeout_s - (time.monotonic() - asked_at))
            elif len(data) == READ_BYTES_MAX:
                self._closing.wait(PAUSE_S)

    def _in_time(self) -> bool:
        now = time.monotonic()
        if now - self._rate_from > RATE_S * self._pace:
            self._rate_from, self._rate_count = now, 0
        self._rate_count += 1
        if self._rate_count > RATE_COUNT_MAX:
            self.dropped += 1
            return False
        return True

    def _say(self, code: str, reason: str) -> None:
        if code == self._status:
            return
        told, self._status = self._status, code
        if code != "ok":
            _log.warning("%s: %s (%s)", self.url, code, reason)
        elif told:
            _log.info("%s: ok", self.url)
        tell(self._on_status, code, reason)


def check(url: str) -> None:
    """Raises BadUrl unless a keypad, a sign or a scanner can be at this address."""
    match parse(url):
        case Tcp() | Serial() | InProcess(scheme="memory"):
            pass
        case _:
            raise BadUrl(url, "scheme", "is for printers; here use serial:///DEVICE or tcp://HOST:PORT")
