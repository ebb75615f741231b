"""`./mall bench`: the measured promises, beside the floor of the same run.

Exit code 0 says that everything was measured and every count of mistakes is 0, however fast the machine is;
with `--gate` also that the ratios to the floor hold.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import msgspec
import typer

from bench import age, apps, crowd, floor, jobs, paced, past, restart, table, throughput
from bench.figures import Figure, Report, Unmeasured, machine
from bench.floor import Floor
from bench.plan import Plan, say
from bench.subject import SubjectError

SEED_DEFAULT = 2027
PAST_VISITS = 1_000_000
PAST_VISITS_SHORT = 50_000
cli = typer.Typer(add_completion=False)


@cli.command(help="Measure the promises, beside the floor of the same run.")
def bench(
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON value on stdout and nothing else.")
    ] = False,
    short: Annotated[bool, typer.Option("--short", help="The seeded short form for CI.")] = False,
    only: Annotated[
        str, typer.Option(help="Only these groups: throughput,paced,crowd,age,restart,apps.")
    ] = "",
    seed: Annotated[int, typer.Option(help="Of everything that is chosen at random.")] = SEED_DEFAULT,
    write: Annotated[Path | None, typer.Option(help="A Markdown file to put the figures into.")] = None,
    gate: Annotated[
        bool, typer.Option("--gate", help="Fail when a ratio to the floor does not hold.")
    ] = False,
) -> None:
    wanted = tuple(filter(None, only.split(","))) or tuple(GROUPS)
    unknown = [name for name in wanted if name not in GROUPS]
    if unknown:
        typer.echo(f"bench: no such figures: {', '.join(unknown)}; there are {', '.join(GROUPS)}", err=True)
        raise typer.Exit(2)
    if write is not None and not table.marked(write):
        typer.echo(f"bench: {write} has no lines {table.BEGIN} and {table.END}", err=True)
        raise typer.Exit(2)
    report = measured(Plan(short=short, seed=seed), wanted)
    if write is not None:
        table.write(report, write)
    if as_json:
        jobs.write(msgspec.json.format(msgspec.json.encode(report)) + b"\n")
    else:
        table.printed(report)
    raise typer.Exit(0 if report.correct and (report.gates_held or not gate) else 1)


class Run:
    """What the groups share: the floor, and a long past that is made once."""

    def __init__(self, plan: Plan, bare: Floor, folder: Path) -> None:
        self.plan = plan
        self.bare = bare
        self.visits = plan.pick(PAST_VISITS_SHORT, PAST_VISITS)
        self.seq = 0
        self._folder = folder

    def past(self, name: str) -> Path:
        """A copy of the long past, to write to."""
        made, copy = self._folder / "past", self._folder / name
        if not made.exists():
            say(f"making a past of {self.visits:,} finished visits")
            self.seq = past.make(made, self.plan, self.visits)
        shutil.copytree(made, copy)
        return copy


GROUPS: dict[str, Callable[[Run], Iterator[Figure]]] = {
    "throughput": lambda run: throughput.measure(run.plan, run.bare),
    "paced": lambda run: paced.measure(run.plan, run.bare),
    "crowd": lambda run: crowd.measure(run.plan, run.bare),
    "age": lambda run: age.measure(run.plan, run.past("age"), run.visits),
    "restart": lambda run: restart.measure(run.plan, run.bare, run.past("restart"), run.seq, run.visits),
    "apps": lambda run: apps.measure(run.plan),
}


def measured(plan: Plan, wanted: tuple[str, ...]) -> Report:
    """All wanted groups; one that fails is reported and does not keep the others from running."""
    started, machine_before = time.perf_counter(), machine()
    figures: list[Figure] = []
    unmeasured: list[Unmeasured] = []
    with ExitStack() as stack:
        bare = stack.enter_context(floor.bare(plan))
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True)))
        run = Run(plan, bare, folder)
        base = list(floor.measure(plan, bare))
        for name in wanted:
            try:
                figures += GROUPS[name](run)
            except (SubjectError, OSError, AssertionError) as error:
                say(f"{name}: {error}")
                unmeasured.append(Unmeasured(group=name, name="", why=str(error), failed=True))
        base += bare.figures()
    return Report(
        form="short" if plan.short else "full",
        seed=plan.seed,
        seconds=round(time.perf_counter() - started, 1),
        machine=machine_before,
        figures=(*base, *figures),
        unmeasured=tuple(unmeasured),
        correct=not any(each.failed for each in unmeasured)
        and all(each.met for each in figures if each.correctness),
        gates_held=all(each.gate_held is not False for each in figures),
    )


if __name__ == "__main__":
    cli(prog_name="mall bench")
