"""What gives no numbers for a while: a whole agency, or some of its services, and when it opens again."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from client.language import translate
from client.moment import clock_text, short_date_text
from client.reasons import again_text
from protocol.catalogue import CounterId, Language, ServiceId, TenantId
from protocol.hall import Hall
from protocol.messages import Reason, Refused
from protocol.visit import Closure

NOTES_COUNT_MAX = 6
"""So many closures are told in turn, the latest ones; each stands long enough to be read."""
NAMES_COUNT_MAX = 4
"""So many agencies are named that are closed for one reason; of more only the count is."""


class Closing(Struct, frozen=True, kw_only=True):
    """Of one agency."""

    services: int
    """So many of its services are closed."""
    whole: bool
    until: datetime | None
    """When the first of them opens again; None: nobody knows."""


def holding(hall: Hall, now: datetime) -> tuple[Closure, ...]:
    """Those that hold, the latest first; the hall hears of none that is not decided."""
    held = [closure for closure in hall.closures.values() if closure.until is None or now < closure.until]
    return tuple(sorted(held, key=lambda closure: closure.id, reverse=True))


def closings(hall: Hall, now: datetime) -> dict[TenantId, Closing]:
    """Agencies without a closure are left out."""
    held = holding(hall, now)
    found: dict[TenantId, Closing] = {}
    for tenant in {closure.tenant for closure in held}:
        services = [service.id for service in hall.catalogue.services.values() if service.tenant == tenant]
        theirs = [closure for closure in held if closure.tenant == tenant]
        ends = [
            [closure.until for closure in theirs if closure.service in (None, service)]
            for service in services
        ]
        shut = [_last(each) for each in ends if each]
        found[tenant] = Closing(
            services=len(shut),
            whole=len(shut) == len(services),
            until=min((until for until in shut if until is not None), default=None),
        )
    return found


def closing_text(closing: Closing, local: datetime, language: Language) -> str:
    """For a small place: `Closed · opens 13:00`; local is now in the mall's zone."""
    if not closing.whole:
        return translate("Display", "Services closed: %1").replace("%1", str(closing.services))
    if closing.until is None:
        return translate("Display", "Closed for now")
    until = closing.until.astimezone(local.tzinfo)
    today = until.date() == local.date()
    text = clock_text(until, language) if today else short_date_text(until, language)
    return translate("Display", "Closed · opens %1").replace("%1", text)


def closing_notes(
    hall: Hall, counters: frozenset[CounterId], local: datetime, language: Language
) -> tuple[str, ...]:
    """A sentence for each reason why something is closed, of the agencies that have one of these counters;
    the latest first."""
    catalogue = hall.catalogue
    here = {catalogue.counters[counter].tenant for counter in counters}
    alike: dict[tuple[str, datetime | None, ServiceId | None], list[Closure]] = {}
    for closure in holding(hall, local):
        if closure.tenant in here:
            alike.setdefault((closure.reason, closure.until, closure.service), []).append(closure)
    notes = [_note(hall, closures, len(here), local, language) for closures in alike.values()]
    return tuple(notes[:NOTES_COUNT_MAX])


def _note(hall: Hall, closures: list[Closure], count: int, local: datetime, language: Language) -> str:
    """Of those closed for one reason until one hour; `count`: agencies there are."""
    closure, names = closures[0], {hall.catalogue.tenants[one.tenant].short_name for one in closures}
    if closure.service is not None:
        what = f"{min(names)} – {hall.catalogue.services[closure.service].name.in_(language)}"
    elif 1 < len(names) == count:
        what = translate("Display", "All agencies")
    elif len(names) > NAMES_COUNT_MAX:
        what = translate("Display", "%1 agencies").replace("%1", str(len(names)))
    else:
        what = ", ".join(sorted(names))
    text = (
        translate("Display", "%1: temporarily closed (%2).").replace("%1", what).replace("%2", closure.reason)
    )
    refused = Refused(reason=Reason.TEMPORARILY_CLOSED, again=closure.until)
    return f"{text} {again_text(refused, language, local)}".rstrip()


def _last(ends: list[datetime | None]) -> datetime | None:
    """None if nobody knows when one of them is."""
    known = [end for end in ends if end is not None]
    return max(known) if len(known) == len(ends) else None
