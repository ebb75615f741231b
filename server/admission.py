"""May a number be given for a service now, and if not, when again?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from protocol.catalogue import Service, ServiceId, TenantId, Text
from protocol.hall import Hall
from protocol.messages import Reason, Refused
from protocol.visit import Closure, Visit
from server.calendar import next_day, shut, span_of_day
from server.hours import day_of


def admits(hall: Hall, service: Service, now: datetime, besides: Sequence[Service] = ()) -> Refused | None:
    """None if a walk-in may have a number, else why not; `besides`: other services of the same visit."""
    if (refused := open_for(hall, service, now)) is not None:
        return refused
    assert hall.day is not None
    # The day that goes on, also while a clock is doubted and it should have ended long ago.
    return within_quota(hall, service, now, hall.day, besides)


def open_for(hall: Hall, service: Service, now: datetime) -> Refused | None:
    """The same without the quota: for whoever counts in it already, or fetches a result."""
    if hall.day is None:
        return Refused(reason=Reason.DAY_OVER, again=next_day(hall.catalogue, service, now))
    if (closure := closed(hall, service, now)) is not None:
        return told(hall, service, closure)
    return shut(hall.catalogue, service, now)


def closed(hall: Hall, service: Service, at: datetime) -> Closure | None:
    """The temporary closure that holds at an instant; of several the one that holds longest."""
    longest: Closure | None = None
    for closure in hall.closures.values():
        concerned = closure.tenant == service.tenant and closure.service in (None, service.id)
        if not concerned or not closure.approved or (closure.until is not None and closure.until <= at):
            continue
        if closure.until is None:
            return closure
        if longest is None or longest.until is None or longest.until < closure.until:
            longest = closure
    return longest


def told(hall: Hall, service: Service, closure: Closure) -> Refused:
    """What is said of a closure. `again` is an hour at which numbers are given by the calendar too."""
    again = closure.until
    if again is not None and (then := shut(hall.catalogue, service, again)) is not None:
        again = then.again
    title = Text(id=closure.reason, en=closure.reason)
    about: ServiceId | TenantId = closure.tenant if closure.service is None else closure.service
    return Refused(reason=Reason.TEMPORARILY_CLOSED, about=about, again=again, title=title)


def within_quota(
    hall: Hall, service: Service, now: datetime, day: str, besides: Sequence[Service] = ()
) -> Refused | None:
    """None if one more may come on that day (ISO), for this service and for its tenant.

    `besides`: services that are asked for in the same breath, and count too.
    """
    catalogue = hall.catalogue
    tenant = catalogue.tenants[service.tenant]
    about = ""
    same = sum(each.id == service.id for each in besides)
    if service.quota is not None and _taken(hall, [service], now, day) + same >= service.quota:
        about = service.id
    elif tenant.quota is not None:
        theirs = [each for each in catalogue.services.values() if each.tenant == tenant.id]
        same = sum(each.tenant == tenant.id for each in besides)
        if _taken(hall, theirs, now, day) + same >= tenant.quota:
            about = tenant.id
    if not about:
        return None
    again = next_day(catalogue, service, now)
    return Refused(reason=Reason.QUOTA_REACHED, about=about, again=again)


def still_booked(hall: Hall, service: Service, now: datetime) -> tuple[datetime, ...]:
    """The slots of its bookings that may still come, in order: what was kept for the others is free again."""
    if service.slots is None:
        return ()
    slots = hall.booked.get(service.id, ())
    return slots[bisect_left(slots, now - timedelta(minutes=service.slots.tolerance_min)) :]


def late(service: Service, slot: datetime, now: datetime) -> bool:
    """Whether a booking's tolerance is over."""
    return service.slots is None or slot < now - timedelta(minutes=service.slots.tolerance_min)


def of_today(hall: Hall, visit: Visit) -> bool:
    """Whether its number was given on the day that goes on; only then it is nobody else's."""
    return hall.day is not None and visit.id > hall.day_seq


def wall_date(hall: Hall, at: datetime) -> str:
    """The date that the calendar on the mall's wall shows, ISO."""
    return at.astimezone(ZoneInfo(hall.catalogue.timezone)).date().isoformat()


def day_at(hall: Hall, at: datetime) -> str:
    """The mall's day at an instant, ISO."""
    return day_of(at, hall.catalogue.timezone, hall.catalogue.day_ends).isoformat()


def _taken(hall: Hall, services: Iterable[Service], now: datetime, day: str) -> int:
    """Numbers given that day, and bookings that may still come."""
    assert hall.books is not None
    start, end = span_of_day(hall.catalogue, date.fromisoformat(day))
    today = booked = 0
    for service in services:
        if day == hall.day:
            today += hall.books.given.get(service.id, 0)
        slots = still_booked(hall, service, now)
        booked += bisect_left(slots, end) - bisect_left(slots, start)
    return today + booked
