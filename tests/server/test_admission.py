"""May a number be given now? Calendar, quota, closure and the day together; and when again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from protocol.catalogue import WEEKDAYS, Break, Schedule, TenantId
from protocol.messages import (
    Actor,
    CancelVisit,
    ClockStepped,
    Close,
    EndDay,
    IssueTicket,
    Reason,
    Refused,
)
from server.engine import PRINTING_S_MAX
from server.given import SERVER
from tests.server.mall import DUA, EMPAT, SATU, TIGA, small_mall, text
from tests.server.story import EIGHT, KIOSK, Story

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
NOON = Break(name=text("Salat Jumat"), days=("mon",), time="11:30-13:00", issuing=False)
OFFICE = Schedule(
    hours=dict.fromkeys(WEEKDAYS[:5], "08:00-16:00"),
    breaks=(NOON,),
    closed={"2026-03-03": text("Hari Raya")},
    early_min=30,
    last_ticket_min=30,
)
WEDNESDAY = EIGHT + 2 * DAY - 30 * MINUTE
"""When numbers are given again after the holiday on Tuesday."""


def refused_at(hours: float, schedule: Schedule = OFFICE) -> Refused | None:
    """What a kiosk is told so many hours after Monday, 08:00."""
    story = Story(small_mall(schedule=schedule), now=EIGHT + timedelta(hours=hours))
    outcome = story.ask(IssueTicket(service=SATU), KIOSK)
    return outcome if isinstance(outcome, Refused) else None


# The calendar


@pytest.mark.parametrize("hours", [-0.5, 0, 3.4, 5, 7.4])
def test_numbers_are_given_from_a_little_before_opening_until_a_little_before_closing(hours: float) -> None:
    assert refused_at(hours) is None


@pytest.mark.parametrize(
    ("hours", "why", "again"),
    [
        (-1, Reason.NOT_YET_OPEN, EIGHT - 30 * MINUTE),
        (4, Reason.ON_BREAK, EIGHT + 5 * HOUR),
        (7.5, Reason.CUT_OFF, WEDNESDAY),
        (9, Reason.OVER_FOR_TODAY, WEDNESDAY),
        (25, Reason.HOLIDAY, WEDNESDAY),
        (5 * 24, Reason.CLOSED_TODAY, EIGHT + 7 * DAY - 30 * MINUTE),
    ],
)
def test_a_refusal_says_why_and_when_it_is_possible_again(hours: float, why: Reason, again: object) -> None:
    refused = refused_at(hours)
    assert refused is not None
    assert (refused.reason, refused.again, refused.about) == (why, again, SATU)


@pytest.mark.parametrize(("hours", "name"), [(4, "Salat Jumat"), (25, "Hari Raya")])
def test_a_refusal_names_the_break_or_the_holiday(hours: float, name: str) -> None:
    refused = refused_at(hours)
    assert refused is not None
    assert refused.title == text(name)


def test_a_service_may_have_its_own_cut_off() -> None:
    story = Story(small_mall(schedule=OFFICE, services={SATU: {"last_ticket": "10:00"}}))
    story.wait(2 * 3_600)
    assert story.refusal(IssueTicket(service=SATU), KIOSK).reason is Reason.CUT_OFF
    story.arrive(DUA)


def test_closing_stops_issuing_and_not_calling() -> None:
    story = Story(small_mall(schedule=OFFICE))
    story.sign_on(1)
    visit = story.arrive(SATU)
    story.wait(10 * 3_600)
    assert story.refusal(IssueTicket(service=SATU), KIOSK).reason is Reason.OVER_FOR_TODAY
    assert story.serve(1) == [visit]


# Quotas


def given(story: Story) -> int:
    assert story.hall.books is not None
    return story.hall.books.given.get(SATU, 0)


def test_after_the_quota_no_number_is_given_until_tomorrow() -> None:
    story = Story(small_mall(schedule=Schedule(hours=OFFICE.hours), services={SATU: {"quota": 2}}))
    for _ in range(2):
        story.arrive(SATU)
    refused = story.refusal(IssueTicket(service=SATU), KIOSK)
    assert refused == Refused(reason=Reason.QUOTA_REACHED, about=SATU, again=EIGHT + DAY)
    story.arrive(DUA)
    story.now = EIGHT + DAY
    story.wait(0)
    story.arrive(SATU)


def test_a_tenants_quota_holds_for_all_its_services_together() -> None:
    story = Story(small_mall(tenants={"anggrek": {"quota": 3}}))
    for service in (SATU, DUA, TIGA):
        story.arrive(service)
    for service in (SATU, DUA, TIGA):
        refused = story.refusal(IssueTicket(service=service), KIOSK)
        assert (refused.reason, refused.about) == (Reason.QUOTA_REACHED, "anggrek")
    story.arrive(EMPAT)


def test_a_number_that_came_to_nothing_is_free_again() -> None:
    story = Story(small_mall(services={SATU: {"quota": 1}}))
    story.do(CancelVisit(visit=story.arrive(SATU)), KIOSK)
    unconfirmed = story.issue(SATU)
    assert story.refusal(IssueTicket(service=SATU), KIOSK).reason is Reason.QUOTA_REACHED
    story.wait(PRINTING_S_MAX + 1)
    assert given(story) == 0
    story.confirm(unconfirmed)
    assert given(story) == 1


def test_a_late_confirmation_is_good_even_where_the_place_was_given_away_meanwhile() -> None:
    story = Story(small_mall(services={SATU: {"quota": 1}}))
    unconfirmed = story.issue(SATU)
    story.wait(PRINTING_S_MAX + 1)
    other = story.arrive(SATU)
    assert not isinstance(story.confirm(unconfirmed), Refused)
    assert story.line(SATU) == [unconfirmed, other]
    assert given(story) == 2


def test_whoever_was_served_has_used_a_number_up() -> None:
    story = Story(small_mall(services={SATU: {"quota": 1}}))
    story.sign_on(1)
    story.arrive(SATU)
    story.serve(1)
    assert story.refusal(IssueTicket(service=SATU), KIOSK).reason is Reason.QUOTA_REACHED


def test_a_quota_holds_on_while_a_doubted_clock_keeps_the_day_from_ending() -> None:
    story = Story(small_mall(services={SATU: {"quota": 1}}))
    story.arrive(SATU)
    story.let((ClockStepped(seconds=80_000.0),), Actor(device=SERVER), None)
    story.wait(24 * 3_600)
    assert story.hall.day == "2026-03-02"
    assert story.refusal(IssueTicket(service=SATU), KIOSK).reason is Reason.QUOTA_REACHED


# All together


def test_an_unknown_day_gives_no_numbers_and_says_when_again() -> None:
    story = Story(small_mall(schedule=OFFICE))
    story.do(EndDay(), "floor-1")
    refused = story.refusal(IssueTicket(service=SATU), KIOSK)
    assert (refused.reason, refused.again) == (Reason.DAY_OVER, WEDNESDAY)


def test_of_two_closures_the_longer_one_says_when_again() -> None:
    story = Story()
    tenant = TenantId("anggrek")
    for service, hours in ((None, 1), (SATU, 2)):
        until = story.now + hours * HOUR
        story.do(Close(tenant=tenant, service=service, reason="Rapat", until=until), "floor-1")
    satu, dua = (story.refusal(IssueTicket(service=each), KIOSK) for each in (SATU, DUA))
    assert (satu.again, satu.about) == (story.now + 2 * HOUR, SATU)
    assert (dua.again, dua.about) == (story.now + HOUR, tenant)


def test_a_closure_that_ends_when_the_calendar_is_shut_says_the_next_opening() -> None:
    story = Story(small_mall(schedule=OFFICE))
    until = EIGHT + 9 * HOUR
    story.do(Close(tenant=TenantId("anggrek"), reason="Rapat", until=until), "floor-1")
    assert story.refusal(IssueTicket(service=SATU), KIOSK).again == WEDNESDAY


def test_nobody_has_to_sit_at_a_counter_for_a_number_to_be_given() -> None:
    story = Story()
    assert not story.hall.desks
    visit = story.arrive(SATU)
    assert story.line(SATU) == [visit]
