"""What travels in a session, one frame a message.

An app sends `Hello` once, then `Ask` with a command, `Report`, `Beat`. The server sends `Welcome` and
`Snapshot`, then `Events`, `Refusal`, `Waiting`, `Beat`, and `Goodbye` before it hangs up.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from protocol.catalogue import ServiceId
from protocol.messages import Command, Event, Refused, Role, Strict
from protocol.record import HallRecord
from protocol.visit import DeviceId

FRAME_BYTES_MAX = 16_384
"""Largest frame an app may send; a longer one is refused, and counts as unreadable."""
RequestNumber = Annotated[int, Meta(ge=1, le=2**53)]


class Hello(Strict, frozen=True, tag=True):
    protocol: Annotated[str, Meta(max_length=20)]
    token: Annotated[str, Meta(max_length=200)]
    app: Annotated[str, Meta(max_length=80)]
    """Name and version of the program, for the technician."""


class Ask(Strict, frozen=True, tag=True):
    request: RequestNumber
    """Counts up by one; a repeat after a lost connection keeps its number and has one effect."""
    command: Command


class Report(Strict, frozen=True, tag=True):
    """A device's own state as a current value: never journalled, at most once a second."""

    paper: Annotated[str, Meta(max_length=40)] | UnsetType = UNSET
    sound: Annotated[str, Meta(max_length=40)] | UnsetType = UNSET


class Beat(Strict, frozen=True, tag=True):
    """Sent by an app every few seconds and answered with the server's time."""

    now: datetime | UnsetType = UNSET


class Welcome(Strict, frozen=True, tag=True):
    server: str
    """Identity of the server's data, stable over restarts."""
    instance: str
    training: bool
    """Demo or training: screens, slips and voice say so."""
    protocol: str
    device: DeviceId
    role: Role
    place: str
    last_request: int
    """Highest request number seen from this device; its next is above."""
    public_url: str
    """Where a visitor's phone finds ticket pages, without a closing slash."""
    now: datetime


class Snapshot(Strict, frozen=True, tag=True):
    hall: HallRecord


class Events(Strict, frozen=True, tag=True):
    """All that one commit held for this audience, in order."""

    events: tuple[Event, ...]


class Refusal(Strict, frozen=True, tag=True):
    request: int | None
    refused: Refused


class Waiting(Strict, frozen=True, tag=True):
    """Current values for kiosks. What is 0 has no entry."""

    lines: dict[ServiceId, int]
    """So many wait for the service itself."""
    ahead: dict[ServiceId, int]
    """Behind so many would a newcomer stand: all who wait for the counters that serve it."""
    served: tuple[ServiceId, ...]
    """Services with an officer at one of their counters."""
    shut: dict[ServiceId, Refused]
    """Services for which no numbers are given now: why not, and when again."""


class Goodbye(Strict, frozen=True, tag=True):
    reason: Literal[
        "version_unsupported", "token_unknown", "replaced", "too_slow", "silent", "malformed", "shutting_down"
    ]
    about: str = ""


FromApp = Hello | Ask | Report | Beat
FromServer = Welcome | Snapshot | Events | Refusal | Waiting | Beat | Goodbye
