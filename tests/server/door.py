"""A real server process, and apps that speak to it with a plain WebSocket library."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect

from protocol.service import PROTOCOL, SESSION_PATH
from server import catalogue as catalogues
from server.devices import Devices

ROOT = Path(__file__).parents[2]
START_S_MAX = 60.0
ANSWER_S_MAX = 30.0
KTP, KK = "dukcapil.ktp-rekam", "dukcapil.kk-baru"


class Door:
    """A server on a folder of its own, in rehearsal at any hour, found by the line it prints when it is
    ready."""

    def __init__(self, folder: Path, *options: str, module: str = "server") -> None:
        self.folder = folder
        self._options = options
        self._module = module
        self._devices = Devices(folder / "devices.db")
        self._catalogue = catalogues.load()
        self.log = folder / "log.txt"
        self.open()

    def open(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    self._module,
                    "--data",
                    self.folder,
                    "--port",
                    "0",
                    "--rehearsal",
                    "--json",
                    *self._options,
                ],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            self.process.communicate()
            raise AssertionError(self.log.read_text("utf-8"))
        self.ready: dict[str, str] = json.loads(line)
        self.url = self.ready["url"]
        self.http = httpx.Client(base_url=self.url, timeout=ANSWER_S_MAX, trust_env=False)

    def kill(self) -> None:
        self.http.close()
        self.process.kill()
        self.process.communicate()

    def close(self) -> str:
        """End it in good order; returns what it had to say."""
        self.http.close()
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=ANSWER_S_MAX)
        self._devices.close()
        return self.log.read_text("utf-8")

    def enrol(self, name: str, role: str, place: str = "") -> str:
        """The token of a new device."""
        return self._devices.enrol(name, role, place, self._catalogue, datetime.now(UTC))

    def remove(self, name: str) -> None:
        self._devices.remove(name)

    def connect(self) -> App:
        address = self.url.replace("http", "ws") + SESSION_PATH
        return App(connect(address, max_size=None, proxy=None, close_timeout=ANSWER_S_MAX))

    def join(self, name: str, role: str, place: str = "") -> App:
        """A new device, welcomed."""
        return self.join_with(self.enrol(name, role, place))

    def join_with(self, token: str) -> App:
        app = self.connect()
        app.hello(token)
        app.welcome = app.next("Welcome")
        app.hall = app.next("Snapshot")["hall"]
        return app

    def bearer(self, token: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {token}"}


class App:
    def __init__(self, connection: ClientConnection) -> None:
        self._stack = ExitStack()
        self.socket = self._stack.enter_context(connection)
        self.welcome: dict[str, Any] = {}
        self.hall: dict[str, Any] = {}
        self.asked = 0

    def hello(self, token: str, protocol: str = PROTOCOL) -> None:
        self.say({"type": "Hello", "protocol": protocol, "token": token, "app": "test 1.0"})

    def say(self, frame: dict[str, Any]) -> None:
        self.socket.send(json.dumps(frame))

    def ask(self, command: dict[str, Any], request: int | None = None) -> int:
        self.asked = self.asked + 1 if request is None else request
        self.say({"type": "Ask", "request": self.asked, "command": command})
        return self.asked

    def frame(self) -> dict[str, Any]:
        return json.loads(self.socket.recv(timeout=ANSWER_S_MAX))

    def next(self, *types: str) -> dict[str, Any]:
        """The next frame of one of these types; how many wait is passed over."""
        while (frame := self.frame())["type"] == "Waiting" and "Waiting" not in types:
            pass
        assert frame["type"] in types, frame
        return frame

    def event(self, kind: str) -> dict[str, Any]:
        """The next news, which are one event of this kind; the day's start may come before."""
        events = [each for each in self.next("Events")["events"] if each["what"]["type"] != "DayStarted"]
        if not events:
            return self.event(kind)
        (event,) = events
        assert event["what"]["type"] == kind, event
        return event

    def done(self, command: dict[str, Any], kind: str) -> dict[str, Any]:
        """Ask, and get the one event that follows."""
        self.ask(command)
        return self.event(kind)

    def refused(self, command: dict[str, Any]) -> tuple[str, str]:
        """Ask, and get why not, and about what."""
        request = self.ask(command)
        refusal = self.next("Refusal")
        assert refusal["request"] == request
        return refusal["refused"]["reason"], refusal["refused"]["about"]

    def beat(self) -> None:
        """All that was sent has been dealt with once this is answered, and nothing else came before."""
        self.say({"type": "Beat"})
        self.next("Beat")

    def goodbye(self) -> tuple[str, str]:
        """The last frame: why the server hung up, and about what."""
        goodbye = self.next("Goodbye")
        for frame in self.socket:
            raise AssertionError(f"after the goodbye came {frame!r}")
        assert self.socket.protocol.close_code == 1000
        return goodbye["reason"], goodbye["about"]

    def close(self) -> None:
        self._stack.close()

    def __enter__(self) -> App:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def issue(service: str = KTP) -> dict[str, Any]:
    return {"type": "IssueTicket", "service": service}


def confirm(visit: int) -> dict[str, Any]:
    return {"type": "ConfirmTicket", "visit": visit, "paper": "printed"}


def at(kind: str, counter: int, visit: int | None = None, **more: Any) -> dict[str, Any]:
    return {"type": kind, "counter": counter, **({} if visit is None else {"visit": visit}), **more}
