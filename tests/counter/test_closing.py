"""Temporary closures: asked for at the counter, decided by a manager."""

from __future__ import annotations

from datetime import timedelta

from protocol.catalogue import TenantId
from protocol.messages import (
    Close,
    DecideClosure,
)
from protocol.visit import DeviceId
from tests.counter.stage import KK, KTP, MORNING, OTHER, TENANT, Stage, settle

FLOOR = DeviceId("floor-1")


def ask_for_closure(stage: Stage, what: str = f"close-{KTP}", waiting: str = "waiting-stay") -> None:
    stage.choose("closures", "close", what, "until-60", waiting)
    stage.sheet.type("The network is down")
    stage.sheet.accept()
    settle()


def test_a_closure_is_asked_for_and_approved(stage: Stage) -> None:
    stage.seated()
    stage.link.pass_time(61)
    ask_for_closure(stage)
    assert stage.commands[-1] == Close(
        tenant=TenantId(TENANT),
        service=KTP,
        reason="The network is down",
        until=MORNING + timedelta(minutes=65),
        waiting="stay",
    )
    assert stage.aside.closures == "Identity card enrolment: asked for until 10:05"
    [closure] = stage.link.whole.closures
    stage.ask(DecideClosure(closure=closure, approved=True), FLOOR, role="floor", place="")
    assert stage.aside.closures == "Identity card enrolment: closed until 10:05"
    assert stage.notices[-1] == ("Identity card enrolment: closed until 10:05", "info")
    stage.choose("closures", f"closure-{closure}", "reopen")
    assert stage.aside.closures == ""
    assert stage.notices[-1] == ("Identity card enrolment: open again", "info")


def test_a_rejected_closure_is_told(stage: Stage) -> None:
    stage.seated()
    ask_for_closure(stage, "close-all", "waiting-end")
    [closure] = stage.link.whole.closures
    assert stage.link.whole.closures[closure].waiting == "end"
    stage.ask(DecideClosure(closure=closure, approved=False), FLOOR, role="floor", place="")
    assert stage.notices[-1] == ("All services: stays open, no closure", "danger")
    assert stage.aside.closures == ""


def test_what_is_closed_already_cannot_be_asked_for_again(stage: Stage) -> None:
    stage.seated()
    ask_for_closure(stage)
    stage.sheet.show("closures")
    stage.sheet.choose("close")
    assert set(stage.offered()) == {"close-all", f"close-{KK}"}


def test_when_a_colleague_asks_for_the_same_closure_the_question_goes(stage: Stage) -> None:
    stage.seated()
    stage.choose("closures", "close", f"close-{KTP}", "until-60", "waiting-stay")
    stage.sheet.type("The network is down")
    close = Close(tenant=TenantId(TENANT), service=KTP, reason="No network", until=None, waiting="stay")
    stage.ask(close, OTHER, role="counter")
    assert stage.sheet.title == "Close what?"


def test_a_closure_into_another_day_says_which(stage: Stage) -> None:
    stage.seated()
    until = MORNING + timedelta(days=1)
    close = Close(tenant=TenantId(TENANT), service=KTP, reason="No network", until=until, waiting="stay")
    stage.ask(close, FLOOR, role="floor", place="")
    assert stage.aside.closures == "Identity card enrolment: closed until Tuesday, 6 January, 09:00"


def test_who_withdraws_a_request_is_told_calmly(stage: Stage) -> None:
    stage.seated()
    ask_for_closure(stage)
    [closure] = stage.link.whole.closures
    stage.choose("closures", f"closure-{closure}", "reopen")
    assert stage.notices[-1] == ("Identity card enrolment: stays open, no closure", "info")


def test_news_outlives_the_answer_that_comes_with_it(stage: Stage) -> None:
    outdated: list[bool] = []
    stage.seated()
    stage.work.outdated.connect(lambda: outdated.append(True))
    ask_for_closure(stage)
    [closure] = stage.link.whole.closures
    stage.ask(DecideClosure(closure=closure, approved=True), FLOOR, role="floor", place="")
    stage.choose("closures", f"closure-{closure}", "reopen")
    assert stage.notices[-1] == ("Identity card enrolment: open again", "info")
    assert outdated == []


def test_enter_on_what_was_typed_chooses_the_first_that_is_possible(stage: Stage) -> None:
    stage.seated()
    ask_for_closure(stage)
    stage.choose("closures", "close")
    stage.sheet.type("card")
    assert stage.sheet.report()["options"] == [f"close-{KTP}", f"close-{KK}"]
    stage.sheet.accept()
    assert stage.sheet.note == "Family card"
