from __future__ import annotations

from collections.abc import Callable

import pytest

from client.link import LinkState
from protocol.catalogue import CounterId
from protocol.messages import Reason, SignOff, SignOn
from tests.counter.stage import OTHER, Stage, settle


def seats(stage: Stage) -> dict[int, tuple[bool, str, bool]]:
    """Number to taken, holder, chosen, as the window shows them."""
    rows = stage.sign_on.seats
    names = {bytes(name).decode(): role for role, name in rows.roleNames().items()}

    def cell(row: int, name: str) -> object:
        return rows.data(rows.index(row), names[name])

    return {
        cell(row, "number"): (cell(row, "taken"), cell(row, "holder"), cell(row, "chosen"))
        for row in range(rows.rowCount())
    }


def test_an_officer_chooses_a_counter_types_a_name_and_is_at_work(stage: Stage) -> None:
    model = stage.open()
    assert model.page == "sign_on"
    assert not stage.sign_on.ready
    stage.sign_on.choose(2)
    stage.sign_on.typeName("Sri Wahyuni")
    assert stage.sign_on.ready
    stage.sign_on.signOn()
    assert stage.sign_on.busy
    settle()
    assert model.page == "work"
    assert (stage.work.counter, stage.work.officer) == (2, "Sri Wahyuni")


def test_two_clicks_sign_on_once(stage: Stage) -> None:
    stage.open(counter=1, officer="Sri")
    stage.sign_on.signOn()
    stage.sign_on.signOn()
    settle()
    stage.sign_on.signOn()
    settle()
    assert len(stage.commands) == 1


def test_a_taken_counter_shows_by_whom_and_cannot_be_chosen(stage: Stage) -> None:
    stage.other_officer(2, "Budi")
    stage.open(officer="Sri")
    assert seats(stage)[2] == (True, "Budi", False)
    stage.sign_on.choose(2)
    assert not stage.sign_on.ready
    stage.sign_on.choose(1)
    assert seats(stage)[1] == (False, "", True)


def test_a_counter_that_is_taken_while_it_is_chosen_is_chosen_no_more(stage: Stage) -> None:
    stage.open(counter=2, officer="Sri")
    assert stage.sign_on.ready
    stage.other_officer(2)
    assert not stage.sign_on.ready
    stage.ask(SignOff(counter=CounterId(2)), OTHER)
    assert seats(stage)[2] == (False, "", False)


@pytest.mark.parametrize("reason", [Reason.COUNTER_TAKEN, Reason.OFFICER_ELSEWHERE, Reason.DEVICE_ELSEWHERE])
def test_a_refusal_is_shown_at_the_form_and_goes_with_the_next_try(
    make_stage: Callable[..., Stage], reason: Reason
) -> None:
    stage = make_stage()
    stage.link.decide = None
    stage.open(counter=1, officer="Sri")
    stage.sign_on.signOn()
    stage.link.refuse(stage.link.sent[-1][0], reason)
    assert stage.sign_on.problem != ""
    assert stage.model.page == "sign_on"
    assert stage.told == [
        ("refused", {"action": "sign_on", "reason": reason.value, "number": "", "visit": None})
    ]
    stage.sign_on.typeName("Sri W")
    assert stage.sign_on.problem == ""
    assert stage.sign_on.ready


def test_the_server_knows_an_officer_who_sits_elsewhere(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage()
    stage.other_officer(2, "Sri")
    stage.open(counter=1, officer="Sri")
    stage.sign_on.signOn()
    settle()
    assert stage.sign_on.report()["refused"] == "officer_elsewhere"


def test_the_next_day_the_name_and_counter_are_filled_in(stage: Stage) -> None:
    stage.seated(3, "Sri Wahyuni")
    stage.do("sign_off")
    stage.open()
    assert stage.sign_on.officer == "Sri Wahyuni"
    assert seats(stage)[3] == (False, "", True)
    assert stage.sign_on.ready


def test_what_the_command_line_says_goes_before_what_is_remembered(stage: Stage) -> None:
    stage.seated(3, "Sri")
    stage.do("sign_off")
    stage.open(counter=1, officer="Budi")
    assert stage.sign_on.officer == "Budi"
    assert seats(stage)[1][2]


def test_told_to_it_signs_on_by_itself_but_only_once(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(ready=False)
    stage.open(counter=1, officer="Sri", at_once=True)
    settle()
    assert stage.commands == []
    stage.link.come_back()
    settle()
    assert stage.commands == [SignOn(counter=CounterId(1), officer="Sri")]
    assert stage.model.page == "work"
    stage.do("sign_off")
    assert stage.model.page == "sign_on"
    assert len(stage.commands) == 2


def test_told_to_sign_on_where_somebody_sits_it_says_why_not(stage: Stage) -> None:
    stage.other_officer(1)
    stage.open(counter=1, officer="Sri", at_once=True)
    settle()
    assert stage.sign_on.report()["refused"] == "counter_taken"
    assert stage.model.page == "sign_on"


def test_nobody_signs_on_while_the_server_is_away(stage: Stage) -> None:
    stage.open(counter=1, officer="Sri")
    stage.link.go(LinkState.LOST)
    assert not stage.sign_on.ready
    stage.sign_on.signOn()
    assert stage.commands == []
    stage.link.come_back()
    assert stage.sign_on.ready


def test_a_device_of_another_role_is_told_so(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(role="kiosk")
    assert stage.open().page == "other_role"


def test_before_the_first_snapshot_the_app_says_that_it_is_searching(
    make_stage: Callable[..., Stage],
) -> None:
    stage = make_stage(ready=False)
    model = stage.open()
    assert (model.page, model.clock, model.mall) == ("searching", "", "")
    stage.link.come_back()
    assert (model.page, model.clock) == ("sign_on", "09:00")


@pytest.mark.parametrize("state", [LinkState.UPDATE_NEEDED, LinkState.REJECTED])
def test_an_unwanted_app_shows_why_on_the_whole_screen(stage: Stage, state: LinkState) -> None:
    stage.seated()
    stage.link.go(state, "the server said so")
    assert stage.model.page == state.value
    assert stage.model.problem == "the server said so"
    assert stage.model.stopped
    assert stage.model.advice
    stage.link.come_back()
    assert stage.model.page == "work"


def test_a_counter_whose_token_another_device_uses_says_so_and_what_to_do(stage: Stage) -> None:
    stage.seated()
    stage.link.go(LinkState.REJECTED, what="token_unknown")
    unknown = (stage.model.stopped, stage.model.advice)
    stage.link.go(LinkState.REJECTED, what="replaced")
    assert stage.model.stopped == "Another device uses the same token."
    assert "under another name" in stage.model.advice
    assert unknown[0] == "The server does not know the token of this device."
    assert unknown[1] != stage.model.advice
