"""Who waits where, in which order: kept up with each event, so that nobody has to look through all visits."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from immutables import Map

from protocol.catalogue import ServiceId
from protocol.visit import Booking, State, Stream, Visit, VisitId, stream_of

Place = tuple[datetime, VisitId, int]
"""Line time, visit, stop: sorts in the order of the line."""
Line = tuple[ServiceId, Stream]
Lines = Map[Line, tuple[Place, ...]]
"""The waiting, by service and stream, in order; where nobody waits there is no entry."""
Waiting = Map[ServiceId, int]
"""How many wait for each service; where nobody waits there is no entry."""
Booked = Map[ServiceId, tuple[datetime, ...]]
"""The slots of the bookings, by service, in order."""
K = TypeVar("K")
P = TypeVar("P", Place, datetime)


def lines_after(lines: Lines, before: Visit | None, after: Visit) -> Lines:
    were = {} if before is None else dict(_waiting(before))
    are = dict(_waiting(after))
    for place, line in were.items():
        if are.get(place) != line:
            lines = left(lines, line, place)
    for place, line in are.items():
        if were.get(place) != line:
            lines = joined(lines, line, place)
    return lines


def lines_of(visits: Iterable[Visit]) -> Lines:
    lines: dict[Line, list[Place]] = {}
    for visit in visits:
        for place, line in _waiting(visit):
            lines.setdefault(line, []).append(place)
    return Map({line: tuple(sorted(places)) for line, places in lines.items()})


def waiting_after(waiting: Waiting, before: Visit | None, after: Visit) -> Waiting:
    """The counts after a visit has changed; the line is asked for its length with every number given."""
    change = Counter(line[0] for _, line in _waiting(after))
    if before is not None:
        change.subtract(line[0] for _, line in _waiting(before))
    for service, more in change.items():
        count = waiting.get(service, 0) + more
        if count:
            waiting = waiting.set(service, count)
        elif more:
            waiting = waiting.delete(service)
    return waiting


def waiting_of(lines: Lines) -> Waiting:
    counts: Counter[ServiceId] = Counter()
    for (service, _), line in lines.items():
        counts[service] += len(line)
    return Map(counts)


def booked_of(bookings: Iterable[Booking]) -> Booked:
    slots: dict[ServiceId, list[datetime]] = {}
    for booking in bookings:
        slots.setdefault(booking.service, []).append(booking.slot)
    return Map({service: tuple(sorted(of_it)) for service, of_it in slots.items()})


def joined(lines: Map[K, tuple[P, ...]], line: K, place: P) -> Map[K, tuple[P, ...]]:
    places = lines.get(line, ())
    if not places or places[-1] < place:
        return lines.set(line, (*places, place))
    longer = list(places)
    insort(longer, place)
    return lines.set(line, tuple(longer))


def left(lines: Map[K, tuple[P, ...]], line: K, place: P) -> Map[K, tuple[P, ...]]:
    places = lines[line]
    at = bisect_left(places, place)
    assert places[at] == place
    rest = places[:at] + places[at + 1 :]
    return lines.set(line, rest) if rest else lines.delete(line)


def _waiting(visit: Visit) -> Iterable[tuple[Place, Line]]:
    for index, stop in enumerate(visit.stops):
        if stop.state is State.WAITING:
            yield (stop.line_time, visit.id, index), (stop.service, stream_of(visit, stop))
