"""The kiosk's one view-model: the flow in the words of the visitor's language. Python decides, QML draws."""

from __future__ import annotations

import math
from dataclasses import asdict, fields
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from client.language import LOCALES, Languages, translate
from client.link import Link, LinkState
from client.moment import clock_text, short_date_text
from client.rows import Rows
from kiosk.flow import Flow
from kiosk.obstacle import Obstacle, away_text, obstacle_of
from kiosk.offer import (
    ServicePage,
    ServiceRow,
    TenantTile,
    mall_shut_text,
    service_page,
    service_rows,
    tenant_tile,
    tenant_tiles,
)
from kiosk.place import PlacePage, place_page, unread_page
from kiosk.press import NO_PRINTER
from kiosk.refusal import refusal_text
from kiosk.report import report_of
from kiosk.screen import CHOOSING, COUNTDOWN_S, Screen
from kiosk.slip import phone_url
from kiosk.ticket import TicketPage, TicketStop, ticket_page, trouble_text
from kiosk.wishes import ClassRow, ErrandRow, class_rows, errand_rows
from protocol.catalogue import ClassId, ServiceId, TenantId
from protocol.messages import BOOKING_CODE_DIGITS, STOPS_COUNT_MAX

QML_IMPORT_NAME = "Mall.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS = 500
_FINE = frozenset({"ok", "near_end", "unknown"})
Page = dict[str, object]


