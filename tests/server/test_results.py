"""Pick-up: a result that is promised, made ready, fetched in the quick line, or never fetched."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from protocol.catalogue import CounterId, Policy, TenantId
from protocol.hall import State
from protocol.messages import (
    CallVisit,
    Close,
    CollectResult,
    EndDay,
    Errand,
    FinishService,
    MarkNoShow,
    MarkReady,
    Reason,
    Reopen,
    ResultGone,
    ResultReady,
    StartService,
    TicketIssued,
    TransferVisit,
    VisitId,
)
from server.engine import ENDED_KEPT_S, PROMISED_DAYS_MAX
from tests.server.mall import DUA, EMPAT, LIMA, SATU, small_mall
from tests.server.story import KIOSK, Story

DAY_S = 24 * 3_600


def served(story: Story, counter: int, visit: VisitId, outcome: str = "result_later") -> None:
    story.do(CallVisit(counter=CounterId(counter), visit=visit), f"counter-{counter}")
    story.at(counter, StartService)
    story.at(counter, FinishService, outcome=outcome)


def promised(**fields: Any) -> tuple[Story, VisitId]:
    """Counters 1 and 4 at work; a visit for satu was served, its result comes later."""
    story = Story(small_mall(**fields))
    story.sign_on(1)
    story.sign_on(4)
    visit = story.arrive(SATU)
    served(story, 1, visit)
    return story, visit


def ready(**fields: Any) -> tuple[Story, VisitId]:
    story, visit = promised(**fields)
    story.do(MarkReady(visit=visit), "counter-1")
    return story, visit


def collecting(story: Story, visit: VisitId) -> TicketIssued:
    (ticket,) = story.do(CollectResult(visit=visit), KIOSK)
    assert isinstance(ticket, TicketIssued)
    story.confirm(ticket.visit)
    return ticket


def test_a_result_that_comes_later_is_on_the_list_with_its_number_and_day() -> None:
    story, visit = promised()
    (result,) = story.hall.results.values()
    assert (result.visit, result.label, result.day, result.ready_at) == (visit, "A-001", "2026-03-02", None)
    assert (result.tenant, result.service, result.issuer) == ("anggrek", SATU, KIOSK)


@pytest.mark.parametrize("outcome", ["completed", "incomplete_documents", "referred", "not_served"])
def test_other_outcomes_promise_nothing(outcome: str) -> None:
    story = Story()
    story.sign_on(1)
    served(story, 1, story.arrive(SATU), outcome)
    assert not story.hall.results


def test_an_officer_says_that_it_is_ready() -> None:
    story, visit = promised()
    story.wait(60)
    (told,) = story.do(MarkReady(visit=visit), "counter-1")
    assert isinstance(told, ResultReady)
    assert told.result.ready_at == story.now
    refused = story.refusal(MarkReady(visit=visit), "counter-1")
    assert (refused.reason, refused.about) == (Reason.WRONG_STATE, "A-001")


def test_a_result_is_its_own_tenants_and_has_to_be_promised() -> None:
    story, visit = promised()
    for unknown, device in ((visit, "counter-4"), (VisitId(999), "counter-1")):
        refused = story.refusal(MarkReady(visit=unknown), device)
        assert (refused.reason, refused.about) == (Reason.UNKNOWN_RESULT, str(unknown))


def test_whoever_fetches_a_result_gets_a_number_in_the_quick_line() -> None:
    story, visit = ready()
    waiting = story.arrive(SATU)
    ticket = collecting(story, visit)
    assert (ticket.kind, ticket.collects, ticket.service, ticket.number) == ("pick_up", visit, SATU, 3)
    assert story.serve(1, 2) == [ticket.visit, waiting]


def test_a_tenant_with_a_service_for_it_hands_all_its_results_out_there() -> None:
    story, visit = ready(services={DUA: {"pick_up": True}})
    assert collecting(story, visit).service == DUA


def test_what_is_not_ready_is_not_fetched() -> None:
    story, visit = promised()
    refused = story.refusal(CollectResult(visit=visit), KIOSK)
    assert (refused.reason, refused.about) == (Reason.UNKNOWN_RESULT, str(visit))


def test_a_result_that_was_fetched_is_gone_from_the_list() -> None:
    story, visit = ready()
    ticket = collecting(story, visit)
    story.call(1)
    story.start(1)
    gone = story.at(1, FinishService)[-1]
    assert isinstance(gone, ResultGone)
    assert (gone.visit, gone.reason) == (visit, "collected")
    assert not story.hall.results
    assert story.stop(ticket.visit).state is State.FINISHED
    assert story.refusal(CollectResult(visit=visit), KIOSK).reason is Reason.UNKNOWN_RESULT


@pytest.mark.parametrize("outcome", ["incomplete_documents", "not_served", "referred"])
def test_a_result_that_was_not_handed_out_stays_on_the_list(outcome: str) -> None:
    story, visit = ready()
    ticket = collecting(story, visit)
    served(story, 1, ticket.visit, outcome)
    assert set(story.hall.results) == {(visit, TenantId("anggrek"))}
    assert collecting(story, visit).number == ticket.number + 1


def test_a_result_that_is_fetched_at_another_counter_in_the_end_is_gone_too() -> None:
    story, visit = ready()
    ticket = collecting(story, visit)
    story.sign_on(3)
    story.call(1)
    story.at(1, TransferVisit, service=SATU, to_counter=CounterId(3))
    served(story, 3, ticket.visit, "completed")
    assert not story.hall.results


def test_nobody_gets_two_numbers_for_one_result() -> None:
    story, visit = ready()
    ticket = collecting(story, visit)
    refused = story.refusal(CollectResult(visit=visit), "kiosk-2")
    assert (refused.reason, refused.about) == (Reason.WRONG_STATE, story.visit(ticket.visit).label)


def test_whoever_missed_the_call_may_ask_for_another_number() -> None:
    story, visit = ready()
    collecting(story, visit)
    story.call(1)
    story.at(1, MarkNoShow)
    collecting(story, visit)


def test_a_visit_over_two_agencies_may_have_a_result_at_each() -> None:
    story = Story()
    story.sign_on(1)
    story.sign_on(4)
    visit = story.arrive(SATU, more=(Errand(service=EMPAT),))
    served(story, 1, visit)
    served(story, 4, visit)
    assert len(story.hall.results) == 2
    story.do(MarkReady(visit=visit), "counter-4")
    assert collecting(story, visit).tenant == "bakung"
    assert story.refusal(CollectResult(visit=visit), KIOSK).reason is Reason.WRONG_STATE
    story.do(MarkReady(visit=visit), "counter-1")
    other = collecting(story, visit)
    assert other.tenant == "anggrek"
    served(story, 1, other.visit, "completed")
    assert {tenant for _, tenant in story.hall.results} == {"bakung"}


def test_a_second_promise_of_the_same_agency_does_not_take_the_first_back() -> None:
    story = Story()
    story.sign_on(1)
    visit = story.arrive(SATU, more=(Errand(service=DUA),))
    served(story, 1, visit)
    story.do(MarkReady(visit=visit), "counter-1")
    served(story, 1, visit)
    (result,) = story.hall.results.values()
    assert result.ready_at is not None


def test_a_quota_does_not_keep_anybody_from_their_result_but_closed_doors_do() -> None:
    story, visit = ready(services={SATU: {"quota": 1}})
    story.do(Close(tenant=TenantId("anggrek"), reason="Rapat"), "floor-1")
    assert story.refusal(CollectResult(visit=visit), KIOSK).reason is Reason.TEMPORARILY_CLOSED
    (closure,) = story.hall.closures.values()
    story.do(Reopen(closure=closure.id), "floor-1")
    collecting(story, visit)


def test_a_result_outlives_its_visit_and_its_day() -> None:
    story, visit = ready()
    story.wait(ENDED_KEPT_S + 61)
    story.wait(3 * DAY_S)
    assert visit not in story.hall.visits
    story.sign_on(1)
    ticket = collecting(story, visit)
    assert ticket.number == 1
    story.serve(1)
    assert not story.hall.results


def test_a_result_that_is_ready_stays_for_as_long_as_the_policy_says() -> None:
    story, visit = ready(policy=Policy(order="line", pick_up_days=3))
    story.wait(3 * DAY_S)
    assert (visit, TenantId("anggrek")) in story.hall.results
    gone = [each for each in story.wait(DAY_S) if isinstance(each, ResultGone)]
    assert [(each.visit, each.reason) for each in gone] == [(visit, "expired")]
    assert not story.hall.results


def test_a_result_that_is_not_ready_waits_longer_than_one_that_is() -> None:
    story, _ = promised(policy=Policy(order="line", pick_up_days=3))
    for _ in range(10):
        story.wait(DAY_S)
    assert story.hall.results
    story.now += timedelta(days=PROMISED_DAYS_MAX)
    assert [each.reason for each in story.wait(DAY_S) if isinstance(each, ResultGone)] == ["expired"]


def test_a_promise_of_a_tenant_that_left_the_mall_is_kept_for_a_while_and_let_go() -> None:
    story, visit = promised()
    tenants = {name: each for name, each in story.hall.catalogue.tenants.items() if name != "anggrek"}
    story.do(EndDay(), "floor-1")
    story.hall = replace(story.hall, catalogue=replace(story.hall.catalogue, tenants=tenants))
    story.now += timedelta(days=PROMISED_DAYS_MAX + 1)
    gone = [each for each in story.wait(DAY_S) if isinstance(each, ResultGone)]
    assert [each.visit for each in gone] == [visit]


def test_a_plain_ticket_where_results_are_handed_out_is_in_the_quick_line_too() -> None:
    story = Story(small_mall(services={LIMA: {"pick_up": True}}))
    assert story.issued(LIMA).kind == "pick_up"
    assert story.issued(EMPAT).kind == "walk_in"
