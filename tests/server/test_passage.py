"""A visit's way outside the counters: delayed, restored, parked and back, cancelled, corrected."""

from __future__ import annotations

from datetime import timedelta

import pytest

from protocol.catalogue import ClassId, Policy
from protocol.hall import State
from protocol.messages import (
    CallVisit,
    CancelVisit,
    ClassCorrected,
    CorrectClass,
    DelayVisit,
    Errand,
    MarkNoShow,
    OfOneVisit,
    ParkVisit,
    Reason,
    Refused,
    ReprintTicket,
    RestoreVisit,
    ReturnVisit,
    StartService,
    TakeBack,
    VisitCancelled,
    VisitDelayed,
    VisitId,
)
from tests.server.mall import DUA, EMPAT, SATU, small_mall
from tests.server.story import KIOSK, Story


def line_with(policy: Policy, count: int, **fields: object) -> tuple[Story, list[VisitId]]:
    """Counter 1 at work, and so many who wait for satu."""
    story = Story(small_mall(policy=policy, **fields))
    story.sign_on(1)
    return story, [story.arrive(SATU) for _ in range(count)]


IN_LINE = Policy(order="line")


# Delay: call me later


def test_who_asks_to_be_called_later_lets_the_next_five_go_first() -> None:
    story, visits = line_with(IN_LINE, 8)
    story.do(DelayVisit(visit=visits[0]), KIOSK)
    assert story.line(SATU) == [*visits[1:6], visits[0], *visits[6:]]


def test_the_next_are_those_behind_and_not_those_before() -> None:
    story, visits = line_with(Policy(order="line", delayed_behind=2), 6)
    story.do(DelayVisit(visit=visits[2]), KIOSK)
    assert story.line(SATU) == [*visits[:2], *visits[3:5], visits[2], visits[5]]


def test_whoever_is_last_stays_last_and_before_those_who_come_after() -> None:
    story, visits = line_with(IN_LINE, 3)
    story.wait(60)
    story.do(DelayVisit(visit=visits[1]), KIOSK)
    later = story.arrive(SATU)
    assert story.line(SATU) == [visits[0], visits[2], visits[1], later]


def test_the_next_of_all_services_of_the_counters_count() -> None:
    story, visits = line_with(Policy(order="line", delayed_behind=2), 1)
    others = [story.arrive(DUA) for _ in range(3)]
    story.do(DelayVisit(visit=visits[0]), KIOSK)
    assert story.serve(1, 4) == [*others[:2], visits[0], others[2]]


def test_the_own_other_stop_does_not_count() -> None:
    story, _ = line_with(Policy(order="line", delayed_behind=2), 0)
    both = story.arrive(SATU, more=(Errand(service=DUA),))
    others = [story.arrive(SATU) for _ in range(4)]
    story.do(DelayVisit(visit=both), KIOSK)
    assert story.line(SATU) == [*others[:2], both, *others[2:]]
    assert story.serve(1, 3) == [*others[:2], both]


def test_a_visit_is_delayed_twice_at_most() -> None:
    story, visits = line_with(Policy(order="line", delayed_behind=1), 6)
    for _ in range(2):
        assert isinstance(story.do(DelayVisit(visit=visits[0]), KIOSK)[0], VisitDelayed)
    assert story.line(SATU).index(visits[0]) == 2
    assert story.refusal(DelayVisit(visit=visits[0]), KIOSK) == Refused(
        reason=Reason.DELAYED_ENOUGH, about="A-001"
    )


def test_how_often_a_visit_may_be_delayed_is_the_policys() -> None:
    story, visits = line_with(Policy(order="line", delays_max=0), 2)
    assert story.refusal(DelayVisit(visit=visits[0]), KIOSK).reason is Reason.DELAYED_ENOUGH


def test_all_stops_that_wait_are_delayed() -> None:
    story, _ = line_with(IN_LINE, 0)
    visit = story.arrive(SATU, more=(Errand(service=EMPAT),))
    others = [story.arrive(service) for service in (SATU, EMPAT)]
    story.do(DelayVisit(visit=visit), KIOSK)
    assert (story.line(SATU), story.line(EMPAT)) == ([others[0], visit], [others[1], visit])


