"""The window of the workbench: each fault has a switch, and what happens is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from client.app import Options, Shell
from client.items import NotThere, all_items, tappable_middle, visible_item
from client.settings import Settings
from hardware.escpos import encode
from hardware.keypad import KEYS
from hardware.profiles import PROFILES
from hardware.receipt import Code, Line, Receipt
from hardware.signboard import Face
from hardware.signboard import encode as told
from tests.workshop.workbench.conftest import MakeBench
from workshop.workbench.devices import BenchPrinter, BenchSigns
from workshop.workbench.led import LedPictures
from workshop.workbench.orders import LINE_FAULTS, PRINTER_FAULTS, SIGN_FAULTS
from workshop.workbench.window import Pictures, WorkbenchModel
from workshop.workbench.workbench import Workbench

CODE = "http://antrean.example/t/3f9KqTz2Vb8mWc1L"
SLIP = encode(Receipt(parts=(Line("A-001"), Code(CODE))), PROFILES["80mm"])
OpenWindow = Callable[..., QQuickWindow]


@pytest.fixture
def open_window(qapp: QGuiApplication, qtbot: QtBot) -> Iterator[OpenWindow]:
    """`open_window(bench, size=…, language=…)`"""
    shells: list[Shell] = []
    kept: list[WorkbenchModel] = []

    def open_(bench: Workbench, size: str = "1280x800", language: str = "id") -> QQuickWindow:
        settings = Settings(size=size, fullscreen=False, language="en" if language == "en" else "id")
        shell = Shell("workshop", Options(settings=settings))
        shells.append(shell)
        pictures = Pictures()
        shell.engine.addImageProvider("sheet", pictures)
        shell.engine.addImageProvider("led", LedPictures())
        model = WorkbenchModel(bench, shell.languages, pictures)
        kept.append(model)
        shell.show("Mall.Workshop", "Main", {"bench": model})
        assert shell.window is not None
        qtbot.waitExposed(shell.window)
        return shell.window

    yield open_
    for shell in shells:
        shell.close()
    for model in kept:
        model.close()


def tap(window: QQuickWindow, name: str, qtbot: QtBot) -> None:
    """As soon as the window is laid out."""

    def there() -> bool:
        try:
            return bool(tappable_middle(window, name))
        except NotThere:
            return False

    qtbot.waitUntil(there)
    point = tappable_middle(window, name).toPoint()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)


def text_of(window: QQuickWindow, name: str) -> str:
    return str(visible_item(window, name).property("text"))


def sees(window: QQuickWindow, name: str) -> bool:
    try:
        return bool(visible_item(window, name))
    except NotThere:
        return False


@pytest.mark.parametrize(("size", "language"), [("1280x800", "id"), ("400x854", "en")])
def test_every_fault_of_the_printer_can_be_switched_on_and_off(
    make_bench: MakeBench, open_window: OpenWindow, qtbot: QtBot, size: str, language: str
):
    bench = make_bench()
    window = open_window(bench, size, language)
    piece = bench.pieces["printer"]
    calm = text_of(window, "printer-condition")
    for fault in set(piece.faults) - {"reset", "drop_bytes"}:
        tap(window, f"printer-{fault}", qtbot)
        assert piece.faults[fault], fault
        qtbot.waitUntil(lambda: text_of(window, "printer-condition") != calm)
        tap(window, f"printer-{fault}", qtbot)
        assert not piece.faults[fault], fault
    assert text_of(window, "printer-condition") == calm


@pytest.mark.parametrize("size", ["1280x800", "960x760", "400x854", "700x560"])
def test_all_texts_fit_in_both_languages(make_bench: MakeBench, open_window: OpenWindow, size: str):
    for language in ("id", "en"):
        window = open_window(make_bench(), size, language)
        QGuiApplication.processEvents()
        for item in all_items(window.contentItem()):
            if item.isVisible() and item.property("truncated") and item.property("text"):
                # A hint in an empty field is the one text that may end in dots.
                assert item.property("text") == hint_of(window), item.property("text")


def hint_of(window: QQuickWindow) -> object:
    return visible_item(window, "scan-text").property("placeholderText")


def test_a_slip_lies_in_the_tray_and_its_code_can_be_scanned(
    make_bench: MakeBench, open_window: OpenWindow, qtbot: QtBot
):
    bench = make_bench()
    window = open_window(bench)
    printer = bench.pieces["printer"]
    assert isinstance(printer, BenchPrinter)
    printer.device.feed(SLIP)
    qtbot.waitUntil(lambda: sees(window, "sheet-1"))
    tap(window, "scan-slip", qtbot)
    qtbot.waitUntil(lambda: sees(window, "scan-note"))
    assert text_of(window, "scan-note") == CODE


def test_a_scan_that_finds_nothing_says_why(make_bench: MakeBench, open_window: OpenWindow, qtbot: QtBot):
    window = open_window(make_bench())
    tap(window, "scan-slip", qtbot)
    qtbot.waitUntil(lambda: sees(window, "scan-note"))
    assert text_of(window, "scan-note") == "no slip is in the tray"


def test_a_sign_shows_what_it_is_told_blinking_where_it_is_to(
    make_bench: MakeBench, open_window: OpenWindow, qtbot: QtBot
):
    bench = make_bench()
    window = open_window(bench)
    signs = bench.pieces["sign"]
    assert isinstance(signs, BenchSigns)
    signs.device.feed(told(8, Face(text="A-017", mode="blinking")))
    sign = visible_item(window, "sign-8")
    qtbot.waitUntil(lambda: sign.property("text") == "A-017" and sign.property("lit") is False)
    signs.device.feed(told(8, Face(text="A-017", mode="steady")))
    qtbot.waitUntil(lambda: sign.property("blinking") is False)


def test_keys_are_pressed_by_hand(make_bench: MakeBench, open_window: OpenWindow, qtbot: QtBot):
    bench = make_bench(counters=(8, 14))
    window = open_window(bench)
    tap(window, "keypad-14-key-N", qtbot)
    assert (bench.state()["keypad-14"]["said"], bench.state()["keypad-8"]["said"]) == ("N", "")


def test_every_switch_and_key_is_reached_and_worked_by_the_keyboard_alone(
    make_bench: MakeBench, open_window: OpenWindow
):
    bench = make_bench()
    window = open_window(bench)
    window.requestActivate()
    names = [item.objectName() for item in all_items(window.contentItem())]
    wanted = {name for name in names if "-key-" in name or name.endswith(PRINTER_FAULTS + SIGN_FAULTS)}
    assert len(wanted) == len(PRINTER_FAULTS) + len(SIGN_FAULTS) + 2 * len(LINE_FAULTS) + len(KEYS)
    reached: set[str] = set()
    for _ in range(2 * len(wanted)):
        QTest.keyClick(window, Qt.Key.Key_Tab)
        name = window.activeFocusItem().objectName()
        if name in wanted - reached:
            reached.add(name)
            QTest.keyClick(window, Qt.Key.Key_Space)
    assert wanted == reached
    keypad = bench.state()["keypad-8"]
    assert (keypad["said"], keypad["faults"]) == ("F", ["cable"])


def test_a_narrow_window_turns_to_one_device_at_a_time(
    make_bench: MakeBench, open_window: OpenWindow, qtbot: QtBot
):
    window = open_window(make_bench(), "400x854")
    assert sees(window, "sign-8")
    assert not sees(window, "scan-slip")
    tap(window, "tab-scanner", qtbot)
    assert sees(window, "scan-slip")
    tap(window, "tab-keypad", qtbot)
    assert sees(window, "keypad-8-key-C")
    assert not sees(window, "scan-slip")


def test_a_bench_with_a_printer_alone_has_nothing_else(make_bench: MakeBench, open_window: OpenWindow):
    window = open_window(make_bench("printer"), "400x854")
    names = {item.objectName() for item in all_items(window.contentItem())}
    assert not sees(window, "tab-printer")
    assert not [name for name in names if name.startswith(("sign-", "keypad-", "scan-"))]
