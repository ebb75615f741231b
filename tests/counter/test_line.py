"""The line beside the work, the clock and the totals."""

from __future__ import annotations

import pytest

from client.language import Languages
from counter.page import Ask
from protocol.catalogue import ClassId, CounterId
from protocol.messages import (
    CallNext,
    Errand,
    TransferVisit,
)
from tests.counter.stage import KK, KTP, OTHER, Stage, settle


def test_the_line_holds_the_counters_services_only_in_line_order(stage: Stage) -> None:
    stage.ticket(KTP)
    stage.link.pass_time(60)
    stage.ticket(KK)
    stage.link.pass_time(60)
    stage.ticket(KTP)
    stage.link.pass_time(4 * 60)
    stage.seated(1)
    assert stage.line() == [
        ("A-001", "Identity card enrolment", "6 min"),
        ("A-002", "Family card", "5 min"),
        ("A-003", "Identity card enrolment", "4 min"),
    ]
    stage.do("sign_off")
    stage.seated(3)
    assert [row[0] for row in stage.line()] == ["A-002"]
    assert stage.work.waitingCount == 1


def test_the_line_follows_what_happens_at_other_counters(stage: Stage) -> None:
    stage.ticket()
    stage.ticket()
    stage.seated(1)
    stage.other_officer(2)
    stage.ask(CallNext(counter=CounterId(2)), OTHER, role="counter")
    assert [row[0] for row in stage.line()] == ["A-002"]
    assert stage.told == []


@pytest.mark.parametrize(
    ("over", "note"),
    [({"to_counter": CounterId(2)}, "sent to counter 2"), ({"to_officer": "Budi"}, "sent to Budi")],
)
def test_the_line_says_who_was_sent_to_another_counter_or_officer(
    stage: Stage, over: dict[str, object], note: str
) -> None:
    visit = stage.ticket()
    stage.seated(1)
    stage.other_officer(2)
    stage.do("call_next")
    stage.work.request(
        Ask(name="transfer", command=TransferVisit(counter=CounterId(1), visit=visit, service=KTP, **over))
    )
    settle()
    assert stage.line("note", "symbol", "away") == [(note, "arrow-right-left", True)]


def test_the_line_says_who_is_at_this_counter_or_another_one(stage: Stage) -> None:
    stage.ticket(KTP, priority=ClassId("elderly"), more=(Errand(service=KK),))
    stage.seated(1)
    stage.do("call_next")
    assert stage.line("note", "symbol", "away") == [("at this counter", "map-pin", True)]
    stage.do("take_back")
    assert {row[0] for row in stage.line("note", "symbol", "away")} == {"Elderly"}
    stage.other_officer(2)
    stage.ask(CallNext(counter=CounterId(2)), OTHER, role="counter")
    assert stage.line("note", "symbol", "away") == [("at another counter", "map-pin", True)]


def test_waits_and_timers_go_on_with_the_servers_time(stage: Stage) -> None:
    stage.ticket()
    stage.ticket()
    work = stage.seated()
    stage.link.pass_time(12 * 60)
    stage.do("call_next")
    assert stage.visit.waitedText == "In line since 09:00, waited 12 min"
    stage.link.pass_time(84)
    stage.model.tick()
    assert work.timer == "01:24"
    assert stage.line()[0][2] == "13 min"
    stage.do("start")
    stage.link.pass_time(204)
    stage.model.tick()
    assert (work.timer, stage.model.clock) == ("03:24", "09:16")


def test_a_language_switch_renews_every_text(stage: Stage, languages: Languages) -> None:
    stage.ticket(KK)
    stage.ticket(KK)
    stage.seated()
    stage.do("call_next")
    stage.model.chooseLanguage("id")
    assert (stage.model.language, stage.visit.service) == ("id", "Kartu Keluarga")
    assert stage.line() == [("A-002", "Kartu Keluarga", "0 mnt")]
    assert stage.model.date == "Senin, 5 Januari 2026"
    assert stage.model.clock == "09.00"


def test_the_totals_count_this_sitting_only(stage: Stage) -> None:
    for _ in range(4):
        stage.ticket()
    work = stage.seated()
    assert (work.servedCount, work.meanText) == (0, "–")
    for minutes in (4, 8):
        stage.do("call_next", "start")
        stage.link.pass_time(minutes * 60)
        stage.do("finish")
    assert (work.servedCount, work.meanText) == (2, "6 min")
    stage.do("sign_off")
    stage.link.pass_time(60)
    stage.seated()
    assert (stage.work.servedCount, stage.work.meanText) == (0, "–")
