"""A visit and its stops: one person's errand today, one number, one or more services of any tenants."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Literal, NewType

from msgspec import Struct

from protocol.catalogue import ClassId, CounterId, Language, ServiceId, TenantId

VisitId = NewType("VisitId", int)
"""The seq of the event that issued it: unique for ever, and ascending in the order of issue."""
DeviceId = NewType("DeviceId", str)
Outcome = Literal["completed", "incomplete_documents", "referred", "not_served", "result_later"]
Paper = Literal["printed", "seen", "screen"]
"""How the visitor has the number: the printer reported it, the visitor said so, or it stays on the screen."""
Kind = Literal["walk_in", "booking", "pick_up"]
"""How a stop came into the line: as any other, at its booked hour, or to fetch a result."""
Stream = Literal["ordinary", "priority", "booking", "pick_up"]
"""The part of a service's line in which it stands."""
STREAMS: tuple[Stream, ...] = ("booking", "pick_up", "priority", "ordinary")
"""In the order in which a counter's round goes through them."""
PRIORITY = ClassId("priority")
"""Stands for any class where it is nobody's business which."""


class State(Enum):
    """Of one stop of a visit."""

    PRINTING = "printing"
    PLANNED = "planned"
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    FINISHED = "finished"
    TRANSFERRED = "transferred"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


ENDED = frozenset({State.FINISHED, State.TRANSFERRED, State.NO_SHOW, State.CANCELLED})
AT_COUNTER = frozenset({State.CALLED, State.SERVING})
URGENT: tuple[State, ...] = (
    State.CALLED,
    State.SERVING,
    State.WAITING,
    State.PRINTING,
    State.PARKED,
    State.PLANNED,
    State.NO_SHOW,
)
"""What matters first to the holder of a number for several stops; a missed one can still be helped."""


class Stop(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One service of a visit."""

    tenant: TenantId
    service: ServiceId
    """Empty in the eyes of another tenant's staff."""
    state: State
    line_time: datetime
    """Its place among those who wait: earlier goes first, then the lower visit. A booking's is its slot."""
    kind: Kind = "walk_in"
    slot: datetime | None = None
    """Of a booking."""
    after: tuple[int, ...] = ()
    """Stops of the visit that must be finished before this one is due."""
    sent: bool = False
    """By transfer from another stop."""
    sent_to: int | None = None
    """The stop that it was transferred to."""
    back: bool = False
    """It has been in the line before: parked, or a no-show who came after all."""
    delays: int = 0
    only_counter: CounterId | None = None
    """Sent to this counter, or to this officer: nobody else calls it while they are there."""
    only_officer: str | None = None
    counter: CounterId | None = None
    calls: int = 0
    called_at: datetime | None = None
    """Of the first call; the last one is `recalled_at` if there was one."""
    why: Why | None = None
    """Why it was called; None: it was not."""
    recalled_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: Outcome | None = None
    cancelled: str | None = None
    """Reason of a cancellation."""
    parked: str | None = None
    """Why it is parked, or was before it came back."""


class Visit(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One person's (or family's) errand today: one number, one or more stops."""

    id: VisitId
    prefix: str
    number: int
    token: str | None
    language: Language
    issuer: DeviceId | None
    issued_at: datetime
    ahead: int
    paper: Paper | None = None
    copies: int = 0
    """Slips printed again."""
    priority: ClassId | None = None
    collects: VisitId | None = None
    """The visit whose result is fetched."""
    stops: tuple[Stop, ...]

    @property
    def label(self) -> str:
        """As printed, shown and spoken: `A-017`."""
        return ticket_label(self.prefix, self.number)

    @property
    def at_counter(self) -> bool:
        return any(stop.state in AT_COUNTER for stop in self.stops)

    @property
    def open(self) -> bool:
        return any(stop.state not in ENDED for stop in self.stops)

    @property
    def foremost(self) -> int:
        """Index of the stop that matters to its holder now: by `URGENT`, else the last one that ended."""
        for state in URGENT:
            standing = [index for index, stop in enumerate(self.stops) if stop.state is state]
            if standing:
                return min(standing, key=lambda index: self.stops[index].line_time)
        ended = [stop.ended_at or self.issued_at for stop in self.stops]
        return ended.index(max(ended))


def ticket_label(prefix: str, number: int) -> str:
    return f"{prefix}-{number:03}"


def stream_of(visit: Visit, stop: Stop) -> Stream:
    match stop.kind:
        case "walk_in":
            return "ordinary" if visit.priority is None else "priority"
        case "booking" | "pick_up":
            return stop.kind


class Round(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a counter has called since its last ordinary walk-in."""

    booking: int = 0
    pick_up: int = 0
    priority: int = 0
    back: bool = False
    """The last one called had been in the line before."""


class Why(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Why this number was called and no other."""

    rule: Literal[
        "line_order",
        "priority",
        "booking",
        "booking_early",
        "pick_up",
        "returned",
        "waited_long",
        "sent_here",
        "particular",
    ]
    """`line_order`: longest in the line. `priority`, `booking`, `pick_up`: its turn in the round.
    `booking_early`: before its slot, since nobody else waits. `returned`: in line order, after parking or a
    no-show. `waited_long`: over the policy's bound. `sent_here`: transferred to this counter or officer.
    `particular`: the officer chose it."""
    passed: int = 0
    """Who stand before it but could not be called: at another counter, or on the way from one."""
    round: Round = Round()
    """Of the counter, this call included."""


class Desk(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A counter at which an officer has signed on, and whom they have before them."""

    counter: CounterId
    tenant: TenantId
    officer: str | None
    device: DeviceId | None
    since: datetime
    visit: VisitId | None = None
    stop: int = 0
    served: int = 0
    """Visits finished since the officer signed on."""
    serving_s: float = 0.0
    """How long these took together."""
    on_break: datetime | None = None
    """Since when."""
    break_reason: str | None = None


class PickUp(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A result that is made ready after the visit."""

    visit: VisitId
    tenant: TenantId
    service: ServiceId
    prefix: str
    number: int
    day: str
    """On which the number was given."""
    issuer: DeviceId | None
    ready_at: datetime | None = None
    """None: not ready yet."""

    @property
    def label(self) -> str:
        return ticket_label(self.prefix, self.number)


BookingId = NewType("BookingId", int)
"""The seq of the event that made it."""


class Booking(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A service at an hour, made ahead; at check-in it becomes a visit with a number."""

    id: BookingId
    code: str | None
    """Digits that its holder says or types; None for those who need not know."""
    tenant: TenantId
    service: ServiceId
    slot: datetime
    """Start, UTC."""
    language: Language
    issuer: DeviceId | None
    priority: ClassId | None = None


ClosureId = NewType("ClosureId", int)
"""The seq of the event that asked for it, or made it."""


class Closure(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A tenant, or one service of it, gives no numbers for a while."""

    id: ClosureId
    tenant: TenantId
    service: ServiceId | None
    """None: all services of the tenant."""
    reason: str
    until: datetime | None
    """None: until somebody opens it again."""
    waiting: Literal["stay", "end"]
    """Whether those who wait are still called, or told that it is over for today."""
    approved: bool = False
