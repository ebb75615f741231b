"""The one thread that owns a line of LED signs.

Each sign is told its latest face until it acknowledges it. One that does not after a few tries is silent: it
is tried when the others have what they need, so that a dead sign costs the living ones no time. Every face is
told again after the line was lost, and now and then, for a sign that lost its power says nothing about it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from hardware.backoff import keep_open
from hardware.callback import tell
from hardware.frame import ADDRESSES
from hardware.listener import check
from hardware.port import Port, TimeOuts, open_port
from hardware.signboard import ACK_S, DARK, Acknowledgements, Face, encode

ANSWER_S = ACK_S + 0.2
"""Behind a serial server the frame itself is still on its way, 0.1 s of it at 2400 baud."""
GAP_S = 0.05
"""Between frames to signs that never answer."""
TRIES_COUNT_MAX = 3
SILENT_S = 5.0
"""Between tries of a sign that does not answer."""
REFRESH_S = 15.0
"""A full line of 99 signs takes 12 s at 9600 baud: each shows its number again within 30 s."""
WATCH_S = 1.0
"""Between looks at an idle line."""
READ_BYTES_MAX = 512
CLOSE_S_MAX = 10.0
"""Longer than it takes to open a port or to write to it."""

_log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class _Sign:
    """What is wanted of one sign, and how far it is."""

    face: Face
    due: float = 0.0
    """When to tell it, seconds of the monotonic clock."""
    fresh: bool = True
    """It has not had this face yet, as far as is known."""
    tries_count: int = 0
    """In a row without an answer."""
    tried: bool = False
    """On this line since it was opened, with a result: it answered, or it is silent."""

    @property
    def silent(self) -> bool:
        return self.tries_count >= TRIES_COUNT_MAX

    def rank(self) -> tuple[bool, bool, float]:
        """The least is told first: news, then repeats, then those that do not answer."""
        return self.silent, not self.fresh, self.due


class SignLine:
    """Shows the latest face of each sign, by address.

    `on_status(code, reason)` hears at the start and at each change, on the line's own thread: "ok", "silent"
    (`reason` names the addresses that do not answer), the code of a PortError, or `BUG`. `pace` scales all
    times, `opener` opens the port instead of `open_port` (tests). Raises BadUrl.
    """

    def __init__(
        self,
        url: str,
        *,
        on_status: Callable[[str, str], None] = lambda code, reason: None,
        pace: float = 1.0,
        opener: Callable[[str], Port] | None = None,
    ) -> None:
        check(url)
        self.url = url
        self._on_status = on_status
        self._pace = pace
        self._open = opener or partial(open_port, time_outs=TimeOuts().scaled(pace))
        self._change = threading.Condition()
        self._signs: dict[int, _Sign] = {}
        """By address. With what is in them, touched under `_change` only."""
        self._closing = False
        # These are touched by the thread alone.
        self._answers = Acknowledgements()
        self._status: tuple[str, str] | None = None
        self._thread = threading.Thread(target=self._run, name=f"signs {url}", daemon=True)
        self._thread.start()

    def show(self, address: int, face: Face) -> None:
        """From now on the sign shows this. Never blocks. Raises ValueError for an address no sign has."""
        if address not in ADDRESSES:
            raise ValueError(f"no sign has the address {address}")
        with self._change:
            sign = self._signs.get(address)
            if sign is None:
                self._signs[address] = _Sign(face=face)
            elif sign.face != face:
                sign.face, sign.fresh, sign.due = face, True, 0.0
            self._change.notify()

    def close(self) -> None:
        """Tell what was not told yet, once, and give back the line. Waits at most `CLOSE_S_MAX`."""
        with self._change:
            self._closing = True
            self._change.notify()
        if threading.current_thread() is not self._thread:
            self._thread.join(CLOSE_S_MAX)

    def _run(self) -> None:
        keep_open(
            self.url,
            self._serve,
            opener=self._open,
            closing=lambda: self._closing,
            failed=self._say,
            wait=self._wait,
            pace=self._pace,
        )

    def _begin(self) -> None:
        """Nothing is known of what the signs show: the line may have been lost with their power."""
        self._answers.reset()
        with self._change:
            for sign in self._signs.values():
                sign.fresh, sign.due, sign.tried = True, 0.0, False

    def _serve(self, port: Port) -> None:
        self._begin()
        while not self._closing:
            if (told := self._next()) is not None:
                self._settle(*told, answered=self._told(port, *told))
            else:
                self._listen(port, timeout_s=0.0)
            self._say_how_it_is()
        self._take_leave(port)

    def _next(self) -> tuple[int, Face] | None:
        """The sign to tell now, waiting `WATCH_S` at most until there is one."""
        with self._change:
            wait_s = WATCH_S * self._pace
            if self._signs:
                wait_s = min(wait_s, min(sign.due for sign in self._signs.values()) - time.monotonic())
            if wait_s > 0:
                self._change.wait(wait_s)
            now = time.monotonic()
            due = [(sign.rank(), address) for address, sign in self._signs.items() if sign.due <= now]
            address = min(due)[1] if due and not self._closing else None
            return None if address is None else (address, self._signs[address].face)

    def _told(self, port: Port, address: int, face: Face) -> bool:
        """Whether the sign has it, as far as can be known."""
        if port.answers == "no":
            port.write(encode(address, face))
            self._wait(GAP_S * self._pace)
            self._listen(port, timeout_s=0.0)  # Nothing comes; but where the line is lost, it says so.
            return True
        self._listen(port, timeout_s=0.0)  # A late answer is not one to what follows.
        self._answers.reset()
        port.write(encode(address, face))
        now = time.monotonic()
        deadline = now + ANSWER_S * self._pace
        while now < deadline:
            if address in self._listen(port, timeout_s=deadline - now):
                return True
            now = time.monotonic()
        return False

    def _listen(self, port: Port, *, timeout_s: float) -> list[int]:
        asked_at = time.monotonic()
        data = port.read(READ_BYTES_MAX, timeout_s)
        if not data:
            # Not every port waits for what cannot come.
            self._wait(timeout_s - (time.monotonic() - asked_at))
        return self._answers.feed(data)

    def _settle(self, address: int, face: Face, *, answered: bool) -> None:
        with self._change:
            sign, now = self._signs[address], time.monotonic()
            sign.tries_count = 0 if answered else min(sign.tries_count + 1, TRIES_COUNT_MAX)
            sign.tried = sign.tried or answered or sign.silent
            if sign.face != face:
                return
            if sign.silent and face == DARK:
                # Nobody misses it; it may be another counter's that this program has left.
                del self._signs[address]
            elif answered:
                sign.fresh = False
                sign.due = now + REFRESH_S * self._pace
            else:
                # Behind the others that are due.
                sign.due = now + SILENT_S * self._pace if sign.silent else now

    def _take_leave(self, port: Port) -> None:
        with self._change:
            left = [(address, sign.face) for address, sign in self._signs.items() if sign.fresh]
        for address, face in left:
            port.write(encode(address, face))

    def _say_how_it_is(self) -> None:
        """Nothing, while that is not known of some sign."""
        with self._change:
            if not all(sign.tried for sign in self._signs.values()):
                return
            silent = sorted(address for address, sign in self._signs.items() if sign.silent)
        if silent:
            self._say("silent", ", ".join(map(str, silent)))
        else:
            self._say("ok", "")

    def _wait(self, pause_s: float) -> None:
        """Until the pause is over or the line is closed."""
        with self._change:
            self._change.wait_for(lambda: self._closing, max(0.0, pause_s))

    def _say(self, code: str, reason: str) -> None:
        before, self._status = self._status, (code, reason)
        if before is not None and (before == self._status or before[0] == code != "silent"):
            return
        if code != "ok":
            _log.warning("%s: %s (%s)", self.url, code, reason)
        elif before is not None:
            _log.info("%s: ok", self.url)
        tell(self._on_status, code, reason)
