"""A scanner that types, before a window with a button that has the focus."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from pytestqt.qtbot import QtBot

from kiosk.scan import SCAN_CHARACTERS_MAX, Unreadable, read
from kiosk.wedge import GAP_MS, Wedge

SLIP = "http://antrean.test:8080/t/token-1"
NONE = Qt.KeyboardModifier.NoModifier


class Window(QObject):
    """Counts the keys that reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[tuple[bool, int]] = []

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            self.keys.append((event.type() is QEvent.Type.KeyPress, event.key()))
        return True


class Keyboard:
    """`ms` is the time that the window system gives the next key."""

    def __init__(self) -> None:
        self.window, self.wedge = Window(), Wedge(pace=0.01)
        self.window.installEventFilter(self.wedge)
        self.scanned: list[str] = []
        self.wedge.scanned.connect(self.scanned.append)
        self.ms = 1_000

    def press(self, key: Qt.Key, text: str = "", *, repeats: bool = False, modifiers=NONE) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, text, repeats)
            event.setTimestamp(self.ms)
            QCoreApplication.sendEvent(self.window, event)

    def type(self, text: str, gap_ms: int = 5) -> None:
        for sign in text:
            self.ms += gap_ms
            if sign == "\n":
                self.press(Qt.Key.Key_Return, "\r")
            else:
                key = Qt.Key.Key_Space if sign == " " else Qt.Key.Key_unknown
                self.press(key, sign)


@pytest.fixture
def keyboard(qapp: QGuiApplication) -> Iterator[Keyboard]:
    keyboard = Keyboard()
    yield keyboard
    keyboard.window.removeEventFilter(keyboard.wedge)


def test_what_is_typed_fast_and_ended_is_a_scan(keyboard: Keyboard):
    keyboard.type(f"{SLIP}\n")
    assert keyboard.scanned == [SLIP]
    keyboard.type("12345678\n")
    assert keyboard.scanned == [SLIP, "12345678"]
    assert keyboard.window.keys == []


def test_a_shift_between_capitals_is_part_of_it(keyboard: Keyboard):
    for sign in "TOKEN":
        keyboard.ms += 5
        keyboard.press(Qt.Key.Key_Shift, modifiers=Qt.KeyboardModifier.ShiftModifier)
        keyboard.press(Qt.Key.Key_unknown, sign, modifiers=Qt.KeyboardModifier.ShiftModifier)
    keyboard.type("\n")
    assert keyboard.scanned == ["TOKEN"]


def test_a_hand_is_no_scanner(keyboard: Keyboard, qtbot: QtBot):
    keyboard.type("12345678\n", gap_ms=GAP_MS + 1)
    assert keyboard.scanned == []
    qtbot.waitUntil(lambda: len(keyboard.window.keys) == 2)
    assert keyboard.window.keys == [(True, Qt.Key.Key_Return), (False, Qt.Key.Key_Return)]


def test_a_pause_starts_anew(keyboard: Keyboard):
    keyboard.type("half of a co")
    keyboard.ms += GAP_MS + 1
    keyboard.type("12345678\n")
    assert keyboard.scanned == ["12345678"]


def test_no_key_of_a_scan_presses_a_button_whatever_it_holds(keyboard: Keyboard, qtbot: QtBot):
    for hostile in (" \n", "\nabcdef\n", "     \n", " ab cd\n\n", "\n\n"):
        keyboard.ms += 1_000
        keyboard.type(hostile)
    # By now a key that was held back would have been let go.
    qtbot.waitUntil(lambda: not keyboard.wedge._patience.isActive())
    assert keyboard.window.keys == []
    assert keyboard.scanned == ["abcdef", "ab cd"]


@pytest.mark.parametrize(("key", "text"), [(Qt.Key.Key_Space, " "), (Qt.Key.Key_Return, "\r")])
def test_a_hand_still_presses_the_button_that_has_the_focus(
    keyboard: Keyboard, qtbot: QtBot, key: Qt.Key, text: str
):
    keyboard.press(key, text)
    assert keyboard.window.keys == []
    qtbot.waitUntil(lambda: keyboard.window.keys == [(True, key), (False, key)])


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_F5])
def test_keys_that_no_code_holds_pass(keyboard: Keyboard, key: Qt.Key):
    keyboard.press(key)
    assert keyboard.window.keys == [(True, key), (False, key)]


def test_a_key_that_is_held_down_types_no_code(keyboard: Keyboard):
    for _ in range(30):
        keyboard.ms += 30
        keyboard.press(Qt.Key.Key_1, "1", repeats=True)
    keyboard.type("\n")
    assert keyboard.scanned == []


def test_a_code_that_is_too_long_is_no_code(keyboard: Keyboard):
    keyboard.type("1" * 50 * SCAN_CHARACTERS_MAX + "\n")
    (text,) = keyboard.scanned
    assert len(text) == SCAN_CHARACTERS_MAX + 1
    assert read(text) == Unreadable()
