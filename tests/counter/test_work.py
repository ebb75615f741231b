from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client.link import LinkState
from counter.action import NO_SHOW_SURE_S, Action
from protocol.catalogue import CounterId
from protocol.messages import (
    CallNext,
    DeviceId,
    EndDay,
    FinishService,
    OfficerSignedOff,
    SignOff,
    VisitCancelled,
    VisitTakenBack,
)
from tests.counter.stage import OTHER, TENANT, Stage, settle

# The way of a visit


def test_a_visit_is_called_served_and_finished(stage: Stage) -> None:
    stage.ticket()
    work = stage.seated()
    stage.do("call_next")
    assert (work.label, stage.visit.service, work.state) == ("A-001", "Identity card enrolment", "called")
    stage.do("start")
    assert work.state == "serving"
    stage.do("finish")
    assert (work.label, work.state) == ("", "idle")
    assert [name for name, _ in stage.told] == ["called", "started", "finished"]
    assert stage.told[0][1]["number"] == "A-001"


@pytest.mark.parametrize(
    ("before", "possible"),
    [
        ((), {"call_next", "sign_off"}),
        (("call_next",), {"recall", "start", "no_show", "take_back", "park", "sign_off"}),
        (("call_next", "recall"), {"recall", "start", "no_show", "take_back", "park", "sign_off"}),
        (("call_next", "start"), {"finish", "park"}),
        (("call_next", "start", "finish"), {"call_next", "sign_off"}),
        (("call_next", "take_back"), {"call_next", "sign_off"}),
    ],
)
def test_only_what_the_state_allows_can_be_done(
    stage: Stage, before: tuple[str, ...], possible: set[str]
) -> None:
    stage.ticket()
    stage.seated()
    stage.do(*before)
    assert set(stage.work.possible) == possible


@pytest.mark.parametrize("action", [action.value for action in Action])
@pytest.mark.parametrize("before", [(), ("call_next",), ("call_next", "start")])
def test_an_action_that_is_offered_is_not_refused_and_no_other_is_sent(
    stage: Stage, before: tuple[str, ...], action: str
) -> None:
    stage.ticket()
    stage.seated()
    stage.do(*before)
    stage.link.pass_time(NO_SHOW_SURE_S)
    offered, sent = action in stage.work.possible, len(stage.commands)
    stage.do(action)
    stage.work.confirm()
    settle()
    assert len(stage.commands) == sent + offered
    assert not [name for name, _ in stage.told if name == "refused"]


def test_a_double_click_has_one_effect(stage: Stage) -> None:
    stage.ticket()
    stage.ticket()
    stage.seated()
    stage.work.perform("call_next")
    stage.work.perform("call_next")
    assert stage.work.busyWith == "call_next"
    assert stage.work.possible == []
    settle()
    stage.work.perform("call_next")
    settle()
    assert [type(command) for command in stage.commands].count(CallNext) == 1
    assert stage.work.busyWith == ""
    assert stage.work.label == "A-001"


def test_a_recall_is_counted(stage: Stage) -> None:
    stage.ticket()
    work = stage.seated()
    stage.do("call_next", "recall", "recall")
    assert work.calls == 3
    assert [name for name, _ in stage.told] == ["called", "recalled", "recalled"]


def test_a_visit_taken_back_is_first_in_line_again(stage: Stage) -> None:
    first, _ = stage.ticket(), stage.ticket()
    stage.seated()
    stage.do("call_next", "take_back")
    assert [row[0] for row in stage.line()] == ["A-001", "A-002"]
    assert stage.told[-1] == ("taken_back", {"number": "A-001", "visit": first})


@pytest.mark.parametrize("outcome", ["completed", "incomplete_documents", "referred", "not_served"])
def test_a_service_is_finished_with_the_chosen_outcome(stage: Stage, outcome: str) -> None:
    visit = stage.ticket()
    stage.seated()
    stage.do("call_next", "start")
    stage.work.chooseOutcome(outcome)
    stage.do("finish")
    assert stage.commands[-1] == FinishService(counter=CounterId(1), visit=visit, outcome=outcome)


def test_the_next_visit_starts_with_the_usual_outcome(stage: Stage) -> None:
    stage.ticket()
    stage.ticket()
    stage.seated()
    stage.do("call_next", "start")
    stage.work.chooseOutcome("referred")
    stage.do("finish", "call_next")
    assert stage.work.outcome == "completed"