@QmlElement
class KioskModel(QObject):
    """`flow` must outlive it. A page is a map; its keys are the fields of the dataclass it is made of."""

    changed = Signal()
    ticked = Signal()

    def __init__(
        self,
        link: Link,
        flow: Flow,
        languages: Languages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._flow = flow
        self._languages = languages
        self._tenants = Rows([field.name for field in fields(TenantTile)], self)
        self._services = Rows([field.name for field in fields(ServiceRow)], self)
        self._service_rows: list[ServiceRow] = []
        self._errands = Rows([field.name for field in fields(ErrandRow)], self)
        self._classes = Rows([field.name for field in fields(ClassRow)], self)
        self._stops = Rows([field.name for field in fields(TicketStop)], self)
        self._listed: tuple[object, ...] = ()
        self._today: date | None = None
        link.stateChanged.connect(self._refresh)
        link.waitingChanged.connect(self._refresh)
        link.hallChanged.connect(self._on_hall)
        flow.changed.connect(self._refresh)
        languages.changed.connect(self._refresh)
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.timeout.connect(self.tick)
        self._ticker.start()
        self._refresh()

    # What the visitor does

    @Slot(str)
    def openTenant(self, tenant: str) -> None:
        self._flow.open_tenant(TenantId(tenant))

    @Slot(str)
    def openService(self, service: str) -> None:
        self._flow.open_service(ServiceId(service))

    @Slot(str)
    def chooseClass(self, priority: str) -> None:
        self._flow.choose_class(ClassId(priority))

    @Slot()
    def addErrand(self) -> None:
        self._flow.add_errand()

    @Slot(str)
    def dropErrand(self, service: str) -> None:
        self._flow.drop_errand(ServiceId(service))

    @Slot()
    def take(self) -> None:
        self._flow.take()

    @Slot()
    def openCheckIn(self) -> None:
        self._flow.open_check_in()

    @Slot(str)
    def typeDigit(self, digit: str) -> None:
        self._flow.type_digit(digit)

    @Slot()
    def eraseDigit(self) -> None:
        self._flow.erase_digit()

    @Slot()
    def checkIn(self) -> None:
        self._flow.check_in()

    @Slot(bool)
    def answerPaper(self, came_out: bool) -> None:
        self._flow.answer_paper(came_out)

    @Slot()
    def printAgain(self) -> None:
        self._flow.print_again()

    @Slot()
    def noted(self) -> None:
        self._flow.noted()

    @Slot()
    def back(self) -> None:
        self._flow.back()

    @Slot()
    def home(self) -> None:
        self._flow.home()

    @Slot(str)
    def setLanguage(self, language: str) -> None:
        for known in LOCALES:
            if known == language:
                self._languages.set_language(known)

    @Slot()
    def touched(self) -> None:
        self._flow.touched()
        self.ticked.emit()

    @Slot()
    def tick(self) -> None:
        self._flow.tick()
        local = self._local()
        if local is not None and local.date() != self._today:
            # What was "on Monday" is "at 08:00" now.
            self._refresh()
        self.ticked.emit()

    # The whole window

    @Property(str, notify=changed)
    def screen(self) -> str:
        return self._flow.screen.value

    @Property(str, notify=changed)
    def language(self) -> str:
        return self._languages.language

    @Property(str, notify=changed)
    def mall(self) -> str:
        return self._link.hall.catalogue.name.in_(self._languages.language)

    @Property(bool, notify=changed)
    def training(self) -> bool:
        return self._link.welcome is not None and self._link.welcome.training

    @Property(str, notify=ticked)
    def clock(self) -> str:
        return "" if (local := self._local()) is None else clock_text(local, self._languages.language)

    @Property(str, notify=ticked)
    def date(self) -> str:
        return "" if (local := self._local()) is None else short_date_text(local, self._languages.language)

    @Property(str, notify=changed)
    def banner(self) -> str:
        """What to say while the server is away and the last state stays in sight."""
        ready = self._link.state is LinkState.READY
        return "" if ready or self._obstacle is not None else away_text(self._link.state)

    @Property(dict, notify=changed)
    def obstacle(self) -> Page:
        """Why nothing can be chosen at all: icon, title, text, detail; empty while something can."""
        return {} if self._obstacle is None else asdict(self._obstacle)

    @Property(int, notify=ticked)
    def secondsLeft(self) -> int:
        """Before the kiosk goes back to the start; 0 while that is far off."""
        left_s = self._flow.leaves_in_s
        asked_for_much = self._flow.screen is not Screen.START or bool(self._flow.wishes.errands)
        shown = left_s is not None and left_s <= COUNTDOWN_S and asked_for_much
        return max(1, math.ceil(left_s)) if shown and left_s is not None else 0

    # Its pages

    @Property(QObject, constant=True)
    def tenants(self) -> QObject:
        return self._tenants

    @Property(QObject, constant=True)
    def services(self) -> QObject:
        return self._services

    @Property(str, notify=changed)
    def printerNote(self) -> str:
        """A word of warning before anyone has taken a number; empty while the printer is well."""
        if not self._flow.has_printer or self._flow.paper in _FINE:
            return ""
        note = translate("Kiosk", "%1 Your number will be shown on the screen.")
        return note.replace("%1", trouble_text(self._flow.paper))

    @Property(dict, notify=changed)
    def tenant(self) -> Page:
        catalogue, tenant = self._link.hall.catalogue, self._flow.tenant
        if tenant is None or tenant not in catalogue.tenants:
            return {}
        return asdict(tenant_tile(catalogue, tenant, None, self._languages.language))

    @Property(bool, notify=changed)
    def someShut(self) -> bool:
        """Whether any row of `services` says why it is closed, and needs room for it."""
        return any(row.shut for row in self._service_rows)

    @Property(dict, notify=changed)
    def service(self) -> Page:
        service = self._link.hall.catalogue.services.get(self._flow.service or ServiceId(""))
        language = self._languages.language
        page = ServicePage()
        if service is not None:
            page = service_page(service, self._link.waiting, language, self._local())
        return {**asdict(page), "requirements": list(page.requirements)}

    @Property(str, notify=changed)
    def shutText(self) -> str:
        """Of the start page: nobody in the mall gives numbers now, why, and until when."""
        language = self._languages.language
        return mall_shut_text(self._link.hall.catalogue, self._link.waiting, language, self._local())

    # What was chosen so far

    @Property(QObject, constant=True)
    def classes(self) -> QObject:
        return self._classes

    @Property(str, notify=changed)
    def priority(self) -> str:
        """Name of the class that was chosen; empty without."""
        priority = self._link.hall.catalogue.classes.get(self._flow.wishes.priority or ClassId(""))
        return "" if priority is None else priority.name.in_(self._languages.language)

    @Property(QObject, constant=True)
    def errands(self) -> QObject:
        """Put aside for this visit, and the one in sight; in the quickest order."""
        return self._errands

    @Property(int, notify=changed)
    def errandCount(self) -> int:
        """Those put aside alone."""
        return len(self._flow.wishes.errands)

    @Property(int, notify=changed)
    def wantedCount(self) -> int:
        return len(self._flow.wanted.errands)

    @Property(int, constant=True)
    def errandCountMax(self) -> int:
        return STOPS_COUNT_MAX

    @Property(bool, notify=changed)
    def held(self) -> bool:
        """Whether something wanted is closed: without it a number could be taken."""
        return self._flow.shut is not None

    @Property(bool, notify=changed)
    def canAdd(self) -> bool:
        return self._flow.can_add

    @Property(bool, notify=changed)
    def canTake(self) -> bool:
        return self._flow.can_take

    # A booking's code

    @Property(str, notify=changed)
    def code(self) -> str:
        """As far as it is typed."""
        return self._flow.code

    @Property(int, constant=True)
    def codeDigits(self) -> int:
        return BOOKING_CODE_DIGITS

    @Property(bool, notify=changed)
    def canCheckIn(self) -> bool:
        return self._flow.can_check_in

    # The number

    @Property(dict, notify=changed)
    def ticket(self) -> Page:
        return asdict(self._ticket_page())

    @Property(QObject, constant=True)
    def stops(self) -> QObject:
        """Of a ticket with several errands, in their order; empty for one."""
        return self._stops

    @Property(bool, notify=changed)
    def canPrintAgain(self) -> bool:
        return self._flow.can_print_again

    @Property(bool, notify=changed)
    def hasSlip(self) -> bool:
        return self._flow.has_slip

    @Property(bool, notify=changed)
    def broken(self) -> bool:
        """Whether the missing slip is the printer's fault, so that staff should hear of it."""
        return self._flow.trouble not in ("", NO_PRINTER) and not self._flow.can_print_again

    @Property(str, notify=changed)
    def troubleText(self) -> str:
        """Why there is no slip, as long as there can be none."""
        if self._flow.can_print_again and self._flow.trouble:
            return translate("Kiosk", "The printer is ready again.")
        return trouble_text(self._flow.trouble) if self._flow.trouble else ""

    @Property(str, notify=changed)
    def refusedText(self) -> str:
        if self._flow.screen is not Screen.REFUSED:
            return ""
        catalogue, language = self._link.hall.catalogue, self._languages.language
        several = bool(self._flow.wishes.errands)
        return refusal_text(self._flow.refused, catalogue, language, self._local(), several=several)

    @Property(bool, notify=changed)
    def refusedCode(self) -> bool:
        """It was a booking's code that led nowhere."""
        return self._flow.screen is Screen.REFUSED and self._flow.code != ""

    # A slip that was scanned

    @Property(bool, notify=changed)
    def canScan(self) -> bool:
        return self._flow.can_scan

    @Property(dict, notify=changed)
    def place(self) -> Page:
        seen = self._flow.looking.seen
        catalogue, language = self._flow.catalogue, self._languages.language
        page = PlacePage() if seen is None else place_page(seen, catalogue, language)
        return {**asdict(page), "stops": [asdict(stop) for stop in page.stops]}

    @Property(dict, notify=changed)
    def unread(self) -> Page:
        """Why nothing is said of what was scanned: title and text."""
        return asdict(unread_page(self._flow.looking.unread))

    def report(self) -> dict[str, object]:
        """How the kiosk is, for whoever drives its window."""
        return report_of(self._flow, self._link, self._languages.language)

    @property
    def _obstacle(self) -> Obstacle | None:
        # Whoever has just got a number must see it, whatever becomes of the server.
        return None if self._flow.visit is not None else obstacle_of(self._link)

    def _ticket_page(self) -> TicketPage:
        visit, welcome = self._flow.visit, self._link.welcome
        if visit is None or welcome is None:
            return TicketPage()
        catalogue, language, url = self._flow.catalogue, self._languages.language, phone_url(welcome)
        return ticket_page(visit, catalogue, language, url, checked_in=self._flow.code != "")

    def _on_hall(self, events: tuple[object, ...]) -> None:
        if not events:
            self._refresh()

    def _refresh(self) -> None:
        hall, waiting, language = self._link.hall, self._link.waiting, self._languages.language
        catalogue, tenant, local = hall.catalogue, self._flow.tenant, self._local()
        self._today = None if local is None else local.date()
        # Not at every step of the flow: between tap and paper there is no time to lose.
        if self._listed != (shown := (catalogue, waiting, language, self._today, tenant)):
            self._listed = shown
            self.ticked.emit()
            self._tenants.show(tenant_tiles(catalogue, waiting, language, local))
            if tenant is not None and tenant in catalogue.tenants:
                self._service_rows = service_rows(catalogue, tenant, waiting, language, local)
                self._services.show(self._service_rows)
        if self._flow.screen in CHOOSING:
            aside, wanted = self._flow.wishes, self._flow.wanted
            self._classes.show(class_rows(aside, catalogue, language))
            self._errands.show(errand_rows(aside, wanted, catalogue, waiting, language))
        self._stops.show(self._ticket_page().stops)
        self.changed.emit()

    def _local(self) -> datetime | None:
        """The mall's time; before the first snapshot nobody knows its zone."""
        if self._link.welcome is None:
            return None
        return self._link.now().astimezone(ZoneInfo(self._link.hall.catalogue.timezone))
