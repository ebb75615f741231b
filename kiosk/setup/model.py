"""The kiosk's own set-up: a gesture and a code open it, for staff; sixty untouched seconds close it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from client.app import Options
from client.language import Languages, translate
from client.link import Link
from client.moment import clock_text
from kiosk.flow import Flow
from kiosk.press import Press
from kiosk.screen import COUNTDOWN_S
from kiosk.setup.address_field import FIRST, AddressField
from kiosk.setup.facts import scanner_facts, server_facts
from kiosk.setup.lock import CODE_DIGITS_MAX, CODE_DIGITS_MIN, TRIES_COUNT_MAX, Lock
from kiosk.setup.notice import NO_CODE
from kiosk.setup.printer import PrinterSetup
from kiosk.setup.search import Look
from kiosk.slip_printer import KioskSettings

QML_IMPORT_NAME = "Mall.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

HOLD_S = 3.0
"""The corner is held for so long; a visitor's hand that rests there is gone before."""
HINT_S = 1.0
"""From then on it shows that something is coming."""
IDLE_S = 60.0
TICK_MS = 500
TABS = ("printer", "scanner", "server")
SCAN_CHARACTERS_MAX = 200
"""More of what was read is not shown."""


@QmlElement
class SetupModel(QObject):
    """`scene`: "closed", "no_code", "code", "devices" or "address". `pace` scales the gesture (tests)."""

    changed = Signal()
    ticked = Signal()

    def __init__(
        self,
        flow: Flow,
        press: Press,
        link: Link,
        languages: Languages,
        options: Options[KioskSettings],
        *,
        look: Look,
        wall: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
        pace: float = 1.0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._flow = flow
        self._link = link
        self._languages = languages
        self._options = options
        self._wall = wall
        self._monotonic = monotonic
        self._pace = pace
        self._scene = "closed"
        self._tab = TABS[0]
        self._typed = ""
        self._wrong = False
        """Whether the last code was."""
        self._scanned = ""
        self._scanned_at: datetime | None = None
        self._since = monotonic()
        self._lock = Lock(options.settings.setup_code, monotonic)
        self._printer = PrinterSetup(flow, press, languages, options, look=look, wall=wall, parent=self)
        self._address = AddressField(self)
        self._address.used.connect(self._use_address)
        link.stateChanged.connect(self.changed)
        languages.changed.connect(self.changed)
        languages.changed.connect(self._address.renew)
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.timeout.connect(self.tick)

    def shut(self) -> None:
        """The app ends."""
        self._ticker.stop()
        self._printer.shut()

    def learn_scan(self, text: str) -> None:
        """What the scanner has read; kept only while staff is here, for it may be a visitor's."""
        if self._scene == "devices":
            self._scanned = text[:SCAN_CHARACTERS_MAX]
            self._scanned_at = self._wall()
            self.touched()
            self.changed.emit()

    # What staff does

    @Slot()
    def knock(self) -> None:
        """The gesture: heard on the start page only, and not while a visitor has something on it."""
        if self._flow.open_setup():
            self._tab, self._typed, self._wrong = TABS[0], "", False
            self._scanned, self._scanned_at = "", None
            self._ticker.start()
            self._go("code" if self._options.settings.setup_code else "no_code")

    @Slot(str)
    def typeDigit(self, digit: str) -> None:
        if self._scene == "code" and not self.locked and digit in frozenset("0123456789"):
            self._typed = (self._typed + digit)[:CODE_DIGITS_MAX]
            self._wrong = False
            self.changed.emit()

    @Slot()
    def eraseDigit(self) -> None:
        if self._scene == "code":
            self._typed = self._typed[:-1]
            self.changed.emit()

    @Slot()
    def enter(self) -> None:
        """Try the code that is typed."""
        if self._scene != "code" or not self.canEnter:
            return
        verdict = self._lock.attempt(self._typed)
        self._typed = ""
        self._wrong = verdict == "wrong"
        if verdict == "open":
            self._printer.open()
            self._go("devices")
        else:
            self.touched()
            self.changed.emit()

    @Slot(str)
    def openTab(self, tab: str) -> None:
        if self._scene == "devices" and tab in TABS:
            self._tab = tab
            self.changed.emit()

    @Slot()
    def openAddress(self) -> None:
        """The keyboard for an address that is not in the list."""
        if self._scene == "devices":
            self._address.start(self._printer.url or FIRST)
            self._go("address")

    @Slot()
    def back(self) -> None:
        """One page: from the keyboard to the devices, from there to the visitors."""
        if self._scene == "address":
            self._go("devices")
        else:
            self.leave()

    @Slot()
    def leave(self) -> None:
        if self._scene == "closed":
            return
        if self._scene in ("devices", "address"):
            self._printer.close()
        self._typed = ""
        self._ticker.stop()
        self._go("closed")
        self._flow.leave_setup()

    @Slot()
    def touched(self) -> None:
        """Someone is there: the time starts again."""
        self._since = self._monotonic()
        self.ticked.emit()

    @Slot()
    def tick(self) -> None:
        if self._scene != "closed" and self._leaves_in_s == 0:
            self.leave()
        self.ticked.emit()

    # What is shown

    @Property(str, notify=changed)
    def scene(self) -> str:
        return self._scene

    @Property(str, notify=changed)
    def tab(self) -> str:
        return self._tab

    @Property(PrinterSetup, constant=True)
    def printer(self) -> PrinterSetup:
        return self._printer

    @Property(AddressField, constant=True)
    def address(self) -> AddressField:
        return self._address

    @Property(bool, notify=changed)
    def hears(self) -> bool:
        """Whether a gesture would be heard."""
        return self._scene == "closed"

    @Property(float, constant=True)
    def holdS(self) -> float:
        return HOLD_S * self._pace

    @Property(float, constant=True)
    def hintS(self) -> float:
        return HINT_S * self._pace

    @Property(int, notify=changed)
    def digitCount(self) -> int:
        """So many are typed; which ones, nobody sees."""
        return len(self._typed)

    @Property(int, constant=True)
    def digitCountMax(self) -> int:
        return CODE_DIGITS_MAX

    @Property(bool, notify=changed)
    def canEnter(self) -> bool:
        return len(self._typed) >= CODE_DIGITS_MIN and not self.locked

    @Property(bool, notify=ticked)
    def locked(self) -> bool:
        return self._lock.locked_s > 0

    @Property(str, notify=ticked)
    def lockedText(self) -> str:
        """For how long nobody gets in; empty when a code may be tried."""
        if not self.locked:
            return ""
        left_s = math.ceil(self._lock.locked_s)
        text = translate("Setup", "%1 wrong codes. The set-up is locked for %2 more minutes.")
        return text.replace("%1", str(TRIES_COUNT_MAX)).replace("%2", f"{left_s // 60}:{left_s % 60:02}")

    @Property(str, notify=changed)
    def wrongText(self) -> str:
        if not self._wrong:
            return ""
        left = self._lock.tries_left
        if left == 1:
            return translate("Setup", "That code is wrong. One more try.")
        return translate("Setup", "That code is wrong. %1 more tries.").replace("%1", str(left))

    @Property(dict, constant=True)
    def noCode(self) -> dict[str, str]:
        """How a code is set: `id` and `en`, into which `file`, which `line`."""
        file = self._options.file
        return {
            "id": NO_CODE.id,
            "en": NO_CODE.en,
            "file": "kiosk.toml" if file is None else str(file),
            "line": 'setup_code = "…"',
        }

    @Property(list, notify=changed)
    def facts(self) -> list[dict[str, str]]:
        """Of the tab in sight: icon, label, value of each."""
        settings = self._options.settings
        match self._tab:
            case "scanner":
                at = self._scanned_at
                found = scanner_facts(
                    settings.scanner,
                    self._scanned,
                    "" if at is None else clock_text(at, self._languages.language),
                )
            case "server":
                found = server_facts(self._link, settings.instance, self._options.file)
            case _:
                found = []
        return [asdict(fact) for fact in found]

    @Property(str, notify=changed)
    def problem(self) -> str:
        """Why the server is away, for the technician; empty when it is not."""
        return self._link.problem

    @Property(int, notify=ticked)
    def secondsLeft(self) -> int:
        """Before it closes by itself; 0 while that is far off."""
        left_s = self._leaves_in_s
        return max(1, math.ceil(left_s)) if self._scene != "closed" and left_s <= COUNTDOWN_S else 0

    @property
    def _leaves_in_s(self) -> float:
        return max(0.0, self._since + IDLE_S - self._monotonic())

    def _use_address(self, url: str) -> None:
        if self._scene == "address":
            self._printer.choose_typed(url)
            self._go("devices")

    def _go(self, scene: str) -> None:
        self._scene = scene
        self.touched()
        self.changed.emit()
