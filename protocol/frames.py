"""What travels in a session, one frame a message.

An app sends `Hello` once, then `Ask` with a command, `Present`, `Report`, `Beat`. The server sends `Welcome`
and `Snapshot`, then `Events`, `Presented`, `Refusal`, `Waiting`, `Beat`, and `Goodbye` before it hangs up.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, TypedDict

from msgspec import UNSET, Meta, UnsetType

from protocol.catalogue import ServiceId
from protocol.messages import Command, Event, Refused, Role, Strict
from protocol.record import HallRecord
from protocol.visit import DeviceId, Visit

FRAME_BYTES_MAX = 16_384
"""Largest frame an app may send; a longer one is refused, and counts as unreadable."""
STATE_CHARACTERS_MAX = 40
DeviceState = Annotated[str, Meta(max_length=STATE_CHARACTERS_MAX)]
"""`ok`, or a code of what is the matter; after a space, of several which: `silent 8, 14`."""
RequestNumber = Annotated[int, Meta(ge=1, le=2**53)]
TOKEN_CHARACTERS_MAX = 100
"""Of a ticket; those that are given have about half of it."""
TicketToken = Annotated[str, Meta(min_length=1, max_length=TOKEN_CHARACTERS_MAX)]


class Hello(Strict, frozen=True, tag=True):
    protocol: Annotated[str, Meta(max_length=20)]
    token: Annotated[str, Meta(max_length=200)]
    app: Annotated[str, Meta(max_length=80)]
    """Name and version of the program, for the technician."""


class Ask(Strict, frozen=True, tag=True):
    request: RequestNumber
    """Counts up by one; a repeat after a lost connection keeps its number and has one effect."""
    command: Command


class Present(Strict, frozen=True, tag=True):
    """A slip is held before this device. Whoever shows it has the number, and a recent no-show is let into
    the line again; else nothing changes, however often it is shown."""

    look: RequestNumber
    """The app's own count, which the answer carries; not that of `Ask`."""
    token: TicketToken


class Report(Strict, frozen=True, tag=True):
    """A device's own state as current values, each a code: never journalled, at most once a second.

    What an app does not have it leaves out; what it has no longer is the empty text.
    """

    paper: DeviceState | UnsetType = UNSET
    sound: DeviceState | UnsetType = UNSET
    keypad: DeviceState | UnsetType = UNSET
    sign: DeviceState | UnsetType = UNSET
    scanner: DeviceState | UnsetType = UNSET


class DeviceStates(TypedDict, total=False):
    """Of a `Report`, what an app wants to say anew."""

    paper: str
    sound: str
    keypad: str
    sign: str
    scanner: str


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


class Place(Strict, frozen=True):
    """What a visit does not say of one of its stops."""

    ahead: int
    """About so many wait before it; 0 once it is called or over."""
    restored: bool
    """This look let it into the line again."""


class Presented(Strict, frozen=True, tag=True):
    """The answer to `Present`: the visit as its holder may see it."""

    look: int
    visit: Visit
    places: tuple[Place, ...]
    """One for each stop of the visit."""
    today: bool
    """Its number was given on the day that goes on."""
    did: Literal["nothing", "confirmed", "restored", "not_restored"]
    """`confirmed`: until now nobody knew that its holder has it. `not_restored`: a no-show stays one."""
    refused: Refused | None
    """Why it was not restored, or not confirmed."""


class Refusal(Strict, frozen=True, tag=True):
    request: int | None
    refused: Refused
    look: int | UnsetType = UNSET
    """Of a `Present`; then there is no request."""


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


FromApp = Hello | Ask | Present | Report | Beat
FromServer = Welcome | Snapshot | Events | Presented | Refusal | Waiting | Beat | Goodbye
