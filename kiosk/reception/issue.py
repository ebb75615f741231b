"""A number for a visitor: the services found for their words, their class, language and further errands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, fields

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.reception.asking import Asking
from kiosk.reception.choice import Choice
from kiosk.reception.find import found
from kiosk.reception.query import Query, Words
from kiosk.reception.scene import Scene
from kiosk.reception.services import ServiceRow, service_facts, service_rows
from kiosk.wishes import Wishes, class_rows
from protocol.catalogue import Catalogue, ClassId, Language, ServiceId
from protocol.messages import Event

QML_IMPORT_NAME = "Mall.Reception"
QML_IMPORT_MAJOR_VERSION = 1

Facts = dict[str, object]


@QmlElement
class IssueModel(QObject):
    """`scene` gives the moment's; `give` gets the events of a new number."""

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
        self._text = ""
        self._searched: Catalogue | None = None
        self._found: tuple[ServiceId, ...] = ()
        self._aside = Wishes()
        self._language: Language = "id"
        self._choice = Choice([field.name for field in fields(ServiceRow)], self)
        self._choice.changed.connect(self.changed)
        asking.changed.connect(self.changed)

    def look_for(self, text: str, query: Query) -> None:
        """A number, a code or a page is none of its business, and finds nothing."""
        self._text = text if isinstance(query, Words) else ""
        self._show(afresh=True)

    def enter(self) -> None:
        self.issue()

    def refresh(self) -> None:
        self._aside = self._aside.known_to(self._scene().catalogue)
        self._show()

    def move(self, by: int) -> None:
        self._choice.move(by)

    def choose(self, index: int) -> None:
        self._choice.choose(index)

    def clear(self) -> None:
        """The next visitor."""
        self._aside, self._language = Wishes(), "id"
        self.look_for("", Words(text=""))

    @property
    def wanted(self) -> Wishes:
        """All that a number given now would be for."""
        chosen = self._chosen
        return self._aside if chosen is None else self._aside.plus(chosen)

    @Property(Choice, constant=True)
    def choice(self) -> Choice:
        return self._choice

    @Property(dict, notify=changed)
    def service(self) -> Facts:
        """The chosen one, empty where there is none."""
        chosen = self._chosen
        return {} if chosen is None else service_facts(self._scene(), chosen)

    @Property(list, notify=changed)
    def errands(self) -> list[Facts]:
        """Put aside for this visitor so far."""
        scene = self._scene()
        rows = service_rows(scene, self._aside.errands)
        return [asdict(row) for row in rows]

    @Property(list, notify=changed)
    def classes(self) -> list[Facts]:
        scene = self._scene()
        return [asdict(row) for row in class_rows(self._aside, scene.catalogue, scene.language)]

    @Property(str, notify=changed)
    def visitorLanguage(self) -> str:
        return self._language

    @Property(bool, notify=changed)
    def canIssue(self) -> bool:
        return self._can_issue()

    @Property(bool, notify=changed)
    def canAdd(self) -> bool:
        return self._can_add()

    @Slot(str)
    def chooseClass(self, priority: str) -> None:
        """A second time, or empty, takes it back."""
        given = ClassId(priority)
        if given in self._scene().catalogue.classes:
            self._aside = self._aside.of(given)
        elif self._aside.priority is not None:
            self._aside = self._aside.of(self._aside.priority)
        self.changed.emit()

    @Slot(str)
    def setVisitorLanguage(self, language: str) -> None:
        self._language = "en" if language == "en" else "id"
        self.changed.emit()

    @Slot()
    def addErrand(self) -> None:
        """Put the chosen service aside, and look for another one."""
        if self._can_add():
            self._aside = self.wanted
            self.look_for("", Words(text=""))

    @Slot(str)
    def dropErrand(self, service: str) -> None:
        self._aside = self._aside.minus(ServiceId(service))
        self.changed.emit()

    @Slot()
    def issue(self) -> None:
        if self._can_issue():
            scene = self._scene()
            self._asking.ask(self.wanted.command(scene.catalogue, scene.waiting, self._language), self._give)

    def report(self) -> Facts:
        return {
            "services": [str(key) for key in self._choice.keys],
            "service": self._chosen,
            "errands": list(self._aside.errands),
            "class": self._aside.priority,
            "visitor_language": self._language,
            "can_issue": self._can_issue(),
        }

    @property
    def _chosen(self) -> ServiceId | None:
        key = self._choice.key
        return ServiceId(key) if isinstance(key, str) and key in self._scene().catalogue.services else None

    def _can_issue(self) -> bool:
        scene = self._scene()
        services = [scene.catalogue.services[errand] for errand in self.wanted.errands]
        return bool(services) and self._asking.free and all(scene.shut(each) is None for each in services)

    def _can_add(self) -> bool:
        chosen = self._chosen
        if chosen is None or chosen in self._aside.errands or self.wanted.full:
            return False
        scene = self._scene()
        return scene.shut(scene.catalogue.services[chosen]) is None

    def _show(self, *, afresh: bool = False) -> None:
        scene = self._scene()
        if afresh or scene.catalogue is not self._searched:
            self._searched = scene.catalogue
            self._found = found(scene.catalogue, self._text)
        self._choice.show(service_rows(scene, self._found), afresh=afresh)
        self.changed.emit()
