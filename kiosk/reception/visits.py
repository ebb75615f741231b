"""A visit in plain words: where it stands, since when, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from msgspec.structs import replace

from client.language import translate
from kiosk.offer import spans_text
from kiosk.reception.scene import Scene
from protocol.catalogue import ServiceId
from protocol.hall import ENDED, Hall, line_of
from protocol.visit import DeviceId, State, Stop, Visit, VisitId

FOUND_COUNT_MAX = 30
RECENT_COUNT_MAX = 30

Action = str
"""One of `reprint`, `delay`, `back`, `cancel`, `class`."""
_TONES: dict[State, str] = {
    State.PRINTING: "warning",
    State.PLANNED: "neutral",
    State.WAITING: "primary",
    State.CALLED: "accent",
    State.SERVING: "success",
    State.PARKED: "warning",
    State.FINISHED: "neutral",
    State.TRANSFERRED: "neutral",
    State.NO_SHOW: "danger",
    State.CANCELLED: "danger",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """One visit in the list; `tone` is a name that `Chip` knows."""

    key: VisitId
    label: str
    service: str
    standing: str
    tone: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRow:
    """One service of the visit. `note` is what the visitor wants to know: where to go, or behind how many."""

    service: str
    tenant: str
    tint: int
    standing: str
    tone: str
    note: str


def numbered(hall: Hall, prefix: str, number: int) -> tuple[Visit, ...]:
    """This number first, then those that begin with the same digits; without a prefix, of every series."""
    digits = str(number)
    alike = [
        visit
        for visit in hall.visits.values()
        if prefix in ("", visit.prefix) and str(visit.number).startswith(digits)
    ]
    # Those still open before those that have ended, the latest first.
    alike.sort(key=lambda visit: (visit.number != number, visit.number, not visit.open, -visit.id))
    return tuple(alike[:FOUND_COUNT_MAX])


def with_token(hall: Hall, token: str) -> Visit | None:
    return next((visit for visit in hall.visits.values() if visit.token == token), None)


def recent(hall: Hall, issuer: DeviceId | None) -> tuple[Visit, ...]:
    """Given at this desk, the latest first."""
    own = [visit for visit in hall.visits.values() if visit.issuer == issuer]
    own.sort(key=lambda visit: -visit.id)
    return tuple(own[:RECENT_COUNT_MAX])


def visit_rows(scene: Scene, visits: Iterable[Visit]) -> list[VisitRow]:
    return [_row(scene, visit) for visit in visits]


def visit_facts(scene: Scene, visit: Visit) -> dict[str, object]:
    """`actions` are those that the state does not forbid; the server has the last word."""
    given = translate("Reception", "Given at %1").replace("%1", scene.clock(visit.issued_at))
    copies = translate("Reception", "Copies: %1").replace("%1", str(visit.copies)) if visit.copies else ""
    english = translate("Reception", "Speaks English") if visit.language == "en" else ""
    return {
        "label": visit.label,
        "since": " · ".join(filter(None, (given, _waited_text(scene, visit), copies, english))),
        "priority": visit.priority or "",
        "className": "" if visit.priority is None else scene.class_name(visit.priority),
        "stops": [asdict(_stop(scene, visit, index)) for index in range(len(visit.stops))],
        "actions": list(possible(visit)),
    }


def possible(visit: Visit) -> Iterator[Action]:
    states = {stop.state for stop in visit.stops}
    if visit.open:
        yield "reprint"
        yield "class"
    if State.WAITING in states:
        yield "delay"
    if states & {State.PARKED, State.NO_SHOW}:
        yield "back"
    if any(state not in ENDED and state is not State.SERVING for state in states):
        yield "cancel"


def ahead_of(hall: Hall, visit: Visit, index: int) -> int:
    """About so many others wait before this stop for the counters that serve it."""
    stop = visit.stops[index]
    place = (stop.line_time, visit.id)
    lines = (line_of(hall, service) for service in _pool(hall, stop.service))
    return sum(1 for line in lines for other in line if other[:2] < place and other[1] != visit.id)


def as_of_now(hall: Hall, visit: Visit) -> Visit:
    """With those who are before it now, for a slip printed now."""
    due = next((index for index, stop in enumerate(visit.stops) if stop.state not in ENDED), None)
    if due is None or visit.stops[due].state is not State.WAITING:
        return visit
    return replace(visit, ahead=ahead_of(hall, visit, due))


def state_text(stop: Stop) -> str:
    match stop.state:
        case State.PRINTING:
            return translate("Reception", "Not confirmed yet")
        case State.PLANNED:
            return translate("Reception", "Later")
        case State.WAITING:
            return translate("Reception", "Waiting")
        case State.CALLED:
            return translate("Reception", "Called")
        case State.SERVING:
            return translate("Reception", "Being served")
        case State.PARKED:
            return translate("Reception", "Set aside")
        case State.FINISHED:
            return translate("Reception", "Finished")
        case State.TRANSFERRED:
            return translate("Reception", "Transferred")
        case State.NO_SHOW:
            return translate("Reception", "Did not come")
        case State.CANCELLED:
            return translate("Reception", "Cancelled")


def now_at(visit: Visit) -> Stop:
    """The stop that matters most at the moment."""
    order = list(_TONES)
    wanted = (State.CALLED, State.SERVING, State.WAITING, State.PARKED, State.PRINTING, State.PLANNED)
    rank = {state: index for index, state in enumerate((*wanted, State.NO_SHOW))}
    return min(visit.stops, key=lambda stop: rank.get(stop.state, len(rank) + order.index(stop.state)))


def _row(scene: Scene, visit: Visit) -> VisitRow:
    stop = now_at(visit)
    more = len(visit.stops) - 1
    name = scene.service_name(stop.service)
    return VisitRow(
        key=visit.id,
        label=visit.label,
        service=f"{name} (+{more})" if more else name,
        standing=state_text(stop),
        tone=_TONES[stop.state],
        at=scene.clock(visit.issued_at),
    )


def _stop(scene: Scene, visit: Visit, index: int) -> StopRow:
    stop = visit.stops[index]
    return StopRow(
        service=scene.service_name(stop.service),
        tenant=scene.tenant_name(stop.tenant),
        tint=scene.tint(stop.tenant),
        standing=state_text(stop),
        tone=_TONES[stop.state],
        note=_note(scene, visit, index),
    )


def _note(scene: Scene, visit: Visit, index: int) -> str:
    stop = visit.stops[index]
    match stop.state:
        case State.PRINTING:
            return translate("Reception", "No slip has come out yet: in the line once that is confirmed.")
        case State.PLANNED:
            return translate("Reception", "In the line as soon as what comes before it is finished.")
        case State.WAITING:
            return _waiting_note(scene, visit, index)
        case State.CALLED | State.SERVING:
            at = stop.called_at if stop.state is State.CALLED else stop.started_at
            return f"{_counter_text(stop)} {_since_text(scene, at)}".strip()
        case State.PARKED:
            return _parked_text(stop.parked)
        case State.NO_SHOW:
            return f"{_counter_text(stop)} {_since_text(scene, stop.ended_at)}".strip()
        case State.CANCELLED:
            return _cancelled_text(stop.cancelled)
        case State.FINISHED | State.TRANSFERRED:
            return _since_text(scene, stop.ended_at)


def _waiting_note(scene: Scene, visit: Visit, index: int) -> str:
    stop = visit.stops[index]
    ahead = ahead_of(scene.hall, visit, index)
    before = translate("Reception", "Next in the line") if ahead == 0 else _about_text(ahead)
    where = translate("Reception", "Counter %1").replace("%1", _counters(scene, stop))
    booked = "" if stop.slot is None else translate("Reception", "booked for %1")
    parts = (before, where, booked.replace("%1", "" if stop.slot is None else scene.clock(stop.slot)))
    return " · ".join(filter(None, parts))


def _about_text(ahead: int) -> str:
    return translate("Reception", "About %1 before it").replace("%1", str(ahead))


def _counters(scene: Scene, stop: Stop) -> str:
    if stop.only_counter is not None:
        return str(stop.only_counter)
    counters = scene.catalogue.counters.values()
    return spans_text(counter.id for counter in counters if stop.service in counter.services)


def _counter_text(stop: Stop) -> str:
    if stop.counter is None:
        return ""
    return translate("Reception", "Counter %1").replace("%1", str(stop.counter))


def _since_text(scene: Scene, at: datetime | None) -> str:
    return "" if at is None else translate("Reception", "at %1").replace("%1", scene.clock(at))


def _waited_text(scene: Scene, visit: Visit) -> str:
    """Since when it waits, all in all; empty in the first minute and once nothing waits any more."""
    if not any(stop.state is State.WAITING for stop in visit.stops):
        return ""
    minutes = max(0, round((scene.now - visit.issued_at).total_seconds() / 60))
    return translate("Reception", "%1 min ago").replace("%1", str(minutes)) if minutes else ""


def _parked_text(reason: str | None) -> str:
    match reason:
        case "documents":
            return translate("Reception", "Documents are missing: take it back when they are complete.")
        case "counter_freed":
            return translate("Reception", "The officer had to leave: it can be taken back at once.")
        case _:
            return translate("Reception", "At the visitor's wish.")


def _cancelled_text(reason: str | None) -> str:
    match reason:
        case "not_confirmed":
            return translate("Reception", "Nobody took the number.")
        case "day_ended":
            return translate("Reception", "Not served before the day's end.")
        case "visitor":
            return translate("Reception", "By the visitor.")
        case "closed":
            return translate("Reception", "The service was closed.")
        case _:
            return translate("Reception", "By staff.")


def _pool(hall: Hall, service: ServiceId) -> frozenset[ServiceId]:
    """The services that share a counter with it."""
    pools = (counter.services for counter in hall.catalogue.counters.values() if service in counter.services)
    return frozenset({service}).union(*pools)
