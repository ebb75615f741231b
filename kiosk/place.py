"""Where a number stands that was scanned, in plain words: one message, and where to go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from client.language import translate
from kiosk.looking import Unread
from kiosk.offer import counters_text, zones_text
from kiosk.slip import booked_text
from protocol.catalogue import Catalogue, Language, ServiceId
from protocol.frames import Place, Presented
from protocol.visit import ENDED, State, Stop, Visit

Tone = Literal["neutral", "primary", "accent", "success", "warning", "danger"]

WAITS = frozenset({State.WAITING, State.PRINTING})
"""To be called; a slip that was scanned is as good as confirmed."""
NAMED = frozenset({State.CALLED, State.SERVING, State.PARKED})
"""In words that say the counter."""
_LOOKS: dict[State, tuple[Tone, str]] = {
    State.CALLED: ("accent", "megaphone"),
    State.SERVING: ("success", "user"),
    State.WAITING: ("primary", "armchair"),
    State.PRINTING: ("primary", "armchair"),
    State.PLANNED: ("neutral", "clock"),
    State.PARKED: ("warning", "file-text"),
    State.FINISHED: ("success", "check-circle"),
    State.TRANSFERRED: ("neutral", "arrow-right"),
    State.NO_SHOW: ("danger", "user-x"),
    State.CANCELLED: ("neutral", "x"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceStop:
    """One of several errands, in the order of the slip. `tone` is a name that `Chip` knows."""

    service: str
    where: str
    """`Dispendukcapil · North zone · Counter 1–3`, without counters that `standing` says; empty once over."""
    standing: str
    tone: Tone
    emblem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePage:
    """`headline` and `text` say what is, and what to do. `service` to `ahead` are of the stop that they are
    about; `stops` is empty where there is but one."""

    label: str = ""
    headline: str = ""
    text: str = ""
    tone: Tone = "neutral"
    emblem: str = ""
    service: str = ""
    tenant: str = ""
    zone: str = ""
    counters: str = ""
    waits: bool = False
    ahead: str = ""
    """Empty: the text says so already."""
    priority: str = ""
    """That it goes before others; never for which reason."""
    booked: str = ""
    stops: tuple[PlaceStop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadPage:
    title: str = ""
    text: str = ""


def place_page(presented: Presented, catalogue: Catalogue, language: Language) -> PlacePage:
    visit, places = presented.visit, presented.places
    index = visit.foremost
    stop, place = visit.stops[index], places[index]
    tone, emblem = _LOOKS[stop.state]
    if presented.today or visit.open:
        headline, text = _message(stop, place, catalogue)
    else:
        tone, emblem = "neutral", "calendar"
        headline = translate("Kiosk", "This is not a number of today")
        text = translate("Kiosk", "Please take a new number if you still need one.")
    over = stop.state in ENDED
    rows = tuple(
        _row(visit, each, places[index], catalogue, language) for index, each in enumerate(visit.stops)
    )
    return PlacePage(
        label=visit.label,
        headline=headline,
        text=text,
        tone=tone,
        emblem=emblem,
        service=_service(stop.service, catalogue, language),
        tenant=catalogue.tenants[stop.tenant].name.in_(language) if stop.tenant in catalogue.tenants else "",
        zone="" if over else zones_text(catalogue, stop.service, language),
        counters="" if over else _counters(stop, catalogue),
        waits=stop.state in WAITS,
        priority=translate("Kiosk", "Priority") if visit.priority is not None and not over else "",
        booked="" if over else booked_text(stop, catalogue, language),
        stops=rows if len(rows) > 1 else (),
    )


def unread_page(unread: Unread | None) -> UnreadPage:
    match unread:
        case "unknown":
            title = translate("Kiosk", "This number is no longer in use")
            text = translate(
                "Kiosk",
                "It may be a slip of another day or place. Please take a new number, or ask an officer.",
            )
        case "unreadable":
            title = translate("Kiosk", "This code could not be read")
            text = translate(
                "Kiosk",
                "Please hold the square code on your slip before the scanner, or ask an officer.",
            )
        case "no_answer":
            title = translate("Kiosk", "Your number cannot be looked up right now")
            text = translate("Kiosk", "It stays valid. Please scan it again in a moment, or ask an officer.")
        case None:
            title = text = ""
    return UnreadPage(title=title, text=text)


def _message(stop: Stop, place: Place, catalogue: Catalogue) -> tuple[str, str]:
    """What is, and what to do."""
    match stop.state:
        case State.CALLED:
            headline = translate("Kiosk", "Please go to counter %1 now")
            text = translate("Kiosk", "Your number has been called.")
        case State.SERVING:
            headline = translate("Kiosk", "You are being served at counter %1")
            text = ""
        case State.WAITING | State.PRINTING if place.restored:
            headline = translate("Kiosk", "Your number is back in the queue")
            away = translate("Kiosk", "You were away when it was called.")
            text = f"{away} {_turn(stop, place)}"
        case State.WAITING | State.PRINTING:
            headline = translate("Kiosk", "You are in the queue")
            text = _turn(stop, place)
        case State.PLANNED:
            headline = translate("Kiosk", "This errand comes later")
            text = translate("Kiosk", "It will be called once the one before it is finished.")
        case State.PARKED:
            headline, text = _parked(stop.parked)
        case State.NO_SHOW:
            headline = translate("Kiosk", "Your number was called and has passed")
            text = translate("Kiosk", "That was too long ago. Please take a new number, or ask an officer.")
        case State.FINISHED | State.TRANSFERRED:
            headline = translate("Kiosk", "All is finished")
            text = translate("Kiosk", "Thank you for your visit.")
        case State.CANCELLED:
            headline = translate("Kiosk", "This number is cancelled")
            text = _cancelled(stop.cancelled)
    counters = _counters(stop, catalogue)
    return headline.replace("%1", counters), text.replace("%1", counters)


def _turn(stop: Stop, place: Place) -> str:
    """Behind how many; who comes at a booked hour stands behind nobody."""
    if stop.kind == "booking":
        return translate("Kiosk", "Please sit down. Your number will be called and shown.")
    if place.ahead == 0:
        return translate("Kiosk", "It is your turn soon. Please stay near the counters.")
    if place.ahead == 1:
        return translate("Kiosk", "About 1 person is before you.")
    return translate("Kiosk", "About %1 people are before you.").replace("%1", str(place.ahead))


def _parked(reason: str | None) -> tuple[str, str]:
    match reason:
        case "documents":
            headline = translate("Kiosk", "Please complete your documents")
            text = translate("Kiosk", "Then report at counter %1. You need no new number.")
        case "counter_freed":
            headline = translate("Kiosk", "Please report at counter %1")
            text = translate("Kiosk", "Sorry, the officer had to leave. You need no new number.")
        case _:
            headline = translate("Kiosk", "We keep your number for you")
            text = translate("Kiosk", "When you are ready, report at counter %1. You need no new number.")
    return headline, text


def _cancelled(reason: str | None) -> str:
    match reason:
        case "visitor":
            return translate("Kiosk", "As you wished. Please take a new number if you still need one.")
        case "not_confirmed":
            return translate("Kiosk", "It was not used in time. Please take a new number.")
        case "day_ended":
            return translate("Kiosk", "The day is over. Please come again on the next working day.")
        case "closed":
            return translate("Kiosk", "The service had to close for today. Please ask an officer.")
        case _:
            return translate("Kiosk", "If that is a mistake, please ask an officer.")


def _row(visit: Visit, stop: Stop, place: Place, catalogue: Catalogue, language: Language) -> PlaceStop:
    tenant = catalogue.tenants.get(stop.tenant)
    where = (
        "" if tenant is None else tenant.short_name,
        zones_text(catalogue, stop.service, language),
        "" if stop.state in NAMED else _counter_text(stop, catalogue),
    )
    tone, emblem = _LOOKS[stop.state]
    return PlaceStop(
        service=_service(stop.service, catalogue, language),
        where="" if stop.state in ENDED else " · ".join(filter(None, where)),
        standing=_standing(visit, stop, place, catalogue),
        tone=tone,
        emblem=emblem,
    )


def _standing(visit: Visit, stop: Stop, place: Place, catalogue: Catalogue) -> str:
    """A state in a line; behind whom only while it can be called."""
    match stop.state:
        case State.CALLED:
            text = translate("Kiosk", "Called to counter %1: please go there")
        case State.SERVING:
            text = translate("Kiosk", "Being served at counter %1")
        case State.WAITING | State.PRINTING:
            back = translate("Kiosk", "Back in the queue") if place.restored else ""
            before = "" if visit.at_counter or stop.kind == "booking" else _before(place.ahead)
            return " · ".join(filter(None, (back or translate("Kiosk", "Waiting"), before)))
        case State.PLANNED:
            text = translate("Kiosk", "After the one before it")
        case State.PARKED if stop.parked == "documents":
            text = translate("Kiosk", "Set aside: complete your documents, then report at counter %1")
        case State.PARKED:
            text = translate("Kiosk", "Set aside: report at counter %1")
        case State.FINISHED | State.TRANSFERRED:
            text = translate("Kiosk", "Finished")
        case State.NO_SHOW:
            text = translate("Kiosk", "Missed: take a new number, or ask an officer")
        case State.CANCELLED:
            text = translate("Kiosk", "Cancelled")
    return text.replace("%1", _counters(stop, catalogue))


def _before(ahead: int) -> str:
    if ahead == 0:
        return translate("Kiosk", "you are next")
    return translate("Kiosk", "about %1 before you").replace("%1", str(ahead))


def _counter_text(stop: Stop, catalogue: Catalogue) -> str:
    return translate("Kiosk", "Counter %1").replace("%1", _counters(stop, catalogue))


def _counters(stop: Stop, catalogue: Catalogue) -> str:
    """The one that called it, or to which it was sent; else all that serve it."""
    only = stop.only_counter if stop.counter is None else stop.counter
    return counters_text(catalogue, stop.service) if only is None else str(only)


def _service(id: ServiceId, catalogue: Catalogue, language: Language) -> str:
    service = catalogue.services.get(id)
    return "" if service is None else service.name.in_(language)
