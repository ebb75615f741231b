"""The set-up: gate, choice, trial, keeping; server, clock and printer do as the test says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from client.app import Options
from client.link import LinkState
from hardware.attached import Found
from hardware.printer import Away, NotPrinted, Outcome, Printed, Unknown
from kiosk.screen import COUNTDOWN_S, Screen
from kiosk.setup.lock import LOCKED_S, TRIES_COUNT_MAX
from kiosk.setup.model import IDLE_S
from kiosk.slip_printer import KioskSettings
from tests.kiosk.stage import KTP, Stage, bring_to

CODE = "2580"
XP = Found(source="network", name="XP-80C", url="tcp://192.168.1.50")
LINE = Found(
    source="serial", name="USB-Serial", url="serial:///dev/ttyUSB0", code="unreachable", cause="no_permission"
)
KEPT = f'# at the entrance\nsetup_code = "{CODE}"\nprinter = "cups://lobby"  # old\n'
MakeStage = Callable[..., Stage]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kiosk.toml"
    path.write_text(KEPT, "utf-8")
    return path


@pytest.fixture
def make_stage(qapp: QGuiApplication, file: Path) -> Iterator[MakeStage]:
    stages: list[Stage] = []

    def make(**over: object) -> Stage:
        options = Options[KioskSettings].read("kiosk", KioskSettings, file=file, **over)
        stages.append(Stage(options=options))
        stages[-1].languages.set_language("en")
        return stages[-1]

    yield make
    for stage in stages:
        stage.close()


@pytest.fixture
def stage(make_stage: MakeStage) -> Stage:
    return make_stage()


def type_code(stage: Stage, code: str) -> None:
    for digit in code:
        stage.setup.typeDigit(digit)
    stage.setup.enter()


def enter(stage: Stage, qtbot: QtBot, *attached: Found) -> None:
    """Gesture, code, and the first look for printers."""
    stage.attached[:] = attached
    stage.setup.knock()
    type_code(stage, CODE)
    assert stage.setup.scene == "devices"
    qtbot.waitUntil(lambda: not stage.setup.printer.searching)


def keys(stage: Stage) -> list[str]:
    return [row.key for row in stage.setup.printer._list]


def test_the_gesture_asks_for_the_code_and_the_code_opens(stage: Stage):
    stage.setup.knock()
    assert (stage.setup.scene, stage.screen) == ("code", "setup")
    type_code(stage, CODE)
    assert stage.setup.scene == "devices"


@pytest.mark.parametrize(
    "screen", [screen for screen in Screen if screen not in (Screen.START, Screen.SETUP)]
)
def test_a_visitor_on_the_way_is_never_interrupted(stage: Stage, screen: Screen):
    bring_to(stage, screen)
    stage.setup.knock()
    assert (stage.setup.scene, stage.screen) == ("closed", screen.value)


def test_errands_put_aside_are_a_visitor_on_the_way(stage: Stage):
    stage.put_aside(KTP)
    stage.setup.knock()
    assert stage.setup.scene == "closed"


def test_while_it_is_open_no_number_can_be_taken(stage: Stage):
    stage.setup.knock()
    stage.walk_to()
    stage.model.take()
    stage.model.openCheckIn()
    stage.flow.scanned("12345678")
    stage.answer()
    assert stage.screen == "setup"
    assert stage.link.sent == []


def test_a_wrong_code_is_said_with_the_tries_that_are_left(stage: Stage):
    stage.setup.knock()
    type_code(stage, "1111")
    assert stage.setup.wrongText == "That code is wrong. 4 more tries."
    stage.setup.typeDigit("2")
    assert stage.setup.wrongText == ""


def test_five_wrong_codes_lock_it_for_five_minutes_also_for_who_comes_back(stage: Stage):
    stage.setup.knock()
    for _ in range(TRIES_COUNT_MAX):
        type_code(stage, "1111")
    stage.setup.leave()
    stage.languages.set_language("en")
    stage.setup.knock()
    assert stage.setup.lockedText == "5 wrong codes. The set-up is locked for 5:00 more minutes."
    type_code(stage, CODE)
    assert stage.setup.scene == "code"
    stage.pass_time(IDLE_S + 1)
    stage.pass_time(LOCKED_S)
    stage.setup.knock()
    type_code(stage, CODE)
    assert stage.setup.scene == "devices"


def test_without_a_code_it_tells_in_both_languages_how_one_is_set_and_offers_nothing_else(
    make_stage: MakeStage, file: Path
):
    stage = make_stage(setup_code="")
    stage.setup.knock()
    assert stage.setup.scene == "no_code"
    type_code(stage, "")
    stage.setup.openTab("server")
    stage.setup.openAddress()
    assert stage.setup.scene == "no_code"
    told = stage.setup.noCode
    assert told["file"] == str(file)
    assert told["line"] == 'setup_code = "…"'
    assert "4 sampai 8 angka" in told["id"]
    assert "4 to 8 digits" in told["en"]


def test_untouched_it_counts_and_goes_back_to_the_visitors(stage: Stage):
    stage.setup.knock()
    stage.pass_time(IDLE_S - COUNTDOWN_S - 1)
    assert stage.setup.secondsLeft == 0
    stage.pass_time(2)
    assert stage.setup.secondsLeft == int(COUNTDOWN_S) - 1
    stage.setup.touched()
    stage.pass_time(IDLE_S - 1)
    assert stage.setup.scene == "code"
    stage.pass_time(1)
    assert (stage.setup.scene, stage.screen) == ("closed", "start")


def test_the_visitor_after_it_finds_the_kiosks_own_language(stage: Stage):
    stage.languages.set_language("id")
    stage.setup.knock()
    stage.model.setLanguage("en")
    stage.setup.leave()
    assert stage.model.language == "id"


def test_a_printer_found_is_chosen_tried_and_kept(stage: Stage, qtbot: QtBot, file: Path):
    enter(stage, qtbot, XP)
    printer = stage.setup.printer
    assert keys(stage) == ["cups://lobby", XP.url, ""]
    assert not printer.canSave
    printer.choose(XP.url)
    printer.printTest()
    assert printer.testing
    assert stage.press.printers == [XP.url]
    stage.press.finish(Printed(first_byte_at=1.0))
    assert printer.note["title"] == "The test slip is out."
    printer.save()
    assert file.read_text("utf-8") == KEPT.replace("cups://lobby", XP.url)
    assert printer.note["tone"] == "success"
    stage.setup.leave()
    assert stage.press.printers == [XP.url], "it goes on being used, without a restart"


def test_a_printer_that_was_only_tried_is_given_up_with_the_page(stage: Stage, qtbot: QtBot, file: Path):
    enter(stage, qtbot, XP)
    stage.setup.printer.choose(XP.url)
    stage.setup.printer.printTest()
    stage.pass_time(IDLE_S)
    assert stage.press.printers == [XP.url, "cups://lobby"]
    assert file.read_text("utf-8") == KEPT


def test_saving_applies_at_once_and_writes_only_what_changed(stage: Stage, qtbot: QtBot, file: Path):
    enter(stage, qtbot)
    stage.setup.printer.setPaper("58mm")
    stage.setup.printer.save()
    assert stage.press.printers == ["cups://lobby"]
    assert file.read_text("utf-8") == KEPT + 'paper = "58mm"\n'


def test_no_printer_is_a_choice_too(stage: Stage, qtbot: QtBot, file: Path):
    enter(stage, qtbot)
    stage.setup.printer.choose("")
    assert not stage.setup.printer.canTest
    stage.setup.printer.save()
    assert stage.press.printers == [""]
    assert file.read_text("utf-8") == KEPT.replace("cups://lobby", "")


def test_a_file_that_cannot_be_written_is_said_in_words_and_nothing_changes(
    stage: Stage, qtbot: QtBot, file: Path
):
    enter(stage, qtbot, XP)
    file.unlink()
    file.mkdir()
    stage.setup.printer.choose(XP.url)
    stage.setup.printer.save()
    note = stage.setup.printer.note
    assert note["tone"] == "danger"
    assert note["title"] == f"Not saved: {file}"
    assert note["text"] == "The system says: Is a directory."
    assert stage.press.printers == []
    assert stage.setup.printer.canSave


def test_a_settings_file_that_is_not_there_yet_is_made_where_it_is_looked_for(
    make_stage: MakeStage, qtbot: QtBot, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr("client.settings.platformdirs.user_config_path", lambda _: tmp_path / "config")
    options = Options[KioskSettings].read("kiosk", KioskSettings, setup_code=CODE)
    stage = Stage(options=options)
    enter(stage, qtbot, XP)
    stage.setup.printer.choose(XP.url)
    stage.setup.printer.save()
    stage.close()
    kept = Options[KioskSettings].read("kiosk", KioskSettings)
    assert (kept.settings.printer, kept.file) == (XP.url, tmp_path / "config" / "kiosk.toml")


def test_a_printer_of_the_command_line_is_said_to_win_at_the_next_start(make_stage: MakeStage, qtbot: QtBot):
    stage = make_stage(printer="tcp://10.0.0.9")
    enter(stage, qtbot)
    assert "command line" in stage.setup.printer.givenNote
    assert keys(stage)[0] == "tcp://10.0.0.9"


def test_from_a_file_alone_nothing_is_said_of_the_command_line(stage: Stage, qtbot: QtBot):
    enter(stage, qtbot)
    assert stage.setup.printer.givenNote == ""


def test_a_bare_serial_port_is_listed_and_is_no_printer_found(stage: Stage, qtbot: QtBot):
    enter(stage, qtbot, Found(source="serial", name="/dev/ttyS0", url="serial:///dev/ttyS0"))
    assert "serial:///dev/ttyS0" in keys(stage)
    assert stage.setup.printer.nothingFound
    stage.attached.append(XP)
    stage.setup.printer.search()
    assert not stage.setup.printer.nothingFound, "while it looks nobody knows"
    qtbot.waitUntil(lambda: not stage.setup.printer.searching)
    assert not stage.setup.printer.nothingFound


def test_a_device_that_the_kiosk_itself_keeps_busy_is_not_called_busy(stage: Stage, qtbot: QtBot):
    busy = Found(source="serial", name="USB-Serial", url=LINE.url, code="unreachable", cause="busy")
    enter(stage, qtbot, busy)
    assert [row.chip for row in stage.setup.printer._list][1] == "Used elsewhere"
    stage.setup.printer.choose(busy.url)
    stage.setup.printer.printTest()
    stage.press.finish(Printed(first_byte_at=1.0))
    stage.setup.printer.setPaper("58mm")
    assert [row.chip for row in stage.setup.printer._list][1] == ""
    assert stage.setup.printer.note == {}


def test_what_keeps_an_attached_printer_from_being_used_is_said_before_it_is_tried(
    stage: Stage, qtbot: QtBot
):
    enter(stage, qtbot, LINE)
    stage.setup.printer.choose(LINE.url)
    note = stage.setup.printer.note
    assert note["title"] == "This user may not open the port /dev/ttyUSB0."
    assert "dialout" in note["text"]


@pytest.mark.parametrize(
    ("outcome", "tone", "says"),
    [
        (Printed(first_byte_at=1.0, paper="near_end"), "warning", "The test slip is out."),
        (Unknown("no_answer"), "info", "The test slip was sent."),
        (NotPrinted("closed"), "danger", "Nothing was printed. Please try again."),
        (NotPrinted("unreachable", cause="no_permission"), "danger", "does not let this user"),
        (NotPrinted("paper_out"), "danger", "paper"),
        (Unknown("disconnected", cause="gone"), "danger", "lobby"),
    ],
)
def test_what_became_of_the_test_slip_is_said_in_words(
    stage: Stage, qtbot: QtBot, outcome: Outcome, tone: str, says: str
):
    enter(stage, qtbot)
    stage.setup.printer.printTest()
    stage.press.finish(outcome)
    note = stage.setup.printer.note
    assert note["tone"] == tone
    assert says in note["title"]
    assert not stage.setup.printer.testing
    assert stage.confirmed == [], "a test slip is nobody's ticket"


def test_the_words_follow_the_language(stage: Stage, qtbot: QtBot):
    enter(stage, qtbot)
    stage.setup.printer.printTest()
    stage.press.finish(Unknown("no_answer"))
    stage.languages.set_language("id")
    assert stage.setup.printer.note["title"] == "Struk uji sudah dikirim."


def test_the_printer_in_use_says_how_it_is(stage: Stage, qtbot: QtBot):
    enter(stage, qtbot)
    stage.press.status.emit(Away("unreachable"))
    first, *_ = stage.setup.printer._list
    assert first.chip == "In use · Not connected"


def test_a_serial_printer_has_a_speed_to_choose(stage: Stage, qtbot: QtBot, file: Path):
    enter(stage, qtbot, LINE)
    printer = stage.setup.printer
    assert printer.bauds == []
    printer.choose(LINE.url)
    printer.setBaud(19200)
    assert printer.baud == "19200"
    assert keys(stage) == ["cups://lobby", "serial:///dev/ttyUSB0?baud=19200", ""], (
        "the same one, not a second"
    )
    printer.save()
    assert 'printer = "serial:///dev/ttyUSB0?baud=19200"' in file.read_text("utf-8")


def test_an_address_that_cannot_be_used_gets_a_word_and_is_not_chosen(stage: Stage, qtbot: QtBot):
    enter(stage, qtbot)
    stage.setup.openAddress()
    printer = stage.setup.printer
    stage.setup.address.start("tcp://")
    stage.setup.address.type("10.0.0.9:0")
    stage.setup.address.use()
    assert stage.setup.scene == "address"
    assert "1 to 65535" in stage.setup.address.note
    stage.setup.address.erase()
    assert stage.setup.address.note == ""
    stage.setup.address.type("9100")
    stage.setup.address.use()
    assert stage.setup.scene == "devices"
    assert keys(stage)[1] == "tcp://10.0.0.9:9100"
    assert printer.canSave


def test_a_look_that_fails_ends_and_finds_nothing(
    stage: Stage, qtbot: QtBot, expect_log: Callable[[str], None]
):
    def look() -> object:
        raise RuntimeError("no bus at all")

    stage.setup.printer._search._look = look
    expect_log("could not be listed")
    enter(stage, qtbot)
    assert stage.setup.printer.nothingFound


def test_what_the_scanner_reads_is_shown_while_staff_is_there_and_then_forgotten(stage: Stage, qtbot: QtBot):
    enter(stage, qtbot)
    stage.setup.openTab("scanner")
    stage.setup.learn_scan("https://antrean.test/t/9fK2")
    assert "https://antrean.test/t/9fK2" in [fact["value"] for fact in stage.setup.facts]
    stage.setup.leave()
    stage.setup.learn_scan("a visitor's")
    enter(stage, qtbot)
    stage.setup.openTab("scanner")
    assert [fact["value"] for fact in stage.setup.facts][1:] == ["", ""]


def test_the_server_is_told_of_in_words(stage: Stage, qtbot: QtBot):
    enter(stage, qtbot)
    stage.setup.openTab("server")
    assert stage.setup.facts[0]["value"] == "Connected"
    stage.link.go(LinkState.LOST)
    assert stage.setup.facts[0]["value"] == "Reconnecting…"
