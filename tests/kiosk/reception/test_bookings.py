"""Bookings at the desk: due, checked in, cancelled, made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from client.fake import small_catalogue
from hardware.printer import Printed
from hardware.receipt import Line
from kiosk.reception.bookings import clock_of
from protocol.catalogue import Catalogue, Slots
from protocol.messages import BookSlot, CancelBooking, CheckIn
from tests.kiosk.reception.stage import AIR, KTP, MORNING, Stage, settle

NINE_THIRTY = MORNING + timedelta(minutes=30)


def bookable() -> Catalogue:
    catalogue = small_catalogue()
    slots = Slots(minutes=30, capacity=2)
    with_slots = {id: replace(catalogue.services[id], slots=slots) for id in (KTP, AIR)}
    return replace(catalogue, services={**catalogue.services, **with_slots})


@pytest.fixture
def stage(make_stage: Callable[..., Stage]) -> Stage:
    stage = make_stage(catalogue=bookable())
    stage.desk.openPage("bookings")
    return stage


def codes(stage: Stage) -> object:
    return stage.report("bookings")["bookings"]


def test_the_code_and_enter_check_in_and_print(stage: Stage):
    booking = stage.booking(NINE_THIRTY)
    assert booking.code is not None
    stage.desk.type(booking.code)
    assert stage.desk.bookings.booking["due"] == "In 30 min"
    stage.enter()
    assert stage.commands == [CheckIn(code=booking.code)]
    assert stage.desk.ticket["label"] == "A-001"
    stage.press.finish(Printed(first_byte_at=1.0))
    settle()
    assert [paper for _, paper in stage.confirmed] == ["printed"]
    assert codes(stage) == []


def test_a_code_typed_among_services_leads_here_first(stage: Stage):
    booking = stage.booking(NINE_THIRTY)
    assert booking.code is not None
    stage.desk.openPage("issue")
    stage.desk.type(f"{booking.code[:4]} {booking.code[4:]}")
    assert stage.desk.leadsTo == "bookings"
    stage.enter()
    assert stage.desk.page == "bookings"
    assert stage.commands == []
    stage.enter()
    assert stage.commands == [CheckIn(code=booking.code)]


def test_todays_are_listed_by_their_hours_and_others_are_not(stage: Stage):
    late = stage.booking(NINE_THIRTY + timedelta(hours=2))
    stage.booking(NINE_THIRTY + timedelta(days=1))
    soon = stage.booking(NINE_THIRTY)
    assert codes(stage) == [soon.code, late.code]


def test_enter_checks_nobody_in_whom_the_officer_has_not_chosen(stage: Stage):
    first = stage.booking(NINE_THIRTY)
    second = stage.booking(NINE_THIRTY + timedelta(hours=1))
    stage.desk.openPage("bookings")
    stage.enter()
    stage.desk.type("0")
    assert codes(stage) == [first.code, second.code]
    stage.enter()
    assert stage.commands == []
    stage.desk.move(1)
    stage.enter()
    assert stage.commands == [CheckIn(code=first.code)]
    stage.enter()
    assert len(stage.commands) == 1, "nor does a second Enter check in the next one"


def test_too_early_says_from_when_on(stage: Stage):
    booking = stage.booking(NINE_THIRTY + timedelta(hours=2))
    stage.desk.type(booking.code or "")
    stage.enter()
    assert stage.desk.report()["refused"] == "too_early"
    assert stage.desk.news == "It is too early to check in. Please check in from 10:30 on."


def test_who_is_late_is_marked_and_told_what_it_means(stage: Stage):
    booking = stage.booking(NINE_THIRTY)
    stage.link.pass_time(40 * 60)
    stage.desk.type(booking.code or "")
    assert (stage.desk.bookings.booking["due"], stage.desk.bookings.booking["tone"]) == (
        "10 min late",
        "warning",
    )
    stage.link.pass_time(10 * 60)
    assert stage.desk.bookings.booking["due"] == "20 min late: as a walk-in"


def test_a_booking_is_cancelled_after_a_question(stage: Stage):
    booking = stage.booking(NINE_THIRTY)
    assert booking.code is not None
    stage.desk.type(booking.code)
    stage.desk.askCancel()
    assert stage.desk.cancelling == f"{booking.code[:4]} {booking.code[4:]}"
    stage.desk.confirm()
    settle()
    assert stage.commands == [CancelBooking(code=booking.code)]
    assert stage.desk.news == f"The booking {booking.code[:4]} {booking.code[4:]} is cancelled."
    assert codes(stage) == []


def test_words_find_todays_bookings_of_a_service(stage: Stage):
    ktp = stage.booking(NINE_THIRTY)
    air = stage.booking(NINE_THIRTY, AIR)
    stage.desk.type("air")
    assert codes(stage) == [air.code]
    stage.desk.type("foto")
    assert codes(stage) == [ktp.code]
    stage.desk.type("kk")
    assert codes(stage) == []


def test_a_booking_is_made_and_its_code_is_shown_and_printed(stage: Stage):
    stage.desk.makeBooking(True)
    form = stage.desk.bookings.form
    stage.desk.type("foto")
    form.moveDay(1)
    assert form.page["day"] == "Tuesday, 6 January"
    form.typeHour("0930")
    form.setVisitorLanguage("en")
    stage.enter()
    slot = datetime(2026, 1, 6, 2, 30, tzinfo=UTC)
    assert stage.commands == [BookSlot(service=KTP, slot=slot, language="en")]
    (booking,) = stage.link.hall.bookings.values()
    assert booking.code is not None
    grouped = f"{booking.code[:4]} {booking.code[4:]}"
    assert (stage.desk.ticket["kind"], stage.desk.ticket["label"]) == ("booking", grouped)
    texts = [part.text for part in stage.press.slips[-1][1].parts if isinstance(part, Line)]
    assert grouped in texts
    assert "Tuesday, 6 January 2026" in texts
    stage.press.finish(Printed(first_byte_at=1.0))
    settle()
    assert stage.confirmed == [], "there is no number yet"
    assert stage.told == []
    assert not stage.desk.bookings.making


def test_a_full_hour_is_refused_with_the_reason_and_the_form_stays(stage: Stage):
    for _ in range(2):
        stage.booking(NINE_THIRTY)
    stage.desk.makeBooking(True)
    stage.desk.type("foto")
    form = stage.desk.bookings.form
    assert form.page["taken"] == "Booked: 09:30 2/2"
    form.typeHour("9.30")
    form.book()
    settle()
    assert stage.desk.report()["refused"] == "slot_full"
    assert form.hour == "9.30"
    form.typeHour("10:00")
    assert stage.desk.news == ""
    form.book()
    settle()
    assert stage.desk.ticket["kind"] == "booking"


def test_what_is_no_hour_is_not_asked(stage: Stage):
    stage.desk.makeBooking(True)
    form = stage.desk.bookings.form
    form.typeHour("25:00")
    form.book()
    assert stage.desk.news == "“25:00” is no hour. Type it like 09:30."
    assert stage.commands == []


def test_only_services_with_slots_and_days_on_which_they_open_are_offered(stage: Stage):
    stage.desk.makeBooking(True)
    assert stage.report("bookings")["form"]["services"] == [KTP, AIR]
    stage.desk.type("kk")
    assert stage.report("bookings")["form"]["services"] == []
    stage.desk.type("foto")
    form = stage.desk.bookings.form
    form.moveDay(5)
    assert form.page["day"] == "Monday, 12 January", "the week-end is left out"
    form.moveDay(100)
    assert form.page["last"]
    assert form.page["slots"] == "A new slot every 30 minutes from 08:00 to 16:00, for 2 each."


@pytest.mark.parametrize(
    ("text", "clock"),
    [("9", "09:00"), ("930", "09:30"), ("0930", "09:30"), ("9.30", "09:30"), (" 09:30 ", "09:30")],
)
def test_an_hour_is_understood_as_people_write_it(text: str, clock: str):
    found = clock_of(text)
    assert found is not None
    assert f"{found:%H:%M}" == clock


@pytest.mark.parametrize("text", ["", "24", "9:3", "09:60", "nine", "9:30:00", "-1"])
def test_anything_else_is_no_hour(text: str):
    assert clock_of(text) is None
