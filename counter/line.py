"""Who waits for this counter: the lines of its services as one."""

from __future__ import annotations

from datetime import datetime
from heapq import merge

from msgspec import Struct

from counter.span import span_text
from protocol.catalogue import Counter, Language, ServiceId
from protocol.hall import Hall
from protocol.messages import VisitId


class Waiter(Struct, frozen=True, kw_only=True):
    visit: VisitId
    stop: int
    label: str
    service: ServiceId
    since: datetime


class WaiterRow(Struct, frozen=True, kw_only=True):
    """One line of the list on the screen."""

    visit: int
    stop: int
    label: str
    service: str
    waited: str

    @property
    def key(self) -> tuple[int, int]:
        return self.visit, self.stop


def waiters(hall: Hall, counter: Counter) -> tuple[Waiter, ...]:
    """In the order of the line. Whom the server calls next is its own decision."""
    lines = (hall.lines.get(service, ()) for service in counter.services)
    return tuple(
        Waiter(
            visit=visit,
            stop=stop,
            label=hall.visits[visit].label,
            service=hall.visits[visit].stops[stop].service,
            since=line_time,
        )
        for line_time, visit, stop in merge(*lines)
    )


def waiter_row(waiter: Waiter, hall: Hall, now: datetime, language: Language) -> WaiterRow:
    return WaiterRow(
        visit=waiter.visit,
        stop=waiter.stop,
        label=waiter.label,
        service=hall.catalogue.services[waiter.service].name.in_(language),
        waited=span_text(now - waiter.since, language),
    )
