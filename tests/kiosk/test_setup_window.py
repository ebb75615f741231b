"""The set-up in front of its real window: held, typed and tapped as staff would, down to paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from client.app import Options
from client.items import NotThere, tappable_middle, visible_item
from hardware.attached import Found
from hardware.printer import Away, NotPrinted, Printer
from hardware.profiles import PROFILES
from hardware.receipt import Receipt
from hardware.virtual.line import serve_tcp
from hardware.virtual.printer import VirtualPrinter
from kiosk.press import Press
from kiosk.setup.lock import TRIES_COUNT_MAX
from kiosk.slip_printer import KioskSettings
from kiosk.wedge import Wedge
from protocol.catalogue import Language
from tests.kiosk.fitting import misfits, small_targets
from tests.kiosk.front import Kiosk, OpenKiosk
from tests.kiosk.stage import KTP, HeldPress

CODE = "2580"
CORNER = QPoint(80, 50)
USB = Found(source="usb", name="EPSON TM-T82X Receipt Printer", url="usb://04b8:0e27")
LINE = Found(
    source="serial",
    name="USB-Serial Controller D",
    url="serial:///dev/ttyUSB0",
    code="unreachable",
    cause="no_permission",
    group="dialout",
)
QUEUE = Found(source="cups", name="Kios-Lantai-1", url="cups://Kios-Lantai-1", code="offline")
PRINT_MS_MAX = 10_000


def options_at(file: Path, code: str = CODE, **over: object) -> Options[KioskSettings]:
    file.write_text(f'# at the entrance\nsetup_code = "{code}"\n', "utf-8")
    return Options[KioskSettings].read("kiosk", KioskSettings, file=file, **over)


@pytest.fixture
def options(tmp_path: Path) -> Options[KioskSettings]:
    return options_at(tmp_path / "kiosk.toml")


def press_corner(kiosk: Kiosk) -> None:
    QTest.mousePress(kiosk.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, CORNER)


def release_corner(kiosk: Kiosk) -> None:
    QTest.mouseRelease(kiosk.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, CORNER)


def enter(kiosk: Kiosk, qtbot: QtBot) -> None:
    kiosk.stage.setup.knock()
    for digit in CODE:
        kiosk.stage.setup.typeDigit(digit)
    kiosk.stage.setup.enter()
    qtbot.waitUntil(lambda: not kiosk.stage.setup.printer.searching)


def type_keys(kiosk: Kiosk, text: str) -> None:
    """As a keyboard does."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, character)
            QCoreApplication.sendEvent(kiosk.window, key)


def test_who_holds_the_corner_and_knows_the_code_sets_the_printer_up(
    open_kiosk: OpenKiosk, options: Options[KioskSettings], qtbot: QtBot
):
    kiosk = open_kiosk(options=options)
    kiosk.stage.attached[:] = [USB]
    finger = QTest.touchEvent(kiosk.window, QTest.createTouchDevice())
    finger.press(0, CORNER, kiosk.window).commit()
    qtbot.waitUntil(lambda: kiosk.stage.screen == "setup")
    finger.release(0, CORNER, kiosk.window).commit()
    for digit in CODE:
        kiosk.tap(f"digit-{digit}")
    kiosk.tap("setup-enter")
    qtbot.waitUntil(lambda: not kiosk.stage.setup.printer.searching)
    kiosk.tap(f"printer-{USB.url}")
    kiosk.tap("paper-58mm")
    kiosk.tap("print-test")
    assert kiosk.shows("test-busy")
    kiosk.stage.press.finish(NotPrinted("unreachable", cause="no_permission"))
    kiosk.settle()
    assert "tidak boleh dibuka" in str(visible_item(kiosk.window, "setup-note").property("title"))
    kiosk.tap("setup-save")
    assert visible_item(kiosk.window, "setup-note").property("title") == "Tersimpan."
    assert options.file is not None
    kept = options.file.read_text("utf-8")
    assert kept == f'# at the entrance\nsetup_code = "{CODE}"\nprinter = "{USB.url}"\npaper = "58mm"\n'
    kiosk.tap("setup-back")
    assert kiosk.shows("tenant-dukcapil")


def test_a_touch_that_ends_before_its_time_is_not_heard_and_shows_nothing(
    open_kiosk: OpenKiosk, options: Options[KioskSettings]
):
    kiosk = open_kiosk(options=options, setup_pace=1_000)
    press_corner(kiosk)
    kiosk.settle()
    assert not kiosk.shows("setup-ring")
    release_corner(kiosk)
    assert kiosk.stage.screen == "start"


def test_while_the_corner_is_held_a_ring_grows(
    open_kiosk: OpenKiosk, options: Options[KioskSettings], qtbot: QtBot
):
    kiosk = open_kiosk(options=options)
    # A visitor on the way keeps the set-up shut, however long it is held.
    kiosk.stage.put_aside(KTP)
    press_corner(kiosk)
    qtbot.waitUntil(lambda: kiosk.shows("setup-ring"))
    release_corner(kiosk)
    assert not kiosk.shows("setup-ring")
    assert kiosk.stage.screen == "start"


