"""The LED signs over the counters of a zone, driven by its display on one line."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from client.language import Languages
from client.link import Link
from client.sign_faces import SignFace, sign_face
from display.calls import counters_of
from hardware.frame import ADDRESSES
from hardware.signboard import DARK, Face
from protocol.catalogue import CounterId, ZoneId
from protocol.frames import STATE_CHARACTERS_MAX

TICK_MS = 1_000
OnStatus = Callable[[str, str], None]
"""Hears a code, and in words what is the matter."""


class Line(Protocol):
    """What leads to the signs: hardware's `SignLine`."""

    def show(self, address: int, face: Face) -> None: ...

    def close(self) -> None: ...


class Signs(QObject):
    """Shows on each sign what its counter does. `zone`: whose counters, None for the whole mall; `only`: of
    them those with a sign, where not all have one.

    `open_line` makes the line, given who hears how it is; it is closed by `close`. Trouble is the server's to
    know, never shown to visitors. A counter whose number is no sign's address has no sign.
    """

    _said = Signal(str)

    def __init__(
        self,
        *,
        link: Link,
        languages: Languages,
        open_line: Callable[[OnStatus], Line],
        zone: ZoneId | None = None,
        only: Collection[CounterId] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._languages = languages
        self._zone = zone
        self._only = frozenset(only)
        self._shown: dict[CounterId, SignFace] = {}
        self._said.connect(self._report)
        link.hallChanged.connect(self.tick)
        languages.changed.connect(self.tick)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self.tick)
        self._tick.start(TICK_MS)
        self._line: Line | None = open_line(self._hear)
        self.tick()

    def tick(self) -> None:
        """Something has happened, or a second has passed."""
        if self._line is None:
            return
        hall, now = self._link.hall, self._link.now()
        counters = counters_of(hall.catalogue, self._zone)
        for counter in counters & self._only if self._only else counters:
            face = sign_face(hall, counter, now, self._languages.language)
            if counter in ADDRESSES and self._shown.get(counter) != face:
                self._shown[counter] = face
                self._line.show(counter, Face(text=face.text, mode=face.mode))

    def close(self) -> None:
        """Leave the signs dark: a number that nobody takes away any more would call its visitor for ever."""
        # Line and signs hold each other till now: whichever thread happened to collect them would end a timer
        # of this one.
        line, self._line = self._line, None
        self._tick.stop()
        if line is not None:
            for counter in self._shown:
                line.show(counter, DARK)
            line.close()

    def _hear(self, code: str, reason: str) -> None:
        """On the line's own thread."""
        self._said.emit(state_of(code, reason))

    def _report(self, state: str) -> None:
        self._link.report(sign=state)


def state_of(code: str, reason: str) -> str:
    """For the server: the code, and of signs that do not answer which, as far as there is room."""
    if code != "silent":
        return code
    addresses = reason.split(", ")
    for count in range(len(addresses), 0, -1):
        more = "…" if count < len(addresses) else ""
        state = f"{code} {', '.join(addresses[:count])}{more}"
        if len(state) <= STATE_CHARACTERS_MAX:
            return state
    return code
