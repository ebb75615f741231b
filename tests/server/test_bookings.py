"""Bookings: made ahead, checked in, late, missed; what they take of slots and quotas."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from protocol.catalogue import WEEKDAYS, Break, ClassId, Schedule, ServiceId, Slots, TenantId
from protocol.hall import State
from protocol.messages import (
    BookingCancelled,
    BookingKept,
    BookingMade,
    BookSlot,
    CancelBooking,
    CancelVisit,
    CheckIn,
    Close,
    EndDay,
    IssueTicket,
    Reason,
    Refused,
    TicketIssued,
    VisitId,
)
from server import bookings
from server.bookings import CHECK_IN_EARLY_MIN, free_on, free_places
from tests.server.mall import DUA, EMPAT, SATU, small_mall, text
from tests.server.story import EIGHT, KIOSK, Story

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
NINE, TEN = EIGHT + HOUR, EIGHT + 2 * HOUR
OFFICE = Schedule(hours=dict.fromkeys(WEEKDAYS, "08:00-16:00"))


def mall_with(slots: Slots | None = None, **fields: Any) -> Story:
    """Satu can be booked by the hour; the mall is open from 8 to 16, and it is eight o'clock."""
    of_satu = {"slots": slots or Slots(minutes=60, capacity=2), **fields.pop("satu", {})}
    fields.setdefault("schedule", OFFICE)
    services = {SATU: of_satu, **fields.pop("services", {})}
    return Story(small_mall(services=services, **fields))


@pytest.fixture
def story() -> Story:
    return mall_with()


def booked(story: Story, slot: datetime = NINE, by: str = "api-1", **fields: Any) -> BookingMade:
    (made,) = story.do(BookSlot(service=SATU, slot=slot, **fields), by)
    assert isinstance(made, BookingMade)
    return made


def code(made: BookingMade) -> str:
    assert made.code is not None
    return made.code


def at(story: Story, time: datetime) -> None:
    story.wait((time - story.now).total_seconds())


def checked_in(story: Story, made: BookingMade, by: str = KIOSK) -> TicketIssued:
    kept, ticket = story.do(CheckIn(code=code(made)), by)
    assert isinstance(kept, BookingKept)
    assert isinstance(ticket, TicketIssued)
    return ticket


def refusal(story: Story, made: BookingMade) -> Refused:
    return story.refusal(CheckIn(code=code(made)), KIOSK)


# Made


def test_a_booking_has_a_code_and_no_number(story: Story) -> None:
    made = booked(story)
    assert len(code(made)) == 8
    assert (len(story.hall.bookings), len(story.hall.visits)) == (1, 0)
    assert story.visit(story.issue(SATU)).number == 1


def test_a_slot_holds_so_many_and_no_more(story: Story) -> None:
    booked(story)
    booked(story)
    refused = story.refusal(BookSlot(service=SATU, slot=NINE), "api-1")
    assert (refused.reason, refused.about) == (Reason.SLOT_FULL, NINE.isoformat())
    booked(story, TEN)


def test_a_slot_is_named_by_its_start_in_any_zone(story: Story) -> None:
    assert booked(story, NINE.astimezone(ZoneInfo("Asia/Jakarta"))).slot == NINE


def test_the_time_of_a_slot_without_a_zone_is_refused(story: Story) -> None:
    refused = story.refusal(BookSlot(service=SATU, slot=NINE.replace(tzinfo=None)), "api-1")
    assert refused.reason is Reason.MALFORMED
    assert "slot" in refused.about


@pytest.mark.parametrize(
    "slot",
    [
        NINE + 30 * MINUTE,
        EIGHT,
        EIGHT - HOUR,
        EIGHT + 8 * HOUR,
        NINE + timedelta(days=15),
        NINE + timedelta(days=1, hours=-3),
    ],
    ids=["between two", "now", "past", "at closing", "too far ahead", "before opening"],
)
def test_a_slot_that_is_none_is_refused(story: Story, slot: datetime) -> None:
    assert story.refusal(BookSlot(service=SATU, slot=slot), "api-1").reason is Reason.UNKNOWN_SLOT


