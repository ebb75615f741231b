"""The link beside the real server, over a real socket: what the stage plays must be what the server does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from client.address import Address
from client.finder import Finder
from client.link import LinkState
from client.trouble import Why
from protocol.catalogue import ServiceId
from protocol.messages import ConfirmTicket, IssueTicket, Reason, TicketIssued

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent.parent
INSTANCE = "link-test"
KTP = IssueTicket(service=ServiceId("dukcapil.ktp-rekam"))
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


class Server:
    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None

    def enrol(self, name: str, role: str, place: str = "") -> str:
        words = ["device", "add", name, "--role", role, "--place", place, "--json"]
        done = subprocess.run(self._command(*words), stdout=subprocess.PIPE, check=True, env=ENVIRONMENT)
        return json.loads(done.stdout)["token"]

    def start(self) -> None:
        """At the port it had, if it had one."""
        words = ["--instance", INSTANCE, "--port", str(self.port), "--rehearsal", "--json"]
        self._process = subprocess.Popen(
            self._command(*words), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENVIRONMENT
        )
        ready = json.loads(self._process.stdout.readline())
        self.port = int(ready["url"].rpartition(":")[2])

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate()
        self._process = None

    def close(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.communicate(timeout=20)

    @property
    def address(self) -> Address:
        return Address(host="127.0.0.1", port=self.port)

    def _command(self, *words: str) -> list[str]:
        # Options of the server itself and of its sub-command end with the same --data.
        return [sys.executable, "-m", "server", *words, "--data", str(self.data)]


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path / "hall")
    yield server
    server.close()


@pytest.fixture
def until(qtbot):
    return lambda question: qtbot.waitUntil(lambda: bool(question()), timeout=30_000)


def test_numbers_asked_for_around_a_kill_come_once_each_and_in_order(server, make_link, until):
    token = server.enrol("kiosk-1", "kiosk")
    server.start()
    link = make_link(token=token, instance=INSTANCE, typed=server.address, pace=1.0)
    answers: dict[int, list[int]] = {}
    link.answered.connect(
        lambda handle, events: answers.setdefault(handle, []).extend(
            event.what.number for event in events if isinstance(event.what, TicketIssued)
        )
    )
    link.open()
    until(lambda: link.state is LinkState.READY)
    handles = [link.send(KTP) for _ in range(10)]
    until(lambda: len(answers) >= 1)
    handles += [link.send(KTP) for _ in range(10)]
    server.kill()
    handles += [link.send(KTP) for _ in range(10)]
    server.start()
    until(lambda: len(answers) == 30)
    assert [answers[handle] for handle in handles] == [[number] for number in range(1, 31)]
    assert link.pending == 0
    assert len(link.hall.visits) == 30


def test_what_the_link_folded_is_what_a_fresh_snapshot_shows(server, make_link, until):
    token = server.enrol("kiosk-1", "kiosk")
    server.start()
    link = make_link(token=token, instance=INSTANCE, typed=server.address, pace=1.0)
    issued: list[int] = []
    link.answered.connect(lambda _handle, events: issued.extend(event.what.visit for event in events))
    link.send(KTP)
    link.open()
    until(lambda: issued)
    link.send(ConfirmTicket(visit=issued[0], paper="seen"))
    until(lambda: len(issued) == 2)
    link.close()
    again = make_link(token=token, instance=INSTANCE, typed=server.address, pace=1.0)
    again.open()
    until(lambda: again.state is LinkState.READY)
    assert again.hall == link.hall


def test_a_token_that_nobody_enrolled_is_rejected(server, make_link, until):
    server.enrol("kiosk-1", "kiosk")
    server.start()
    link = make_link(token="made-up", instance=INSTANCE, typed=server.address)
    link.open()
    until(lambda: link.state is LinkState.REJECTED)
    assert link.verdict == Why(what="token_unknown")


def test_a_second_app_with_the_same_token_replaces_the_first(server, make_link, until):
    token = server.enrol("kiosk-1", "kiosk")
    server.start()
    first, second = (
        make_link(token=token, instance=INSTANCE, typed=server.address, pace=1.0) for _ in range(2)
    )
    first.open()
    until(lambda: first.state is LinkState.READY)
    second.open()
    until(lambda: first.state is LinkState.REJECTED)
    assert first.verdict == Why(what="replaced")
    until(lambda: second.state is LinkState.READY)


def test_what_a_role_may_not_ask_is_refused(server, make_link, until):
    token = server.enrol("display-1", "display")
    server.start()
    link = make_link(token=token, instance=INSTANCE, typed=server.address, pace=1.0)
    reasons: list[Reason] = []
    link.refused.connect(lambda _handle, refused: reasons.append(refused.reason))
    link.open()
    link.send(KTP)
    until(lambda: reasons)
    assert reasons == [Reason.NOT_PERMITTED]


def test_the_servers_own_advertisement_is_enough_to_join_it(server, make_link, until):
    token = server.enrol("kiosk-1", "kiosk")
    link = make_link(token=token, instance=INSTANCE, pace=1.0)
    finder = Finder(INSTANCE, own=lambda: frozenset({"127.0.0.1"}))
    finder.found.connect(link.found)
    finder.open()
    link.open()
    server.start()
    try:
        until(lambda: link.state is LinkState.READY)
    finally:
        finder.close()
