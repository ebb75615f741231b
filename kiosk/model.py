"""The kiosk's one view-model: the flow in the words of the visitor's language. Python decides, QML draws."""

from __future__ import annotations

import math
from dataclasses import asdict, fields
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from client.language import LOCALES, Languages, translate
from client.link import Link, LinkState
from client.moment import clock_text, short_date_text
from client.reasons import state_text, stopped_text, text_for
from client.rows import Rows
from kiosk.flow import COUNTDOWN_S, Flow, Screen
from kiosk.offer import (
    ServicePage,
    ServiceRow,
    TenantTile,
    service_page,
    service_rows,
    tenant_tile,
    tenant_tiles,
)
from kiosk.press import NO_PRINTER
from kiosk.slip import phone_url
from kiosk.ticket import TicketPage, ticket_page, trouble_text
from protocol.catalogue import ServiceId, TenantId

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
        *,
        has_printer: bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._flow = flow
        self._languages = languages
        self._has_printer = has_printer
        self._tenants = Rows([field.name for field in fields(TenantTile)], self)
        self._services = Rows([field.name for field in fields(ServiceRow)], self)
        self._listed: tuple[object, ...] = ()
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

    @Slot()
    def take(self) -> None:
        self._flow.take()

    @Slot(bool)
    def answerPaper(self, came_out: bool) -> None:
        self._flow.answer_paper(came_out)

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
        return "" if self._link.state is LinkState.READY or self._obstacle() else self._away_text()

    @Property(dict, notify=changed)
    def obstacle(self) -> Page:
        """Why nothing can be chosen at all: icon, title, text, detail; empty while something can."""
        return self._obstacle()

    @Property(int, notify=ticked)
    def secondsLeft(self) -> int:
        """Before the kiosk goes back to the start; 0 while that is far off."""
        left_s = self._flow.leaves_in_s
        shown = left_s is not None and left_s <= COUNTDOWN_S and self._flow.screen is not Screen.START
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
        if not self._has_printer or self._flow.paper in _FINE:
            return ""
        return translate("Kiosk", "%1 Your number will be shown on the screen.").replace(
            "%1", trouble_text(self._flow.paper)
        )

    @Property(dict, notify=changed)
    def tenant(self) -> Page:
        catalogue, tenant = self._link.hall.catalogue, self._flow.tenant
        if tenant is None or tenant not in catalogue.tenants:
            return {}
        return asdict(tenant_tile(catalogue, tenant, self._link.waiting, self._languages.language))

    @Property(dict, notify=changed)
    def service(self) -> Page:
        service = self._link.hall.catalogue.services.get(self._flow.service or ServiceId(""))
        page = (
            service_page(service, self._link.waiting, self._languages.language) if service else ServicePage()
        )
        return {**asdict(page), "requirements": list(page.requirements)}

    @Property(bool, notify=changed)
    def canTake(self) -> bool:
        return self._flow.can_take

    @Property(dict, notify=changed)
    def ticket(self) -> Page:
        visit, welcome = self._flow.visit, self._link.welcome
        if visit is None or welcome is None:
            return asdict(TicketPage())
        language = self._languages.language
        return asdict(ticket_page(visit, self._flow.catalogue, language, phone_url(welcome)))

    @Property(bool, notify=changed)
    def hasSlip(self) -> bool:
        return self._flow.has_slip

    @Property(bool, notify=changed)
    def broken(self) -> bool:
        """Whether the missing slip is the printer's fault, so that staff should hear of it."""
        return self._flow.trouble not in ("", NO_PRINTER)

    @Property(str, notify=changed)
    def troubleText(self) -> str:
        return trouble_text(self._flow.trouble) if self._flow.trouble else ""

    @Property(str, notify=changed)
    def refusedText(self) -> str:
        if self._flow.screen is not Screen.REFUSED:
            return ""
        if self._flow.refused is None:
            return translate("Kiosk", "There was no answer in time.")
        return text_for(self._flow.refused)

    def report(self) -> dict[str, object]:
        """How the kiosk is, for whoever drives its window."""
        visit = self._flow.visit
        return {
            "screen": self._flow.screen.value,
            "link": self._link.state.value,
            "problem": self._link.problem,
            "language": self._languages.language,
            "training": self._link.welcome is not None and self._link.welcome.training,
            "tenants": len(self._link.hall.catalogue.tenants),
            "tenant": self._flow.tenant,
            "service": self._flow.service,
            "visit": None if visit is None else visit.id,
            "label": None if visit is None else visit.label,
            "paper": self._flow.paper,
            "trouble": self._flow.trouble,
            "refused": None if self._flow.refused is None else self._flow.refused.reason.value,
        }

    def _away_text(self) -> str:
        return translate("Kiosk", "%1 Numbers cannot be taken right now.").replace(
            "%1", state_text(self._link.state)
        )

    def _obstacle(self) -> Page:
        if self._flow.visit is not None:
            # Whoever has just got a number must see it, whatever becomes of the server.
            return {}
        state, welcome, tell = (
            self._link.state,
            self._link.welcome,
            translate("Kiosk", "Please tell an officer."),
        )
        if state in (LinkState.UPDATE_NEEDED, LinkState.REJECTED):
            title, advice = stopped_text(state, self._link.verdict)
            detail = "\n".join(filter(None, (advice, self._link.problem)))
            return {"icon": "lock", "title": title, "text": tell, "detail": detail}
        if welcome is not None and welcome.role != "kiosk":
            advice = translate(
                "Kiosk", "For staff: its token was given to a device of the kind “%1”. Enrol it as a kiosk."
            )
            return {
                "icon": "lock",
                "title": translate("Kiosk", "This device is not a kiosk"),
                "text": tell,
                "detail": advice.replace("%1", welcome.role),
            }
        if self._link.hall.catalogue.tenants:
            return {}
        if state is LinkState.READY:
            return {
                "icon": "circle-help",
                "title": translate("Kiosk", "There are no services yet"),
                "text": translate("Kiosk", "The list of services of this mall is empty."),
                "detail": translate("Kiosk", "For staff: fill the server's catalogue, then start it again."),
            }
        text = translate("Kiosk", "One moment, please.")
        title = state_text(state)
        return {"icon": "wifi-off", "title": title, "text": text, "detail": self._link.problem}

    def _on_hall(self, events: tuple[object, ...]) -> None:
        if not events:
            self._refresh()

    def _refresh(self) -> None:
        hall, waiting, language = self._link.hall, self._link.waiting, self._languages.language
        catalogue, tenant = hall.catalogue, self._flow.tenant
        # Not at every step of the flow: between tap and paper there is no time to lose.
        if self._listed != (shown := (catalogue, waiting, language, tenant)):
            self._listed = shown
            self.ticked.emit()
            self._tenants.show(tenant_tiles(catalogue, waiting, language))
            if tenant is not None and tenant in catalogue.tenants:
                self._services.show(service_rows(catalogue, tenant, waiting, language))
        self.changed.emit()

    def _local(self) -> datetime | None:
        """The mall's time; before the first snapshot nobody knows its zone."""
        if self._link.welcome is None:
            return None
        return self._link.now().astimezone(ZoneInfo(self._link.hall.catalogue.timezone))