def test_nothing_is_booked_into_a_break_or_on_a_day_off() -> None:
    noon = Break(name=text("Istirahat"), days=WEEKDAYS, time="12:00-13:00")
    off = {"2026-03-03": text("Libur")}
    story = mall_with(schedule=Schedule(hours=OFFICE.hours, breaks=(noon,), closed=off))
    for slot in (EIGHT + 4 * HOUR, NINE + timedelta(days=1)):
        assert story.refusal(BookSlot(service=SATU, slot=slot), "api-1").reason is Reason.UNKNOWN_SLOT
    booked(story, EIGHT + 5 * HOUR)


def test_only_what_has_slots_can_be_booked(story: Story) -> None:
    refused = story.refusal(BookSlot(service=EMPAT, slot=NINE), "api-1")
    assert (refused.reason, refused.about) == (Reason.NOT_BOOKABLE, EMPAT)
    unknown = BookSlot(service=ServiceId("anggrek.tidak-ada"), slot=NINE)
    assert story.refusal(unknown, "api-1").reason is Reason.UNKNOWN_SERVICE


def test_a_class_that_is_unknown_cannot_be_booked(story: Story) -> None:
    refused = story.refusal(BookSlot(service=SATU, slot=NINE, priority=ClassId("vip")), "api-1")
    assert (refused.reason, refused.about) == (Reason.UNKNOWN_CLASS, "vip")


def test_two_bookings_never_have_one_code(story: Story) -> None:
    made = booked(story)
    story.events.pop()
    assert story.refusal(BookSlot(service=SATU, slot=TEN), "api-1").reason is Reason.OVERLOADED
    assert [each.code for each in story.hall.bookings.values()] == [made.code]


def test_more_bookings_than_the_hall_can_hold_are_refused(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bookings, "BOOKINGS_COUNT_MAX", 1)
    booked(story)
    assert story.refusal(BookSlot(service=SATU, slot=TEN), "api-1").reason is Reason.OVERLOADED


def test_nothing_is_booked_for_a_day_that_has_ended(story: Story) -> None:
    story.do(EndDay(), "floor-1")
    refused = story.refusal(BookSlot(service=SATU, slot=NINE), "api-1")
    assert (refused.reason, refused.about) == (Reason.DAY_OVER, "2026-03-02")
    booked(story, NINE + timedelta(days=1))


def test_a_day_that_has_ended_has_no_free_places(story: Story) -> None:
    service, monday = story.hall.catalogue.services[SATU], EIGHT.date()
    assert set(free_on(story.hall, service, monday, story.now).values()) == {0, 2}
    story.do(EndDay(), "floor-1")
    assert set(free_on(story.hall, service, monday, story.now).values()) == {0}


def test_nothing_is_booked_while_the_service_will_be_closed(story: Story) -> None:
    until = NINE + 30 * MINUTE
    story.do(Close(tenant=TenantId("anggrek"), reason="Listrik padam", until=until), "floor-1")
    refused = story.refusal(BookSlot(service=SATU, slot=NINE), "api-1")
    assert (refused.reason, refused.again) == (Reason.TEMPORARILY_CLOSED, until)
    booked(story, TEN)


# Cancelled


def test_a_cancelled_booking_gives_its_place_back(story: Story) -> None:
    first, _ = booked(story), booked(story)
    (gone,) = story.do(CancelBooking(code=code(first)), "api-1")
    assert isinstance(gone, BookingCancelled)
    assert gone.reason == "visitor"
    booked(story)
    assert story.refusal(CancelBooking(code=code(first)), "api-1").reason is Reason.UNKNOWN_BOOKING


def test_a_booking_checked_in_and_cancelled_gives_its_place_back_too(story: Story) -> None:
    first, _ = booked(story), booked(story)
    ticket = checked_in(story, first)
    assert free_places(story.hall, story.hall.catalogue.services[SATU], NINE, story.now) == 0
    story.do(CancelVisit(visit=ticket.visit), KIOSK)
    booked(story)


# Checked in


