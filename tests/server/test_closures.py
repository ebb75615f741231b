"""Temporary closures: asked for, decided, in force, over; and what happens to those who wait."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from protocol.catalogue import ServiceId, TenantId
from protocol.hall import State
from protocol.messages import (
    Close,
    ClosureEnded,
    ClosureRequested,
    Command,
    DecideClosure,
    Errand,
    IssueTicket,
    MarkNoShow,
    ParkVisit,
    Reason,
    Refused,
    Reopen,
    RestoreVisit,
    StartService,
    TemporarilyClosed,
    VisitCancelled,
)
from protocol.visit import ClosureId
from tests.server.mall import DUA, EMPAT, SATU
from tests.server.story import KIOSK, Story

ANGGREK = TenantId("anggrek")
HOUR = timedelta(hours=1)
ISSUE = IssueTicket(service=SATU)


def close(**fields: Any) -> Close:
    return Close(**{"tenant": ANGGREK, "reason": "Listrik padam", **fields})


def closed(story: Story, **fields: Any) -> ClosureId:
    """By the floor, in force at once."""
    done = story.do(close(**fields), "floor-1")[0]
    assert isinstance(done, TemporarilyClosed)
    return done.closure.id


def requested(story: Story, **fields: Any) -> ClosureId:
    (asked,) = story.do(close(**fields), "counter-1")
    assert isinstance(asked, ClosureRequested)
    return asked.closure.id


def refusal(story: Story, command: Command, device: str) -> tuple[Reason, str]:
    refused = story.refusal(command, device)
    return refused.reason, refused.about


def test_a_closed_tenant_gives_no_numbers_and_says_why_and_until_when(story: Story) -> None:
    until = story.now + HOUR
    closed(story, until=until)
    refused = story.refusal(ISSUE, KIOSK)
    assert (refused.reason, refused.about, refused.again) == (Reason.TEMPORARILY_CLOSED, ANGGREK, until)
    assert refused.title is not None
    assert refused.title.in_("id") == "Listrik padam"
    story.arrive(EMPAT)


def test_one_service_alone_can_be_closed(story: Story) -> None:
    closed(story, service=SATU)
    assert refusal(story, ISSUE, KIOSK) == (Reason.TEMPORARILY_CLOSED, SATU)
    story.arrive(DUA)


def test_without_an_end_nobody_says_when_again(story: Story) -> None:
    closed(story)
    assert story.refusal(ISSUE, KIOSK).again is None


# Asked for and decided


def test_a_counters_wish_changes_nothing_until_a_manager_has_agreed(story: Story) -> None:
    story.sign_on(1)
    wish = requested(story)
    assert not story.hall.closures[wish].approved
    story.arrive(SATU)
    done = story.do(DecideClosure(closure=wish, approved=True), "floor-1")[0]
    assert isinstance(done, TemporarilyClosed)
    assert (done.closure.id, done.closure.approved) == (wish, True)
    assert refusal(story, ISSUE, KIOSK) == (Reason.TEMPORARILY_CLOSED, ANGGREK)


def test_a_wish_that_is_turned_down_is_gone(story: Story) -> None:
    wish = requested(story)
    (ended,) = story.do(DecideClosure(closure=wish, approved=False), "floor-1")
    assert isinstance(ended, ClosureEnded)
    assert ended.reason == "rejected"
    assert not story.hall.closures
    story.arrive(SATU)


def test_a_wish_can_be_taken_back_and_was_never_in_force(story: Story) -> None:
    (ended,) = story.do(Reopen(closure=requested(story)), "counter-1")
    assert isinstance(ended, ClosureEnded)
    assert ended.reason == "rejected"


def test_what_is_decided_is_not_decided_again(story: Story) -> None:
    decided = DecideClosure(closure=closed(story), approved=True)
    assert refusal(story, decided, "floor-1") == (Reason.WRONG_STATE, "Listrik padam")


def test_a_wish_whose_time_is_up_is_not_granted_any_more(story: Story) -> None:
    wish = requested(story, until=story.now + HOUR)
    story.now += HOUR
    late = DecideClosure(closure=wish, approved=True)
    assert refusal(story, late, "floor-1") == (Reason.TOO_LATE, "Listrik padam")
    (ended,) = story.wait(0)
    assert isinstance(ended, ClosureEnded)
    assert ended.reason == "rejected"


def test_a_wish_whose_time_is_up_can_still_be_turned_down(story: Story) -> None:
    wish = requested(story, until=story.now + HOUR)
    story.now += HOUR
    story.do(DecideClosure(closure=wish, approved=False), "floor-1")
    assert not story.hall.closures


# The end


def test_a_closure_ends_by_itself_at_its_hour(story: Story) -> None:
    closed(story, until=story.now + HOUR)
    assert not story.wait(3_599)
    (ended,) = story.wait(1)
    assert isinstance(ended, ClosureEnded)
    assert ended.reason == "over"
    story.arrive(SATU)


def test_at_its_hour_a_closure_is_over_even_before_anybody_has_said_so(story: Story) -> None:
    closed(story, until=story.now + HOUR)
    story.now += HOUR
    assert story.hall.closures
    story.arrive(SATU)


@pytest.mark.parametrize("device", ["floor-1", "counter-1"])
def test_the_floor_or_the_tenant_opens_again(story: Story, device: str) -> None:
    (ended,) = story.do(Reopen(closure=closed(story)), device)
    assert isinstance(ended, ClosureEnded)
    assert ended.reason == "reopened"
    story.arrive(SATU)


def test_a_closure_without_an_end_outlives_the_night(story: Story) -> None:
    closed(story)
    story.wait(24 * 3_600)
    assert story.hall.day == "2026-03-03"
    assert refusal(story, ISSUE, KIOSK)[0] is Reason.TEMPORARILY_CLOSED


# Those who wait


def test_those_who_wait_stay_and_are_called(story: Story) -> None:
    story.sign_on(1)
    visit = story.arrive(SATU)
    closed(story)
    assert story.serve(1) == [visit]


def test_those_who_wait_are_told_that_it_is_over_for_today(story: Story) -> None:
    waiting, printing = story.arrive(SATU), story.issue(DUA)
    planned = story.arrive(EMPAT, more=(Errand(service=SATU, after=(0,)),))
    other = story.arrive(EMPAT)
    happenings = story.do(close(waiting="end"), "floor-1")
    ended = [each for each in happenings if isinstance(each, VisitCancelled)]
    assert [(each.visit, each.stop, each.reason) for each in ended] == [
        (waiting, 0, "closed"),
        (printing, 0, "closed"),
        (planned, 1, "closed"),
    ]
    assert story.line(EMPAT) == [planned, other]


def test_those_who_are_parked_are_told_too(story: Story) -> None:
    story.sign_on(1)
    visit = story.arrive(SATU)
    story.call(1)
    story.at(1, ParkVisit)
    closed(story, waiting="end")
    assert story.stop(visit).cancelled == "closed"


@pytest.mark.parametrize("serving", [False, True])
def test_whoever_is_at_a_counter_is_still_served(story: Story, serving: bool) -> None:
    story.sign_on(1)
    visit = story.arrive(SATU)
    story.call(1)
    if serving:
        story.at(1, StartService)
    closed(story, waiting="end")
    assert story.before(1) == visit
    if not serving:
        story.start(1)
    story.finish(1)
    assert story.stop(visit).state is State.FINISHED


def test_when_one_service_is_closed_those_of_the_others_go_on_waiting(story: Story) -> None:
    satu, dua = story.arrive(SATU), story.arrive(DUA)
    closed(story, service=SATU, waiting="end")
    assert (story.line(SATU), story.line(DUA)) == ([], [dua])
    assert story.stop(satu).cancelled == "closed"


def test_a_slip_that_comes_out_after_the_closing_brings_nobody_back(story: Story) -> None:
    visit = story.issue(SATU)
    closed(story, waiting="end")
    outcome = story.confirm(visit)
    assert isinstance(outcome, Refused)
    assert outcome.reason is Reason.WRONG_STATE


def test_a_wish_ends_nobodys_waiting_before_it_is_granted(story: Story) -> None:
    story.sign_on(1)
    visit = story.arrive(SATU)
    wish = requested(story, waiting="end")
    assert story.line(SATU) == [visit]
    story.do(DecideClosure(closure=wish, approved=True), "floor-1")
    assert story.line(SATU) == []


def test_a_no_show_of_a_closed_service_may_still_come(story: Story) -> None:
    story.sign_on(1)
    visit = story.arrive(SATU)
    story.call(1)
    story.at(1, MarkNoShow)
    closed(story)
    story.do(RestoreVisit(visit=visit), "counter-1")
    assert story.call(1) == visit


def test_a_number_of_a_closed_service_is_free_again_in_the_quota(story: Story) -> None:
    story.arrive(SATU)
    closed(story, waiting="end")
    assert story.hall.books is not None
    assert story.hall.books.given[SATU] == 0


# Refusals


def test_what_is_not_there_cannot_be_closed_decided_or_opened(story: Story) -> None:
    unknown = ClosureId(999)
    assert refusal(story, close(tenant=TenantId("cempaka")), "floor-1") == (
        Reason.UNKNOWN_TENANT,
        "cempaka",
    )
    nowhere = close(service=ServiceId("anggrek.tidak-ada"))
    assert refusal(story, nowhere, "floor-1") == (Reason.UNKNOWN_SERVICE, "anggrek.tidak-ada")
    assert refusal(story, close(service=EMPAT), "floor-1") == (Reason.UNKNOWN_SERVICE, EMPAT)
    decided = DecideClosure(closure=unknown, approved=True)
    assert refusal(story, decided, "floor-1") == (Reason.UNKNOWN_CLOSURE, "999")
    assert refusal(story, Reopen(closure=unknown), "floor-1") == (Reason.UNKNOWN_CLOSURE, "999")


def test_a_counter_speaks_for_its_own_tenant_only(story: Story) -> None:
    assert refusal(story, close(), "counter-4") == (Reason.OTHER_TENANT, ANGGREK)
    opened = Reopen(closure=closed(story))
    assert refusal(story, opened, "counter-4") == (Reason.OTHER_TENANT, ANGGREK)


def test_what_is_closed_is_not_closed_again(story: Story) -> None:
    closed(story)
    assert refusal(story, close(reason="Rapat"), "floor-1") == (Reason.WRONG_STATE, "Listrik padam")
    closed(story, service=SATU)


@pytest.mark.parametrize("late", [timedelta(), -HOUR])
def test_an_end_that_is_past_is_none(story: Story, late: timedelta) -> None:
    refused = story.refusal(close(until=story.now + late), "floor-1")
    assert refused.reason is Reason.MALFORMED
    assert "until" in refused.about


def test_an_end_without_a_zone_is_none(story: Story) -> None:
    naive = (story.now + HOUR).replace(tzinfo=None)
    assert story.refusal(close(until=naive), "floor-1").reason is Reason.MALFORMED


def test_those_who_are_told_are_told_in_the_order_of_their_numbers(story: Story) -> None:
    visits = [story.arrive(SATU) for _ in range(5)]
    happenings = story.do(close(waiting="end"), "floor-1")
    assert [each.visit for each in happenings if isinstance(each, VisitCancelled)] == visits
