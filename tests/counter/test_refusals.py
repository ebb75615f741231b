"""What an officer reads when the server refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from client.language import Languages
from client.reasons import text_for
from protocol.catalogue import CounterId, Text
from protocol.messages import (
    CallNext,
    Errand,
    Reason,
    Refused,
)
from tests.counter.stage import KK, KTP, MORNING, OTHER, Stage


def test_an_empty_line_is_calm_news(stage: Stage) -> None:
    work = stage.seated()
    stage.do("call_next")
    assert stage.notices == [("Nobody is waiting.", "info")]
    assert stage.told[-1] == (
        "refused",
        {"action": "call_next", "reason": "line_empty", "number": "", "visit": None},
    )
    assert "call_next" in work.possible


def test_any_other_refusal_is_told_and_blocks_nothing(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage()
    visit = stage.ticket()
    work = stage.seated()
    stage.do("call_next")
    stage.link.decide = None
    work.perform("start")
    stage.link.refuse(stage.link.sent[-1][0], Reason.WRONG_STATE)
    assert stage.notices == [(text_for(Refused(reason=Reason.WRONG_STATE)), "danger")]
    assert stage.told[-1] == (
        "refused",
        {"action": "start", "reason": "wrong_state", "number": "A-001", "visit": visit},
    )
    assert "start" in work.possible


def test_where_those_who_wait_are_elsewhere_nobody_says_that_the_line_is_empty(stage: Stage) -> None:
    stage.ticket(KK, more=(Errand(service=KTP),))
    stage.other_officer(3)
    stage.ask(CallNext(counter=CounterId(3)), OTHER, role="counter")
    work = stage.seated()
    stage.do("call_next")
    assert work.waitingCount == 1
    assert stage.notices == [("Those who wait cannot be called to this counter just now.", "info")]


def test_a_refusal_says_when_it_is_possible_again(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage()
    stage.ticket()
    stage.seated()
    stage.link.decide = None
    stage.work.perform("call_next")
    again = MORNING + timedelta(hours=4)
    title = Text(id="Istirahat siang", en="Midday break")
    stage.link.refuse(stage.link.sent[-1][0], Reason.ON_BREAK, again=again, title=title)
    [(text, tone)] = stage.notices
    assert "Midday break" in text
    assert "13:00" in text
    assert tone == "danger"


@pytest.mark.parametrize("reason", Reason)
def test_every_refusal_has_its_text_in_both_languages(languages: Languages, reason: Reason) -> None:
    refused = Refused(reason=reason)
    languages.set_language("en")
    english = text_for(refused)
    languages.set_language("id")
    assert english
    assert text_for(refused) not in ("", english)
