"""A slip that is held before the desk's scanner: its holder has it, and is here after all."""

from __future__ import annotations

from PySide6.QtCore import QObject

from client.link import Link
from kiosk.reception.asking import Asking
from kiosk.reception.news import QT_TRANSLATE_NOOP, Said
from protocol.frames import Presented

_CONFIRMED = QT_TRANSLATE_NOOP("Reception", "%1 was not confirmed yet. It is in the line now.")
_RESTORED = QT_TRANSLATE_NOOP("Reception", "%1 missed its call. It is back in the line.")
_TOO_LATE = QT_TRANSLATE_NOOP("Reception", "%1 missed its call too long ago. Please give a new number.")


class Showing(QObject):
    """Says through `asking` what it has led to; nothing where it led to nothing."""

    def __init__(self, link: Link, asking: Asking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._asking = asking
        self._handle: int | None = None
        link.presented.connect(self._on_presented)

    def show(self, token: str) -> None:
        """The latest counts."""
        self._handle = self._link.look(token)

    def _on_presented(self, handle: int, presented: Presented) -> None:
        if handle != self._handle:
            return
        self._handle = None
        label = presented.visit.label
        match presented.did:
            case "confirmed":
                self._asking.say(Said(text=_CONFIRMED, about=label, tone="info"))
            case "restored":
                self._asking.say(Said(text=_RESTORED, about=label))
            case "not_restored" if not presented.visit.open:
                self._asking.say(Said(text=_TOO_LATE, about=label, tone="warning"))
            case _:
                pass
