"""A slip is held before the scanner: what the server says of it, or why nothing can be said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, Signal

from client.link import Link
from protocol.frames import Presented
from protocol.messages import Reason, Refused

LOOK_WAIT_S_MAX = 3.0
"""No answer for so long: the visitor is told to try again; one that comes later is shown."""

Unread = Literal["unreadable", "unknown", "no_answer"]
_PASSING = frozenset({Reason.OVERLOADED, Reason.STORAGE_FAILED})


class Looking(QObject):
    """`done`: `seen` or `unread` is new. `tick` wants to be called twice a second."""

    done = Signal()

    def __init__(self, link: Link, *, monotonic: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.seen: Presented | None = None
        self.unread: Unread | None = None
        self._link = link
        self._monotonic = monotonic
        self._request: int | None = None
        self._asked_at = 0.0
        link.presented.connect(self._on_presented)
        link.refused.connect(self._on_refused)

    def ask(self, token: str) -> None:
        self._request = self._link.look(token)
        self._asked_at = self._monotonic()

    def fail(self, unread: Unread) -> None:
        self.seen, self.unread = None, unread
        self.done.emit()

    def forget(self) -> None:
        """Nobody wants to know any more."""
        self.seen = self.unread = self._request = None

    def tick(self) -> None:
        late = self._monotonic() - self._asked_at >= LOOK_WAIT_S_MAX
        if self._request is not None and late and self.unread != "no_answer":
            self.fail("no_answer")

    def _on_presented(self, handle: int, presented: Presented) -> None:
        if handle != self._request:
            return
        self._request = None
        if presented.refused is not None and presented.refused.reason in _PASSING:
            self.fail("no_answer")
            return
        self.seen, self.unread = presented, None
        self.done.emit()

    def _on_refused(self, handle: int, refused: Refused) -> None:
        if handle == self._request:
            self._request = None
            self.fail("unknown" if refused.reason is Reason.UNKNOWN_VISIT else "no_answer")
