"""What was measured: figures beside their floor and their bar, and what it all ran on."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from math import ceil
from pathlib import Path
from statistics import median
from typing import Literal

from msgspec import Struct

Aim = Literal["least", "most"]


class Figure(Struct, frozen=True, kw_only=True):
    """One measured number. `met` says whether it reaches its bar, where it has one."""

    group: str
    name: str
    value: float
    unit: str
    floor: float | None = None
    """What the machine itself does, measured beside it, in the same unit."""
    floor_is: str = ""
    ratio: float | None = None
    """Value to floor."""
    bar: float | None = None
    aim: Aim | None = None
    """The bar is to be reached at least, or at most."""
    met: bool | None = None
    correctness: bool = False
    """A count of mistakes: anything but 0 fails the run."""
    gate: float | None = None
    """Ratio to the floor that CI insists on: at least, or at most, as `aim` says."""
    gate_held: bool | None = None
    note: str = ""


class Unmeasured(Struct, frozen=True, kw_only=True):
    """A figure that could not be taken, and why; never left out in silence."""

    group: str
    name: str
    why: str
    failed: bool
    """It should have been possible: the run fails. Otherwise its subject is not there."""


class Machine(Struct, frozen=True, kw_only=True):
    date: str
    cores: int
    cpu: str
    system: str
    python: str
    sqlite: str
    packages: dict[str, str]
    load_before: float
    """Load average of the last minute before the run: anything near the cores spoils the figures."""


class Report(Struct, frozen=True, kw_only=True):
    form: Literal["short", "full"]
    seed: int
    seconds: float
    machine: Machine
    figures: tuple[Figure, ...]
    unmeasured: tuple[Unmeasured, ...]
    correct: bool
    """Every count of mistakes is 0 and nothing failed to be measured."""
    gates_held: bool


def figure(
    group: str,
    name: str,
    value: float,
    unit: str,
    *,
    floor: float | None = None,
    floor_is: str = "",
    least: float | None = None,
    most: float | None = None,
    gate_least: float | None = None,
    gate_most: float | None = None,
    note: str = "",
) -> Figure:
    ratio = value / floor if floor else None
    gate = gate_least if gate_least is not None else gate_most
    held = None
    if gate is not None and ratio is not None:
        held = ratio >= gate if gate_least is not None else ratio <= gate
    return Figure(
        group=group,
        name=name,
        value=value,
        unit=unit,
        floor=floor,
        floor_is=floor_is,
        ratio=ratio,
        bar=least if least is not None else most,
        aim=_aim(least, most, gate_least, gate_most),
        met=_met(value, least, most),
        gate=gate,
        gate_held=held,
        note=note,
    )


def mistakes(group: str, name: str, count: int, note: str = "") -> Figure:
    """A count that must be 0."""
    return Figure(
        group=group,
        name=name,
        value=count,
        unit="",
        bar=0,
        aim="most",
        met=count == 0,
        correctness=True,
        note=note,
    )


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` of all do not exceed."""
    ranked = sorted(values)
    # A hair less, lest a share like 0.99 that binary fractions miss takes one too many.
    return ranked[max(0, ceil(share * len(ranked) - 1e-9) - 1)]


def middle(values: Sequence[float]) -> float:
    return float(median(values))


def machine() -> Machine:
    names = ("msgspec", "immutables", "litestar", "uvicorn", "uvloop", "httptools", "websockets")
    return Machine(
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        cores=os.cpu_count() or 0,
        cpu=_cpu(),
        system=platform.platform(),
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        packages={name: version(name) for name in names},
        load_before=round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else 0.0,
    )


def _cpu() -> str:
    file = Path("/proc/cpuinfo")
    if file.exists():
        for line in file.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _aim(
    least: float | None, most: float | None, gate_least: float | None, gate_most: float | None
) -> Aim | None:
    if least is not None or gate_least is not None:
        return "least"
    return "most" if most is not None or gate_most is not None else None


def _met(value: float, least: float | None, most: float | None) -> bool | None:
    if least is not None:
        return value >= least
    return value <= most if most is not None else None
