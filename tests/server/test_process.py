"""The server as a process: how it starts, what it refuses, and what a kill leaves behind."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.server.door import ANSWER_S_MAX, KTP, ROOT, App, Door, at, confirm, issue
from tests.server.shifted import SHIFT

pytestmark = pytest.mark.slow


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "server", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=ANSWER_S_MAX,
        check=False,
    )


def refusal(*arguments: str | Path) -> str:
    """Why the server did not start: on stderr, for a person, with exit status 2."""
    ended = run(*arguments)
    assert ended.returncode == 2, ended
    assert ended.stdout == ""
    assert "Traceback" not in ended.stderr
    return ended.stderr.strip().splitlines()[-1]


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Door]:
    """A server of this test alone; the test may kill and open it."""
    (tmp_path / "hall").mkdir()
    door = Door(tmp_path / "hall")
    yield door
    if door.process.poll() is None:
        door.close()


def test_a_killed_server_comes_back_with_all_that_it_acknowledged(own: Door) -> None:
    token = own.enrol("kiosk-1", "kiosk")
    with own.join_with(token) as kiosk, own.join("counter-8", "counter", "dukcapil") as officer:
        officer.done(at("SignOn", 8, officer="Sari"), "OfficerSignedOn")
        issued = [kiosk.done(issue(KTP), "TicketIssued") for _ in range(3)]
        visits = [event["what"]["visit"] for event in issued]
        for visit in visits:
            kiosk.done(confirm(visit), "TicketConfirmed")
        # One more that nobody waits for: it may be there afterwards or not, but once at most.
        last = kiosk.ask(issue(KTP))
        own.kill()
    server = own.ready["server"]
    own.open()
    assert own.ready["server"] == server
    with own.join_with(token) as kiosk, own.join("floor-1", "floor") as floor:
        assert [visit["id"] for visit in kiosk.hall["visits"]][:3] == visits
        assert [desk["officer"] for desk in floor.hall["desks"]] == ["Sari"]
        again = kiosk.ask(issue(KTP), issued[0]["request"])
        assert kiosk.event("TicketIssued") == issued[0]
        kiosk.ask(issue(KTP), last)
        number = kiosk.event("TicketIssued")["what"]["number"]
        assert (again, number) == (issued[0]["request"], 4)
    page = own.http.get(f"/t/{issued[0]['what']['token']}")
    assert (page.status_code, issued[0]["what"]["prefix"] + "-001" in page.text) == (200, True)


def test_a_killed_server_comes_back_each_time(own: Door) -> None:
    token = own.enrol("kiosk-1", "kiosk")
    numbers: list[int] = []
    for _ in range(3):
        with own.join_with(token) as kiosk:
            kiosk.asked = kiosk.welcome["last_request"]
            numbers.append(kiosk.done(issue(KTP), "TicketIssued")["what"]["number"])
            own.kill()
        own.open()
    assert numbers == [1, 2, 3]


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM], ids=lambda told: told.name)
def test_a_server_told_to_stop_ends_in_good_order(own: Door, told: signal.Signals) -> None:
    with own.join("kiosk-1", "kiosk") as kiosk:
        kiosk.done(issue(KTP), "TicketIssued")
        own.process.send_signal(told)
        assert kiosk.goodbye() == ("shutting_down", "")
    own.http.close()
    own.process.communicate(timeout=ANSWER_S_MAX)
    assert own.process.returncode in (0, 130)
    assert "Traceback" not in own.log.read_text("utf-8")
    # The journal was closed: nothing of it lies beside the file.
    assert [file.name for file in own.folder.glob("journal.db*")] == ["journal.db"]


def test_a_second_server_on_the_same_hall_is_refused(own: Door) -> None:
    told = refusal("--data", own.folder, "--port", "0")
    assert told == f"server: another server keeps the hall in {own.folder}"
    assert own.http.get("/api/health").status_code == 200


def test_a_port_that_is_taken_is_refused_by_its_number(own: Door, tmp_path: Path) -> None:
    port = own.url.rpartition(":")[2]
    assert f"cannot listen on 127.0.0.1:{port}" in refusal("--data", tmp_path / "other", "--port", port)


def test_a_damaged_journal_is_refused_by_its_file(own: Door) -> None:
    with own.join("kiosk-1", "kiosk") as kiosk:
        kiosk.done(issue(KTP), "TicketIssued")
    own.close()
    damaged = sqlite3.connect(own.folder / "journal.db", isolation_level=None)
    damaged.execute("UPDATE event SET body = x'7b7d' WHERE seq = 1")
    damaged.close()
    told = refusal("--data", own.folder, "--port", "0")
    assert str(own.folder / "journal.db") in told
    assert "event 1 was changed" in told


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--catalogue", "no-such-folder"), "mall.toml: this file, which is not there"),
        (("--day-ends", "25:00"), "--day-ends: HH:MM, got '25:00'"),
        (("--listen", "nowhere"), "nowhere"),
        (("--instance", "Mal Malang"), "--instance: small letters, digits and dashes"),
        (("--public-url", "antrean.example"), "--public-url: http"),
        (("--listen", "::1"), "--listen: an IPv4 address"),
    ],
)
def test_what_makes_no_sense_is_refused_at_the_start(
    tmp_path: Path, arguments: tuple[str, ...], named: str
) -> None:
    assert named in refusal("--data", tmp_path / "hall", "--port", "0", *arguments)


def test_a_damaged_register_or_identity_is_refused_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "identity").write_text("nobody", "utf-8")
    assert str(tmp_path / "identity") in refusal("--data", tmp_path, "--port", "0")
    (tmp_path / "identity").unlink()
    for file in tmp_path.glob("devices.db*"):
        file.unlink()
    (tmp_path / "devices.db").write_bytes(b"no database" * 500)
    assert str(tmp_path / "devices.db") in refusal("--data", tmp_path, "--port", "0")


def test_a_catalogue_that_lacks_what_todays_visits_need_is_refused(own: Door, tmp_path: Path) -> None:
    with own.join("kiosk-1", "kiosk") as kiosk:
        kiosk.done(issue(KTP), "TicketIssued")
    own.close()
    smaller = tmp_path / "smaller"
    smaller.mkdir()
    for name in ("mall.toml", "samsat.toml"):
        source = ROOT / "server/catalogue/malang" / name
        (smaller / name).write_bytes(source.read_bytes())
    told = refusal("--data", own.folder, "--port", "0", "--catalogue", smaller)
    assert "the catalogue lacks what visitors of today wait for" in told
    assert KTP in told


def test_training_is_said_to_apps_and_visitors(tmp_path: Path) -> None:
    door = Door(tmp_path, "--training", "--public-url", "https://antrean.example/")
    token = door.enrol("api-1", "api")
    with door.join("kiosk-1", "kiosk") as kiosk:
        assert (kiosk.welcome["training"], kiosk.welcome["public_url"]) == (True, "https://antrean.example")
    issued = door.http.post("/api/tickets", json={"service": KTP}, headers=door.bearer(token)).json()
    assert issued["url"] == f"https://antrean.example/t/{issued['token']}"
    assert "LATIHAN" in door.http.get(f"/t/{issued['token']}").text
    door.close()


# The clock


class Wall:
    """The wall clock of a server's machine."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.set(0)

    def set(self, seconds: float) -> None:
        """So far it lies from the right time."""
        fresh = self.file.with_suffix(".new")
        fresh.write_text(str(seconds), "utf-8")
        fresh.replace(self.file)


