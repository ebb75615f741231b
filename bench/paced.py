"""At a steady pace: from an officer's call to the event at a display; and tickets as people take them."""

from __future__ import annotations

from collections.abc import Iterator

from bench import jobs
from bench.figures import Figure, figure, mistakes, quantile
from bench.floor import Floor
from bench.pace import Paced, PaceJob
from bench.plan import Plan, say
from bench.subject import Subject, enrol, running

GROUP = "paced"
CALLS_PER_S = 20.0
PEOPLE_PER_S = 4.0
"""What a busy mall's kiosks issue together."""
CALL_SHOWN_P50_MS_MAX = 3.0
GATE = 60.0
"""CI insists that p50 is not more than so many times an echo and a commit."""


def measure(plan: Plan, floor: Floor) -> Iterator[Figure]:
    seconds = plan.pick(6, 30)
    with running() as subject:
        say(f"paced: {CALLS_PER_S:.0f} calls/s for {seconds} s")
        calls = jobs.run(
            job_of(
                plan, subject, kiosks=4, displays=1, issues=PEOPLE_PER_S, calls=CALLS_PER_S, seconds=seconds
            ),
            Paced,
        )
    echo_and_commit = quantile(floor.echo_ms(1), 0.5) + quantile(floor.commit_ms, 0.5)
    yield figure(
        GROUP,
        "call sent -> event at a display's session, 20 calls/s, p50",
        quantile(calls.shown_ms, 0.5),
        "ms",
        floor=echo_and_commit,
        floor_is="p50 of one WebSocket echo and one SQLite commit",
        most=CALL_SHOWN_P50_MS_MAX,
        gate_most=GATE,
        note=late(calls),
    )
    yield figure(GROUP, "the same, p99", quantile(calls.shown_ms, 0.99), "ms")
    yield figure(
        GROUP, "ticket at human pace (4/s beside the calls), p50", quantile(calls.issues_ms, 0.5), "ms"
    )
    yield figure(GROUP, "ticket at human pace, p99", quantile(calls.issues_ms, 0.99), "ms")
    yield from paced_mistakes(GROUP, calls)


def job_of(
    plan: Plan, subject: Subject, *, kiosks: int, displays: int, issues: float, calls: float, seconds: int
) -> PaceJob:
    """The load with officers at all counters of the mall; enrols its devices."""
    counters = plan.counters()
    catalogue, folder = plan.catalogue, subject.folder
    tokens = enrol(folder, catalogue, [(name, "counter", at) for name, _, at in counters])
    return PaceJob(
        url=subject.url,
        kiosks=enrol(folder, catalogue, [(f"kiosk-{each}", "kiosk", "") for each in range(kiosks)]),
        counters=tuple((token, counter) for token, (_, counter, _) in zip(tokens, counters, strict=True)),
        displays=enrol(folder, catalogue, [(f"display-{each}", "display", "") for each in range(displays)]),
        services=plan.services,
        weights=plan.weights("skewed"),
        issues_per_s=issues,
        calls_per_s=calls,
        seconds=seconds,
        # More calls than issues eat into those who wait already.
        waiting_count=100 + round(max(0.0, calls - issues) * seconds * 2),
        seed=plan.seed,
    )


def paced_mistakes(group: str, paced: Paced) -> Iterator[Figure]:
    repeated = len(paced.labels) - len(set(paced.labels))
    yield mistakes(group, "numbers repeated", repeated, f"of {len(paced.labels)} tickets")
    yield mistakes(group, "visits called twice", paced.called_twice, f"of {len(paced.calls_ms)} calls")
    yield mistakes(group, "requests without an answer", paced.unanswered)
    yield mistakes(group, "calls that a display did not hear of", paced.unheard)


def late(paced: Paced) -> str:
    text = f"{len(paced.calls_ms)} calls; client late p99 {quantile(paced.late_ms, 0.99):.1f} ms"
    return text + (f"; {paced.skipped} calls skipped: nobody waited" if paced.skipped else "")
