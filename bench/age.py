"""No slower with age: the same work on an old hall and on a young one, in alternating pairs.

The old server's journal holds a million finished visits, the young one's none. Both run side by side; each
pair gives both the same visits in turn, now the old one first, now the young one. The figure is the median
of the pairs' ratios, with the interval that resampling gives it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import jobs
from bench.figures import Figure, figure, middle, mistakes, quantile
from bench.plan import Plan, Spread, say
from bench.subject import Subject, enrol, running
from bench.work import AgeJob, Worked, WorkJob

GROUP = "age"
RATIO_MAX = 1.10
GATE = 1.5
"""CI insists on this; a busy machine spoils few pairs so far."""
RESAMPLES = 2_000
CONFIDENCE = 0.95
COUNT = 200
"""Visits of a pair on each server: short turns, so that what disturbs the machine disturbs both.
Evenly spread, or a day's numbers of one tenant would not last for all pairs."""
KIOSKS = 8


def measure(plan: Plan, past: Path, visits: int) -> Iterator[Figure]:
    """`past`: a folder with so many finished visits; it is written to."""
    with running(past) as old, running() as young:
        job = AgeJob(old=job_of(plan, old, COUNT), young=job_of(plan, young, COUNT), pairs=plan.pick(30, 120))
        say(f"age: {job.pairs} pairs")
        taken = jobs.run(job, list[tuple[Worked, Worked]])
    issues = [a.issued.seconds / b.issued.seconds for a, b in taken]
    calls = [a.called.seconds / b.called.seconds for a, b in taken]
    yield from _ratio(plan, f"issue and confirm with {visits:,} finished visits to none", issues)
    yield from _ratio(plan, f"call, start and finish with {visits:,} finished visits to none", calls)
    both = [each for pair in taken for each in pair]
    yield mistakes(GROUP, "visits called twice", sum(each.called_twice for each in both))
    yield mistakes(GROUP, "confirmed visits never called", sum(each.not_called for each in both))


def job_of(plan: Plan, subject: Subject, count: int, spread: Spread = "even") -> WorkJob:
    """The work of so many visits; enrols the devices."""
    counters, folder, catalogue = plan.counters(), subject.folder, plan.catalogue
    tokens = enrol(folder, catalogue, [(name, "counter", at) for name, _, at in counters])
    return WorkJob(
        url=subject.url,
        kiosks=enrol(folder, catalogue, [(f"kiosk-{each}", "kiosk", "") for each in range(KIOSKS)]),
        counters=tuple((token, counter) for token, (_, counter, _) in zip(tokens, counters, strict=True)),
        services=plan.services,
        weights=plan.weights(spread),
        count=count,
        seed=plan.seed,
    )


def _ratio(plan: Plan, name: str, ratios: list[float]) -> Iterator[Figure]:
    low, high = interval(ratios, random.Random(plan.seed))
    yield figure(
        GROUP,
        f"{name}, median ratio of time",
        middle(ratios),
        "times",
        floor=1.0,
        floor_is="the same on an empty journal",
        most=RATIO_MAX,
        gate_most=GATE,
        note=f"{len(ratios)} alternating pairs of {COUNT} visits; "
        f"{CONFIDENCE:.0%} interval {low:.3f} to {high:.3f}; "
        f"pairs {min(ratios):.3f} to {max(ratios):.3f}",
    )


def interval(values: Sequence[float], chosen: random.Random) -> tuple[float, float]:
    """Of the median, by resampling with replacement."""
    medians = [middle(chosen.choices(values, k=len(values))) for _ in range(RESAMPLES)]
    return quantile(medians, (1 - CONFIDENCE) / 2), quantile(medians, (1 + CONFIDENCE) / 2)