@pytest.fixture
def clocked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Door, Wall]]:
    wall = Wall(tmp_path / "shift")
    monkeypatch.setenv(SHIFT, str(wall.file))
    (tmp_path / "hall").mkdir()
    door = Door(tmp_path / "hall", module="tests.server.shifted")
    yield door, wall
    door.close()


def until(app: App, kind: str) -> list[str]:
    """The kinds of all that happens up to the first event of this kind."""
    kinds: list[str] = []
    while kind not in kinds:
        kinds += [event["what"]["type"] for event in app.next("Events")["events"]]
    return kinds


def test_a_clock_that_jumps_forward_turns_no_day_until_it_is_confirmed(clocked: tuple[Door, Wall]) -> None:
    door, wall = clocked
    token = door.enrol("api-1", "api")
    with door.join("floor-1", "floor") as floor:
        before = door.http.get("/api/health").json()
        wall.set(3 * 86_400)
        stepped = floor.event("ClockStepped")["what"]
        assert stepped["seconds"] == pytest.approx(3 * 86_400, abs=5)
        after = door.http.get("/api/health").json()
        assert (before["clock"], after["clock"], after["day"]) == ("ok", "doubted", before["day"])
        # Numbers are given all the while, at the time that it was.
        issued = door.http.post("/api/tickets", json={"service": KTP}, headers=door.bearer(token)).json()
        assert datetime.fromisoformat(issued["issued_at"]) < datetime.now(UTC) + timedelta(minutes=1)
        floor.event("TicketIssued")
        floor.ask({"type": "ConfirmClock"})
        kinds = until(floor, "DayStarted")
        assert kinds[0] == "ClockConfirmed"
        assert kinds[-3:] == ["VisitCancelled", "DayEnded", "DayStarted"]
        assert "ClockStepped" not in kinds
        now = door.http.get("/api/health").json()
        assert now["clock"] == "ok"
        assert date.fromisoformat(now["day"]) == date.fromisoformat(before["day"]) + timedelta(days=3)
    assert "jumped forward by" in door.log.read_text("utf-8")


