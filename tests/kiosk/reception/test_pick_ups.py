"""Results to be fetched."""

from __future__ import annotations

import pytest

from protocol.catalogue import CounterId
from protocol.messages import CollectResult, FinishService, MarkReady, StartService
from protocol.visit import VisitId
from tests.kiosk.reception.stage import OFFICER, Stage


def promise(stage: Stage, *, ready: bool = True) -> VisitId:
    """A visit at counter 1 ends with a result that is made later."""
    visit = stage.ticket()
    stage.call()
    stage.ask(StartService(counter=CounterId(1), visit=visit), OFFICER, role="counter")
    later = FinishService(counter=CounterId(1), visit=visit, outcome="result_later")
    stage.ask(later, OFFICER, role="counter")
    if ready:
        stage.ask(MarkReady(visit=visit), OFFICER, role="counter")
    return visit


@pytest.fixture(autouse=True)
def _officer(stage: Stage) -> None:
    stage.sign_on()


def test_the_number_of_the_visit_and_enter_give_a_number_for_its_result(stage: Stage):
    visit = promise(stage)
    promise(stage)
    stage.desk.openPage("pick_ups")
    stage.desk.type("a1")
    assert stage.desk.pickUps.result["label"] == "A-001"
    stage.enter()
    assert stage.commands == [CollectResult(visit=visit)]
    assert stage.desk.ticket["label"] == "A-003"
    assert stage.press.slips


def test_what_is_ready_stands_before_what_is_not(stage: Stage):
    promise(stage, ready=False)
    promise(stage)
    stage.desk.openPage("pick_ups")
    assert stage.report("pick_ups")["results"] == ["A-002", "A-001"]


def test_what_is_not_ready_is_not_given_out(stage: Stage):
    promise(stage, ready=False)
    stage.desk.openPage("pick_ups")
    stage.desk.type("a1")
    assert stage.desk.pickUps.result["standing"] == "Not ready yet"
    stage.enter()
    assert stage.commands == []


def test_enter_gives_no_number_for_a_result_that_nobody_has_chosen(stage: Stage):
    promise(stage)
    stage.desk.openPage("pick_ups")
    stage.enter()
    assert stage.commands == []
    stage.desk.move(1)
    stage.enter()
    assert len(stage.commands) == 1


def test_who_asks_twice_for_one_result_hears_the_number_it_has(stage: Stage):
    promise(stage)
    stage.desk.openPage("pick_ups")
    for _ in range(2):
        stage.desk.type("a1")
        stage.enter()
    assert len(stage.commands) == 1
    assert stage.desk.pickUps.result["standing"] == "Number A-002 given"


def test_the_list_follows_the_counters(stage: Stage):
    stage.desk.openPage("pick_ups")
    assert stage.report("pick_ups")["results"] == []
    promise(stage)
    assert stage.report("pick_ups")["results"] == ["A-001"]
    assert stage.report("pick_ups")["result"] is None
