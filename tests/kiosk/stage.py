"""A kiosk whose server, printer and clock do what the test says."""

from __future__ import annotations

from datetime import UTC, datetime

import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from client.app import Options
from client.fake import FakeLink, small_catalogue
from client.language import Languages
from hardware.attached import Attached, Found
from hardware.printer import NotPrinted, Outcome, Printed, Printer, Unknown
from hardware.receipt import Receipt
from kiosk.flow import Flow
from kiosk.model import KioskModel
from kiosk.press import Press
from kiosk.screen import Screen
from kiosk.setup.model import SetupModel
from kiosk.slip_printer import KioskSettings
from protocol.catalogue import Catalogue, ServiceId, Slots
from protocol.messages import (
    BookingMade,
    BookSlot,
    Command,
    ConfirmTicket,
    Errand,
    IssueTicket,
    Reason,
    Refused,
)
from protocol.visit import DeviceId, Visit
from tests.rules import rules, shows

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
        self.printers: list[str] = []
        """Addresses it was replaced by; empty for none."""

    @property
    def present(self) -> bool:
        return True

    def submit(self, job: str, receipt: Receipt) -> None:
        self.slips.append((job, receipt))

    def replace(self, printer: Printer | None) -> None:
        self.printers.append("" if printer is None else printer.url)

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
        options: Options[KioskSettings] | None = None,
        press: HeldPress | None = None,
        setup_pace: float = 0.01,
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
            show=shows,
        )
        self.press = press or HeldPress()
        self.s = 100.0
        self.told: list[dict[str, object]] = []
        self.flow = Flow(self.link, self.press, self.languages, tell=self._tell, monotonic=lambda: self.s)
        self.model = KioskModel(self.link, self.flow, self.languages)
        self.attached: list[Found] = []
        """What the set-up finds when it looks."""
        self.setup = SetupModel(
            self.flow,
            self.press,
            self.link,
            self.languages,
            options or Options(settings=KioskSettings()),
            look=lambda: Attached(found=tuple(self.attached), missed=()),
            wall=lambda: MORNING,
            monotonic=lambda: self.s,
            pace=setup_pace,
        )

    def close(self) -> None:
        """Ends what has timers here: Python might come across it in the thread of another test's printer."""
        self.setup.shut()
        self.languages.close()
        for part in (self.setup, self.model, self.flow, self.press, self.link):
            shiboken6.delete(part)

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

    def slip(self, *services: str, confirmed: bool = True) -> Visit:
        """Somebody takes a number at another kiosk."""
        first, *rest = services or (KTP,)
        more = tuple(Errand(service=ServiceId(service)) for service in rest)
        issued = self.link.ask(IssueTicket(service=ServiceId(first), more=more))
        assert not isinstance(issued, Refused), issued
        visit = max(self.link.whole.visits)
        if confirmed:
            self.link.ask(ConfirmTicket(visit=visit, paper="printed"))
        return self.link.whole.visits[visit]

    def officer(self, command: Command) -> None:
        """At a counter; the engine takes it."""
        done = self.link.ask(command, DeviceId("counter-1"), role="counter", place="dukcapil")
        assert not isinstance(done, Refused), done

    def scan(self, what: Visit | str) -> None:
        """Hold a slip, or any other code, before the scanner; the server answers."""
        text = what if isinstance(what, str) else f"http://antrean.test:8080/t/{what.token}"
        self.flow.scanned(text)
        self.answer()

    def answer(self) -> None:
        """The next turn of the event loop, in which the fake server answers."""
        QCoreApplication.processEvents()

    def pass_time(self, seconds: float) -> None:
        self.s += seconds
        self.model.tick()
        self.setup.tick()

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
    stage.setup.leave()
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
        case Screen.PLACE:
            stage.scan(stage.slip(service))
        case Screen.UNREAD:
            stage.scan("890000001234")
        case Screen.SETUP:
            stage.setup.knock()
    assert stage.screen == screen.value