# Questions


def test_a_no_show_right_after_the_call_is_asked_once_more(stage: Stage) -> None:
    stage.ticket()
    work = stage.seated()
    stage.do("call_next")
    stage.link.pass_time(NO_SHOW_SURE_S - 1)
    stage.do("no_show")
    assert (work.asking, work.state) == ("no_show", "called")
    work.dismiss()
    settle()
    assert (work.asking, work.state) == ("", "called")
    stage.do("no_show")
    work.confirm()
    settle()
    assert (work.asking, work.state) == ("", "idle")
    assert stage.told[-1][0] == "no_show"


def test_a_no_show_after_a_while_is_not_asked(stage: Stage) -> None:
    stage.ticket()
    work = stage.seated()
    stage.do("call_next")
    stage.link.pass_time(NO_SHOW_SURE_S)
    stage.do("no_show")
    assert (work.asking, work.state) == ("", "idle")


def test_a_question_goes_away_with_what_it_was_about(stage: Stage) -> None:
    visit = stage.ticket()
    work = stage.seated()
    stage.do("call_next", "no_show")
    assert work.asking == "no_show"
    stage.link.happen(VisitCancelled(visit=visit, stop=0, tenant=TENANT, issuer=None, reason="day_ended"))
    assert work.asking == ""
    work.confirm()
    settle()
    assert len(stage.commands) == 2


# Signing off


def test_an_officer_with_nobody_before_them_signs_off_at_once(stage: Stage) -> None:
    stage.seated()
    stage.do("sign_off")
    assert stage.model.page == "sign_on"
    assert stage.notices == []


def test_signing_off_with_a_called_visit_is_asked_and_returns_it(stage: Stage) -> None:
    visit = stage.ticket()
    work = stage.seated()
    stage.do("call_next", "sign_off")
    assert work.asking == "sign_off"
    work.confirm()
    settle()
    assert stage.model.page == "sign_on"
    assert stage.told[-1] == ("taken_back", {"number": "A-001", "visit": visit})
    assert stage.notices == []


def test_signing_off_while_serving_says_to_finish_first(stage: Stage) -> None:
    stage.ticket()
    stage.seated()
    stage.do("call_next", "start", "sign_off")
    assert stage.notices == [("Finish the service before you sign off.", "info")]
    assert not any(isinstance(command, SignOff) for command in stage.commands)
    assert stage.model.page == "work"


def test_a_counter_freed_by_somebody_else_leads_back_to_signing_on(stage: Stage) -> None:
    stage.ticket()
    stage.seated(2)
    stage.do("call_next")
    called = stage.told[-1][1]["visit"]
    stage.link.happen(
        VisitTakenBack(
            visit=called, stop=0, tenant=TENANT, issuer=None, counter=CounterId(2), reason="signed_off"
        ),
        OfficerSignedOff(counter=CounterId(2), tenant=TENANT, freed="nobody is there."),
    )
    assert stage.model.page == "sign_on"
    text = "Counter 2 was freed by someone else: nobody is there. Sign on again."
    assert stage.notices == [(text, "danger")]
    assert stage.work.possible == []


def test_at_the_days_end_no_officer_reads_that_somebody_freed_the_counter(stage: Stage) -> None:
    stage.seated()
    stage.ask(EndDay(), DeviceId("floor-1"), role="floor", place="")
    assert stage.model.page == "sign_on"
    assert stage.notices == [("The day has ended. All counters are signed off.", "info")]


def test_a_counter_freed_while_the_server_was_away_is_noticed_on_return(stage: Stage) -> None:
    stage.seated(2)
    stage.link.go(LinkState.LOST)
    stage.link.happen(OfficerSignedOff(counter=CounterId(2), tenant=TENANT))
    assert stage.model.page == "work"
    stage.link.come_back()
    assert stage.model.page == "sign_on"
    assert stage.notices == [("Counter 2 was freed by someone else. Sign on again.", "danger")]


# Away and back


