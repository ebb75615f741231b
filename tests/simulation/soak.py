"""Many schedules over all cores, in the order of their seeds."""

from __future__ import annotations

import hashlib
import os
import platform
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any

from tests.simulation.schedule import Played, drawn, play, rule_of

CHUNK_COUNT = 25
"""Worlds that a process plays before it reports."""
AHEAD_CHUNKS_MAX = 8
VIOLATIONS_KEPT_COUNT_MAX = 50


@dataclass(kw_only=True)
class Summary:
    """Of the worlds with the seeds `seed` to `next_seed` - 1; goes on from `next_seed`."""

    seed: int
    next_seed: int
    counts: Counter[str] = field(default_factory=Counter[str])
    violations: list[dict[str, Any]] = field(default_factory=list)
    violations_count: int = 0
    seconds: float = 0.0
    digest: Any = field(default_factory=hashlib.sha256)

    def add(self, seed: int, played: Played) -> None:
        assert seed == self.next_seed
        self.next_seed = seed + 1
        self.counts.update(played.counts)
        self.digest.update(played.hash.encode())
        if played.broken is not None:
            self.violations_count += 1
            if len(self.violations) < VIOLATIONS_KEPT_COUNT_MAX:
                rule = rule_of(played.broken)
                about = played.broken[len(rule) :]
                self.violations.append(
                    {"seed": seed, "step": played.at_step, "rule": rule, "about": about.strip()[:600]}
                )

    def record(self) -> dict[str, Any]:
        return {
            "seed": self.seed,
            "worlds": self.next_seed - self.seed,
            "next_seed": self.next_seed,
            "violations": self.violations_count,
            **dict(self.counts),
            "hash": self.digest.hexdigest(),
            "seconds": round(self.seconds, 1),
            "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
            "broken": self.violations,
        }


def soak(
    seed: int,
    worlds: int,
    *,
    jobs: int,
    journal: bool | None = None,
    until_broken: bool = False,
    tell: Callable[[Summary], None] = lambda _: None,
) -> Summary:
    """Play `worlds` schedules from `seed` on. The summary is the same for any number of jobs. An interrupt
    ends it early; it says then how far it came."""
    summary = Summary(seed=seed, next_seed=seed)
    started = time.monotonic()
    try:
        for several in _played(seed, worlds, jobs, journal):
            for played in several:
                summary.add(summary.next_seed, played)
                if until_broken and summary.violations:
                    return summary
            summary.seconds = time.monotonic() - started
            tell(summary)
    except KeyboardInterrupt:
        pass
    finally:
        summary.seconds = time.monotonic() - started
    return summary


def play_several(seeds: range, journal: bool | None) -> list[Played]:
    return [play(drawn(seed, journal=journal)) for seed in seeds]


def _played(seed: int, worlds: int, jobs: int, journal: bool | None) -> Iterator[list[Played]]:
    end = seed + worlds
    chunks = (range(first, min(end, first + CHUNK_COUNT)) for first in range(seed, end, CHUNK_COUNT))
    if jobs == 1:
        for chunk in chunks:
            # One by one: whoever looks for the first broken rule need not wait for the rest.
            yield from ([play(drawn(each, journal=journal))] for each in chunk)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting: list[Future[list[Played]]] = []
        for chunk in chunks:
            waiting.append(pool.submit(play_several, chunk, journal))
            if len(waiting) >= jobs * AHEAD_CHUNKS_MAX:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()
