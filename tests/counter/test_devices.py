"""A keypad and a sign on the counter's computer, over real lines, in the real window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import typer
from pytestqt.qtbot import QtBot

from client.app import Options
from counter.devices import trouble_text
from counter.settings import CounterSettings, check_devices
from counter.sign import Sign
from hardware.signboard import Face
from hardware.virtual.keypad import VirtualKeypad
from hardware.virtual.line import TcpLine, serve_tcp
from hardware.virtual.sign import VirtualSigns
from protocol.catalogue import Language
from tests.conftest import ExpectLog
from tests.counter.test_window import cut_off
from tests.counter.window import OpenWindow, Window

NOWHERE = "serial:///dev/no-such-device"


class Desk:
    """A keypad and a sign at counter 1, and their cables."""

    def __init__(self, stack: ExitStack) -> None:
        self.keypad, self.signs = VirtualKeypad(1), VirtualSigns([1])
        self.keypad_line: TcpLine = stack.enter_context(serve_tcp(self.keypad))
        self.sign_line: TcpLine = stack.enter_context(serve_tcp(self.signs))


@pytest.fixture
def desk() -> Iterator[Desk]:
    with ExitStack() as stack:
        yield Desk(stack)


@pytest.fixture
def window(desk: Desk, open_window: OpenWindow, qtbot: QtBot) -> Window:
    window = open_window(keypad=desk.keypad_line.url, sign=desk.sign_line.url)
    for _ in range(3):
        window.stage.ticket()
    window.show()
    window.sign = Sign(link=window.stage.link, show=window.stage.devices.show, language="id")
    window.stage.model.ticked.connect(window.sign.refresh)
    window.stage.model.tick()
    qtbot.waitUntil(lambda: (window.stage.devices.keypad, window.stage.devices.sign) == ("ok", "ok"))
    return window


def test_a_visitor_is_called_and_served_by_keypad_and_the_sign_says_so(
    window: Window, desk: Desk, qtbot: QtBot
) -> None:
    def shows(text: str, mode: str) -> Callable[[], bool]:
        return lambda: desk.signs.faces[1] == Face(text=text, mode=mode)

    qtbot.waitUntil(shows("LOKET 1", "idle"))
    for key, text, mode in (("C", "A-001", "blinking"), ("S", "A-001", "steady"), ("F", "LOKET 1", "idle")):
        window.stage.clock_s += 1
        desk.keypad.press(key)
        qtbot.waitUntil(shows(text, mode))


def test_digits_are_shown_while_they_are_typed(window: Window, desk: Desk, qtbot: QtBot) -> None:
    assert not window.sees("keypad-digits")
    desk.keypad.press("0")
    desk.keypad.press("3")
    qtbot.waitUntil(lambda: window.sees("keypad-digits"))
    qtbot.waitUntil(lambda: window.item("keypad-digits").property("text") == "Call number 03")
    desk.keypad.press("C")
    qtbot.waitUntil(lambda: window.sees("option-yes"))
    assert not window.sees("keypad-digits")


def test_trouble_is_said_quietly_and_to_the_server_until_it_is_over(
    window: Window, desk: Desk, qtbot: QtBot, expect_log: ExpectLog
) -> None:
    expect_log("disconnected|unreachable|silent")
    link = window.stage.link
    assert (link.reported.keypad, link.reported.sign) == ("ok", "ok")
    assert not window.sees("device-note")
    desk.keypad_line.unplug()
    desk.signs.set_health(1, "dead")
    window.stage.do("call_next")
    both = "Keypad not connected\nLED sign does not answer"
    qtbot.waitUntil(lambda: window.sees("device-note"))
    qtbot.waitUntil(lambda: window.item("device-trouble").property("text") == both)
    assert link.reported.sign == "silent"
    assert link.reported.keypad in ("unreachable", "disconnected")
    desk.keypad_line.plug()
    desk.signs.set_health(1, "well")
    qtbot.waitUntil(lambda: not window.sees("device-note"))
    assert (link.reported.keypad, link.reported.sign) == ("ok", "ok")


@pytest.mark.parametrize("language", ["id", "en"])
def test_all_that_is_said_of_keypad_and_sign_fits_the_smallest_window(
    open_window: OpenWindow, language: Language, expect_log: ExpectLog, qtbot: QtBot
) -> None:
    expect_log("unreachable")
    window = open_window(language=language, size="1000x640", training=True, keypad=NOWHERE, sign=NOWHERE)
    for _ in range(3):
        window.stage.ticket()
    window.show()
    qtbot.waitUntil(lambda: window.sees("device-note"))
    for keys, seen in (("0017", "keypad-digits"), ("XCN", "keypad-answer"), ("XSF3C", "keypad-answer")):
        window.stage.keys(keys)
        assert window.sees(seen)
        assert cut_off(window.window) == []


def test_a_counter_without_devices_says_nothing_of_them(open_window: OpenWindow) -> None:
    window = open_window()
    window.show()
    assert trouble_text(window.stage.devices) == ""
    assert (window.stage.link.reported.keypad, window.stage.link.reported.sign) == ("", "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('keypad = "/dev/ttyUSB0"', "keypad: device address"),
        ('sign = "tcp://x:99999"', "sign: device address"),
        ('sign = "file:///dev/lp0"', "sign: device address"),
        ('sign_idle = "much longer than that"', "sign_idle"),
    ],
)
def test_what_cannot_be_used_is_refused_with_file_and_key(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "counter.toml"
    file.write_text(line, "utf-8")
    with pytest.raises(typer.BadParameter) as refused:
        check_devices(Options[CounterSettings].read("counter", CounterSettings, file=file))
    assert str(file) in str(refused.value)
    assert said in str(refused.value)
