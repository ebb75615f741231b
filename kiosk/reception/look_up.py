"""A number that was given before: where it stands, and what can be done about it now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import partial

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.reception.asking import Asking
from kiosk.reception.choice import Choice
from kiosk.reception.news import QT_TRANSLATE_NOOP, Said
from kiosk.reception.query import Number, Query, Words
from kiosk.reception.scene import Scene
from kiosk.reception.visits import (
    VisitRow,
    as_of_now,
    numbered,
    possible,
    recent,
    visit_facts,
    visit_rows,
    with_token,
)
from kiosk.scan import TicketCode
from protocol.catalogue import ClassId
from protocol.messages import (
    CancelVisit,
    Command,
    CorrectClass,
    DelayVisit,
    Event,
    ReprintTicket,
    RestoreVisit,
    ReturnVisit,
)
from protocol.visit import State, Visit, VisitId

QML_IMPORT_NAME = "Mall.Reception"
QML_IMPORT_MAJOR_VERSION = 1

Facts = dict[str, object]
_DONE = {
    "delay": QT_TRANSLATE_NOOP("Reception", "%1 is called later."),
    "back": QT_TRANSLATE_NOOP("Reception", "%1 is back in the line."),
    "cancel": QT_TRANSLATE_NOOP("Reception", "%1 is cancelled."),
    "class": QT_TRANSLATE_NOOP("Reception", "The priority of %1 is corrected."),
    "reprint": QT_TRANSLATE_NOOP("Reception", "A copy of %1 is being printed."),
}


@QmlElement
class LookUpModel(QObject):
    """`copy` prints a visit once more."""

    changed = Signal()

    def __init__(
        self,
        asking: Asking,
        scene: Callable[[], Scene],
        copy: Callable[[Visit], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._asking = asking
        self._scene = scene
        self._copy = copy
        self._query: Query = Words(text="")
        self._choice = Choice([field.name for field in fields(VisitRow)], self)
        self._choice.changed.connect(self.changed)
        asking.changed.connect(self.changed)

    def look_for(self, text: str, query: Query) -> None:
        """For words there is nothing; without any, the numbers given here are listed."""
        self._query = query
        self._show(afresh=True)

    def enter(self) -> None:
        """It is looked up already."""

    def refresh(self) -> None:
        self._show()

    def move(self, by: int) -> None:
        self._choice.move(by)

    def choose(self, index: int) -> None:
        self._choice.choose(index)

    @property
    def cancelling(self) -> str:
        """The number that would be cancelled; empty where nothing can be."""
        visit = self._visit
        return visit.label if visit is not None and "cancel" in self._possible() else ""

    @Property(Choice, constant=True)
    def choice(self) -> Choice:
        return self._choice

    @Property(bool, notify=changed)
    def searching(self) -> bool:
        """Whether something was typed; else the list is of the latest."""
        return self._query != Words(text="")

    @Property(dict, notify=changed)
    def visit(self) -> Facts:
        """The chosen one, empty where there is none."""
        return {} if self._visit is None else visit_facts(self._scene(), self._visit)

    @Property(list, notify=changed)
    def classes(self) -> list[Facts]:
        """To choose from: what is right for the visit."""
        scene, visit = self._scene(), self._visit
        chosen = None if visit is None else visit.priority
        return [
            {"key": id, "title": scene.class_name(id), "emblem": each.icon, "chosen": id == chosen}
            for id, each in scene.catalogue.classes.items()
        ]

    @Property(list, notify=changed)
    def possible(self) -> list[str]:
        return self._possible()

    @Slot(str)
    def perform(self, action: str) -> None:
        """`reprint`, `delay`, `back` or `cancel`; whoever cancels has been asked."""
        if action in self._possible() and (visit := self._visit) is not None:
            self._ask(action, visit, self._command(action, visit))

    @Slot(str)
    def correctClass(self, priority: str) -> None:
        """That of the visit, or empty, takes it away."""
        visit = self._visit
        if visit is not None and "class" in self._possible():
            wanted = None if priority in ("", visit.priority) else ClassId(priority)
            if wanted != visit.priority:
                self._ask("class", visit, CorrectClass(visit=visit.id, priority=wanted))

    def report(self) -> Facts:
        visit = self._visit
        return {
            "visits": [row for row in map(self._label, self._choice.keys) if row],
            "visit": None if visit is None else visit.id,
            "label": None if visit is None else visit.label,
            "states": [] if visit is None else [stop.state.value for stop in visit.stops],
            "copies": 0 if visit is None else visit.copies,
            "class": None if visit is None else visit.priority,
            "possible": self._possible(),
        }

    @property
    def _visit(self) -> Visit | None:
        key = self._choice.key
        return self._scene().hall.visits.get(VisitId(key)) if isinstance(key, int) else None

    def _label(self, key: object) -> str:
        visit = self._scene().hall.visits.get(VisitId(key)) if isinstance(key, int) else None
        return "" if visit is None else visit.label

    def _possible(self) -> list[str]:
        visit = self._visit
        return list(possible(visit)) if visit is not None and self._asking.free else []

    def _ask(self, action: str, visit: Visit, command: Command) -> None:
        self._asking.ask(command, partial(self._done, action, visit.id))

    def _done(self, action: str, id: VisitId, events: tuple[Event, ...]) -> None:
        visit = self._scene().hall.visits[id]
        if action == "reprint":
            self._copy(as_of_now(self._scene().hall, visit))
        self._asking.say(Said(text=_DONE[action], about=visit.label))

    @staticmethod
    def _command(action: str, visit: Visit) -> Command:
        match action:
            case "reprint":
                return ReprintTicket(visit=visit.id)
            case "delay":
                return DelayVisit(visit=visit.id)
            case "cancel":
                return CancelVisit(visit=visit.id)
            case _:
                parked = any(stop.state is State.PARKED for stop in visit.stops)
                return ReturnVisit(visit=visit.id) if parked else RestoreVisit(visit=visit.id)

    def _show(self, *, afresh: bool = False) -> None:
        scene = self._scene()
        self._choice.show(visit_rows(scene, self._visits(scene)), afresh=afresh)
        self.changed.emit()

    def _visits(self, scene: Scene) -> tuple[Visit, ...]:
        match self._query:
            case Number(prefix=prefix, number=number):
                return numbered(scene.hall, prefix, number)
            case TicketCode(token=token):
                visit = with_token(scene.hall, token)
                return () if visit is None else (visit,)
            case Words(text=""):
                return recent(scene.hall, scene.device)
            case _:
                return ()
