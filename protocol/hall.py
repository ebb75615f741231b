"""The hall: who waits, who is called, who sits where; and what each event does to it.

`apply` is the only way a hall changes. The server folds it over the journal, every app folds it over the
events it is allowed to see, and both arrive at the same picture. A hall is never changed in place: maps
are persistent, so the one before a failed commit is still at hand and costs nothing to keep.

The states of a stop and what leads from one to the next stand in one table, `NEXT`. An event that the
table does not know for a stop's state is a bug of whoever made it, and fails loudly.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from datetime import datetime
from enum import Enum

from immutables import Map
from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from protocol.books import EMPTY, Books
from protocol.catalogue import Catalogue, CounterId, Language, ServiceId, TenantId, Text
from protocol.messages import (
    DayEnded,
    DayStarted,
    DeviceId,
    Event,
    OfficerSignedOff,
    OfficerSignedOn,
    Outcome,
    Paper,
    ServiceFinished,
    ServiceStarted,
    TicketConfirmed,
    TicketIssued,
    VisitCalled,
    VisitCancelled,
    VisitHappening,
    VisitId,
    VisitMissed,
    VisitRecalled,
    VisitsForgotten,
    VisitTakenBack,
)


class State(Enum):
    """Of one stop of a visit."""

    PRINTING = "printing"
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    FINISHED = "finished"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


ENDED = frozenset({State.FINISHED, State.NO_SHOW, State.CANCELLED})

NEXT: dict[State, dict[type[VisitHappening], State]] = {
    State.PRINTING: {TicketConfirmed: State.WAITING, VisitCancelled: State.CANCELLED},
    State.WAITING: {VisitCalled: State.CALLED, VisitCancelled: State.CANCELLED},
    State.CALLED: {
        VisitRecalled: State.CALLED,
        ServiceStarted: State.SERVING,
        VisitMissed: State.NO_SHOW,
        VisitTakenBack: State.WAITING,
        VisitCancelled: State.CANCELLED,
    },
    State.SERVING: {ServiceFinished: State.FINISHED, VisitCancelled: State.CANCELLED},
    State.FINISHED: {},
    State.NO_SHOW: {},
    # A slip that came out late is as good as any: its holder gets the place back.
    State.CANCELLED: {TicketConfirmed: State.WAITING},
}


class Stop(Struct, frozen=True, kw_only=True):
    """One service of a visit."""

    tenant: TenantId
    service: ServiceId
    state: State
    line_time: datetime
    """Its place among those who wait: earlier goes first, then the lower visit."""
    counter: CounterId | None = None
    calls: int = 0
    called_at: datetime | None = None
    """Of the first call; the last one is `recalled_at` if there was one."""
    recalled_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: Outcome | None = None
    cancelled: str | None = None
    """Reason of a cancellation."""


class Visit(Struct, frozen=True, kw_only=True):
    """One person's errand today: one number, one or more stops."""

    id: VisitId
    prefix: str
    number: int
    token: str | None
    language: Language
    issuer: DeviceId | None
    issued_at: datetime
    ahead: int
    paper: Paper | None = None
    stops: tuple[Stop, ...]

    @property
    def label(self) -> str:
        """As printed, shown and spoken: `A-017`."""
        return ticket_label(self.prefix, self.number)


class Desk(Struct, frozen=True, kw_only=True):
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


Place = tuple[datetime, VisitId, int]
"""Line time, visit, stop: sorts in the order of the line."""
Lines = Map[ServiceId, tuple[Place, ...]]
"""The waiting, by service, in order; a service for which nobody waits has no entry."""


class Hall(Struct, frozen=True, kw_only=True):
    seq: int
    at: datetime | None
    """Time of the last event."""
    day: str | None
    catalogue: Catalogue
    visits: Map[VisitId, Visit]
    lines: Lines
    desks: Map[CounterId, Desk]
    books: Books | None
    """None in a view."""


class HallRecord(Struct, frozen=True, kw_only=True):
    """A hall as it travels and rests: lines follow from the visits."""

    seq: int
    at: datetime | None
    day: str | None
    catalogue: Catalogue | UnsetType = UNSET
    visits: tuple[Visit, ...]
    desks: tuple[Desk, ...]


CATALOGUE_NONE = Catalogue(
    name=Text(id="", en=""),
    city="",
    timezone="UTC",
    day_ends="22:00",
    hours={},
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
        desks=Map(),
        books=EMPTY if books else None,
    )


def ticket_label(prefix: str, number: int) -> str:
    return f"{prefix}-{number:03}"


def apply(hall: Hall, event: Event) -> Hall:
    """The hall after the event. Folded by the server over all events, by an app over those it sees."""
    books = None if hall.books is None else hall.books.after(event)
    match event.what:
        case DayStarted(day=day):
            return replace(hall, seq=event.seq, at=event.at, day=day, books=books)
        case DayEnded():
            return replace(hall, seq=event.seq, at=event.at, day=None, books=books)
        case OfficerSignedOn() as what:
            desk = Desk(
                counter=what.counter,
                tenant=what.tenant,
                officer=what.officer,
                device=what.device,
                since=event.at,
            )
            desks = hall.desks.set(what.counter, desk)
            return replace(hall, seq=event.seq, at=event.at, desks=desks, books=books)
        case OfficerSignedOff(counter=counter):
            desks = hall.desks.delete(counter)
            return replace(hall, seq=event.seq, at=event.at, desks=desks, books=books)
        case VisitsForgotten(visits=gone):
            mutation = hall.visits.mutate()
            for visit in gone:
                mutation.pop(visit, None)
            visits = mutation.finish()
            return replace(hall, seq=event.seq, at=event.at, visits=visits, books=books)
        case TicketIssued() as what:
            visits = hall.visits.set(what.visit, _issued(what, event.at))
            return replace(hall, seq=event.seq, at=event.at, visits=visits, books=books)
        case what:
            return _moved(hall, what, event, books)


