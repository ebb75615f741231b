"""A scanner at the desk: with a line of its own, or one that types."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from client.fake import small_catalogue
from client.link import LinkState
from kiosk.reception.model import STRANGE_CHARACTERS_MAX
from kiosk.scan import REPEAT_S
from protocol.catalogue import CounterId
from protocol.hall import State
from protocol.messages import CancelVisit, IssueTicket, MarkNoShow
from protocol.visit import VisitId
from tests.kiosk.reception.stage import KTP, MORNING, OFFICER, Stage, settle
from tests.kiosk.stage import bookable

PAGES = ("issue", "look_up", "bookings", "pick_ups")


@pytest.fixture
def stage(make_stage: Callable[..., Stage]) -> Stage:
    return make_stage(catalogue=bookable(small_catalogue()))


def slip(stage: Stage, visit: VisitId) -> str:
    return f"http://antrean.test:8080/t/{stage.link.hall.visits[visit].token}"


def scan(stage: Stage, text: str) -> None:
    stage.desk.scanned(text)
    settle()


def missed(stage: Stage) -> VisitId:
    visit = stage.ticket()
    stage.sign_on()
    stage.call()
    stage.ask(MarkNoShow(counter=CounterId(1), visit=visit), OFFICER, role="counter")
    return visit


def state_of(stage: Stage, visit: VisitId) -> State:
    return stage.link.whole.visits[visit].stops[0].state


@pytest.mark.parametrize("page", PAGES)
def test_a_slip_opens_its_visit_from_every_page_and_over_every_word(stage: Stage, page: str):
    stage.ticket()
    visit = stage.ticket()
    stage.desk.openPage(page)
    stage.desk.type("half a word")
    scan(stage, slip(stage, visit))
    assert (stage.desk.page, stage.desk.lookUp.visit["label"]) == ("look_up", "A-002")
    assert stage.commands == []
    assert stage.desk.news == ""


@pytest.mark.parametrize("page", PAGES)
def test_the_code_of_a_booking_opens_it_and_checks_nobody_in(stage: Stage, page: str):
    booking = stage.booking(MORNING.replace(hour=4))
    stage.desk.openPage(page)
    scan(stage, f"{booking.code[:4]} {booking.code[4:]}")
    assert (stage.desk.page, stage.report("bookings")["booking"]) == ("bookings", booking.code)
    assert stage.commands == []


def test_a_code_scanned_while_a_booking_is_made_leads_to_the_list(stage: Stage):
    booking = stage.booking(MORNING.replace(hour=4))
    stage.desk.openPage("bookings")
    stage.desk.makeBooking(True)
    scan(stage, booking.code)
    assert (stage.desk.bookings.making, stage.report("bookings")["booking"]) == (False, booking.code)


def test_a_code_that_still_lies_there_takes_nothing_from_the_officer_who_has_gone_on(stage: Stage):
    booking = stage.booking(MORNING.replace(hour=3))
    scan(stage, booking.code)
    stage.enter()
    label = stage.desk.ticket["label"]
    for _ in range(5):
        stage.s += REPEAT_S / 2
        scan(stage, booking.code)
    assert stage.desk.ticket["label"] == label
    stage.s += REPEAT_S
    scan(stage, booking.code)
    assert (stage.desk.page, stage.desk.text) == ("bookings", booking.code)


def test_a_slip_scanned_before_a_question_answers_it_with_no(stage: Stage):
    visits = [stage.ticket() for _ in range(2)]
    scan(stage, slip(stage, visits[0]))
    stage.desk.askCancel()
    assert stage.desk.cancelling == "A-001"
    scan(stage, slip(stage, visits[1]))
    stage.desk.confirm()
    settle()
    assert stage.commands == []
    assert stage.desk.lookUp.visit["label"] == "A-002"


@pytest.mark.parametrize("typed", [False, True])
def test_who_missed_the_call_and_comes_to_the_desk_is_back_in_the_line(stage: Stage, typed: bool):
    visit = missed(stage)
    if typed:
        stage.desk.type(slip(stage, visit))
        stage.enter()
    else:
        scan(stage, slip(stage, visit))
    assert state_of(stage, visit) is State.WAITING
    assert (stage.desk.news, stage.desk.newsTone) == (
        "A-001 missed its call. It is back in the line.",
        "success",
    )
    stops = stage.desk.lookUp.visit["stops"]
    assert [stop["standing"] for stop in stops] == ["Waiting"]


def test_who_missed_it_long_ago_is_told_to_the_officer(stage: Stage):
    visit = missed(stage)
    stage.link.pass_time(31 * 60)
    scan(stage, slip(stage, visit))
    assert state_of(stage, visit) is State.NO_SHOW
    assert stage.desk.news == "A-001 missed its call too long ago. Please give a new number."


def test_a_slip_that_nobody_confirmed_is_confirmed_at_the_desk(stage: Stage):
    issued = stage.ask(IssueTicket(service=KTP))[0].what
    scan(stage, slip(stage, issued.visit))
    assert state_of(stage, issued.visit) is State.WAITING
    assert stage.desk.news == "A-001 was not confirmed yet. It is in the line now."


def test_a_number_that_is_looked_up_by_hand_is_not_shown_by_anybody(stage: Stage):
    visit = missed(stage)
    stage.desk.openPage("look_up")
    stage.desk.type("a1")
    stage.enter()
    assert state_of(stage, visit) is State.NO_SHOW
    assert stage.link.looked == []


def test_an_ended_slip_says_nothing_but_its_state(stage: Stage):
    visit = stage.ticket()
    stage.ask(CancelVisit(visit=visit))
    scan(stage, slip(stage, visit))
    assert (stage.desk.news, state_of(stage, visit)) == ("", State.CANCELLED)


def test_without_a_server_the_last_picture_is_looked_at(stage: Stage):
    visit = missed(stage)
    stage.link.go(LinkState.LOST)
    scan(stage, slip(stage, visit))
    assert stage.desk.lookUp.visit["label"] == "A-001"
    assert stage.desk.news == ""


def test_a_strange_code_is_only_words(stage: Stage):
    scan(stage, "'; DROP TABLE visits; --" + "x" * 1_000)
    assert stage.desk.page == "issue"
    assert len(stage.desk.text) == STRANGE_CHARACTERS_MAX
    assert stage.commands == []


def test_the_server_is_told_how_the_scanner_is(stage: Stage):
    stage.desk.learnScanner("disconnected")
    assert stage.link.reported.scanner == "disconnected"
