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

from protocol.hall import ENDED, Hall, State, Visit
from protocol.messages import (
    BookSlot,
    CallNext,
    CancelBooking,
    CancelVisit,
    CheckIn,
    ClockConfirmed,
    Close,
    CollectResult,
    Command,
    ConfirmClock,
    ConfirmTicket,
    CorrectClass,
    DayEnded,
    DayStarted,
    DecideClosure,
    DelayVisit,
    EndBreak,
    EndDay,
    FreeCounter,
    Happening,
    IssueTicket,
    MarkReady,
    OfficerSignedOff,
    Reason,
    Refused,
    Relieve,
    Reopen,
    ReprintTicket,
    RestoreVisit,
    ResultGone,
    ReturnVisit,
    SignOff,
    SignOn,
    TakeBreak,
    VisitCancelled,
    VisitsForgotten,
)
from protocol.visit import VisitId
from server import bookings, closures, desks, issuing, passage
from server.admission import day_at, wall_date
from server.given import Decision, Given, whom

PRINTING_S_MAX = 120
"""A ticket that nobody confirmed for so long leaves the line; a late confirmation brings it back."""
ENDED_KEPT_S = 3_600
"""An ended visit stays in the hall for so long, for late questions and those who come back; then only the
journal has it."""
PROMISED_DAYS_MAX = 180
"""A result that never became ready is on the pick-up list no longer than this."""
FORGOTTEN_COUNT_MAX = 500
"""So many leave the hall with one event; the rest follow with the next."""


def lacking(hall: Hall, now: datetime) -> list[str]:
    """What the catalogue lacks for those who are here and not finished: services, counters. Nothing where
    the day turns first, and they go with it."""
    if _turns(hall, day_at(hall, now)):
        return []
    open_stops = [stop for visit in hall.visits.values() for stop in visit.stops if stop.state not in ENDED]
    services = {stop.service for stop in open_stops} - hall.catalogue.services.keys()
    counters = {
        desk.counter
        for desk in hall.desks.values()
        if (counter := hall.catalogue.counters.get(desk.counter)) is None or counter.tenant != desk.tenant
    }
    return [*sorted(services), *(f"counter {number}" for number in sorted(counters))]


def decide(hall: Hall, command: Command, given: Given) -> Decision:
    """The events that follow from a command, in order, or why none does."""
    match command:
        case IssueTicket():
            return issuing.issue(hall, command, given)
        case ConfirmTicket():
            return issuing.confirm(hall, command, given)
        case ReprintTicket():
            return issuing.reprint(hall, command, given)
        case CollectResult():
            return issuing.collect(hall, command, given)
        case BookSlot():
            return bookings.book(hall, command, given)
        case CancelBooking():
            return bookings.cancel(hall, command, given)
        case CheckIn():
            return bookings.check_in(hall, command, given)
        case CancelVisit():
            return passage.cancel(hall, command, given)
        case DelayVisit():
            return passage.delay(hall, command, given)
        case RestoreVisit():
            return passage.restore(hall, command, given)
        case ReturnVisit():
            return passage.give_back(hall, command, given)
        case CorrectClass():
            return passage.correct(hall, command, given)
        case SignOn():
            return desks.sign_on(hall, command, given)
        case SignOff():
            return desks.sign_off(hall, command, given)
        case Relieve():
            return desks.relieve(hall, command, given)
        case TakeBreak():
            return desks.take_break(hall, command, given)
        case EndBreak():
            return desks.end_break(hall, command, given)
        case CallNext():
            return desks.call_next(hall, command, given)
        case MarkReady():
            return desks.mark_ready(hall, command, given)
        case FreeCounter():
            return desks.free(hall, command)
        case Close():
            return closures.close(hall, command, given)
        case DecideClosure():
            return closures.decide_closure(hall, command, given)
        case Reopen():
            return closures.reopen(hall, command, given)
        case EndDay():
            return _end_day(hall, given.now)
        case ConfirmClock():
            return (ClockConfirmed(),) if hall.doubt else Refused(reason=Reason.WRONG_STATE, about="clock")
        case _:
            return desks.at_counter(hall, command, given)


