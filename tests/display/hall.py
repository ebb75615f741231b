"""For the display's tests: the real mall and the server's own rules behind a fake link, a voice by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Property, QObject, Signal

from client.fake import Asker, FakeLink
from display.speech import Announcement
from protocol.catalogue import (
    Catalogue,
    ClassId,
    Counter,
    CounterId,
    Service,
    ServiceId,
    Tenant,
    TenantId,
    Text,
    ZoneId,
)
from protocol.hall import waiting_for
from protocol.messages import (
    BookingMade,
    BookSlot,
    CallNext,
    CancelVisit,
    CheckIn,
    Close,
    CollectResult,
    Command,
    ConfirmTicket,
    DeviceId,
    EndBreak,
    Errand,
    FinishService,
    FreeCounter,
    HandOver,
    IssueTicket,
    MarkNoShow,
    MarkReady,
    ParkVisit,
    Recall,
    Refused,
    Relieve,
    Reopen,
    RestoreVisit,
    ReturnVisit,
    Role,
    SignOff,
    SignOn,
    StartService,
    TakeBack,
    TakeBreak,
    TemporarilyClosed,
    TicketIssued,
    TransferVisit,
    VisitCalled,
    VisitId,
)
from protocol.visit import ClosureId, Outcome
from server import engine
from tests.rules import rules

MORNING = datetime(2026, 1, 5, 2, 30, tzinfo=UTC)
"""Half past nine on a Monday in Malang."""


class Mall:
    """What visitors and officers do, decided by the server's engine; `link` is the display's."""

    def __init__(self, catalogue: Catalogue, **link: Any) -> None:
        self.link = FakeLink(role=link.pop("role", "display"), catalogue=catalogue, now=MORNING, **link)
        self.link.happen(*engine.due(self.link.whole, self.link.now()))

    def does(self, command: Command, device: str, place: str = "", role: Role | None = None) -> None:
        role = role or ("counter" if place else "kiosk")
        asker = Asker(device=DeviceId(device), role=role, place=place, now=self.link.now())
        decided = rules(self.link.whole, command, asker)
        assert not isinstance(decided, Refused), decided
        self._last = self.link.happen(*decided)

    def take(self, service: str = "dukcapil.ktp-rekam", *more: str, priority: str | None = None) -> VisitId:
        """A visitor takes a number, for `more` services too, and has it in hand."""
        command = IssueTicket(
            service=ServiceId(service),
            priority=None if priority is None else ClassId(priority),
            more=tuple(Errand(service=ServiceId(one)) for one in more),
        )
        self.does(command, "kiosk-1")
        visit = next(event.what.visit for event in self._last if isinstance(event.what, TicketIssued))
        self.does(ConfirmTicket(visit=visit, paper="printed"), "kiosk-1")
        return visit

    def book(self, service: str = "dukcapil.ktp-rekam") -> VisitId:
        """Somebody who has booked the next half hour checks in, and has the number in hand."""
        slot = self.link.now() + timedelta(minutes=30)
        self.does(BookSlot(service=ServiceId(service), slot=slot), "reception-1", role="reception")
        code = next(event.what.code for event in self._last if isinstance(event.what, BookingMade))
        assert code is not None
        self.does(CheckIn(code=code), "kiosk-1")
        visit = next(event.what.visit for event in self._last if isinstance(event.what, TicketIssued))
        self.does(ConfirmTicket(visit=visit, paper="printed"), "kiosk-1")
        return visit

    def open(self, counter: int) -> None:
        self._officer(SignOn(counter=CounterId(counter), officer=f"Sari {counter}"), counter)

    def call(self, counter: int) -> VisitId:
        """Whoever is next is called to this counter; opens it first, and takes a number, where need be."""
        if counter not in self.link.whole.desks:
            self.open(counter)
        if not any(waiting_for(self.link.whole, service) for service in self._counter(counter).services):
            self.take(sorted(self._counter(counter).services)[0])
        self._officer(CallNext(counter=CounterId(counter)), counter)
        return next(event.what.visit for event in self._last if isinstance(event.what, VisitCalled))

    def recall(self, counter: int) -> None:
        self._officer(Recall(counter=CounterId(counter), visit=self._visit(counter)), counter)

    def start(self, counter: int) -> None:
        self._officer(StartService(counter=CounterId(counter), visit=self._visit(counter)), counter)

    def finish(self, counter: int, outcome: Outcome = "completed") -> None:
        command = FinishService(counter=CounterId(counter), visit=self._visit(counter), outcome=outcome)
        self._officer(command, counter)

    def miss(self, counter: int) -> None:
        self._officer(MarkNoShow(counter=CounterId(counter), visit=self._visit(counter)), counter)

    def take_back(self, counter: int) -> None:
        self._officer(TakeBack(counter=CounterId(counter), visit=self._visit(counter)), counter)

    def park(self, counter: int) -> None:
        self._officer(ParkVisit(counter=CounterId(counter), visit=self._visit(counter)), counter)

    def cancel(self, counter: int) -> None:
        self._officer(CancelVisit(visit=self._visit(counter)), counter)

    def transfer(self, counter: int, service: str) -> None:
        command = TransferVisit(
            counter=CounterId(counter), visit=self._visit(counter), service=ServiceId(service)
        )
        self._officer(command, counter)

    def hand_over(self, counter: int, to: int) -> None:
        command = HandOver(counter=CounterId(counter), visit=self._visit(counter), to=CounterId(to))
        self._officer(command, counter)

    def relieve(self, counter: int) -> None:
        self._officer(Relieve(counter=CounterId(counter), officer="Budi"), counter)

    def restore(self, visit: VisitId, counter: int) -> None:
        """A no-show of this counter's tenant is here after all."""
        self._officer(RestoreVisit(visit=visit), counter)

    def come_back(self, visit: VisitId, counter: int) -> None:
        """Whoever was parked by this counter's tenant is back."""
        self._officer(ReturnVisit(visit=visit), counter)

    def rest(self, counter: int) -> None:
        self._officer(TakeBreak(counter=CounterId(counter), reason="rest"), counter)

    def resume(self, counter: int) -> None:
        self._officer(EndBreak(counter=CounterId(counter)), counter)

    def sign_off(self, counter: int) -> None:
        self._officer(SignOff(counter=CounterId(counter)), counter)

    def free(self, counter: int) -> None:
        """The floor sends an absent officer away."""
        self.does(FreeCounter(counter=CounterId(counter), reason="Absent"), "floor-1", role="floor")

    def close(
        self, tenant: str, service: str | None = None, *, reason: str = "Jaringan putus", hours: float | None
    ) -> ClosureId:
        """The floor closes it for so many hours, None: until it is opened again."""
        command = Close(
            tenant=TenantId(tenant),
            service=None if service is None else ServiceId(service),
            reason=reason,
            until=None if hours is None else self.link.now() + timedelta(hours=hours),
        )
        self.does(command, "floor-1", role="floor")
        return next(
            event.what.closure.id for event in self._last if isinstance(event.what, TemporarilyClosed)
        )

    def ask_to_close(self, tenant: str) -> None:
        """An officer asks; no manager has decided."""
        self.does(Close(tenant=TenantId(tenant), reason="Rapat"), "counter-0", tenant)

    def reopen(self, closure: ClosureId) -> None:
        self.does(Reopen(closure=closure), "floor-1", role="floor")

    def make_ready(self, counter: int) -> VisitId:
        """Somebody is served here and goes; later the result can be fetched."""
        services = self.link.whole.catalogue.services
        errand = next(one for one in sorted(self._counter(counter).services) if not services[one].pick_up)
        self.take(errand)
        visit = self.call(counter)
        self.start(counter)
        self.finish(counter, "result_later")
        self.link.pass_time(1)
        self._officer(MarkReady(visit=visit), counter)
        return visit

    def collect(self, visit: VisitId) -> None:
        """Its holder takes a number at the kiosk to fetch the result."""
        self.does(CollectResult(visit=visit), "kiosk-1")
        number = next(event.what.visit for event in self._last if isinstance(event.what, TicketIssued))
        self.does(ConfirmTicket(visit=number, paper="printed"), "kiosk-1")

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
            id=tenant,
            prefix=prefix,
            short_name=name[:20],
            name=both,
            spoken=name,
            zone=ZoneId("selatan"),
            schedule=catalogue.schedule,
        )
        services[service] = Service(
            id=service, tenant=tenant, name=both, words=(name,), duration_min=5, pool=(service,)
        )
        counters[number] = Counter(
            id=number, tenant=tenant, zone=ZoneId("selatan"), services=frozenset((service,))
        )
    return replace(catalogue, tenants=tenants, services=services, counters=counters)
