"""The calls that the hall should see: whom, to which counter, and for how long they stay listed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from protocol.catalogue import Catalogue, CounterId, TenantId, ZoneId
from protocol.hall import Hall, State, Stop, Visit
from protocol.messages import VisitId

FRESH_S_MAX = 60
"""A call that is older is shown, but no longer spoken."""
LISTED_S_MAX = 900
"""So long after it was first answered (started, missed) a call can still be looked up."""

Key = tuple[VisitId, int]
"""Visit and stop."""
Why = Literal["", "priority", "booking", "returned"]
"""What the hall is told of why a number was called; empty: in the order of the line."""
_LISTED = frozenset({State.CALLED, State.SERVING, State.FINISHED, State.NO_SHOW})
"""Whose counter is still that of the call. Who was cancelled or sent on is not expected there any more."""


_WHY: dict[str, Why] = {"priority": "priority", "booking": "booking", "returned": "returned"}
"""Of the rules that the hall is told; all else is the order of the line."""
Heard = Mapping[Key, datetime]
"""When each stop was last called, or handed over to another counter."""


class Call(Struct, frozen=True, kw_only=True):
    key: Key
    label: str
    prefix: str
    number: int
    counter: CounterId
    tenant: TenantId
    state: State
    at: datetime
    """When it was last called, or handed over to this counter."""
    why: Why

    @property
    def open(self) -> bool:
        """Its visitor is still expected."""
        return self.state is State.CALLED


def counters_of(catalogue: Catalogue, zone: ZoneId | None) -> frozenset[CounterId]:
    """The counters whose calls belong here; those of the whole mall without a zone."""
    return frozenset(
        counter.id for counter in catalogue.counters.values() if zone is None or counter.zone == zone
    )


def heard_in(hall: Hall, counters: frozenset[CounterId]) -> dict[Key, datetime]:
    """When, as a snapshot tells, those at these counters were called; of a hand-over it says no time."""
    return {
        (visit.id, index): at
        for visit in hall.visits.values()
        for index, stop in enumerate(visit.stops)
        if (at := last_call(stop)) is not None and stop.counter in counters
    }


def call_of(hall: Hall, key: Key, at: datetime) -> Call | None:
    """The call as the hall has it now; None if nobody need look for it: taken back, parked, cancelled,
    sent on to another service, or forgotten."""
    visit = hall.visits.get(key[0])
    if visit is None:
        return None
    stop = visit.stops[key[1]]
    if stop.counter is None or stop.state not in _LISTED:
        return None
    return _call(visit, key[1], stop, stop.counter, at)


def listed(hall: Hall, heard: Heard, now: datetime) -> tuple[Call, ...]:
    """Newest first: those still called, however old, then those answered within `LISTED_S_MAX`.

    A number stands there once, with the counter that it was told of last.
    """
    calls = [call for key, at in heard.items() if (call := call_of(hall, key, at)) is not None]
    shown = [call for call in calls if call.open or _lately_answered(hall, call, now)]
    order = sorted(shown, key=lambda call: (call.open, call.at, call.key), reverse=True)
    newest: dict[VisitId, Call] = {}
    for call in order:
        newest.setdefault(call.key[0], call)
    return tuple(newest.values())


def missed(before: Hall, after: Hall, counters: frozenset[CounterId], now: datetime) -> tuple[Call, ...]:
    """Fresh calls and recalls that a snapshot brings, made while the connection was lost; oldest first."""
    found: list[Call] = []
    for key, at in heard_in(after, counters).items():
        call = call_of(after, key, at)
        if call is None or not call.open or not is_fresh(at, now):
            continue
        known = stop_of(before, key)
        if known is None or last_call(known) != at:
            found.append(call)
    return tuple(sorted(found, key=lambda call: (call.at, call.key)))


def stop_of(hall: Hall, key: Key) -> Stop | None:
    """None where the hall does not know it."""
    visit = hall.visits.get(key[0])
    return visit.stops[key[1]] if visit is not None and key[1] < len(visit.stops) else None


def last_call(stop: Stop) -> datetime | None:
    return stop.recalled_at or stop.called_at


def is_fresh(at: datetime, now: datetime) -> bool:
    return now - at <= timedelta(seconds=FRESH_S_MAX)


def _lately_answered(hall: Hall, call: Call, now: datetime) -> bool:
    stop = hall.visits[call.key[0]].stops[call.key[1]]
    answered = stop.started_at or stop.ended_at
    # Whoever was handed over later than they came is looked up anew.
    return answered is not None and now - max(answered, call.at) <= timedelta(seconds=LISTED_S_MAX)


def _call(visit: Visit, index: int, stop: Stop, counter: CounterId, at: datetime) -> Call:
    return Call(
        key=(visit.id, index),
        label=visit.label,
        prefix=visit.prefix,
        number=visit.number,
        counter=counter,
        tenant=stop.tenant,
        state=stop.state,
        at=at,
        why="" if stop.why is None else _WHY.get(stop.why.rule, ""),
    )