def due(hall: Hall, now: datetime, *, days: bool = True) -> tuple[Happening, ...]:
    """What has fallen due: the day's end and start, closures that are over, tickets never confirmed, results
    never fetched, ended visits to forget.

    With `days` false, of a clock that is not trusted, no day ends or starts; nor while the hall doubts it.
    """
    today = day_at(hall, now)
    if days and _turns(hall, today):
        ended = _signed_off(hall) if hall.day is None else _day_end(hall, hall.day)
        return (*ended, *_overdue(hall, now), DayStarted(day=today))
    happenings: list[Happening] = [*closures.over(hall, now)]
    forgotten: list[VisitId] = []
    unconfirmed = now - timedelta(seconds=PRINTING_S_MAX)
    ended = now - timedelta(seconds=ENDED_KEPT_S)
    for visit in hall.visits.values():
        for index, stop in enumerate(visit.stops):
            if stop.state is State.PRINTING and visit.issued_at < unconfirmed:
                happenings.append(_cancelled(visit, index, "not_confirmed"))
        if len(forgotten) < FORGOTTEN_COUNT_MAX and _is_past(hall, visit, ended):
            forgotten.append(visit.id)
    if forgotten:
        happenings.append(VisitsForgotten(visits=tuple(sorted(forgotten))))
    return tuple(happenings)


def _turns(hall: Hall, today: str) -> bool:
    """Whether another day is to start. A clock set back starts none a second time."""
    last = hall.day or hall.last_day
    # ISO dates sort as text.
    return not hall.doubt and (last is None or last < today)


def _end_day(hall: Hall, now: datetime) -> Decision:
    # In the evening tomorrow's day goes on already: who ends a day then means the one that is over.
    if hall.day is None or hall.day > wall_date(hall, now):
        return Refused(reason=Reason.DAY_OVER)
    return tuple(_day_end(hall, hall.day))


def _day_end(hall: Hall, day: str) -> Iterator[Happening]:
    left = 0
    for visit in sorted(hall.visits.values(), key=lambda visit: visit.id):
        open_stops = [index for index, stop in enumerate(visit.stops) if stop.state not in ENDED]
        left += bool(open_stops)
        for index in open_stops:
            yield _cancelled(visit, index, "day_ended")
    yield from _signed_off(hall)
    yield from bookings.missed(hall, day)
    yield DayEnded(day=day, left=left)


def _signed_off(hall: Hall) -> Iterator[OfficerSignedOff]:
    """Nobody sits at a counter from one day to the next, whether they came before its end or after."""
    for desk in sorted(hall.desks.values(), key=lambda desk: desk.counter):
        yield OfficerSignedOff(counter=desk.counter, tenant=desk.tenant)


def _overdue(hall: Hall, now: datetime) -> Iterator[ResultGone]:
    """Results that nobody fetched, or made ready, for so long that the list lets them go."""
    for result in sorted(hall.results.values(), key=lambda result: (result.visit, result.tenant)):
        tenant = hall.catalogue.tenants.get(result.tenant)
        days = PROMISED_DAYS_MAX if tenant is None or result.ready_at is None else tenant.policy.pick_up_days
        since = result.ready_at or datetime.fromisoformat(result.day).replace(tzinfo=now.tzinfo)
        if now - since > timedelta(days=days):
            yield ResultGone(visit=result.visit, tenant=result.tenant, issuer=result.issuer, reason="expired")


def _cancelled(visit: Visit, index: int, reason: Literal["not_confirmed", "day_ended"]) -> VisitCancelled:
    return VisitCancelled(**whom(visit, index), reason=reason)


def _is_past(hall: Hall, visit: Visit, limit: datetime) -> bool:
    """Ended before, or ended and of a service that the catalogue no longer has. Asked of everyone often."""
    recent = orphaned = False
    for stop in visit.stops:
        if stop.ended_at is None:
            return False
        recent = recent or stop.ended_at >= limit
        orphaned = orphaned or stop.service not in hall.catalogue.services
    return orphaned or not recent
