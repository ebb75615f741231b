"""Bookings: a service at an hour, made ahead; at check-in it becomes a visit with a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from protocol.catalogue import Service, Slots
from protocol.hall import Hall, State
from protocol.messages import (
    BookingCancelled,
    BookingKept,
    BookingMade,
    BookSlot,
    CancelBooking,
    CheckIn,
    Reason,
    Refused,
)
from protocol.visit import Booking, BookingId, VisitId
from server.admission import admits, closed, day_at, late, still_booked, told, within_quota
from server.calendar import slots_on
from server.given import Decision, Given
from server.issuing import numbered, unknown_class

CHECK_IN_EARLY_MIN = 60
"""Nobody is checked in earlier than this before the slot."""
BOOKINGS_COUNT_MAX = 20_000
"""Open bookings in the hall: a month of a busy mall."""


def book(hall: Hall, command: BookSlot, given: Given) -> Decision:
    service = hall.catalogue.services.get(command.service)
    if service is None:
        return Refused(reason=Reason.UNKNOWN_SERVICE, about=command.service)
    if service.slots is None:
        return Refused(reason=Reason.NOT_BOOKABLE, about=service.id)
    if (refused := unknown_class(hall, command.priority)) is not None:
        return refused
    if command.slot.tzinfo is None:
        return Refused(reason=Reason.MALFORMED, about="slot: a time with its zone")
    # Before any other look at it: the first and the last hours of the calendar have no place in other zones.
    if not _soon(service.slots, command.slot, given.now):
        return Refused(reason=Reason.UNKNOWN_SLOT, about=command.slot.isoformat())
    slot = command.slot.astimezone(UTC)
    if (refused := _taken(hall, service, slot, given.now)) is not None:
        return refused
    if len(hall.bookings) >= BOOKINGS_COUNT_MAX or _by_code(hall, given.code) is not None:
        return Refused(reason=Reason.OVERLOADED, about=service.id)
    made = BookingMade(
        booking=BookingId(hall.seq + 1),
        tenant=service.tenant,
        issuer=given.actor.device,
        service=service.id,
        slot=slot,
        language=command.language,
        code=given.code,
        priority=command.priority,
    )
    return (made,)


def cancel(hall: Hall, command: CancelBooking, given: Given) -> Decision:
    booking = _by_code(hall, command.code)
    if booking is None:
        return Refused(reason=Reason.UNKNOWN_BOOKING, about=command.code)
    return (_cancelled(booking, "visitor"),)


def check_in(hall: Hall, command: CheckIn, given: Given) -> Decision:
    booking = _by_code(hall, command.code)
    service = None if booking is None else hall.catalogue.services.get(booking.service)
    if booking is None or service is None:
        return Refused(reason=Reason.UNKNOWN_BOOKING, about=command.code)
    if hall.day is None:
        return Refused(reason=Reason.DAY_OVER)
    day = day_at(hall, booking.slot)
    if day != hall.day:
        return Refused(reason=Reason.WRONG_DAY, about=day, again=_doors(booking))
    if given.now < _doors(booking):
        return Refused(reason=Reason.TOO_EARLY, about=booking.slot.isoformat(), again=_doors(booking))
    # Its place was given away: whoever comes now is as welcome as any walk-in, and no more.
    walk_in = late(service, booking.slot, given.now)
    if walk_in and (refused := admits(hall, service, given.now)) is not None:
        return refused
    if (closure := closed(hall, service, given.now)) is not None:
        return told(hall, service, closure)
    kept = BookingKept(booking=booking.id, tenant=booking.tenant, issuer=booking.issuer)
    ticket = numbered(
        hall,
        service,
        given,
        visit=VisitId(hall.seq + 2),
        language=booking.language,
        kind="walk_in" if walk_in else "booking",
        priority=booking.priority,
        slot=None if walk_in else booking.slot,
    )
    return ticket if isinstance(ticket, Refused) else (kept, ticket)


def missed(hall: Hall, day: str) -> Iterator[BookingCancelled]:
    """With a day end the bookings of those who did not come."""
    for booking in sorted(hall.bookings.values(), key=lambda booking: booking.id):
        if day_at(hall, booking.slot) <= day:
            yield _cancelled(booking, "missed")


def free_places(hall: Hall, service: Service, slot: datetime, now: datetime) -> int:
    """How many may still be booked for a slot."""
    assert service.slots is not None
    return max(0, service.slots.capacity - _in_slots(hall, service, now)[slot])


def free_on(hall: Hall, service: Service, wall: date, now: datetime) -> dict[datetime, int]:
    """The slots of a date on the mall's wall, and how many may still be booked for each: 0 too where a
    closure, the quota, the time or the day's end forbids it."""
    assert service.slots is not None
    slots = slots_on(hall.catalogue, service, wall)
    days = {day_at(hall, slot) for slot in slots}
    full = {day for day in days if _over(hall, day) or within_quota(hall, service, now, day) is not None}
    taken = _in_slots(hall, service, now)
    free: dict[datetime, int] = {}
    for slot in slots:
        can = _soon(service.slots, slot, now) and day_at(hall, slot) not in full
        can = can and closed(hall, service, slot) is None
        free[slot] = max(0, service.slots.capacity - taken[slot]) if can else 0
    return free


def _in_slots(hall: Hall, service: Service, now: datetime) -> Counter[datetime]:
    """How many have a place in each slot of the service: booked and not late, or here."""
    taken = Counter(still_booked(hall, service, now))
    first = (visit.stops[0] for visit in hall.visits.values())
    taken.update(
        stop.slot
        for stop in first
        if stop.slot is not None and stop.service == service.id and stop.state is not State.CANCELLED
    )
    return taken


def _over(hall: Hall, day: str) -> bool:
    """Whether a day (ISO) has been ended already."""
    return hall.last_day is not None and day <= hall.last_day


def _soon(slots: Slots, slot: datetime, now: datetime) -> bool:
    """Neither past nor too far ahead."""
    return slot > now and slot - now <= timedelta(days=slots.days_ahead)


def _taken(hall: Hall, service: Service, slot: datetime, now: datetime) -> Refused | None:
    """Why this slot cannot be booked."""
    assert service.slots is not None
    day = day_at(hall, slot)
    # Slots are of the wall's date, which in the last hours of the evening is not the mall's day.
    wall = slot.astimezone(ZoneInfo(hall.catalogue.timezone)).date()
    if slot not in slots_on(hall.catalogue, service, wall):
        return Refused(reason=Reason.UNKNOWN_SLOT, about=slot.isoformat())
    if _over(hall, day):
        return Refused(reason=Reason.DAY_OVER, about=day)
    if (closure := closed(hall, service, slot)) is not None:
        return told(hall, service, closure)
    if not free_places(hall, service, slot, now):
        return Refused(reason=Reason.SLOT_FULL, about=slot.isoformat())
    full = within_quota(hall, service, now, day)
    # Tomorrow's walk-ins are no answer to who wants that day.
    return None if full is None else replace(full, again=None)


def _by_code(hall: Hall, code: str) -> Booking | None:
    return next((booking for booking in hall.bookings.values() if booking.code == code), None)


def _doors(booking: Booking) -> datetime:
    return booking.slot - timedelta(minutes=CHECK_IN_EARLY_MIN)


def _cancelled(booking: Booking, reason: Literal["visitor", "missed"]) -> BookingCancelled:
    return BookingCancelled(booking=booking.id, tenant=booking.tenant, issuer=booking.issuer, reason=reason)
