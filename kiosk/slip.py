"""The slip: what a visitor carries from the kiosk to the counter, in the order in which it is needed."""

from __future__ import annotations

from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from client.language import translate
from client.moment import clock_text, date_text
from hardware.receipt import Bullet, Code, Gap, Line, Pair, Part, Receipt, Rule
from kiosk.offer import counters_text, zones_text
from protocol.catalogue import Catalogue, Language
from protocol.frames import Welcome
from protocol.visit import ENDED, Stop, Visit

REQUIREMENTS_COUNT_MAX = 12
"""More than these stay on the screen: a slip is read while walking. Twice as many for several errands."""


def receipt_for(
    visit: Visit, catalogue: Catalogue, language: Language, public_url: str, now: datetime, training: bool
) -> Receipt:
    """Words are in the interface's language of the moment, names in `language`; `now` is aware.

    A visit without a token (not issued by this device) has no code on its slip. A visit that has been printed
    before is marked as a copy, and keeps the time at which so many waited. Why somebody has priority is never
    on paper.
    """
    first, *_ = stops = due(visit)
    local = (visit.issued_at if visit.copies else now).astimezone(ZoneInfo(catalogue.timezone))
    several = len(stops) > 1
    ready = _requirements(stops, catalogue, language)
    practice = _training() if training else ()
    parts: list[Part] = [
        *((*practice, Rule()) if practice else ()),
        *((_copy(), Rule()) if visit.copies else ()),
        Line(catalogue.name.in_(language), align="center", bold=True),
        *(() if several else (Line(catalogue.tenants[first.tenant].name.in_(language), align="center"),)),
        Rule(),
        Line(translate("Slip", "Your queue number"), align="center"),
        Line(visit.label, align="center", size="huge", bold=True),
        *((_priority(),) if visit.priority is not None else ()),
        *(_several(visit, catalogue, language) if several else _one(visit, catalogue, language)),
        Pair(date_text(local, language), clock_text(local, language)),
        *_page(visit, public_url),
        *((Rule(), Line(translate("Slip", "Please have ready:"), bold=True), *ready) if ready else ()),
        *((Rule(), *practice) if practice else ()),
    ]
    return Receipt(parts=tuple(parts))


def due(visit: Visit) -> tuple[Stop, ...]:
    """The stops that its holder still has to go to; all where there is none left."""
    return tuple(stop for stop in visit.stops if stop.state not in ENDED) or visit.stops


def booked_text(stop: Stop, catalogue: Catalogue, language: Language) -> str:
    """`Booking at 09:00`; empty for what was not booked."""
    if stop.slot is None:
        return ""
    local = stop.slot.astimezone(ZoneInfo(catalogue.timezone))
    return translate("Slip", "Booking at %1").replace("%1", clock_text(local, language))


def ticket_url(visit: Visit, public_url: str) -> str:
    """The visitor's page for this ticket; empty for a visit that another device issued, or without an URL."""
    return f"{public_url}/t/{visit.token}" if visit.token and public_url else ""


def phone_url(welcome: Welcome) -> str:
    """Where a visitor's phone finds the server; empty where it cannot, as with an address of this machine.

    A training mall on one machine shows its codes nevertheless: its slips are to look like real ones.
    """
    host = urlsplit(welcome.public_url).hostname or ""
    return welcome.public_url if welcome.training or not _is_own(host) else ""


def _is_own(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in ("", "localhost")


def _one(visit: Visit, catalogue: Catalogue, language: Language) -> tuple[Part, ...]:
    """Where to go with one errand."""
    (stop,) = due(visit)
    return (
        Line(catalogue.services[stop.service].name.in_(language), align="center", bold=True),
        Gap(),
        *_turn(visit, stop, catalogue, language),
        Rule(),
        Pair(translate("Slip", "Wait at"), zones_text(catalogue, stop.service, language), bold=True),
        Pair(translate("Slip", "Counter"), counters_text(catalogue, stop.service), bold=True),
    )


def _several(visit: Visit, catalogue: Catalogue, language: Language) -> tuple[Part, ...]:
    """Where to go with each, in the order in which they are done soonest."""
    first, *_ = stops = due(visit)
    parts: list[Part] = [
        *_turn(visit, first, catalogue, language),
        Rule(),
        Line(translate("Slip", "One number for all of these, in this order:")),
    ]
    counter = translate("Slip", "Counter")
    for number, stop in enumerate(stops, start=1):
        place = f"{counter} {counters_text(catalogue, stop.service)}"
        parts += (
            Gap(),
            Line(f"{number}. {catalogue.services[stop.service].name.in_(language)}", bold=True),
            Line(catalogue.tenants[stop.tenant].short_name),
            Pair(zones_text(catalogue, stop.service, language), place, bold=True),
        )
    return (*parts, Rule())


def _requirements(stops: tuple[Stop, ...], catalogue: Catalogue, language: Language) -> list[Bullet]:
    """Of all of them, each once; a list that is cut says so."""
    standards = (catalogue.services[stop.service].standard for stop in stops)
    needed = (item.in_(language) for standard in standards if standard for item in standard.requirements)
    each_once = list(dict.fromkeys(needed))
    count_max = REQUIREMENTS_COUNT_MAX * min(2, len(stops))
    if (left_out := len(each_once) - count_max) > 0:
        more = translate("Slip", "and %1 more: please ask an officer").replace("%1", str(left_out))
        each_once[count_max:] = [more]
    return [Bullet(text) for text in each_once]


def _turn(visit: Visit, stop: Stop, catalogue: Catalogue, language: Language) -> tuple[Line, ...]:
    """Behind whom, as counted for the first stop; who comes at a booked hour stands behind nobody."""
    if booked := booked_text(stop, catalogue, language):
        return (Line(booked, align="center", bold=True),)
    return (Line(_ahead_text(visit.ahead), align="center"),) if stop is visit.stops[0] else ()


def _priority() -> Line:
    return Line(translate("Slip", "PRIORITY"), align="center", size="large", bold=True)


def _copy() -> Line:
    return Line(translate("Slip", "COPY"), align="center", size="large", bold=True)


def _ahead_text(ahead: int) -> str:
    if ahead == 0:
        return translate("Slip", "Nobody is waiting before you")
    if ahead == 1:
        return translate("Slip", "About 1 person is before you")
    return translate("Slip", "About %1 people are before you").replace("%1", str(ahead))


def _page(visit: Visit, public_url: str) -> tuple[Part, ...]:
    url = ticket_url(visit, public_url)
    if not url:
        return ()
    hint = translate("Slip", "Scan to follow the queue on your phone")
    return (Gap(), Code(url), Line(hint, align="center", size="small"))


def _training() -> tuple[Part, ...]:
    mark = translate("Slip", "TRAINING")
    note = translate("Slip", "This number is not real")
    return (Line(mark, align="center", size="large", bold=True), Line(note, align="center"))
