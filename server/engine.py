"""What follows from a command, and what falls due with time.

`decide` is a function of the hall, the command and what is given: it returns the events that follow, or
why nothing does. It changes nothing, makes no time, token or number of its own out of the air, and relies
on nothing but its arguments, so the same journal and the same commands give the same day again. The order
of its questions is the order in which a person would ask: does the thing exist, may you, is it the moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from protocol.catalogue import Counter, CounterId, TenantId
from protocol.hall import ENDED, NEXT, Desk, Hall, State, Stop, Visit
from protocol.messages import (
    Actor,
    AtCounter,
    CallNext,
    Command,
    ConfirmTicket,
    DayEnded,
    DayStarted,
    DeviceId,
    FinishService,
    Happening,
    IssueTicket,
    MarkNoShow,
    OfficerSignedOff,
    OfficerSignedOn,
    Reason,
    Recall,
    Refused,
    ServiceFinished,
    ServiceStarted,
    SignOff,
    SignOn,
    StartService,
    TakeBack,
    TicketConfirmed,
    TicketIssued,
    VisitCalled,
    VisitCancelled,
    VisitId,
    VisitMissed,
    VisitRecalled,
    VisitsForgotten,
    VisitTakenBack,
)
from server.hours import day_of
from server.numbering import next_number
from server.priority import ahead, next_visit

PRINTING_S_MAX = 120
"""A ticket that nobody confirmed for so long leaves the line; a late confirmation brings it back."""
ENDED_KEPT_S = 1_800
"""An ended visit stays in the hall for so long, for late questions; then only the journal has it."""
LINE_COUNT_MAX = 5_000
"""Nobody more is let into a pool with so many waiting: the day would not be long enough."""
FORGOTTEN_COUNT_MAX = 500
"""So many leave the hall with one event; the rest follow with the next."""


SERVER = DeviceId("server")
"""The actor of what falls due by itself, or comes from a visitor's own page."""


class Given(Struct, frozen=True, kw_only=True):
    """All that a decision takes from outside."""

    now: datetime
    actor: Actor
    place: str
    """A counter's tenant; empty where the device has none."""
    token: str
    """Fresh, unguessable; used if a ticket is issued."""


def lacking(hall: Hall, now: datetime) -> list[str]:
    """What the catalogue lacks for those of today who are not finished: services, counters."""
    if hall.day != _day(hall, now):
        return []
    open_stops = [stop for visit in hall.visits.values() for stop in visit.stops if stop.state not in ENDED]
    services = {stop.service for stop in open_stops} - hall.catalogue.services.keys()
    counters = {
        desk.counter
        for desk in hall.desks.values()
        if (counter := hall.catalogue.counters.get(desk.counter)) is None or counter.tenant != desk.tenant
    }
    return [*sorted(services), *(f"counter {number}" for number in sorted(counters))]


def decide(hall: Hall, command: Command, given: Given) -> tuple[Happening, ...] | Refused:
    """The events that follow from a command, in order, or why none does."""
    match command:
        case IssueTicket():
            return _issue(hall, command, given)
        case ConfirmTicket():
            return _confirm(hall, command, given)
        case SignOn():
            return _sign_on(hall, command, given)
        case SignOff():
            return _sign_off(hall, command, given)
        case CallNext():
            return _call_next(hall, command, given)
        case Recall() | StartService() | FinishService() | MarkNoShow() | TakeBack():
            return _at_counter(hall, command, given)


def due(hall: Hall, now: datetime, *, days: bool = True) -> tuple[Happening, ...]:
    """What has fallen due: the day's end and start, tickets never confirmed, ended visits to forget.

    With `days` false, of a clock that is not trusted, no day ends or starts.
    """
    today = _day(hall, now)
    if days and hall.day is None:
        return (DayStarted(day=today),)
    # ISO dates sort as text; a clock set back starts no day a second time.
    if days and hall.day is not None and hall.day < today:
        return (*_day_end(hall, hall.day), DayStarted(day=today))
    happenings: list[Happening] = []
    forgotten: list[VisitId] = []
    unconfirmed = now - timedelta(seconds=PRINTING_S_MAX)
    over = now - timedelta(seconds=ENDED_KEPT_S)
    for visit in hall.visits.values():
        for index, stop in enumerate(visit.stops):
            if stop.state is State.PRINTING and stop.line_time < unconfirmed:
                happenings.append(_cancelled(visit, index, stop, "not_confirmed"))
        if len(forgotten) < FORGOTTEN_COUNT_MAX and (_ended_before(visit, over) or _orphaned(hall, visit)):
            forgotten.append(visit.id)
    if forgotten:
        happenings.append(VisitsForgotten(visits=tuple(sorted(forgotten))))
    return tuple(happenings)


