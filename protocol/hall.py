"""The hall: who waits, who is called, who sits where; and what each event does to it.

`apply` is the only way a hall changes. The server folds it over the journal, every app folds it over the
events it is allowed to see, and both arrive at the same picture. A hall is never changed in place: maps
are persistent, so the one before a failed commit is still at hand and costs nothing to keep.

The states of a stop and what leads from one to the next stand in one table, `NEXT`. An event that the
table does not know for a stop's state is a bug of whoever made it, and fails loudly.
"""

from __future__ import annotations

from datetime import datetime

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from protocol.books import EMPTY, Books
from protocol.catalogue import Catalogue, CounterId, Schedule, ServiceId, TenantId, Text, Walking
from protocol.lines import Booked, Line, Lines, Place, Waiting, joined, left, lines_after, waiting_after
from protocol.messages import (
    BookingCancelled,
    BookingKept,
    BookingMade,
    BreakEnded,
    BreakStarted,
    ClassCorrected,
    ClockConfirmed,
    ClockStepped,
    ClosureEnded,
    ClosureRequested,
    DayEnded,
    DayStarted,
    Event,
    OfDesk,
    OfficerRelieved,
    OfficerSignedOff,
    OfficerSignedOn,
    OfVisit,
    ResultGone,
    ResultReady,
    ServiceFinished,
    ServiceStarted,
    StopAdded,
    StopReady,
    TemporarilyClosed,
    TicketConfirmed,
    TicketIssued,
    TicketReprinted,
    VisitCalled,
    VisitCancelled,
    VisitDelayed,
    VisitHandedOver,
    VisitHappening,
    VisitMissed,
    VisitParked,
    VisitRecalled,
    VisitRestored,
    VisitReturned,
    VisitsForgotten,
    VisitTakenBack,
    VisitTransferred,
)
from protocol.visit import (
    AT_COUNTER,
    ENDED,
    STREAMS,
    Booking,
    BookingId,
    Closure,
    ClosureId,
    Desk,
    PickUp,
    State,
    Stop,
    Visit,
    VisitId,
    ticket_label,
)

__all__ = [
    "AT_COUNTER",
    "CATALOGUE_NONE",
    "ENDED",
    "NEXT",
    "Desk",
    "Hall",
    "Line",
    "Lines",
    "Place",
    "State",
    "Stop",
    "Visit",
    "apply",
    "empty",
    "line_of",
    "ticket_label",
    "waiting_for",
]

NEXT: dict[State, dict[type[VisitHappening], State]] = {
    State.PRINTING: {TicketConfirmed: State.WAITING, VisitCancelled: State.CANCELLED},
    State.PLANNED: {StopReady: State.WAITING, VisitCancelled: State.CANCELLED},
    State.WAITING: {
        VisitCalled: State.CALLED,
        VisitDelayed: State.WAITING,
        VisitCancelled: State.CANCELLED,
    },
    State.CALLED: {
        VisitRecalled: State.CALLED,
        ServiceStarted: State.SERVING,
        VisitMissed: State.NO_SHOW,
        VisitTakenBack: State.WAITING,
        VisitParked: State.PARKED,
        VisitTransferred: State.TRANSFERRED,
        VisitCancelled: State.CANCELLED,
    },
    State.SERVING: {
        ServiceFinished: State.FINISHED,
        VisitParked: State.PARKED,
        VisitTransferred: State.TRANSFERRED,
        VisitHandedOver: State.SERVING,
        VisitCancelled: State.CANCELLED,
    },
    State.PARKED: {VisitReturned: State.WAITING, VisitCancelled: State.CANCELLED},
    State.FINISHED: {},
    State.TRANSFERRED: {},
    State.NO_SHOW: {VisitRestored: State.WAITING},
    # A slip that came out late is as good as any: its holder gets the place back.
    State.CANCELLED: {TicketConfirmed: State.WAITING},
}
"""Of a stop. Corrections and copies change a visit in any state."""


class Hall(Struct, frozen=True, kw_only=True):
    seq: int
    at: datetime | None
    """Time of the last event."""
    day: str | None
    day_seq: int = 0
    """Of the event that started it: visits with a lower id are of a day before."""
    last_day: str | None = None
    """The last one that has ended."""
    doubt: bool = False
    """The clock jumped and nobody has confirmed it: no day turns."""
    catalogue: Catalogue
    visits: Map[VisitId, Visit]
    lines: Lines
    waiting: Waiting
    desks: Map[CounterId, Desk]
    bookings: Map[BookingId, Booking]
    """Made and not checked in yet, of today and the days to come."""
    booked: Booked
    results: Map[tuple[VisitId, TenantId], PickUp]
    """The pick-up list: what is promised and not fetched yet, one of each agency that a visit went to."""
    closures: Map[ClosureId, Closure]
    books: Books | None
    """None in a view."""


CATALOGUE_NONE = Catalogue(
    name=Text(id="", en=""),
    city="",
    timezone="UTC",
    day_ends="22:00",
    schedule=Schedule(hours={}),
    classes={},
    walking=Walking(),
    zones={},
    tenants={},
    services={},
    counters={},
)


