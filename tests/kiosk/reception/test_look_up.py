"""A number that was given before: found, told, printed again, put right."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hardware.printer import NotPrinted, Printed, Unknown
from hardware.receipt import Line
from protocol.catalogue import CounterId
from protocol.messages import (
    CancelVisit,
    ConfirmTicket,
    CorrectClass,
    DelayVisit,
    Errand,
    FinishService,
    IssueTicket,
    MarkNoShow,
    ParkVisit,
    ReprintTicket,
    RestoreVisit,
    ReturnVisit,
    StartService,
)
from protocol.visit import State, VisitId
from tests.kiosk.reception.stage import AIR, KIOSK, KK, KTP, OFFICER, Stage, settle


def look_up(stage: Stage, text: str) -> dict[str, object]:
    stage.desk.openPage("look_up")
    stage.desk.type(text)
    return stage.desk.lookUp.visit


def stops(facts: dict[str, object]) -> list[dict[str, object]]:
    found = facts["stops"]
    assert isinstance(found, list)
    return found


def at_counter(stage: Stage, visit: VisitId, command: type[ParkVisit] | type[MarkNoShow]) -> None:
    stage.sign_on()
    stage.call()
    stage.ask(command(counter=CounterId(1), visit=visit), OFFICER, role="counter")


def test_a_typed_number_tells_where_it_stands(stage: Stage):
    for _ in range(3):
        stage.ticket()
    stage.link.pass_time(12 * 60)
    facts = look_up(stage, "a3")
    assert facts["label"] == "A-003"
    assert facts["since"] == "Given at 09:00 · 12 min ago"
    (stop,) = stops(facts)
    assert stop["standing"] == "Waiting"
    assert stop["note"] == "About 2 before it · Counter 1, 2"


def test_people_for_other_services_of_the_same_counters_count_too(stage: Stage):
    stage.ticket()
    stage.ask(IssueTicket(service=AIR))
    facts = look_up(stage, "a1")
    assert stops(facts)[0]["note"] == "Next in the line · Counter 1, 2"


def test_a_number_typed_among_services_is_looked_up_with_enter(stage: Stage):
    stage.ticket()
    stage.desk.type("A-001")
    assert stage.desk.leadsTo == "look_up"
    stage.enter()
    assert stage.desk.page == "look_up"
    assert stage.desk.lookUp.visit["label"] == "A-001"


@pytest.mark.parametrize("page", ["issue", "look_up", "bookings", "pick_ups"])
def test_a_scanned_slip_opens_its_visit_from_every_page(stage: Stage, page: str):
    visit = stage.ticket()
    token = stage.link.hall.visits[visit].token
    stage.desk.openPage(page)
    for end in range(1, len(url := f"http://antrean.test:8080/t/{token}") + 1):
        stage.desk.type(url[:end])
    stage.enter()
    assert stage.desk.page == "look_up"
    assert stage.desk.lookUp.visit["label"] == "A-001"


def test_digits_alone_find_that_number_of_every_series(stage: Stage):
    stage.ticket()
    stage.ticket(AIR)
    look_up(stage, "1")
    assert stage.report("look_up")["visits"] == ["B-001", "A-001"]


def test_the_very_number_comes_before_those_that_begin_like_it(stage: Stage):
    for _ in range(12):
        stage.ticket()
    look_up(stage, "a1")
    assert stage.report("look_up")["visits"] == ["A-001", "A-010", "A-011", "A-012"]


def test_without_a_number_the_desks_own_are_listed_the_latest_first(stage: Stage):
    stage.ticket()
    stage.give()
    stage.give()
    stage.desk.openPage("look_up")
    assert stage.report("look_up")["visits"] == ["A-003", "A-002"]


def test_words_lead_from_here_to_the_services(stage: Stage):
    look_up(stage, "foto")
    assert stage.desk.leadsTo == "issue"
    stage.enter()
    assert stage.desk.page == "issue"
    assert stage.report("issue")["service"] == KTP
    assert stage.commands == [], "the first Enter only turns the page"


def test_a_copy_is_marked_and_tells_how_many_are_before_it_then(stage: Stage):
    first, second = stage.ticket(), stage.ticket()
    stage.ask(CancelVisit(visit=first))
    look_up(stage, "a2")
    stage.do("reprint")
    assert stage.commands == [ReprintTicket(visit=second)]
    _, receipt = stage.press.slips[-1]
    texts = [part.text for part in receipt.parts if isinstance(part, Line)]
    assert "SALINAN" in texts
    assert "A-002" in texts
    assert "Tidak ada yang menunggu di depan Anda" in texts
    assert stage.desk.news == "A copy of A-002 is being printed."
    stage.press.finish(Printed(first_byte_at=1.0))
    assert stage.desk.news == "The copy of A-002 is out."
    assert stage.confirmed == [], "it was confirmed before"
    assert stage.desk.lookUp.visit["label"] == "A-002", "it stays in sight"


@pytest.mark.parametrize(
    ("outcome", "news"),
    [
        (NotPrinted("paper_out"), "No copy of A-001 came out. The printer has run out of paper."),
        (NotPrinted("disconnected"), "No copy of A-001 came out. The printer is not connected."),
        (NotPrinted("busy"), "No copy of A-001 came out. Too many slips are waiting for the printer."),
        (NotPrinted("silent"), "No copy of A-001 came out. The printer does not respond."),
        (Unknown("no_answer"), "The copy of A-001 is sent; this printer cannot say more."),
    ],
)
def test_what_became_of_a_copy_is_told(stage: Stage, outcome: NotPrinted | Unknown, news: str):
    stage.ticket()
    look_up(stage, "a1")
    stage.do("reprint")
    stage.press.finish(outcome)
    assert stage.desk.news == news


def test_a_copy_of_a_number_that_never_came_out_brings_its_holder_into_the_line(stage: Stage):
    stage.ask(IssueTicket(service=KTP))
    look_up(stage, "a1")
    stage.do("reprint")
    stage.press.finish(Printed(first_byte_at=1.0))
    settle()
    assert stage.report("look_up")["states"] == ["waiting"]


def test_to_be_called_later_is_told_with_the_new_place(stage: Stage):
    for _ in range(4):
        stage.ticket()
    look_up(stage, "a1")
    stage.do("delay")
    assert stage.commands == [DelayVisit(visit=VisitId(1))]
    assert stage.desk.news == "A-001 is called later."
    assert stops(stage.desk.lookUp.visit)[0]["note"] == "About 3 before it · Counter 1, 2"


def test_too_many_delays_are_refused_with_the_reason(stage: Stage):
    stage.ticket()
    look_up(stage, "a1")
    for _ in range(3):
        stage.do("delay")
    assert stage.desk.report()["refused"] == "delayed_enough"
    assert stage.desk.news


def test_who_was_parked_comes_back(stage: Stage):
    visit = stage.ticket()
    at_counter(stage, visit, ParkVisit)
    facts = look_up(stage, "a1")
    assert stops(facts)[0]["note"] == "Documents are missing: take it back when they are complete."
    stage.do("back")
    assert stage.commands == [ReturnVisit(visit=visit)]
    assert stage.link.hall.visits[visit].stops[0].state is State.WAITING
    assert stage.desk.news == "A-001 is back in the line."


def test_a_no_show_is_restored_while_that_is_allowed(stage: Stage):
    visit = stage.ticket()
    at_counter(stage, visit, MarkNoShow)
    look_up(stage, "a1")
    stage.link.pass_time(31 * 60)
    stage.do("back")
    assert stage.desk.report()["refused"] == "too_late"
    assert stage.commands == [RestoreVisit(visit=visit)]
    assert stage.link.hall.visits[visit].stops[0].state is State.NO_SHOW


def test_cancelling_asks_first(stage: Stage):
    visit = stage.ticket()
    look_up(stage, "a1")
    stage.desk.askCancel()
    assert stage.desk.cancelling == "A-001"
    assert stage.commands == []
    stage.desk.dismiss()
    assert stage.commands == []
    stage.desk.askCancel()
    stage.desk.confirm()
    settle()
    assert stage.commands == [CancelVisit(visit=visit)]
    assert stage.desk.news == "A-001 is cancelled."
    assert list(stage.report("look_up")["possible"]) == []


def test_what_was_asked_about_is_what_is_cancelled(stage: Stage):
    stage.ticket()
    stage.ticket()
    look_up(stage, "a1")
    stage.desk.askCancel()
    stage.desk.type("a2")
    stage.desk.confirm()
    settle()
    assert stage.commands == []


def test_where_nothing_can_be_cancelled_nobody_is_asked(stage: Stage):
    visit = stage.ticket()
    stage.ask(CancelVisit(visit=visit))
    look_up(stage, "a1")
    stage.desk.askCancel()
    assert stage.desk.cancelling == ""


def test_a_visitor_at_a_counter_cannot_be_cancelled_from_here(stage: Stage):
    visit = stage.ticket()
    stage.sign_on()
    stage.call()
    stage.ask(StartService(counter=CounterId(1), visit=visit), OFFICER, role="counter")
    facts = look_up(stage, "a1")
    assert "cancel" not in stage.desk.lookUp.possible
    assert stops(facts)[0]["note"] == "Counter 1 at 09:00"
    stage.ask(FinishService(counter=CounterId(1), visit=visit), OFFICER, role="counter")
    assert stage.desk.lookUp.possible == []


def test_a_class_is_corrected_and_taken_away_again(stage: Stage):
    visit = stage.ticket()
    look_up(stage, "a1")
    stage.desk.lookUp.correctClass("elderly")
    settle()
    assert stage.desk.lookUp.visit["className"] == "Elderly"
    stage.desk.lookUp.correctClass("elderly")
    settle()
    assert stage.link.hall.visits[visit].priority is None
    assert stage.commands == [
        CorrectClass(visit=visit, priority="elderly"),
        CorrectClass(visit=visit, priority=None),
    ]


def test_each_stop_of_a_visit_stands_by_itself(stage: Stage):
    stage.ask(IssueTicket(service=KTP, more=(Errand(service=AIR, after=(0,)),)), KIOSK)
    first, second = stops(look_up(stage, "a1"))
    assert (first["standing"], second["standing"]) == ("Not confirmed yet", "Later")
    assert second["tenant"] == "PDAM"


def test_nobody_waits_before_themselves(stage: Stage):
    stage.ask(IssueTicket(service=KTP, more=(Errand(service=KK),)))
    stage.ask(ConfirmTicket(visit=max(stage.link.whole.visits), paper="printed"))
    facts = look_up(stage, "a1")
    assert [str(stop["note"]).partition(" · ")[0] for stop in stops(facts)] == 2 * ["Next in the line"]


def test_the_row_keeps_its_choice_while_the_hall_moves_on(stage: Stage):
    for _ in range(11):
        stage.ticket()
    look_up(stage, "a1")
    stage.desk.move(1)
    assert stage.desk.lookUp.visit["label"] == "A-010"
    stage.ticket()
    assert stage.report("look_up")["visits"] == ["A-001", "A-010", "A-011", "A-012"]
    assert stage.desk.lookUp.visit["label"] == "A-010"


def test_an_unknown_number_finds_nothing(stage: Stage):
    assert look_up(stage, "a7") == {}
    assert stage.desk.lookUp.searching
    stage.desk.askCancel()
    assert stage.desk.cancelling == ""


def test_waiting_is_told_in_minutes_that_go_on(stage: Stage):
    stage.ticket()
    look_up(stage, "a1")
    stage.link.pass_time(timedelta(minutes=5).total_seconds())
    for _ in range(30):
        stage.desk.tick()
    assert stage.desk.lookUp.visit["since"] == "Given at 09:00 · 5 min ago"
