"""What is done less often: the sheet over the work."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from client.fake import small_catalogue
from client.language import Languages
from client.link import LinkState
from protocol.catalogue import ClassId, CounterId, ServiceId
from protocol.hall import State
from protocol.messages import (
    CallNext,
    HandOver,
    ParkVisit,
    Reason,
    StartService,
)
from tests.counter.stage import KK, KTP, OTHER, TENANT, Stage, settle

WATER = ServiceId("pdam.sambungan")


# The menu


@pytest.mark.parametrize(
    ("before", "offered"),
    [
        ((), {"find", "break", "relieve", "closures"}),
        (
            ("call_next",),
            {
                "transfer",
                "park-documents",
                "park-visitor",
                "class",
                "cancel",
                "find",
                "relieve",
                "closures",
            },
        ),
        (
            ("call_next", "start"),
            {
                "transfer",
                "park-documents",
                "park-visitor",
                "hand-over",
                "class",
                "find",
                "relieve",
                "closures",
            },
        ),
    ],
)
def test_the_menu_offers_what_the_state_allows_and_keeps_the_rest_in_place(
    stage: Stage, before: tuple[str, ...], offered: set[str]
) -> None:
    stage.ticket()
    stage.seated()
    stage.sheet.show("more")
    places = stage.sheet.report()["options"]
    stage.sheet.close()
    stage.do(*before)
    stage.sheet.show("more")
    assert set(stage.offered()) == offered
    assert stage.sheet.report()["options"] == places


def test_a_digit_chooses_the_option_in_that_place(called: Stage) -> None:
    called.sheet.show("more")
    called.sheet.chooseDigit("2")
    settle()
    assert isinstance(called.commands[-1], ParkVisit)
    assert not called.sheet.open


def test_a_digit_of_what_is_not_possible_does_nothing(called: Stage) -> None:
    sent = len(called.commands)
    called.sheet.show("more")
    called.sheet.chooseDigit("8")
    assert called.sheet.title == "More"
    assert len(called.commands) == sent


def test_back_leads_to_the_page_before_and_then_out(called: Stage) -> None:
    called.sheet.show("more")
    called.sheet.choose("class")
    assert called.sheet.title == "Priority of A-001"
    called.sheet.back()
    assert called.sheet.title == "More"
    called.sheet.back()
    assert not called.sheet.open


def test_a_page_closes_with_what_it_was_about(called: Stage) -> None:
    called.sheet.show("transfer")
    called.do("no_show")
    called.work.confirm()
    settle()
    assert called.work.state == "idle"
    assert not called.sheet.open


def test_a_question_closes_when_a_colleague_has_called_the_number_meanwhile(stage: Stage) -> None:
    visit = stage.ticket()
    stage.other_officer(2)
    stage.seated()
    stage.open_visit(visit, "cancel")
    assert stage.sheet.title == "Cancel A-001?"
    stage.ask(CallNext(counter=CounterId(2)), OTHER, role="counter")
    stage.sheet.accept()
    settle()
    assert not stage.sheet.open
    assert stage.stop_of(visit).state is State.CALLED


def test_enter_chooses_the_same_number_though_one_above_it_goes(stage: Stage) -> None:
    for _ in range(3):
        stage.ticket()
    stage.other_officer(2)
    stage.seated()
    stage.sheet.show("find")
    stage.sheet.move(1)
    stage.ask(CallNext(counter=CounterId(2)), OTHER, role="counter")
    stage.sheet.accept()
    assert stage.sheet.title == "A-002"


def test_away_from_the_server_nothing_is_sent_from_the_sheet(called: Stage) -> None:
    called.sheet.show("more")
    called.link.go(LinkState.LOST)
    sent = len(called.commands)
    called.sheet.choose("park-documents")
    called.sheet.accept()
    assert len(called.commands) == sent
    assert "park-documents" not in called.offered()


def test_while_one_thing_waits_for_its_answer_no_other_is_sent(called: Stage) -> None:
    called.work.perform("recall")
    called.sheet.show("more")
    called.sheet.choose("park-visitor")
    settle()
    assert called.work.state == "called"
    assert not any(isinstance(command, ParkVisit) for command in called.commands)


# The visit at the counter


def test_a_visit_is_parked_and_comes_back_to_its_place(called: Stage) -> None:
    called.choose("more", "park-documents")
    assert (called.work.state, called.aside.count, called.work.waitingCount) == ("idle", 1, 1)
    assert called.told[-1][0] == "parked"
    [(_, first)] = [(visit.label, visit.id) for visit in called.link.hall.visits.values()][:1]
    assert called.stop_of(first).parked == "documents"
    called.open_visit(first, "return")
    assert (called.aside.count, called.work.waitingCount) == (0, 2)
    called.do("call_next")
    assert called.work.label == "A-001"


def test_a_visit_is_transferred_to_a_service_of_another_agency(called: Stage) -> None:
    called.sheet.show("transfer")
    called.sheet.type("water")
    assert called.sheet.report()["options"] == [f"service-{WATER}"]
    called.sheet.accept()
    assert called.sheet.report()["options"] == ["anyone", "counter-4"]
    called.sheet.accept()
    settle()
    assert called.work.state == "idle"
    visit = next(iter(called.link.whole.visits.values()))
    assert [(stop.service, stop.state) for stop in visit.stops] == [
        (KTP, State.TRANSFERRED),
        (WATER, State.WAITING),
    ]
    assert called.told[-1][0] == "transferred"


def test_a_visit_is_transferred_to_a_counter_or_an_officer(called: Stage) -> None:
    called.choose("transfer", f"service-{KK}", "officer-2")
    visit = next(iter(called.link.whole.visits))
    stop = called.stop_of(visit)
    assert (stop.service, stop.only_officer, stop.only_counter) == (KK, "Budi", None)
    called.do("call_next")
    called.choose("transfer", f"service-{KK}", "counter-3")
    assert called.stop_of(visit + 2).only_counter == 3


def test_within_its_own_service_a_visit_is_sent_to_somebody_named_only(called: Stage) -> None:
    called.sheet.show("transfer")
    called.sheet.choose(f"service-{KTP}")
    assert called.sheet.report()["options"] == ["counter-2", "officer-2"]


def test_where_nobody_else_serves_it_the_sheet_says_so(make_stage: Callable[..., Stage]) -> None:
    mall = small_catalogue()
    alone = {number: counter for number, counter in mall.counters.items() if number != 2}
    stage = make_stage(catalogue=replace(mall, counters=alone))
    stage.ticket()
    stage.seated()
    stage.do("call_next")
    stage.sheet.show("transfer")
    stage.sheet.choose(f"service-{KTP}")
    assert stage.sheet.optionCount == 0
    assert stage.sheet.note == "Identity card enrolment · Dispendukcapil · no other counter serves this"


def test_counters_keep_their_digits_whoever_signs_on_or_off(stage: Stage) -> None:
    stage.ticket(KK)
    stage.seated(1)
    stage.do("call_next", "start")
    digits: list[list[str]] = []
    for name, keys in (("more", ("hand-over",)), ("transfer", (f"service-{KK}",))):
        for _ in range(2):
            stage.choose(name, *keys)
            digits.append([key for key in stage.sheet.report()["options"] if key.startswith("counter")])
            stage.other_officer(2)
            digits.append([key for key in stage.sheet.report()["options"] if key.startswith("counter")])
            stage.other_leaves(2)
    assert digits == [["counter-2", "counter-3"]] * len(digits)


def test_a_visit_is_handed_over_to_a_free_counter(called: Stage) -> None:
    called.do("start")
    called.choose("more", "hand-over", "counter-2")
    assert called.work.state == "idle"
    assert called.link.whole.desks[CounterId(2)].visit is not None
    assert called.told[-1][0] == "handed_over"


def test_a_busy_counter_is_shown_and_cannot_take_over(called: Stage) -> None:
    called.ask(CallNext(counter=CounterId(2)), OTHER, role="counter")
    called.do("start")
    called.choose("more", "hand-over")
    assert called.sheet.report()["options"] == ["counter-2"]
    assert called.offered() == []


def test_who_is_handed_a_visit_is_told_so(stage: Stage) -> None:
    visit = stage.ticket()
    stage.other_officer(2)
    stage.seated()
    stage.ask(CallNext(counter=CounterId(2)), OTHER, role="counter")
    stage.ask(StartService(counter=CounterId(2), visit=visit), OTHER, role="counter")
    stage.ask(HandOver(counter=CounterId(2), visit=visit, to=CounterId(1)), OTHER, role="counter")
    assert (stage.work.label, stage.work.state) == ("A-001", "serving")
    assert stage.notices == [("A-001 was handed over to you by counter 2.", "info")]
    assert stage.told[-1][0] == "taken_over"


def test_the_class_is_corrected(called: Stage) -> None:
    called.choose("more", "class", "class-elderly")
    visit = next(iter(called.link.whole.visits.values()))
    assert visit.priority == "elderly"
    called.choose("more", "class", "class-none")
    assert called.link.whole.visits[visit.id].priority is None


def test_a_called_visit_is_cancelled_after_a_question(called: Stage) -> None:
    called.choose("more", "cancel")
    assert called.sheet.title == "Cancel A-001?"
    called.sheet.choose("no")
    assert called.sheet.title == "More"
    called.choose("more", "cancel", "yes")
    assert called.work.state == "idle"
    assert next(iter(called.link.whole.visits.values())).stops[0].state is State.CANCELLED


# The officer


@pytest.mark.parametrize("reason", ["rest", "prayer", "meal", "meeting", "errand"])
def test_on_a_break_only_going_on_and_signing_off_are_possible(stage: Stage, reason: str) -> None:
    stage.ticket()
    stage.seated()
    stage.choose("more", "break", f"break-{reason}")
    assert stage.link.whole.desks[CounterId(1)].break_reason == reason
    assert stage.work.onBreak
    assert set(stage.work.possible) == {"end_break", "sign_off"}
    stage.link.pass_time(125)
    assert stage.work.timer == "02:05"
    stage.do("end_break")
    assert not stage.work.onBreak
    stage.do("call_next")
    assert stage.work.label == "A-001"


def test_a_break_needs_an_empty_counter(called: Stage) -> None:
    called.sheet.show("more")
    assert "break" not in called.offered()


def test_another_officer_takes_over_with_the_visit(called: Stage) -> None:
    called.do("start")
    called.choose("more", "relieve")
    for name in ("  ", "Sri"):
        called.sheet.type(name)
        assert not called.sheet.ready
        called.sheet.accept()
        assert called.sheet.open
    called.sheet.type(" Dewi  Lestari ")
    called.sheet.accept()
    settle()
    assert (called.work.officer, called.work.label, called.work.state) == (
        "Dewi Lestari",
        "A-001",
        "serving",
    )


def test_a_refusal_of_what_was_asked_on_the_sheet_is_said(called: Stage) -> None:
    called.choose("more", "relieve")
    called.sheet.type("Budi")
    called.sheet.accept()
    settle()
    assert called.told[-1][1]["reason"] == Reason.OFFICER_ELSEWHERE.value
    assert called.told[-1][1]["action"] == "relieve"
    assert called.notices[-1][1] == "danger"


# Whatever happens


NAMES = ("more", "find", "transfer", "closures")
DEEP_MAX = 5


@settings(
    max_examples=40,
    deadline=None,
    # To make a failure small takes minutes; its seed is at hand.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_nothing_that_the_sheet_offers_is_refused(
    make_stage: Callable[..., Stage], data: st.DataObject
) -> None:
    stage = make_stage()
    for service in (KTP, KK, KTP, KK, KTP):
        stage.ticket(service, priority=data.draw(st.sampled_from([None, ClassId("infant")])))
    stage.other_officer(2)
    stage.seated(1)
    for _ in range(12):
        action = data.draw(st.sampled_from(["call_next", "start", "finish", "end_break", "sheet", "sheet"]))
        if action != "sheet":
            stage.work.chooseOutcome(data.draw(st.sampled_from(["completed", "result_later"])))
            stage.do(action)
            continue
        stage.sheet.show(data.draw(st.sampled_from(NAMES)))
        for _ in range(DEEP_MAX):
            if stage.sheet.write:
                stage.sheet.type("Dewi")
                stage.sheet.accept()
                # One and the same name again is none that could take over.
                stage.sheet.close()
            if not stage.offered():
                break
            stage.sheet.choose(data.draw(st.sampled_from(stage.offered())))
            settle()
        stage.sheet.close()
        stage.link.pass_time(data.draw(st.sampled_from([0, 30, 600])))
        stage.model.tick()
    refused = {fields["reason"] for name, fields in stage.told if name == "refused"}
    assert refused <= {"line_empty"}
    assert stage.work.waitingCount == sum(
        visit.stops[at].state is State.WAITING
        for visit in stage.link.whole.visits.values()
        for at in range(len(visit.stops))
        if visit.stops[at].tenant == TENANT
    )


def test_a_language_switch_renews_the_page(called: Stage, languages: Languages) -> None:
    called.sheet.show("more")
    languages.set_language("id")
    assert called.sheet.title == "Lainnya"
    called.sheet.choose("cancel")
    assert called.sheet.title == "Batalkan A-001?"
    languages.set_language("en")
    assert called.sheet.title == "Cancel A-001?"
