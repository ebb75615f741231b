"""Where the visitor is on the way from tenant to slip, and what may happen next.

One number a visit to the kiosk, for all that was chosen: `take` leaves the page at once. What
the printer says later about a slip still confirms it, whoever stands at the kiosk by then. A number that
stood on the screen is confirmed when its page goes, whether or not anyone has touched it: whoever walks
away with it is called. Only a number that nobody saw is left alone, and the server ends it.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from client.language import Languages
from client.link import Link, LinkState
from hardware.printer import NotPrinted, Outcome, Printed, Unknown
from kiosk.confirming import Confirming
from kiosk.job import Tell
from kiosk.looking import Looking
from kiosk.press import PRINT_WAIT_S_MAX, Press
from kiosk.printing import Printing
from kiosk.scan import BookingCode, Held, TicketCode, Unreadable, read
from kiosk.screen import CHOOSING, SCANNING, STAY_S, Screen
from kiosk.wishes import Wishes
from protocol.catalogue import ClassId, Language, ServiceId, TenantId
from protocol.messages import (
    BOOKING_CODE_DIGITS,
    CheckIn,
    Event,
    IssueTicket,
    Paper,
    Refused,
    ReprintTicket,
    TicketIssued,
    TicketReprinted,
)
from protocol.visit import Visit

ISSUE_WAIT_S_MAX = 20.0
"""No answer for so long: the visitor is told, and a number that comes later is not printed. That of a booking
is, while the visitor is still there: its code brings no other one."""
COPIES_COUNT_MAX = 1
"""So often a visitor can have the slip printed again at the kiosk; after that staff can."""
WELL = frozenset({"ok", "near_end"})
"""Words of a printer that can print."""


class Flow(QObject):
    """`changed`: another screen, or something on this one. `tick` wants to be called twice a second.

    `tell` as of `Printing`.
    """

    changed = Signal()

    def __init__(
        self,
        link: Link,
        press: Press,
        languages: Languages,
        *,
        tell: Tell = lambda *_, **__: None,
        monotonic: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.screen = Screen.START
        self.tenant: TenantId | None = None
        self.service: ServiceId | None = None
        self.wishes = Wishes()
        """Put aside for this visit before the service in sight."""
        self.code = ""
        """Of a booking, as far as it is typed."""
        self.visit: Visit | None = None
        """The number just given."""
        self.catalogue = link.hall.catalogue
        """The one it was given from, by which it stays readable when another one comes."""
        self.has_slip = False
        """Whether its holder has it on paper."""
        self.trouble = ""
        """Why there is no slip: a code of hardware or of `press`."""
        self.refused: Refused | None = None
        """Why there is no number; None on the page `REFUSED`: no answer in time."""
        self.looking = Looking(link, monotonic=monotonic, parent=self)
        """What was scanned, and what the server said of it."""
        self.can_scan = False
        """Whether there is a scanner to be told of, as far as is known."""
        self._link = link
        self._languages = languages
        self._own_language: Language = languages.language
        self._monotonic = monotonic
        self._confirming = Confirming(link, parent=self)
        self._printing = Printing(link, press, tell=tell, monotonic=monotonic, parent=self)
        self._since = monotonic()
        self._request: int | None = None
        """The number, or the copy of its slip, that the visitor waits for; None: nobody does."""
        self._asked: IssueTicket | CheckIn | None = None
        self._came_from = Screen.START
        self._tap_at = 0.0
        self._held = Held(monotonic)
        link.hallChanged.connect(self._on_hall)
        link.answered.connect(self._on_answered)
        link.refused.connect(self._on_refused)
        self.looking.done.connect(self._on_looked)
        self._printing.changed.connect(self.changed)
        self._printing.ended.connect(self._on_ended)

    @property
    def wanted(self) -> Wishes:
        """All that a number taken now would be for."""
        if self.screen is Screen.SERVICE and self.service is not None:
            return self.wishes.plus(self.service)
        return self.wishes

    @property
    def shut(self) -> Refused | None:
        """Why no number is given for what is wanted, as far as the server has told."""
        waiting = self._link.waiting
        if waiting is None:
            return None
        reasons = (waiting.shut.get(service) for service in self.wanted.errands)
        return next(filter(None, reasons), None)

    @property
    def can_take(self) -> bool:
        return self._link.state is LinkState.READY and self.shut is None

    @property
    def can_add(self) -> bool:
        """Whether the service in sight may be put aside for this visit, with room for another one."""
        wanted = self.wanted
        return self.screen is Screen.SERVICE and not wanted.full and self.shut is None

    @property
    def can_check_in(self) -> bool:
        return self._link.state is LinkState.READY and len(self.code) == BOOKING_CODE_DIGITS

    @property
    def can_print_again(self) -> bool:
        """The printer is well again, and the visitor still here."""
        copied = self.visit is None or self.visit.copies >= COPIES_COUNT_MAX
        waits = self.screen in (Screen.TROUBLE, Screen.SCREEN_TICKET) and not copied
        return waits and self._link.state is LinkState.READY and self.paper in WELL

    @property
    def has_printer(self) -> bool:
        return self._printing.present

    @property
    def paper(self) -> str:
        """The printer's state as last heard: "ok", "near_end", "unknown", or a code of trouble."""
        return self._printing.paper

    @property
    def leaves_in_s(self) -> float | None:
        """Until the kiosk goes back to the start by itself; None where it does not."""
        stay_s = STAY_S.get(self.screen)
        if stay_s is None or (self.screen is Screen.START and self._at_home):
            return None
        return max(0.0, self._since + stay_s - self._monotonic())

    # What the visitor does; what does not fit the screen has no effect

    def open_tenant(self, tenant: TenantId) -> None:
        if self.screen is Screen.START and tenant in self._link.hall.catalogue.tenants:
            self.tenant = tenant
            self._go(Screen.SERVICES)

    def open_service(self, service: ServiceId) -> None:
        if self.screen is Screen.SERVICES and service in self._link.hall.catalogue.services:
            self.service = service
            self._go(Screen.SERVICE)

    def choose_class(self, priority: ClassId) -> None:
        """A second touch takes it back."""
        if self.screen in CHOOSING and priority in self._link.hall.catalogue.classes:
            self.wishes = self.wishes.of(priority)
            self.changed.emit()

    def add_errand(self) -> None:
        """Put the service in sight aside for this visit, and look for another one."""
        if self.can_add:
            self.wishes = self.wanted
            self.tenant = self.service = None
            self._go(Screen.START)

    def drop_errand(self, service: ServiceId) -> None:
        if self.screen in CHOOSING:
            self.wishes = self.wishes.minus(service)
            self.changed.emit()

    def take(self) -> None:
        """Ask for one number for all that is wanted; a second tap finds the page gone."""
        wanted = self.wanted
        if self.screen in CHOOSING and wanted.errands and self.can_take:
            catalogue, waiting = self._link.hall.catalogue, self._link.waiting
            self._ask(wanted.command(catalogue, waiting, self._languages.language))

    def open_check_in(self) -> None:
        if self.screen is Screen.START and not self.wishes.errands:
            self._go(Screen.CHECK_IN)

    def type_digit(self, digit: str) -> None:
        """What does not fit is not taken."""
        fits = len(self.code) < BOOKING_CODE_DIGITS and digit in frozenset("0123456789")
        if self.screen is Screen.CHECK_IN and fits:
            self.code += digit
            self.changed.emit()

    def erase_digit(self) -> None:
        if self.screen is Screen.CHECK_IN:
            self.code = self.code[:-1]
            self.changed.emit()

    def check_in(self) -> None:
        """Ask for the number of a booking."""
        if self.screen is Screen.CHECK_IN and self.can_check_in:
            self._ask(CheckIn(code=self.code))

    def answer_paper(self, came_out: bool) -> None:
        """Did the slip come out? Either answer brings the visit into the line."""
        if self.screen is Screen.QUESTION:
            self._confirm("seen" if came_out else "screen")
            self.has_slip = came_out
            self._go(Screen.DONE if came_out else Screen.SCREEN_TICKET)

    def print_again(self) -> None:
        """A copy, marked as one: the first slip may still come out, or has and was not seen."""
        if self.can_print_again and self.visit is not None:
            visit = self._link.hall.visits.get(self.visit.id)
            if visit is not None and not visit.open:
                # Ended by the server since nobody confirmed it in time; there is no copy of what has ended.
                self._confirm("screen")
            self._tap_at = self._monotonic()
            self._request = self._link.send(ReprintTicket(visit=self.visit.id))
            self._came_from = self.screen
            self._go(Screen.PRINTING)

    def noted(self) -> None:
        """The visitor has the number from the screen."""
        if self.screen in (Screen.TROUBLE, Screen.SCREEN_TICKET):
            self._confirm("screen")
            self._go(Screen.DONE)

    def scanned(self, text: str) -> None:
        """A code was held before the scanner: where a slip stands is shown, a booking is checked in."""
        self._has_scanner(True)
        # Also where it is left alone: what was read there and still lies there is nothing new afterwards.
        if self._held.again(text) or self.screen not in SCANNING:
            return
        match read(text):
            case TicketCode(token=token):
                self.looking.ask(token)
            case BookingCode(digits=digits) if digits == self.code and self.screen is Screen.DONE:
                # It brought the number that is in sight.
                pass
            case BookingCode(digits=digits):
                self.looking.forget()
                self.visit = None
                self.code = digits
                self._go(Screen.CHECK_IN)
                self.check_in()
            case Unreadable():
                # A child with a card of a shop takes nothing from who has put errands aside.
                if not self.wishes.errands:
                    self.looking.fail("unreadable")

    def learn_scanner(self, code: str) -> None:
        """How a serial scanner is: "ok", or why it cannot be heard."""
        self._link.report(scanner=code)
        self._has_scanner(code == "ok")

    def back(self) -> None:
        match self.screen:
            case Screen.SERVICES | Screen.CHECK_IN:
                self.code = ""
                self._request = None
                self._go(Screen.START)
            case Screen.SERVICE:
                self._go(Screen.SERVICES)
            case Screen.REFUSED:
                self._go(self._came_from)
            case _:
                pass

    def home(self) -> None:
        """Back to the start, in the kiosk's own language, with nothing of this visitor left."""
        if self.screen in STAY_S:
            if self.screen in (Screen.QUESTION, Screen.TROUBLE):
                self._confirm("screen")
            self.tenant = self.service = self.visit = self.refused = self._request = None
            self.trouble = self.code = ""
            self.wishes = Wishes()
            self.looking.forget()
            self._languages.set_language(self._own_language)
            self._go(Screen.START)

    def open_setup(self) -> bool:
        """Staff takes the kiosk, not from a visitor. Meanwhile no number can be taken."""
        if self.screen is not Screen.START or self.wishes != Wishes():
            return False
        self._go(Screen.SETUP)
        return True

    def leave_setup(self) -> None:
        """Back to the start, in the kiosk's own language."""
        if self.screen is Screen.SETUP:
            self._languages.set_language(self._own_language)
            self._go(Screen.START)

    def touched(self) -> None:
        """Someone is there: the time of this screen starts again. The last page goes when it is time."""
        if self.screen in STAY_S and self.screen is not Screen.DONE:
            self._since = self._monotonic()

    def tick(self) -> None:
        self.looking.tick()
        here_s = self._monotonic() - self._since
        if self.screen is Screen.ISSUING and here_s >= ISSUE_WAIT_S_MAX:
            if not isinstance(self._asked, CheckIn):
                self._request = None
            self._go(Screen.REFUSED)
        elif self.screen is Screen.PRINTING and here_s >= PRINT_WAIT_S_MAX:
            self._go(Screen.QUESTION)
        elif self.leaves_in_s == 0:
            self.home()

    # What the server and the printer say

    def _on_hall(self, events: tuple[Event, ...]) -> None:
        """Another catalogue may have come with a fresh snapshot."""
        catalogue = self._link.hall.catalogue
        tenant_gone = self.tenant is not None and self.tenant not in catalogue.tenants
        service_gone = self.service is not None and self.service not in catalogue.services
        self.wishes = self.wishes.known_to(catalogue)
        if (tenant_gone or service_gone) and self.visit is None:
            self._came_from = Screen.START
            self.home()

    def _on_looked(self) -> None:
        if self.screen not in SCANNING:
            self.looking.forget()
            return
        self.visit = self.refused = None
        self.code = ""
        self.catalogue = self._link.hall.catalogue
        self._go(Screen.PLACE if self.looking.seen is not None else Screen.UNREAD)

    def _ask(self, command: IssueTicket | CheckIn) -> None:
        self._tap_at = self._monotonic()
        # A code is good for one number: the answer that is still to come may be that one.
        if self._request is None or command != self._asked:
            self._request, self._asked = self._link.send(command), command
        self._came_from = self.screen
        self.refused = None
        self._go(Screen.ISSUING)

    def _on_answered(self, handle: int, events: tuple[Event, ...]) -> None:
        if handle != self._request:
            return
        self._request = None
        hall = self._link.hall
        what = next(
            what for event in events if isinstance(what := event.what, TicketIssued | TicketReprinted)
        )
        if isinstance(what, TicketReprinted) and self.screen is not Screen.PRINTING:
            # Whoever asked for the copy has gone.
            return
        visit = self.visit = hall.visits[what.visit]
        self.catalogue = hall.catalogue
        self.has_slip = False
        self.trouble = ""
        self._printing.start(visit, self._languages.language, self._tap_at)
        self._go(Screen.PRINTING)

    def _on_refused(self, handle: int, refused: Refused) -> None:
        if handle != self._request:
            return
        self._request = None
        if self.visit is None:
            self.refused = refused
            self._go(Screen.REFUSED)
        elif self.screen is Screen.PRINTING:
            self._go(self._came_from)

    def _on_ended(self, visit: Visit, outcome: Outcome) -> None:
        awaited = visit == self.visit and self.screen in (Screen.PRINTING, Screen.QUESTION)
        match outcome:
            case Printed():
                self._confirming.confirm(visit.id, "printed")
                if awaited:
                    self.has_slip = True
                    self._go(Screen.DONE)
            case Unknown(code=code):
                if awaited and code != "no_answer":
                    self.trouble = code
                if awaited and self.screen is Screen.PRINTING:
                    self._go(Screen.QUESTION)
            case NotPrinted(code=code):
                if awaited:
                    self.trouble = code
                    self._go(Screen.TROUBLE)

    def _has_scanner(self, there: bool) -> None:
        if there != self.can_scan:
            self.can_scan = there
            self.changed.emit()

    @property
    def _at_home(self) -> bool:
        return self._languages.language == self._own_language and self.wishes == Wishes()

    def _confirm(self, paper: Paper) -> None:
        assert self.visit is not None
        self._confirming.confirm(self.visit.id, paper)

    def _go(self, screen: Screen) -> None:
        self.screen = screen
        self._since = self._monotonic()
        self.changed.emit()
