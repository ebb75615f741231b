"""`./mall demo`, without a screen: robots use the real windows, and the folder holds what it promises."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import wave
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from server import catalogue as catalogues
from server.devices import Devices
from tests.workshop.conftest import ROOT, require_current_environment
from workshop.demo import (
    COUNTERS,
    DRAIN_S_MAX,
    FOLDERS,
    HEADLESS,
    MARK,
    START_S_MAX,
    ForeignFolder,
    clear,
    enrol,
)
from workshop.workbench.tray import TORN

FOR_S = 30
END_S_MAX = FOR_S + START_S_MAX + DRAIN_S_MAX + 60


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "out"


@pytest.fixture(scope="module")
def demo(out: Path) -> subprocess.CompletedProcess[str]:
    require_current_environment()
    words = ["demo", "--headless", "--for", str(FOR_S), "--out", str(out), "--json"]
    return subprocess.run(
        [sys.executable, str(ROOT / "mall"), *words],
        capture_output=True,
        text=True,
        timeout=END_S_MAX,
        check=False,
    )


@pytest.mark.slow
def test_nobody_is_lost_and_everybody_is_called_aloud(demo: subprocess.CompletedProcess[str], out: Path):
    assert demo.returncode == 0, demo.stderr
    summary = json.loads(demo.stdout)
    assert summary["trouble"] == []
    assert summary["issued"] == 12
    assert summary["issued"] == summary["printed"] == summary["confirmed"]
    assert summary["called"] == summary["announced"] == summary["issued"]
    assert summary["finished"] + summary["no_show"] == summary["issued"]
    assert (summary["open"], summary["lost"], summary["refused"]) == (0, 0, 0)
    # One slip may have had no first byte: that in which the roll ended.
    assert summary["issued"] - summary["copies"] <= summary["tap_to_paper_ms"]["count"] <= summary["issued"]
    again = summary["several_errands"] + summary["set_aside"] + summary["transferred"]
    assert summary["call_to_shown_ms"]["count"] == summary["called"] + again
    assert json.loads((out / "summary.json").read_text("utf-8")) == summary


@pytest.mark.slow
@pytest.mark.parametrize("rule", ["no_show", "priority", "several_errands", "set_aside", "transferred"])
def test_half_a_minute_shows_each_rule_of_the_line(demo: subprocess.CompletedProcess[str], rule: str):
    assert json.loads(demo.stdout)[rule] >= 1


@pytest.mark.slow
def test_half_a_minute_shows_paper_that_runs_out_a_copy_a_scan_and_calls_by_keypad(
    demo: subprocess.CompletedProcess[str], out: Path
):
    summary = json.loads(demo.stdout)
    assert summary["copies"] == 1
    assert summary["scanned"] == 1
    assert 0 < summary["keypad_calls"] < summary["call_to_shown_ms"]["count"]
    torn = sorted(file.name for file in (out / "slips").glob(f"*{TORN}.png"))
    assert len(torn) == 2


@pytest.mark.slow
def test_the_folder_holds_a_picture_of_each_moment_in_each_app(
    demo: subprocess.CompletedProcess[str], out: Path
):
    screens = {file.stem: file for file in (out / "screens").iterdir()}
    at_kiosk = ("start", "services", "service", "number", "priority", "errands", "itinerary", "paper-out")
    at_kiosk = (*at_kiosk, "copy", "place")
    assert {f"kiosk-{place}-{moment}" for place, moment in enumerate(at_kiosk, start=1)} <= set(screens)
    at_counter = ("1-sign-on", "3-called", "4-serving")
    assert {f"counter-{number}-{moment}" for number, _ in COUNTERS for moment in at_counter} <= set(screens)
    at_one = ("5-why-priority", "5-why-returned", "5-why-sent-here", "6-aside", "7-transfer", "8-transfer-to")
    for moment in at_one:
        assert any(re.fullmatch(rf"counter-\d+-{moment}", name) for name in screens), moment
    assert {"display-1-idle", "display-2-called", "display-4-after"} <= set(screens)
    for name, file in screens.items():
        width, _, height = HEADLESS[name.partition("-")[0]].partition("x")
        with Image.open(file) as picture:
            picture.load()
            assert picture.format == "PNG"
            assert picture.size == (int(width), int(height)), name
            assert picture.convert("RGB").getcolors(16) is None, f"{name} is empty"


@pytest.mark.slow
def test_the_folder_holds_each_slip_each_call_and_each_log(demo: subprocess.CompletedProcess[str], out: Path):
    summary = json.loads(demo.stdout)
    assert sorted(path.name for path in out.iterdir()) == sorted([*FOLDERS, MARK, "summary.json"])
    slips = sorted(file.name for file in (out / "slips").iterdir())
    whole = [name for name in slips if TORN not in name]
    assert len(whole) == 2 * summary["printed"]
    assert {int(name[:3]) for name in slips} == set(range(1, len(slips) // 2 + 1))
    for file in (out / "slips").glob("*.png"):
        with Image.open(file) as picture:
            picture.load()
            shades = picture.convert("L").histogram()
            assert sum(shades[:64]) > 0
            assert sum(shades[192:]) > 0
    calls = sorted((out / "announcements").iterdir())
    assert len(calls) >= summary["announced"]
    for file in calls:
        assert re.fullmatch(r"\d{3}-[A-Z]\d{3}-loket-\d+\.wav", file.name)
        with wave.open(str(file), "rb") as sound:
            pcm = sound.readframes(sound.getnframes())
            assert sound.getnframes() / sound.getframerate() > 2.0
            assert any(pcm)
    logs = {file.stem: file.read_text("utf-8") for file in (out / "logs").iterdir()}
    assert set(logs) == {"server", "workbench", "kiosk", "display", *(f"counter-{n}" for n, _ in COUNTERS)}
    assert [name for name, log in logs.items() if re.search("Traceback|ERROR|antrean.qml", log)] == []


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals are sent as on POSIX systems")
@pytest.mark.parametrize(
    ("mode", "moment", "number", "trouble"),
    [
        # A terminal sends Ctrl+C to the whole group, also to programs that are only starting.
        ("--windows", "close any window to end", signal.SIGINT, []),
        ("--headless", "the apps look for the server", signal.SIGTERM, ["ended by a signal"]),
    ],
    ids=["Ctrl+C with windows", "kill without a screen"],
)
def test_a_demo_that_is_told_to_end_ends_its_programs_and_says_how_it_went(
    tmp_path: Path, mode: str, moment: str, number: signal.Signals, trouble: list[str]
):
    require_current_environment()
    with subprocess.Popen(
        [sys.executable, str(ROOT / "mall"), "demo", mode, "--json", "--out", str(tmp_path / "out")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"},
    ) as process:
        assert process.stderr is not None
        said = next((line for line in process.stderr if moment in line), None)
        assert said is not None, "the demo ended before that moment"
        os.killpg(process.pid, number)
        stdout, stderr = process.communicate(timeout=END_S_MAX)
    assert process.returncode == (1 if trouble else 0), stderr
    summary = json.loads(stdout)
    assert (summary["issued"], summary["trouble"]) == (0, trouble)
    assert "Traceback" not in stderr


def test_a_folder_that_is_no_demos_is_left_alone(tmp_path: Path):
    kept = tmp_path / "logs" / "precious.log"
    kept.parent.mkdir()
    kept.write_text("mine", "utf-8")
    (tmp_path / "summary.json").write_text("{}", "utf-8")
    with pytest.raises(ForeignFolder, match="has a folder 'logs' that is no demo's"):
        clear(tmp_path)
    assert kept.read_text("utf-8") == "mine"
    assert not (tmp_path / "screens").exists()


def test_a_new_demo_takes_the_place_of_the_last_one_and_leaves_what_is_beside_it(tmp_path: Path):
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    clear(tmp_path)
    (tmp_path / "slips" / "001.png").write_bytes(b"old")
    clear(tmp_path)
    assert list((tmp_path / "slips").iterdir()) == []
    assert (tmp_path / "mine.txt").exists()


def test_each_program_of_the_demo_gets_a_token_that_is_good(tmp_path: Path):
    tokens = enrol(tmp_path, catalogues.load(), datetime.now(UTC))
    devices = Devices(tmp_path / "devices.db")
    found = {name: devices.of_token(token) for name, token in tokens.items()}
    devices.close()
    assert len(set(tokens.values())) == len(tokens) == 2 + len(COUNTERS)
    for name, device in found.items():
        assert device is not None
        assert (device.name, device.role) == (name, name.partition("-")[0])


def test_the_counters_of_the_demo_are_of_different_tenants():
    catalogue = catalogues.load()
    assert len({catalogue.counters[number].tenant for number, _ in COUNTERS}) == len(COUNTERS)
