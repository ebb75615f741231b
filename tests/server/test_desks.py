"""Counters and officers: breaks, relief, calls out of turn, absent officers, what a desk counts."""

from __future__ import annotations

import pytest

from protocol.catalogue import CounterId, Policy
from protocol.hall import State
from protocol.messages import (
    BreakEnded,
    BreakStarted,
    CallNext,
    CallVisit,
    Command,
    EndBreak,
    FinishService,
    FreeCounter,
    MarkNoShow,
    OfficerRelieved,
    OfficerSignedOff,
    ParkVisit,
    Reason,
    Recall,
    Refused,
    Relieve,
    SignOff,
    SignOn,
    StartService,
    TakeBack,
    TakeBreak,
    VisitId,
    VisitParked,
    VisitTakenBack,
)
from protocol.visit import Round, Why
from tests.server.mall import EMPAT, SATU, TIGA, small_mall
from tests.server.story import Story

ONE = CounterId(1)
REST = TakeBreak(counter=ONE, reason="prayer")


def at_work(**fields: object) -> Story:
    story = Story(small_mall(**fields))
    story.sign_on(1, "Ani")
    return story


@pytest.fixture
def story() -> Story:
    """Ani sits at counter 1."""
    return at_work()


def refusal(story: Story, command: Command, device: str = "counter-1") -> tuple[Reason, str]:
    refused = story.refusal(command, device)
    return refused.reason, refused.about


# Breaks


def test_a_break_has_a_reason_and_a_beginning(story: Story) -> None:
    (started,) = story.do(REST, "counter-1")
    assert isinstance(started, BreakStarted)
    assert started.reason == "prayer"
    assert (story.desk(1).on_break, story.desk(1).break_reason) == (story.now, "prayer")


def test_who_is_on_a_break_calls_nobody(story: Story) -> None:
    visit = story.arrive(SATU)
    story.do(REST, "counter-1")
    assert refusal(story, CallNext(counter=ONE)) == (Reason.OFFICER_ON_BREAK, "prayer")
    assert refusal(story, CallVisit(counter=ONE, visit=visit)) == (Reason.OFFICER_ON_BREAK, "prayer")
    (ended,) = story.do(EndBreak(counter=ONE), "counter-1")
    assert isinstance(ended, BreakEnded)
    assert story.desk(1).on_break is None
    assert story.call(1) == visit


def test_the_line_goes_on_at_the_other_counters_meanwhile(story: Story) -> None:
    story.sign_on(3)
    visit = story.arrive(SATU)
    story.do(REST, "counter-1")
    assert story.call(3) == visit


def test_nobody_rests_with_a_visit_before_them(story: Story) -> None:
    story.arrive(SATU)
    story.call(1)
    assert refusal(story, REST) == (Reason.COUNTER_BUSY, "A-001")
    story.start(1)
    assert refusal(story, REST) == (Reason.COUNTER_BUSY, "A-001")


def test_nobody_rests_twice_nor_ends_a_break_that_is_none(story: Story) -> None:
    assert refusal(story, EndBreak(counter=ONE)) == (Reason.WRONG_STATE, "break")
    story.do(REST, "counter-1")
    assert refusal(story, REST) == (Reason.OFFICER_ON_BREAK, "prayer")


def test_who_is_on_a_break_may_go_home(story: Story) -> None:
    story.do(REST, "counter-1")
    assert not isinstance(story.sign_off(1), Refused)
    story.sign_on(1, "Ani")
    assert story.desk(1).on_break is None


@pytest.mark.parametrize("command", [REST, EndBreak(counter=ONE), Relieve(counter=ONE, officer="Budi")])
def test_only_the_device_at_the_counter_speaks_for_it(story: Story, command: Command) -> None:
    assert refusal(story, command, "counter-2") == (Reason.COUNTER_TAKEN, "Ani")
    assert refusal(story, command, "counter-4") == (Reason.OTHER_TENANT, "1")
    story.sign_off(1)
    assert refusal(story, command) == (Reason.COUNTER_CLOSED, "1")


# Relief


def test_another_officer_goes_on_with_the_visit_that_is_there(story: Story) -> None:
    visit = story.arrive(SATU)
    story.call(1)
    story.start(1)
    story.wait(60)
    (relieved,) = story.do(Relieve(counter=ONE, officer="Budi"), "counter-1")
    assert isinstance(relieved, OfficerRelieved)
    desk = story.desk(1)
    assert (desk.officer, desk.visit, desk.since, desk.served) == ("Budi", visit, story.now, 0)
    story.finish(1)
    assert story.desk(1).served == 1


