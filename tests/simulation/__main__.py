"""`./mall soak`: many seeded worlds. `./mall bugs`: planted bugs, and the rule that caught each."""

from __future__ import annotations

import json
import os
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from tests.simulation import bugs as planted
from tests.simulation import schedule, soak

cli = typer.Typer(add_completion=False, no_args_is_help=True)
console = Console(stderr=True)
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON value on stdout and nothing else.")]
JobsOption = Annotated[int, typer.Option(help="Processes; 0: one for each core.", min=0, max=64)]


@cli.command("soak")
def run_soak(
    worlds: Annotated[int, typer.Option(help="How many schedules.", min=1, max=10_000_000)] = 2_000,
    seed: Annotated[int, typer.Option(help="Of the first; go on from `next_seed` of an earlier run.")] = 1,
    jobs: JobsOption = 0,
    journal: Annotated[
        bool | None, typer.Option("--journal/--memory", help="All on the real journal, or none.")
    ] = None,
    until_broken: Annotated[
        bool, typer.Option("--until-broken", help="Stop at the first violation.")
    ] = False,
    shorten: Annotated[
        bool, typer.Option("--shorten", help="Make the first schedule that breaks a rule short, and tell it.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Play seeded worlds of the real hub, engine and journal against the referee. 0 violations: exit 0."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not sys.stderr.isatty()) as progress:
        bar = progress.add_task("worlds", total=worlds)
        summary = soak.soak(
            seed,
            worlds,
            jobs=jobs or os.cpu_count() or 1,
            journal=journal,
            until_broken=until_broken,
            tell=lambda so_far: progress.update(bar, completed=so_far.next_seed - so_far.seed),
        )
    record = summary.record()
    if as_json:
        typer.echo(json.dumps(record))
    else:
        for key, value in record.items():
            if key != "broken":
                typer.echo(f"{key:<16} {value}")
        for broken in summary.violations:
            typer.echo(f"seed {broken['seed']}, step {broken['step']}: {broken['rule']} {broken['about']}")
    if shorten and summary.violations:
        _tell_short(summary.violations[0]["seed"], journal)
    raise typer.Exit(1 if summary.violations else 0)


@cli.command("bugs")
def run_bugs(
    only: Annotated[str, typer.Option(help="Those with this word in their name.")] = "",
    part: Annotated[str, typer.Option(help="K/N: every N-th bug, from the K-th on.", metavar="K/N")] = "1/1",
    jobs: JobsOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Plant each bug in a copy of the server and see which rule notices it. All noticed: exit 0."""
    chosen = planted.chosen(only, part)
    results = planted.hunt(
        chosen, jobs=jobs or os.cpu_count() or 1, tell=lambda one: console.print(one.line(), soft_wrap=True)
    )
    missed = [one for one in results if not one.caught]
    if as_json:
        typer.echo(json.dumps({"bugs": [one.record() for one in results], "missed": len(missed)}))
    else:
        table = Table("bug", "caught by the rule", "worlds")
        for one in results:
            table.add_row(one.bug.name, one.rule if one.caught else f"MISSED: {one.rule}", str(one.worlds))
        Console().print(table)
    raise typer.Exit(1 if missed else 0)


def _tell_short(seed: int, journal: bool | None) -> None:
    broken = schedule.drawn(seed, journal=journal)
    first = schedule.play(broken)
    assert first.broken is not None
    short = schedule.shortened(broken, first.broken, tell=lambda line: console.print(line, style="dim"))
    again = schedule.play(short)
    for step in short.steps:
        console.print(f"{step.act} {step.seed}")
    console.print(again.broken or "", markup=False)


if __name__ == "__main__":
    cli(prog_name="mall")
