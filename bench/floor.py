"""The floor: what this machine does without us, measured with the same client in the same run.

SQLite's own commits at the same durability, rows as long as ours; a bare application under the same
uvicorn, over HTTP and over a WebSocket.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from bench import jobs
from bench.figures import Figure, figure, middle, quantile
from bench.load import Done, EchoJob, HelloJob, Strain
from bench.plan import Plan, say
from bench.subject import END_S_MAX, READY_S_MAX, Ready, SubjectError, environment, first_line
from server.journal import connect

GROUP = "floor"
ROW_BYTES = 330
"""About the body of an issued ticket's event."""
HASH_BYTES = 32
GROUP_COUNT = 32
CLIENTS = (8, 32)


class Floor:
    """The bare application, running beside everything else; its figures are taken again in each round."""

    def __init__(self, url: str, plan: Plan, ready_s: float) -> None:
        self.ready_s = ready_s
        """From its start to its first line."""
        self._url = url
        self._strain = Strain(count=plan.pick(6_000, 20_000), warm_count=500)
        self._hello: dict[int, list[Done]] = {}
        self._echo: dict[int, list[Done]] = {}
        self.commit_ms: list[float] = []
        """Of bare commits, one by one."""

    def measure(self, clients: int) -> None:
        """Take the floor once more for so many clients; say it between the rounds of what stands on it."""
        hello = HelloJob(url=self._url, clients=clients, strain=self._strain)
        self._hello.setdefault(clients, []).append(jobs.run(hello, Done))
        echo = EchoJob(url=self._url, clients=clients, strain=self._strain)
        self._echo.setdefault(clients, []).append(jobs.run(echo, Done))

    def hello_rate(self, clients: int) -> float:
        return middle([done.rate for done in self._of(self._hello, clients)])

    def echo_rate(self, clients: int) -> float:
        return middle([done.rate for done in self._of(self._echo, clients)])

    def echo_ms(self, clients: int) -> list[float]:
        return [ms for done in self._of(self._echo, clients) for ms in done.latencies_ms]

    def figures(self) -> Iterator[Figure]:
        """All rounds together; ask at the end of the run."""
        for clients, rounds in sorted(self._hello.items()):
            yield from _rates(f"uvicorn hello, HTTP, {_clients(clients)}", rounds)
        for clients, rounds in sorted(self._echo.items()):
            yield from _rates(f"uvicorn echo, WebSocket, {_clients(clients)}", rounds)

    def _of(self, taken: dict[int, list[Done]], clients: int) -> list[Done]:
        if clients not in taken:
            self.measure(clients)
        return taken[clients]


@contextmanager
def bare(plan: Plan) -> Generator[Floor]:
    """The bare application in a process of its own."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.bare"],
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        env=environment(),
    )
    try:
        line = first_line(process, READY_S_MAX)
        if not line:
            raise SubjectError("the bare application of the floor did not start")
        url = msgspec.json.decode(line, type=Ready).url
        yield Floor(url, plan, time.perf_counter() - started)
    finally:
        process.kill()
        process.wait(END_S_MAX)
        if process.stdout is not None:
            process.stdout.close()


def measure(plan: Plan, floor: Floor) -> Iterator[Figure]:
    """SQLite's figures; those of the bare application come with `Floor.figures`."""
    say("floor: SQLite")
    with TemporaryDirectory(prefix="bench-") as folder:
        connection = connect(Path(folder) / "floor.db")
        connection.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY, body BLOB, hash BLOB)")
        floor.commit_ms = _commits(connection, plan.pick(1_000, 5_000), 1)
        grouped = _commits(connection, plan.pick(500, 2_000), GROUP_COUNT)
        connection.close()
    one = partial(figure, GROUP, unit="ms")
    yield figure(
        GROUP, "SQLite WAL FULL, one by one", len(floor.commit_ms) / sum(floor.commit_ms) * 1e3, "commits/s"
    )
    yield one("SQLite WAL FULL, one by one, p50", quantile(floor.commit_ms, 0.5))
    yield one("SQLite WAL FULL, one by one, p99", quantile(floor.commit_ms, 0.99))
    rate = len(grouped) * GROUP_COUNT / sum(grouped) * 1e3
    yield figure(GROUP, f"SQLite WAL FULL, {GROUP_COUNT} to a commit", rate, "rows/s")
    for clients in (1, *CLIENTS):
        floor.measure(clients)


def _commits(connection: sqlite3.Connection, count: int, rows: int) -> list[float]:
    """Milliseconds of each commit of so many rows."""
    (seq,) = connection.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()
    taken: list[float] = []
    for _ in range(count):
        several = [(seq + each + 1, bytes(ROW_BYTES), bytes(HASH_BYTES)) for each in range(rows)]
        seq += rows
        started = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO event VALUES (?, ?, ?)", several)
        connection.execute("COMMIT")
        taken.append((time.perf_counter() - started) * 1e3)
    return taken


def _rates(name: str, rounds: list[Done]) -> Iterator[Figure]:
    ms = [each for done in rounds for each in done.latencies_ms]
    busy = max(done.busy for done in rounds)
    note = f"{len(rounds)} × {len(rounds[0].latencies_ms)}; client busy {busy:.0%}"
    yield figure(GROUP, name, middle([done.rate for done in rounds]), "requests/s", note=note)
    yield figure(GROUP, f"{name}, p50", quantile(ms, 0.5), "ms")


def _clients(count: int) -> str:
    return "1 client" if count == 1 else f"{count} clients"
