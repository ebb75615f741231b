"""The floor manager's command line, against a real server process."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from msgspec.structs import replace
from typer.testing import CliRunner

from protocol.catalogue import ServiceId, TenantId
from protocol.messages import Reason, Refused
from protocol.visit import Round, Why
from server import catalogue
from server.answers import FloorState
from server.commands import happened
from server.floor.__main__ import REFUSED_EXIT, TROUBLE_EXIT, cli, instant
from server.floor.line import FloorError
from server.floor.table import show
from server.floor.words import RULES, lines, why
from server.floor_api import FLOOR
from server.public import Queue
from tests.protocol.histories import BRIEFLY, stories
from tests.server.door import ANSWER_S_MAX, KTP, ROOT, Door, at, confirm, issue
from tests.server.story import EIGHT, Story

names = (f"floor-{number}" for number in itertools.count(1))
JAKARTA = ZoneInfo("Asia/Jakarta")


class Manager:
    """Runs the commands with a floor token in a file."""

    def __init__(self, url: str, token_file: Path) -> None:
        self.url = url
        self.token_file = token_file

    def run(self, command: str, *arguments: str, url: str = "", stdin: str = "") -> tuple[int, str, str]:
        """Exit code, stdout, stderr."""
        words = [command, "--url", url or self.url, "--token-file", str(self.token_file), *arguments]
        result = CliRunner().invoke(cli, words, input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.stdout, result.stderr.strip()

    def done(self, command: str, *arguments: str) -> list[dict[str, object]]:
        """What has happened."""
        code, out, err = self.run(command, *arguments, "--json")
        assert (code, err) == (0, ""), (code, out, err)
        return [event["what"] for event in json.loads(out)["events"]]

    def state(self) -> dict[str, list[dict[str, object]]]:
        code, out, _ = self.run("state", "--json")
        assert code == 0
        return json.loads(out)


@pytest.fixture
def manager(door: Door, tmp_path: Path) -> Manager:
    file = tmp_path / "token"
    file.write_text(door.enrol(next(names), "floor") + "\n", "utf-8")
    return Manager(door.url, file)


def arrive(door: Door) -> int:
    """A visitor of Dukcapil waits."""
    with door.join(next(names), "kiosk") as kiosk:
        visit = kiosk.done(issue(KTP), "TicketIssued")["what"]["visit"]
        kiosk.done(confirm(visit), "TicketConfirmed")
    return visit


def test_it_runs_as_a_program_of_its_own(door: Door, manager: Manager) -> None:
    words = ["state", "--url", door.url, "--token-file", str(manager.token_file), "--json"]
    command = [sys.executable, "-m", "server.floor", *words]
    ended = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=ANSWER_S_MAX, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert json.loads(ended.stdout)["timezone"] == "Asia/Jakarta"


def test_the_state_shows_counters_lines_and_closures(door: Door, manager: Manager) -> None:
    visit = arrive(door)
    with door.join("counter-s", "counter", "dukcapil") as officer:
        officer.done(at("SignOn", 8, officer="Sari"), "OfficerSignedOn")
        officer.done(at("CallNext", 8), "VisitCalled")
        (closed,) = manager.done("close", "pdam", "--reason", "Listrik padam")
        (counter,) = manager.state()["counters"]
        assert (counter["counter"], counter["officer"], counter["state"]) == (8, "Sari", "called")
        code, out, err = manager.run("state")
        assert (code, err) == (0, "")
        for word in ("Sari", str(counter["label"]), "Listrik padam", "in force", "clock ok", "Open counters"):
            assert word in out
        manager.done("reopen", str(closed["closure"]["id"]))
        assert manager.state()["closures"] == []
        officer.done(at("TakeBack", 8, visit), "VisitTakenBack")
        officer.done(at("SignOff", 8), "OfficerSignedOff")


def test_the_log_says_who_called_whom_and_why(door: Door, manager: Manager) -> None:
    arrive(door)
    with door.join("counter-l", "counter", "dukcapil") as officer:
        officer.done(at("SignOn", 8, officer="Budi"), "OfficerSignedOn")
        called = officer.done(at("CallNext", 8), "VisitCalled")["what"]["visit"]
        officer.done(at("StartService", 8, called), "ServiceStarted")
        code, out, err = manager.run("log", "--last", "20", "--why")
        assert (code, err) == (0, "")
        last = out.splitlines()[-1]
        assert "Budi (counter-l)" in last
        assert "at counter 8 - the longest in the line" in last
        everything = manager.run("log", "--last", "20")[1]
        assert re.search(rf"ticket issued A-\d\d\d for {KTP}", everything)
        assert len(json.loads(manager.run("log", "--last", "3", "--json")[1])["events"]) == 3
        events = json.loads(manager.run("log", "--json")[1])["events"]
        assert {event["what"].get("token") for event in events} == {None}
        officer.done(at("FinishService", 8, called), "ServiceFinished")
        officer.done(at("SignOff", 8), "OfficerSignedOff")


def test_an_absent_officers_counter_is_freed(door: Door, manager: Manager) -> None:
    arrive(door)
    with door.join("counter-f", "counter", "dukcapil") as officer:
        officer.done(at("SignOn", 8, officer="Sari"), "OfficerSignedOn")
        visit = officer.done(at("CallNext", 8), "VisitCalled")["what"]["visit"]
        officer.done(at("StartService", 8, visit), "ServiceStarted")
        code, out, err = manager.run("free", "8", "--reason", "sakit")
        assert (code, out) == (REFUSED_EXIT, "")
        assert "is being served there: say --serving finished or --serving parked" in err
        kinds = [
            each["type"] for each in manager.done("free", "8", "--reason", "sakit", "--serving", "parked")
        ]
        assert kinds == ["VisitParked", "OfficerSignedOff"]
    assert manager.state()["counters"] == []


def test_what_was_done_is_told_by_numbers_and_in_words(door: Door, manager: Manager) -> None:
    arrive(door)
    with door.join("counter-w", "counter", "dukcapil") as officer:
        officer.done(at("SignOn", 8, officer="Sari"), "OfficerSignedOn")
        officer.done(at("CallNext", 8), "VisitCalled")
        code, out, _ = manager.run("free", "8", "--reason", "sakit")
    assert code == 0
    assert re.search(r"visit taken back A-\d\d\d at counter 8 - freed", out)
    assert "officer signed off at counter 8 - freed: sakit" in out
    until = datetime.now(JAKARTA) + timedelta(days=2)
    words = ("close", "kemenag", "--reason", "Rapat_kerja", "--until", f"{until:%Y-%m-%dT%H:%M}")
    told = manager.run(*words)[1]
    assert f"until {until:%Y-%m-%d %H:%M} - Rapat_kerja" in told
    manager.done("reopen", re.findall(r"\d+", told)[0])


def test_a_closure_that_was_asked_for_is_decided(door: Door, manager: Manager) -> None:
    with door.join("counter-c", "counter", "bapenda") as officer:
        command = {"type": "Close", "tenant": "bapenda", "reason": "Server pusat"}
        first = officer.done(command, "ClosureRequested")["what"]["closure"]["id"]
        assert "asked for: approve or reject" in manager.run("state")[1]
        (rejected,) = manager.done("reject", str(first))
        assert (rejected["type"], rejected["reason"]) == ("ClosureEnded", "rejected")
        officer.event("ClosureEnded")
        second = officer.done(command, "ClosureRequested")["what"]["closure"]["id"]
        assert manager.done("approve", str(second))[0]["type"] == "TemporarilyClosed"
        assert manager.run("approve", str(second))[0] == REFUSED_EXIT
        manager.done("reopen", str(second))


def test_the_manager_reads_what_each_device_reports_and_nothing_of_it_is_journalled(
    door: Door, manager: Manager
) -> None:
    def devices(*words: str) -> str:
        code, out, err = manager.run("devices", *words)
        assert (code, err) == (0, "")
        return out

    def known() -> dict[str, dict[str, Any]]:
        return {each["name"]: each for each in json.loads(devices("--json"))["devices"]}

    door.enrol("kiosk-not-there", "kiosk")
    before = door.http.get("/api/health").json()["seq"]
    with door.join("counter-devices", "counter", "dukcapil") as counter:
        counter.say({"type": "Report", "keypad": "disconnected", "sign": "silent", "scanner": ""})
        counter.say({"type": "Report", "sign": "ok"})
        counter.beat()
        there = known()
        assert "Papan tombol tidak tersambung" in devices()
    assert there["counter-devices"]["report"] == {
        "app": "test 1.0",
        "keypad": "disconnected",
        "sign": "ok",
    }
    assert there["kiosk-not-there"]["connected"] is False
    assert not [name for name, each in there.items() if each["role"] == "floor"]
    assert "Not connected to the server" in devices("--language", "en")
    assert door.http.get("/api/health").json()["seq"] == before
    gone = known()["counter-devices"]
    assert (gone["connected"], gone["report"], set(gone["since"])) == (False, {}, {"connection"})
    door.remove("kiosk-not-there")
    assert "kiosk-not-there" not in devices()


def test_a_closure_until_an_hour_is_in_the_malls_time(manager: Manager) -> None:
    until = datetime.now(JAKARTA) + timedelta(days=2)
    service = next(each for each in catalogue.load().services if each.startswith("bapenda."))
    words = ["--reason", "Rapat", "--service", service, "--waiting", "end"]
    (closed,) = manager.done("close", "bapenda", *words, "--until", f"{until:%Y-%m-%dT%H:%M}")
    closure = closed["closure"]
    assert (closure["service"], closure["waiting"]) == (service, "end")
    told = datetime.fromisoformat(closure["until"])
    assert told == until.replace(second=0, microsecond=0)
    assert f"{until:%Y-%m-%d %H:%M}" in manager.run("state")[1]
    manager.done("reopen", str(closure["id"]))


def test_the_day_ends_before_its_hour_when_the_manager_says_so_twice(tmp_path: Path) -> None:
    (tmp_path / "hall").mkdir()
    door = Door(tmp_path / "hall")
    file = tmp_path / "token"
    file.write_text(door.enrol("floor-1", "floor"), "utf-8")
    manager = Manager(door.url, file)
    assert manager.run("end-day")[0] == 1
    assert manager.run("end-day", stdin="n\n")[0] == 1
    assert manager.state()["day"] is not None
    assert manager.done("end-day", "--yes")[-1]["type"] == "DayEnded"
    assert manager.state()["day"] is None
    code, _, err = manager.run("end-day", stdin="y\n")
    assert (code, "the day has ended already" in err) == (REFUSED_EXIT, True)
    door.close()


# What goes wrong


def test_a_refusal_is_a_line_and_with_json_a_value(manager: Manager) -> None:
    code, out, err = manager.run("free", "1", "--reason", "x", "--json")
    assert (code, err) == (REFUSED_EXIT, "floor: nobody has signed on at counter 1")
    assert json.loads(out)["refused"]["reason"] == "counter_closed"
    code, out, err = manager.run("confirm-clock")
    assert (code, out, err) == (
        REFUSED_EXIT,
        "",
        "floor: the clock is not in doubt, there is nothing to confirm",
    )


def test_a_token_of_another_role_is_refused(door: Door, manager: Manager) -> None:
    manager.token_file.write_text(door.enrol(next(names), "reception"), "utf-8")
    for words in (("state",), ("log",), ("devices",), ("end-day", "--yes"), ("reopen", "1")):
        code, _, err = manager.run(*words)
        assert (code, "enrol one with --role floor" in err) == (REFUSED_EXIT, True)


def test_a_token_that_the_server_does_not_know_is_told_as_that(manager: Manager) -> None:
    manager.token_file.write_text("of-another-mall", "utf-8")
    code, _, err = manager.run("state")
    assert (code, "the server does not know this token" in err) == (TROUBLE_EXIT, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("state", "--url", "ftp://x"), "--url: http://ADDRESS:PORT"),
        (("state", "--url", "http://127.0.0.1:1"), "no server answers at http://127.0.0.1:1"),
        (("state", "--token-file", "/nowhere/token"), "--token-file: /nowhere/token"),
        (("close", "pdam", "--reason", "x", "--until", "25:00"), "--until: HH:MM"),
        (("close", "pdam", "--reason", "x", "--until", "2020-01-01T00:00"), "--until: a time to come"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_option(
    manager: Manager, words: tuple[str, ...], told: str
) -> None:
    code, out, err = manager.run(words[0], *words[1:])
    assert (code, out) == (TROUBLE_EXIT, "")
    assert told in err


@pytest.mark.parametrize("token", ["", "two words", "x" * 201, "é"])
def test_a_file_that_holds_no_token_is_refused(manager: Manager, token: str) -> None:
    manager.token_file.write_text(token, "utf-8")
    code, _, err = manager.run("state")
    assert (code, "the token alone is expected" in err) == (TROUBLE_EXIT, True)


@pytest.mark.parametrize(
    "words", [("free", "0", "--reason", "x"), ("log", "--last", "501"), ("close", "pdam")]
)
def test_a_number_out_of_bounds_or_a_missing_reason_is_a_usage_error(
    manager: Manager, words: tuple[str, ...]
) -> None:
    assert manager.run(*words)[0] == 2


# Its words


@pytest.mark.parametrize(
    ("until", "at"),
    [("09:30", EIGHT + timedelta(minutes=90)), ("2026-03-03T08:00", EIGHT + timedelta(days=1))],
)
def test_an_hour_is_of_today_in_the_mall(until: str, at: datetime) -> None:
    assert instant(until, state_at(EIGHT)) == at


@pytest.mark.parametrize("until", ["08:00", "07:59", "2026-03-02T07:00", "9:30", "24:00", "noon"])
def test_an_hour_that_is_over_or_none_is_refused(until: str) -> None:
    with pytest.raises(FloorError, match=r"^--until: "):
        instant(until, state_at(EIGHT))


def test_why_services_are_shut_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    queue = Queue(
        tenant=TenantId("pdam"),
        name="PDAM",
        waiting=0,
        counters_open=0,
        counters_on_break=0,
        services={},
        shut={ServiceId("pdam.sambungan"): Refused(reason=Reason.TEMPORARILY_CLOSED)},
    )
    show(replace(state_at(EIGHT), queues=(queue,)))
    assert "1: temporarily closed" in capsys.readouterr().out


def test_every_reason_of_a_call_has_words() -> None:
    for rule in RULES:
        assert why(Why(rule=rule)).startswith(RULES[rule])
    told = why(Why(rule="priority", passed=2, round=Round(booking=1, priority=2)))
    assert told == "priority; 2 before it could not be called; in this round: 1 bookings, 2 priority"


@BRIEFLY
@given(story=stories())
def test_whatever_has_happened_the_log_tells_it(story: Story) -> None:
    told = lines(happened(story.hall, tuple(story.events), FLOOR), calls_only=False)
    assert len(told) == len(story.events)
    assert not [line for line in told if "(" in line.partition("  ")[2].partition(")  ")[2]]


def state_at(now: datetime) -> FloorState:
    return FloorState(
        now=now.astimezone(UTC),
        timezone="Asia/Jakarta",
        day=None,
        clock="ok",
        counters=(),
        queues=(),
        closures=(),
    )
