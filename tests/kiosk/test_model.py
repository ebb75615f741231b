from __future__ import annotations

from typing import get_args

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from client.link import LinkState
from hardware.printer import Away, NotPrinted, Printed, Unknown
from hardware.receipt import Code
from hardware.status import PrinterStatus
from kiosk.flow import ISSUE_WAIT_S_MAX
from kiosk.screen import COUNTDOWN_S, STAY_S, Screen
from protocol.catalogue import ServiceId
from protocol.hall import CATALOGUE_NONE, empty
from protocol.messages import Reason, Role
from tests.kiosk.stage import KTP, Stage


def titles(rows) -> list[str]:
    role = next(role for role, name in rows.roleNames().items() if name == b"title")
    return [rows.data(rows.index(row), role) for row in range(rows.rowCount())]


def test_everything_changes_its_language_at_once(stage: Stage):
    stage.walk_to()
    assert (stage.model.mall, stage.model.clock, stage.model.service["title"]) == (
        "MPP Kota Malang",
        "09.41",
        "Perekaman KTP-el",
    )
    stage.model.setLanguage("en")
    assert (stage.model.mall, stage.model.clock, stage.model.service["title"]) == (
        "Malang Public Service Mall",
        "09:41",
        "Identity card enrolment",
    )
    assert titles(stage.model.services) == ["Identity card enrolment", "Family card"]


def test_the_seconds_are_counted_only_at_the_end_of_a_stay(stage: Stage):
    stage.walk_to()
    stage.pass_time(STAY_S[Screen.SERVICE] - COUNTDOWN_S - 0.1)
    assert stage.model.secondsLeft == 0
    stage.pass_time(0.1)
    assert stage.model.secondsLeft == COUNTDOWN_S
    stage.pass_time(COUNTDOWN_S - 0.2)
    assert stage.model.secondsLeft == 1
    stage.model.touched()
    assert stage.model.secondsLeft == 0


def test_the_start_counts_nothing(stage: Stage):
    stage.model.setLanguage("en")
    stage.pass_time(STAY_S[Screen.START] - 1)
    assert stage.model.secondsLeft == 0


def test_an_empty_catalogue_says_so_and_what_staff_can_do(stage: Stage):
    stage.link.whole = empty(CATALOGUE_NONE)
    stage.link.come_back()
    assert stage.model.obstacle["title"] == "Belum ada layanan"
    assert stage.model.obstacle["detail"] != ""
    assert stage.model.banner == ""


def test_before_the_server_is_found_the_kiosk_says_that_it_looks(stage: Stage):
    stage.link.whole = empty(CATALOGUE_NONE)
    stage.link.come_back()
    stage.link.go(LinkState.SEARCHING, "no server was found yet")
    assert stage.model.obstacle["icon"] == "wifi-off"
    assert stage.model.obstacle["detail"] == "no server was found yet"


@pytest.mark.parametrize("state", [LinkState.UPDATE_NEEDED, LinkState.REJECTED])
def test_a_kiosk_that_may_not_join_says_so_on_the_whole_page(stage: Stage, state: LinkState):
    stage.link.go(state, "at 192.0.2.7:8642")
    assert stage.model.obstacle["title"] != ""
    assert stage.model.obstacle["text"] == "Harap beri tahu petugas."
    advice, problem = stage.model.obstacle["detail"].split("\n")
    assert advice != ""
    assert problem == "at 192.0.2.7:8642"
    stage.link.come_back()
    assert stage.model.obstacle == {}


def test_two_programs_with_one_token_are_told_apart_from_a_token_nobody_knows(stage: Stage):
    stage.link.go(LinkState.REJECTED, what="token_unknown")
    unknown = stage.model.obstacle
    stage.link.come_back()
    stage.link.go(LinkState.REJECTED, what="replaced")
    assert stage.model.obstacle["title"] != unknown["title"]
    assert stage.model.obstacle["detail"] != unknown["detail"]


def test_nothing_hides_a_number_that_is_on_the_screen(stage: Stage):
    stage.take()
    stage.press.finish(NotPrinted("paper_out"))
    stage.link.go(LinkState.UPDATE_NEEDED)
    assert stage.model.obstacle == {}
    assert stage.model.banner != ""
    stage.model.noted()
    stage.model.home()
    assert stage.model.obstacle != {}


def test_a_lost_connection_is_told_over_the_last_state(stage: Stage):
    stage.link.go(LinkState.LOST)
    assert stage.model.banner != ""
    assert stage.model.obstacle == {}
    stage.link.come_back()
    assert stage.model.banner == ""


def test_waiting_counts_reach_the_tiles_as_they_change(stage: Stage):
    stage.link.wait_values({ServiceId(KTP): 12}, (ServiceId(KTP),))
    role = next(role for role, name in stage.model.tenants.roleNames().items() if name == b"waiting")
    assert stage.model.tenants.data(stage.model.tenants.index(0), role) == "Sekitar 12 menunggu"
    assert stage.model.tenants.data(stage.model.tenants.index(9), Qt.ItemDataRole.UserRole) is None


