"""Each rule of the line, by example."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from immutables import Map
from msgspec.structs import replace

from protocol.catalogue import Catalogue, CounterId, ServiceId
from protocol.hall import State
from protocol.messages import (
    AtCounter,
    ConfirmTicket,
    DayEnded,
    DayStarted,
    FinishService,
    IssueTicket,
    MarkNoShow,
    OfficerSignedOff,
    OfficerSignedOn,
    Reason,
    Recall,
    Refused,
    ServiceFinished,
    ServiceStarted,
    SignOn,
    StartService,
    TakeBack,
    TicketConfirmed,
    VisitCancelled,
    VisitId,
    VisitMissed,
    VisitRecalled,
    VisitsForgotten,
    VisitTakenBack,
)
from server import issuing
from server.engine import ENDED_KEPT_S, FORGOTTEN_COUNT_MAX, PRINTING_S_MAX, due, lacking
from server.given import SERVER
from server.numbering import NUMBER_MAX
from tests.server.mall import DUA, EMPAT, LIMA, SATU, TIGA, small_mall
from tests.server.story import DAY, EIGHT, KIOSK, Story, reason

NOWHERE = CounterId(77)


# Tickets


def test_a_ticket_has_its_tenants_prefix_and_the_next_number(story: Story) -> None:
    labels = [story.visit(story.issue(service)).label for service in (SATU, DUA, EMPAT, SATU)]
    assert labels == ["A-001", "A-002", "B-001", "A-003"]


def test_a_visit_is_named_by_the_event_that_issued_it(story: Story) -> None:
    ticket = story.issued(SATU)
    assert story.events[-1].seq == ticket.visit


def test_a_ticket_carries_the_given_token_and_its_kiosk(story: Story) -> None:
    ticket = story.issued(SATU, "kiosk-2")
    assert (ticket.token, ticket.issuer) == ("token-1", "kiosk-2")


def test_a_ticket_keeps_the_language_that_was_chosen(story: Story) -> None:
    story.ask(IssueTicket(service=SATU, language="en"), KIOSK)
    assert [visit.language for visit in story.hall.visits.values()] == ["en"]


def test_a_ticket_says_how_many_of_its_pool_wait(story: Story) -> None:
    for service in (SATU, DUA, TIGA, EMPAT):
        story.arrive(service)
    # Counters 1 and 3 serve "satu", counter 1 "dua" too; "tiga" shares no counter with it.
    assert story.issued(SATU).ahead == 2
    assert story.issued(DUA).ahead == 3
    assert story.issued(LIMA).ahead == 1


def test_an_unknown_service_is_refused_by_name(story: Story) -> None:
    outcome = story.ask(IssueTicket(service=ServiceId("anggrek.tidak-ada")), KIOSK)
    assert outcome == Refused(reason=Reason.UNKNOWN_SERVICE, about="anggrek.tidak-ada")


def test_a_full_line_takes_nobody_more(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issuing, "LINE_COUNT_MAX", 2)
    story.arrive(SATU)
    assert not isinstance(story.ask(IssueTicket(service=DUA), KIOSK), Refused)
    story.arrive(DUA)
    outcome = story.ask(IssueTicket(service=DUA), KIOSK)
    assert outcome == Refused(reason=Reason.LINE_FULL, about=DUA)
    assert not isinstance(story.ask(IssueTicket(service=EMPAT), KIOSK), Refused)


def test_after_999_comes_1000(story: Story) -> None:
    given_out(story, 998)
    assert [story.visit(story.issue(SATU)).label for _ in range(3)] == ["A-999", "A-1000", "A-1001"]


def test_after_the_last_number_the_series_is_exhausted_for_its_prefix_only(story: Story) -> None:
    given_out(story, NUMBER_MAX - 1)
    assert story.visit(story.issue(SATU)).label == "A-9999"
    assert story.ask(IssueTicket(service=SATU), KIOSK) == Refused(reason=Reason.NUMBERS_EXHAUSTED, about="A")
    assert story.visit(story.issue(EMPAT)).label == "B-001"


def given_out(story: Story, last: int) -> None:
    assert story.hall.books is not None
    story.hall = replace(story.hall, books=replace(story.hall.books, series=Map({"A": last})))


def test_each_day_starts_at_001(story: Story) -> None:
    story.issue(SATU)
    story.issue(SATU)
    story.wait(24 * 3600)
    assert story.visit(story.issue(SATU)).label == "A-001"


# Confirmation


def test_a_ticket_waits_only_once_it_is_confirmed(story: Story) -> None:
    visit = story.issue(SATU)
    assert (story.stop(visit).state, story.line(SATU)) == (State.PRINTING, [])
    story.confirm(visit)
    assert (story.stop(visit).state, story.line(SATU)) == (State.WAITING, [visit])


def test_an_unconfirmed_ticket_is_not_called(story: Story) -> None:
    story.sign_on(1)
    first = story.issue(SATU)
    assert story.call(1) is Reason.LINE_EMPTY
    second = story.arrive(SATU)
    assert story.call(1) == second
    assert story.stop(first).state is State.PRINTING


def test_the_place_in_line_is_that_of_the_issue_not_of_the_confirmation(story: Story) -> None:
    early = story.issue(SATU)
    late = story.arrive(SATU)
    story.confirm(early)
    assert story.line(SATU) == [early, late]


def test_how_the_visitor_has_the_number_is_kept(story: Story) -> None:
    visit = story.issue(SATU)
    story.ask(ConfirmTicket(visit=visit, paper="screen"), KIOSK)
    assert story.visit(visit).paper == "screen"


def test_a_ticket_is_confirmed_once(story: Story) -> None:
    visit = story.arrive(SATU)
    assert story.confirm(visit) == Refused(reason=Reason.WRONG_STATE, about="waiting")


def test_only_the_kiosk_that_issued_it_confirms_a_ticket(story: Story) -> None:
    visit = story.issue(SATU)
    assert reason(story.confirm(visit, "kiosk-2")) is Reason.UNKNOWN_VISIT
    assert story.stop(visit).state is State.PRINTING


def test_the_server_itself_confirms_for_who_has_opened_the_page(story: Story) -> None:
    visit = story.issue(SATU)
    story.confirm(visit, SERVER)
    assert story.line(SATU) == [visit]


def test_the_reception_confirms_for_who_stands_before_it_with_a_copy(story: Story) -> None:
    visit = story.issue(SATU)
    story.confirm(visit, "reception-1")
    assert story.line(SATU) == [visit]


def test_a_visit_that_never_was_cannot_be_confirmed(story: Story) -> None:
    assert story.confirm(VisitId(4711)) == Refused(reason=Reason.UNKNOWN_VISIT, about="4711")


def test_a_ticket_that_nobody_confirms_leaves_after_its_limit(story: Story) -> None:
    visit = story.issue(SATU)
    assert story.wait(PRINTING_S_MAX) == ()
    (cancelled,) = story.wait(1)
    assert isinstance(cancelled, VisitCancelled)
    assert (cancelled.visit, cancelled.reason) == (visit, "not_confirmed")
    assert story.stop(visit).cancelled == "not_confirmed"


def test_a_late_confirmation_brings_the_visit_back_to_its_place(story: Story) -> None:
    early = story.issue(SATU)
    late = story.arrive(SATU)
    story.wait(PRINTING_S_MAX + 1)
    assert story.stop(early).state is State.CANCELLED
    (confirmed,) = story.confirm(early)
    assert isinstance(confirmed, TicketConfirmed)
    assert story.line(SATU) == [early, late]
    stop = story.stop(early)
    assert (stop.state, stop.cancelled, stop.ended_at) == (State.WAITING, None, None)


def test_a_late_confirmation_is_refused_after_its_day(story: Story) -> None:
    story.wait(14 * 3600 - 200)
    visit = story.issue(SATU)
    story.wait(PRINTING_S_MAX + 1)
    assert story.stop(visit).cancelled == "not_confirmed"
    story.wait(200)
    assert story.hall.day == "2026-03-03"
    assert story.confirm(visit) == Refused(reason=Reason.WRONG_STATE, about="cancelled")


def test_what_the_day_ended_is_not_confirmed_afterwards(story: Story) -> None:
    story.wait(14 * 3600 - 30)
    visit = story.issue(SATU)
    story.wait(30)
    assert story.stop(visit).cancelled == "day_ended"
    assert reason(story.confirm(visit)) is Reason.WRONG_STATE


# Calling


def test_who_came_first_is_called_first_over_the_whole_pool(story: Story) -> None:
    story.sign_on(1)
    visits = [story.arrive(service) for service in (DUA, SATU, DUA, SATU)]
    called: list[VisitId | Reason] = []
    for _ in visits:
        called.append(story.call(1))
        story.start(1)
        story.finish(1)
    assert called == visits


def test_two_who_came_at_the_same_moment_go_in_the_order_of_issue(story: Story) -> None:
    story.sign_on(1)
    first, second = story.issue(DUA), story.issue(SATU)
    story.confirm(second)
    story.confirm(first)
    assert story.call(1) == first


def test_a_counter_never_gets_a_visit_for_a_service_that_it_does_not_serve(story: Story) -> None:
    story.sign_on(3)
    story.arrive(DUA)
    story.arrive(EMPAT)
    assert story.call(3) is Reason.LINE_EMPTY
    mine = story.arrive(SATU)
    assert story.call(3) == mine


def test_two_counters_of_a_pool_never_get_the_same_visit(story: Story) -> None:
    story.sign_on(1)
    story.sign_on(3)
    first, second = story.arrive(SATU), story.arrive(SATU)
    assert (story.call(1), story.call(3)) == (first, second)


def test_an_empty_line_calls_nobody(story: Story) -> None:
    story.sign_on(1)
    assert story.call(1) is Reason.LINE_EMPTY


def test_a_closed_counter_calls_nobody(story: Story) -> None:
    story.arrive(SATU)
    assert story.call(1) is Reason.COUNTER_CLOSED


def test_a_counter_with_a_visitor_calls_nobody_else(story: Story) -> None:
    story.sign_on(1)
    story.arrive(SATU)
    story.arrive(SATU)
    story.call(1)
    assert story.call(1) is Reason.COUNTER_BUSY
    story.start(1)
    assert story.call(1) is Reason.COUNTER_BUSY


def test_a_call_is_seen_at_the_visit_and_at_the_counter(story: Story) -> None:
    story.sign_on(1)
    visit = story.arrive(SATU)
    story.call(1)
    stop = story.stop(visit)
    assert (stop.state, stop.counter, stop.calls, stop.called_at) == (State.CALLED, 1, 1, story.now)
    assert (story.desk(1).visit, story.line(SATU)) == (visit, [])


# Counters and officers


def test_an_officer_signs_on_at_an_open_counter(story: Story) -> None:
    story.sign_on(1, "Ani")
    desk = story.desk(1)
    assert (desk.officer, desk.device, desk.since, desk.visit) == ("Ani", "counter-1", EIGHT, None)


def test_a_second_officer_at_a_counter_is_refused_and_told_who_sits_there(story: Story) -> None:
    story.sign_on(1, "Ani")
    outcome = story.ask(SignOn(counter=CounterId(1), officer="Budi"), "counter-2")
    assert outcome == Refused(reason=Reason.COUNTER_TAKEN, about="Ani")
    assert story.desk(1).officer == "Ani"


def test_an_officer_sits_at_one_counter_of_a_tenant(story: Story) -> None:
    story.sign_on(1, "Ani")
    assert story.sign_on(2, "Ani") == Refused(reason=Reason.OFFICER_ELSEWHERE, about="1")


def test_another_tenant_may_have_an_officer_of_the_same_name(story: Story) -> None:
    story.sign_on(1, "Ani")
    (signed,) = story.sign_on(4, "Ani")
    assert isinstance(signed, OfficerSignedOn)


def test_a_device_serves_one_counter(story: Story) -> None:
    story.sign_on(1, "Ani")
    outcome = story.ask(SignOn(counter=CounterId(2), officer="Budi"), "counter-1")
    assert outcome == Refused(reason=Reason.DEVICE_ELSEWHERE, about="1")


def test_a_counter_that_does_not_exist_is_refused(story: Story) -> None:
    outcome = story.ask(SignOn(counter=NOWHERE, officer="Ani"), "counter-1")
    assert outcome == Refused(reason=Reason.UNKNOWN_COUNTER, about="77")


def test_a_counter_of_another_tenant_is_refused(story: Story) -> None:
    outcome = story.ask(SignOn(counter=CounterId(4), officer="Ani"), "counter-1")
    assert outcome == Refused(reason=Reason.OTHER_TENANT, about="4")


def test_only_the_officers_own_device_acts_at_a_counter(story: Story) -> None:
    story.sign_on(1, "Ani")
    visit = story.arrive(SATU)
    story.call(1)
    for kind in (Recall, StartService, MarkNoShow, TakeBack):
        outcome = story.ask(kind(counter=CounterId(1), visit=visit), "counter-2")
        assert outcome == Refused(reason=Reason.COUNTER_TAKEN, about="Ani")


def test_signing_off_closes_the_counter(story: Story) -> None:
    story.sign_on(1)
    story.sign_off(1)
    assert CounterId(1) not in story.hall.desks
    assert reason(story.sign_off(1)) is Reason.COUNTER_CLOSED


def test_signing_off_returns_the_called_visit_to_its_place(story: Story) -> None:
    story.sign_on(1)
    first, second = story.arrive(SATU), story.arrive(SATU)
    story.call(1)
    returned, left = story.sign_off(1)
    assert isinstance(returned, VisitTakenBack)
    assert (returned.visit, returned.reason) == (first, "signed_off")
    assert isinstance(left, OfficerSignedOff)
    assert story.line(SATU) == [first, second]


def test_nobody_signs_off_while_a_visitor_is_served(story: Story) -> None:
    story.sign_on(1)
    story.arrive(SATU)
    story.call(1)
    story.start(1)
    assert story.sign_off(1) == Refused(reason=Reason.COUNTER_BUSY, about="A-001")
    story.finish(1)
    assert not isinstance(story.sign_off(1), Refused)


# At the counter


@pytest.fixture
def called(story: Story) -> VisitId:
    """The visit that counter 1 has just called."""
    story.sign_on(1)
    story.arrive(SATU)
    visit = story.call(1)
    assert isinstance(visit, int)
    return visit


def test_each_recall_is_counted(story: Story, called: VisitId) -> None:
    for calls in (2, 3):
        (again,) = story.ask(Recall(counter=CounterId(1), visit=called), "counter-1")
        assert isinstance(again, VisitRecalled)
        assert story.stop(called).calls == calls


def test_serving_starts_and_finishes_with_an_outcome(story: Story, called: VisitId) -> None:
    (started,) = story.start(1)
    assert isinstance(started, ServiceStarted)
    assert (story.stop(called).state, story.stop(called).started_at) == (State.SERVING, story.now)
    story.wait(300)
    command = FinishService(counter=CounterId(1), visit=called, outcome="incomplete_documents")
    (finished,) = story.ask(command, "counter-1")
    assert isinstance(finished, ServiceFinished)
    stop = story.stop(called)
    assert (stop.state, stop.outcome, stop.ended_at) == (State.FINISHED, "incomplete_documents", story.now)
    assert story.desk(1).visit is None


def test_a_no_show_ends_the_visit_and_frees_the_counter(story: Story, called: VisitId) -> None:
    (missed,) = story.ask(MarkNoShow(counter=CounterId(1), visit=called), "counter-1")
    assert isinstance(missed, VisitMissed)
    assert (story.stop(called).state, story.desk(1).visit) == (State.NO_SHOW, None)


def test_who_is_taken_back_is_first_in_line_again(story: Story, called: VisitId) -> None:
    other = story.arrive(SATU)
    (taken,) = story.ask(TakeBack(counter=CounterId(1), visit=called), "counter-1")
    assert isinstance(taken, VisitTakenBack)
    assert taken.reason == "officer"
    assert story.line(SATU) == [called, other]
    stop = story.stop(called)
    assert (stop.counter, stop.called_at, stop.calls) == (None, None, 1)
    assert story.call(1) == called
    assert story.stop(called).calls == 2


@pytest.mark.parametrize("kind", [Recall, StartService, MarkNoShow, TakeBack])
def test_what_is_done_to_the_called_is_refused_while_serving(
    story: Story, called: VisitId, kind: type[AtCounter]
) -> None:
    story.start(1)
    outcome = story.ask(kind(counter=CounterId(1), visit=called), "counter-1")
    assert outcome == Refused(reason=Reason.WRONG_STATE, about="serving")


def test_what_has_not_started_is_not_finished(story: Story, called: VisitId) -> None:
    assert story.finish(1) == Refused(reason=Reason.WRONG_STATE, about="called")
    assert story.stop(called).state is State.CALLED


@pytest.mark.parametrize("kind", [Recall, StartService, FinishService, MarkNoShow, TakeBack])
def test_a_late_click_never_touches_the_next_visitor(
    story: Story, called: VisitId, kind: type[AtCounter]
) -> None:
    story.ask(MarkNoShow(counter=CounterId(1), visit=called), "counter-1")
    story.arrive(SATU)
    next_ = story.call(1)
    before = story.hall
    outcome = story.ask(kind(counter=CounterId(1), visit=called), "counter-1")
    assert outcome == Refused(reason=Reason.NOT_AT_COUNTER, about="A-001")
    assert story.hall is before
    assert story.desk(1).visit == next_


@pytest.mark.parametrize("kind", [Recall, StartService, FinishService, MarkNoShow, TakeBack])
def test_a_visit_that_never_was_is_not_at_the_counter(
    story: Story, called: VisitId, kind: type[AtCounter]
) -> None:
    outcome = story.ask(kind(counter=CounterId(1), visit=VisitId(4711)), "counter-1")
    assert outcome == Refused(reason=Reason.NOT_AT_COUNTER, about="4711")
    assert story.desk(1).visit == called


# Time


def test_the_first_tick_starts_the_day(story: Story) -> None:
    assert [event.what for event in story.events] == [DayStarted(day=DAY)]
    assert story.wait(5) == ()


def test_at_its_hour_the_day_ends_with_all_that_is_left(story: Story) -> None:
    story.sign_on(1)
    story.sign_on(4)
    served, called, waiting = story.arrive(SATU), story.arrive(EMPAT), story.arrive(SATU)
    story.call(1)
    story.start(1)
    story.call(4)
    story.now = EIGHT + timedelta(hours=14, seconds=-1)
    printing = story.issue(LIMA)
    assert story.wait(0) == ()
    happenings = story.wait(1)
    *cancelled, off_1, off_4, ended, started = happenings
    assert {each.visit for each in cancelled if isinstance(each, VisitCancelled)} == {
        served,
        called,
        waiting,
        printing,
    }
    assert len(cancelled) == 4
    assert [type(off_1), type(off_4)] == [OfficerSignedOff, OfficerSignedOff]
    assert (ended, started) == (DayEnded(day=DAY, left=4), DayStarted(day="2026-03-03"))
    assert (len(story.hall.desks), len(story.hall.lines)) == (0, 0)
    assert {visit.stops[0].state for visit in story.hall.visits.values()} == {State.CANCELLED}


def test_what_had_ended_is_not_left_at_the_days_end(story: Story) -> None:
    story.sign_on(1)
    visit = story.arrive(SATU)
    story.call(1)
    story.start(1)
    story.now = EIGHT + timedelta(hours=14, minutes=-1)
    story.finish(1)
    happenings = story.wait(60)
    assert DayEnded(day=DAY, left=0) in happenings
    assert story.stop(visit).state is State.FINISHED


def test_a_clock_set_back_starts_no_day_a_second_time(story: Story) -> None:
    story.wait(24 * 3600)
    assert due(story.hall, story.now - timedelta(hours=20)) == ()


def test_days_without_a_server_are_skipped(story: Story) -> None:
    assert story.wait(5 * 24 * 3600) == (DayEnded(day=DAY, left=0), DayStarted(day="2026-03-07"))


def test_an_ended_visit_is_forgotten_after_its_time(story: Story) -> None:
    story.sign_on(1)
    visit = story.arrive(SATU)
    waiting = story.arrive(SATU)
    story.call(1)
    story.ask(MarkNoShow(counter=CounterId(1), visit=visit), "counter-1")
    assert story.wait(ENDED_KEPT_S) == ()
    assert story.wait(1) == (VisitsForgotten(visits=(visit,)),)
    assert list(story.hall.visits) == [waiting]


def test_many_are_forgotten_in_slices(story: Story) -> None:
    for _ in range(FORGOTTEN_COUNT_MAX + 5):
        story.issue(SATU)
    story.wait(PRINTING_S_MAX + 1)
    (first,) = story.wait(ENDED_KEPT_S + 1)
    (rest,) = story.wait(5)
    assert isinstance(first, VisitsForgotten)
    assert isinstance(rest, VisitsForgotten)
    assert (len(first.visits), len(rest.visits), len(story.hall.visits)) == (FORGOTTEN_COUNT_MAX, 5, 0)


def test_a_confirmation_revived_is_not_forgotten(story: Story) -> None:
    visit = story.issue(SATU)
    story.wait(PRINTING_S_MAX + 1)
    story.confirm(visit)
    assert story.wait(ENDED_KEPT_S + PRINTING_S_MAX) == ()
    assert story.line(SATU) == [visit]


def test_what_is_forgotten_is_unknown(story: Story) -> None:
    visit = story.issue(SATU)
    story.wait(PRINTING_S_MAX + 1)
    story.wait(ENDED_KEPT_S + 1)
    assert reason(story.confirm(visit)) is Reason.UNKNOWN_VISIT


def test_a_clock_that_is_not_trusted_turns_no_day(story: Story) -> None:
    visit = story.issue(SATU)
    tomorrow = story.now + timedelta(days=1)
    happenings = due(story.hall, tomorrow, days=False)
    assert [type(happening) for happening in happenings] == [VisitCancelled]
    story.let(happenings, story.events[0].by, None)
    assert (story.hall.day, story.stop(visit).cancelled) == (DAY, "not_confirmed")
    fresh = Story()
    assert due(replace(fresh.hall, day=None), tomorrow, days=False) == ()


def test_a_catalogue_that_has_lost_what_somebody_waits_for_is_told(story: Story) -> None:
    story.arrive(SATU)
    story.sign_on(4)
    assert lacking(story.hall, story.now) == []
    hall = replace(story.hall, catalogue=without(small_mall(), SATU, CounterId(4)))
    assert lacking(hall, story.now) == [SATU, "counter 4"]
    assert lacking(hall, story.now + timedelta(days=1)) == []


def test_what_a_catalogue_lacks_counts_as_long_as_the_day_does_not_turn(story: Story) -> None:
    story.sign_on(4)
    hall = replace(story.hall, catalogue=without(small_mall(), SATU, CounterId(4)))
    tomorrow = story.now + timedelta(days=1)
    assert lacking(replace(hall, doubt=True), tomorrow) == ["counter 4"]
    ended = replace(hall, day=None, last_day=hall.day)
    assert lacking(ended, story.now) == ["counter 4"]
    assert lacking(ended, tomorrow) == []


def test_a_catalogue_may_lose_what_nobody_waits_for_any_more(story: Story) -> None:
    story.issue(SATU)
    story.wait(PRINTING_S_MAX + 1)
    story.hall = replace(story.hall, catalogue=without(small_mall(), SATU, CounterId(4)))
    assert lacking(story.hall, story.now) == []
    # It cannot be shown any more, so it is not kept for late questions.
    (forgotten,) = story.wait(5)
    assert isinstance(forgotten, VisitsForgotten)
    assert not story.hall.visits


def without(catalogue: Catalogue, service: ServiceId, counter: CounterId) -> Catalogue:
    services = {key: value for key, value in catalogue.services.items() if key != service}
    counters = {key: value for key, value in catalogue.counters.items() if key != counter}
    return replace(catalogue, services=services, counters=counters)


def test_a_mall_whose_day_ends_after_midnight_utc_keeps_its_own_day() -> None:
    story = Story(small_mall("America/Los_Angeles"), datetime(2026, 3, 2, 5, 59, tzinfo=UTC))
    assert story.hall.day == "2026-03-01"
    story.wait(60)
    assert story.hall.day == "2026-03-02"
