"""The slip of a booking made at the desk: its code, and when to come."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from client.language import translate
from client.moment import clock_text, date_text
from hardware.receipt import Bullet, Gap, Line, Pair, Part, Receipt, Rule
from kiosk.offer import counters_text, zones_text
from kiosk.reception.bookings import grouped
from kiosk.slip import REQUIREMENTS_COUNT_MAX
from protocol.catalogue import Catalogue, Language
from protocol.visit import Booking


def booking_receipt(
    booking: Booking, catalogue: Catalogue, language: Language, now: datetime, training: bool
) -> Receipt:
    """Words are in the interface's language of the moment, names in `language`; `now` is aware."""
    tenant, service = catalogue.tenants[booking.tenant], catalogue.services[booking.service]
    zone = ZoneInfo(catalogue.timezone)
    slot, local = booking.slot.astimezone(zone), now.astimezone(zone)
    requirements = service.standard.requirements[:REQUIREMENTS_COUNT_MAX] if service.standard else ()
    ready = [Bullet(requirement.in_(language)) for requirement in requirements]
    mark = Line(translate("Slip", "TRAINING"), align="center", size="large", bold=True)
    parts: list[Part] = [
        *((mark, Rule()) if training else ()),
        Line(catalogue.name.in_(language), align="center", bold=True),
        Line(tenant.name.in_(language), align="center"),
        Rule(),
        Line(translate("Slip", "Your booking code"), align="center"),
        Line(grouped(booking.code), align="center", size="huge", bold=True),
        Line(service.name.in_(language), align="center", bold=True),
        Gap(),
        Line(date_text(slot, language), align="center", bold=True),
        Line(clock_text(slot, language), align="center", size="large", bold=True),
        Gap(),
        Line(translate("Slip", "Check in with this code at a kiosk or at the reception."), align="center"),
        Rule(),
        Pair(translate("Slip", "Wait at"), zones_text(catalogue, booking.service, language), bold=True),
        Pair(translate("Slip", "Counter"), counters_text(catalogue, booking.service), bold=True),
        Pair(date_text(local, language), clock_text(local, language)),
        *((Rule(), Line(translate("Slip", "Please have ready:"), bold=True), *ready) if ready else ()),
    ]
    return Receipt(parts=tuple(parts))