def test_a_keyboard_opens_it_by_a_chord_and_types_the_code_past_the_wedge(
    open_kiosk: OpenKiosk, options: Options[KioskSettings], qtbot: QtBot
):
    kiosk = open_kiosk(options=options)
    wedge = Wedge()
    kiosk.window.installEventFilter(wedge)
    kiosk.window.requestActivate()
    chord = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(kiosk.window, Qt.Key.Key_S, chord)
    assert kiosk.stage.setup.scene == "code"
    kiosk.settle()
    type_keys(kiosk, f"{CODE}9")
    QTest.keyClick(kiosk.window, Qt.Key.Key_Backspace)
    QTest.keyClick(kiosk.window, Qt.Key.Key_Return)
    assert kiosk.stage.setup.scene == "devices"
    qtbot.waitUntil(lambda: not kiosk.stage.setup.printer.searching)
    kiosk.tap("type-address")
    kiosk.settle()
    for _ in "tcp://":
        QTest.keyClick(kiosk.window, Qt.Key.Key_Backspace)
    type_keys(kiosk, "cups://kiosk")
    QTest.keyClick(kiosk.window, Qt.Key.Key_Return)
    kiosk.settle()
    assert kiosk.shows("printer-cups://kiosk")


def test_an_address_is_typed_on_the_screen_and_a_wrong_one_gets_a_word(
    open_kiosk: OpenKiosk, options: Options[KioskSettings], qtbot: QtBot
):
    kiosk = open_kiosk("lying", "en", options=options)
    enter(kiosk, qtbot)
    kiosk.tap("type-address")
    kiosk.tap("key-usb://")
    kiosk.tap("use-address")
    assert "usb://04b8:0202" in kiosk.text("address-note")
    kiosk.stage.setup.address.type("04b8:020")
    for key in ("2", "capitals", "Q", "erase"):
        kiosk.tap(f"key-{key}")
    kiosk.tap("use-address")
    assert kiosk.shows("printer-usb://04b8:0202")


def test_a_test_slip_comes_out_of_the_printer_that_was_chosen(
    open_kiosk: OpenKiosk, options: Options[KioskSettings], qtbot: QtBot
):
    class LivePress(HeldPress):
        """Prints after all."""

        def submit(self, job: str, receipt: Receipt) -> None:
            Press.submit(self, job, receipt)

        def replace(self, printer: Printer | None) -> None:
            Press.replace(self, printer)

    paper = VirtualPrinter(PROFILES["80mm"])
    press = LivePress()
    with serve_tcp(paper) as line:
        kiosk = open_kiosk(options=options, press=press)
        kiosk.stage.attached[:] = [Found(source="network", name="XP-80C", url=line.url)]
        enter(kiosk, qtbot)
        kiosk.tap(f"printer-{line.url}")
        kiosk.tap("print-test")
        qtbot.waitUntil(lambda: not kiosk.stage.setup.printer.testing, timeout=PRINT_MS_MAX)
        kiosk.settle()
        assert visible_item(kiosk.window, "setup-note").property("title") == "Struk uji sudah keluar."
        (slip,) = paper.slips
        assert line.url.encode() in slip
        press.close()


@pytest.mark.parametrize(
    ("size", "language"),
    [
        ("800x600", "id"),
        *(
            pytest.param(size, language, marks=pytest.mark.slow)
            for size in ("1080x1920", "1280x800", "800x600")
            for language in ("id", "en")
            if (size, language) != ("800x600", "id")
        ),
    ],
)
def test_every_page_of_it_fits_and_every_target_is_large(
    open_kiosk: OpenKiosk, tmp_path: Path, qtbot: QtBot, size: str, language: Language
):
    file = tmp_path / "a-folder-with-a-long-name" / "kiosk.toml"
    file.parent.mkdir()
    kiosk = open_kiosk(size, language, options=options_at(file, printer="tcp://192.168.100.250:9100"))
    setup, press = kiosk.stage.setup, kiosk.stage.press
    setup.knock()
    fits(kiosk, "code")
    for _ in range(TRIES_COUNT_MAX):
        for digit in "1111":
            setup.typeDigit(digit)
        setup.enter()
        fits(kiosk, "wrong or locked")
    setup.leave()
    kiosk.stage.pass_time(1_000)
    enter(kiosk, qtbot)
    fits(kiosk, "nothing found")
    kiosk.stage.attached[:] = [USB, LINE, QUEUE]
    setup.printer.search()
    fits(kiosk, "looking")
    qtbot.waitUntil(lambda: not setup.printer.searching)
    for found in (LINE, QUEUE, USB):
        setup.printer.choose(found.url)
        fits(kiosk, found.name)
    setup.printer.choose("tcp://192.168.100.250:9100")
    press.status.emit(Away("silent"))
    fits(kiosk, "the one in use does not answer")
    setup.printer.choose(USB.url)
    setup.printer.printTest()
    fits(kiosk, "test slip")
    press.finish(NotPrinted("silent"))
    fits(kiosk, "trouble")
    setup.printer.save()
    fits(kiosk, "saved")
    setup.openAddress()
    setup.address.type("0" * 60)
    setup.address.use()
    fits(kiosk, "address")
    setup.back()
    for tab in ("scanner", "server"):
        setup.openTab(tab)
        setup.learn_scan("https://antrean.malangkota.go.id/t/" + "x" * 40)
        fits(kiosk, tab)


@pytest.mark.parametrize("size", ["800x600", pytest.param("1080x1920", marks=pytest.mark.slow)])
def test_without_a_code_the_page_says_how_one_is_set(open_kiosk: OpenKiosk, tmp_path: Path, size: str):
    file = tmp_path / "kiosk.toml"
    kiosk = open_kiosk(size, options=options_at(file, code=""))
    kiosk.stage.setup.knock()
    fits(kiosk, "no code")
    assert kiosk.text("no-code-file") == str(file)
    assert kiosk.text("no-code-line") == 'setup_code = "…"'
    with pytest.raises(NotThere):
        tappable_middle(kiosk.window, "digit-1")
    kiosk.tap("setup-back")
    assert kiosk.stage.screen == "start"


def fits(kiosk: Kiosk, what: str) -> None:
    kiosk.settle()
    assert misfits(kiosk.window) == [], what
    assert small_targets(kiosk.window) == [], what
