from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QImage

from client.app import FONT_FAMILY, Options, Shell
from client.items import NotThere, all_items, visible_item
from client.remote import Remote
from client.settings import Settings

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


class Model(QObject):
    def report(self) -> dict[str, object]:
        return {"mood": "fine"}


@pytest.fixture
def shell(qapp):
    shell = Shell("client", Options(settings=Settings(size="400x400", fullscreen=False)))
    shell.engine.addImportPath(str(HERE / "qml"))
    yield shell
    shell.close()


@pytest.fixture
def shown(shell, qtbot):
    shell.show("Mall.Stage", "Reasons", {"model": Model()})
    qtbot.waitUntil(shell.window.isExposed)
    # A list makes its rows with the first frame.
    qtbot.waitUntil(
        lambda: any(item.objectName() == "row-5" for item in all_items(shell.window.contentItem()))
    )
    return shell


@pytest.fixture
def drive(shown, qtbot):
    """Gives an order and returns its answer without time and id."""
    lines: list[str] = []
    remote = Remote(shown, lines.append)

    def drive(order: str, **fields: object) -> dict[str, object]:
        before = len(lines)
        remote.order(json.dumps({"id": before, "order": order, **fields}).encode())
        qtbot.waitUntil(lambda: len(lines) > before)
        answer = json.loads(lines[before])
        assert answer.pop("t") > 0
        assert answer.pop("id") == before
        return answer

    drive.lines = lines
    drive.remote = remote
    return drive


def text_of(shell, name):
    return visible_item(shell.window, name).property("text")


def test_a_window_is_shown_in_its_size_with_the_malls_font(shown):
    assert (shown.window.width(), shown.window.height()) == (400, 400)
    assert shown.window.isVisible()
    assert QGuiApplication.font().family() == FONT_FAMILY


def test_the_window_speaks_indonesian_and_changes_at_once(shown):
    assert text_of(shown, "translated") == "Tersambung"
    shown.languages.set_language("en")
    assert text_of(shown, "translated") == "Connected"


def test_a_binding_error_is_logged(shell, expect_log):
    expect_log("antrean.qml: .*Faulty.qml.*ReferenceError: nothing is not defined")
    shell.show("Mall.Stage", "Faulty", {})


@pytest.mark.qt_log_ignore("failed to load component")
def test_a_component_that_is_not_there_is_an_error(shell, expect_log):
    expect_log("antrean.qml: .*Missing")
    with pytest.raises(RuntimeError, match=r"Mall\.Stage/Missing could not be loaded"):
        shell.show("Mall.Stage", "Missing", {})


def test_the_model_reports_through_the_shell(shown):
    assert shown.report() == {"mood": "fine"}


def test_a_tap_reaches_what_it_names(drive, shown, qtbot):
    assert drive("tap", item="press") == {"ok": True}
    assert text_of(shown, "heard") == "pressed"


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ("nobody", "there is no item 'nobody'"),
        ("hidden", "'hidden' is not visible"),
        ("transparent", "'transparent' is not visible"),
        ("disabled", "'disabled' is disabled"),
        ("under", "'under' is covered by 'over'"),
        ("row-5", "'row-5' is scrolled out of sight"),
    ],
)
def test_what_a_person_could_not_tap_cannot_be_tapped(drive, item, why):
    assert drive("tap", item=item) == {"ok": False, "error": why}


def test_a_row_can_be_scrolled_into_sight_and_tapped(drive, shown):
    assert drive("reveal", item="row-5") == {"ok": True}
    assert drive("tap", item="row-5") == {"ok": True}
    assert text_of(shown, "heard") == "row-5"


@pytest.mark.parametrize("key", ["F2", "Ctrl+S"])
def test_a_key_reaches_its_shortcut(drive, shown, key, qtbot):
    qtbot.waitUntil(shown.window.isActive)
    assert drive("key", key=key) == {"ok": True}
    assert text_of(shown, "heard") == key


def test_a_key_that_does_not_exist_is_refused(drive):
    assert drive("key", key="Hyperspace") == {"ok": False, "error": "'Hyperspace' is no key"}


def test_text_goes_where_the_focus_is(drive, shown):
    drive("tap", item="field")
    assert drive("type", text="Café №5") == {"ok": True}
    assert drive("read", item="field") == {"ok": True, "value": "Café №5"}


def test_properties_can_be_read(drive):
    assert drive("read", item="press", property="height")["value"] > 0
    assert drive("read", item="press", property="enabled") == {"ok": True, "value": True}
    assert drive("read", item="press", property="soul") == {
        "ok": False,
        "error": "'press' has no property 'soul'",
    }


