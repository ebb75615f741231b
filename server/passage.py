"""A visit's way through the line outside the counters: cancelled, delayed, restored, returned, corrected."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import timedelta

from protocol.hall import ENDED, Hall, State
from protocol.messages import (
    CancelVisit,
    ClassCorrected,
    CorrectClass,
    DelayVisit,
    OfOneVisit,
    Reason,
    Refused,
    RestoreVisit,
    ReturnVisit,
    VisitCancelled,
    VisitDelayed,
    VisitRestored,
    VisitReturned,
)
from protocol.visit import Stop, Visit
from server.admission import of_today
from server.given import Decision, Given, whom
from server.issuing import unknown_class, within_reach
from server.priority import behind

Reach = tuple[Visit, list[tuple[int, Stop]]]
"""A visit, and those of its stops that are meant: one at least."""
EVERY = frozenset(State)
OPEN = EVERY - ENDED - {State.SERVING}
"""Whoever is being served has not to be sent away."""


def cancel(hall: Hall, command: CancelVisit, given: Given) -> Decision:
    reached = _reach(hall, command, given, OPEN)
    if isinstance(reached, Refused):
        return reached
    visit, left = reached
    reason = "visitor" if given.role in ("visitor", "kiosk", "api") else "staff"
    return tuple(VisitCancelled(**whom(visit, index), reason=reason) for index, _ in left)


def delay(hall: Hall, command: DelayVisit, given: Given) -> Decision:
    reached = _reach(hall, command, given, {State.WAITING})
    if isinstance(reached, Refused):
        return reached
    visit, waiting = reached
    later: list[VisitDelayed] = []
    for index, stop in waiting:
        policy = hall.catalogue.tenants[stop.tenant].policy
        if stop.delays < policy.delays_max:
            place = behind(hall, visit, stop, policy.delayed_behind, given.now)
            later.append(VisitDelayed(**whom(visit, index), line_time=place))
    return tuple(later) or Refused(reason=Reason.DELAYED_ENOUGH, about=visit.label)


def restore(hall: Hall, command: RestoreVisit, given: Given) -> Decision:
    reached = _reach(hall, command, given, {State.NO_SHOW})
    if isinstance(reached, Refused):
        return reached
    visit, missed = reached
    # Only on its own day: after that its number may be another's.
    if not of_today(hall, visit):
        return Refused(reason=Reason.DAY_OVER)
    back: list[VisitRestored] = []
    for index, stop in missed:
        policy = hall.catalogue.tenants[stop.tenant].policy
        if stop.ended_at is not None and given.now - stop.ended_at <= timedelta(minutes=policy.restore_min):
            place = behind(hall, visit, stop, policy.restored_behind, given.now)
            back.append(VisitRestored(**whom(visit, index), line_time=place))
    return tuple(back) or Refused(reason=Reason.TOO_LATE, about=visit.label)


def give_back(hall: Hall, command: ReturnVisit, given: Given) -> Decision:
    reached = _reach(hall, command, given, {State.PARKED})
    if isinstance(reached, Refused):
        return reached
    visit, parked = reached
    return tuple(_returned(hall, visit, parked, given))


def correct(hall: Hall, command: CorrectClass, given: Given) -> Decision:
    reached = _reach(hall, command, given, EVERY)
    if isinstance(reached, Refused):
        return reached
    visit, _ = reached
    if (refused := unknown_class(hall, command.priority)) is not None:
        return refused
    if not visit.open or visit.priority == command.priority:
        return _wrong(visit)
    return (ClassCorrected(**whom(visit, 0), priority=command.priority),)


def _returned(
    hall: Hall, visit: Visit, parked: list[tuple[int, Stop]], given: Given
) -> Iterator[VisitReturned]:
    for index, stop in parked:
        keeps = hall.catalogue.tenants[stop.tenant].policy.returned_keep_place
        yield VisitReturned(**whom(visit, index), line_time=stop.line_time if keeps else given.now)


def _reach(hall: Hall, command: OfOneVisit, given: Given, states: Set[State]) -> Reach | Refused:
    """The visit and its stops in one of the states, as far as the sender may touch them."""
    visit = within_reach(hall, command.visit, given)
    if isinstance(visit, Refused):
        return visit
    stops = list(enumerate(visit.stops))
    if given.role == "counter":
        stops = [(index, stop) for index, stop in stops if stop.tenant == given.place]
        if not stops:
            return Refused(reason=Reason.OTHER_TENANT, about=visit.label)
    meant = [(index, stop) for index, stop in stops if stop.state in states]
    return (visit, meant) if meant else _wrong(visit)


def _wrong(visit: Visit) -> Refused:
    return Refused(reason=Reason.WRONG_STATE, about=visit.stops[-1].state.value)