def test_with_one_line_for_all_those_with_priority_count_too() -> None:
    story, visits = line_with(Policy(order="line", delayed_behind=2), 1)
    elderly = story.arrive(SATU, priority="elderly")
    others = [story.arrive(SATU) for _ in range(2)]
    story.do(DelayVisit(visit=visits[0]), KIOSK)
    assert story.serve(1, 4) == [elderly, others[0], visits[0], others[1]]


def test_with_ageing_the_head_start_counts_when_a_visit_is_delayed() -> None:
    story, visits = line_with(Policy(order="ageing", head_start_min=20, delayed_behind=2), 3)
    elderly = story.arrive(SATU, priority="elderly")
    story.do(DelayVisit(visit=elderly), KIOSK)
    assert story.serve(1, 4) == [visits[0], visits[1], elderly, visits[2]]


def test_with_rounds_only_the_own_stream_counts() -> None:
    story, visits = line_with(Policy(order="interleave", delayed_behind=1), 3)
    p = [story.arrive(SATU, priority="elderly") for _ in range(3)]
    story.do(DelayVisit(visit=p[0]), KIOSK)
    story.do(DelayVisit(visit=visits[0]), KIOSK)
    assert story.serve(1, 6) == [p[1], p[0], visits[1], p[2], visits[0], visits[2]]


# Restore: a no-show who is here after all


def test_a_restored_no_show_stands_behind_the_next_three() -> None:
    story, visits = line_with(IN_LINE, 6)
    assert story.miss(1) == visits[0]
    story.do(RestoreVisit(visit=visits[0]), "counter-1")
    assert story.line(SATU) == [*visits[1:4], visits[0], *visits[4:]]
    assert story.stop(visits[0]).back


def test_in_a_shorter_line_a_restored_no_show_stands_at_the_end() -> None:
    story, visits = line_with(IN_LINE, 3)
    story.miss(1)
    story.do(RestoreVisit(visit=visits[0]), "counter-1")
    later = story.arrive(SATU)
    assert story.line(SATU) == [*visits[1:], visits[0], later]


def test_alone_a_restored_no_show_is_next() -> None:
    story, visits = line_with(IN_LINE, 1)
    story.miss(1)
    story.do(RestoreVisit(visit=visits[0]), "counter-1")
    assert story.call(1) == visits[0]


def test_behind_how_many_a_no_show_is_restored_is_the_policys() -> None:
    story, visits = line_with(Policy(order="line", restored_behind=1), 4)
    story.miss(1)
    story.do(RestoreVisit(visit=visits[0]), "counter-1")
    assert story.line(SATU) == [visits[1], visits[0], *visits[2:]]


def test_a_no_show_with_priority_in_line_order_stands_behind_the_next_three_as_well() -> None:
    story, _ = line_with(IN_LINE, 0)
    elderly = story.arrive(SATU, priority="elderly")
    others = [story.arrive(SATU) for _ in range(5)]
    story.miss(1)
    story.do(RestoreVisit(visit=elderly), "counter-1")
    assert story.line(SATU) == [*others[:3], elderly, *others[3:]]


def test_whoever_was_called_out_of_turn_and_missed_never_gains_by_it() -> None:
    story, visits = line_with(IN_LINE, 6)
    story.do(CallVisit(counter=story.desk(1).counter, visit=visits[5]), "counter-1")
    story.at(1, MarkNoShow)
    story.do(RestoreVisit(visit=visits[5]), "counter-1")
    assert story.line(SATU) == visits


def test_a_no_show_is_restored_within_half_an_hour_and_no_later() -> None:
    story, visits = line_with(IN_LINE, 2)
    story.miss(1)
    story.wait(30 * 60)
    story.do(RestoreVisit(visit=visits[0]), KIOSK)
    story.sign_off(1)
    story.sign_on(1)
    story.miss(1)
    story.wait(30 * 60 + 1)
    assert story.refusal(RestoreVisit(visit=visits[1]), KIOSK) == Refused(
        reason=Reason.TOO_LATE, about="A-002"
    )


def test_how_long_a_no_show_may_take_is_the_policys() -> None:
    story, visits = line_with(Policy(order="line", restore_min=5), 1)
    story.miss(1)
    story.wait(5 * 60 + 1)
    assert story.refusal(RestoreVisit(visit=visits[0]), KIOSK).reason is Reason.TOO_LATE


