"""The real window: what the keyboard and the mouse reach, and that all of it fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from client.app import Options, Shell
from client.items import NotThere, all_items, tappable_middle, visible_item
from client.link import LinkState
from client.settings import Settings
from counter.action import NO_SHOW_SURE_S
from protocol.catalogue import Language
from protocol.messages import CallNext, Errand
from server import catalogue
from tests.counter.stage import KK, Stage, settle

OpenWindow = Callable[..., "Window"]


class Window:
    """The counter's window over a stage, with the officer at a free counter unless told otherwise."""

    def __init__(
        self, memory: Path, language: Language = "en", size: str = "1280x800", **over: object
    ) -> None:
        self.shell = Shell(
            "counter", Options(settings=Settings(language=language, fullscreen=False, size=size))
        )
        self.stage = Stage(self.shell.languages, memory, **over)

    def show(self, *, seated: bool = True, counter: int = 1) -> None:
        if seated:
            self.stage.seated(counter, "Sri Wahyuningsih Kusumaningrum")
        else:
            self.stage.open()
        self.shell.show("Mall.Counter", "Main", {"counter": self.stage.model})
        assert self.shell.window is not None
        self.window: QQuickWindow = self.shell.window
        self.window.requestActivate()
        assert QTest.qWaitForWindowActive(self.window)
        settle()

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window, key)
        settle()

    def write(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(self.window, letter)
        settle()

    def tap(self, name: str) -> None:
        # Rows of a list that was just opened are made with the next frame.
        self.window.grabWindow()
        point = tappable_middle(self.window, name).toPoint()
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
        settle()

    def item(self, name: str) -> QQuickItem:
        return visible_item(self.window, name)

    def sees(self, name: str) -> bool:
        try:
            self.item(name)
        except NotThere:
            return False
        return True


@pytest.fixture
def open_window(qapp: QGuiApplication, tmp_path: Path) -> Iterator[OpenWindow]:
    windows: list[Window] = []

    def make(**over: object) -> Window:
        windows.append(Window(tmp_path / "counter.json", **over))
        return windows[-1]

    yield make
    for window in windows:
        window.shell.close()


@pytest.fixture
def window(open_window: OpenWindow) -> Window:
    """Three wait for the counter, at which an officer sits."""
    window = open_window()
    for _ in range(3):
        window.stage.ticket()
    window.show()
    return window


# The keyboard


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


def test_what_is_written_on_the_sheet_is_text_and_enter_sends_it(window: Window) -> None:
    for key in (Qt.Key.Key_F10, Qt.Key.Key_9):
        window.key(key)
    window.write("dewi 2")
    window.key(Qt.Key.Key_Return)
    assert window.item("desk-officer").property("text") == "dewi 2"
    window.key(Qt.Key.Key_Space)
    assert window.stage.work.state == "called"


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
