"""What the keys of a call keypad do, and what they must not."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from client.fake import small_catalogue
from client.link import LinkState
from counter.action import NO_SHOW_SURE_S
from counter.keypad import BOUNCE_S, DIGIT_BOUNCE_S, DIGITS_COUNT_MAX, DIGITS_S_MAX
from hardware.keypad import Key
from protocol.catalogue import ServiceId
from protocol.messages import CallVisit, EndDay, Errand, MarkNoShow
from tests.counter.stage import KK, KTP, TENANT, Stage, settle

PDAM = ServiceId("pdam.sambungan")


@pytest.fixture
def busy(stage: Stage) -> Stage:
    """Three wait for the counter at which the officer sits."""
    for _ in range(3):
        stage.ticket()
    stage.seated()
    return stage


def press(stage: Stage, key: str, after_s: float, *, address: int = 1) -> None:
    stage.clock_s += after_s
    stage.model.keypad.press(address, key)
    settle()


def test_c_calls_r_recalls_s_starts_and_f_finishes(busy: Stage) -> None:
    busy.keys("C")
    assert (busy.work.label, busy.work.state) == ("A-001", "called")
    busy.keys("R")
    assert busy.work.calls == 2
    busy.keys("S")
    assert busy.work.state == "serving"
    busy.keys("F")
    assert busy.work.state == "idle"
    assert [name for name, _ in busy.told] == ["called", "recalled", "started", "finished"]


def test_n_asks_and_only_a_second_n_answers_yes(busy: Stage) -> None:
    busy.keys("CN")
    assert busy.work.asking == "no_show"
    busy.keys("CRSF17")
    assert (busy.work.asking, busy.work.state, busy.model.keypad.digits) == ("no_show", "called", "")
    busy.keys("X")
    assert (busy.work.asking, busy.work.state) == ("", "called")
    busy.keys("NN")
    assert busy.work.state == "idle"
    assert isinstance(busy.commands[-1], MarkNoShow)


def test_n_after_a_while_does_not_ask(busy: Stage) -> None:
    busy.keys("C")
    busy.link.pass_time(NO_SHOW_SURE_S)
    busy.keys("N")
    assert busy.work.state == "idle"


def test_a_question_that_is_not_about_a_no_show_is_not_answered_by_a_key(busy: Stage) -> None:
    busy.keys("C")
    busy.work.perform("sign_off")
    busy.keys("NCSF")
    assert (busy.work.asking, busy.work.state) == ("sign_off", "called")
    busy.keys("X")
    assert busy.work.asking == ""


def test_digits_call_that_number_after_the_same_question_as_on_the_screen(busy: Stage) -> None:
    busy.keys("003")
    assert busy.model.keypad.text == "Call number 003"
    busy.keys("C")
    assert busy.sheet.title == "Call A-003 out of turn?"
    assert (busy.model.keypad.digits, busy.work.state) == ("", "idle")
    busy.keys("C")
    assert busy.work.label == "A-003"
    assert isinstance(busy.commands[-1], CallVisit)


def test_leading_zeros_may_be_left_out(busy: Stage) -> None:
    busy.keys("2CC")
    assert busy.work.label == "A-002"


def test_x_dismisses_the_question_about_a_number(busy: Stage) -> None:
    busy.keys("3CX")
    assert not busy.sheet.open
    busy.keys("C")
    assert busy.work.label == "A-001"


def test_c_answers_yes_even_where_the_arrow_keys_point_at_no(busy: Stage) -> None:
    busy.keys("3C")
    busy.sheet.move(1)
    busy.keys("C")
    assert busy.work.label == "A-003"


def test_x_clears_the_digits(busy: Stage) -> None:
    busy.keys("17X")
    assert busy.model.keypad.text == ""
    busy.keys("C")
    assert busy.work.label == "A-001"


def test_digits_that_nobody_goes_on_with_are_forgotten(busy: Stage) -> None:
    busy.keys("1")
    busy.clock_s += DIGITS_S_MAX - 0.1
    busy.work.tick()
    assert busy.model.keypad.digits == "1"
    busy.clock_s += 0.2
    busy.work.tick()
    assert busy.model.keypad.digits == ""


def test_a_call_from_the_screen_clears_the_digits(busy: Stage) -> None:
    busy.keys("3")
    busy.do("call_next")
    assert busy.model.keypad.digits == ""


def test_no_more_digits_are_taken_than_a_number_has(busy: Stage) -> None:
    busy.keys("123456")
    assert busy.model.keypad.digits == "123456"[:DIGITS_COUNT_MAX]


def test_with_digits_typed_no_key_does_anything_to_the_visitor_at_the_counter(busy: Stage) -> None:
    busy.keys("C3")
    sent = len(busy.commands)
    busy.keys("NSRF")
    assert (len(busy.commands), busy.work.asking, busy.work.state) == (sent, "", "called")
    assert busy.notices[-1] == ("Number 3 is typed: call it, or clear it first.", "info")


def test_a_number_that_does_not_wait_is_not_called(busy: Stage) -> None:
    busy.keys("99C")
    assert busy.notices[-1] == ("Number 99 is not waiting here.", "info")
    assert not busy.sheet.open


def test_a_number_while_somebody_is_at_the_counter_is_not_called(busy: Stage) -> None:
    busy.keys("C3C")
    assert busy.notices[-1] == ("A-003: a visitor is at the counter", "info")
    assert (busy.sheet.open, busy.work.label) == (False, "A-001")


def test_an_agency_that_calls_in_line_order_only_says_so(make_stage: Callable[..., Stage]) -> None:
    catalogue = small_catalogue()
    tenant = catalogue.tenants[TENANT]
    strict = replace(tenant, policy=replace(tenant.policy, call_particular=False))
    stage = make_stage(catalogue=replace(catalogue, tenants={**catalogue.tenants, TENANT: strict}))
    stage.ticket()
    stage.seated()
    stage.keys("1C")
    assert stage.notices[-1] == ("A-001: this agency calls in line order only", "info")


def test_digits_that_two_prefixes_share_call_nobody(busy: Stage) -> None:
    busy.ticket(PDAM, more=(Errand(service=KK),))
    busy.keys("1C")
    assert busy.notices[-1] == ("A-001, B-001 are waiting: choose on the screen with F12.", "info")
    assert not busy.sheet.open


def test_of_two_numbers_the_one_that_this_counter_serves_is_meant(stage: Stage) -> None:
    stage.ticket(KTP)
    stage.ticket(PDAM, more=(Errand(service=KK),))
    stage.seated(3)
    stage.keys("1C", address=3)
    assert stage.sheet.title == "Call B-001 out of turn?"


def test_somebody_who_waits_here_for_two_things_is_one(stage: Stage) -> None:
    stage.ticket(KTP, more=(Errand(service=KK),))
    stage.seated()
    stage.keys("1CC")
    assert (stage.work.label, stage.visit.service) == ("A-001", "Identity card enrolment")


def test_a_key_that_does_not_fit_the_state_says_what_comes_first(busy: Stage) -> None:
    for keys, text in (
        ("R", "Nobody is at the counter: call somebody first."),
        ("CC", "A-001 is called: start, call again or no-show."),
        ("SN", "A-001 is being served: finish first."),
    ):
        busy.keys(keys)
        assert busy.notices[-1] == (text, "info")
    assert len(busy.commands) == 3


def test_on_a_break_c_continues_work_and_the_others_say_so(busy: Stage) -> None:
    busy.choose("more", "break", "break-prayer")
    assert busy.work.onBreak
    busy.keys("S")
    assert busy.notices[-1] == ("On a break: the call key continues work.", "info")
    busy.keys("C")
    assert not busy.work.onBreak
    assert busy.work.label == ""


def test_a_held_or_bouncing_key_counts_once(busy: Stage) -> None:
    press(busy, "C", 1.0)
    for _ in range(100):
        press(busy, "C", BOUNCE_S / 10)
    press(busy, "N", 1.0)
    press(busy, "N", BOUNCE_S * 0.9)
    assert (busy.work.asking, busy.work.state) == ("no_show", "called")
    press(busy, "N", BOUNCE_S * 1.1)
    assert busy.work.state == "idle"


def test_who_presses_call_impatiently_is_heard_again_and_again(stage: Stage) -> None:
    stage.seated()
    press(stage, "C", 1.0)
    stage.ticket()
    press(stage, "C", BOUNCE_S * 1.1)
    assert stage.work.label == "A-001"
    press(stage, "N", 1.0)
    for state in ("called", "idle"):
        press(stage, "N", 0.5)
        assert stage.work.state == state


def test_a_key_that_is_held_and_repeats_does_not_answer_what_it_asked(busy: Stage) -> None:
    def hold(key: str) -> None:
        press(busy, key, 1.0)
        for after_s in (0.5, *(0.1,) * 20):
            press(busy, key, after_s)

    busy.keys("C")
    hold("N")
    assert (busy.work.asking, busy.work.state) == ("no_show", "called")
    busy.keys("XSF3")
    hold("C")
    assert (busy.sheet.title, busy.work.state) == ("Call A-003 out of turn?", "idle")


def test_a_digit_typed_twice_in_a_hurry_counts_twice_and_one_that_bounces_once(busy: Stage) -> None:
    press(busy, "0", 1.0)
    press(busy, "0", DIGIT_BOUNCE_S / 2)
    press(busy, "0", BOUNCE_S / 2)
    assert busy.model.keypad.digits == "00"


def test_another_counters_keypad_does_nothing_and_one_of_nobody_in_particular_works(busy: Stage) -> None:
    busy.keys("C", address=2)
    assert (busy.work.state, busy.notices) == ("idle", [])
    busy.keys("C", address=0)
    assert busy.work.state == "called"


def test_a_keypad_set_to_another_counter_is_told_of_until_the_right_one_is_heard(busy: Stage) -> None:
    busy.keys("C", address=7)
    assert busy.model.deviceTrouble == "Keypad is set to counter 7"
    busy.keys("C")
    assert busy.model.deviceTrouble == ""
    busy.keys("R", address=7)
    assert (busy.model.deviceTrouble, busy.work.calls) == ("", 1)


def test_an_officer_who_moves_is_told_of_a_keypad_that_stayed_behind(busy: Stage) -> None:
    busy.keys("C")
    busy.do("sign_off")
    busy.work.confirm()
    settle()
    for counter, trouble in ((2, "Keypad is set to counter 1"), (1, "")):
        busy.sign_on.choose(counter)
        busy.sign_on.signOn()
        settle()
        busy.keys("R")
        assert busy.model.deviceTrouble == trouble
        busy.do("sign_off")


def test_a_keypad_of_another_counter_is_right_once_the_officer_sits_there(busy: Stage) -> None:
    busy.keys("C", address=2)
    assert busy.model.deviceTrouble == "Keypad is set to counter 2"
    busy.do("sign_off")
    busy.sign_on.choose(2)
    busy.sign_on.signOn()
    settle()
    assert busy.model.deviceTrouble == ""


def test_before_signing_on_a_key_only_says_so(stage: Stage) -> None:
    stage.ticket()
    stage.open()
    stage.keys("C5C")
    assert stage.commands == []
    assert {text for text, _ in stage.notices} == {"Sign on first, then the keypad works."}
    assert stage.model.keypad.digits == ""


def test_away_from_the_server_a_key_says_so_and_sends_nothing_then_or_later(busy: Stage) -> None:
    busy.keys("C")
    busy.link.go(LinkState.LOST)
    sent = len(busy.commands)
    for key in "SFN3C":
        busy.notices.clear()
        busy.keys(key)
        assert busy.notices == [("No connection to the server: this key did nothing.", "info")]
    busy.link.come_back()
    settle()
    assert (len(busy.commands), busy.work.state, busy.model.keypad.digits) == (sent, "called", "")


def test_a_question_can_be_dismissed_but_not_answered_while_the_server_is_away(busy: Stage) -> None:
    busy.keys("3C")
    busy.link.go(LinkState.LOST)
    busy.keys("C")
    assert busy.sheet.open
    busy.keys("X")
    assert not busy.sheet.open
    busy.link.come_back()
    settle()
    assert busy.work.state == "idle"


def test_a_day_that_ends_takes_the_digits_with_it(busy: Stage) -> None:
    busy.keys("3")
    busy.ask(EndDay(), role="floor")
    settle()
    busy.keys("C")
    assert (busy.model.keypad.digits, busy.model.page) == ("", "sign_on")


def test_while_a_page_is_open_only_x_does_anything(busy: Stage) -> None:
    busy.sheet.show("more")
    busy.keys("C3SF")
    assert (busy.sheet.open, busy.model.keypad.digits, busy.work.state) == (True, "", "idle")
    busy.keys("X")
    assert not busy.sheet.open


def test_x_does_not_close_a_page_on_which_something_was_typed(busy: Stage) -> None:
    busy.sheet.show("find")
    busy.sheet.type("A-00")
    busy.keys("X")
    assert busy.sheet.typed == "A-00"
    busy.sheet.type("")
    busy.keys("X")
    assert not busy.sheet.open


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(get_args(Key)), st.sampled_from([0.1, 1.0, 60.0])), max_size=40))
def test_any_keys_at_any_speed_are_never_refused_by_the_server(
    make_stage: Callable[..., Stage], presses: list[tuple[str, float]]
) -> None:
    stage = make_stage()
    for service in (KTP, KK, KTP):
        stage.ticket(service)
    stage.seated()
    for key, after_s in presses:
        stage.link.pass_time(after_s)
        press(stage, key, after_s)
    assert "refused" not in {name for name, fields in stage.told if fields.get("reason") != "line_empty"}