def test_relief_ends_a_break(story: Story) -> None:
    story.do(REST, "counter-1")
    story.do(Relieve(counter=ONE, officer="Budi"), "counter-1")
    assert story.desk(1).on_break is None


def test_an_officer_who_sits_elsewhere_does_not_relieve(story: Story) -> None:
    story.sign_on(2, "Budi")
    assert refusal(story, Relieve(counter=ONE, officer="Budi")) == (Reason.OFFICER_ELSEWHERE, "2")
    assert refusal(story, Relieve(counter=ONE, officer="Ani")) == (Reason.OFFICER_ELSEWHERE, "1")


def test_two_tenants_may_have_officers_of_one_name(story: Story) -> None:
    story.sign_on(4, "Budi")
    assert not isinstance(story.ask(Relieve(counter=ONE, officer="Budi"), "counter-1"), Refused)
    assert not isinstance(story.sign_on(5, "Ani"), Refused)


# A particular number


def test_an_officer_calls_a_number_out_of_its_turn_and_the_log_says_so(story: Story) -> None:
    story.arrive(SATU)
    second = story.arrive(SATU)
    (called,) = story.do(CallVisit(counter=ONE, visit=second), "counter-1")
    assert getattr(called, "why", None) == Why(rule="particular")
    assert story.before(1) == second


def test_a_call_out_of_turn_leaves_the_round_as_it_was() -> None:
    story = at_work(policy=Policy(order="interleave"))
    ordinary = story.arrive(SATU)
    for _ in range(2):
        story.arrive(SATU, priority="elderly")
    story.serve(1)
    (called,) = story.do(CallVisit(counter=ONE, visit=ordinary), "counter-1")
    assert getattr(called, "why", None) == Why(rule="particular", round=Round(priority=1))


def test_a_policy_may_forbid_it() -> None:
    story = at_work(policy=Policy(order="line", call_particular=False))
    visit = story.arrive(SATU)
    assert refusal(story, CallVisit(counter=ONE, visit=visit)) == (Reason.NOT_ALLOWED, "call_particular")
    assert story.call(1) == visit


def test_only_who_waits_for_a_service_of_the_counter_is_called_so(story: Story) -> None:
    tiga = story.arrive(TIGA)
    printing = story.issue(SATU)
    assert refusal(story, CallVisit(counter=ONE, visit=tiga)) == (Reason.WRONG_STATE, "waiting")
    assert refusal(story, CallVisit(counter=ONE, visit=printing)) == (Reason.WRONG_STATE, "printing")
    assert refusal(story, CallVisit(counter=ONE, visit=VisitId(999))) == (Reason.UNKNOWN_VISIT, "999")


def test_a_visit_at_another_counter_is_not_called_away(story: Story) -> None:
    story.sign_on(3)
    visit = story.arrive(SATU)
    story.call(3)
    assert refusal(story, CallVisit(counter=ONE, visit=visit)) == (Reason.ELSEWHERE, "A-001")


def test_a_busy_counter_calls_nobody_out_of_turn_either(story: Story) -> None:
    story.arrive(SATU)
    other = story.arrive(SATU)
    story.call(1)
    assert refusal(story, CallVisit(counter=ONE, visit=other)) == (Reason.COUNTER_BUSY, "A-001")
    story.at(1, StartService)
    assert refusal(story, CallNext(counter=ONE)) == (Reason.COUNTER_BUSY, "A-001")


# An absent officer


def free(story: Story, serving: str | None = None) -> FreeCounter:
    return FreeCounter(counter=ONE, reason="Pulang sakit", serving=serving)


def test_a_manager_signs_an_absent_officer_off(story: Story) -> None:
    (signed_off,) = story.do(free(story), "floor-1")
    assert isinstance(signed_off, OfficerSignedOff)
    assert signed_off.freed == "Pulang sakit"
    assert ONE not in story.hall.desks
    assert refusal(story, free(story), "floor-1") == (Reason.COUNTER_CLOSED, "1")


def test_a_called_visit_returns_to_its_place_when_its_counter_is_freed(story: Story) -> None:
    visit, other = story.arrive(SATU), story.arrive(SATU)
    story.call(1)
    back, _ = story.do(free(story), "floor-1")
    assert isinstance(back, VisitTakenBack)
    assert back.reason == "freed"
    assert story.line(SATU) == [visit, other]