def _issue(hall: Hall, command: IssueTicket, given: Given) -> tuple[Happening, ...] | Refused:
    service = hall.catalogue.services.get(command.service)
    if service is None:
        return Refused(reason=Reason.UNKNOWN_SERVICE, about=command.service)
    waiting = ahead(hall, service.pool)
    if waiting >= LINE_COUNT_MAX:
        return Refused(reason=Reason.LINE_FULL, about=command.service)
    assert hall.books is not None
    prefix = hall.catalogue.tenants[service.tenant].prefix
    number = next_number(hall.books, prefix)
    if number is None:
        return Refused(reason=Reason.NUMBERS_EXHAUSTED, about=prefix)
    issued = TicketIssued(
        visit=VisitId(hall.seq + 1),
        stop=0,
        tenant=service.tenant,
        issuer=given.actor.device,
        service=service.id,
        prefix=prefix,
        number=number,
        language=command.language,
        ahead=waiting,
        token=given.token,
    )
    return (issued,)


def _confirm(hall: Hall, command: ConfirmTicket, given: Given) -> tuple[Happening, ...] | Refused:
    visit = hall.visits.get(command.visit)
    # The server itself confirms for a visitor who has opened the ticket's page.
    if visit is None or given.actor.device not in (visit.issuer, SERVER):
        return Refused(reason=Reason.UNKNOWN_VISIT, about=str(command.visit))
    stop = visit.stops[0]
    # Only on its own day: after that its number may be another's.
    late = stop.cancelled == "not_confirmed" and _day(hall, visit.issued_at) == hall.day
    if stop.state is not State.PRINTING and not late:
        return Refused(reason=Reason.WRONG_STATE, about=stop.state.value)
    confirmed = TicketConfirmed(
        visit=visit.id, stop=0, tenant=stop.tenant, issuer=visit.issuer, paper=command.paper
    )
    return (confirmed,)


def _sign_on(hall: Hall, command: SignOn, given: Given) -> tuple[Happening, ...] | Refused:
    counter = _counter(hall, command.counter, given)
    if isinstance(counter, Refused):
        return counter
    desk = hall.desks.get(counter.id)
    if desk is not None:
        return Refused(reason=Reason.COUNTER_TAKEN, about=desk.officer or "")
    for other in hall.desks.values():
        if other.device == given.actor.device:
            return Refused(reason=Reason.DEVICE_ELSEWHERE, about=str(other.counter))
        if other.officer == command.officer and other.tenant == counter.tenant:
            return Refused(reason=Reason.OFFICER_ELSEWHERE, about=str(other.counter))
    signed = OfficerSignedOn(
        counter=counter.id, tenant=counter.tenant, officer=command.officer, device=given.actor.device
    )
    return (signed,)


def _sign_off(hall: Hall, command: SignOff, given: Given) -> tuple[Happening, ...] | Refused:
    desk = _desk(hall, command.counter, given)
    if isinstance(desk, Refused):
        return desk
    signed_off = OfficerSignedOff(counter=desk.counter, tenant=desk.tenant)
    if desk.visit is None:
        return (signed_off,)
    visit = hall.visits[desk.visit]
    stop = visit.stops[desk.stop]
    if stop.state is State.SERVING:
        return Refused(reason=Reason.COUNTER_BUSY, about=visit.label)
    returned = VisitTakenBack(
        visit=visit.id,
        stop=desk.stop,
        tenant=stop.tenant,
        issuer=visit.issuer,
        counter=desk.counter,
        reason="signed_off",
    )
    return (returned, signed_off)


def _call_next(hall: Hall, command: CallNext, given: Given) -> tuple[Happening, ...] | Refused:
    desk = _desk(hall, command.counter, given)
    if isinstance(desk, Refused):
        return desk
    if desk.visit is not None:
        return Refused(reason=Reason.COUNTER_BUSY, about=hall.visits[desk.visit].label)
    found = next_visit(hall, hall.catalogue.counters[desk.counter])
    if found is None:
        return Refused(reason=Reason.LINE_EMPTY)
    (_, visit_id, index), why = found
    visit = hall.visits[visit_id]
    stop = visit.stops[index]
    called = VisitCalled(
        visit=visit.id, stop=index, tenant=stop.tenant, issuer=visit.issuer, counter=desk.counter, why=why
    )
    return (called,)


