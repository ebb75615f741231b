"""A slip, or the code of a booking, is held before the kiosk's scanner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtGui import QGuiApplication

from client.fake import small_catalogue
from client.link import LinkState
from hardware.printer import Printed
from kiosk.looking import LOOK_WAIT_S_MAX
from kiosk.scan import REPEAT_S
from kiosk.screen import SCANNING, STAY_S, Screen
from protocol.catalogue import CounterId
from protocol.hall import State
from protocol.messages import (
    CallNext,
    CancelVisit,
    CheckIn,
    FinishService,
    MarkNoShow,
    ParkVisit,
    SignOn,
    StartService,
)
from protocol.visit import Visit
from tests.kiosk.stage import KTP, MORNING, Stage, bookable, bring_to

ONE = CounterId(1)
CALL = CallNext(counter=ONE)


def called(stage: Stage, *services: str) -> Visit:
    """A slip of another kiosk whose number is called."""
    visit = stage.slip(*services)
    if not stage.link.whole.desks:
        stage.officer(SignOn(counter=ONE, officer="Sari"))
    stage.officer(CALL)
    return visit


def missed(stage: Stage) -> Visit:
    visit = called(stage)
    stage.officer(MarkNoShow(counter=ONE, visit=visit.id))
    return visit


def headline(stage: Stage) -> str:
    assert stage.screen == "place"
    return str(stage.model.place["headline"])


def text(stage: Stage) -> str:
    return str(stage.model.place["text"])


def state_of(stage: Stage, visit: Visit) -> State:
    return stage.link.whole.visits[visit.id].stops[0].state


# A slip


def test_a_slip_of_another_kiosk_is_told_where_it_stands(stage: Stage):
    for _ in range(4):
        stage.slip()
    stage.scan(stage.slip())
    assert stage.model.place["label"] == "A-005"
    assert headline(stage) == "Anda sudah masuk antrean"
    assert text(stage) == "Sekitar 4 orang di depan Anda."
    assert (stage.model.place["zone"], stage.model.place["counters"]) == ("Lantai 3", "1, 2")
    assert not stage.link.hall.visits, "the kiosk keeps nothing of it"


def test_the_first_in_the_line_is_told_so(stage: Stage):
    stage.scan(stage.slip())
    assert text(stage) == "Sebentar lagi giliran Anda. Silakan tunggu di dekat loket."


def test_a_slip_that_nobody_confirmed_is_good(stage: Stage):
    visit = stage.slip(confirmed=False)
    stage.scan(visit)
    assert headline(stage) == "Anda sudah masuk antrean"
    assert state_of(stage, visit) is State.WAITING


def test_who_was_called_is_sent_to_the_counter(stage: Stage):
    visit = called(stage)
    stage.scan(visit)
    assert headline(stage) == "Silakan ke Loket 1 sekarang"
    assert stage.model.place["counters"] == "1"
    stage.officer(StartService(counter=ONE, visit=visit.id))
    stage.pass_time(REPEAT_S)
    stage.scan(visit)
    assert headline(stage) == "Anda sedang dilayani di Loket 1"
    stage.officer(FinishService(counter=ONE, visit=visit.id))
    stage.pass_time(REPEAT_S)
    stage.scan(visit)
    assert headline(stage) == "Semua sudah selesai"


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("documents", "Setelah lengkap, lapor di Loket 1, 2. Tidak perlu nomor baru."),
        ("visitor", "Bila sudah siap, lapor di Loket 1, 2. Tidak perlu nomor baru."),
    ],
)
def test_who_was_set_aside_is_told_what_is_missing_and_where_to_report(stage: Stage, reason: str, said: str):
    visit = called(stage)
    stage.officer(StartService(counter=ONE, visit=visit.id))
    stage.officer(ParkVisit(counter=ONE, visit=visit.id, reason=reason))
    stage.scan(visit)
    assert text(stage) == said


def test_who_missed_the_call_is_back_behind_the_next_three(stage: Stage):
    visit = missed(stage)
    for _ in range(5):
        stage.link.pass_time(60)
        stage.slip()
    stage.scan(visit)
    assert headline(stage) == "Nomor Anda masuk antrean lagi"
    assert text(stage) == "Tadi Anda belum hadir saat dipanggil. Sekitar 3 orang di depan Anda."
    assert state_of(stage, visit) is State.WAITING
    assert stage.model.report()["seen_did"] == "restored"


def test_who_missed_it_long_ago_is_told_to_take_a_new_number(stage: Stage):
    visit = missed(stage)
    stage.link.pass_time(31 * 60)
    stage.scan(visit)
    assert headline(stage) == "Nomor Anda sudah terlewat"
    assert text(stage) == "Terlewat terlalu lama. Silakan ambil nomor baru atau tanya petugas."
    assert state_of(stage, visit) is State.NO_SHOW


def test_a_cancelled_number_says_so(stage: Stage):
    visit = stage.slip()
    stage.link.ask(CancelVisit(visit=visit.id))
    stage.scan(visit)
    assert headline(stage) == "Nomor ini dibatalkan"


def test_every_errand_is_told_with_its_own_state(stage: Stage):
    visit = stage.slip("dukcapil.ktp-rekam", "pdam.sambungan")
    stage.officer(SignOn(counter=ONE, officer="Sari"))
    stage.officer(CALL)
    stage.scan(visit)
    assert headline(stage) == "Silakan ke Loket 1 sekarang"
    stops = stage.model.place["stops"]
    assert isinstance(stops, list)
    assert [stop["standing"] for stop in stops] == ["Dipanggil ke Loket 1: silakan ke sana", "Menunggu"]


def test_the_page_speaks_the_kiosks_language_of_the_moment(stage: Stage):
    stage.model.setLanguage("en")
    stage.scan(called(stage))
    assert headline(stage) == "Please go to counter 1 now"
    stage.model.setLanguage("id")
    assert headline(stage) == "Silakan ke Loket 1 sekarang"


# What cannot be told


def test_an_unknown_slip_and_a_strange_code_say_what_to_do(stage: Stage):
    stage.scan("http://antrean.test:8080/t/of-another-day")
    assert (stage.screen, stage.flow.looking.unread) == ("unread", "unknown")
    assert stage.model.unread["title"] == "Nomor ini sudah tidak berlaku"
    stage.scan("8992761111")
    assert (stage.screen, stage.flow.looking.unread) == ("unread", "unreadable")
    assert stage.link.looked == ["of-another-day"]


def test_a_strange_code_takes_nothing_from_who_has_put_errands_aside(stage: Stage):
    stage.put_aside(KTP)
    before = stage.screen
    stage.flow.scanned("8992761111")
    assert (stage.screen, stage.model.errandCount) == (before, 1)


def test_without_a_server_the_visitor_is_told_to_try_again(stage: Stage):
    visit = stage.slip()
    stage.link.go(LinkState.LOST)
    stage.scan(visit)
    assert (stage.screen, stage.flow.looking.unread) == ("unread", "no_answer")
    stage.link.come_back()
    stage.pass_time(REPEAT_S)
    stage.scan(visit)
    assert stage.screen == "place"


def test_an_answer_that_does_not_come_is_not_waited_for_and_shown_when_it_does(stage: Stage):
    visit = stage.slip()
    stage.flow.scanned(f"http://antrean.test/t/{visit.token}")
    stage.pass_time(LOOK_WAIT_S_MAX)
    assert (stage.screen, stage.flow.looking.unread) == ("unread", "no_answer")
    stage.answer()
    assert stage.screen == "place"


def test_an_answer_for_who_has_gone_is_not_shown_to_the_next(stage: Stage):
    visit = stage.slip()
    stage.flow.scanned(f"http://antrean.test/t/{visit.token}")
    stage.pass_time(LOOK_WAIT_S_MAX)
    stage.model.home()
    stage.answer()
    assert stage.screen == "start"


# Where it works


@pytest.mark.parametrize("screen", sorted(SCANNING, key=lambda screen: screen.value))
def test_a_slip_can_be_scanned_on_every_page_where_nothing_is_asked(stage: Stage, screen: Screen):
    bring_to(stage, screen)
    visit = stage.slip()
    stage.scan(visit)
    assert (stage.screen, stage.model.place["label"]) == ("place", visit.label)
    stage.model.home()
    assert stage.screen == "start"
    assert stage.model.place["label"] == ""


@pytest.mark.parametrize("screen", sorted(set(Screen) - SCANNING, key=lambda screen: screen.value))
def test_while_a_number_is_given_or_asked_about_a_scan_changes_nothing(stage: Stage, screen: Screen):
    visit = stage.slip()
    bring_to(stage, screen)
    looked = list(stage.link.looked)
    stage.flow.scanned(f"http://antrean.test/t/{visit.token}")
    stage.flow.scanned("12345678")
    assert stage.screen == screen.value
    assert stage.link.looked == looked


def test_the_answer_that_finds_a_number_being_given_is_not_shown(stage: Stage):
    visit = stage.slip()
    stage.walk_to()
    stage.flow.scanned(f"http://antrean.test/t/{visit.token}")
    stage.model.take()
    stage.answer()
    assert stage.screen == "printing"
    stage.press.finish(Printed(first_byte_at=100.0))
    assert stage.screen == "done"


def test_the_page_goes_by_itself_and_leaves_nothing_behind(stage: Stage):
    stage.scan(stage.slip())
    stage.pass_time(STAY_S[Screen.PLACE])
    assert (stage.screen, stage.model.report()["seen"]) == ("start", None)


def test_a_code_that_is_held_there_is_read_once(stage: Stage):
    visit = stage.slip()
    for _ in range(5):
        stage.scan(visit)
        stage.pass_time(REPEAT_S / 2)
    assert len(stage.link.looked) == 1
    stage.pass_time(REPEAT_S)
    stage.scan(visit)
    assert len(stage.link.looked) == 2


def test_a_code_that_was_left_alone_and_still_lies_there_is_not_looked_up_afterwards(stage: Stage):
    visit = stage.slip()
    stage.take()
    stage.scan(visit)
    stage.press.finish(Printed(first_byte_at=100.0))
    stage.pass_time(REPEAT_S / 2)
    stage.scan(visit)
    assert (stage.screen, stage.link.looked) == ("done", [])


# A booking


@pytest.fixture
def booked(qapp: QGuiApplication) -> Iterator[Stage]:
    stage = Stage(bookable(small_catalogue()))
    yield stage
    stage.close()


@pytest.mark.parametrize("screen", [Screen.START, Screen.CHECK_IN, Screen.PLACE, Screen.UNREAD])
def test_a_bookings_code_is_checked_in_at_once(booked: Stage, screen: Screen):
    code = booked.book(MORNING + timedelta(minutes=19))
    bring_to(booked, screen)
    booked.scan(code)
    assert booked.screen == "printing"
    assert booked.model.ticket["label"] == max(booked.link.whole.visits.values(), key=lambda v: v.id).label
    booked.press.finish(Printed(first_byte_at=100.0))
    booked.pass_time(2 * REPEAT_S)
    booked.scan(code)
    assert booked.screen == "done", "the number that it brought is in sight"


def test_a_code_that_is_no_booking_is_refused_as_if_it_was_typed(booked: Stage):
    booked.scan("87654321")
    assert (booked.screen, booked.model.refusedCode) == ("refused", True)
    booked.model.back()
    assert (booked.screen, booked.model.code) == ("check_in", "87654321")
    assert [type(command) for _, command in booked.link.sent] == [CheckIn]


def test_without_a_server_a_scanned_code_stands_there_as_typed(booked: Stage):
    booked.link.go(LinkState.LOST)
    booked.scan("87654321")
    assert (booked.screen, booked.model.code, booked.model.canCheckIn) == ("check_in", "87654321", False)


# Whether there is a scanner


def test_the_start_page_speaks_of_a_scanner_only_where_there_is_one(stage: Stage):
    assert not stage.model.canScan
    stage.flow.learn_scanner("unreachable")
    assert (stage.model.canScan, stage.link.reported.scanner) == (False, "unreachable")
    stage.flow.learn_scanner("ok")
    assert (stage.model.canScan, stage.link.reported.scanner) == (True, "ok")


def test_a_scanner_that_types_is_known_by_its_first_scan(stage: Stage):
    stage.scan("8992761111")
    stage.model.home()
    assert stage.model.canScan
