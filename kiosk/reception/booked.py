"""Bookings at the desk: found by their codes, checked in, cancelled, and made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.reception.asking import Asking
from kiosk.reception.booking_form import BookingForm
from kiosk.reception.bookings import BookingRow, booking_facts, booking_rows, of_day, with_digits
from kiosk.reception.choice import Choice
from kiosk.reception.find import found
from kiosk.reception.news import QT_TRANSLATE_NOOP, Said
from kiosk.reception.query import Query, Words
from kiosk.reception.scene import Scene
from protocol.messages import CancelBooking, CheckIn, Event
from protocol.visit import Booking, BookingId

QML_IMPORT_NAME = "Mall.Reception"
QML_IMPORT_MAJOR_VERSION = 1

Facts = dict[str, object]
_CANCELLED = QT_TRANSLATE_NOOP("Reception", "The booking %1 is cancelled.")


@QmlElement
class BookedModel(QObject):
    """`give` gets the events of a check-in, `made` those of a new booking."""

    changed = Signal()

    def __init__(
        self,
        asking: Asking,
        scene: Callable[[], Scene],
        give: Callable[[tuple[Event, ...]], None],
        made: Callable[[tuple[Event, ...]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._asking = asking
        self._scene = scene
        self._give = give
        self._text = ""
        self._making = False
        self._form = BookingForm(asking, scene, made, self)
        self._choice = Choice([field.name for field in fields(BookingRow)], self)
        self._choice.changed.connect(self.changed)
        asking.changed.connect(self.changed)

    def look_for(self, text: str, query: Query) -> None:
        self._text = text
        self._form.type(text if self._making else "")
        self._show(afresh=True)

    def refresh(self) -> None:
        self._form.refresh()
        self._show()

    def move(self, by: int) -> None:
        if self._making:
            self._form.move(by)
        else:
            self._choice.move(by)

    def choose(self, index: int) -> None:
        if self._making:
            self._form.choose(index)
        else:
            self._choice.choose(index)

    def enter(self) -> None:
        """The one thing to do: check in, or book."""
        if self._making:
            self._form.book()
        else:
            self.checkIn()

    @property
    def cancelling(self) -> str:
        """The code that would be cancelled; empty where none would be."""
        return "" if self._making else str(self._facts().get("code", ""))

    @Property(Choice, constant=True)
    def choice(self) -> Choice:
        return self._choice

    @Property(BookingForm, constant=True)
    def form(self) -> BookingForm:
        return self._form

    @Property(bool, notify=changed)
    def making(self) -> bool:
        """A new booking is being made, in place of the list."""
        return self._making

    @Property(bool, notify=changed)
    def searching(self) -> bool:
        """Whether something was typed; else the list is today's."""
        return self._text != ""

    @Property(dict, notify=changed)
    def booking(self) -> Facts:
        """The chosen one, empty where there is none."""
        return self._facts()

    @Property(bool, notify=changed)
    def canAct(self) -> bool:
        return self._booking is not None and self._asking.free

    @Slot(bool)
    def make(self, making: bool) -> None:
        if making != self._making:
            self._making = making
            self._form.clear()
            self.look_for("", Words(text=""))

    @Slot()
    def checkIn(self) -> None:
        if (booking := self._booking) is not None and booking.code is not None:
            self._asking.ask(CheckIn(code=booking.code), self._give)

    @Slot()
    def cancel(self) -> None:
        """Whoever cancels has been asked."""
        if (booking := self._booking) is not None and booking.code is not None:
            news = Said(text=_CANCELLED, about=self.cancelling)
            self._asking.ask(CancelBooking(code=booking.code), lambda _: self._asking.say(news))

    def report(self) -> Facts:
        booking = self._booking
        return {
            "bookings": [self._code(key) for key in self._choice.keys],
            "booking": None if booking is None else booking.code,
            "making": self._making,
            "form": self._form.report(),
        }

    @property
    def _booking(self) -> Booking | None:
        key = self._choice.key
        return self._scene().hall.bookings.get(BookingId(key)) if isinstance(key, int) else None

    def _code(self, key: object) -> str | None:
        booking = self._scene().hall.bookings.get(BookingId(key)) if isinstance(key, int) else None
        return None if booking is None else booking.code

    def _facts(self) -> Facts:
        return {} if self._booking is None else booking_facts(self._scene(), self._booking)

    def _show(self, *, afresh: bool = False) -> None:
        scene = self._scene()
        rows = booking_rows(scene, self._bookings(scene))
        # Enter checks in: it must not hit whoever happens to be the first of several.
        self._choice.show(rows, afresh=afresh, first=self._text != "" and len(rows) == 1)
        self.changed.emit()

    def _bookings(self, scene: Scene) -> tuple[Booking, ...]:
        """By the digits of a code on any day, by words for a service today."""
        bookings, digits = scene.hall.bookings.values(), "".join(self._text.split())
        if digits.isdigit():
            return with_digits(bookings, digits)
        today = of_day(bookings, scene)
        if not digits:
            return today
        booked = {booking.service for booking in today}
        among = [service for service in scene.catalogue.services.values() if service.id in booked]
        named = set(found(scene.catalogue, self._text, among))
        return tuple(booking for booking in today if booking.service in named)