def _at_counter(
    hall: Hall, command: Recall | StartService | FinishService | MarkNoShow | TakeBack, given: Given
) -> tuple[Happening, ...] | Refused:
    desk = _desk(hall, command.counter, given)
    if isinstance(desk, Refused):
        return desk
    if desk.visit != command.visit:
        return Refused(reason=Reason.NOT_AT_COUNTER, about=_label(hall, command))
    visit = hall.visits[command.visit]
    stop = visit.stops[desk.stop]
    happening = _outcome_of(command, desk, visit, stop)
    if type(happening) not in NEXT[stop.state]:
        return Refused(reason=Reason.WRONG_STATE, about=stop.state.value)
    return (happening,)


def _outcome_of(
    command: Recall | StartService | FinishService | MarkNoShow | TakeBack,
    desk: Desk,
    visit: Visit,
    stop: Stop,
) -> VisitRecalled | ServiceStarted | ServiceFinished | VisitMissed | VisitTakenBack:
    counter, index, tenant, issuer = desk.counter, desk.stop, stop.tenant, visit.issuer
    match command:
        case Recall():
            return VisitRecalled(visit=visit.id, stop=index, tenant=tenant, issuer=issuer, counter=counter)
        case StartService():
            return ServiceStarted(visit=visit.id, stop=index, tenant=tenant, issuer=issuer, counter=counter)
        case MarkNoShow():
            return VisitMissed(visit=visit.id, stop=index, tenant=tenant, issuer=issuer, counter=counter)
        case FinishService(outcome=outcome):
            return ServiceFinished(
                visit=visit.id, stop=index, tenant=tenant, issuer=issuer, counter=counter, outcome=outcome
            )
        case TakeBack():
            return VisitTakenBack(
                visit=visit.id, stop=index, tenant=tenant, issuer=issuer, counter=counter, reason="officer"
            )


def _counter(hall: Hall, number: CounterId, given: Given) -> Counter | Refused:
    counter = hall.catalogue.counters.get(number)
    if counter is None:
        return Refused(reason=Reason.UNKNOWN_COUNTER, about=str(number))
    if counter.tenant != TenantId(given.place):
        return Refused(reason=Reason.OTHER_TENANT, about=str(number))
    return counter


def _desk(hall: Hall, number: CounterId, given: Given) -> Desk | Refused:
    """The counter at which this device's officer sits."""
    counter = _counter(hall, number, given)
    if isinstance(counter, Refused):
        return counter
    desk = hall.desks.get(counter.id)
    if desk is None:
        return Refused(reason=Reason.COUNTER_CLOSED, about=str(number))
    if desk.device != given.actor.device:
        return Refused(reason=Reason.COUNTER_TAKEN, about=desk.officer or "")
    return desk


def _label(hall: Hall, command: AtCounter) -> str:
    visit = hall.visits.get(command.visit)
    return str(command.visit) if visit is None else visit.label


def _day_end(hall: Hall, day: str) -> Iterator[Happening]:
    left = 0
    for visit in sorted(hall.visits.values(), key=lambda visit: visit.id):
        open_stops = [(index, stop) for index, stop in enumerate(visit.stops) if stop.state not in ENDED]
        left += bool(open_stops)
        for index, stop in open_stops:
            yield _cancelled(visit, index, stop, "day_ended")
    for desk in sorted(hall.desks.values(), key=lambda desk: desk.counter):
        yield OfficerSignedOff(counter=desk.counter, tenant=desk.tenant)
    yield DayEnded(day=day, left=left)


def _day(hall: Hall, at: datetime) -> str:
    return day_of(at, hall.catalogue.timezone, hall.catalogue.day_ends).isoformat()


def _cancelled(
    visit: Visit, index: int, stop: Stop, reason: Literal["not_confirmed", "day_ended"]
) -> VisitCancelled:
    return VisitCancelled(
        visit=visit.id,
        stop=index,
        tenant=stop.tenant,
        issuer=visit.issuer,
        reason=reason,
    )


def _orphaned(hall: Hall, visit: Visit) -> bool:
    """Ended, and of a service that the catalogue no longer has."""
    return all(stop.state in ENDED for stop in visit.stops) and any(
        stop.service not in hall.catalogue.services for stop in visit.stops
    )


def _ended_before(visit: Visit, limit: datetime) -> bool:
    return all(stop.ended_at is not None and stop.ended_at < limit for stop in visit.stops)