def test_a_no_show_of_yesterday_is_not_restored_into_todays_numbers() -> None:
    story = Story(now=Story().now + timedelta(hours=13, minutes=50))
    story.sign_on(1)
    visit = story.arrive(SATU)
    story.miss(1)
    story.wait(12 * 60)
    assert story.hall.day == "2026-03-03"
    assert story.refusal(RestoreVisit(visit=visit), KIOSK).reason is Reason.DAY_OVER


# Park and return


def parked(policy: Policy = IN_LINE, *, serving: bool = False) -> tuple[Story, VisitId]:
    story, (visit,) = line_with(policy, 1)
    story.call(1)
    if serving:
        story.at(1, StartService)
    story.at(1, ParkVisit)
    return story, visit


@pytest.mark.parametrize("serving", [False, True])
def test_parking_frees_the_counter_and_calls_nobody_by_mistake(serving: bool) -> None:
    story, visit = parked(serving=serving)
    assert (story.stop(visit).state, story.stop(visit).parked) == (State.PARKED, "documents")
    assert story.desk(1).visit is None
    assert story.call(1) is Reason.LINE_EMPTY


def test_whoever_returns_with_the_documents_stands_where_they_stood() -> None:
    story, visit = parked()
    others = [story.arrive(SATU) for _ in range(2)]
    story.wait(3_600)
    story.do(ReturnVisit(visit=visit), "counter-1")
    assert story.line(SATU) == [visit, *others]
    assert story.stop(visit).back


def test_whoever_returns_stands_at_the_end_where_the_policy_says_so() -> None:
    story, visit = parked(Policy(order="line", returned_keep_place=False))
    others = [story.arrive(SATU) for _ in range(2)]
    story.wait(60)
    story.do(ReturnVisit(visit=visit), "reception-1")
    assert story.line(SATU) == [*others, visit]


def test_a_visit_that_was_served_before_it_was_parked_starts_anew() -> None:
    story, visit = parked(serving=True)
    story.do(ReturnVisit(visit=visit), "counter-1")
    assert story.call(1) == visit
    stop = story.stop(visit)
    assert (stop.started_at, stop.calls, stop.called_at) == (None, 2, story.now)


# Cancel


@pytest.mark.parametrize(
    ("device", "why"),
    [(KIOSK, "visitor"), ("reception-1", "staff"), ("counter-1", "staff"), ("floor-1", "staff")],
)
def test_a_cancellation_says_who_wanted_it(device: str, why: str) -> None:
    story, (visit,) = line_with(IN_LINE, 1)
    cancelled = story.do(CancelVisit(visit=visit), device)[0]
    assert isinstance(cancelled, VisitCancelled)
    assert cancelled.reason == why
    assert story.line(SATU) == []


def test_a_called_visit_that_is_cancelled_frees_the_counter() -> None:
    story, (visit, other) = line_with(IN_LINE, 2)
    story.call(1)
    story.do(CancelVisit(visit=visit), KIOSK)
    assert story.desk(1).visit is None
    assert story.call(1) == other


def test_a_visit_being_served_is_not_cancelled_but_the_rest_of_it_is() -> None:
    story, _ = line_with(IN_LINE, 0)
    visit = story.arrive(SATU, more=(Errand(service=EMPAT),))
    story.call(1)
    story.start(1)
    story.do(CancelVisit(visit=visit), KIOSK)
    assert [stop.state for stop in story.visit(visit).stops] == [State.SERVING, State.CANCELLED]
    assert story.refusal(CancelVisit(visit=visit), KIOSK).reason is Reason.WRONG_STATE


def test_a_parked_visit_can_be_cancelled() -> None:
    story, visit = parked()
    story.do(CancelVisit(visit=visit), KIOSK)
    assert not story.visit(visit).open


def test_whoever_cancelled_is_not_brought_back_by_a_late_confirmation() -> None:
    story, (visit,) = line_with(IN_LINE, 1)
    story.do(CancelVisit(visit=visit), KIOSK)
    outcome = story.confirm(visit)
    assert isinstance(outcome, Refused)
    assert outcome.reason is Reason.WRONG_STATE


# Class, copy