def test_at_check_in_the_booking_becomes_a_visit_with_a_number(story: Story) -> None:
    made = booked(story, language="en", priority=ClassId("elderly"))
    ticket = checked_in(story, made)
    assert (ticket.kind, ticket.slot, ticket.number, ticket.language, ticket.priority) == (
        "booking",
        NINE,
        1,
        "en",
        "elderly",
    )
    assert not story.hall.bookings
    assert story.refusal(CheckIn(code=code(made)), KIOSK).reason is Reason.UNKNOWN_BOOKING


def test_whoever_checks_in_has_to_confirm_like_anybody_else(story: Story) -> None:
    ticket = checked_in(story, booked(story))
    assert story.stop(ticket.visit).state is State.PRINTING
    story.confirm(ticket.visit)
    assert story.line(SATU) == [ticket.visit]


def test_the_place_of_a_booking_is_its_slot(story: Story) -> None:
    ticket = checked_in(story, booked(story))
    assert story.stop(ticket.visit).line_time == NINE


def test_a_booking_is_checked_in_at_any_kiosk_and_at_the_reception(story: Story) -> None:
    assert checked_in(story, booked(story), "kiosk-2").issuer == "kiosk-2"
    assert checked_in(story, booked(story), "reception-1").issuer == "reception-1"


def test_nobody_is_checked_in_more_than_an_hour_before_the_slot(story: Story) -> None:
    made = booked(story, TEN)
    doors = TEN - CHECK_IN_EARLY_MIN * MINUTE
    refused = refusal(story, made)
    assert (refused.reason, refused.about, refused.again) == (Reason.TOO_EARLY, TEN.isoformat(), doors)
    at(story, doors)
    checked_in(story, made)


def test_nobody_is_checked_in_on_another_day(story: Story) -> None:
    tomorrow = NINE + timedelta(days=1)
    made = booked(story, tomorrow)
    refused = refusal(story, made)
    assert (refused.reason, refused.about, refused.again) == (
        Reason.WRONG_DAY,
        "2026-03-03",
        tomorrow - HOUR,
    )


def test_an_unknown_code_is_refused(story: Story) -> None:
    refused = story.refusal(CheckIn(code="00000000"), KIOSK)
    assert (refused.reason, refused.about) == (Reason.UNKNOWN_BOOKING, "00000000")


def test_within_its_tolerance_a_booking_is_one(story: Story) -> None:
    made = booked(story)
    at(story, NINE + 15 * MINUTE)
    ticket = checked_in(story, made)
    assert (ticket.kind, ticket.slot) == ("booking", NINE)


def test_after_its_tolerance_a_booking_is_a_walk_in(story: Story) -> None:
    made = booked(story)
    at(story, NINE + 16 * MINUTE)
    ticket = checked_in(story, made)
    assert (ticket.kind, ticket.slot) == ("walk_in", None)
    assert story.stop(ticket.visit).line_time == story.now


def test_how_late_a_booking_may_be_is_the_services() -> None:
    story = mall_with(Slots(minutes=60, capacity=2, tolerance_min=5))
    made = booked(story)
    at(story, NINE + 6 * MINUTE)
    assert checked_in(story, made).kind == "walk_in"


def test_a_late_booking_finds_the_doors_closed_like_a_walk_in() -> None:
    story = mall_with(schedule=Schedule(hours=OFFICE.hours, last_ticket_min=30))
    made = booked(story, EIGHT + 7 * HOUR)
    at(story, EIGHT + 7 * HOUR + 31 * MINUTE)
    assert refusal(story, made).reason is Reason.CUT_OFF


def test_a_booking_in_time_is_checked_in_before_numbers_are_given_and_after_the_last() -> None:
    story = mall_with(schedule=Schedule(hours=OFFICE.hours, last_ticket_min=60))
    early, late = booked(story, EIGHT + timedelta(days=1)), booked(story, EIGHT + 6 * HOUR)
    at(story, EIGHT + 6 * HOUR + 15 * MINUTE)
    checked_in(story, late)
    at(story, EIGHT + timedelta(days=1) - 45 * MINUTE)
    assert story.refusal(IssueTicket(service=SATU), KIOSK).reason is Reason.NOT_YET_OPEN
    checked_in(story, early)


