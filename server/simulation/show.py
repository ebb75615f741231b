"""How a simulation looks in a terminal: a live table of the day, and the summary of all days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from rich.live import Live
from rich.table import Table

from server.simulation.board import rows_of
from server.simulation.day import Day, DayResult
from server.simulation.figures import Tally, Waits, waits_of

LOOK_S = 0.25
"""The live table is drawn so often."""
BEFORE_DOORS = timedelta(minutes=35)
AFTER_DOORS = timedelta(minutes=100)


class Playback:
    """Holds the virtual clock back to `speed` times real time while the mall is open."""

    def __init__(
        self,
        day: Day,
        speed: float,
        live: Live,
        monotonic: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self._day = day
        self._speed = speed
        self._live = live
        self._monotonic = monotonic
        self._sleep = sleep
        self._since: float | None = None
        self._drawn = 0.0
        opens, closes = day.doors
        self._from, self._until = opens - BEFORE_DOORS, closes + AFTER_DOORS

    def pace(self, when: datetime) -> None:
        if not self._from <= when <= self._until:
            return
        if self._since is None:
            self._since = self._monotonic()
        due = self._since + (when - self._from).total_seconds() / self._speed
        while (left := due - self._monotonic()) > 0:
            self._draw(when)
            self._sleep(min(left, LOOK_S))
        self._draw(when)

    def _draw(self, when: datetime) -> None:
        if self._monotonic() - self._drawn >= LOOK_S:
            self._drawn = self._monotonic()
            self._live.update(live_table(self._day, when), refresh=True)


def live_table(day: Day, when: datetime) -> Table:
    local = when.astimezone(ZoneInfo(day.catalogue.timezone))
    table = Table(title=f"{local:%A %Y-%m-%d  %H:%M:%S}")
    table.add_column("tenant")
    for name in ("counters", "waiting", "called", "serving", "served"):
        table.add_column(name, justify="right")
    rows = rows_of(day)
    for row in rows:
        numbers = (row.counters, row.waiting, row.called, row.serving, row.served)
        table.add_row(row.name, *map(str, numbers), end_section=row is rows[-1])
    totals = [
        sum(getattr(row, name) for row in rows)
        for name in ("counters", "waiting", "called", "serving", "served")
    ]
    table.add_row("all", *map(str, totals))
    return table


def summary_table(results: list[DayResult], tally: Tally) -> Table:
    table = Table(title=f"{len(results)} days, {tally.visits} visits")
    table.add_column("")
    for name in ("count", "mean", "P50", "P90", "longest"):
        table.add_column(name, justify="right")
    every = [wait for waits in tally.waits_s.values() for wait in waits]
    _row(table, "wait, all", waits_of(every))
    for name, waits in sorted(tally.waits_s.items()):
        _row(table, f"  {name}", waits_of(waits))
    _row(table, "service", waits_of(tally.services_s))
    table.add_section()
    hours = list(tally.calls_by_hour.values())
    for name, value in (
        ("calls", tally.calls),
        ("calls an hour, mean", round(sum(hours) / max(1, len(hours)))),
        ("calls an hour, most", max(hours, default=0)),
        ("served", tally.served),
        ("no-shows", tally.no_shows),
        ("restored", tally.restored),
        ("turned away", sum(tally.turned_away.values())),
        ("crashes of the server", tally.crashes),
        ("lost", tally.lost),
        ("violations", sum(len(each.violations) for each in results)),
    ):
        table.add_row(name, str(value))
    return table


def _row(table: Table, name: str, waits: Waits | None) -> None:
    if waits is not None:
        times = (waits.mean_s, waits.p50_s, waits.p90_s, waits.longest_s)
        table.add_row(name, str(waits.count), *(f"{time / 60:.1f} min" for time in times))