def test_a_wait_is_answered_when_its_time_has_come(drive):
    assert drive("tap", item="start-timer") == {"ok": True}
    assert drive("wait", item="late", equals="here", timeout_s=5) == {"ok": True}


def test_a_wait_in_vain_says_what_was_missing(drive):
    assert drive("wait", item="late", timeout_s=0.05) == {
        "ok": False,
        "error": "'late' is not visible after 0.05 s",
    }
    assert drive("wait", item="heard", equals="thunder", timeout_s=0.05) == {
        "ok": False,
        "error": "heard.text is 'nothing' after 0.05 s",
    }


def test_a_wait_holds_up_nothing(drive):
    drive.remote.order(b'{"id": "slow", "order": "wait", "item": "late", "timeout_s": 5}')
    assert drive("read", item="heard") == {"ok": True, "value": "nothing"}


def test_a_picture_shows_the_window(drive, tmp_path):
    file = tmp_path / "window.png"
    assert drive("shot", file=str(file)) == {"ok": True}
    image = QImage(str(file))
    assert (image.width(), image.height()) == (400, 400)
    assert image.pixelColor(399, 399).name() == "#ffffff"
    assert drive("shot", file=str(tmp_path / "no" / "folder.png"))["ok"] is False


def test_the_window_can_be_resized_and_its_language_switched(drive, shown, qtbot):
    assert drive("resize", width=500, height=300) == {"ok": True}
    qtbot.waitUntil(lambda: (shown.window.width(), shown.window.height()) == (500, 300))
    assert drive("language", language="en") == {"ok": True}
    assert drive("read", item="translated") == {"ok": True, "value": "Connected"}


def test_the_state_is_what_the_model_reports(drive):
    assert drive("state") == {"ok": True, "state": {"mood": "fine"}}


@pytest.mark.parametrize(
    "line",
    ["", "nonsense", "[]", '{"order": "fly"}', '{"order": "tap"}', '{"order": "tap", "item": 1}', "\xff"],
)
def test_a_line_that_is_no_order_is_refused_and_the_next_one_works(drive, line):
    drive.remote.order(line.encode("latin-1"))
    answer = json.loads(drive.lines[-1])
    assert answer["ok"] is False
    assert answer["error"]
    assert drive("state")["ok"] is True


def test_a_refused_order_is_answered_under_its_own_id(drive):
    drive.remote.order(b'{"id": "x", "order": "fly"}')
    assert json.loads(drive.lines[-1])["id"] == "x"


def test_nothing_can_be_driven_before_there_is_a_window(shell):
    lines: list[str] = []
    Remote(shell, lines.append).order(b'{"order": "tap", "item": "press"}')
    assert json.loads(lines[0])["error"] == "there is no window yet"


def test_an_item_in_another_window_state_is_not_there(shown):
    shown.window.contentItem().setVisible(False)
    with pytest.raises(NotThere):
        visible_item(shown.window, "press")


def test_a_size_or_a_place_means_a_window():
    assert Options.read("none-such", Settings).settings.fullscreen is True
    assert Options.read("none-such", Settings, size="10x10").settings.fullscreen is False
    assert Options.read("none-such", Settings, at="0,0").settings.fullscreen is False
    assert Options.read("none-such", Settings, size="10x10", fullscreen=True).settings.fullscreen is True


def test_a_wrong_setting_is_a_usage_error():
    with pytest.raises(typer.BadParameter, match="command line: language: "):
        Options.read("none-such", Settings, language="jv")


@pytest.fixture
def process():
    """The stage's app as a process; its first line has come."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(
        [sys.executable, str(HERE / "stage_app.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    first = json.loads(running.stdout.readline())
    assert (first["event"], first["width"]) == ("started", 320)
    yield running
    running.kill()
    running.communicate()


def ends_quietly(process: subprocess.Popen[bytes]) -> None:
    _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, b"")


@pytest.mark.slow
def test_a_driven_app_answers_on_its_standard_output_and_quits_when_told(process):
    process.stdin.write(
        b'{"id": 1, "order": "tap", "item": "press"}\n{"id": 2, "order": "read", "item": "heard"}\n'
    )
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["ok"] is True
    assert json.loads(process.stdout.readline())["value"] == "pressed"
    process.stdin.write(b'{"id": 3, "order": "quit"}\n')
    ends_quietly(process)


@pytest.mark.slow
def test_the_end_of_its_input_ends_a_driven_app(process):
    ends_quietly(process)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_polite_signal_ends_an_app_in_good_order(process, number):
    process.send_signal(number)
    assert process.wait(timeout=20) == 0
    assert process.stderr.read() == b""