def test_a_restarted_app_goes_on_where_it_was(stage: Stage) -> None:
    stage.ticket()
    stage.ticket()
    stage.seated(2, "Sri")
    stage.do("call_next", "start")
    stage.link.pass_time(120)
    stage.do("finish", "call_next", "start")
    stage.link.pass_time(95)
    model = stage.open()
    assert model.page == "work"
    work = stage.work
    assert (work.counter, work.officer, work.label, work.state) == (2, "Sri", "A-002", "serving")
    assert work.timer == "01:35"
    assert (work.servedCount, work.meanText) == (1, "2 min")
    assert work.possible == ["finish", "park"]


def test_while_the_server_is_away_the_last_state_stays_and_nothing_can_be_done(stage: Stage) -> None:
    stage.ticket()
    work = stage.seated()
    stage.do("call_next")
    stage.link.go(LinkState.LOST, "no answer")
    assert (stage.model.page, stage.model.connected) == ("work", False)
    assert stage.model.banner != ""
    assert (work.label, work.possible, work.canLeave) == ("A-001", [], False)
    sent = len(stage.commands)
    stage.do("start", "sign_off", "no_show")
    assert len(stage.commands) == sent
    stage.link.come_back()
    assert stage.model.banner == ""
    assert "start" in work.possible


def test_a_request_on_its_way_when_the_server_goes_is_answered_after_its_return(stage: Stage) -> None:
    stage.ticket()
    work = stage.seated()
    work.perform("call_next")
    stage.link.go(LinkState.LOST)
    settle()
    assert (work.busyWith, work.state) == ("call_next", "idle")
    stage.link.come_back()
    settle()
    assert (work.busyWith, work.label) == ("", "A-001")
    assert [name for name, _ in stage.told] == ["called"]


def test_another_devices_desk_is_not_ours(stage: Stage) -> None:
    stage.other_officer(1, "Sri")
    assert stage.open().page == "sign_on"
    assert stage.link.whole.desks[CounterId(1)].device != DeviceId("counter-a")


def test_training_is_shown(make_stage: Callable[..., Stage]) -> None:
    assert make_stage(training=True).open().training
    assert not make_stage().open().training


def test_the_report_says_where_the_app_is(stage: Stage) -> None:
    visit = stage.ticket()
    stage.seated()
    stage.do("call_next")
    report = stage.model.report()
    assert report["page"] == "work"
    assert (report["visit"], report["number"], report["state"]) == (visit, "A-001", "called")
    assert report["sign_on"] == {"chosen": 1, "typed": "Sri", "busy": False, "refused": None}


# Whatever happens


STEPS = [action.value for action in Action]
WORLD = ["ticket", "other officer calls", "server away", "server back", "time", "restart"]
ANSWERS = ["confirm", "dismiss"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from([*STEPS, *STEPS, *WORLD, *ANSWERS]), min_size=15, max_size=40))
def test_whatever_happens_the_screen_tells_what_the_server_knows(
    make_stage: Callable[..., Stage], steps: list[str]
) -> None:
    stage = make_stage()
    for _ in range(5):
        stage.ticket()
    stage.other_officer(2)
    stage.seated(1)
    for step in steps:
        if step == "ticket":
            stage.ticket()
        elif step == "other officer calls":
            stage.link.ask(CallNext(counter=CounterId(2)), OTHER, role="counter", place=TENANT)
        elif step == "server away":
            stage.link.go(LinkState.LOST)
        elif step == "server back":
            stage.link.come_back()
        elif step == "time":
            stage.link.pass_time(30)
        elif step == "restart":
            # A command on its way would be asked again by a real link too, but not by this one.
            settle()
            if stage.link.state is LinkState.READY:
                stage.open()
        elif step in ANSWERS:
            getattr(stage.work, step)()
        else:
            stage.work.perform(step)
        if step not in STEPS:
            settle()
    stage.link.come_back()
    settle()
    desk = stage.link.whole.desks.get(CounterId(1))
    work = stage.work
    assert stage.model.page == ("sign_on" if desk is None else "work")
    if desk is not None:
        visit = None if desk.visit is None else stage.link.whole.visits[desk.visit]
        assert work.label == ("" if visit is None else visit.label)
        assert work.state == ("idle" if visit is None else visit.stops[desk.stop].state.value)
        assert work.busyWith == ""
    refused = {fields["reason"] for name, fields in stage.told if name == "refused"}
    assert refused <= {"line_empty"}
