"""Answers over HTTP that a command line reads too; nothing of a web server is needed for them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from protocol.catalogue import CounterId, TenantId, Text
from protocol.messages import Event, Role, Strict
from protocol.visit import Closure, DeviceId, VisitId
from server.public import Queue

LOG_COUNT_MAX = 500
"""Events in one answer."""
Clock = Literal["ok", "doubted", "behind"]
"""The machine's. `doubted`: it jumped, and no day turns until somebody confirms it. `behind`: nor until it
has caught up with the last event."""


class RefusedBody(Strict, frozen=True):
    """Why not; nothing has happened."""

    reason: str
    about: str = ""
    """Names the field or thing that was wrong."""
    again: datetime | None = None
    """When it is possible again, where that is known."""
    title: Text | None = None
    """What a person calls it: the holiday, the break, why it is closed."""


class Happened(Strict, frozen=True):
    """Events on disk, the oldest first, as the caller's role may see them."""

    timezone: str
    events: tuple[Event, ...]
    labels: dict[VisitId, str]
    """The numbers of their visits, as far as they are still in the hall or issued in these events."""


class FloorCounter(Strict, frozen=True):
    """A counter with an officer."""

    counter: CounterId
    tenant: TenantId
    officer: str | None
    device: DeviceId | None
    since: datetime
    on_break: datetime | None
    break_reason: str | None
    label: str | None
    """The number that is there."""
    state: str | None
    """Of that number: called or being served."""
    served: int


class DeviceHealth(Strict, frozen=True):
    """A device of the mall, and what it last said of itself."""

    name: DeviceId
    role: Role
    place: str
    """A counter's tenant; empty for the others."""
    connected: bool
    report: dict[str, str]
    """By topic: `app`, `paper`, `sound`, `keypad`, `sign`, `scanner`. Empty while it is not connected."""
    since: dict[str, datetime]
    """Since when a topic is as it is; `connection`: since when it is there or gone. What was before the
    server's start is not known."""


class FloorDevices(Strict, frozen=True):
    now: datetime
    """The server's time."""
    timezone: str
    devices: tuple[DeviceHealth, ...]
    """By name; those that should be connected and are not too."""


class FloorState(Strict, frozen=True):
    now: datetime
    """The server's time."""
    timezone: str
    day: str | None
    clock: Clock
    counters: tuple[FloorCounter, ...]
    queues: tuple[Queue, ...]
    closures: tuple[Closure, ...]
    """Those asked for too."""