def _issued(what: TicketIssued, at: datetime) -> Visit:
    stop = Stop(tenant=what.tenant, service=what.service, state=State.PRINTING, line_time=at)
    return Visit(
        id=what.visit,
        prefix=what.prefix,
        number=what.number,
        token=what.token,
        language=what.language,
        issuer=what.issuer,
        issued_at=at,
        ahead=what.ahead,
        stops=(stop,),
    )


def _moved(hall: Hall, what: VisitHappening, event: Event, books: Books | None) -> Hall:
    visit = hall.visits[what.visit]
    before = visit.stops[what.stop]
    state = NEXT[before.state][type(what)]
    match what:
        case TicketConfirmed(paper=paper):
            visit = replace(visit, paper=paper)
            after = replace(before, state=state, ended_at=None, cancelled=None)
        case VisitCalled(counter=counter):
            calls = before.calls + 1
            after = replace(before, state=state, counter=counter, calls=calls, called_at=event.at)
        case VisitRecalled():
            after = replace(before, state=state, calls=before.calls + 1, recalled_at=event.at)
        case ServiceStarted():
            after = replace(before, state=state, started_at=event.at)
        case ServiceFinished(outcome=outcome):
            after = replace(before, state=state, ended_at=event.at, outcome=outcome)
        case VisitMissed():
            after = replace(before, state=state, ended_at=event.at)
        case VisitTakenBack():
            after = replace(before, state=state, counter=None, called_at=None, recalled_at=None)
        case VisitCancelled(reason=reason):
            after = replace(before, state=state, ended_at=event.at, cancelled=reason)
        case TicketIssued():
            raise AssertionError("a ticket is issued once")
    stops = (*visit.stops[: what.stop], after, *visit.stops[what.stop + 1 :])
    visits = hall.visits.set(visit.id, replace(visit, stops=stops))
    lines = hall.lines
    if (before.state is State.WAITING) != (state is State.WAITING):
        place: Place = (before.line_time, visit.id, what.stop)
        lines = (_joined if state is State.WAITING else _left)(lines, before.service, place)
    desks = _desks_after(hall.desks, before, after, what)
    return replace(hall, seq=event.seq, at=event.at, visits=visits, lines=lines, desks=desks, books=books)


def _desks_after(
    desks: Map[CounterId, Desk], before: Stop, after: Stop, what: VisitHappening
) -> Map[CounterId, Desk]:
    """Who sits before whom; a view without the desk (a kiosk's) leaves it out."""
    counter = after.counter if after.counter is not None else before.counter
    desk = desks.get(counter) if counter is not None else None
    if desk is None:
        return desks
    if after.state in (State.CALLED, State.SERVING):
        return desks.set(desk.counter, replace(desk, visit=what.visit, stop=what.stop))
    if desk.visit != what.visit:
        return desks
    desk = replace(desk, visit=None, stop=0)
    if after.state is State.FINISHED and after.started_at is not None and after.ended_at is not None:
        took_s = (after.ended_at - after.started_at).total_seconds()
        desk = replace(desk, served=desk.served + 1, serving_s=desk.serving_s + took_s)
    return desks.set(desk.counter, desk)


def _joined(lines: Lines, service: ServiceId, place: Place) -> Lines:
    line = lines.get(service, ())
    if not line or line[-1] < place:
        return lines.set(service, (*line, place))
    longer = list(line)
    insort(longer, place)
    return lines.set(service, tuple(longer))


def _left(lines: Lines, service: ServiceId, place: Place) -> Lines:
    line = lines[service]
    at = bisect_left(line, place)
    assert line[at] == place
    rest = line[:at] + line[at + 1 :]
    return lines.set(service, rest) if rest else lines.delete(service)


def record_of(hall: Hall, *, catalogue: bool = True) -> HallRecord:
    return HallRecord(
        seq=hall.seq,
        at=hall.at,
        day=hall.day,
        catalogue=hall.catalogue if catalogue else UNSET,
        visits=tuple(hall.visits.values()),
        desks=tuple(hall.desks.values()),
    )


def hall_of(record: HallRecord, books: Books | None = None) -> Hall:
    """The hall that a record describes."""
    return Hall(
        seq=record.seq,
        at=record.at,
        day=record.day,
        catalogue=CATALOGUE_NONE if record.catalogue is UNSET else record.catalogue,
        visits=Map({visit.id: visit for visit in record.visits}),
        lines=lines_of(record.visits),
        desks=Map({desk.counter: desk for desk in record.desks}),
        books=books,
    )


def lines_of(visits: Iterable[Visit]) -> Lines:
    lines: dict[ServiceId, list[Place]] = {}
    for visit in visits:
        for index, stop in enumerate(visit.stops):
            if stop.state is State.WAITING:
                lines.setdefault(stop.service, []).append((stop.line_time, visit.id, index))
    return Map({service: tuple(sorted(line)) for service, line in lines.items()})
