"""The mall's state and its devices as text for a terminal."""

from __future__ import annotations

import sys
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text as Content

from protocol.catalogue import Language
from server.answers import FloorState
from server.floor.devices import DevicesTold
from server.floor.words import closure_text, plain

PIPE_COLUMNS = 160
_STYLES = {"trouble": "red", "away": "yellow", "well": ""}
_SINCE: dict[Language, str] = {"id": "sejak", "en": "since"}


def show_devices(devices: DevicesTold, language: Language) -> None:
    """A heading a device and a line a state: neither is cut off in a narrow window."""
    console = _console()
    console.print(f"{devices.now}  {devices.summary}")
    for row in devices.rows:
        console.print()
        console.print(Content(f"{row.name}  {row.role}  {row.version}".rstrip(), style="bold"))
        for line in row.lines:
            since = f", {_SINCE[language]} {line.since}" if line.since else ""
            console.print(Content(f"  {line.text}{since}", style=_STYLES[line.weight]))


def show(state: FloorState) -> None:
    console = _console()
    zone = ZoneInfo(state.timezone)
    now = f"{state.now.astimezone(zone):%Y-%m-%d %H:%M}"
    console.print(f"{now}  day {state.day or 'ended'}  clock {state.clock}")
    if state.clock == "doubted":
        console.print("No day turns until the clock was looked at: confirm-clock.")
    counters = Table("counter", "tenant", "officer", "since", "number", "served", title="Open counters")
    for each in state.counters:
        there = f"{each.label} {each.state}" if each.label else ""
        rest = f"break: {each.break_reason}" if each.on_break else there
        since = f"{each.since.astimezone(zone):%H:%M}"
        counters.add_row(str(each.counter), each.tenant, each.officer, since, rest, str(each.served))
    queues = Table("tenant", "waiting", "counters", "shut services", title="Waiting")
    for queue in state.queues:
        reasons = sorted({plain(each.reason.value) for each in queue.shut.values()})
        shut = f"{len(queue.shut)}: {', '.join(reasons)}"
        queues.add_row(queue.tenant, str(queue.waiting), str(queue.counters_open), shut if queue.shut else "")
    closures = Table("closure", "what", "reason", "until", "", title="Closures")
    for each in state.closures:
        until = f"{each.until.astimezone(zone):%Y-%m-%d %H:%M}" if each.until else "reopened"
        mark = "in force" if each.approved else "asked for: approve or reject"
        closures.add_row(str(each.id), closure_text(each), each.reason, until, mark)
    for table in (counters, queues, *([closures] if state.closures else [])):
        console.print(table)


def _console() -> Console:
    # In a pipe there is no window whose width would matter.
    width = None if sys.stdout.isatty() else PIPE_COLUMNS
    return Console(highlight=False, markup=False, width=width)
