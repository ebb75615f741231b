"""The view-model of what the officer reads of the visit at the counter, besides its number and state."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from client.rows import Rows
from counter.facts import Fact, facts_of, others_text, waited_text
from counter.why import why_text
from counter.work import WorkModel

QML_IMPORT_NAME = "Mall.Counter"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class VisitModel(QObject):
    """All texts are empty while nobody is at the counter."""

    changed = Signal()

    def __init__(self, *, work: WorkModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._texts = ("", "", "", "")
        """Service, wait, reason of the call, other stops."""
        self._facts = Rows(Fact.__struct_fields__, self)
        work.ticked.connect(self._refresh)
        self._refresh()

    @Property(str, notify=changed)
    def service(self) -> str:
        return self._texts[0]

    @Property(str, notify=changed)
    def waitedText(self) -> str:
        """Since when the visitor was in line, and how long it took until the call."""
        return self._texts[1]

    @Property(str, notify=changed)
    def why(self) -> str:
        """Why this number was called and no other."""
        return self._texts[2]

    @Property(str, notify=changed)
    def others(self) -> str:
        """The visit's other stops."""
        return self._texts[3]

    @Property(QObject, constant=True)
    def facts(self) -> QObject:
        """What is out of the ordinary about the visit: key, text, icon, tone."""
        return self._facts

    def _refresh(self) -> None:
        scene = self._work.scene()
        if scene is None or scene.visit is None or scene.stop is None:
            self._facts.show([])
            self._texts = ("", "", "", "")
        else:
            visit, stop = scene.visit, scene.stop
            self._facts.show(facts_of(scene, visit, stop))
            self._texts = (
                scene.service_name(stop.service),
                waited_text(scene, stop),
                why_text(scene, visit, stop),
                others_text(scene, visit, stop),
            )
        self.changed.emit()
