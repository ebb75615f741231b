from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtGui import QGuiApplication

from client.link import LinkState
from client.small_mall import small_catalogue
from hardware.printer import Printed
from hardware.receipt import Line
from kiosk.flow import ISSUE_WAIT_S_MAX
from kiosk.screen import STAY_S, Screen
from protocol.hall import State
from protocol.messages import CheckIn
from tests.kiosk.stage import KTP, MORNING, Stage, bookable
from tests.rules import rules

AT_TEN = MORNING + timedelta(minutes=19)
AT_TWO = AT_TEN + timedelta(hours=4)


@pytest.fixture
def stage(qapp: QGuiApplication) -> Iterator[Stage]:
    stage = Stage(bookable(small_catalogue()))
    yield stage
    stage.close()


def asked(stage: Stage) -> list[CheckIn]:
    return [command for _, command in stage.link.sent if isinstance(command, CheckIn)]


def test_a_code_brings_the_number_of_its_booking(stage: Stage):
    code = stage.book(AT_TEN)
    stage.type_code(code)
    stage.model.checkIn()
    stage.answer()
    assert stage.screen == "printing"
    assert (stage.model.ticket["label"], stage.model.ticket["booked"]) == ("A-001", "Reservasi pukul 10.00")
    assert stage.model.ticket["ahead"] == "", "who is booked stands behind nobody"
    ((_, slip),) = stage.press.slips
    assert "Reservasi pukul 10.00" in [part.text for part in slip.parts if isinstance(part, Line)]
    stage.press.finish(Printed(first_byte_at=100.1))
    stage.answer()
    (visit,) = stage.link.whole.visits.values()
    assert (visit.stops[0].state, visit.stops[0].kind) == (State.WAITING, "booking")


def test_eight_digits_are_a_code_and_nothing_else_is_typed(stage: Stage):
    stage.type_code("1234x 567")
    assert (stage.model.code, stage.model.canCheckIn) == ("1234567", False)
    stage.model.checkIn()
    assert asked(stage) == []
    stage.model.typeDigit("8")
    stage.model.typeDigit("9")
    assert (stage.model.code, stage.model.canCheckIn) == ("12345678", True)
    stage.model.eraseDigit()
    assert (stage.model.code, stage.model.canCheckIn) == ("1234567", False)


@pytest.mark.parametrize("typed", ["", "12", "²", "１", "٣"])
def test_only_one_plain_digit_is_typed_at_a_time(stage: Stage, typed: str):
    stage.model.openCheckIn()
    stage.model.typeDigit(typed)
    assert stage.model.code == ""


def test_a_code_nobody_knows_can_be_corrected(stage: Stage):
    stage.type_code("12345678")
    stage.model.checkIn()
    stage.answer()
    assert stage.screen == "refused"
    assert stage.model.refusedCode
    assert "Tidak ada reservasi dengan kode ini." in stage.model.refusedText
    stage.model.back()
    assert (stage.screen, stage.model.code) == ("check_in", "12345678")


def test_who_is_too_early_hears_from_when_on(stage: Stage):
    stage.type_code(stage.book(AT_TWO))
    stage.model.checkIn()
    stage.answer()
    assert stage.model.refusedText == ("Belum waktunya lapor hadir. Silakan lapor hadir mulai pukul 13.00.")


def test_who_comes_on_another_day_hears_on_which_one(stage: Stage):
    stage.type_code(stage.book(AT_TEN + timedelta(days=2)))
    stage.model.checkIn()
    stage.answer()
    assert stage.model.refusedText == (
        "Reservasi ini untuk hari lain. Silakan lapor hadir Rabu, 7 Januari mulai pukul 09.00."
    )


def test_who_comes_too_late_is_told_that_the_hour_has_gone(stage: Stage):
    code = stage.book(AT_TEN)
    stage.link.pass_time(3600)
    stage.type_code(code)
    stage.model.checkIn()
    stage.answer()
    assert stage.screen == "printing"
    assert stage.model.ticket["booked"] == ""
    assert stage.model.ticket["note"] == "Jam reservasi sudah lewat. Nomor ini untuk antrean biasa."


def test_a_walk_in_is_told_nothing_of_bookings(stage: Stage):
    stage.take()
    assert (stage.model.ticket["booked"], stage.model.ticket["note"]) == ("", "")


def test_the_next_visitor_finds_no_digit_of_the_one_before(stage: Stage):
    stage.type_code("1234")
    stage.pass_time(STAY_S[Screen.CHECK_IN])
    assert stage.screen == "start"
    stage.model.openCheckIn()
    assert stage.model.code == ""
    stage.model.typeDigit("1")
    stage.model.back()
    stage.model.openCheckIn()
    assert stage.model.code == ""


def in_time_for_nothing(stage: Stage, code: str) -> None:
    """The server gets the code, and its answer stays away."""
    stage.link.decide = None
    stage.type_code(code)
    stage.model.checkIn()
    stage.pass_time(ISSUE_WAIT_S_MAX)
    assert stage.screen == "refused"
    stage.link.decide = rules


@pytest.mark.parametrize("page", ["refused", "check_in", "issuing"])
def test_a_number_that_comes_late_is_not_lost_with_its_booking(stage: Stage, page: str):
    in_time_for_nothing(stage, stage.book(AT_TEN))
    if page != "refused":
        stage.model.back()
    if page == "issuing":
        stage.model.checkIn()
    assert stage.screen == page
    stage.link.come_back()
    stage.answer()
    assert (stage.screen, stage.model.ticket["label"]) == ("printing", "A-001")
    assert len(asked(stage)) == 1


@pytest.mark.parametrize("how", ["home", "back"])
def test_a_number_that_comes_when_its_visitor_has_gone_is_not_printed(stage: Stage, how: str):
    in_time_for_nothing(stage, stage.book(AT_TEN))
    stage.model.back()
    getattr(stage.model, how)()
    stage.link.come_back()
    stage.answer()
    assert (stage.screen, stage.press.slips) == ("start", [])


def test_a_corrected_code_is_asked_anew(stage: Stage):
    code = stage.book(AT_TEN)
    in_time_for_nothing(stage, "12345678")
    stage.model.back()
    for _ in code:
        stage.model.eraseDigit()
    for digit in code:
        stage.model.typeDigit(digit)
    stage.model.checkIn()
    stage.answer()
    assert [command.code for command in asked(stage)] == ["12345678", code]
    assert stage.screen == "printing"


def test_nobody_checks_in_without_the_server(stage: Stage):
    stage.type_code("12345678")
    stage.link.go(LinkState.LOST)
    assert not stage.model.canCheckIn
    stage.model.checkIn()
    assert asked(stage) == []


def test_with_errands_on_the_list_there_is_no_way_to_the_code(stage: Stage):
    stage.put_aside(KTP)
    stage.model.openCheckIn()
    assert stage.screen == "start"
