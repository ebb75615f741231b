"""A kiosk with its real window before the catalogue of a whole mall, tapped as a visitor would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QSignalSpy, QTest

from client.app import Options, Shell
from client.items import NotThere, reveal, tappable_middle, visible_item
from kiosk.slip_printer import KioskSettings
from protocol.catalogue import Catalogue, Language, Text
from protocol.messages import Reason, Refused
from tests.kiosk.stage import MORNING, HeldPress, Stage

SIZES = {
    "upright": "1080x1920",
    "lying": "1920x1080",
    "old": "1280x1024",
    "small": "768x1366",
    "turned": "1024x1280",
    "tablet": "768x1024",
}
FRAME_MS_MAX = 5_000
CLOSED = Refused(
    reason=Reason.HOLIDAY,
    again=MORNING + timedelta(days=3),
    title=Text(id="Cuti Bersama Idulfitri", en="Eid al-Fitr joint holiday"),
)
CLOSED_TEXT = "Tutup hari ini: Cuti Bersama Idulfitri. Buka lagi Kamis, 8 Januari pukul 09.41."


class Kiosk:
    """A stage with the real window before it."""

    def __init__(
        self,
        catalogue: Catalogue,
        size: str,
        language: Language,
        *,
        options: Options[KioskSettings] | None = None,
        press: HeldPress | None = None,
        setup_pace: float = 0.01,
    ) -> None:
        settings = KioskSettings(size=SIZES.get(size, size), fullscreen=False, language=language)
        self.shell = Shell("kiosk", Options(settings=settings))
        self.stage = Stage(
            catalogue, languages=self.shell.languages, options=options, press=press, setup_pace=setup_pace
        )
        ids = list(catalogue.services)
        lines = {id: index * 7 % 130 for index, id in enumerate(ids)}
        staffed = tuple(id for index, id in enumerate(ids) if index % 5 and not id.startswith("kemenag"))
        self.stage.link.wait_values(lines, staffed)
        self.shell.show("Mall.Kiosk", "Main", {"kiosk": self.stage.model, "setup": self.stage.setup})
        self.settle()

    @property
    def window(self) -> QQuickWindow:
        assert self.shell.window is not None
        return self.shell.window

    def train(self) -> None:
        """From now on the server says that all this is practice."""
        welcome = self.stage.link.welcome
        assert welcome is not None
        self.stage.link._greeting = replace(welcome, training=True)
        self.stage.link.come_back()

    def close_all(self, but: str = "") -> None:
        """The server says of every service that it is shut, except those of one tenant."""
        ids = [id for id in self.stage.link.whole.catalogue.services if not but or not id.startswith(but)]
        self.stage.link.wait_values({}, tuple(ids), shut=dict.fromkeys(ids, CLOSED))

    def tap(self, name: str) -> None:
        self.settle()
        reveal(self.window, name)
        self.settle()
        point = tappable_middle(self.window, name).toPoint()
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
        self.settle()

    def text(self, name: str) -> str:
        return str(visible_item(self.window, name).property("text"))

    def shows(self, name: str) -> bool:
        try:
            visible_item(self.window, name)
        except NotThere:
            return False
        return True

    def settle(self) -> None:
        """Layouts and lists take their places with the next frame, and lists with the one after it."""
        for _ in range(3):
            swapped = QSignalSpy(self.window.frameSwapped)
            self.window.update()
            assert swapped.count() > 0 or swapped.wait(FRAME_MS_MAX)


OpenKiosk = Callable[..., Kiosk]
