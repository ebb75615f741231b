"""The commands as people and programs call them: with `--json`, one JSON value on stdout and nothing else."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from hardware.virtual.line import serve_tcp
from hardware.virtual.printer import VirtualPrinter
from tests.workshop.conftest import COMMAND_S_MAX, ROOT, Mall, require_current_environment
from workshop import check, trial

pytestmark = pytest.mark.slow


@contextmanager
def running(*words: str) -> Generator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    """A command that stays, and the JSON value it began with; it is ended if it has not been."""
    require_current_environment()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "mall"), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield process, json.loads(process.stdout.readline())
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def test_the_server_says_where_it_is_in_one_json_value(tmp_path: Path, mall: Mall):
    words = ["server", "--data", str(tmp_path), "--port", "0", "--instance", "command-test", "--json"]
    with running(*words) as (process, ready):
        assert ready["instance"] == "command-test"
        assert ready["url"].startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{ready['url']}/api/health", timeout=10) as answer:
            assert json.load(answer)["server"] == ready["server"]
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=COMMAND_S_MAX)
        assert (rest, process.returncode) == ("", 0)


def test_devices_are_enrolled_listed_and_removed(tmp_path: Path, mall: Mall):
    data = ["--data", str(tmp_path)]
    added = mall("device", "add", "kiosk-1", "--role", "kiosk", *data, "--json")
    assert added.returncode == 0, added.stderr
    told = json.loads(added.stdout)
    assert told["device"] == "kiosk-1"
    assert len(told["token"]) >= 40
    listed = json.loads(mall("device", "list", *data, "--json").stdout)
    assert [(row["name"], row["role"], row["place"]) for row in listed] == [("kiosk-1", "kiosk", "")]
    assert told["token"] not in json.dumps(listed)
    assert mall("device", "remove", "kiosk-1", *data).returncode == 0
    assert json.loads(mall("device", "list", *data, "--json").stdout) == []


def test_a_device_that_cannot_be_enrolled_is_refused_with_nothing_on_stdout(tmp_path: Path, mall: Mall):
    done = mall("device", "add", "counter-1", "--role", "counter", "--data", str(tmp_path), "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "dukcapil" in done.stderr


def test_the_workbench_says_its_addresses_in_one_json_value_and_takes_orders(tmp_path: Path, mall: Mall):
    words = ("workbench", "printer", "scanner", "--port", "0", "--headless", "--json")
    with running(*words) as (process, ready):
        urls = ready["devices"]
        assert set(urls) == {"printer", "scanner"}
        host, _, port = urls["printer"].removeprefix("tcp://").partition(":")
        with socket.create_connection((host, int(port)), timeout=10) as line:
            line.sendall(b"\x10\x04\x01")
            assert len(line.recv(1)) == 1
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write('{"id": 7, "order": "fail", "device": "printer", "fault": "paper_out"}\n')
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        assert (answer["id"], answer["ok"]) == (7, True)
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=COMMAND_S_MAX)
        assert (rest, process.returncode) == ("", 0)


def test_a_workbench_of_unknown_paper_or_on_a_taken_port_is_refused(mall: Mall):
    odd = mall("workbench", "printer", "--headless", "--paper", "76mm", "--json")
    assert (odd.returncode, odd.stdout) == (2, "")
    assert "58mm" in odd.stderr
    with serve_tcp(VirtualPrinter()) as taken:
        done = mall("workbench", "printer", "--headless", "--port", str(taken.port), "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert str(taken.port) in done.stderr


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["demo", "--headless", "--language", "fr"], "id or en"),
        (["voice", "--adopt", "nowhere-at-all", "--target"], "nowhere-at-all"),
    ],
)
def test_what_cannot_be_done_is_refused_at_once_and_leaves_nothing(
    tmp_path: Path, mall: Mall, words: list[str], names: str
):
    target = tmp_path / "new"
    words = [*words, str(target)] if words[-1] == "--target" else [*words, "--out", str(target)]
    done = mall(*words, "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert names in done.stderr
    assert not target.exists()


def test_a_demo_does_not_empty_a_folder_that_is_no_demos(tmp_path: Path, mall: Mall):
    (tmp_path / "logs").mkdir()
    done = mall("demo", "--headless", "--out", str(tmp_path), "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "logs" in done.stderr


def test_the_tenants_of_a_malls_own_catalogue_are_read_aloud(tmp_path: Path, mall: Mall):
    (tmp_path / "pos.toml").write_text(
        'spoken = "Pos Indonesia"\n[name]\nid = "Pos Indonesia"\nen = "Post Office"\n', "utf-8"
    )
    done = mall("voice", "--script", "id", "--catalogue", str(tmp_path), "--json")
    texts = [text for _, text in json.loads(done.stdout)]
    assert any("Pos Indonesia" in text for text in texts)
    assert not any("Dispendukcapil" in text for text in texts)


def test_tests_are_counted_in_one_json_value_and_a_failure_fails_the_command(tmp_path: Path, mall: Mall):
    (tmp_path / "test_two.py").write_text(
        "def test_good(): pass\ndef test_bad(): assert False\n", encoding="utf-8"
    )
    done = mall("test", "--json", str(tmp_path), "-q", "-p", "no:cacheprovider")
    result = json.loads(done.stdout)
    assert (result["passed"], result["failed"], result["skipped"], result["exit"]) == (1, 1, 0, 1)
    assert done.returncode == 1
    assert "test_bad" in done.stderr
    good = mall("test", "--json", str(tmp_path), "-q", "-k", "good", "-p", "no:cacheprovider")
    assert (json.loads(good.stdout)["passed"], good.returncode) == (1, 0)


def test_a_bench_of_unknown_figures_is_refused(mall: Mall):
    done = mall("bench", "--only", "moon", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "throughput" in done.stderr


def test_checks_are_told_in_one_json_value_and_one_that_fails_fails_them_all(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(
        check,
        "CHECKS",
        {
            "good": [sys.executable, "-c", "print('noise')"],
            "bad": [sys.executable, "-c", "print('what is wrong'); raise SystemExit(3)"],
        },
    )
    assert check.run(as_json=True) == 1
    said = capsys.readouterr()
    assert json.loads(said.out) == {"good": True, "bad": False}
    assert "what is wrong" in said.err
    assert "noise" not in said.err
    monkeypatch.delitem(check.CHECKS, "bad")
    assert check.run(as_json=False) == 0
    assert capsys.readouterr().out == ""


def test_a_report_that_pytest_could_not_write_counts_nothing(tmp_path: Path):
    assert trial.counted(tmp_path / "none.xml") == {"passed": 0, "failed": 0, "skipped": 0, "seconds": 0.0}
