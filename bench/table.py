"""The report as a person reads it: on a terminal, and in a Markdown file between two marks."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.figures import Aim, Figure, Report

WIDTH = 150
"""Characters, where no terminal says how many it has."""
SIGNS: dict[Aim | None, str] = {"least": "≥ ", "most": "≤ ", None: ""}
BEGIN, END = "<!-- figures -->", "<!-- /figures -->"


def marked(file: Path) -> bool:
    """Whether a file has the place for the figures."""
    text = file.read_text("utf-8") if file.exists() else ""
    return 0 <= text.find(BEGIN) < text.find(END)


def write(report: Report, file: Path) -> None:
    """Put the figures between the marks of a file, in place of those before."""
    before, _, rest = file.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    file.write_text(f"{before}{BEGIN}\n{markdown(report)}\n{END}{after}", "utf-8")


def markdown(report: Report) -> str:
    machine = report.machine
    packages = ", ".join(f"{name} {number}" for name, number in machine.packages.items())
    lines = [
        f"{report.form.capitalize()} form, seed {report.seed}, {report.seconds:.0f} s, {machine.date}. "
        f"{machine.cores} cores, {machine.cpu}, {machine.system}; Python {machine.python}, "
        f"SQLite {machine.sqlite}, {packages}; load average before: {machine.load_before}.",
    ]
    group = ""
    for figure in report.figures:
        if figure.group != group:
            group = figure.group
            lines += ["", f"### {group}", "", "| figure | value | floor | ratio | bar | met |"]
            lines += ["| --- | ---: | ---: | ---: | ---: | --- |"]
        name, *rest = _cells(figure)
        note = f" ({figure.note})" if figure.note else ""
        lines.append(f"| {' | '.join([name + note, *rest])} |")
    lines += [""] + [f"Not measured: {each.group}: {each.why}" for each in report.unmeasured]
    return "\n".join(lines).rstrip() + "\n"


def printed(report: Report) -> None:
    """To stdout."""
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    machine = report.machine
    console.print(
        f"{report.form} form, seed {report.seed}, {report.seconds:.0f} s, {machine.date}\n"
        f"{machine.cores} cores, {machine.cpu}, {machine.system}; Python {machine.python}, "
        f"SQLite {machine.sqlite}; load before {machine.load_before}",
        highlight=False,
    )
    table = Table(show_lines=False)
    for title in ("figure", "value", "floor", "ratio", "bar", "met"):
        table.add_column(title, justify="left" if title in ("figure", "met") else "right", overflow="fold")
    group = ""
    for figure in report.figures:
        if figure.group != group:
            table.add_section()
            table.add_row(f"[bold]{figure.group}[/bold]")
            group = figure.group
        table.add_row(*_row(figure))
    console.print(table, highlight=False)
    for each in report.unmeasured:
        console.print(f"not measured: {each.group} {each.name}: {each.why}", highlight=False, markup=False)
    console.print(
        f"correct: {_word(report.correct)}; gates on ratios: {'held' if report.gates_held else 'NOT HELD'}",
        highlight=False,
    )


def _row(figure: Figure) -> tuple[str, ...]:
    name, *rest = _cells(figure)
    name += f"\n  [dim]{figure.note}[/dim]" if figure.note else ""
    if figure.gate is not None:
        held = "held" if figure.gate_held else "NOT HELD"
        name += f"\n  [dim]gate: {SIGNS[figure.aim]}{figure.gate:g} of the floor, {held}[/dim]"
    return name, *rest


def _cells(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        f"{_number(figure.value)} {figure.unit}".strip(),
        "" if figure.floor is None else _number(figure.floor),
        "" if figure.ratio is None else f"{figure.ratio:.2f}",
        "" if figure.bar is None else SIGNS[figure.aim] + _number(figure.bar),
        "" if figure.met is None else _word(figure.met),
    )


def _number(value: float) -> str:
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}"


def _word(yes: bool) -> str:
    return "yes" if yes else "NO"
