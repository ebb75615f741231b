"""Who waits for this counter: the lines of its services as one."""

from __future__ import annotations

from datetime import datetime
from heapq import merge

from msgspec import Struct

from client.language import translate
from counter.facts import facts_of
from counter.scene import Scene
from counter.span import span_text
from protocol.catalogue import Counter, ServiceId
from protocol.hall import Hall, line_of
from protocol.visit import VisitId


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
    note: str
    """What is out of the ordinary; empty for most."""
    symbol: str
    """Icon of that."""
    waited: str
    away: bool
    """At another counter at the moment."""

    @property
    def key(self) -> tuple[int, int]:
        return self.visit, self.stop


def waiters(hall: Hall, counter: Counter) -> tuple[Waiter, ...]:
    """In the order of the line. Whom the server calls next is its own decision."""
    lines = (line_of(hall, service) for service in counter.services)
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


def waiter_row(scene: Scene, waiter: Waiter) -> WaiterRow:
    visit = scene.hall.visits[waiter.visit]
    marks = facts_of(scene, visit, visit.stops[waiter.stop])
    away = translate("Line", "at another counter") if visit.at_counter else ""
    return WaiterRow(
        visit=waiter.visit,
        stop=waiter.stop,
        label=waiter.label,
        service=scene.service_name(waiter.service),
        note=away or (marks[0].text if marks else ""),
        symbol=marks[0].icon if marks else "",
        waited=span_text(scene.now - waiter.since, scene.language),
        away=visit.at_counter,
    )
