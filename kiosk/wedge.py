"""A scanner that types what it reads: its characters come faster than any hand's, and end with Enter.

They are collected wherever the focus is, and none of them presses a button. A key that could press one, Space
or Enter, is held back for `GAP_MS`: by then it is known whether a scanner goes on, and if not it is a hand's.
Where text is typed, in a field, nothing is collected: there the scanner types like anybody else.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickWindow

from kiosk.scan import SCAN_CHARACTERS_MAX

GAP_MS = 100
"""Between two characters of a scan at most; what comes later is something new."""
CHARACTERS_COUNT_MIN = 4
"""Fewer are no code, but a hand's."""

_FIELDS = ("QQuickTextInput", "QQuickTextEdit")
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class Wedge(QObject):
    """An event filter for a window. `pace` scales how long a key is held back (tests)."""

    scanned = Signal(str)
    """What was read, not empty; of a code that is too long only its beginning, one character too long."""

    def __init__(self, *, pace: float = 1.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._last_ms: int | None = None
        """Of the last character, or Enter."""
        self._kept: set[int] = set()
        """Keys whose press was kept from the window; so is their release."""
        self._held: tuple[QObject, QKeyEvent] | None = None
        """For which window, and the key."""
        self._replaying = False
        self._patience = QTimer(self, interval=round(GAP_MS * pace), singleShot=True)
        self._patience.timeout.connect(self._let_go)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._replaying or not isinstance(event, QKeyEvent):
            return False
        match event.type():
            case QEvent.Type.KeyPress if not _in_a_field(watched):
                return self._pressed(watched, event)
            case QEvent.Type.KeyRelease if event.key() in self._kept:
                if not event.isAutoRepeat():
                    self._kept.discard(event.key())
                return True
            case _:
                return False

    def _pressed(self, window: QObject, event: QKeyEvent) -> bool:
        text, ends = event.text(), _is_end(event)
        if not ends and (len(text) != 1 or not text.isprintable() or event.modifiers() & _COMMANDS):
            return False
        if event.isAutoRepeat():
            return event.key() in self._kept
        goes_on = self._last_ms is not None and 0 <= event.timestamp() - self._last_ms <= GAP_MS
        if goes_on:
            self._drop_held()
        else:
            self._let_go()
            self._text = ""
        self._kept.add(event.key())
        self._last_ms = event.timestamp()
        if ends and goes_on:
            self._finish()
        elif not goes_on and (ends or text == " "):
            self._hold(window, event)
        if not ends and len(self._text) <= SCAN_CHARACTERS_MAX:
            self._text += text
        return True

    def _finish(self) -> None:
        """Another Enter right behind it, of a scanner that ends with two, is part of its end."""
        text, self._text = self._text.strip(), ""
        if len(text) >= CHARACTERS_COUNT_MIN:
            self.scanned.emit(text)

    def _hold(self, window: QObject, event: QKeyEvent) -> None:
        key = QKeyEvent(QEvent.Type.KeyPress, event.key(), event.modifiers(), event.text())
        self._held = (window, key)
        self._patience.start()

    def _drop_held(self) -> None:
        self._held = None
        self._patience.stop()

    def _let_go(self) -> None:
        """It was a hand's: the window gets it after all."""
        held = self._held
        self._drop_held()
        if held is None:
            return
        window, press = held
        release = QKeyEvent(QEvent.Type.KeyRelease, press.key(), press.modifiers(), press.text())
        self._replaying = True
        for event in (press, release):
            QCoreApplication.sendEvent(window, event)
        self._replaying = False


def _is_end(event: QKeyEvent) -> bool:
    return event.key() in _ENDS or event.text() in ("\r", "\n")


def _in_a_field(window: QObject) -> bool:
    item = window.activeFocusItem() if isinstance(window, QQuickWindow) else None
    return item is not None and any(item.inherits(kind) for kind in _FIELDS)
