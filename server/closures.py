"""Temporary closures: asked for at a counter, decided on the floor, ended by somebody or by the clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Literal

from msgspec.structs import replace

from protocol.hall import Hall, State
from protocol.messages import (
    Close,
    ClosureEnded,
    ClosureRequested,
    DecideClosure,
    Happening,
    Reason,
    Refused,
    Reopen,
    TemporarilyClosed,
    VisitCancelled,
)
from protocol.visit import Closure, ClosureId
from server.given import Decision, Given, whom

CLOSED_DAYS_MAX = 366
"""A temporary closure ends by itself within so many days, or is ended by somebody."""
LEFT = frozenset({State.PRINTING, State.PLANNED, State.WAITING, State.PARKED})
"""Who waits in some way; whoever has been called is still served."""


def close(hall: Hall, command: Close, given: Given) -> Decision:
    if command.tenant not in hall.catalogue.tenants:
        return Refused(reason=Reason.UNKNOWN_TENANT, about=command.tenant)
    if given.role == "counter" and command.tenant != given.place:
        return Refused(reason=Reason.OTHER_TENANT, about=command.tenant)
    if command.service is not None:
        service = hall.catalogue.services.get(command.service)
        if service is None or service.tenant != command.tenant:
            return Refused(reason=Reason.UNKNOWN_SERVICE, about=command.service)
    until = command.until
    if until is not None and (until.tzinfo is None or until <= given.now):
        return Refused(reason=Reason.MALFORMED, about="until: a time to come, with its zone")
    if until is not None and until - given.now > timedelta(days=CLOSED_DAYS_MAX):
        return Refused(reason=Reason.MALFORMED, about=f"until: within {CLOSED_DAYS_MAX} days, or none")
    for other in hall.closures.values():
        if (other.tenant, other.service) == (command.tenant, command.service):
            return Refused(reason=Reason.WRONG_STATE, about=other.reason)
    closure = Closure(
        id=ClosureId(hall.seq + 1),
        tenant=command.tenant,
        service=command.service,
        reason=command.reason,
        until=None if until is None else until.astimezone(UTC),
        waiting=command.waiting,
    )
    if given.role == "counter":
        return (ClosureRequested(closure=closure),)
    return tuple(_in_force(hall, closure))


def decide_closure(hall: Hall, command: DecideClosure, given: Given) -> Decision:
    closure = hall.closures.get(command.closure)
    if closure is None:
        return Refused(reason=Reason.UNKNOWN_CLOSURE, about=str(command.closure))
    if closure.approved:
        return Refused(reason=Reason.WRONG_STATE, about=closure.reason)
    if not command.approved:
        return (_ended(closure, "rejected"),)
    if closure.until is not None and closure.until <= given.now:
        return Refused(reason=Reason.TOO_LATE, about=closure.reason)
    return tuple(_in_force(hall, closure))


def reopen(hall: Hall, command: Reopen, given: Given) -> Decision:
    """A request that is withdrawn was never in force."""
    closure = hall.closures.get(command.closure)
    if closure is None:
        return Refused(reason=Reason.UNKNOWN_CLOSURE, about=str(command.closure))
    if given.role == "counter" and closure.tenant != given.place:
        return Refused(reason=Reason.OTHER_TENANT, about=closure.tenant)
    return (_ended(closure, "reopened" if closure.approved else "rejected"),)


def over(hall: Hall, now: datetime) -> Iterator[ClosureEnded]:
    """Those whose time is up."""
    for closure in sorted(hall.closures.values(), key=lambda closure: closure.id):
        if closure.until is not None and closure.until <= now:
            yield _ended(closure, "over" if closure.approved else "rejected")


def _in_force(hall: Hall, closure: Closure) -> Iterator[Happening]:
    yield TemporarilyClosed(closure=replace(closure, approved=True))
    if closure.waiting == "stay":
        return
    for visit in sorted(hall.visits.values(), key=lambda visit: visit.id):
        for index, stop in enumerate(visit.stops):
            concerned = stop.tenant == closure.tenant and closure.service in (None, stop.service)
            if concerned and stop.state in LEFT:
                yield VisitCancelled(**whom(visit, index), reason="closed")


def _ended(closure: Closure, reason: Literal["rejected", "reopened", "over"]) -> ClosureEnded:
    return ClosureEnded(closure=closure.id, tenant=closure.tenant, reason=reason)
