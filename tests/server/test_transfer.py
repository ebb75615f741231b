"""Sending the visit at a counter elsewhere: to a service, a counter, an officer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from protocol.catalogue import CounterId, Policy, ServiceId, Slots
from protocol.hall import State
from protocol.messages import (
    BookSlot,
    CheckIn,
    Close,
    Errand,
    FinishService,
    HandOver,
    IssueTicket,
    Reason,
    StartService,
    StopAdded,
    TakeBack,
    TakeBreak,
    TicketIssued,
    TransferVisit,
    VisitHandedOver,
    VisitId,
    VisitTransferred,
)
from protocol.visit import Why
from server.transfer import VISIT_STOPS_COUNT_MAX
from tests.server.mall import DUA, EMPAT, LIMA, SATU, TIGA, small_mall
from tests.server.story import KIOSK, Story


@pytest.fixture
def story() -> Story:
    """All counters at work; A-001 is called to counter 1 for satu."""
    return at_counter_1()


def at_counter_1(**fields: object) -> Story:
    story = Story(small_mall(**fields))
    for counter in story.hall.catalogue.counters:
        story.sign_on(counter)
    story.arrive(SATU)
    story.call(1)
    return story


def refusal(story: Story, service: str = EMPAT, **to: object) -> tuple[Reason, str]:
    command = story.about(1, TransferVisit, service=ServiceId(service), **to)
    refused = story.refusal(command, "counter-1")
    return refused.reason, refused.about


def test_a_transfer_opens_a_stop_that_waits_and_ends_the_one_at_the_counter(story: Story) -> None:
    visit = story.before(1)
    added, moved = story.at(1, TransferVisit, service=TIGA)
    assert isinstance(added, StopAdded)
    assert isinstance(moved, VisitTransferred)
    assert (added.stop, added.state, added.sent, moved.stop, moved.to) == (1, "waiting", True, 0, 1)
    assert [stop.state for stop in story.visit(visit).stops] == [State.TRANSFERRED, State.WAITING]
    assert story.desk(1).visit is None
    assert story.call(2) == visit


def test_a_visit_can_be_sent_on_while_it_is_served(story: Story) -> None:
    story.start(1)
    story.at(1, TransferVisit, service=TIGA)
    assert story.call(2) == VisitId(story.hall.desks[CounterId(2)].visit or 0)


def test_the_number_stays_the_same_everywhere(story: Story) -> None:
    visit = story.before(1)
    story.at(1, TransferVisit, service=EMPAT)
    assert story.call(4) == visit
    assert story.visit(visit).label == "A-001"


def test_whoever_is_sent_keeps_the_place(story: Story) -> None:
    visit = story.before(1)
    waiting = story.arrive(TIGA)
    story.wait(600)
    story.at(1, TransferVisit, service=TIGA)
    assert story.line(TIGA) == [visit, waiting]


def test_whoever_is_sent_goes_to_the_end_where_the_receiving_tenant_wants_it_so() -> None:
    story = at_counter_1(tenants={"bakung": {"policy": Policy(order="line", transferred_keep_place=False)}})
    visit = story.before(1)
    waiting = story.arrive(EMPAT)
    story.wait(600)
    story.at(1, TransferVisit, service=EMPAT)
    assert story.line(EMPAT) == [waiting, visit]
    assert story.visit(visit).stops[1].line_time == story.now


def test_a_tenant_that_is_new_to_the_visit_hears_of_it_so_far(story: Story) -> None:
    visit = story.before(1)
    added, moved = story.at(1, TransferVisit, service=EMPAT)
    assert isinstance(added, StopAdded)
    assert isinstance(moved, VisitTransferred)
    assert added.so_far is not None
    assert (added.so_far.id, added.so_far.label) == (visit, "A-001")
    assert (added.tenant, added.also, moved.tenant, moved.also) == (
        "bakung",
        ("anggrek",),
        "anggrek",
        ("bakung",),
    )


def test_a_tenant_that_knows_the_visit_is_told_no_more_than_the_new_stop(story: Story) -> None:
    added = story.at(1, TransferVisit, service=TIGA)[0]
    assert isinstance(added, StopAdded)
    assert added.so_far is None


def test_a_visit_may_stay_in_the_service_and_go_to_another_counter(story: Story) -> None:
    visit = story.before(1)
    story.at(1, TransferVisit, service=SATU, to_counter=CounterId(3))
    assert story.call(1) is Reason.LINE_EMPTY
    assert story.why(3) == Why(rule="sent_here")
    assert story.before(3) == visit


def test_whoever_is_sent_to_where_results_are_handed_out_is_in_the_quick_line() -> None:
    story = at_counter_1(services={TIGA: {"pick_up": True}})
    visit = story.before(1)
    story.at(1, TransferVisit, service=TIGA)
    assert story.visit(visit).stops[1].kind == "pick_up"


def test_a_booking_that_goes_to_a_colleague_is_still_one_and_loses_no_place() -> None:
    story = Story(small_mall(services={SATU: {"slots": Slots(minutes=60, capacity=3)}}))
    story.sign_on(1)
    story.sign_on(3)
    slot = story.now + timedelta(hours=1)
    made = story.do(BookSlot(service=SATU, slot=slot), "api-1")[0]
    ticket = story.do(CheckIn(code=getattr(made, "code", "")), KIOSK)[1]
    assert isinstance(ticket, TicketIssued)
    story.confirm(ticket.visit)
    for _ in range(3):
        story.arrive(SATU)
    story.wait(3_600)
    assert story.call(1) == ticket.visit
    story.at(1, TransferVisit, service=SATU, to_counter=CounterId(3))
    assert story.visit(ticket.visit).stops[1].kind == "booking"
    assert story.call(3) == ticket.visit


def test_a_booking_that_is_sent_to_another_service_is_a_walk_in_there() -> None:
    story = Story(small_mall(services={SATU: {"slots": Slots(minutes=60, capacity=3)}}))
    story.sign_on(1)
    made = story.do(BookSlot(service=SATU, slot=story.now + timedelta(hours=1)), "api-1")[0]
    ticket = story.do(CheckIn(code=getattr(made, "code", "")), KIOSK)[1]
    assert isinstance(ticket, TicketIssued)
    story.confirm(ticket.visit)
    story.call(1)
    story.at(1, TransferVisit, service=TIGA)
    sent = story.visit(ticket.visit).stops[1]
    assert (sent.kind, sent.line_time) == ("walk_in", story.now)


def test_what_was_sent_does_not_count_again_in_a_quota() -> None:
    story = at_counter_1(services={TIGA: {"quota": 1}})
    story.arrive(TIGA)
    story.at(1, TransferVisit, service=TIGA)
    assert story.hall.books is not None
    assert story.hall.books.given[TIGA] == 1


def test_the_way_from_one_counter_to_the_next_is_remembered(story: Story) -> None:
    visit = story.before(1)
    story.at(1, TransferVisit, service=TIGA)
    first = story.visit(visit).stops[0]
    assert (first.sent_to, first.counter, first.ended_at) == (1, 1, story.now)


# Refusals


def test_an_unknown_service_is_refused(story: Story) -> None:
    assert refusal(story, "bakung.tidak-ada") == (Reason.UNKNOWN_SERVICE, "bakung.tidak-ada")


def test_sending_a_visit_to_where_it_is_is_refused(story: Story) -> None:
    assert refusal(story, SATU) == (Reason.NOT_ALLOWED, SATU)


@pytest.mark.parametrize("counter", [99, 4])
def test_a_counter_that_is_unknown_or_does_not_serve_it_is_refused(story: Story, counter: int) -> None:
    assert refusal(story, TIGA, to_counter=CounterId(counter)) == (Reason.UNKNOWN_COUNTER, str(counter))


def test_the_own_counter_is_no_other(story: Story) -> None:
    assert refusal(story, DUA, to_counter=CounterId(1)) == (Reason.SAME_COUNTER, "1")


@pytest.mark.parametrize("officer", ["Nobody", "Petugas 1", "Petugas 5", "Petugas 3"])
def test_an_officer_who_is_not_there_for_the_service_is_refused(story: Story, officer: str) -> None:
    assert refusal(story, TIGA, to_officer=officer) == (Reason.UNKNOWN_OFFICER, officer)


def test_an_officer_who_sits_at_another_counter_than_named_is_refused(story: Story) -> None:
    assert refusal(story, DUA, to_counter=CounterId(2), to_officer="Petugas 3") == (
        Reason.UNKNOWN_OFFICER,
        "Petugas 3",
    )


def test_a_visit_is_not_sent_on_for_ever(story: Story) -> None:
    here, there = 1, 3
    for _ in range(VISIT_STOPS_COUNT_MAX - 1):
        story.at(here, TransferVisit, service=SATU, to_counter=CounterId(there))
        here, there = there, here
        story.call(here)
    command = story.about(here, TransferVisit, service=DUA)
    refused = story.refusal(command, f"counter-{here}")
    assert (refused.reason, refused.about) == (Reason.TOO_MANY_STOPS, str(VISIT_STOPS_COUNT_MAX))


def test_nobody_but_the_visit_at_the_counter_is_sent(story: Story) -> None:
    other = story.arrive(SATU)
    command = TransferVisit(counter=CounterId(1), visit=other, service=TIGA)
    refused = story.refusal(command, "counter-1")
    assert (refused.reason, refused.about) == (Reason.NOT_AT_COUNTER, "A-002")


# Hand-over


@pytest.fixture
def serving(story: Story) -> Story:
    story.start(1)
    return story


def hand_over(story: Story, to: int) -> tuple[Reason, str]:
    refused = story.refusal(story.about(1, HandOver, to=CounterId(to)), "counter-1")
    return refused.reason, refused.about


def test_another_counter_goes_on_serving_the_visit(serving: Story) -> None:
    visit = serving.before(1)
    started = serving.stop(visit).started_at
    serving.wait(60)
    handed = serving.at(1, HandOver, to=CounterId(3))[0]
    assert isinstance(handed, VisitHandedOver)
    assert (serving.desk(1).visit, serving.desk(3).visit) == (None, visit)
    stop = serving.stop(visit)
    assert (stop.state, stop.counter, stop.started_at) == (State.SERVING, 3, started)
    serving.at(3, FinishService)
    assert (serving.desk(1).served, serving.desk(3).served) == (0, 1)


def test_a_visit_that_is_only_called_is_not_handed_over(story: Story) -> None:
    assert hand_over(story, 3) == (Reason.WRONG_STATE, "called")


def test_a_counter_hands_over_to_one_of_its_tenant_that_serves_it_and_is_free(serving: Story) -> None:
    assert hand_over(serving, 99) == (Reason.UNKNOWN_COUNTER, "99")
    assert hand_over(serving, 1) == (Reason.SAME_COUNTER, "1")
    assert hand_over(serving, 4) == (Reason.OTHER_TENANT, "4")
    assert hand_over(serving, 2) == (Reason.NOT_ALLOWED, SATU)
    serving.do(TakeBreak(counter=CounterId(3), reason="rest"), "counter-3")
    assert hand_over(serving, 3) == (Reason.OFFICER_ON_BREAK, "Petugas 3")
    serving.sign_off(3)
    assert hand_over(serving, 3) == (Reason.COUNTER_CLOSED, "3")
    serving.sign_on(3)
    serving.arrive(SATU)
    serving.call(3)
    assert hand_over(serving, 3) == (Reason.COUNTER_BUSY, "A-002")


# Into a closed service


def test_nobody_is_sent_to_where_those_who_waited_were_told_that_it_is_over(story: Story) -> None:
    closed = Close(tenant=story.hall.catalogue.services[LIMA].tenant, reason="Listrik padam", waiting="end")
    story.do(closed, "floor-1")
    assert refusal(story, LIMA) == (Reason.TEMPORARILY_CLOSED, "bakung")


def test_whoever_is_sent_to_a_closed_service_whose_line_stays_waits_there(story: Story) -> None:
    visit = story.before(1)
    tenant = story.hall.catalogue.services[LIMA].tenant
    until = story.now + timedelta(hours=1)
    story.do(Close(tenant=tenant, reason="Rapat", until=until), "floor-1")
    story.at(1, TransferVisit, service=LIMA)
    assert story.line(LIMA) == [visit]


def test_a_transferred_stop_that_is_taken_back_keeps_its_place(story: Story) -> None:
    visit = story.before(1)
    story.at(1, TransferVisit, service=TIGA)
    other = story.arrive(TIGA)
    story.call(2)
    story.at(2, TakeBack)
    assert story.line(TIGA) == [visit, other]


def test_a_visit_with_an_itinerary_can_be_sent_on_too(story: Story) -> None:
    story.at(1, TakeBack)
    story.serve(1)
    visit = story.arrive(DUA, more=(Errand(service=EMPAT),))
    story.call(1)
    story.at(1, TransferVisit, service=LIMA)
    assert [stop.state for stop in story.visit(visit).stops] == [
        State.TRANSFERRED,
        State.WAITING,
        State.WAITING,
    ]
    assert isinstance(story.ask(IssueTicket(service=SATU), "kiosk-1"), tuple)
    assert story.call(5) == visit
    story.at(5, StartService)
    story.at(5, FinishService)
    assert story.call(4) == visit
