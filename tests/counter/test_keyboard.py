"""What the keyboard reaches in the real window, and what it must not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from client.items import NotThere
from counter.action import NO_SHOW_SURE_S
from tests.counter.stage import settle
from tests.counter.window import OpenWindow, Window


def test_f2_calls_f4_starts_and_f5_finishes(window: Window) -> None:
    for key, state in ((Qt.Key.Key_F2, "called"), (Qt.Key.Key_F4, "serving"), (Qt.Key.Key_F5, "idle")):
        window.key(key)
        assert window.stage.work.state == state


def test_the_space_bar_calls_too(window: Window) -> None:
    window.key(Qt.Key.Key_Space)
    assert window.stage.work.label == "A-001"


def test_the_space_bar_calls_even_after_a_button_was_used(window: Window) -> None:
    window.tap("call-next")
    window.tap("start")
    window.tap("finish")
    window.key(Qt.Key.Key_Space)
    assert window.stage.work.label == "A-002"


def test_f3_recalls_and_f9_takes_back(window: Window) -> None:
    window.key(Qt.Key.Key_F2)
    window.key(Qt.Key.Key_F3)
    assert window.stage.work.calls == 2
    window.key(Qt.Key.Key_F9)
    assert (window.stage.work.state, window.stage.work.waitingCount) == ("idle", 3)


def test_f8_asks_and_only_return_confirms(window: Window) -> None:
    window.key(Qt.Key.Key_F2)
    window.key(Qt.Key.Key_F8)
    assert window.sees("no-show-confirm")
    for key in (Qt.Key.Key_F8, Qt.Key.Key_Space, Qt.Key.Key_F4, Qt.Key.Key_F2):
        window.key(key)
        assert (window.stage.work.asking, window.stage.work.state) == ("no_show", "called")
    window.key(Qt.Key.Key_Escape)
    assert window.stage.work.state == "called"
    window.key(Qt.Key.Key_F8)
    window.key(Qt.Key.Key_Return)
    assert window.stage.work.state == "idle"
    assert window.stage.told[-1][0] == "no_show"


def test_f8_after_a_while_does_not_ask(window: Window) -> None:
    window.key(Qt.Key.Key_F2)
    window.stage.link.pass_time(NO_SHOW_SURE_S)
    window.key(Qt.Key.Key_F8)
    assert window.stage.work.state == "idle"


@pytest.mark.parametrize(
    ("key", "outcome"),
    [
        (Qt.Key.Key_1, "completed"),
        (Qt.Key.Key_2, "incomplete_documents"),
        (Qt.Key.Key_3, "referred"),
        (Qt.Key.Key_4, "not_served"),
    ],
)
def test_the_digits_choose_the_outcome(window: Window, key: Qt.Key, outcome: str) -> None:
    window.key(Qt.Key.Key_F2)
    window.key(Qt.Key.Key_F4)
    window.key(Qt.Key.Key_4 if key == Qt.Key.Key_1 else Qt.Key.Key_1)
    window.key(key)
    assert window.stage.work.outcome == outcome
    window.key(Qt.Key.Key_F5)
    assert window.stage.commands[-1].outcome == outcome


def test_a_key_that_does_not_fit_the_state_sends_nothing(window: Window) -> None:
    sent = len(window.stage.commands)
    for key in (Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F8, Qt.Key.Key_F9, Qt.Key.Key_2):
        window.key(key)
    assert len(window.stage.commands) == sent
    assert window.stage.work.outcome == "completed"


def test_keys_typed_into_the_name_are_a_name(open_window: OpenWindow) -> None:
    window = open_window()
    window.show(seated=False)
    window.tap("counter-2")
    window.tap("officer-name")
    for key in (Qt.Key.Key_S, Qt.Key.Key_Space, Qt.Key.Key_1):
        window.key(key)
    assert window.stage.sign_on.officer == "s 1"
    window.key(Qt.Key.Key_Return)
    assert window.stage.model.page == "work"
    assert window.item("desk-officer").property("text") == "s 1"


def test_f6_finds_a_service_by_typing_and_transfers_with_enter(window: Window) -> None:
    window.key(Qt.Key.Key_F2)
    window.key(Qt.Key.Key_F6)
    window.write("pdam")
    assert window.stage.sheet.optionCount == 1
    window.key(Qt.Key.Key_Return)
    window.key(Qt.Key.Key_Return)
    assert window.stage.work.state == "idle"
    assert window.stage.told[-1][0] == "transferred"
    window.key(Qt.Key.Key_Space)
    assert window.stage.work.label == "A-002"


def test_f7_sets_aside_f11_shows_the_list_and_a_click_brings_back(window: Window) -> None:
    window.key(Qt.Key.Key_F2)
    window.key(Qt.Key.Key_F7)
    assert window.item("aside-count").property("text") == "1"
    assert not window.sees("aside-A-001")
    window.key(Qt.Key.Key_F11)
    window.tap("aside-A-001")
    assert window.item("sheet-title").property("text") == "A-001"
    window.key(Qt.Key.Key_1)
    assert window.stage.work.waitingCount == 3
    window.key(Qt.Key.Key_F11)
    assert window.sees("waiting-list")


def test_f10_opens_the_menu_digits_choose_and_escape_goes_back(window: Window) -> None:
    window.key(Qt.Key.Key_F2)
    window.key(Qt.Key.Key_F10)
    window.key(Qt.Key.Key_5)
    assert window.item("sheet-title").property("text") == "Priority of A-001"
    window.key(Qt.Key.Key_Escape)
    window.key(Qt.Key.Key_5)
    window.key(Qt.Key.Key_2)
    assert not window.sees("sheet")
    assert window.item("fact-class").property("text") == "Elderly"
    window.key(Qt.Key.Key_F10)
    window.key(Qt.Key.Key_F10)
    assert not window.sees("sheet")


def test_arrows_and_enter_choose_too(window: Window) -> None:
    window.key(Qt.Key.Key_F10)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        window.key(key)
    assert window.item("sheet-title").property("text") == "Take a break"


def test_the_tab_key_moves_over_the_options_as_the_arrows_do(window: Window) -> None:
    window.key(Qt.Key.Key_F10)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab):
        window.key(key)
    QTest.keyClick(window.window, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    window.key(Qt.Key.Key_Return)
    assert window.item("sheet-title").property("text") == "Take a break"


def test_f12_finds_a_number_which_is_called_after_a_question(window: Window) -> None:
    window.key(Qt.Key.Key_F12)
    window.write("02")
    window.key(Qt.Key.Key_Return)
    window.key(Qt.Key.Key_1)
    assert window.item("sheet-title").property("text") == "Call A-002 out of turn?"
    window.key(Qt.Key.Key_Return)
    assert window.item("current-number").property("text") == "A-002"
    assert window.item("current-why").property("text") == "Called by choice, out of turn"


def test_a_break_is_ended_by_the_key_that_would_call_and_calls_nobody(window: Window) -> None:
    for key in (Qt.Key.Key_F10, Qt.Key.Key_8, Qt.Key.Key_3):
        window.key(key)
    assert window.item("break-reason").property("text") == "Break: Meal"
    assert not window.sees("call-next")
    window.tap("break-more")
    window.tap("option-relieve")
    window.key(Qt.Key.Key_Escape)
    window.key(Qt.Key.Key_Escape)
    window.key(Qt.Key.Key_F2)
    assert (window.stage.work.onBreak, window.stage.work.state) == (False, "idle")
    window.key(Qt.Key.Key_F2)
    assert window.stage.work.state == "called"


def test_over_the_sheet_no_key_of_the_work_does_anything(window: Window) -> None:
    window.key(Qt.Key.Key_F2)
    window.key(Qt.Key.Key_F10)
    sent = len(window.stage.commands)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_F9):
        window.key(key)
    assert len(window.stage.commands) == sent
    with pytest.raises(NotThere):
        window.tap("start")


def test_from_a_focused_button_no_key_reaches_behind_the_sheet(window: Window) -> None:
    window.key(Qt.Key.Key_F2)
    focus(window, "start")
    window.key(Qt.Key.Key_F10)
    window.key(Qt.Key.Key_Space)
    for _ in range(30):
        window.key(Qt.Key.Key_Tab)
        window.key(Qt.Key.Key_Space)
    assert (window.stage.work.state, window.stage.sheet.title) == ("called", "More")


def test_from_a_focused_button_no_key_reaches_behind_a_question(window: Window) -> None:
    window.key(Qt.Key.Key_F2)
    focus(window, "start")
    window.key(Qt.Key.Key_F8)
    window.key(Qt.Key.Key_Space)
    for _ in range(30):
        window.key(Qt.Key.Key_Tab)
        window.key(Qt.Key.Key_Space)
    assert (window.stage.work.state, window.stage.work.asking) == ("called", "no_show")


def test_after_the_sheet_is_closed_the_keys_are_those_of_the_work_again(window: Window) -> None:
    for key in (Qt.Key.Key_F12, Qt.Key.Key_Escape, Qt.Key.Key_Space):
        window.key(key)
    assert window.stage.work.state == "called"


def focus(window: Window, name: str) -> None:
    """As with the tab key."""
    window.item(name).forceActiveFocus(Qt.FocusReason.TabFocusReason)
    settle()


def test_what_is_written_on_the_sheet_is_text_and_enter_sends_it(window: Window) -> None:
    for key in (Qt.Key.Key_F10, Qt.Key.Key_9):
        window.key(key)
    window.write("dewi 2")
    window.key(Qt.Key.Key_Return)
    assert window.item("desk-officer").property("text") == "dewi 2"
    window.key(Qt.Key.Key_Space)
    assert window.stage.work.state == "called"
