"""Many days in a row, on as many cores as are wanted: a day is the same, whichever core plays it."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Generator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context

from protocol.catalogue import Catalogue
from server.simulation.agenda import Pace
from server.simulation.day import Day, DayResult, open_hours
from server.simulation.scenario import Scenario

CLOSED_DAYS_MAX = 60
"""A mall that is closed so long never opens."""
GC_OBJECTS = 50_000
_place: list[tuple[Catalogue, Scenario, int]] = []
"""What a process of the pool plays."""


class NeverOpenError(Exception):
    """No day on which anybody is there."""


class DayFailedError(Exception):
    """A bug: an assertion failed, or worse. Names seed and day, which play it again."""


def open_days(catalogue: Catalogue, start: date, count: int) -> list[date]:
    """The next days on which some tenant is there, `start` the first that may be. Raises `NeverOpenError`."""
    found: list[date] = []
    closed = 0
    while len(found) < count:
        if open_hours(catalogue, start) is not None:
            found.append(start)
            closed = 0
        closed += 1
        if closed > CLOSED_DAYS_MAX or start == date.max:
            raise NeverOpenError(f"the mall is closed for {CLOSED_DAYS_MAX} days until {start}")
        start += timedelta(days=1)
    return found


def play(
    catalogue: Catalogue, scenario: Scenario, seed: int, day: date, pace: Pace | None = None
) -> DayResult:
    """One day, here. Raises `DayFailedError`."""
    try:
        return Day(catalogue, scenario, seed, day).run(pace)
    except Exception as error:
        raise DayFailedError(f"seed {seed}, {day}: {type(error).__name__}: {error}") from error


def play_all(
    catalogue: Catalogue, scenario: Scenario, seed: int, days: list[date], jobs: int
) -> Generator[DayResult]:
    """The results in the order of the days, as they come. Raises `DayFailedError`."""
    if jobs == 1:
        for day in days:
            yield play(catalogue, scenario, seed, day)
        return
    # Not forked: the same on every system, and nothing of this process is carried over.
    with ProcessPoolExecutor(
        max_workers=min(jobs, len(days)),
        mp_context=get_context("spawn"),
        initializer=_begin,
        initargs=(catalogue, scenario, seed),
    ) as pool:
        try:
            yield from pool.map(_play_here, days)
        finally:
            pool.shutdown(cancel_futures=True)


def digest_of(results: list[DayResult]) -> str:
    """SHA-256 over the days' digests, one line each, hex."""
    digest = hashlib.sha256()
    for each in results:
        digest.update(f"{each.day} {each.digest}\n".encode())
    return digest.hexdigest()


def _begin(catalogue: Catalogue, scenario: Scenario, seed: int) -> None:
    _place.append((catalogue, scenario, seed))
    gc.freeze()
    gc.set_threshold(GC_OBJECTS, 20, 100)


def _play_here(day: date) -> DayResult:
    catalogue, scenario, seed = _place[0]
    return play(catalogue, scenario, seed, day)