def empty(catalogue: Catalogue, books: bool = True) -> Hall:
    return Hall(
        seq=0,
        at=None,
        day=None,
        catalogue=catalogue,
        visits=Map(),
        lines=Map(),
        waiting=Map(),
        desks=Map(),
        bookings=Map(),
        booked=Map(),
        results=Map(),
        closures=Map(),
        books=EMPTY if books else None,
    )


def apply(hall: Hall, event: Event) -> Hall:
    """The hall after the event. Folded by the server over all events, by an app over those it sees."""
    books = None if hall.books is None else hall.books.after(event, hall.visits)
    after = replace(hall, seq=event.seq, at=event.at, books=books)
    match event.what:
        case OfVisit() as what:
            return _of_visit(after, what, event.at)
        case OfDesk():
            return replace(after, desks=_desks(hall.desks, event))
        case DayStarted(day=day):
            return replace(after, day=day, day_seq=event.seq)
        case DayEnded(day=day):
            return replace(after, day=None, last_day=day)
        case ClockStepped():
            return replace(after, doubt=True)
        case ClockConfirmed():
            return replace(after, doubt=False)
        case VisitsForgotten(visits=gone):
            mutation = hall.visits.mutate()
            for visit in gone:
                mutation.pop(visit, None)
            return replace(after, visits=mutation.finish())
        case BookingMade() as what:
            booking = Booking(
                id=what.booking,
                code=what.code,
                tenant=what.tenant,
                service=what.service,
                slot=what.slot,
                language=what.language,
                issuer=what.issuer,
                priority=what.priority,
            )
            booked = joined(hall.booked, booking.service, booking.slot)
            return replace(after, bookings=hall.bookings.set(booking.id, booking), booked=booked)
        case BookingKept(booking=gone) | BookingCancelled(booking=gone):
            booking = hall.bookings[gone]
            booked = left(hall.booked, booking.service, booking.slot)
            return replace(after, bookings=hall.bookings.delete(gone), booked=booked)
        case ResultReady(result=result):
            return replace(after, results=hall.results.set((result.visit, result.tenant), result))
        case ResultGone(visit=visit, tenant=tenant):
            # Nobody but its tenant's staff has heard of one that was never ready.
            known = (visit, tenant) in hall.results
            return replace(after, results=hall.results.delete((visit, tenant))) if known else after
        case ClosureRequested(closure=closure) | TemporarilyClosed(closure=closure):
            return replace(after, closures=hall.closures.set(closure.id, closure))
        case ClosureEnded(closure=closure):
            return replace(after, closures=hall.closures.delete(closure))


def line_of(hall: Hall, service: ServiceId) -> tuple[Place, ...]:
    """All who wait for a service, in line order, whatever their stream."""
    parts = [line for stream in STREAMS if (line := hall.lines.get((service, stream)))]
    return parts[0] if len(parts) == 1 else tuple(sorted(place for line in parts for place in line))


def waiting_for(hall: Hall, service: ServiceId) -> int:
    """How many wait for a service."""
    return hall.waiting.get(service, 0)


def _of_visit(hall: Hall, what: VisitHappening, at: datetime) -> Hall:
    before = hall.visits.get(what.visit)
    visit = _visit_after(before, what, at, hall.day)
    visits = hall.visits.set(visit.id, visit)
    lines, waiting = lines_after(hall.lines, before, visit), hall.waiting
    if lines is not hall.lines:
        waiting = waiting_after(waiting, before, visit)
    hall = replace(hall, visits=visits, lines=lines, waiting=waiting)
    if before is None or what.stop >= len(before.stops):
        return hall
    desks = _desks_after(hall.desks, before.stops[what.stop], visit.stops[what.stop], what)
    results = hall.results
    later = isinstance(what, ServiceFinished) and what.outcome == "result_later"
    if later and (visit.id, what.tenant) not in results:
        promised = _promised(visit, visit.stops[what.stop], hall.day or "")
        results = results.set((visit.id, what.tenant), promised)
    return replace(hall, desks=desks, results=results)


def _visit_after(visit: Visit | None, what: VisitHappening, at: datetime, day: str | None) -> Visit:
    match what:
        case TicketIssued():
            return _issued(what, at)
        case StopAdded(so_far=so_far):
            visit = visit or so_far
            assert visit is not None
            return replace(visit, stops=(*visit.stops, _added(what)))
        case _:
            assert visit is not None
    match what:
        case ClassCorrected(priority=priority):
            return replace(visit, priority=priority)
        case TicketReprinted():
            return replace(visit, copies=visit.copies + 1)
        case TicketConfirmed(paper=paper):
            visit = replace(visit, paper=paper)
        case _:
            pass
    before = visit.stops[what.stop]
    after = _moved(before, NEXT[before.state][type(what)], what, at)
    return replace(visit, stops=(*visit.stops[: what.stop], after, *visit.stops[what.stop + 1 :]))