@pytest.mark.parametrize("code", ["paper_out", "cover_open", "cutter_error", "unreachable", "silent"])
def test_a_printer_in_trouble_is_told_at_once_and_to_the_next_visitor(stage: Stage, code: str):
    stage.take()
    stage.press.finish(NotPrinted(code))
    assert stage.model.broken
    assert stage.model.troubleText != ""
    stage.model.noted()
    stage.model.home()
    assert stage.model.printerNote.startswith(stage_text(stage, code))
    stage.take()
    stage.press.finish(Printed(first_byte_at=101.0))
    stage.model.home()
    assert stage.model.printerNote == ""


def stage_text(stage: Stage, code: str) -> str:
    return {
        "paper_out": "Kertas printer habis.",
        "cover_open": "Penutup printer terbuka.",
        "cutter_error": "Pisau printer macet.",
        "unreachable": "Printer tidak terhubung.",
        "silent": "Printer tidak merespons.",
    }[code]


def test_a_printer_that_is_not_there_is_told_before_anyone_takes_a_number(stage: Stage):
    stage.press.status.emit(Away("unreachable", reason="192.0.2.10:9100: no route"))
    assert stage.model.printerNote == "Printer tidak terhubung. Nomor tampil di layar."
    stage.press.status.emit(PrinterStatus(paper="ok", online=True))
    assert stage.model.printerNote == ""


def test_a_printer_that_can_never_answer_is_no_trouble(stage: Stage):
    stage.press.status.emit(None)
    assert stage.model.printerNote == ""


@pytest.mark.parametrize("role", [role for role in get_args(Role) if role != "kiosk"])
def test_a_token_of_another_kind_of_device_opens_no_kiosk(stage: Stage, role: Role):
    greet(stage, role=role)
    assert stage.model.obstacle["title"] == "Perangkat ini bukan kiosk"
    assert role in stage.model.obstacle["detail"]


def test_before_the_server_is_known_there_is_no_time_to_show(stage: Stage):
    assert (stage.model.clock, stage.model.date) == ("09.41", "Sen, 5 Jan")
    stage.link._welcome = None
    assert (stage.model.clock, stage.model.date) == ("", "")


def test_the_clock_changes_with_the_language(stage: Stage, qtbot: QtBot):
    with qtbot.waitSignal(stage.model.ticked, timeout=0):
        stage.model.setLanguage("en")


def test_one_person_before_the_visitor_is_one_person(stage: Stage):
    stage.model.setLanguage("en")
    stage.take()
    stage.press.finish(Printed(first_byte_at=100.1))
    stage.answer()
    stage.model.home()
    stage.model.setLanguage("en")
    stage.take()
    assert stage.model.ticket["ahead"] == "About 1 person"


@pytest.mark.parametrize(
    ("url", "training", "shown"),
    [
        ("http://192.0.2.7:8642", False, True),
        ("https://antrean.example", False, True),
        ("http://127.0.0.1:8642", False, False),
        ("http://localhost:8642", False, False),
        ("", False, False),
        ("http://127.0.0.1:8642", True, True),
    ],
)
def test_a_code_stands_only_where_a_phone_can_follow_it(stage: Stage, url: str, training: bool, shown: bool):
    greet(stage, public_url=url, training=training)
    stage.take()
    ((_, receipt),) = stage.press.slips
    assert any(isinstance(part, Code) for part in receipt.parts) is shown
    assert bool(stage.model.ticket["url"]) is shown


def greet(stage: Stage, **fields: object) -> None:
    """From now on the server says this of itself and of the device."""
    stage.link._greeting = replace(stage.link._greeting, **fields)
    stage.link.come_back()


def test_a_printer_that_cannot_tell_is_no_trouble_for_the_screen_ticket(stage: Stage):
    stage.take()
    stage.press.finish(Unknown("no_answer"))
    stage.model.answerPaper(False)
    assert stage.model.troubleText == ""
    assert not stage.model.broken


def test_a_printer_that_fell_silent_in_the_middle_is_named(stage: Stage):
    stage.take()
    stage.press.finish(Unknown("silent"))
    assert stage.model.troubleText == "Printer tidak merespons."
    stage.model.answerPaper(False)
    assert stage.model.broken


def test_a_kiosk_without_a_printer_is_not_broken(stage: Stage):
    stage.take()
    stage.press.finish(NotPrinted("no_printer"))
    assert not stage.model.broken
    assert stage.model.troubleText != ""


@pytest.mark.parametrize("reason", list(Reason))
def test_every_refusal_has_words(stage: Stage, reason: Reason):
    stage.link.decide = None
    stage.walk_to()
    stage.model.take()
    assert stage.model.refusedText == ""
    stage.link.refuse(1, reason)
    assert stage.model.refusedText != ""


def test_silence_of_the_server_has_words_too(stage: Stage):
    stage.link.decide = None
    stage.walk_to()
    stage.model.take()
    stage.pass_time(ISSUE_WAIT_S_MAX)
    assert stage.model.refusedText == "Belum ada jawaban dari server. Silakan coba lagi."


def test_the_report_says_where_the_kiosk_is(stage: Stage):
    stage.take()
    report = stage.model.report()
    assert (report["screen"], report["label"], report["service"], report["link"]) == (
        "printing",
        "A-001",
        KTP,
        "ready",
    )