def test_a_clock_set_back_is_behind_until_it_is_right_again(clocked: tuple[Door, Wall]) -> None:
    door, wall = clocked

    def clock() -> str:
        return door.http.get("/api/health").json()["clock"]

    with door.join("floor-1", "floor") as floor:
        wall.set(-3_600)
        assert floor.event("ClockStepped")["what"]["seconds"] == pytest.approx(-3_600, abs=5)
        assert clock() == "behind"
        floor.done({"type": "ConfirmClock"}, "ClockConfirmed")
        assert clock() == "behind"
        wall.set(0)
        assert clock() == "ok"
        assert floor.refused({"type": "ConfirmClock"}) == ("wrong_state", "clock")


def test_a_server_started_with_its_clock_behind_the_last_event_says_so(clocked: tuple[Door, Wall]) -> None:
    door, wall = clocked
    with door.join("kiosk-1", "kiosk") as kiosk:
        kiosk.done(issue(KTP), "TicketIssued")
        door.kill()
    wall.set(-86_400)
    door.open()
    assert door.http.get("/api/health").json()["clock"] == "behind"
    floor = door.enrol("floor-1", "floor")
    (last,) = door.http.get("/api/log?last=1", headers=door.bearer(floor)).json()["events"]
    assert last["what"]["type"] == "ClockStepped"
    door.kill()
    # Started anew, it does not say it twice; nor does it forget that nobody has confirmed it.
    wall.set(0)
    door.open()
    assert door.http.get("/api/health").json()["clock"] == "doubted"
    (again,) = door.http.get("/api/log?last=1", headers=door.bearer(floor)).json()["events"]
    assert again == last


def test_a_rehearsal_gives_numbers_at_any_hour_and_says_so(own: Door, tmp_path: Path) -> None:
    assert all(not queue["shut"] for queue in own.http.get("/api/queues").json())
    assert "a rehearsal: numbers are given at any hour" in own.log.read_text("utf-8")


def test_an_option_before_the_command_that_has_it_too_is_refused(tmp_path: Path) -> None:
    told = refusal("--data", tmp_path, "device", "add", "kiosk-1", "--role", "kiosk")
    assert told == "server: --data: to be written behind `device`"
    assert not list(tmp_path.iterdir())


def test_devices_are_enrolled_listed_and_removed_from_the_command_line(tmp_path: Path) -> None:
    added = run("device", "add", "kiosk-1", "--role", "kiosk", "--data", tmp_path, "--json")
    enrolled = json.loads(added.stdout)
    assert (enrolled["device"], len(enrolled["token"]) >= 43) == ("kiosk-1", True)
    (row,) = json.loads(run("device", "list", "--data", tmp_path, "--json").stdout)
    assert (row["name"], row["role"], row["place"]) == ("kiosk-1", "kiosk", "")
    removed = run("device", "remove", "kiosk-1", "--data", tmp_path)
    assert removed.returncode == 0
    assert json.loads(run("device", "list", "--data", tmp_path, "--json").stdout) == []


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("add", "Kiosk", "--role", "kiosk"), "name: small letters"),
        (("add", "counter-1", "--role", "counter"), "place: a counter belongs to a tenant"),
        (("remove", "nobody"), "there is no device 'nobody'"),
    ],
)
def test_a_device_that_makes_no_sense_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], named: str
) -> None:
    run("device", "add", "somebody", "--role", "kiosk", "--data", tmp_path)
    assert named in refusal("device", *arguments, "--data", tmp_path)


@pytest.mark.parametrize("arguments", [("list",), ("remove", "kiosk-1")])
def test_a_hall_that_is_not_there_is_named_and_not_made(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    nowhere = tmp_path / "nowhere"
    assert str(nowhere) in refusal("device", *arguments, "--data", nowhere)
    assert not nowhere.exists()
