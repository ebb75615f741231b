"""One request to the server at a time, and what came of the last one."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from client.link import Link, LinkState
from kiosk.reception.news import News, Said
from protocol.messages import Command, Event, Refused

Then = Callable[[tuple[Event, ...]], None]


class Asking(QObject):
    """`changed`: busy or not, and the news."""

    changed = Signal()

    def __init__(
        self,
        link: Link,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.asked_at = 0.0
        """Of the last request, monotonic seconds."""
        self.news: News | None = None
        """Stays until the next thing is done."""
        self._link = link
        self._monotonic = monotonic
        self._open: tuple[int, Then] | None = None
        link.answered.connect(self._on_answered)
        link.refused.connect(self._on_refused)
        link.stateChanged.connect(self.changed)

    @property
    def busy(self) -> bool:
        return self._open is not None

    @property
    def free(self) -> bool:
        """Whether something can be asked now."""
        return self._open is None and self._link.state is LinkState.READY

    def ask(self, command: Command, then: Then) -> None:
        """`then` gets the events that it led to. While another request is open nothing happens."""
        if self.free:
            self.news = None
            self.asked_at = self._monotonic()
            self._open = (self._link.send(command), then)
            self.changed.emit()

    def give_up(self) -> None:
        """Nobody waits for the open request any more; what still comes of it is not followed."""
        if self._open is not None:
            self._open = None
            self.changed.emit()

    def say(self, news: Said | None) -> None:
        if news != self.news:
            self.news = news
            self.changed.emit()

    def _on_answered(self, handle: int, events: tuple[Event, ...]) -> None:
        if self._open is not None and handle == self._open[0]:
            then, self._open = self._open[1], None
            then(events)
            self.changed.emit()

    def _on_refused(self, handle: int, refused: Refused) -> None:
        if self._open is not None and handle == self._open[0]:
            self._open, self.news = None, refused
            self.changed.emit()