def test_a_corrected_class_is_told_with_the_visit() -> None:
    story, (visit,) = line_with(IN_LINE, 1)
    corrected = story.do(CorrectClass(visit=visit, priority=ClassId("elderly")), "floor-1")[0]
    assert isinstance(corrected, ClassCorrected)
    assert story.visit(visit).priority == "elderly"


def test_an_unknown_class_is_refused_by_name() -> None:
    story, (visit,) = line_with(IN_LINE, 1)
    refused = story.refusal(CorrectClass(visit=visit, priority=ClassId("vip")), "counter-1")
    assert (refused.reason, refused.about) == (Reason.UNKNOWN_CLASS, "vip")


def test_a_class_that_it_has_already_is_no_correction() -> None:
    story, (visit,) = line_with(IN_LINE, 1)
    assert story.refusal(CorrectClass(visit=visit, priority=None), "counter-1").reason is Reason.WRONG_STATE


def test_a_class_can_be_corrected_in_mid_service() -> None:
    story, (visit,) = line_with(IN_LINE, 1)
    story.call(1)
    story.start(1)
    story.do(CorrectClass(visit=visit, priority=ClassId("infant")), "counter-1")
    assert story.before(1) == visit


def test_copies_of_the_slip_are_counted_and_change_nothing_else() -> None:
    story, (visit,) = line_with(IN_LINE, 1)
    before = story.visit(visit).stops
    story.do(ReprintTicket(visit=visit), "reception-1")
    story.do(ReprintTicket(visit=visit), KIOSK)
    assert (story.visit(visit).copies, story.visit(visit).stops) == (2, before)


def test_nothing_is_printed_again_once_all_is_over_nor_by_a_foreign_kiosk() -> None:
    story, (visit,) = line_with(IN_LINE, 1)
    assert story.refusal(ReprintTicket(visit=visit), "kiosk-2").reason is Reason.UNKNOWN_VISIT
    assert story.refusal(ReprintTicket(visit=VisitId(999)), KIOSK).about == "999"
    story.serve(1)
    assert story.refusal(ReprintTicket(visit=visit), "reception-1").reason is Reason.WRONG_STATE


# Who may, and when


@pytest.mark.parametrize("kind", [CancelVisit, DelayVisit, RestoreVisit, ReturnVisit])
def test_a_visit_in_no_state_for_it_is_refused(kind: type[OfOneVisit]) -> None:
    story, (visit,) = line_with(IN_LINE, 1)
    story.serve(1)
    refused = story.refusal(kind(visit=visit), "counter-1")
    assert (refused.reason, refused.about) == (Reason.WRONG_STATE, "finished")


@pytest.mark.parametrize("kind", [CancelVisit, DelayVisit, RestoreVisit, ReturnVisit])
def test_an_unknown_visit_is_refused_by_its_id(kind: type[OfOneVisit]) -> None:
    refused = Story().refusal(kind(visit=VisitId(999)), "counter-1")
    assert (refused.reason, refused.about) == (Reason.UNKNOWN_VISIT, "999")


@pytest.mark.parametrize("kind", [CancelVisit, DelayVisit, RestoreVisit])
def test_a_kiosk_reaches_its_own_visits_only(kind: type[OfOneVisit]) -> None:
    story, (visit,) = line_with(IN_LINE, 1)
    assert story.refusal(kind(visit=visit), "kiosk-2").reason is Reason.UNKNOWN_VISIT


@pytest.mark.parametrize("kind", [CancelVisit, DelayVisit, RestoreVisit, ReturnVisit])
def test_a_counter_reaches_its_own_tenant_only(kind: type[OfOneVisit]) -> None:
    story, (visit,) = line_with(IN_LINE, 1)
    refused = story.refusal(kind(visit=visit), "counter-4")
    assert (refused.reason, refused.about) == (Reason.OTHER_TENANT, "A-001")


def test_a_correction_is_refused_for_a_foreign_visit_too() -> None:
    story, (visit,) = line_with(IN_LINE, 1)
    refused = story.refusal(CorrectClass(visit=visit, priority=ClassId("elderly")), "counter-4")
    assert refused.reason is Reason.OTHER_TENANT


def test_taken_back_is_not_back_in_the_line() -> None:
    story, (visit,) = line_with(IN_LINE, 1)
    story.call(1)
    story.at(1, TakeBack)
    assert not story.stop(visit).back
