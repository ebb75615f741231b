"""Results to be fetched: found by the number of the visit before, and the number for fetching them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, fields

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.reception.asking import Asking
from kiosk.reception.choice import Choice
from kiosk.reception.query import Number, Query, Words
from kiosk.reception.results import ResultRow, listed, result_rows
from kiosk.reception.scene import Scene
from protocol.catalogue import Language
from protocol.messages import CollectResult, Event
from protocol.visit import PickUp

QML_IMPORT_NAME = "Mall.Reception"
QML_IMPORT_MAJOR_VERSION = 1

Facts = dict[str, object]


@QmlElement
class PickUpModel(QObject):
    """`give` gets the events of a new number."""

    changed = Signal()

    def __init__(
        self,
        asking: Asking,
        scene: Callable[[], Scene],
        give: Callable[[tuple[Event, ...]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._asking = asking
        self._scene = scene
        self._give = give
        self._query: Query = Words(text="")
        self._language: Language = "id"
        self._shown: tuple[PickUp, ...] = ()
        self._choice = Choice([field.name for field in fields(ResultRow)], self)
        self._choice.changed.connect(self.changed)
        asking.changed.connect(self.changed)

    def look_for(self, text: str, query: Query) -> None:
        """A number narrows the list; anything else but nothing empties it."""
        self._query = query
        self._show(afresh=True)

    def enter(self) -> None:
        self.collect()

    def refresh(self) -> None:
        self._show()

    def move(self, by: int) -> None:
        self._choice.move(by)

    def choose(self, index: int) -> None:
        self._choice.choose(index)

    @Property(Choice, constant=True)
    def choice(self) -> Choice:
        return self._choice

    @Property(bool, notify=changed)
    def searching(self) -> bool:
        return self._query != Words(text="")

    @Property(dict, notify=changed)
    def result(self) -> Facts:
        """The chosen one, empty where there is none."""
        row = self._row
        return {} if row is None else asdict(row)

    @Property(str, notify=changed)
    def visitorLanguage(self) -> str:
        return self._language

    @Property(bool, notify=changed)
    def canCollect(self) -> bool:
        return self._can_collect()

    @Slot(str)
    def setVisitorLanguage(self, language: str) -> None:
        self._language = "en" if language == "en" else "id"
        self.changed.emit()

    @Slot()
    def collect(self) -> None:
        if self._can_collect() and (result := self._result) is not None:
            self._asking.ask(CollectResult(visit=result.visit, language=self._language), self._give)

    def report(self) -> Facts:
        result = self._result
        return {
            "results": [result.label for result in self._shown],
            "result": None if result is None else result.label,
            "can_collect": self._can_collect(),
        }

    @property
    def _result(self) -> PickUp | None:
        key = self._choice.key
        return next((result for result in self._shown if (result.visit, result.tenant) == key), None)

    @property
    def _row(self) -> ResultRow | None:
        result = self._result
        return None if result is None else result_rows(self._scene(), (result,))[0]

    def _can_collect(self) -> bool:
        return self._row is not None and self._row.ready and self._asking.free

    def _show(self, *, afresh: bool = False) -> None:
        scene = self._scene()
        self._shown = self._results(scene)
        # Enter gives a number: it must not be for whoever happens to be the first of several.
        first = isinstance(self._query, Number) and (
            len(self._shown) == 1 or [result.number for result in self._shown].count(self._query.number) == 1
        )
        self._choice.show(result_rows(scene, self._shown), afresh=afresh, first=first)
        self.changed.emit()

    def _results(self, scene: Scene) -> tuple[PickUp, ...]:
        results = scene.hall.results.values()
        match self._query:
            case Number(prefix=prefix, number=number):
                return listed(results, prefix, number)
            case Words(text=""):
                return listed(results)
            case _:
                return ()
