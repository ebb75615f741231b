"""The real window: what the mouse reaches, what is shown in trouble, and that all of it fits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from client.items import NotThere, all_items, tappable_middle
from client.link import LinkState
from protocol.catalogue import CounterId, Language
from protocol.messages import CallNext, Errand
from server import catalogue
from tests.counter.stage import KK, KTP, OTHER, settle
from tests.counter.window import OpenWindow, Window

# The mouse


def test_the_whole_way_can_be_clicked(open_window: OpenWindow) -> None:
    window = open_window()
    window.stage.ticket(KK)
    window.show(seated=False)
    window.tap("counter-3")
    window.tap("officer-name")
    for letter in "Sri":
        QTest.keyClick(window.window, letter)
    window.tap("sign-on")
    window.tap("call-next")
    assert window.item("current-number").property("text") == "A-001"
    window.tap("recall")
    window.tap("start")
    window.tap("outcome-referred")
    window.tap("finish")
    assert window.stage.commands[-1].outcome == "referred"
    assert window.item("served-count").property("text") == "1"
    window.tap("sign-off")
    assert window.sees("sign-on")


def test_the_rare_things_can_be_clicked_too(window: Window) -> None:
    window.tap("call-next")
    window.tap("more")
    window.tap("option-transfer")
    window.tap("sheet-back")
    window.tap("option-park-visitor")
    assert window.stage.work.state == "idle"
    window.tap("tab-aside")
    window.tap("aside-A-001")
    window.tap("option-return")
    window.tap("tab-line")
    window.tap("waiter-A-003")
    window.tap("option-call")
    window.tap("option-yes")
    assert window.stage.work.label == "A-003"
    window.tap("more")
    window.tap("option-closures")
    window.tap("option-close")
    window.tap("option-close-all")
    window.tap("option-until-open")
    window.tap("option-waiting-stay")
    window.write("a burst pipe")
    window.tap("sheet-confirm")
    assert window.item("closures").property("text") == "All services: asked for"
    window.tap("closures")
    window.tap(f"option-closure-{next(iter(window.stage.link.whole.closures))}")
    window.tap("option-reopen")
    assert not window.sees("closures")


def test_a_double_click_calls_one_visitor_and_starts_nothing(window: Window) -> None:
    point = tappable_middle(window.window, "call-next").toPoint()
    for _ in range(2):
        QTest.mouseClick(window.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    settle()
    QTest.mouseClick(window.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    settle()
    assert [type(command) for command in window.stage.commands].count(CallNext) == 1
    assert (window.stage.work.state, window.stage.work.label) == ("called", "A-001")


def test_buttons_keep_their_places_from_state_to_state(window: Window) -> None:
    names = ("call-next", "recall", "start", "finish", "no-show", "take-back", "more")

    def places() -> list[tuple[float, float]]:
        points = [window.item(name).mapToScene(window.item(name).position()) for name in names]
        return [(point.x(), point.y()) for point in points]

    idle = places()
    window.key(Qt.Key.Key_F2)
    called = places()
    window.key(Qt.Key.Key_F4)
    assert idle == called == places()


def test_a_no_show_is_confirmed_by_mouse_and_nothing_behind_the_question_can_be_clicked(
    window: Window,
) -> None:
    window.tap("call-next")
    window.tap("no-show")
    with pytest.raises(NotThere):
        window.tap("start")
    window.tap("no-show-confirm")
    assert window.stage.work.state == "idle"


def test_signing_off_with_a_called_visit_is_confirmed_by_mouse(window: Window) -> None:
    window.tap("call-next")
    window.tap("sign-off")
    window.tap("ask-dismiss")
    assert window.stage.work.state == "called"
    window.tap("sign-off")
    window.tap("sign-off-confirm")
    assert window.sees("sign-on")


def test_who_cannot_be_called_looks_so_in_the_line(window: Window) -> None:
    window.stage.other_officer(2)
    window.stage.ask(CallNext(counter=CounterId(2)), OTHER, role="counter")
    window.stage.ticket(KTP, more=(Errand(service=KK),))
    for number in ("A-002", "A-003"):
        assert window.item(f"waiter-{number}").property("away") is False
    for _ in range(3):
        window.key(Qt.Key.Key_F2)
        window.key(Qt.Key.Key_F4)
        if window.stage.work.label != "A-004":
            window.key(Qt.Key.Key_F5)
    assert window.stage.work.label == "A-004"
    assert window.item("waiter-A-004").property("away") is True


def test_a_taken_counter_cannot_be_clicked(open_window: OpenWindow) -> None:
    window = open_window()
    window.stage.other_officer(2)
    window.show(seated=False)
    with pytest.raises(NotThere):
        window.tap("counter-2")


def test_the_language_switches_at_the_bar(window: Window) -> None:
    window.tap("language-id")
    assert window.stage.model.language == "id"
    assert window.shell.languages.language == "id"


# Trouble


def test_away_from_the_server_a_banner_shows_and_no_button_works(window: Window, qtbot: QtBot) -> None:
    window.key(Qt.Key.Key_F2)
    assert not window.sees("connection-banner")
    window.stage.link.go(LinkState.LOST)
    qtbot.waitUntil(lambda: window.sees("connection-banner"))
    assert window.item("current-number").property("text") == "A-001"
    for name in ("start", "recall", "no-show", "take-back", "sign-off"):
        with pytest.raises(NotThere):
            window.tap(name)
    window.stage.link.come_back()
    qtbot.waitUntil(lambda: not window.sees("connection-banner"))
    settle()
    window.tap("start")
    assert window.stage.work.state == "serving"


@pytest.mark.parametrize("state", [LinkState.UPDATE_NEEDED, LinkState.REJECTED])
def test_an_unwanted_app_shows_a_note_instead_of_the_work(
    window: Window, qtbot: QtBot, state: LinkState
) -> None:
    window.stage.link.go(state, "because")
    qtbot.waitUntil(lambda: window.sees("full-note"))
    assert window.item("full-note-problem").property("text") == "because"
    assert not window.sees("call-next")


def test_over_such_a_note_no_sheet_is_shown_and_no_key_opens_one(window: Window, qtbot: QtBot) -> None:
    window.key(Qt.Key.Key_F10)
    assert window.sees("sheet")
    window.stage.link.go(LinkState.REJECTED, "because")
    qtbot.waitUntil(lambda: window.sees("full-note"))
    assert not window.sees("sheet")
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F12):
        window.key(key)
        assert not window.sees("sheet")


def test_a_refusal_is_read_in_a_toast(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    window.show()
    window.key(Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: window.sees("toast"))
    assert window.item("toast").property("text") == "Nobody is waiting."
    window.stage.ticket()
    window.key(Qt.Key.Key_F2)
    assert window.stage.work.state == "called"
    qtbot.waitUntil(lambda: not window.sees("toast"), timeout=2_000)


# Fitting


@pytest.mark.parametrize("size", ["1000x640", "1280x800", "1920x1080"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_text_of_the_work_fits_its_place(
    open_window: OpenWindow, language: Language, size: str
) -> None:
    mall = catalogue.load()
    longest = max(mall.services.values(), key=lambda service: len(service.name.in_(language)))
    counter = next(counter.id for counter in mall.counters.values() if longest.id in counter.services)
    window = open_window(language=language, size=size, training=True, catalogue=mall, place=longest.tenant)
    elsewhere = [service.id for service in mall.services.values() if service.tenant != longest.tenant]
    wordy = max(mall.classes.values(), key=lambda one: len(one.name.in_(language)))
    for _ in range(3):
        window.stage.ticket(
            longest.id, priority=wordy.id, language="en", more=(Errand(service=elsewhere[0]),)
        )
    window.show(counter=counter)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F7, Qt.Key.Key_F2, Qt.Key.Key_F4):
        window.key(key)
        assert cut_off(window.window) == []
    for page in ("more", "find", "transfer", "closures"):
        window.stage.sheet.show(page)
        settle()
        assert cut_off(window.window) == []
        window.stage.sheet.accept()
        settle()
        assert cut_off(window.window) == []
        window.stage.sheet.close()
    window.key(Qt.Key.Key_F11)
    assert cut_off(window.window) == []
    window.key(Qt.Key.Key_5)
    for key in (Qt.Key.Key_F5, Qt.Key.Key_F10, Qt.Key.Key_8, Qt.Key.Key_1):
        window.key(key)
        assert cut_off(window.window) == []
    assert window.stage.work.onBreak


def cut_off(window: QQuickWindow) -> list[str]:
    """Texts that are shown shortened."""
    # A frame, so that everything has its place.
    window.grabWindow()
    return [
        str(item.property("text"))
        for item in all_items(window.contentItem())
        if item.inherits("QQuickText") and item.isVisible() and item.property("truncated")
    ]