def test_nobody_is_checked_in_while_the_service_is_closed(story: Story) -> None:
    made = booked(story)
    until = NINE + 10 * MINUTE
    story.do(Close(tenant=TenantId("anggrek"), reason="Listrik padam", until=until), "floor-1")
    refused = refusal(story, made)
    assert (refused.reason, refused.again) == (Reason.TEMPORARILY_CLOSED, until)
    assert refused.title is not None
    assert refused.title.id == "Listrik padam"
    at(story, until)
    assert checked_in(story, made).kind == "booking"


def test_nobody_is_checked_in_after_the_day_was_ended(story: Story) -> None:
    made = booked(story)
    story.do(EndDay(), "floor-1")
    assert story.refusal(CheckIn(code=code(made)), KIOSK).reason is Reason.UNKNOWN_BOOKING
    tomorrow = booked(story, EIGHT + timedelta(days=1))
    assert refusal(story, tomorrow).reason is Reason.DAY_OVER


# Slots, quotas and the day's end


def test_the_place_of_one_who_is_late_is_free_again() -> None:
    story = mall_with(Slots(minutes=60, capacity=1))
    service = story.hall.catalogue.services[SATU]
    booked(story)
    at(story, NINE + 15 * MINUTE)
    assert free_places(story.hall, service, NINE, story.now) == 0
    at(story, NINE + 16 * MINUTE)
    assert free_places(story.hall, service, NINE, story.now) == 1


def test_bookings_count_in_the_quota_of_their_day_until_they_are_late() -> None:
    story = mall_with(satu={"quota": 2})
    made = booked(story)
    story.arrive(SATU)
    assert story.refusal(IssueTicket(service=SATU), KIOSK).reason is Reason.QUOTA_REACHED
    assert story.refusal(BookSlot(service=SATU, slot=TEN), "api-1").reason is Reason.QUOTA_REACHED
    booked(story, NINE + timedelta(days=1))
    at(story, NINE + 16 * MINUTE)
    story.arrive(SATU)
    refused = refusal(story, made)
    assert (refused.reason, refused.about) == (Reason.QUOTA_REACHED, SATU)


def test_a_booking_in_time_has_its_place_in_the_quota() -> None:
    story = mall_with(satu={"quota": 2})
    made = booked(story)
    story.arrive(SATU)
    checked_in(story, made)
    assert story.hall.books is not None
    assert story.hall.books.given[SATU] == 2


def test_a_booking_refused_for_the_quota_does_not_say_when_again() -> None:
    story = mall_with(satu={"quota": 1})
    tomorrow = NINE + timedelta(days=1)
    booked(story, tomorrow)
    refused = story.refusal(BookSlot(service=SATU, slot=tomorrow + HOUR), "api-1")
    assert (refused.reason, refused.again) == (Reason.QUOTA_REACHED, None)


def test_bookings_count_in_their_tenants_quota() -> None:
    story = mall_with(tenants={"anggrek": {"quota": 1}})
    booked(story)
    assert story.refusal(IssueTicket(service=DUA), KIOSK).about == "anggrek"


def test_the_day_ends_bookings_of_those_who_did_not_come_and_no_others(story: Story) -> None:
    missed, kept = booked(story), booked(story, NINE + timedelta(days=1))
    happenings = story.wait(14 * 3_600)
    gone = [each for each in happenings if isinstance(each, BookingCancelled)]
    assert [(each.booking, each.reason) for each in gone] == [(missed.booking, "missed")]
    assert set(story.hall.bookings) == {kept.booking}


def test_ending_the_day_by_hand_ends_its_later_bookings_too(story: Story) -> None:
    booked(story, TEN)
    story.do(EndDay(), "floor-1")
    assert not story.hall.bookings


def test_the_visit_is_named_by_the_event_that_gave_the_number(story: Story) -> None:
    ticket = checked_in(story, booked(story))
    seq = next(event.seq for event in story.events if event.what is ticket)
    assert ticket.visit == VisitId(seq)