def _issued(what: TicketIssued, at: datetime) -> Visit:
    stop = Stop(
        tenant=what.tenant,
        service=what.service,
        state=State.PRINTING,
        line_time=what.slot or at,
        kind=what.kind,
        slot=what.slot,
    )
    return Visit(
        id=what.visit,
        prefix=what.prefix,
        number=what.number,
        token=what.token,
        language=what.language,
        issuer=what.issuer,
        issued_at=at,
        ahead=what.ahead,
        priority=what.priority,
        collects=what.collects,
        stops=(stop,),
    )


def _added(what: StopAdded) -> Stop:
    return Stop(
        tenant=what.tenant,
        service=what.service,
        state=State(what.state),
        line_time=what.line_time,
        kind=what.kind,
        after=what.after,
        sent=what.sent,
        only_counter=what.only_counter,
        only_officer=what.only_officer,
    )


def _moved(before: Stop, state: State, what: VisitHappening, at: datetime) -> Stop:
    """The stop in its new state, with what the event says of it."""
    match what:
        case TicketConfirmed():
            return replace(before, state=state, ended_at=None, cancelled=None)
        case StopReady():
            return replace(before, state=state, line_time=at)
        case VisitCalled(counter=counter, why=why):
            calls = before.calls + 1
            return replace(before, state=state, counter=counter, calls=calls, called_at=at, why=why)
        case VisitRecalled():
            return replace(before, state=state, calls=before.calls + 1, recalled_at=at)
        case ServiceStarted():
            return replace(before, state=state, started_at=at)
        case VisitHandedOver(to=to):
            return replace(before, state=state, counter=to)
        case ServiceFinished(outcome=outcome):
            return replace(before, state=state, ended_at=at, outcome=outcome)
        case VisitMissed():
            return replace(before, state=state, ended_at=at)
        case VisitTransferred(to=to):
            return replace(before, state=state, ended_at=at, sent_to=to)
        case VisitCancelled(reason=reason):
            return replace(before, state=state, ended_at=at, cancelled=reason)
        case VisitTakenBack():
            return replace(before, state=state, **UNCALLED)
        case VisitParked(reason=reason):
            return replace(before, state=state, parked=reason, **UNCALLED)
        case VisitReturned(line_time=line_time):
            return replace(before, state=state, line_time=line_time, back=True)
        case VisitRestored(line_time=line_time):
            fresh = {**UNCALLED, "ended_at": None, "parked": None}
            return replace(before, state=state, line_time=line_time, back=True, **fresh)
        case VisitDelayed(line_time=line_time):
            return replace(before, state=state, line_time=line_time, delays=before.delays + 1)
        case TicketIssued() | StopAdded() | ClassCorrected() | TicketReprinted():
            raise AssertionError("these move no stop")


UNCALLED = {"counter": None, "called_at": None, "why": None, "recalled_at": None, "started_at": None}


def _promised(visit: Visit, stop: Stop, day: str) -> PickUp:
    return PickUp(
        visit=visit.id,
        tenant=stop.tenant,
        service=stop.service,
        prefix=visit.prefix,
        number=visit.number,
        day=day,
        issuer=visit.issuer,
    )


def _desks(desks: Map[CounterId, Desk], event: Event) -> Map[CounterId, Desk]:
    match event.what:
        case OfficerSignedOn() as what:
            desk = Desk(
                counter=what.counter,
                tenant=what.tenant,
                officer=what.officer,
                device=what.device,
                since=event.at,
            )
            return desks.set(what.counter, desk)
        case OfficerSignedOff(counter=counter):
            return desks.delete(counter)
        case OfficerRelieved(counter=counter, officer=officer):
            relieved = replace(
                desks[counter],
                officer=officer,
                since=event.at,
                served=0,
                serving_s=0.0,
                on_break=None,
                break_reason=None,
            )
            return desks.set(counter, relieved)
        case BreakStarted(counter=counter, reason=reason):
            return desks.set(counter, replace(desks[counter], on_break=event.at, break_reason=reason))
        case BreakEnded(counter=counter):
            return desks.set(counter, replace(desks[counter], on_break=None, break_reason=None))
        case _:
            raise AssertionError("not of a desk")


def _desks_after(
    desks: Map[CounterId, Desk], before: Stop, after: Stop, what: VisitHappening
) -> Map[CounterId, Desk]:
    """Who sits before whom; a view without the desk (a kiosk's) leaves it out."""
    left = desks.get(before.counter) if before.counter is not None else None
    if left is not None and left.visit == what.visit and left.stop == what.stop:
        desk = replace(left, visit=None, stop=0)
        if after.state is State.FINISHED and after.started_at is not None and after.ended_at is not None:
            took_s = (after.ended_at - after.started_at).total_seconds()
            desk = replace(desk, served=desk.served + 1, serving_s=desk.serving_s + took_s)
        desks = desks.set(desk.counter, desk)
    if after.state in AT_COUNTER and after.counter is not None:
        taken = desks.get(after.counter)
        if taken is not None:
            desks = desks.set(taken.counter, replace(taken, visit=what.visit, stop=what.stop))
    return desks
