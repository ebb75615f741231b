"""Back after a power cut: a day of 5,000 visits on a long journal, kill -9, and ready again.

Ready is the answer to a request, not the process. The journal is asked whether everything acknowledged is
there. Beside it, the server's memory with that day in it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

from bench import jobs
from bench.age import job_of
from bench.figures import Figure, figure, middle, mistakes
from bench.floor import Floor
from bench.plan import VISITS_A_DAY, Plan, say
from bench.subject import READY_S_MAX, running
from bench.testimony import heard
from bench.wire import address_of
from bench.work import Worked

GROUP = "restart"
READY_S_BAR = 3.0
MEMORY_MB_BAR = 150.0
GATE = 20.0
"""CI insists that it takes not more than so many starts of a bare application."""


def measure(plan: Plan, floor: Floor, past: Path, seq: int, visits: int) -> Iterator[Figure]:
    """`past`: a folder with so many finished visits, up to `seq`; it is written to."""
    count = plan.pick(2_000, VISITS_A_DAY)
    with running(past) as subject:
        say(f"restart: a day of {count} visits")
        worked = jobs.run(job_of(plan, subject, count, "skewed"), Worked)
        rss, unique = subject.memory_mb()
        subject.kill()
    taken: list[float] = []
    for number in range(plan.pick(3, 7)):
        say(f"restart: start {number + 1}")
        started = time.perf_counter()
        with running(past) as subject:
            healthy(subject.url)
            taken.append(time.perf_counter() - started)
            subject.kill()
    told = heard(past, seq)
    yield figure(
        GROUP,
        f"answers again after kill -9, {count:,} visits today, {visits:,} before",
        middle(taken),
        "s",
        floor=floor.ready_s,
        floor_is="start of a bare application",
        most=READY_S_BAR,
        gate_most=GATE,
        note=f"{len(taken)} starts, {min(taken):.2f} to {max(taken):.2f} s",
    )
    yield figure(GROUP, f"memory with {count:,} visits today (RSS)", rss, "MB", most=MEMORY_MB_BAR)
    yield figure(GROUP, f"memory with {count:,} visits today (unique)", unique, "MB")
    yield mistakes(GROUP, "acknowledged and lost by kill -9", told.missing(worked.issued.labels))
    yield mistakes(GROUP, "numbers repeated", told.repeated(), f"of {len(worked.issued.labels)} tickets")
    yield mistakes(GROUP, "journal rows out of the hash chain", told.broken)


def healthy(url: str) -> None:
    """Returns when the server has answered. Raises `OSError` or `AssertionError`."""
    host, port = address_of(url)
    connection = HTTPConnection(host, port, timeout=READY_S_MAX)
    connection.request("GET", "/api/health")
    answer = connection.getresponse()
    assert answer.status == 200, f"health: status {answer.status}"
    connection.close()
