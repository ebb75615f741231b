"""For the display's tests: the real mall and the server's own rules behind a fake link, a voice by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Property, QObject, Signal

from client.fake import FakeLink
from display.speech import Announcement
from protocol.catalogue import (
    Catalogue,
    Counter,
    CounterId,
    Service,
    ServiceId,
    Tenant,
    TenantId,
    Text,
    ZoneId,
)
from protocol.messages import (
    Actor,
    CallNext,
    Command,
    ConfirmTicket,
    DeviceId,
    FinishService,
    IssueTicket,
    MarkNoShow,
    Recall,
    Refused,
    SignOn,
    StartService,
    TakeBack,
    TicketIssued,
    VisitCalled,
    VisitId,
)
from server import engine

MORNING = datetime(2026, 1, 5, 2, 30, tzinfo=UTC)
"""Half past nine on a Monday in Malang."""


class Mall:
    """What visitors and officers do, decided by the server's engine; `link` is the display's."""

    def __init__(self, catalogue: Catalogue, **link: Any) -> None:
        self.link = FakeLink(role=link.pop("role", "display"), catalogue=catalogue, now=MORNING, **link)
        self.link.happen(*engine.due(self.link.whole, self.link.now()))

    def does(self, command: Command, device: str, place: str = "") -> None:
        actor = Actor(device=DeviceId(device))
        given = engine.Given(now=self.link.now(), actor=actor, place=place, token="t")
        decided = engine.decide(self.link.whole, command, given)
        assert not isinstance(decided, Refused), decided
        self._last = self.link.happen(*decided)

    def take(self, service: str = "dukcapil.ktp-rekam") -> VisitId:
        """A visitor takes a number and has it in hand."""
        self.does(IssueTicket(service=ServiceId(service)), "kiosk-1")
        visit = next(event.what.visit for event in self._last if isinstance(event.what, TicketIssued))
        self.does(ConfirmTicket(visit=visit, paper="printed"), "kiosk-1")
        return visit

    def open(self, counter: int) -> None:
        self._officer(SignOn(counter=CounterId(counter), officer=f"Sari {counter}"), counter)

    def call(self, counter: int) -> VisitId:
        """Whoever is next is called to this counter; opens it first, and takes a number, where need be."""
        if counter not in self.link.whole.desks:
            self.open(counter)
        if not any(service in self.link.whole.lines for service in self._counter(counter).services):
            self.take(sorted(self._counter(counter).services)[0])
        self._officer(CallNext(counter=CounterId(counter)), counter)
        return next(event.what.visit for event in self._last if isinstance(event.what, VisitCalled))

    def recall(self, counter: int) -> None:
        self._officer(Recall(counter=CounterId(counter), visit=self._visit(counter)), counter)

    def start(self, counter: int) -> None:
        self._officer(StartService(counter=CounterId(counter), visit=self._visit(counter)), counter)

    def finish(self, counter: int) -> None:
        self._officer(FinishService(counter=CounterId(counter), visit=self._visit(counter)), counter)

    def miss(self, counter: int) -> None:
        self._officer(MarkNoShow(counter=CounterId(counter), visit=self._visit(counter)), counter)

    def take_back(self, counter: int) -> None:
        self._officer(TakeBack(counter=CounterId(counter), visit=self._visit(counter)), counter)

    def _officer(self, command: Command, counter: int) -> None:
        self.does(command, f"counter-{counter}", self._counter(counter).tenant)

    def _counter(self, number: int) -> Counter:
        return self.link.whole.catalogue.counters[CounterId(number)]

    def _visit(self, counter: int) -> VisitId:
        visit = self.link.whole.desks[CounterId(counter)].visit
        assert visit is not None
        return visit


class HandAnnouncer(QObject):
    """An announcer whose calls begin and end by the hand of the test."""

    started = Signal(int)
    finished = Signal(int)
    failed = Signal(int, str)
    soundStateChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line: list[Announcement] = []
        self.withdrawn: list[int] = []
        self._sound = "silent"
        self._busy = False

    def announce(self, announcement: Announcement) -> None:
        self.line.append(announcement)

    def withdraw(self, announcement_id: int) -> None:
        for announcement in self.line[1 if self._busy else 0 :]:
            if announcement.id == announcement_id:
                self.line.remove(announcement)
                self.withdrawn.append(announcement_id)
                self.failed.emit(announcement_id, "withdrawn")
                return

    def begin(self) -> None:
        self._busy = True
        self.started.emit(self.line[0].id)

    def finish(self) -> None:
        self._busy = False
        self.finished.emit(self.line.pop(0).id)

    def fail(self, reason: str) -> None:
        self._busy = False
        self.failed.emit(self.line.pop(0).id, reason)

    def sound(self, state: str) -> None:
        self._sound = state
        self.soundStateChanged.emit()

    soundState = Property(str, lambda self: self._sound, notify=soundStateChanged)


LONG_NAMES = (
    "Polresta Malang Kota",
    "Kejaksaan Negeri Mlg",
    "Pengadilan Agama Mlg",
    "Kantor Pertanahan",
    "Bea dan Cukai Malang",
    "Taspen Cabang Malang",
    "Bank Syariah Nasional",
    "PLN ULP Malang Kota",
    "Dinas Kesehatan Kota",
    "Lingkungan Hidup",
    "Pos Indonesia",
    "Kementerian Hukum",
)


def grown(catalogue: Catalogue) -> Catalogue:
    """The mall with 26 agencies: new ones with names as long as allowed and prefixes of two letters."""
    tenants, services, counters = dict(catalogue.tenants), dict(catalogue.services), dict(catalogue.counters)
    for index, name in enumerate(LONG_NAMES[: 26 - len(tenants)]):
        tenant, service = TenantId(f"new-{index}"), ServiceId(f"new-{index}.any")
        number = CounterId(80 + index)
        prefix = f"{'ABCDEFGHJKLM'[index]}Z"
        both = Text(id=name, en=name)
        tenants[tenant] = Tenant(
            id=tenant, prefix=prefix, short_name=name[:20], name=both, spoken=name, zone=ZoneId("selatan")
        )
        services[service] = Service(
            id=service, tenant=tenant, name=both, words=(name,), duration_min=5, pool=(service,)
        )
        counters[number] = Counter(
            id=number, tenant=tenant, zone=ZoneId("selatan"), services=frozenset((service,))
        )
    return replace(catalogue, tenants=tenants, services=services, counters=counters)
