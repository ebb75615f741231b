"""An officer's app on a fake link, in a small mall whose rules are either the fake's or the server's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from client.fake import Decide, FakeLink, small_catalogue
from client.fake import decide as fake_rules
from client.language import Languages
from counter.model import CounterModel
from counter.sign_on import SignOnModel
from counter.work import WorkModel
from protocol.catalogue import Catalogue, CounterId, ServiceId
from protocol.hall import Hall
from protocol.messages import (
    Actor,
    Command,
    ConfirmTicket,
    DeviceId,
    Event,
    Happening,
    IssueTicket,
    Refused,
    SignOn,
    TicketIssued,
    VisitId,
)
from server import engine

MORNING = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
"""09:00 in the mall."""
TENANT = "dukcapil"
KTP, KK = ServiceId("dukcapil.ktp-rekam"), ServiceId("dukcapil.kk")
KIOSK, OTHER = DeviceId("kiosk-1"), DeviceId("counter-b")


def real_rules(hall: Hall, command: Command, actor: Actor) -> tuple[Happening, ...] | Refused:
    """The server's own decisions; a visit's id is the seq of its issue, so the day has to start before."""
    given = engine.Given(now=MORNING, actor=actor, place=TENANT, token="token")
    return engine.decide(hall, command, given)


class Stage:
    def __init__(
        self,
        languages: Languages,
        memory: Path,
        rules: Decide = fake_rules,
        *,
        role: str = "counter",
        training: bool = False,
        ready: bool = True,
        catalogue: Catalogue | None = None,
        place: str = TENANT,
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
            ready=ready,
        )
        self.link.decide = rules
        self.link.happen(*engine.due(self.link.whole, MORNING))
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
            link=self.link, languages=self.languages, sign_on=self.sign_on, work=self.work
        )
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

    def tell(self, name: str, **fields: object) -> None:
        self.told.append((name, fields))

    def ticket(self, service: ServiceId = KTP) -> VisitId:
        """Somebody takes a number at a kiosk and waits."""
        visit = next(_issued(self.ask(IssueTicket(service=service))))
        self.ask(ConfirmTicket(visit=visit, paper="printed"))
        return visit

    def other_officer(self, counter: int, name: str = "Budi") -> None:
        self.ask(SignOn(counter=CounterId(counter), officer=name), OTHER)

    def ask(self, command: Command, device: DeviceId = KIOSK) -> tuple[Event, ...]:
        """Another device asks, and is not refused."""
        events = self.link.ask(command, device)
        assert not isinstance(events, Refused), events
        return events

    def do(self, *actions: str) -> None:
        """The officer does these, waiting for each answer."""
        for action in actions:
            self.work.perform(action)
            settle()

    @property
    def commands(self) -> list[Command]:
        return [command for _, command in self.link.sent]


def settle() -> None:
    """All that is due in the event loop has happened."""
    for _ in range(5):
        QCoreApplication.processEvents()


def _issued(events: Iterable[Event]) -> Iterable[VisitId]:
    return iter([event.what.visit for event in events if isinstance(event.what, TicketIssued)])
