"""The day: how it ends, by the clock, by hand, and while the clock is doubted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from protocol.catalogue import Slots
from protocol.hall import ENDED, State
from protocol.messages import (
    Actor,
    BookSlot,
    CallNext,
    CheckIn,
    ClockConfirmed,
    ClockStepped,
    ConfirmClock,
    CorrectClass,
    DayEnded,
    DayStarted,
    EndDay,
    Errand,
    FinishService,
    IssueTicket,
    MarkNoShow,
    OfficerSignedOff,
    ParkVisit,
    Reason,
    Refused,
    ReturnVisit,
    StartService,
    VisitCancelled,
)
from server.engine import PRINTING_S_MAX, due
from server.given import SERVER
from tests.server.mall import EMPAT, LIMA, SATU, TIGA, small_mall
from tests.server.story import EIGHT, KIOSK, Story

TEN_AT_NIGHT_S = 14 * 3_600
HOUR = timedelta(hours=1)


def stepped(story: Story, seconds: float) -> None:
    story.let((ClockStepped(seconds=seconds),), Actor(device=SERVER), None)


def full_house() -> Story:
    """Somebody in every state that a stop can be in, at two agencies."""
    slots = {LIMA: {"slots": Slots(minutes=60, capacity=3)}}
    story = Story(small_mall(services=slots))
    for counter in (1, 2, 3, 4):
        story.sign_on(counter)
    for _ in range(2):
        story.do(BookSlot(service=LIMA, slot=EIGHT + HOUR), "api-1")
    code = next(iter(story.hall.bookings.values())).code or ""
    story.do(CheckIn(code=code), "reception-1")
    parked, missed = story.arrive(SATU), story.arrive(SATU)
    assert [story.call(1)] == [parked]
    story.at(1, ParkVisit)
    assert story.call(1) == missed
    story.at(1, MarkNoShow)
    story.arrive(TIGA)
    story.serve(2)
    story.arrive(SATU)
    story.call(1)
    story.arrive(SATU)
    story.call(3)
    story.start(3)
    story.arrive(SATU)
    story.arrive(EMPAT, more=(Errand(service=TIGA, after=(0,)),))
    story.now += timedelta(seconds=1)
    story.issue(SATU)
    return story


# By the clock


def test_at_its_hour_the_day_ends_and_the_next_begins() -> None:
    story = Story()
    assert not story.wait(TEN_AT_NIGHT_S - 1)
    assert story.wait(1) == (DayEnded(day="2026-03-02", left=0), DayStarted(day="2026-03-03"))


def test_nobody_vanishes_with_the_day_all_that_is_left_is_ended_with_a_reason() -> None:
    story = full_house()
    states = {stop.state for visit in story.hall.visits.values() for stop in visit.stops}
    assert states == {
        State.PRINTING,
        State.PLANNED,
        State.WAITING,
        State.CALLED,
        State.SERVING,
        State.PARKED,
        State.FINISHED,
        State.NO_SHOW,
    }
    before = {visit.id: [stop.state in ENDED for stop in visit.stops] for visit in story.hall.visits.values()}
    happenings = story.do(EndDay(), "floor-1")
    ended = [each for each in happenings if isinstance(each, VisitCancelled)]
    assert {each.reason for each in ended} == {"day_ended"}
    left = {each.visit for each in ended}
    assert left == {visit for visit, over in before.items() if not all(over)}
    (last,) = [each for each in happenings if isinstance(each, DayEnded)]
    assert (last.left, happenings[-1]) == (len(left), last)
    assert not any(visit.open for visit in story.hall.visits.values())
    assert not story.hall.lines
    assert not story.hall.desks
    assert not story.hall.bookings


def test_the_day_is_ended_in_the_order_of_the_numbers_then_the_counters() -> None:
    happenings = full_house().do(EndDay(), "floor-1")
    visits = [each.visit for each in happenings if isinstance(each, VisitCancelled)]
    counters = [each.counter for each in happenings if isinstance(each, OfficerSignedOff)]
    assert visits == sorted(visits)
    assert counters == [1, 2, 3, 4]


def test_what_was_done_stays_done() -> None:
    story = full_house()
    done = {
        visit.id: [stop for stop in visit.stops if stop.state in ENDED]
        for visit in story.hall.visits.values()
    }
    story.do(EndDay(), "floor-1")
    for visit, stops in done.items():
        assert [stop for stop in story.visit(visit).stops if stop in stops] == stops


def test_numbers_start_again_at_001_and_quotas_with_them() -> None:
    story = Story(small_mall(services={SATU: {"quota": 1}}))
    story.arrive(SATU)
    story.wait(24 * 3_600)
    assert story.issued(SATU).number == 1


def test_rounds_start_anew_with_the_day() -> None:
    story = Story()
    story.sign_on(1)
    story.arrive(SATU)
    story.serve(1)
    assert story.hall.books is not None
    assert story.hall.books.rounds
    story.wait(24 * 3_600)
    assert not story.hall.books.rounds


@pytest.mark.parametrize(
    ("timezone", "day"),
    [
        ("Asia/Jakarta", "2028-02-29"),
        ("Europe/Lisbon", "2026-03-29"),
        ("Europe/Lisbon", "2026-10-25"),
        ("Australia/Lord_Howe", "2026-10-04"),
        ("Asia/Jayapura", "2026-12-31"),
    ],
)
def test_the_day_belongs_to_the_malls_time_zone_also_on_leap_days_and_when_clocks_change(
    timezone: str, day: str
) -> None:
    zone = ZoneInfo(timezone)
    ends = datetime.fromisoformat(f"{day}T22:00").replace(tzinfo=zone).astimezone(UTC)
    story = Story(small_mall(timezone), now=ends - timedelta(hours=5))
    assert story.hall.day == day
    story.arrive(SATU)
    story.wait(5 * 3_600 - 2)
    assert story.hall.day == day
    kinds = [type(each) for each in story.wait(1)]
    assert kinds == [VisitCancelled, DayEnded, DayStarted]


# By hand


def test_after_the_day_was_ended_no_number_is_given_before_the_next() -> None:
    story = Story()
    story.do(EndDay(), "floor-1")
    assert story.hall.day is None
    for seconds in (60, 3_600, 12 * 3_600):
        story.wait(seconds)
        assert story.refusal(IssueTicket(service=SATU), KIOSK).reason is Reason.DAY_OVER
    story.wait(3_600)
    assert story.hall.day == "2026-03-03"
    story.arrive(SATU)


def test_a_day_is_not_ended_twice() -> None:
    story = Story()
    story.do(EndDay(), "floor-1")
    assert story.refusal(EndDay(), "floor-1").reason is Reason.DAY_OVER


def test_in_the_evening_the_day_to_come_is_not_ended_before_it_has_dawned() -> None:
    story = Story()
    story.wait(TEN_AT_NIGHT_S)
    assert story.hall.day == "2026-03-03"
    assert story.refusal(EndDay(), "floor-1").reason is Reason.DAY_OVER
    story.wait(2 * 3_600)
    story.do(EndDay(), "floor-1")
    assert story.hall.last_day == "2026-03-03"


def test_who_signs_on_after_the_day_was_ended_is_signed_off_before_the_next() -> None:
    story = Story()
    story.do(EndDay(), "floor-1")
    story.sign_on(2)
    assert not story.wait(60)
    off, started = story.wait(TEN_AT_NIGHT_S)
    assert isinstance(off, OfficerSignedOff)
    assert (off.counter, started) == (2, DayStarted(day="2026-03-03"))
    assert not story.hall.desks


def test_a_day_that_was_ended_does_not_begin_again() -> None:
    story = Story()
    story.do(EndDay(), "floor-1")
    assert story.hall.last_day == "2026-03-02"
    assert due(story.hall, story.now) == ()
    assert due(story.hall, story.now - 24 * HOUR) == ()


def test_after_the_day_nobody_is_called_returned_or_corrected() -> None:
    story = full_house()
    parked = next(visit.id for visit in story.hall.visits.values() if visit.stops[0].state is State.PARKED)
    story.do(EndDay(), "floor-1")
    assert story.refusal(ReturnVisit(visit=parked), "reception-1").reason is Reason.WRONG_STATE
    correction = CorrectClass(visit=parked, priority=None)
    assert story.refusal(correction, "floor-1").reason is Reason.WRONG_STATE
    story.sign_on(1)
    assert story.refusal(CallNext(counter=story.desk(1).counter), "counter-1").reason is Reason.LINE_EMPTY


def test_a_late_confirmation_does_not_reach_into_another_day() -> None:
    story = Story(now=EIGHT + 13 * HOUR + timedelta(minutes=57))
    visit = story.issue(SATU)
    story.wait(PRINTING_S_MAX + 1)
    assert story.stop(visit).cancelled == "not_confirmed"
    story.wait(60)
    assert story.hall.day == "2026-03-03"
    outcome = story.confirm(visit)
    assert isinstance(outcome, Refused)
    assert outcome.reason is Reason.WRONG_STATE


# The clock is doubted


def test_while_the_clock_is_doubted_no_day_ends_or_begins() -> None:
    story = Story()
    stepped(story, 90_000.0)
    assert not story.wait(3 * 24 * 3_600)
    assert story.hall.day == "2026-03-02"
    story.arrive(SATU)


def test_once_somebody_has_looked_at_the_clock_the_day_turns() -> None:
    story = Story()
    stepped(story, 90_000.0)
    story.wait(24 * 3_600)
    assert story.do(ConfirmClock(), "floor-1") == (ClockConfirmed(),)
    assert [type(each) for each in story.wait(0)] == [DayEnded, DayStarted]
    assert story.hall.day == "2026-03-03"


def test_a_clock_that_nobody_doubts_needs_no_word() -> None:
    refused = Story().refusal(ConfirmClock(), "floor-1")
    assert (refused.reason, refused.about) == (Reason.WRONG_STATE, "clock")


def test_a_manager_may_end_the_day_of_a_doubted_clock_and_none_begins_until_it_is_confirmed() -> None:
    story = Story()
    stepped(story, -3_600.0)
    story.do(EndDay(), "floor-1")
    story.wait(2 * 24 * 3_600)
    assert story.hall.day is None
    story.do(ConfirmClock(), "floor-1")
    story.wait(0)
    assert story.hall.day == "2026-03-04"


def test_what_else_falls_due_does_so_while_the_clock_is_doubted() -> None:
    story = Story()
    visit = story.issue(SATU)
    stepped(story, 10.0)
    (cancelled,) = story.wait(PRINTING_S_MAX + 1)
    assert isinstance(cancelled, VisitCancelled)
    assert cancelled.visit == visit


# Across the night


def test_a_visit_that_is_being_served_when_the_day_ends_is_ended_too() -> None:
    story = Story()
    story.sign_on(1)
    visit = story.arrive(SATU)
    story.call(1)
    story.at(1, StartService)
    done = story.about(1, FinishService)
    story.wait(TEN_AT_NIGHT_S)
    assert story.stop(visit).cancelled == "day_ended"
    assert story.refusal(done, "counter-1").reason is Reason.COUNTER_CLOSED