def test_what_becomes_of_a_visit_in_service_the_manager_has_to_say(story: Story) -> None:
    story.arrive(SATU)
    story.call(1)
    story.start(1)
    assert refusal(story, free(story), "floor-1") == (Reason.COUNTER_BUSY, "A-001")


def test_a_freed_counter_finishes_or_parks_the_visit_that_was_served(story: Story) -> None:
    visits = [story.arrive(SATU) for _ in range(2)]
    for serving in ("finished", "parked"):
        story.call(1)
        story.start(1)
        story.do(free(story, serving), "floor-1")
        assert ONE not in story.hall.desks
        story.sign_on(1, "Budi")
    assert [story.stop(visit).state for visit in visits] == [State.FINISHED, State.PARKED]
    assert story.stop(visits[1]).parked == "counter_freed"


def test_a_freed_counter_can_be_taken_by_another_device(story: Story) -> None:
    story.do(free(story), "floor-1")
    assert not isinstance(story.ask(SignOn(counter=ONE, officer="Ani"), "counter-2"), Refused)


def test_an_unknown_counter_is_not_freed(story: Story) -> None:
    unknown = FreeCounter(counter=CounterId(99), reason="x")
    assert refusal(story, unknown, "floor-1") == (Reason.UNKNOWN_COUNTER, "99")


# What a desk counts


def test_a_desk_counts_whom_it_served_and_how_long(story: Story) -> None:
    for took_s in (60, 90):
        story.arrive(SATU)
        story.call(1)
        story.start(1)
        story.wait(took_s)
        story.finish(1)
    story.arrive(SATU)
    story.miss(1)
    assert (story.desk(1).served, story.desk(1).serving_s) == (2, 150.0)


@pytest.mark.parametrize("outcome", ["completed", "incomplete_documents", "referred", "not_served"])
def test_every_outcome_is_kept(story: Story, outcome: str) -> None:
    visit = story.arrive(SATU)
    story.call(1)
    story.start(1)
    story.at(1, FinishService, outcome=outcome)
    assert (story.stop(visit).state, story.stop(visit).outcome) == (State.FINISHED, outcome)


AT_COUNTER = {Recall: "called", StartService: "called", MarkNoShow: "called", TakeBack: "called"}


@pytest.mark.parametrize("kind", [*AT_COUNTER, FinishService])
def test_what_the_state_forbids_is_refused_with_the_state(story: Story, kind: type) -> None:
    story.arrive(SATU)
    story.call(1)
    if kind is FinishService:
        assert refusal(story, story.about(1, kind)) == (Reason.WRONG_STATE, "called")
        return
    story.start(1)
    assert refusal(story, story.about(1, kind)) == (Reason.WRONG_STATE, "serving")


def test_parking_says_why(story: Story) -> None:
    story.arrive(SATU)
    story.call(1)
    (parked,) = story.at(1, ParkVisit, reason="visitor")
    assert isinstance(parked, VisitParked)
    assert parked.reason == "visitor"


def test_a_late_click_never_touches_the_visit_after_it(story: Story) -> None:
    first = story.arrive(SATU)
    story.arrive(SATU)
    story.call(1)
    story.start(1)
    story.finish(1)
    story.call(1)
    late = FinishService(counter=ONE, visit=first)
    assert refusal(story, late) == (Reason.NOT_AT_COUNTER, "A-001")


def test_signing_off_takes_a_called_visit_back_and_not_one_that_is_served(story: Story) -> None:
    visit = story.arrive(SATU)
    story.call(1)
    back, _ = story.do(SignOff(counter=ONE), "counter-1")
    assert isinstance(back, VisitTakenBack)
    assert back.reason == "signed_off"
    assert story.line(SATU) == [visit]
    story.sign_on(1)
    story.call(1)
    story.start(1)
    assert refusal(story, SignOff(counter=ONE)) == (Reason.COUNTER_BUSY, "A-001")


def test_a_foreign_visit_is_none_of_the_counters_business(story: Story) -> None:
    visit = story.arrive(EMPAT)
    call = CallVisit(counter=ONE, visit=visit)
    assert refusal(story, call) == (Reason.OTHER_TENANT, "B-001")
    story.sign_on(4)
    story.call(4)
    assert refusal(story, call) == (Reason.OTHER_TENANT, "B-001")
