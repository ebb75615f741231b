"""What is done with numbers in the line and set aside."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from client.fake import small_catalogue
from protocol.catalogue import Policy, TenantId
from protocol.hall import State
from tests.counter.stage import MORNING, TENANT, Stage, rows_of, settle


def test_a_number_is_found_by_its_last_digits_and_called_after_a_question(stage: Stage) -> None:
    for _ in range(12):
        stage.ticket()
    stage.seated()
    stage.sheet.show("find")
    stage.sheet.type("11")
    assert stage.sheet.optionCount == 1
    stage.sheet.accept()
    assert stage.sheet.title == "A-011"
    stage.sheet.chooseDigit("1")
    assert stage.sheet.title == "Call A-011 out of turn?"
    stage.sheet.accept()
    settle()
    assert (stage.work.label, stage.work.state) == ("A-011", "called")


def test_numbers_are_listed_in_the_order_of_issue_and_found_without_dash_and_zeros(stage: Stage) -> None:
    labels = [f"A-{number:03}" for number in range(1, 71)]
    for _ in labels:
        stage.ticket()
    stage.seated()
    stage.sheet.show("find")
    assert [title.partition(" ")[0] for (title,) in rows_of(stage.sheet.options, "title")] == labels
    for typed in ("a-042", "A042", "a42"):
        stage.sheet.type(typed)
        assert stage.sheet.optionCount == 1
    stage.sheet.accept()
    assert stage.sheet.title == "A-042"


def test_where_the_agency_calls_in_order_only_no_number_can_be_chosen(
    make_stage: Callable[..., Stage],
) -> None:
    mall = small_catalogue()
    tenant = replace(mall.tenants[TenantId(TENANT)], policy=Policy(call_particular=False))
    stage = make_stage(catalogue=replace(mall, tenants={**mall.tenants, tenant.id: tenant}))
    visit = stage.ticket()
    stage.seated()
    stage.open_visit(visit)
    assert "call" in stage.sheet.report()["options"]
    assert "call" not in stage.offered()


def test_a_waiting_visit_lets_others_go_first_at_most_twice(stage: Stage) -> None:
    visit = stage.ticket()
    for _ in range(8):
        stage.ticket()
    stage.seated()
    for _ in range(2):
        stage.open_visit(visit, "delay")
    assert stage.stop_of(visit).delays == 2
    stage.open_visit(visit)
    assert "delay" not in stage.offered()
    stage.sheet.close()
    stage.do("call_next")
    assert stage.work.label == "A-002"


def test_a_waiting_visit_is_cancelled(stage: Stage) -> None:
    visit = stage.ticket()
    stage.seated()
    stage.open_visit(visit, "cancel", "yes")
    assert stage.stop_of(visit).state is State.CANCELLED
    assert stage.work.waitingCount == 0


def test_a_no_show_is_restored_as_long_as_the_policy_allows(stage: Stage) -> None:
    visit = stage.ticket()
    stage.seated()
    stage.do("call_next", "no_show")
    stage.work.confirm()
    settle()
    assert stage.model.report()["aside"] == [{"kind": "no_show", "number": "A-001"}]
    stage.link.pass_time(30 * 60)
    stage.model.tick()
    assert stage.aside.count == 1
    stage.open_visit(visit, "restore")
    assert (stage.stop_of(visit).state, stage.aside.count) == (State.WAITING, 0)


def test_a_no_show_of_long_ago_is_not_set_aside_any_more(stage: Stage) -> None:
    stage.ticket()
    stage.seated()
    stage.do("call_next", "no_show")
    stage.work.confirm()
    settle()
    stage.link.pass_time(30 * 60 + 1)
    stage.model.tick()
    assert stage.aside.count == 0


def test_a_result_that_comes_later_is_made_ready(stage: Stage) -> None:
    visit = stage.ticket()
    stage.seated()
    stage.do("call_next", "start")
    stage.work.chooseOutcome("result_later")
    stage.do("finish")
    assert stage.model.report()["aside"] == [{"kind": "result", "number": "A-001"}]
    stage.sheet.showResult(visit)
    stage.sheet.choose("ready")
    settle()
    assert stage.link.whole.results[visit, TenantId(TENANT)].ready_at == MORNING
    stage.sheet.showResult(visit)
    assert stage.offered() == []


def test_a_result_of_another_day_is_told_with_its_day(stage: Stage) -> None:
    visit = stage.ticket()
    stage.seated()
    stage.do("call_next", "start")
    stage.work.chooseOutcome("result_later")
    stage.do("finish")
    stage.sheet.showResult(visit)
    assert stage.sheet.note == "Identity card enrolment"
    key, result = next(iter(stage.link.whole.results.items()))
    earlier = replace(result, day="2026-01-02")
    stage.link.whole = replace(stage.link.whole, results=stage.link.whole.results.set(key, earlier))
    stage.link.come_back()
    assert stage.sheet.note == "Fri, 2 Jan · Identity card enrolment"
    stage.aside.look(True)
    assert rows_of(stage.aside.rows, "note") == [(stage.sheet.note,)]
