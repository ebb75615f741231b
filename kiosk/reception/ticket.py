"""The number or booking just made, as it stands large before the officer; and the printer's state."""

from __future__ import annotations

from client.language import translate
from kiosk import ticket
from kiosk.offer import counters_text, zones_text
from kiosk.reception.bookings import grouped
from kiosk.reception.scene import Scene
from kiosk.reception.slips import Mark, Slip
from protocol.catalogue import ServiceId
from protocol.visit import Booking, Visit

Facts = dict[str, object]
_FINE = frozenset({"ok", "unknown"})


def ticket_facts(slip: Slip, scene: Scene) -> Facts:
    """`kind` is `number` or `booking`; `question`: whether the officer is asked if the slip came out."""
    what = slip.of
    facts = _number(what, slip, scene) if isinstance(what, Visit) else _booking(what, slip, scene)
    tone, paper = _paper(slip)
    asked = slip.mark is Mark.QUESTION
    return {**facts, "mark": slip.mark.value, "question": asked, "tone": tone, "paper": paper}


def printer_facts(paper: str, *, present: bool) -> Facts:
    """Icon, text and tone for the corner; the text is empty while there is nothing to be said."""
    if not present:
        return {"text": translate("Reception", "No printer: numbers are told"), "tone": "neutral"}
    if paper in _FINE:
        return {"text": "", "tone": "success"}
    if paper == "near_end":
        return {"text": translate("Reception", "The paper is nearly used up."), "tone": "warning"}
    return {"text": trouble_text(paper), "tone": "danger"}


def trouble_text(code: str) -> str:
    """What keeps the desk's printer from printing; a code of hardware or of `press`."""
    match code:
        case "no_printer":
            return translate("Reception", "This desk has no printer.")
        case "busy":
            return translate("Reception", "Too many slips are waiting for the printer.")
        case _:
            return ticket.trouble_text(code)


def _number(visit: Visit, slip: Slip, scene: Scene) -> Facts:
    places = [_place(stop.service, slip, scene) for stop in visit.stops]
    names = [slip.catalogue.services[stop.service].name.in_(scene.language) for stop in visit.stops]
    several = len(names) > 1
    return {
        "kind": "number",
        "label": visit.label,
        "title": translate("Reception", "The visitor's number"),
        "services": [f"{name} ({place})" for name, place in zip(names, places, strict=True)]
        if several
        else names,
        "where": "" if several else places[0],
        "ahead": _ahead_text(visit.ahead),
    }


def _place(service: ServiceId, slip: Slip, scene: Scene) -> str:
    zones = zones_text(slip.catalogue, service, scene.language)
    counters = counters_text(slip.catalogue, service)
    return f"{zones} · {translate('Reception', 'Counter %1').replace('%1', counters)}"


def _booking(booking: Booking, slip: Slip, scene: Scene) -> Facts:
    when = translate("Reception", "%1 at %2").replace("%1", scene.day(booking.slot))
    return {
        "kind": "booking",
        "label": grouped(booking.code),
        "title": translate("Reception", "The booking's code"),
        "services": [slip.catalogue.services[booking.service].name.in_(scene.language)],
        "where": when.replace("%2", scene.clock(booking.slot)),
        "ahead": translate("Reception", "Check in with this code on the day"),
    }


def _ahead_text(ahead: int) -> str:
    if ahead == 0:
        return translate("Reception", "Nobody before them")
    return translate("Reception", "About %1 people before them").replace("%1", str(ahead))


def _paper(slip: Slip) -> tuple[str, str]:
    match slip.mark:
        case Mark.PRINTING:
            return "info", translate("Reception", "Printing…")
        case Mark.PRINTED | Mark.SEEN:
            return "success", translate("Reception", "The slip is out.")
        case Mark.QUESTION:
            return "warning", translate("Reception", "Did the slip come out?")
        case Mark.SCREEN:
            told = translate("Reception", "Tell the visitor, or write it down.")
            return "warning", " ".join(filter(None, (slip.trouble and trouble_text(slip.trouble), told)))
