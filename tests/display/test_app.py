"""The display as a program, against the server as a program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

import pytest
from websockets.sync.client import ClientConnection, connect

from hardware.signboard import DARK
from hardware.virtual.line import serve_tcp
from hardware.virtual.sign import VirtualSigns
from protocol.messages import Role
from server import catalogue as catalogues
from server.devices import Devices

ROOT = Path(__file__).resolve().parents[2]
ENDS_S_MAX = 20
INSTANCE = "mall-of-the-display-test"


class Program:
    """A process of the mall; `lines` are what it says."""

    def __init__(self, errors: IO[str], *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        self.events: list[dict[str, Any]] = []
        self._ids = count(1)

    def line(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        text = self.process.stdout.readline()
        assert text, "the program has ended"
        return json.loads(text)

    def order(self, order: str, **fields: object) -> dict[str, Any]:
        number = next(self._ids)
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"id": number, "order": order, **fields}) + "\n")
        self.process.stdin.flush()
        while True:
            line = self.line()
            if line.get("id") == number:
                assert line["ok"], line
                return line
            self.events.append(line)

    def event(self, name: str) -> dict[str, Any]:
        """The next one of this name that was not asked for before."""
        while True:
            for event in self.events:
                if event.get("event") == name:
                    self.events.remove(event)
                    return event
            self.events.append(self.line())

    def end(self) -> int:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        try:
            return self.process.wait(ENDS_S_MAX)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()
        finally:
            self.process.stdout.close()


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """`program(module, …)`: a process that is ended after the test."""
    running: list[Program] = []
    with (tmp_path / "errors.txt").open("w", encoding="utf-8") as errors:

        def start(*arguments: str) -> Program:
            running.append(Program(errors, *arguments))
            return running[-1]

        yield start
        for one in reversed(running):
            one.process.terminate()
            one.end()


def enrolled(data: Path) -> dict[str, str]:
    """The token of a new device of each role."""
    devices, catalogue = Devices(data / "devices.db"), catalogues.load()
    roles: tuple[tuple[Role, str], ...] = (("kiosk", ""), ("counter", "dukcapil"), ("display", ""))
    tokens = {
        role: devices.enrol(f"{role}-1", role, place, catalogue, datetime.now(UTC)) for role, place in roles
    }
    devices.close()
    return tokens


class Device:
    """A device that speaks the protocol without a window."""

    def __init__(self, socket: ClientConnection, token: str) -> None:
        self._socket = socket
        self._requests = count(1)
        self._say({"type": "Hello", "protocol": "1.0", "token": token, "app": "test"})
        assert json.loads(socket.recv())["type"] == "Welcome"
        assert json.loads(socket.recv())["type"] == "Snapshot"

    def ask(self, **command: object) -> dict[str, Any]:
        """What happened last because of it."""
        request = next(self._requests)
        self._say({"type": "Ask", "request": request, "command": command})
        while True:
            frame = json.loads(self._socket.recv())
            assert frame["type"] != "Refusal", frame
            mine = [event for event in frame.get("events", ()) if event["request"] == request]
            if mine:
                return mine[-1]["what"]

    def _say(self, frame: dict[str, object]) -> None:
        self._socket.send(json.dumps(frame))


@pytest.fixture
def sign() -> Iterator[tuple[VirtualSigns, str, SimpleQueue[str]]]:
    """The LED sign of counter 1, its address, and what it showed."""
    shown: SimpleQueue[str] = SimpleQueue()
    signs = VirtualSigns([1], on_change=lambda address, face: shown.put(face.text))
    with serve_tcp(signs) as line:
        yield signs, line.url, shown


@pytest.mark.slow
def test_a_call_made_at_a_counter_is_shown_spoken_and_still_there_when_the_server_comes_back(
    tmp_path: Path,
    program: Callable[..., Program],
    sign: tuple[VirtualSigns, str, SimpleQueue[str]],
) -> None:
    data, calls = tmp_path / "data", tmp_path / "calls"
    signs, signs_url, on_sign = sign
    serve = ("server", "--instance", INSTANCE, "--data", str(data), "--rehearsal", "--json")
    tokens = enrolled(data)
    server = program(*serve, "--port", "0")
    address = str(server.line()["url"]).removeprefix("http://")
    joins = ("--instance", INSTANCE, "--token", tokens["display"], "--address", address)
    settings = tmp_path / "display.toml"
    settings.write_text(f"signs = {json.dumps(signs_url)}\nsigns_at = [1]\n", "utf-8")
    words = ("--settings", str(settings), "--size", "1920x1080", "--recordings", str(calls), "--remote")
    display = program("display", *joins, *words)
    display.order("wait", item="idle", property="visible", equals=True)
    with (
        connect(f"ws://{address}/session") as kiosk_socket,
        connect(f"ws://{address}/session") as counter_socket,
    ):
        kiosk, counter = Device(kiosk_socket, tokens["kiosk"]), Device(counter_socket, tokens["counter"])
        visit = kiosk.ask(type="IssueTicket", service="dukcapil.ktp-rekam", language="id")["visit"]
        kiosk.ask(type="ConfirmTicket", visit=visit, paper="printed")
        display.order("wait", item="waiting-dukcapil", property="text", equals="1")
        counter.ask(type="SignOn", counter=1, officer="Sari")
        counter.ask(type="CallNext", counter=1)
        shown = display.event("shown")
        assert (shown["visit"], shown["label"], shown["counter"]) == (visit, "A-001", 1)
        assert display.order("read", item="call-number")["value"] == "A-001"
        assert display.order("read", item="call-counter")["value"] == "LOKET 1"
        # The latest face wins: what lies between may never be shown.
        assert on_sign.get(timeout=ENDS_S_MAX) == "TUTUP"
        assert any(on_sign.get(timeout=ENDS_S_MAX) == "A-001" for _ in range(2))
        server.process.kill()
    server.process.wait(ENDS_S_MAX)
    display.order("wait", item="connection-banner", property="visible", equals=True)
    program(*serve, "--port", address.rpartition(":")[2]).line()
    display.order("wait", item="stage", property="connected", equals=True)
    assert display.order("read", item="recent-0")["value"] == "A-001"
    assert display.event("announced")["visit"] == visit
    assert display.order("state")["state"]["announced"] == 1
    assert [file.name for file in calls.iterdir()] == ["001-A001-loket-1.wav"]
    assert display.end() == 0
    assert signs.faces[1] == DARK
