"""A list for QML that changes only where its rows changed, so that a scrolled view stays where it is."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Protocol

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class Row(Protocol):
    """A frozen value whose fields are the roles."""

    @property
    def key(self) -> Hashable:
        """Tells it from the others; unique in the list."""
        ...


class Rows(QAbstractListModel):
    """Rows of one kind; the fields of the kind, in their order, are the roles."""

    def __init__(self, fields: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields = {Qt.ItemDataRole.UserRole + index: field for index, field in enumerate(fields)}
        self._rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Becomes `rows`: takes out what is gone, puts in what is new, tells what differs.

        Where nothing stays it is another list altogether, and views start at its head.
        """
        wanted = {row.key for row in rows}
        if wanted.isdisjoint(row.key for row in self._rows):
            if rows or self._rows:
                self.beginResetModel()
                self._rows = list(rows)
                self.endResetModel()
            return
        for index in reversed(range(len(self._rows))):
            if self._rows[index].key not in wanted:
                self.beginRemoveRows(_TOP, index, index)
                del self._rows[index]
                self.endRemoveRows()
        for index, row in enumerate(rows):
            if index < len(self._rows) and self._rows[index].key == row.key:
                if self._rows[index] != row:
                    self._rows[index] = row
                    self.dataChanged.emit(self.index(index), self.index(index))
                continue
            self._drop(row.key, index)
            self.beginInsertRows(_TOP, index, index)
            self._rows.insert(index, row)
            self.endInsertRows()

    def _drop(self, key: Hashable, start: int) -> None:
        """A row that moves forward leaves its old place first."""
        for index in range(start, len(self._rows)):
            if self._rows[index].key == key:
                self.beginRemoveRows(_TOP, index, index)
                del self._rows[index]
                self.endRemoveRows()
                return

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        field = self._fields.get(role)
        if field is None or not 0 <= index.row() < len(self._rows):
            return None
        return getattr(self._rows[index.row()], field)

    def roleNames(self) -> dict[int, QByteArray]:
        return {role: QByteArray(field.encode()) for role, field in self._fields.items()}
