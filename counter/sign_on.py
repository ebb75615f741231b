"""The view-model of signing on: which counter, and who."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from client.language import Languages
from client.link import Link, LinkState
from client.reasons import text_for
from client.rows import Rows
from counter.action import desk_of
from counter.memory import Memory, recall, remember
from counter.seats import SeatRow, officer_of, seat_rows
from protocol.catalogue import CounterId, TenantId
from protocol.messages import OFFICER_CHARACTERS_MAX, Event, Refused, SignOn

QML_IMPORT_NAME = "Mall.Counter"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class SignOnModel(QObject):
    """`memory` is the file that remembers who sat here last; `tell` hears what is refused.

    `counter` and `officer` are filled in; with `at_once` they are used once, as soon as there is a server.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        link: Link,
        languages: Languages,
        tell: Callable[..., None],
        memory: Path,
        counter: int | None = None,
        officer: str = "",
        at_once: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._languages = languages
        self._tell = tell
        self._memory = memory
        last = recall(memory)
        self._chosen = last.counter if counter is None else CounterId(counter)
        self._typed = officer or last.officer
        self._at_once = at_once
        self._asked: int | None = None
        self._refused: Refused | None = None
        self._seats = Rows(SeatRow.__struct_fields__, self)
        link.stateChanged.connect(self._refresh)
        link.hallChanged.connect(self._refresh)
        link.answered.connect(self._on_answered)
        link.refused.connect(self._on_refused)
        languages.changed.connect(self._refresh)
        self._refresh()

    @Property(QObject, constant=True)
    def seats(self) -> QObject:
        """The tenant's counters: number, taken, holder, services, chosen."""
        return self._seats

    @Property(int, notify=changed)
    def seatCount(self) -> int:
        return self._seats.rowCount()

    @Property(str, notify=changed)
    def officer(self) -> str:
        """As typed."""
        return self._typed

    @Property(int, constant=True)
    def officerLengthMax(self) -> int:
        """Characters."""
        return OFFICER_CHARACTERS_MAX

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """A free counter is chosen, and a name typed."""
        return self._ready()

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._asked is not None

    @Property(str, notify=changed)
    def problem(self) -> str:
        """Why the server did not want it."""
        return "" if self._refused is None else text_for(self._refused)

    @Slot(int)
    def choose(self, counter: int) -> None:
        if self._free(CounterId(counter)):
            self._chosen = CounterId(counter)
            self._refused = None
            self._refresh()

    @Slot(str)
    def typeName(self, typed: str) -> None:
        self._typed = typed
        self._refused = None
        self.changed.emit()

    @Slot()
    def signOn(self) -> None:
        if self._ready():
            self._send()

    def report(self) -> dict[str, object]:
        return {
            "chosen": self._chosen,
            "typed": self._typed,
            "busy": self._asked is not None,
            "refused": None if self._refused is None else self._refused.reason.value,
        }

    def _refresh(self) -> None:
        link = self._link
        connected = link.state is LinkState.READY
        seated = link.welcome is not None and desk_of(link.hall, link.welcome.device) is not None
        if connected and not seated and self._at_once:
            self._at_once = False
            self._send()
        if connected and not seated and self._asked is None and not self._free(self._chosen):
            self._chosen = None
        language = self._languages.language
        self._seats.show(seat_rows(link.hall, self._place(), self._chosen, language))
        self.changed.emit()

    def _on_answered(self, handle: int, events: tuple[Event, ...]) -> None:
        if handle != self._asked:
            return
        self._asked = None
        welcome = self._link.welcome
        desk = None if welcome is None else desk_of(self._link.hall, welcome.device)
        if desk is not None:
            self._chosen = desk.counter
            remember(self._memory, Memory(officer=desk.officer or "", counter=desk.counter))
        self._refresh()

    def _on_refused(self, handle: int, refused: Refused) -> None:
        if handle != self._asked:
            return
        self._asked = None
        self._refused = refused
        self._tell("refused", action="sign_on", reason=refused.reason.value, number="", visit=None)
        self._refresh()

    def _ready(self) -> bool:
        connected = self._link.state is LinkState.READY
        named = officer_of(self._typed) is not None
        return connected and named and self._asked is None and self._free(self._chosen)

    def _send(self) -> None:
        officer = officer_of(self._typed)
        if officer is None or self._chosen is None:
            return
        self._refused = None
        self._asked = self._link.send(SignOn(counter=self._chosen, officer=officer))
        self.changed.emit()

    def _place(self) -> TenantId:
        return TenantId("" if self._link.welcome is None else self._link.welcome.place)

    def _free(self, counter: CounterId | None) -> bool:
        hall = self._link.hall
        known = None if counter is None else hall.catalogue.counters.get(counter)
        return known is not None and known.tenant == self._place() and known.id not in hall.desks
