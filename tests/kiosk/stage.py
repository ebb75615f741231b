"""A kiosk whose server, printer and clock do what the test says."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from client.fake import FakeLink, small_catalogue
from client.language import Languages
from hardware.printer import NotPrinted, Outcome, Printed, Unknown
from hardware.receipt import Receipt
from kiosk.flow import Flow
from kiosk.model import KioskModel
from kiosk.press import Press
from kiosk.screen import Screen
from protocol.catalogue import Catalogue, ServiceId, Slots
from protocol.messages import BookingMade, BookSlot, Command, ConfirmTicket, IssueTicket, Reason, Refused
from tests.rules import rules

MORNING = datetime(2026, 1, 5, 2, 41, tzinfo=UTC)
KTP = "dukcapil.ktp-rekam"


def bookable(catalogue: Catalogue, service: str = KTP) -> Catalogue:
    """With slots of an hour for a service."""
    booked = replace(catalogue.services[ServiceId(service)], slots=Slots(minutes=60, capacity=2))
    return replace(catalogue, services={**catalogue.services, booked.id: booked})


class HeldPress(Press):
    """Holds each slip until the test says what became of it."""

    def __init__(self) -> None:
        super().__init__(None)
        self.slips: list[tuple[str, Receipt]] = []

    @property
    def present(self) -> bool:
        return True

    def submit(self, job: str, receipt: Receipt) -> None:
        self.slips.append((job, receipt))

    def finish(self, outcome: Outcome, slip: int = -1) -> None:
        self.done.emit(self.slips[slip][0], outcome)


class Stage:
    """`s` is monotonic time; `told` holds what the kiosk told whoever drives it."""

    def __init__(
        self,
        catalogue: Catalogue | None = None,
        *,
        languages: Languages | None = None,
        training: bool = False,
    ) -> None:
        self.languages = languages or Languages()
        if languages is None:
            self.languages.set_language("id")
        self.link = FakeLink(
            role="kiosk",
            catalogue=catalogue or small_catalogue(),
            now=MORNING,
            training=training,
            decide=rules,
        )
        self.press = HeldPress()
        self.s = 100.0
        self.told: list[dict[str, object]] = []
        self.flow = Flow(self.link, self.press, self.languages, tell=self._tell, monotonic=lambda: self.s)
        self.model = KioskModel(self.link, self.flow, self.languages, has_printer=True)

    def close(self) -> None:
        self.languages.close()

    def walk_to(self, service: str = KTP) -> None:
        self.model.openTenant(service.partition(".")[0])
        self.model.openService(service)

    def take(self, service: str = KTP) -> None:
        """As far as the slip's way into the printer."""
        self.walk_to(service)
        self.model.take()
        self.answer()

    def put_aside(self, *services: str) -> None:
        """Errands of this visit, each from its own page."""
        for service in services:
            self.walk_to(service)
            self.model.addErrand()

    def type_code(self, code: str) -> None:
        self.model.openCheckIn()
        for digit in code:
            self.model.typeDigit(digit)

    def book(self, slot: datetime, service: str = KTP) -> str:
        """Somebody else books by the API; returns the code."""
        booking = self.link.ask(BookSlot(service=ServiceId(service), slot=slot), role="api")
        assert not isinstance(booking, Refused)
        made = booking[0].what
        assert isinstance(made, BookingMade)
        assert made.code is not None
        return made.code

    def answer(self) -> None:
        """The next turn of the event loop, in which the fake server answers."""
        QCoreApplication.processEvents()

    def pass_time(self, seconds: float) -> None:
        self.s += seconds
        self.model.tick()

    @property
    def screen(self) -> str:
        return self.model.screen

    @property
    def issued(self) -> list[Command]:
        return [command for _, command in self.link.sent if isinstance(command, IssueTicket)]

    @property
    def confirmed(self) -> list[tuple[int, str]]:
        commands = [command for _, command in self.link.sent if isinstance(command, ConfirmTicket)]
        return [(command.visit, command.paper) for command in commands]

    def _tell(self, name: str, **fields: object) -> None:
        self.told.append({"event": name, **fields})


def bring_to(stage: Stage, screen: Screen, service: str = KTP) -> None:
    """From anywhere."""
    stage.pass_time(1_000)
    stage.model.noted()
    stage.model.home()
    """Taps through to a page, as far as the slip of a service."""
    match screen:
        case Screen.START:
            pass
        case Screen.SERVICES:
            stage.model.openTenant(service.partition(".")[0])
        case Screen.SERVICE:
            stage.walk_to(service)
        case Screen.CHECK_IN:
            stage.type_code("12345678")
        case Screen.ISSUING | Screen.REFUSED:
            stage.link.decide, decide = None, stage.link.decide
            stage.walk_to(service)
            stage.model.take()
            if screen is Screen.REFUSED:
                stage.link.refuse(stage.link.sent[-1][0], Reason.STORAGE_FAILED)
            stage.link.decide = decide
        case Screen.PRINTING:
            stage.take(service)
        case Screen.QUESTION:
            stage.take(service)
            stage.press.finish(Unknown("no_answer"))
        case Screen.TROUBLE:
            stage.take(service)
            stage.press.finish(NotPrinted("paper_out"))
        case Screen.SCREEN_TICKET:
            bring_to(stage, Screen.QUESTION, service)
            stage.model.answerPaper(False)
        case Screen.DONE:
            stage.take(service)
            stage.press.finish(Printed(first_byte_at=100.0))
    assert stage.screen == screen.value
