from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from client.link import LinkState
from hardware.printer import NotPrinted, Printed, Unknown
from kiosk.flow import COUNTDOWN_S, ISSUE_WAIT_S_MAX, STAY_S, Screen
from protocol.catalogue import ServiceId
from protocol.hall import CATALOGUE_NONE, empty
from protocol.messages import Reason
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
    stage.link.go(state, "the token is unknown")
    assert stage.model.obstacle["detail"] == "the token is unknown"
    stage.link.come_back()
    assert stage.model.obstacle == {}


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


@pytest.mark.parametrize("code", ["paper_out", "cover_open", "cutter_error", "unreachable"])
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
        "unreachable": "Printer tidak merespons.",
    }[code]


@pytest.mark.parametrize("code", ["no_answer", "silent"])
def test_a_printer_that_cannot_tell_is_no_trouble_for_the_screen_ticket(stage: Stage, code: str):
    stage.take()
    stage.press.finish(Unknown(code))
    stage.model.answerPaper(False)
    assert stage.model.troubleText == ""
    assert not stage.model.broken


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
