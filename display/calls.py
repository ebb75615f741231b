"""The calls that the hall should see: whom, to which counter, and for how long they stay listed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

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
Heard = Mapping[Key, datetime]
"""When each was last called."""


class Call(Struct, frozen=True, kw_only=True):
    key: Key
    label: str
    prefix: str
    number: int
    counter: CounterId
    tenant: TenantId
    state: State
    at: datetime
    """When it was last called."""

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
    """What a snapshot tells of the calls at these counters."""
    return {
        (visit.id, index): at
        for visit in hall.visits.values()
        for index, stop in enumerate(visit.stops)
        if (at := last_call(stop)) is not None and stop.counter in counters
    }


def call_of(hall: Hall, key: Key, at: datetime) -> Call | None:
    """The call as the hall has it now; None if it was taken back or forgotten."""
    visit = hall.visits.get(key[0])
    if visit is None:
        return None
    stop = visit.stops[key[1]]
    return None if stop.counter is None else _call(visit, key[1], stop, stop.counter, at)


def listed(hall: Hall, heard: Heard, now: datetime) -> tuple[Call, ...]:
    """Newest first: those still called, however old, then those answered within `LISTED_S_MAX`."""
    calls = [call for key, at in heard.items() if (call := call_of(hall, key, at)) is not None]
    shown = [call for call in calls if call.open or _lately_answered(hall, call.key, now)]
    return tuple(sorted(shown, key=lambda call: (call.open, call.at, call.key), reverse=True))


def missed(before: Hall, after: Hall, counters: frozenset[CounterId], now: datetime) -> tuple[Call, ...]:
    """Fresh calls and recalls that a snapshot brings, made while the connection was lost; oldest first."""
    found: list[Call] = []
    for key, at in heard_in(after, counters).items():
        call = call_of(after, key, at)
        if call is None or not call.open or not is_fresh(at, now):
            continue
        known = before.visits.get(key[0])
        if known is None or last_call(known.stops[key[1]]) != at:
            found.append(call)
    return tuple(sorted(found, key=lambda call: (call.at, call.key)))


def last_call(stop: Stop) -> datetime | None:
    return stop.recalled_at or stop.called_at


def is_fresh(at: datetime, now: datetime) -> bool:
    return now - at <= timedelta(seconds=FRESH_S_MAX)


def _lately_answered(hall: Hall, key: Key, now: datetime) -> bool:
    stop = hall.visits[key[0]].stops[key[1]]
    answered = stop.started_at or stop.ended_at
    return answered is not None and now - answered <= timedelta(seconds=LISTED_S_MAX)


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
    )
