"""What the referee writes down of each visit and each counter: plain lists and words, nothing of the hall."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from protocol.catalogue import Catalogue, Policy

ENDS = ("finished", "transferred", "no_show", "cancelled")
AT_COUNTER = ("called", "serving")


class PropertyBroken(AssertionError):
    """A rule that always holds did not; says which."""


def must(holds: bool, rule: str, about: object = "") -> None:
    if not holds:
        raise PropertyBroken(f"{rule} [{about}]")


@dataclass
class Errand:
    """One service of a visit, as its holder would tell it."""

    tenant: str
    service: str
    line_time: datetime
    state: str = "printing"
    kind: str = "walk_in"
    slot: datetime | None = None
    after: tuple[int, ...] = ()
    sent: bool = False
    sent_to: int | None = None
    back: bool = False
    delays: int = 0
    only_counter: int | None = None
    only_officer: str | None = None
    counter: int | None = None
    """Where it is, or where it ended."""
    ended_at: datetime | None = None
    cancelled: str | None = None


@dataclass
class Slip:
    """A visit."""

    visit: int
    issuer: str
    label: tuple[str, int]
    day: str
    issued_at: datetime
    priority: str | None = None
    collects: int | None = None
    token: str = ""
    confirmed: bool = False
    errands: list[Errand] = field(default_factory=list)

    @property
    def at_counter(self) -> bool:
        return any(errand.state in AT_COUNTER for errand in self.errands)

    @property
    def open(self) -> bool:
        return any(errand.state not in ENDS for errand in self.errands)

    def stream(self, errand: Errand) -> str:
        if errand.kind != "walk_in":
            return errand.kind
        return "ordinary" if self.priority is None else "priority"

    def done(self, index: int) -> bool:
        """Whether a stop has come to its end, here or where it was sent on to."""
        while (to := self.errands[index].sent_to) is not None:
            index = to
        return self.errands[index].state == "finished"


@dataclass
class Seat:
    tenant: str
    officer: str
    device: str
    visit: int | None = None
    stop: int = 0
    on_break: str | None = None


@dataclass
class Tally:
    """What a counter has called since its last ordinary walk-in."""

    booking: int = 0
    pick_up: int = 0
    priority: int = 0
    back: bool = False

    def plus(self, stream: str, back: bool) -> Tally:
        if stream == "ordinary":
            return Tally(back=back)
        counts = {"booking": self.booking, "pick_up": self.pick_up, "priority": self.priority}
        counts[stream] += 1
        return Tally(**counts, back=back)

    def of(self, stream: str) -> int:
        return {"booking": self.booking, "pick_up": self.pick_up, "priority": self.priority}.get(stream, 0)


@dataclass
class Promise:
    """A booking: a service at an hour."""

    code: str
    tenant: str
    service: str
    slot: datetime
    issuer: str
    priority: str | None


@dataclass
class Result:
    tenant: str
    service: str
    promised_at: datetime
    ready_at: datetime | None = None


@dataclass
class Shutter:
    """A temporary closure."""

    tenant: str
    service: str | None
    until: datetime | None
    waiting: str
    approved: bool

    def concerns(self, tenant: str, service: str) -> bool:
        return self.tenant == tenant and self.service in (None, service)


@dataclass
class Book:
    """All that the referee knows; `Referee` writes it, `turns`, `gate` and `verdicts` read it."""

    mall: Catalogue
    seq: int = 0
    at: datetime | None = None
    day: str | None = None
    last_day: str = ""
    """The last that has ended."""
    days: list[str] = field(default_factory=list)
    doubt: bool = False
    slips: dict[int, Slip] = field(default_factory=dict)
    seats: dict[int, Seat] = field(default_factory=dict)
    promises: dict[int, Promise] = field(default_factory=dict)
    results: dict[tuple[int, str], Result] = field(default_factory=dict)
    """By visit and tenant."""
    handed_out: set[tuple[int, str]] = field(default_factory=set[tuple[int, str]])
    """Of the results, those that the list must let go."""
    shutters: dict[int, Shutter] = field(default_factory=dict)
    last_number: dict[str, int] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)
    """Numbers of today that count in a service's quota."""
    tallies: dict[int, Tally] = field(default_factory=dict)

    def policy(self, tenant: str) -> Policy:
        return next(each.policy for name, each in self.mall.tenants.items() if name == tenant)

    def services_of(self, counter: int) -> set[str]:
        found = [each.services for number, each in self.mall.counters.items() if number == counter]
        return {str(service) for service in found[0]} if found else set()

    def tenant_of(self, counter: int) -> str | None:
        return next((each.tenant for number, each in self.mall.counters.items() if number == counter), None)

    def pool_of(self, service: str) -> set[str]:
        """Services that share a counter with this one."""
        pools = [self.services_of(counter) for counter in self.mall.counters]
        return {other for pool in pools if service in pool for other in pool}

    def waiting(self, services: set[str]) -> list[tuple[datetime, int, int]]:
        """Who wait for any of the services, in the order of the line: line time, visit, stop."""
        return sorted(
            (errand.line_time, slip.visit, index)
            for slip in self.slips.values()
            for index, errand in enumerate(slip.errands)
            if errand.state == "waiting" and errand.service in services
        )
