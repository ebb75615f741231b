"""Bookings as the desk sees them: who is due, and the hour that an officer types for a new one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from client.language import translate
from client.moment import clock_text, day_text
from kiosk.reception.scene import Scene
from protocol.catalogue import WEEKDAYS, Service
from protocol.messages import BOOKING_CODE_DIGITS
from protocol.visit import Booking, BookingId

SOON_MIN = 60
"""Whose hour is nearer than this is marked in the list."""
FOUND_COUNT_MAX = 100

_CLOCK = re.compile(r"([0-9]{1,2})(?:[.:]?([0-9]{2}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingRow:
    """One booking in the list; `tone` is a name that `Chip` knows."""

    key: BookingId
    clock: str
    day: str
    """Empty for today."""
    service: str
    tenant: str
    code: str
    due: str
    tone: str


def of_day(hall_bookings: Iterable[Booking], scene: Scene) -> tuple[Booking, ...]:
    """Today's, in the order of their hours."""
    today = scene.local.date()
    ours = (booking for booking in hall_bookings if scene.at_mall(booking.slot).date() == today)
    return _sorted(ours)


def with_digits(hall_bookings: Iterable[Booking], digits: str) -> tuple[Booking, ...]:
    """Of any day, whose code begins like that."""
    return _sorted(
        booking for booking in hall_bookings if booking.code is not None and booking.code.startswith(digits)
    )


def booking_rows(scene: Scene, bookings: Iterable[Booking]) -> list[BookingRow]:
    return [_row(scene, booking) for booking in bookings]


def booking_facts(scene: Scene, booking: Booking) -> dict[str, object]:
    row = _row(scene, booking)
    return {
        "code": row.code,
        "clock": row.clock,
        "day": scene.day(booking.slot),
        "service": row.service,
        "tenant": row.tenant,
        "tint": scene.tint(booking.tenant),
        "due": row.due,
        "tone": row.tone,
        "className": "" if booking.priority is None else scene.class_name(booking.priority),
    }


def grouped(code: str | None) -> str:
    """`1234 5678`: as it is read out."""
    half = BOOKING_CODE_DIGITS // 2
    return "" if code is None else f"{code[:half]} {code[half:]}"


def clock_of(text: str) -> time | None:
    """`9`, `0930`, `9.30` or `09:30`; None for anything else."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return None
    return time(int(match[1]), int(match[2] or 0))


def days_of(scene: Scene, service: Service) -> tuple[date, ...]:
    """On which the service may be booked, as far as weekdays tell; days off are the server's to refuse."""
    if service.slots is None:
        return ()
    hours = scene.catalogue.tenants[service.tenant].schedule.hours
    today = scene.local.date()
    days = (today + timedelta(days=ahead) for ahead in range(service.slots.days_ahead + 1))
    return tuple(day for day in days if WEEKDAYS[day.weekday()] in hours)


def day_facts(scene: Scene, service: Service, day: date) -> dict[str, object]:
    """For the form: the day, when the service is open on it, how long a slot is, and what is taken."""
    assert service.slots is not None
    at_noon = scene.local.replace(year=day.year, month=day.month, day=day.day, hour=12)
    hours = scene.catalogue.tenants[service.tenant].schedule.hours.get(WEEKDAYS[day.weekday()], "")
    opens, _, closes = hours.partition("-")
    slots = translate("Reception", "A new slot every %1 minutes from %2 to %3, for %4 each.")
    slots = slots.replace("%1", str(service.slots.minutes)).replace("%4", str(service.slots.capacity))
    return {
        "day": day_text(at_noon, scene.language),
        "slots": slots.replace("%2", _wall(scene, opens)).replace("%3", _wall(scene, closes)),
        "taken": _taken_text(scene, service, day),
    }


def slot_at(scene: Scene, day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, ZoneInfo(scene.catalogue.timezone))


def _taken_text(scene: Scene, service: Service, day: date) -> str:
    """`Booked: 09:00 2/4 · 09:30 4/4`; empty while nothing is."""
    assert service.slots is not None
    taken: dict[datetime, int] = {}
    for booking in scene.hall.bookings.values():
        if booking.service == service.id and scene.at_mall(booking.slot).date() == day:
            taken[booking.slot] = taken.get(booking.slot, 0) + 1
    if not taken:
        return translate("Reception", "Nothing is booked on this day yet.")
    hours = (f"{scene.clock(slot)} {taken[slot]}/{service.slots.capacity}" for slot in sorted(taken))
    return translate("Reception", "Booked: %1").replace("%1", " · ".join(hours))


def _wall(scene: Scene, written: str) -> str:
    """HH:MM of the catalogue as the language writes it."""
    if written == "24:00" or not written:
        return written
    return clock_text(datetime.combine(scene.local.date(), time.fromisoformat(written)), scene.language)


def _row(scene: Scene, booking: Booking) -> BookingRow:
    today = scene.at_mall(booking.slot).date() == scene.local.date()
    due, tone = _due(scene, booking) if today else (scene.day(booking.slot), "neutral")
    return BookingRow(
        key=booking.id,
        clock=scene.clock(booking.slot),
        day="" if today else scene.day(booking.slot),
        service=scene.service_name(booking.service),
        tenant=scene.tenant_name(booking.tenant),
        code=grouped(booking.code),
        due=due,
        tone=tone,
    )


def _due(scene: Scene, booking: Booking) -> tuple[str, str]:
    """When, from now, and how urgent that is."""
    minutes = round((booking.slot - scene.now).total_seconds() / 60)
    service = scene.catalogue.services.get(booking.service)
    tolerance_min = 0 if service is None or service.slots is None else service.slots.tolerance_min
    if minutes < -tolerance_min:
        return translate("Reception", "%1 min late: as a walk-in").replace("%1", str(-minutes)), "danger"
    if minutes < 0:
        return translate("Reception", "%1 min late").replace("%1", str(-minutes)), "warning"
    if minutes == 0:
        return translate("Reception", "Now"), "accent"
    if minutes <= SOON_MIN:
        return translate("Reception", "In %1 min").replace("%1", str(minutes)), "primary"
    hours = minutes // 60
    return translate("Reception", "In about %1 h").replace("%1", str(hours)), "neutral"


def _sorted(bookings: Iterable[Booking]) -> tuple[Booking, ...]:
    return tuple(sorted(bookings, key=lambda booking: (booking.slot, booking.id))[:FOUND_COUNT_MAX])
