"""A visit over several agencies: one number, free and dependent stops."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from protocol.catalogue import CounterId, ServiceId
from protocol.messages import (
    STOPS_COUNT_MAX,
    CallVisit,
    CancelVisit,
    Errand,
    FinishService,
    IssueTicket,
    MarkNoShow,
    ParkVisit,
    Reason,
    RestoreVisit,
    StartService,
    StopAdded,
    StopReady,
    TicketConfirmed,
    TicketIssued,
    TransferVisit,
    VisitCancelled,
    VisitId,
)
from protocol.visit import Kind
from server import issuing
from server.engine import PRINTING_S_MAX
from tests.server.mall import DUA, EMPAT, LIMA, SATU, TIGA, small_mall
from tests.server.story import KIOSK, Story, reason

FREE = (Errand(service=EMPAT),)
THEN = (Errand(service=EMPAT, after=(0,)),)


def states(story: Story, visit: VisitId) -> list[str]:
    return [stop.state.value for stop in story.visit(visit).stops]


def served(story: Story, counter: int, visit: VisitId) -> None:
    """Called by its number, so that no round matters, and served."""
    story.do(CallVisit(counter=CounterId(counter), visit=visit), f"counter-{counter}")
    story.at(counter, StartService)
    story.at(counter, FinishService)


@pytest.fixture
def story() -> Story:
    """All counters at work."""
    story = Story()
    for counter in story.hall.catalogue.counters:
        story.sign_on(counter)
    return story


def test_one_number_holds_for_all_the_stops(story: Story) -> None:
    happenings = story.do(IssueTicket(service=SATU, more=FREE), KIOSK)
    assert [type(each) for each in happenings] == [TicketIssued, StopAdded]
    visit = getattr(happenings[0], "visit", VisitId(0))
    assert story.visit(visit).label == "A-001"
    assert [stop.service for stop in story.visit(visit).stops] == [SATU, EMPAT]
    assert story.visit(story.issue(EMPAT)).label == "B-001"


def test_each_event_names_the_other_tenants_of_the_visit(story: Story) -> None:
    ticket, added = story.do(IssueTicket(service=SATU, more=(*FREE, Errand(service=DUA))), KIOSK)[:2]
    assert isinstance(ticket, TicketIssued)
    assert isinstance(added, StopAdded)
    assert (ticket.tenant, ticket.also) == ("anggrek", ("bakung",))
    assert (added.tenant, added.also) == ("bakung", ("anggrek",))


def test_one_confirmation_makes_all_free_stops_wait(story: Story) -> None:
    visit = getattr(story.do(IssueTicket(service=SATU, more=FREE), KIOSK)[0], "visit", VisitId(0))
    assert states(story, visit) == ["printing", "printing"]
    confirmed = story.confirm(visit)
    assert isinstance(confirmed, tuple)
    assert [type(each) for each in confirmed] == [TicketConfirmed, TicketConfirmed]
    assert (story.line(SATU), story.line(EMPAT)) == ([visit], [visit])


def test_free_stops_stand_in_every_line_from_issue_on(story: Story) -> None:
    first = story.arrive(EMPAT)
    visit = story.arrive(SATU, more=FREE)
    last = story.arrive(EMPAT)
    assert story.line(EMPAT) == [first, visit, last]


def test_a_visit_is_never_called_to_two_counters(story: Story) -> None:
    visit = story.arrive(SATU, more=FREE)
    assert story.call(1) == visit
    assert story.call(4) is Reason.LINE_EMPTY
    refused = story.refusal(CallVisit(counter=CounterId(4), visit=visit), "counter-4")
    assert (refused.reason, refused.about) == (Reason.ELSEWHERE, "A-001")


def test_a_visit_keeps_its_place_elsewhere_while_it_is_served(story: Story) -> None:
    visit = story.arrive(SATU, more=FREE)
    other = story.arrive(EMPAT)
    story.call(1)
    assert story.line(EMPAT) == [visit, other]
    story.start(1)
    story.finish(1)
    assert story.call(4) == visit


def test_a_dependent_stop_stands_in_no_line_until_what_it_depends_on_is_finished(story: Story) -> None:
    visit = story.arrive(SATU, more=THEN)
    other = story.arrive(EMPAT)
    assert states(story, visit) == ["waiting", "planned"]
    assert story.call(4) == other
    story.start(4)
    story.finish(4)
    story.wait(600)
    story.call(1)
    story.start(1)
    story.wait(60)
    ready = story.at(1, FinishService)[1]
    assert isinstance(ready, StopReady)
    assert (ready.stop, ready.tenant) == (1, "bakung")
    assert states(story, visit) == ["finished", "waiting"]
    assert story.visit(visit).stops[1].line_time == story.now


def test_a_stop_may_depend_on_several(story: Story) -> None:
    visit = story.arrive(SATU, more=(*FREE, Errand(service=TIGA, after=(0, 1))))
    served(story, 4, visit)
    assert states(story, visit) == ["waiting", "finished", "planned"]
    served(story, 1, visit)
    assert states(story, visit) == ["finished", "finished", "waiting"]


def test_stops_may_follow_each_other_in_a_chain(story: Story) -> None:
    visit = story.arrive(SATU, more=(*THEN, Errand(service=TIGA, after=(1,))))
    served(story, 1, visit)
    assert states(story, visit) == ["finished", "waiting", "planned"]
    served(story, 4, visit)
    assert states(story, visit) == ["finished", "finished", "waiting"]


def test_a_stop_depends_on_the_one_that_its_own_was_sent_to(story: Story) -> None:
    visit = story.arrive(SATU, more=THEN)
    story.call(1)
    story.at(1, TransferVisit, service=TIGA)
    assert states(story, visit) == ["transferred", "planned", "waiting"]
    served(story, 2, visit)
    assert states(story, visit) == ["transferred", "waiting", "finished"]


def test_a_stop_that_was_sent_on_twice_is_still_the_same_errand(story: Story) -> None:
    visit = story.arrive(SATU, more=THEN)
    story.call(1)
    story.at(1, TransferVisit, service=TIGA)
    story.call(2)
    story.at(2, TransferVisit, service=DUA)
    served(story, 1, visit)
    assert states(story, visit) == ["transferred", "waiting", "transferred", "finished"]


def test_after_a_no_show_the_dependent_stop_stays_planned_until_the_visit_is_restored(story: Story) -> None:
    visit = story.arrive(SATU, more=THEN)
    story.call(1)
    story.at(1, MarkNoShow)
    assert states(story, visit) == ["no_show", "planned"]
    story.do(RestoreVisit(visit=visit), "counter-1")
    served(story, 1, visit)
    assert states(story, visit) == ["finished", "waiting"]


def test_a_no_show_ends_that_stop_only(story: Story) -> None:
    visit = story.arrive(SATU, more=FREE)
    story.call(1)
    story.at(1, MarkNoShow)
    assert states(story, visit) == ["no_show", "waiting"]
    assert story.call(4) == visit


def test_a_parked_visit_is_still_called_elsewhere(story: Story) -> None:
    visit = story.arrive(SATU, more=FREE)
    story.call(1)
    story.at(1, ParkVisit)
    assert story.call(4) == visit


def test_a_late_confirmation_brings_all_free_stops_back_and_leaves_planned_ones(story: Story) -> None:
    more = (*FREE, Errand(service=TIGA, after=(0,)))
    visit = getattr(story.do(IssueTicket(service=SATU, more=more), KIOSK)[0], "visit", VisitId(0))
    story.wait(PRINTING_S_MAX + 1)
    assert states(story, visit) == ["cancelled", "cancelled", "planned"]
    story.confirm(visit)
    assert states(story, visit) == ["waiting", "waiting", "planned"]
    assert {stop.line_time for stop in story.visit(visit).stops} == {story.visit(visit).issued_at}


def test_the_day_ends_planned_stops_too(story: Story) -> None:
    visit = story.arrive(SATU, more=THEN)
    story.call(1)
    story.at(1, MarkNoShow)
    story.wait(15 * 3_600)
    assert [stop.cancelled for stop in story.visit(visit).stops] == [None, "day_ended"]


def test_the_visitor_cancels_all_of_it_and_a_counter_its_own_part(story: Story) -> None:
    one, other = story.arrive(SATU, more=FREE), story.arrive(SATU, more=FREE)
    cancelled = story.do(CancelVisit(visit=one), KIOSK)
    assert [type(each) for each in cancelled] == [VisitCancelled, VisitCancelled]
    story.do(CancelVisit(visit=other), "counter-4")
    assert states(story, other) == ["waiting", "cancelled"]


@pytest.mark.parametrize(("service", "kind"), [(TIGA, "pick_up"), (EMPAT, "walk_in")])
def test_a_stop_where_results_are_handed_out_is_in_the_quick_line(service: str, kind: Kind) -> None:
    story = Story(small_mall(services={TIGA: {"pick_up": True}}))
    visit = story.arrive(SATU, more=(Errand(service=ServiceId(service)),))
    assert story.visit(visit).stops[1].kind == kind


# Refusals


def test_an_unknown_service_among_others_is_refused_by_name(story: Story) -> None:
    more = (Errand(service=ServiceId("bakung.tidak-ada")),)
    refused = story.refusal(IssueTicket(service=SATU, more=more), KIOSK)
    assert (refused.reason, refused.about) == (Reason.UNKNOWN_SERVICE, "bakung.tidak-ada")


@pytest.mark.parametrize("after", [(1,), (2,), (0, 1), (STOPS_COUNT_MAX - 1,)])
def test_a_stop_depends_on_nothing_but_those_before_it(story: Story, after: tuple[int, ...]) -> None:
    more = (Errand(service=EMPAT, after=after),)
    refused = story.refusal(IssueTicket(service=SATU, more=more), KIOSK)
    assert refused.reason is Reason.MALFORMED
    assert "more[0].after" in refused.about


def test_a_service_that_gives_no_numbers_is_named(story: Story) -> None:
    story = Story(small_mall(services={LIMA: {"quota": 1}}))
    story.arrive(LIMA)
    refused = story.refusal(IssueTicket(service=SATU, more=(Errand(service=LIMA),)), KIOSK)
    assert (refused.reason, refused.about) == (Reason.QUOTA_REACHED, LIMA)
    assert not isinstance(story.ask(IssueTicket(service=SATU), KIOSK), Reason)


def test_a_visit_that_asks_twice_for_a_service_counts_twice_in_its_quota() -> None:
    story = Story(small_mall(services={SATU: {"quota": 2}}))
    twice = IssueTicket(service=SATU, more=(Errand(service=SATU),))
    story.do(twice, KIOSK)
    assert story.refusal(IssueTicket(service=SATU), KIOSK).reason is Reason.QUOTA_REACHED
    other = Story(small_mall(tenants={"anggrek": {"quota": 2}}))
    other.do(IssueTicket(service=SATU, more=(Errand(service=DUA),)), KIOSK)
    assert other.refusal(IssueTicket(service=TIGA), KIOSK).about == "anggrek"


def test_a_visit_that_alone_is_too_much_for_a_quota_is_refused() -> None:
    thrice = IssueTicket(service=SATU, more=(Errand(service=SATU), Errand(service=SATU)))
    story = Story(small_mall(services={SATU: {"quota": 2}}))
    assert story.refusal(thrice, KIOSK).about == SATU
    story = Story(small_mall(tenants={"anggrek": {"quota": 2}}))
    assert story.refusal(replace(thrice, service=DUA), KIOSK).about == "anggrek"


def test_a_line_that_is_full_takes_no_further_stop_either(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issuing, "LINE_COUNT_MAX", 1)
    story.arrive(EMPAT)
    outcome = story.ask(IssueTicket(service=SATU, more=FREE), KIOSK)
    assert reason(outcome) is Reason.LINE_FULL
