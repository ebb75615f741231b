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
from protocol.hall import Hall, Stop, Visit, line_of
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
    """It cannot be called to this counter at the moment."""

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
    stop = visit.stops[waiter.stop]
    marks = [(fact.text, fact.icon) for fact in facts_of(scene, visit, stop)]
    away = _away(scene, visit, stop)
    note, symbol = next(iter([*away, *marks]), ("", ""))
    return WaiterRow(
        visit=waiter.visit,
        stop=waiter.stop,
        label=waiter.label,
        service=scene.service_name(waiter.service),
        note=note,
        symbol=symbol,
        waited=span_text(scene.now - waiter.since, scene.language),
        away=bool(away),
    )


def _away(scene: Scene, visit: Visit, stop: Stop) -> list[tuple[str, str]]:
    """Where it is, or whom it was sent to; empty where it waits for this counter. Text and icon."""
    desk = scene.desk
    if visit.at_counter:
        here = translate("Line", "at this counter") if desk.visit == visit.id else ""
        return [(here or translate("Line", "at another counter"), "map-pin")]
    if stop.only_counter not in (None, desk.counter):
        text = translate("Line", "sent to counter %1").replace("%1", str(stop.only_counter))
        return [(text, "arrow-right-left")]
    if stop.only_officer is not None and stop.only_officer != desk.officer:
        return [(translate("Line", "sent to %1").replace("%1", stop.only_officer), "arrow-right-left")]
    return []
