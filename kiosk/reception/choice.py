"""A list with one row chosen: with the arrow keys or the mouse, and kept while the list changes around it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from client.rows import Row, Rows

QML_IMPORT_NAME = "Mall.Reception"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Choice(QObject):
    """The first row of an answer is chosen where that is safe, until somebody chooses another one.

    When the chosen row goes, none is: what is done next must not hit the one that came into its place.
    """

    changed = Signal()

    def __init__(self, fields: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = Rows(fields, self)
        self._keys: list[Hashable] = []
        self._current = -1

    @property
    def key(self) -> Hashable | None:
        """Of the chosen row; None: there is none."""
        return self._keys[self._current] if self._current >= 0 else None

    @property
    def keys(self) -> tuple[Hashable, ...]:
        return tuple(self._keys)

    def show(self, rows: Sequence[Row], *, afresh: bool = False, first: bool = True) -> None:
        """`afresh`: an answer to another question. `first`: its first row is chosen; else none is."""
        before, keys = self.key, [row.key for row in rows]
        self._rows.show(rows)
        if not afresh and before is not None:
            current = keys.index(before) if before in keys else -1
        else:
            current = 0 if keys and first and (afresh or not self._keys) else -1
        if (keys, current) != (self._keys, self._current):
            self._keys, self._current = keys, current
            self.changed.emit()

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        return self._rows

    @Property(int, notify=changed)
    def current(self) -> int:
        """Index of the chosen row; -1: none."""
        return self._current

    @Property(int, notify=changed)
    def count(self) -> int:
        return len(self._keys)

    @Slot(int)
    def choose(self, index: int) -> None:
        if 0 <= index < len(self._keys) and index != self._current:
            self._current = index
            self.changed.emit()

    @Slot(int)
    def move(self, by: int) -> None:
        """Stays at the ends."""
        if self._keys:
            self.choose(min(max(0, self._current + by), len(self._keys) - 1))
