"""The counter's view-model: where the app is, and its two screens. Python decides, QML draws."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from client.language import Languages
from client.link import Link, LinkState
from client.moment import clock_text, date_text
from client.reasons import state_text, stopped_text
from counter.action import desk_of
from counter.devices import Devices, trouble_text
from counter.keypad import KeypadModel
from counter.lists import AsideModel
from counter.sheet import SheetModel
from counter.sign_on import SignOnModel
from counter.visit import VisitModel
from counter.work import WorkModel
from protocol.catalogue import Language, TenantId
from protocol.hall import CATALOGUE_NONE

QML_IMPORT_NAME = "Mall.Counter"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS = 1_000


@QmlElement
class CounterModel(QObject):
    """Which page is shown, and what stands around it; what shows the visit, the sheet, those set aside and
    what the keypad types are its own. `clock`: seconds that only grow."""

    changed = Signal()
    ticked = Signal()
    deviceTroubleChanged = Signal()

    def __init__(
        self,
        *,
        link: Link,
        languages: Languages,
        sign_on: SignOnModel,
        work: WorkModel,
        devices: Devices,
        clock: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._languages = languages
        self._sign_on = sign_on
        self._work = work
        self._visit = VisitModel(work=work, parent=self)
        self._sheet = SheetModel(work=work, parent=self)
        self._aside = AsideModel(work=work, parent=self)
        self._keypad = KeypadModel(
            work=work,
            sheet=self._sheet,
            languages=languages,
            clock=clock,
            present=devices.has_keypad,
            parent=self,
        )
        self._devices = devices
        devices.pressed.connect(self._keypad.press)
        self._keypad.misplaced.connect(self.deviceTroubleChanged)
        devices.changed.connect(self._on_devices)
        self._on_devices()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)
        self._timer.start(TICK_MS)
        link.stateChanged.connect(self._refresh)
        link.hallChanged.connect(self._refresh)
        languages.changed.connect(self._refresh)

    @Property(SignOnModel, constant=True)
    def signOn(self) -> SignOnModel:
        return self._sign_on

    @Property(WorkModel, constant=True)
    def work(self) -> WorkModel:
        return self._work

    @Property(VisitModel, constant=True)
    def visit(self) -> VisitModel:
        return self._visit

    @Property(SheetModel, constant=True)
    def sheet(self) -> SheetModel:
        return self._sheet

    @Property(AsideModel, constant=True)
    def aside(self) -> AsideModel:
        return self._aside

    @Property(KeypadModel, constant=True)
    def keypad(self) -> KeypadModel:
        return self._keypad

    @Property(str, notify=deviceTroubleChanged)
    def deviceTrouble(self) -> str:
        """What is wrong with the keypad and the sign, a line each; empty where nothing is."""
        return trouble_text(self._devices, foreign=self._keypad.foreign())

    @Property(str, notify=changed)
    def page(self) -> str:
        """searching, update_needed, rejected, other_role, sign_on or work."""
        return self._page()

    @Property(bool, notify=changed)
    def connected(self) -> bool:
        return self._link.state is LinkState.READY

    @Property(str, notify=changed)
    def banner(self) -> str:
        """That the server is away; empty while it is not."""
        return "" if self._link.state is LinkState.READY else state_text(self._link.state)

    @Property(str, notify=changed)
    def problem(self) -> str:
        """Why the server is not at hand, for the technician."""
        return self._link.problem

    @Property(str, notify=changed)
    def stopped(self) -> str:
        """On the pages update_needed and rejected: what is the matter."""
        return stopped_text(self._link.state, self._link.verdict)[0]

    @Property(str, notify=changed)
    def advice(self) -> str:
        """On these pages: what to do about it."""
        return stopped_text(self._link.state, self._link.verdict)[1]

    @Property(bool, notify=changed)
    def training(self) -> bool:
        return self._link.welcome is not None and self._link.welcome.training

    @Property(str, notify=changed)
    def language(self) -> str:
        return self._language()

    @Property(str, notify=changed)
    def mall(self) -> str:
        return self._link.hall.catalogue.name.in_(self._language())

    @Property(str, notify=changed)
    def tenant(self) -> str:
        place = TenantId("" if self._link.welcome is None else self._link.welcome.place)
        tenant = self._link.hall.catalogue.tenants.get(place)
        return place if tenant is None else tenant.name.in_(self._language())

    @Property(str, notify=ticked)
    def clock(self) -> str:
        """The mall's time; empty until the mall is known."""
        return clock_text(self._local(), self._language()) if self._known() else ""

    @Property(str, notify=ticked)
    def date(self) -> str:
        return date_text(self._local(), self._language()) if self._known() else ""

    @Slot(str)
    def chooseLanguage(self, language: str) -> None:
        self._languages.set_language("en" if language == "en" else "id")

    def tick(self) -> None:
        self._work.tick()
        self.ticked.emit()

    def report(self) -> dict[str, object]:
        """The whole state, for whoever drives the window."""
        return {
            "page": self._page(),
            "link": self._link.state.value,
            "language": self._language(),
            "sign_on": self._sign_on.report(),
            **self._work.report(),
            **self._aside.report(),
            "sheet": self._sheet.report(),
            "keypad": {"state": self._devices.keypad, **self._keypad.report()},
            "sign": self._devices.sign,
        }

    def _on_devices(self) -> None:
        self._link.report(keypad=self._devices.keypad, sign=self._devices.sign)
        self.deviceTroubleChanged.emit()

    def _refresh(self) -> None:
        self.changed.emit()
        self.deviceTroubleChanged.emit()
        self.ticked.emit()

    def _page(self) -> str:
        if self._link.state in (LinkState.UPDATE_NEEDED, LinkState.REJECTED):
            return self._link.state.value
        welcome = self._link.welcome
        if welcome is None or not self._known():
            return "searching"
        if welcome.role != "counter":
            return "other_role"
        return "sign_on" if desk_of(self._link.hall, welcome.device) is None else "work"

    def _known(self) -> bool:
        return self._link.hall.catalogue is not CATALOGUE_NONE

    def _local(self) -> datetime:
        return self._link.now().astimezone(ZoneInfo(self._link.hall.catalogue.timezone))

    def _language(self) -> Language:
        return self._languages.language
