"""A new booking: service, day and hour. Which hours there are, and whether one is free, the server knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.reception.asking import Asking
from kiosk.reception.bookings import clock_of, day_facts, days_of, slot_at
from kiosk.reception.choice import Choice
from kiosk.reception.find import found
from kiosk.reception.news import QT_TRANSLATE_NOOP, Said
from kiosk.reception.scene import Scene
from kiosk.reception.services import ServiceRow, service_rows
from protocol.catalogue import Language, Service, ServiceId
from protocol.messages import BookSlot, Event

QML_IMPORT_NAME = "Mall.Reception"
QML_IMPORT_MAJOR_VERSION = 1

Facts = dict[str, object]
_NO_HOUR = QT_TRANSLATE_NOOP("Reception", "“%1” is no hour. Type it like 09:30.")


@QmlElement
class BookingForm(QObject):
    """`made` gets the events of a new booking."""

    changed = Signal()

    def __init__(
        self,
        asking: Asking,
        scene: Callable[[], Scene],
        made: Callable[[tuple[Event, ...]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._asking = asking
        self._scene = scene
        self._made = made
        self._text = ""
        self._day = 0
        self._hour = ""
        self._language: Language = "id"
        self._choice = Choice([field.name for field in fields(ServiceRow)], self)
        self._choice.changed.connect(self._on_choice)
        asking.changed.connect(self.changed)

    def type(self, text: str) -> None:
        self._text = text
        self._show(afresh=True)

    def refresh(self) -> None:
        self._show()

    def move(self, by: int) -> None:
        self._choice.move(by)

    def choose(self, index: int) -> None:
        self._choice.choose(index)

    def clear(self) -> None:
        self._day, self._hour, self._language = 0, "", "id"
        self.type("")

    @Property(Choice, constant=True)
    def choice(self) -> Choice:
        """Services that can be booked."""
        return self._choice

    @Property(str, notify=changed)
    def hour(self) -> str:
        """As typed so far."""
        return self._hour

    @Property(str, notify=changed)
    def visitorLanguage(self) -> str:
        return self._language

    @Property(dict, notify=changed)
    def page(self) -> Facts:
        """Service, tenant, day, slots, taken, first, last; empty while no service is chosen."""
        scene, service = self._scene(), self._service
        days = () if service is None else days_of(scene, service)
        if service is None or not days:
            return {}
        day = min(self._day, len(days) - 1)
        return {
            "service": service.name.in_(scene.language),
            "tenant": scene.tenant_name(service.tenant),
            "first": day == 0,
            "last": day == len(days) - 1,
            **day_facts(scene, service, days[day]),
        }

    @Property(bool, notify=changed)
    def canBook(self) -> bool:
        return self._can_book()

    @Slot(int)
    def moveDay(self, by: int) -> None:
        service = self._service
        if service is not None:
            days = days_of(self._scene(), service)
            self._day = min(max(0, self._day + by), max(0, len(days) - 1))
            self.changed.emit()

    @Slot(str)
    def typeHour(self, text: str) -> None:
        self._hour = text
        self._asking.say(None)
        self.changed.emit()

    @Slot(str)
    def setVisitorLanguage(self, language: str) -> None:
        self._language = "en" if language == "en" else "id"
        self.changed.emit()

    @Slot()
    def book(self) -> None:
        if not self._can_book():
            return
        scene, service = self._scene(), self._service
        assert service is not None
        clock, days = clock_of(self._hour), days_of(scene, service)
        if clock is None:
            self._asking.say(Said(text=_NO_HOUR, about=self._hour, tone="danger"))
        elif days:
            slot = slot_at(scene, days[min(self._day, len(days) - 1)], clock)
            self._asking.ask(BookSlot(service=service.id, slot=slot, language=self._language), self._made)

    def report(self) -> Facts:
        return {
            "services": list(self._choice.keys),
            "service": None if self._service is None else self._service.id,
            "day": self._day,
            "hour": self._hour,
            "can_book": self._can_book(),
        }

    @property
    def _service(self) -> Service | None:
        key = self._choice.key
        return self._scene().catalogue.services.get(ServiceId(key)) if isinstance(key, str) else None

    def _can_book(self) -> bool:
        return self._service is not None and self._hour.strip() != "" and self._asking.free

    def _on_choice(self) -> None:
        self._day = 0
        self.changed.emit()

    def _show(self, *, afresh: bool = False) -> None:
        scene = self._scene()
        bookable = [service for service in scene.catalogue.services.values() if service.slots is not None]
        if self._text.strip():
            ids = found(scene.catalogue, self._text, bookable)
        else:
            ids = tuple(service.id for service in bookable)
        self._choice.show(service_rows(scene, ids), afresh=afresh)
        self.changed.emit()
