"""What the screen says about the number just given, and about a printer in trouble."""

from __future__ import annotations

from dataclasses import dataclass

from client.language import translate
from kiosk.offer import counters_text, zones_text
from kiosk.slip import ticket_url
from protocol.catalogue import Catalogue, Language
from protocol.hall import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPage:
    """A number with all that its holder must know. `url` is empty where no page can be opened."""

    label: str = ""
    service: str = ""
    tenant: str = ""
    zone: str = ""
    counters: str = ""
    ahead: str = ""
    url: str = ""


def ticket_page(visit: Visit, catalogue: Catalogue, language: Language, public_url: str) -> TicketPage:
    stop = visit.stops[0]
    return TicketPage(
        label=visit.label,
        service=catalogue.services[stop.service].name.in_(language),
        tenant=catalogue.tenants[stop.tenant].name.in_(language),
        zone=zones_text(catalogue, stop.service, language),
        counters=counters_text(catalogue, stop.service),
        ahead=_ahead_text(visit.ahead),
        url=ticket_url(visit, public_url),
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


def _ahead_text(ahead: int) -> str:
    if ahead == 0:
        return translate("Kiosk", "Nobody")
    if ahead == 1:
        return translate("Kiosk", "About 1 person")
    return translate("Kiosk", "About %1 people").replace("%1", str(ahead))
