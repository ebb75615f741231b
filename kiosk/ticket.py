"""What the screen says about the number just given, and about a printer in trouble."""

from __future__ import annotations

from dataclasses import dataclass

from client.language import translate
from kiosk.offer import counters_text, zones_text
from kiosk.slip import booked_text, due, ticket_url
from protocol.catalogue import Catalogue, Language
from protocol.visit import Stop, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketStop:
    """One of several errands, in the order in which they are done."""

    key: str
    number: int
    service: str
    place: str
    """`Dispendukcapil · North zone · Counter 1–3`"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPage:
    """A number with all that its holder must know. `url` is empty where no page can be opened.

    `service` to `counters` are those of the first stop; `stops` is empty where there is but one.
    """

    label: str = ""
    service: str = ""
    tenant: str = ""
    zone: str = ""
    counters: str = ""
    ahead: str = ""
    """Empty for who comes at a booked hour."""
    url: str = ""
    priority: str = ""
    """That it goes before others; never for which reason."""
    booked: str = ""
    """For which hour."""
    note: str = ""
    """What else its holder should know."""
    stops: tuple[TicketStop, ...] = ()


def ticket_page(
    visit: Visit, catalogue: Catalogue, language: Language, public_url: str, *, checked_in: bool = False
) -> TicketPage:
    """`checked_in`: with the code of a booking, whose hour may have gone."""
    stop, *_ = ways = due(visit)
    stops = tuple(_stop(each, number, catalogue, language) for number, each in enumerate(ways, start=1))
    booked = booked_text(stop, catalogue, language)
    late = translate("Kiosk", "Your booked hour is over. This number is for the ordinary queue.")
    return TicketPage(
        label=visit.label,
        service=catalogue.services[stop.service].name.in_(language),
        tenant=catalogue.tenants[stop.tenant].name.in_(language),
        zone=zones_text(catalogue, stop.service, language),
        counters=counters_text(catalogue, stop.service),
        ahead="" if booked else ahead_text(visit.ahead),
        url=ticket_url(visit, public_url),
        priority=translate("Kiosk", "Priority") if visit.priority is not None else "",
        booked=booked,
        note=late if checked_in and stop.kind == "walk_in" else "",
        stops=stops if len(stops) > 1 else (),
    )


def trouble_text(code: str) -> str:
    """What keeps the printer from printing, for a visitor; a code of hardware or of `press`."""
    match code:
        case "paper_out":
            return translate("Kiosk", "The printer has run out of paper.")
        case "cover_open":
            return translate("Kiosk", "The printer's cover is open.")
        case "cutter_error":
            return translate("Kiosk", "The printer's knife is stuck.")
        case "no_printer":
            return translate("Kiosk", "This kiosk shows your number on the screen.")
        case "unreachable" | "disconnected":
            return translate("Kiosk", "The printer is not connected.")
        case _:
            return translate("Kiosk", "The printer does not respond.")


def ahead_text(ahead: int) -> str:
    """Behind how many; `Nobody` for the first."""
    if ahead == 0:
        return translate("Kiosk", "Nobody")
    if ahead == 1:
        return translate("Kiosk", "About 1 person")
    return translate("Kiosk", "About %1 people").replace("%1", str(ahead))


def _stop(stop: Stop, number: int, catalogue: Catalogue, language: Language) -> TicketStop:
    counters = counters_text(catalogue, stop.service)
    place = (
        catalogue.tenants[stop.tenant].short_name,
        zones_text(catalogue, stop.service, language),
        translate("Kiosk", "Counter %1").replace("%1", counters),
    )
    return TicketStop(
        key=f"{number}-{stop.service}",
        number=number,
        service=catalogue.services[stop.service].name.in_(language),
        place=" · ".join(place),
    )
