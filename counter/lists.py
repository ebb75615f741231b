"""The view-model of what stands beside the line: who is set aside, and what is closed for a while."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from client.rows import Rows
from counter.aside import Aside, AsideRow, aside_row, asides
from counter.closing import closure_text, closures_of
from counter.work import WorkModel

QML_IMPORT_NAME = "Mall.Counter"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class AsideModel(QObject):
    changed = Signal()

    def __init__(self, *, work: WorkModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._shown = False
        self._asides: tuple[Aside, ...] = ()
        self._closures: tuple[str, ...] = ()
        self._rows = Rows(AsideRow.__struct_fields__, self)
        work.ticked.connect(self._refresh)
        self._refresh()

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        """Kind, visit, stop, label, what, note, symbol, tone."""
        return self._rows

    @Property(int, notify=changed)
    def count(self) -> int:
        return len(self._asides)

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """The list is looked at instead of the line."""
        return self._shown

    @Property(str, notify=changed)
    def closures(self) -> str:
        """What is closed or asked to be; empty where nothing is."""
        return " · ".join(self._closures)

    @Slot(bool)
    def look(self, shown: bool) -> None:
        self._shown = shown
        self._refresh()
        self.changed.emit()

    def report(self) -> dict[str, object]:
        return {
            "aside": [{"kind": aside.kind, "number": aside.label} for aside in self._asides],
            "closures": list(self._closures),
        }

    def _refresh(self) -> None:
        scene = self._work.scene()
        found = () if scene is None else asides(scene)
        closed = () if scene is None else tuple(closure_text(scene, each) for each in closures_of(scene))
        differs = (found, closed) != (self._asides, self._closures)
        self._asides, self._closures = found, closed
        if scene is not None and self._shown:
            # Results of weeks may stand in it: while nobody looks, they are only counted.
            self._rows.show([aside_row(scene, aside) for aside in found])
        if differs:
            self.changed.emit()
