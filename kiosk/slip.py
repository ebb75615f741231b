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
from protocol.hall import Visit

REQUIREMENTS_COUNT_MAX = 12
"""More than these stay on the screen and the ticket's page: a slip is read while walking."""


def receipt_for(
    visit: Visit, catalogue: Catalogue, language: Language, public_url: str, now: datetime, training: bool
) -> Receipt:
    """Words are in the interface's language of the moment, names in `language`; `now` is aware.

    A visit without a token (not issued by this device) has no code on its slip.
    """
    stop = visit.stops[0]
    tenant, service = catalogue.tenants[stop.tenant], catalogue.services[stop.service]
    local = now.astimezone(ZoneInfo(catalogue.timezone))
    requirements = service.standard.requirements[:REQUIREMENTS_COUNT_MAX] if service.standard else ()
    ready = [Bullet(requirement.in_(language)) for requirement in requirements]
    practice = _training() if training else ()
    parts: list[Part] = [
        *((*practice, Rule()) if practice else ()),
        Line(catalogue.name.in_(language), align="center", bold=True),
        Line(tenant.name.in_(language), align="center"),
        Rule(),
        Line(translate("Slip", "Your queue number"), align="center"),
        Line(visit.label, align="center", size="huge", bold=True),
        Line(service.name.in_(language), align="center", bold=True),
        Gap(),
        Line(_ahead_text(visit.ahead), align="center"),
        Rule(),
        Pair(translate("Slip", "Wait at"), zones_text(catalogue, stop.service, language), bold=True),
        Pair(translate("Slip", "Counter"), counters_text(catalogue, stop.service), bold=True),
        Pair(date_text(local, language), clock_text(local, language)),
        *_page(visit, public_url),
        *((Rule(), Line(translate("Slip", "Please have ready:"), bold=True), *ready) if ready else ()),
        *((Rule(), *practice) if practice else ()),
    ]
    return Receipt(parts=tuple(parts))


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
