"""The reception's desk on a fake link, with the server's own rules and a printer that does as told."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from client.fake import FakeLink, small_catalogue
from client.language import Languages
from kiosk.reception.model import ReceptionModel
from protocol.catalogue import Catalogue, CounterId, Language, ServiceId
from protocol.messages import (
    BookSlot,
    CallNext,
    Command,
    ConfirmTicket,
    Event,
    IssueTicket,
    Refused,
    Role,
    SignOn,
    TicketIssued,
)
from protocol.visit import Booking, DeviceId, VisitId
from tests.kiosk.stage import HeldPress
from tests.rules import rules, shows

MORNING = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
"""Monday, 09:00 in the mall."""
KTP, KK, AIR = ServiceId("dukcapil.ktp-rekam"), ServiceId("dukcapil.kk"), ServiceId("pdam.sambungan")
KIOSK, OFFICER = DeviceId("kiosk-1"), DeviceId("counter-a")
DESK = "reception-1"


class Stage:
    """`told` holds what the desk told whoever drives it."""

    def __init__(
        self,
        languages: Languages,
        *,
        catalogue: Catalogue | None = None,
        role: Role = "reception",
        training: bool = False,
        ready: bool = True,
        language: Language = "en",
        pace: float = 1.0,
    ) -> None:
        self.languages = languages
        languages.set_language(language)
        self.link = FakeLink(
            role=role,
            catalogue=catalogue or small_catalogue(),
            now=MORNING,
            device=DESK,
            training=training,
            decide=rules,
            show=shows,
            ready=ready,
        )
        self.press = HeldPress()
        self.told: list[dict[str, object]] = []
        self.s = 100.0
        """Monotonic time, as far as the scanner wants to know it."""
        self.desk = ReceptionModel(
            self.link, self.press, languages, tell=self._tell, monotonic=lambda: self.s, pace=pace
        )

    # The officer at the desk

    def give(self, words: str = "ktp") -> VisitId:
        """Type, Enter, and the server's answer: a number on its way to the printer."""
        self.desk.type(words)
        self.enter()
        return max(self.link.hall.visits)

    def enter(self) -> None:
        self.desk.enter()
        settle()

    def do(self, action: str) -> None:
        self.desk.lookUp.perform(action)
        settle()

    @property
    def commands(self) -> list[Command]:
        """Without confirmations."""
        return [command for _, command in self.link.sent if not isinstance(command, ConfirmTicket)]

    @property
    def confirmed(self) -> list[tuple[int, str]]:
        sent = [command for _, command in self.link.sent if isinstance(command, ConfirmTicket)]
        return [(command.visit, command.paper) for command in sent]

    def report(self, part: str) -> dict[str, object]:
        found = self.desk.report()[part]
        assert isinstance(found, dict)
        return found

    # The others

    def ask(
        self, command: Command, device: DeviceId = KIOSK, *, role: Role = "kiosk", place: str = "dukcapil"
    ) -> tuple[Event, ...]:
        """Another device asks, and is not refused."""
        events = self.link.ask(command, device, role=role, place=place)
        assert not isinstance(events, Refused), events
        return events

    def ticket(self, service: ServiceId = KTP) -> VisitId:
        """Somebody takes a number at a kiosk and waits."""
        issued = next(
            event.what
            for event in self.ask(IssueTicket(service=service))
            if isinstance(event.what, TicketIssued)
        )
        self.ask(ConfirmTicket(visit=issued.visit, paper="printed"))
        return issued.visit

    def sign_on(self, counter: int = 1) -> None:
        self.ask(SignOn(counter=CounterId(counter), officer="Sri"), OFFICER, role="counter")

    def call(self, counter: int = 1) -> None:
        self.ask(CallNext(counter=CounterId(counter)), OFFICER, role="counter")

    def booking(self, slot: datetime, service: ServiceId = KTP) -> Booking:
        self.ask(BookSlot(service=service, slot=slot), role="api")
        return max(self.link.hall.bookings.values(), key=lambda booking: booking.id)

    def _tell(self, name: str, **fields: object) -> None:
        self.told.append({"event": name, **fields})


def settle() -> None:
    """All that is due in the event loop has happened."""
    for _ in range(5):
        QCoreApplication.processEvents()
