"""A full house: every counter of the mall, 20 kiosks and 40 displays connected, at ten times the peak."""

from __future__ import annotations

from collections.abc import Iterator

from bench import jobs
from bench.figures import Figure, figure, quantile
from bench.floor import Floor
from bench.pace import Paced
from bench.paced import job_of, late, paced_mistakes
from bench.plan import Plan, say
from bench.subject import running

GROUP = "crowd"
KIOSKS = 20
DISPLAYS = 40
PEAK_PER_S = 2.0
"""Issues, and calls, in the busiest minute of a mall."""
TIMES = 10
ISSUE_P99_MS_MAX = 80.0
SHOWN_P99_MS_MAX = 50.0
GATE = 300.0
"""CI insists that p50 is not more than so many times an echo and a commit."""


def measure(plan: Plan, floor: Floor) -> Iterator[Figure]:
    seconds, rate = plan.pick(6, 30), PEAK_PER_S * TIMES
    with running() as subject:
        job = job_of(
            plan, subject, kiosks=KIOSKS, displays=DISPLAYS, issues=rate, calls=rate, seconds=seconds
        )
        say(f"crowd: {KIOSKS} kiosks, {len(job.counters)} counters, {DISPLAYS} displays for {seconds} s")
        paced = jobs.run(job, Paced)
        memory, _ = subject.memory_mb()
    base = quantile(floor.echo_ms(1), 0.5) + quantile(floor.commit_ms, 0.5)
    name = (
        f"{KIOSKS} kiosks, {len(job.counters)} counters, {DISPLAYS} displays, {rate:.0f} issues and calls/s"
    )
    yield figure(
        GROUP,
        f"{name}: issue answered p50",
        quantile(paced.issues_ms, 0.5),
        "ms",
        floor=base,
        floor_is="p50 of one WebSocket echo and one SQLite commit",
        gate_most=GATE,
    )
    yield figure(GROUP, "issue answered p99", quantile(paced.issues_ms, 0.99), "ms", most=ISSUE_P99_MS_MAX)
    yield figure(
        GROUP,
        "call -> shown at every display's session, p50",
        quantile(paced.shown_ms, 0.5),
        "ms",
        floor=base,
        floor_is="p50 of one WebSocket echo and one SQLite commit",
        gate_most=GATE,
    )
    yield figure(
        GROUP,
        "call -> shown at every display's session, p99",
        quantile(paced.shown_ms, 0.99),
        "ms",
        most=SHOWN_P99_MS_MAX,
        note=late(paced),
    )
    yield figure(GROUP, "server's memory (RSS) with all of them", memory, "MB")
    yield from paced_mistakes(GROUP, paced)
