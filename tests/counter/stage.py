"""An officer's app on a fake link, in a small mall with the server's own rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QCoreApplication

from client.fake import FakeLink, small_catalogue
from client.language import Languages
from counter.devices import Devices
from counter.model import CounterModel
from counter.sign_on import SignOnModel
from counter.work import WorkModel
from protocol.catalogue import Catalogue, CounterId, ServiceId
from protocol.hall import State, Stop
from protocol.messages import (
    Command,
    ConfirmTicket,
    Event,
    IssueTicket,
    Refused,
    Role,
    SignOff,
    SignOn,
    TicketIssued,
)
from protocol.visit import DeviceId, VisitId
from tests.rules import rules

MORNING = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
"""09:00 in the mall."""
TENANT = "dukcapil"
KTP, KK = ServiceId("dukcapil.ktp-rekam"), ServiceId("dukcapil.kk")
KIOSK, OTHER = DeviceId("kiosk-1"), DeviceId("counter-b")


DEVICES_PACE = 0.1


class Stage:
    def __init__(
        self,
        languages: Languages,
        memory: Path,
        *,
        role: Role = "counter",
        training: bool = False,
        ready: bool = True,
        catalogue: Catalogue | None = None,
        place: str = TENANT,
        keypad: str = "",
        sign: str = "",
    ) -> None:
        self.languages = languages
        self.memory = memory
        self.link = FakeLink(
            role=role,
            catalogue=catalogue or small_catalogue(),
            now=MORNING,
            device="counter-a",
            place=place,
            training=training,
            decide=rules,
            ready=ready,
        )
        self.devices = Devices(keypad=keypad, sign=sign, pace=DEVICES_PACE)
        self.clock_s = 1000.0
        """What the keypad's times are measured by."""
        self.told: list[tuple[str, dict[str, object]]] = []
        self.notices: list[tuple[str, str]] = []

    def open(self, *, counter: int | None = None, officer: str = "", at_once: bool = False) -> CounterModel:
        """The app starts; a second time: it starts again, with the same server."""
        self.sign_on = SignOnModel(
            link=self.link,
            languages=self.languages,
            tell=self.tell,
            memory=self.memory,
            counter=counter,
            officer=officer,
            at_once=at_once,
        )
        self.work = WorkModel(link=self.link, languages=self.languages, tell=self.tell)
        self.work.noticed.connect(lambda text, tone: self.notices.append((text, tone)))
        self.model = CounterModel(
            link=self.link,
            languages=self.languages,
            sign_on=self.sign_on,
            work=self.work,
            devices=self.devices,
            clock=lambda: self.clock_s,
        )
        self.visit, self.sheet, self.aside = self.model.visit, self.model.sheet, self.model.aside
        return self.model

    def seated(self, counter: int = 1, officer: str = "Sri") -> WorkModel:
        """The app is open and the officer has signed on."""
        self.open()
        self.sign_on.choose(counter)
        self.sign_on.typeName(officer)
        self.sign_on.signOn()
        settle()
        assert self.model.page == "work"
        return self.work

    def keys(self, keys: str, *, address: int = 1) -> None:
        """The officer presses these, one after the other."""
        for key in keys:
            self.clock_s += 1.0
            self.model.keypad.press(address, key)
            settle()

    def tell(self, name: str, **fields: object) -> None:
        self.told.append((name, fields))

    def ticket(self, service: ServiceId = KTP, **over: object) -> VisitId:
        """Somebody takes a number at a kiosk and waits."""
        return self.confirm(self.ask(IssueTicket(service=service, **over)))

    def confirm(self, issued: Iterable[Event]) -> VisitId:
        """The slip has come out."""
        visit = next(_issued(issued))
        self.ask(ConfirmTicket(visit=visit, paper="printed"))
        return visit

    def other_officer(self, counter: int, name: str = "Budi") -> None:
        self.ask(SignOn(counter=CounterId(counter), officer=name), OTHER, role="counter")

    def other_leaves(self, counter: int) -> None:
        self.ask(SignOff(counter=CounterId(counter)), OTHER, role="counter")

    def ask(
        self, command: Command, device: DeviceId = KIOSK, *, role: Role = "kiosk", place: str = TENANT
    ) -> tuple[Event, ...]:
        """Another device asks, and is not refused."""
        events = self.link.ask(command, device, role=role, place=place)
        assert not isinstance(events, Refused), events
        return events

    def choose(self, page: str, *keys: str) -> None:
        """The officer opens a page of the sheet and chooses these, one after the other."""
        self.sheet.show(page)
        for key in keys:
            assert key in self.offered(), (key, self.sheet.report())
            self.sheet.choose(key)
        settle()

    def open_visit(self, visit: int, *keys: str) -> None:
        """The officer clicks a number in a list and chooses these."""
        stops = self.link.whole.visits[visit].stops
        left = (State.WAITING, State.PARKED, State.NO_SHOW)
        self.sheet.showVisit(visit, next(at for at, stop in enumerate(stops) if stop.state in left))
        for key in keys:
            self.sheet.choose(key)
        settle()

    def offered(self) -> list[str]:
        """What can be chosen on the sheet."""
        return self.sheet.report()["possible"]

    def line(self, *columns: str) -> list[tuple[object, ...]]:
        """These of each row of the line; without any: number, service and wait."""
        return rows_of(self.work.waiters, *columns or ("label", "service", "waited"))

    def stop_of(self, visit: int) -> Stop:
        """The visit's last stop, as the server has it."""
        return self.link.whole.visits[visit].stops[-1]

    def do(self, *actions: str) -> None:
        """The officer does these, waiting for each answer."""
        for action in actions:
            self.work.perform(action)
            settle()

    @property
    def commands(self) -> list[Command]:
        return [command for _, command in self.link.sent]


def rows_of(model: QAbstractListModel, *columns: str) -> list[tuple[object, ...]]:
    names = {bytes(name).decode(): role for role, name in model.roleNames().items()}
    return [
        tuple(model.data(model.index(row), names[name]) for name in columns)
        for row in range(model.rowCount())
    ]


def settle() -> None:
    """All that is due in the event loop has happened."""
    for _ in range(5):
        QCoreApplication.processEvents()


def _issued(events: Iterable[Event]) -> Iterable[VisitId]:
    return iter([event.what.visit for event in events if isinstance(event.what, TicketIssued)])
