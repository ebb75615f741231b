"""The counter's window over a stage."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from client.app import Options, Shell
from client.items import NotThere, tappable_middle, visible_item
from client.settings import Settings
from protocol.catalogue import Language
from tests.counter.stage import Stage, settle


class Window:
    """The counter's window over a stage, with the officer at a free counter unless told otherwise."""

    def __init__(
        self, memory: Path, language: Language = "en", size: str = "1280x800", **over: object
    ) -> None:
        self.shell = Shell(
            "counter", Options(settings=Settings(language=language, fullscreen=False, size=size))
        )
        self.stage = Stage(self.shell.languages, memory, **over)

    def show(self, *, seated: bool = True, counter: int = 1) -> None:
        if seated:
            self.stage.seated(counter, "Sri Wahyuningsih Kusumaningrum")
        else:
            self.stage.open()
        self.shell.show("Mall.Counter", "Main", {"counter": self.stage.model})
        assert self.shell.window is not None
        self.window: QQuickWindow = self.shell.window
        self.window.requestActivate()
        assert QTest.qWaitForWindowActive(self.window)
        settle()

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window, key)
        settle()

    def write(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(self.window, letter)
        settle()

    def tap(self, name: str) -> None:
        # Rows of a list that was just opened are made with the next frame.
        self.window.grabWindow()
        point = tappable_middle(self.window, name).toPoint()
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
        settle()

    def item(self, name: str) -> QQuickItem:
        return visible_item(self.window, name)

    def sees(self, name: str) -> bool:
        try:
            self.item(name)
        except NotThere:
            return False
        return True


OpenWindow = Callable[..., Window]
