"""May a number be given, told a second time: the wall's clock, what is closed, and what is used up."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from protocol.catalogue import WEEKDAYS, Schedule, Service
from protocol.messages import Reason
from tests.simulation.slips import Book, Promise, Shutter


def wall(book: Book, at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(book.mall.timezone))


def day_at(book: Book, at: datetime) -> str:
    """The mall's day: from the hour at which days end it is tomorrow's."""
    local = wall(book, at)
    after = local.strftime("%H:%M") >= book.mall.day_ends
    return (local.date() + timedelta(days=1) if after else local.date()).isoformat()


def why_not(book: Book, service: str, now: datetime, *, quota: bool = True) -> set[Reason]:
    """All that is in the way of a number for a service now."""
    if book.day is None:
        return {Reason.DAY_OVER}
    what = service_of(book, service)
    reasons: set[Reason] = set()
    if closed_at(book, what, now):
        reasons.add(Reason.TEMPORARILY_CLOSED)
    if (shut := shut_at(book, what, now)) is not None:
        reasons.add(shut)
    # The day that goes on, also while the clock is in doubt and it should have ended.
    if quota and full(book, what, now, book.day):
        reasons.add(Reason.QUOTA_REACHED)
    return reasons


def service_of(book: Book, service: str) -> Service:
    return next(each for name, each in book.mall.services.items() if name == service)


def schedule_of(book: Book, service: Service) -> Schedule:
    return book.mall.tenants[service.tenant].schedule


def closed_at(book: Book, service: Service, at: datetime) -> bool:
    return bool(closures_at(book, service, at))


def closures_at(book: Book, service: Service, at: datetime) -> list[Shutter]:
    concerned = [e for e in book.shutters.values() if e.approved and e.concerns(service.tenant, service.id)]
    return [each for each in concerned if each.until is None or at < each.until]


def shut_at(book: Book, service: Service, now: datetime) -> Reason | None:
    """By the hours of the wall's clock; in these malls no clock is changed while they are open for part of
    the day only."""
    schedule, local = schedule_of(book, service), wall(book, now)
    hours = schedule.hours.get(WEEKDAYS[local.weekday()])
    if local.date().isoformat() in schedule.closed:
        return Reason.HOLIDAY
    if hours is None:
        return Reason.CLOSED_TODAY
    clock = local.hour * 60 + local.minute
    opens, closes = _minutes(hours[:5]), _minutes(hours[6:])
    if clock >= closes:
        return Reason.OVER_FOR_TODAY
    for rest in schedule.breaks:
        inside = _minutes(rest.time[:5]) <= clock < _minutes(rest.time[6:])
        if WEEKDAYS[local.weekday()] in rest.days and not rest.issuing and inside:
            return Reason.ON_BREAK
    if clock < max(0, opens - schedule.early_min):
        return Reason.NOT_YET_OPEN
    last = closes - schedule.last_ticket_min
    if service.last_ticket is not None:
        last = min(last, _minutes(service.last_ticket))
    return Reason.CUT_OFF if clock >= last else None


def late(book: Book, promise: Promise, now: datetime) -> bool:
    slots = service_of(book, promise.service).slots
    assert slots is not None
    return now - promise.slot > timedelta(minutes=slots.tolerance_min)


def used(book: Book, services: set[str], now: datetime, day: str) -> int:
    """Of a quota: numbers given that day, and bookings that may still come."""
    given = sum(book.counted.get(service, 0) for service in services) if day == book.day else 0
    return given + sum(
        each.service in services and not late(book, each, now) and day_at(book, each.slot) == day
        for each in book.promises.values()
    )


def full(book: Book, service: Service, now: datetime, day: str, more: int = 1) -> bool:
    """Whether `more` are too many for the service or for its tenant."""
    theirs = {str(each.id) for each in book.mall.services.values() if each.tenant == service.tenant}
    of_tenant = book.mall.tenants[service.tenant].quota
    return (service.quota is not None and used(book, {service.id}, now, day) + more > service.quota) or (
        of_tenant is not None and used(book, theirs, now, day) + more > of_tenant
    )


def slot_exists(book: Book, service: Service, slot: datetime, now: datetime) -> bool:
    """Whether this is the start of a slot that may be booked now."""
    assert service.slots is not None
    if not now < slot <= now + timedelta(days=service.slots.days_ahead):
        return False
    schedule, local = schedule_of(book, service), wall(book, slot)
    hours = schedule.hours.get(WEEKDAYS[local.weekday()])
    own_day = local.date().isoformat()
    if hours is None or own_day in schedule.closed:
        return False
    length = timedelta(minutes=service.slots.minutes)
    opens, closes = _on(book, local.date(), hours[:5]), _on(book, local.date(), hours[6:])
    last = _minutes(hours[6:]) - schedule.last_ticket_min
    if service.last_ticket is not None:
        last = min(last, _minutes(service.last_ticket))
    in_step = (slot - opens) % length == timedelta()
    rests = [rest.time for rest in schedule.breaks if WEEKDAYS[local.weekday()] in rest.days]
    touched = any(
        slot < _on(book, local.date(), rest[6:]) and _on(book, local.date(), rest[:5]) < slot + length
        for rest in rests
    )
    begins_in_time = slot < _on(book, local.date(), f"{last // 60:02}:{last % 60:02}")
    return slot >= opens and in_step and slot + length <= closes and begins_in_time and not touched


def places_taken(book: Book, service: Service, slot: datetime, now: datetime) -> int:
    """Of a slot: bookings that may still come, and who has checked in and not cancelled."""
    booked = sum(
        each.service == service.id and each.slot == slot and not late(book, each, now)
        for each in book.promises.values()
    )
    here = sum(
        first.slot == slot and first.service == service.id and first.state != "cancelled"
        for first in (slip.errands[0] for slip in book.slips.values())
    )
    return booked + here


def _on(book: Book, day: date, clock: str) -> datetime:
    """An hour of the wall's clock as an instant; 24:00 is the next day's 00:00."""
    hour, minute = int(clock[:2]), int(clock[3:])
    if hour == 24:
        day, hour = day + timedelta(days=1), 0
    # Same zone in, plain arithmetic out: compare instants only.
    return datetime.combine(day, time(hour, minute), ZoneInfo(book.mall.timezone)).astimezone(ZoneInfo("UTC"))


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])
