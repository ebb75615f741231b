"""What the sign over the counter shows: always what the hall says, so that nothing has to be remembered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from client.link import Link
from client.sign_faces import sign_face
from counter.action import desk_of
from hardware.frame import ADDRESSES
from hardware.signboard import DARK, Face
from protocol.catalogue import CounterId, Language
from protocol.hall import CATALOGUE_NONE, Hall


class Sign(QObject):
    """`show(address, face)` is asked to show what it may show already.

    `counter`: who sat here last, whose sign this is until somebody signs on. `idle`: what it shows while
    nobody is called; empty: the counter's number. `refresh` is to be called every second.
    """

    def __init__(
        self,
        *,
        link: Link,
        show: Callable[[int, Face], None],
        language: Language,
        counter: CounterId | None = None,
        idle: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._show = show
        self._language: Language = language
        self._idle = idle
        self._counters: set[CounterId] = set() if counter is None else {counter}
        """Where somebody sat at this computer: a sign that was left has to say so."""
        self._shown: set[CounterId] = set()
        self._closed = False
        link.stateChanged.connect(self.refresh)
        link.hallChanged.connect(self.refresh)

    def refresh(self) -> None:
        hall, welcome = self._link.hall, self._link.welcome
        if self._closed or hall.catalogue is CATALOGUE_NONE or welcome is None:
            return
        desk = desk_of(hall, welcome.device)
        if desk is not None:
            self._counters.add(desk.counter)
        for counter in self._counters:
            if counter in ADDRESSES and counter in hall.catalogue.counters:
                self._shown.add(counter)
                self._show(counter, self._face(hall, counter))

    def close(self) -> None:
        """Leave the sign dark: what nobody takes away any more would be wrong in a minute, and all night."""
        self._closed = True
        for counter in self._shown:
            self._show(counter, DARK)

    def _face(self, hall: Hall, counter: CounterId) -> Face:
        face = sign_face(hall, counter, self._link.now(), self._language)
        desk = hall.desks.get(counter)
        rests = desk is None or desk.on_break is not None
        own = self._idle and face.mode == "idle" and not rests
        return Face(text=self._idle if own else face.text, mode=face.mode)
