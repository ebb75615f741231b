"""What fingers do on the window: every touch is told, and the second half of a double tap is not let through.

People who are used to a mouse tap twice. Without this the second tap would hit whatever the first one
brought to the same place on the next page. Where something is typed the same key comes twice on purpose.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtGui import QPointerEvent

DOUBLE_TAP_MS = 350
DOUBLE_TAP_PX = 60

_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin)


class Taps(QObject):
    """An event filter for the kiosk's window. `typing`: whether keys are in sight at the moment."""

    touched = Signal()

    def __init__(self, typing: Callable[[], bool] = lambda: False, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._typing = typing
        self._typed = False
        """Whether they were at the touch before: the one that brought them is not typed."""
        self._last_ms = -DOUBLE_TAP_MS
        self._last_at = QPointF()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _PRESSES or not isinstance(event, QPointerEvent):
            return False
        self.touched.emit()
        return self._is_repeat(int(event.timestamp()), event.point(0).position())

    def _is_repeat(self, at_ms: int, at: QPointF) -> bool:
        apart = at - self._last_at
        near = abs(apart.x()) <= DOUBLE_TAP_PX and abs(apart.y()) <= DOUBLE_TAP_PX
        repeat = near and 0 <= at_ms - self._last_ms < DOUBLE_TAP_MS
        typing = self._typing()
        if repeat and not (self._typed and typing):
            return True
        self._last_ms, self._last_at, self._typed = at_ms, at, typing
        return False
