"""`./mall simulate`: mall days on a virtual clock, through the real hub and engine.

Exit code 0 says that every property held on every day.
"""

from __future__ import annotations

import json
import os
import time
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import msgspec
import typer
from msgspec.structs import replace
from rich.console import Console
from rich.live import Live
from rich.progress import Progress

from server import catalogue as catalogues
from server.simulation.day import Day, DayResult
from server.simulation.days import (
    DayFailedError,
    NeverOpenError,
    digest_of,
    open_days,
    play_all,
)
from server.simulation.figures import Tally, record
from server.simulation.scenario import MALANG, VISITS_COUNT_MAX, Scenario, ScenarioError, checked
from server.simulation.show import Playback, summary_table

DAYS_COUNT_MAX = 10_000
SPEED_MAX = 1_000_000
BROKEN_TOLD_COUNT_MAX = 100
"""So many violations are listed; all are counted."""
FIRST_DAY = datetime(2027, 1, 4)  # noqa: DTZ001  (a date in the mall)
cli = typer.Typer(add_completion=False)


@cli.command(help="Play mall days on a virtual clock.")
def simulate(
    days: Annotated[int, typer.Option(help="So many open days in a row.", min=1, max=DAYS_COUNT_MAX)] = 1,
    seed: Annotated[int, typer.Option(help="Of all that is left to chance.")] = 1,
    speed: Annotated[
        float,
        typer.Option(
            help="Play at so many times real time, with a live table; 0: at once.", min=0, max=SPEED_MAX
        ),
    ] = 0,
    visits: Annotated[
        int | None, typer.Option(help="People on a mean day.", min=1, max=VISITS_COUNT_MAX)
    ] = None,
    start: Annotated[
        datetime,
        typer.Option("--from", help="The first day; closed days are left out.", formats=["%Y-%m-%d"]),
    ] = FIRST_DAY,
    jobs: Annotated[int, typer.Option(help="Processes; 0: one a core.", min=0, max=256)] = 0,
    scenario: Annotated[
        Path | None, typer.Option(help="TOML with other shares, times and rates: docs/simulation.md.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON value on stdout and nothing else.")
    ] = False,
) -> None:
    catalogue = catalogues.load()
    try:
        chosen = checked(read(scenario, visits), catalogue)
        dates = open_days(catalogue, start.date(), days)
    except (ScenarioError, NeverOpenError) as error:
        refuse(str(error))
    console = Console(stderr=True)
    began, busy = time.perf_counter(), processor_s()
    results: list[DayResult] = []
    try:
        if speed:
            for day in dates:
                results.append(watch(Day(catalogue, chosen, seed, day), speed, console))
        else:
            with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
                bar = progress.add_task("days", total=days)
                for result in play_all(catalogue, chosen, seed, dates, jobs or os.cpu_count() or 1):
                    results.append(result)
                    progress.advance(bar)
    except DayFailedError as error:
        typer.echo(f"simulate: {error}", err=True)
        raise typer.Exit(1) from error
    took = Took(seconds=time.perf_counter() - began, processor_s=processor_s() - busy)
    report(results, seed, dates, took, as_json=as_json)


class Took(msgspec.Struct, frozen=True, kw_only=True):
    seconds: float
    processor_s: float
    """Of all processes together."""


def processor_s() -> float:
    """Of this process and those that it has seen end."""
    return sum(os.times()[:4])


def read(path: Path | None, visits: int | None) -> Scenario:
    """Raises `ScenarioError`."""
    try:
        scenario = MALANG if path is None else msgspec.toml.decode(path.read_bytes(), type=Scenario)
    except (OSError, msgspec.DecodeError) as error:
        raise ScenarioError(f"{path}: {error}") from error
    return scenario if visits is None else replace(scenario, visits=visits)


def watch(day: Day, speed: float, console: Console) -> DayResult:
    with Live(console=console, auto_refresh=False) as live:
        playback = Playback(day, speed, live, time.monotonic, time.sleep)
        return day.run(playback.pace)


def report(results: list[DayResult], seed: int, dates: list[date], took: Took, *, as_json: bool) -> None:
    tally = Tally()
    for each in results:
        tally.add(each.tally)
    broken = [f"{each.day}: {wrong}" for each in results for wrong in each.violations]
    if as_json:
        value = {
            "hash": digest_of(results),
            "seed": seed,
            "days": len(results),
            "from": dates[0].isoformat(),
            "to": dates[-1].isoformat(),
            "visits": tally.visits,
            "events": sum(each.events for each in results),
            "violations": len(broken),
            "broken": broken[:BROKEN_TOLD_COUNT_MAX],
            "seconds": round(took.seconds, 2),
            "processor_s_per_day": round(took.processor_s / len(results), 2),
            "days_per_minute": round(60 * len(results) / took.seconds, 1),
            "visits_per_second": round(tally.visits / took.seconds, 1),
            "figures": msgspec.to_builtins(record(tally)),
        }
        typer.echo(json.dumps(value, indent=2))
    else:
        console = Console()
        console.print(summary_table(results, tally))
        console.print(f"hash {digest_of(results)}  ({took.seconds:.1f} s)", highlight=False, soft_wrap=True)
        for wrong in broken[:BROKEN_TOLD_COUNT_MAX]:
            console.print(f"seed {seed}, {wrong}", highlight=False, markup=False)
    raise typer.Exit(1 if broken else 0)


def refuse(text: str) -> NoReturn:
    typer.echo(f"simulate: {text}", err=True)
    raise typer.Exit(2)


if __name__ == "__main__":
    cli(prog_name="mall simulate")
