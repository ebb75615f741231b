"""Says when a call could be seen: after the frame that holds it was handed to the screen."""

from __future__ import annotations

from collections.abc import Callable, Set

from PySide6.QtCore import QObject, Slot
from PySide6.QtQuick import QQuickWindow

from display.calls import Call, Key

UNSHOWN_COUNT_MAX = 200
"""So many calls may wait for a frame; of more the oldest is never told."""


class Frames(QObject):
    """`visible`: the calls that stand on the screen as the model has it now; `seen` hears each once."""

    def __init__(
        self,
        window: QQuickWindow,
        *,
        visible: Callable[[], Set[Key]],
        seen: Callable[[Call, bool], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._visible = visible
        self._seen = seen
        self._expected: list[tuple[Call, bool]] = []
        self._drawn: list[tuple[Call, bool]] = []
        window.afterAnimating.connect(self._on_drawing)
        window.frameSwapped.connect(self._on_swapped)

    def expect(self, call: Call, recall: bool) -> None:
        """The model has it from now on."""
        self._expected = [*self._expected[1 - UNSHOWN_COUNT_MAX :], (call, recall)]
        # Also where nothing else changed, as with a recall of what stands there already.
        self._window.update()

    @Slot()
    def _on_drawing(self) -> None:
        if not self._expected:
            return
        visible = self._visible()
        self._drawn += [(call, recall) for call, recall in self._expected if call.key in visible]
        self._expected = [(call, recall) for call, recall in self._expected if call.key not in visible]

    @Slot()
    def _on_swapped(self) -> None:
        drawn, self._drawn = self._drawn, []
        for call, recall in drawn:
            self._seen(call, recall)
