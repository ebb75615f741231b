"""The day as the checks see it: kept from the events alone, by a small account of its own.

Nothing of the hall or the rules is used: what is wrong there is to show here.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from protocol.catalogue import ClassId, CounterId, ServiceId, TenantId
from protocol.messages import (
    BreakEnded,
    BreakStarted,
    ClassCorrected,
    Event,
    OfficerRelieved,
    OfficerSignedOff,
    OfficerSignedOn,
    OfVisit,
    ServiceFinished,
    ServiceStarted,
    StopAdded,
    StopReady,
    TicketConfirmed,
    TicketIssued,
    TicketReprinted,
    VisitCalled,
    VisitCancelled,
    VisitDelayed,
    VisitHandedOver,
    VisitMissed,
    VisitParked,
    VisitRecalled,
    VisitRestored,
    VisitReturned,
    VisitTakenBack,
    VisitTransferred,
)
from protocol.visit import Stream, VisitId

Spot = tuple[datetime, VisitId, int]
ENDINGS = ("finished", "transferred", "no_show", "cancelled")
AT_COUNTER = ("called", "serving")
MOVES: dict[type[OfVisit], tuple[tuple[str, ...], str]] = {
    TicketConfirmed: (("printing", "cancelled"), "waiting"),
    StopReady: (("planned",), "waiting"),
    VisitCalled: (("waiting",), "called"),
    VisitRecalled: (("called",), "called"),
    ServiceStarted: (("called",), "serving"),
    ServiceFinished: (("serving",), "finished"),
    VisitMissed: (("called",), "no_show"),
    VisitTakenBack: (("called",), "waiting"),
    VisitParked: (("called", "serving"), "parked"),
    VisitReturned: (("parked",), "waiting"),
    VisitRestored: (("no_show",), "waiting"),
    VisitDelayed: (("waiting",), "waiting"),
    VisitTransferred: (("called", "serving"), "transferred"),
    VisitHandedOver: (("serving",), "serving"),
    VisitCancelled: (("printing", "planned", "waiting", "called", "serving", "parked"), "cancelled"),
}
"""From which states, to which."""


@dataclass(slots=True)
class Held:
    """A stop."""

    tenant: TenantId
    service: ServiceId
    kind: str
    state: str
    line_time: datetime
    after: tuple[int, ...] = ()
    sent: bool = False
    sent_to: int | None = None
    back: bool = False
    delays: int = 0
    only_counter: CounterId | None = None
    only_officer: str | None = None
    counter: CounterId | None = None
    ended_at: datetime | None = None


@dataclass(slots=True)
class Ticket:
    label: str
    day: str | None
    priority: ClassId | None
    stops: list[Held] = field(default_factory=list["Held"])

    def stream(self, stop: Held) -> Stream:
        if stop.kind == "booking":
            return "booking"
        if stop.kind == "pick_up":
            return "pick_up"
        return "ordinary" if self.priority is None else "priority"


@dataclass(slots=True)
class Seat:
    tenant: TenantId
    officer: str | None
    on_break: bool = False
    visit: VisitId | None = None


class Ledger:
    def __init__(self) -> None:
        self.day: str | None = None
        self.tickets: dict[VisitId, Ticket] = {}
        self.seats: dict[CounterId, Seat] = {}
        self.lines: dict[tuple[ServiceId, Stream], list[Spot]] = {}

    def enter(self, event: Event) -> Iterator[str]:
        """Note what happened; yields what cannot have happened."""
        match event.what:
            case OfficerSignedOn() as what:
                if what.counter in self.seats:
                    yield f"two officers at counter {what.counter}"
                self.seats[what.counter] = Seat(tenant=what.tenant, officer=what.officer)
            case OfficerSignedOff(counter=counter):
                seat = self.seats.pop(counter, None)
                if seat is None or seat.visit is not None:
                    yield f"signed off with a visit, or nobody there: counter {counter}"
            case OfficerRelieved(counter=counter, officer=officer):
                self.seats[counter].officer, self.seats[counter].on_break = officer, False
            case BreakStarted(counter=counter):
                if self.seats[counter].on_break or self.seats[counter].visit is not None:
                    yield f"a break in the middle of something: counter {counter}"
                self.seats[counter].on_break = True
            case BreakEnded(counter=counter):
                self.seats[counter].on_break = False
            case OfVisit() as what:
                yield from self._of_visit(what, event.at)
            case _:
                pass

    def line(self, service: ServiceId, stream: Stream) -> list[Spot]:
        return self.lines.get((service, stream), [])

    def _of_visit(self, what: OfVisit, at: datetime) -> Iterator[str]:
        match what:
            case TicketIssued():
                ticket = Ticket(f"{what.prefix}-{what.number:03}", self.day, what.priority)
                stop = Held(what.tenant, what.service, what.kind, "printing", what.slot or at)
                ticket.stops.append(stop)
                if what.visit in self.tickets:
                    yield f"visit {what.visit} issued twice"
                self.tickets[what.visit] = ticket
                return
            case TicketReprinted():
                return
            case _:
                ticket = self.tickets[what.visit]
        for spot, line in self._spots(what.visit):
            line.remove(spot)
        if isinstance(what, ClassCorrected):
            ticket.priority = what.priority
        elif isinstance(what, StopAdded):
            stop = Held(what.tenant, what.service, what.kind, what.state, what.line_time)
            stop.after, stop.sent = what.after, what.sent
            stop.only_counter, stop.only_officer = what.only_counter, what.only_officer
            ticket.stops.append(stop)
        else:
            yield from self._moved(ticket, ticket.stops[what.stop], what, at)
        for spot, line in self._spots(what.visit):
            insort(line, spot)

    def _moved(self, ticket: Ticket, stop: Held, what: OfVisit, at: datetime) -> Iterator[str]:
        before, after = MOVES[type(what)]
        if stop.state not in before:
            yield f"{ticket.label}: {type(what).__name__} while {stop.state}"
        if (stop.state in AT_COUNTER and after not in AT_COUNTER) or isinstance(what, VisitHandedOver):
            seat = self.seats.get(stop.counter) if stop.counter is not None else None
            if seat is None or seat.visit != what.visit:
                yield f"{ticket.label}: not at counter {stop.counter}"
            else:
                seat.visit = None
        stop.state = after
        stop.ended_at = at if after in ENDINGS else None
        match what:
            case VisitCalled(counter=counter) | VisitHandedOver(to=counter):
                stop.counter = counter
                seat = self.seats.get(counter)
                if seat is None:
                    yield f"{ticket.label}: at counter {counter}, where nobody is"
                elif seat.visit is not None:
                    yield f"{ticket.label}: at counter {counter}, where somebody else is"
                else:
                    seat.visit = what.visit
                if sum(each.state in AT_COUNTER for each in ticket.stops) > 1:
                    yield f"{ticket.label}: at two counters"
            case VisitTakenBack() | VisitParked():
                stop.counter = None
            case VisitReturned(line_time=line_time):
                stop.line_time, stop.back = line_time, True
            case VisitRestored(line_time=line_time):
                stop.line_time, stop.back, stop.counter = line_time, True, None
            case VisitDelayed(line_time=line_time):
                stop.line_time, stop.delays = line_time, stop.delays + 1
            case StopReady():
                stop.line_time = at
                for index in stop.after:
                    if not self._done(ticket, index):
                        yield f"{ticket.label}: waits before what it depends on is finished"
            case VisitTransferred(to=to):
                stop.sent_to = to
            case _:
                pass

    def _done(self, ticket: Ticket, index: int) -> bool:
        stop = ticket.stops[index]
        return stop.state == "finished" if stop.sent_to is None else self._done(ticket, stop.sent_to)

    def _spots(self, visit: VisitId) -> list[tuple[Spot, list[Spot]]]:
        ticket = self.tickets[visit]
        return [
            (
                (stop.line_time, visit, index),
                self.lines.setdefault((stop.service, ticket.stream(stop)), []),
            )
            for index, stop in enumerate(ticket.stops)
            if stop.state == "waiting"
        ]


def before(line: list[Spot], spot: Spot) -> list[Spot]:
    return line[: bisect_left(line, spot)]
