"""Who may see what.

A session belongs to one audience. `seen_by` is what an audience is told of an event, `view_of` what it is
shown of a hall; folding the seen events over a view gives the view of the fold, whatever has happened.
"""

from __future__ import annotations

from typing import Literal

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from protocol.catalogue import Catalogue
from protocol.hall import Desk, Hall, Stop, Visit, lines_of
from protocol.messages import (
    Event,
    OfficerSignedOff,
    OfficerSignedOn,
    OfVisit,
    ServiceFinished,
    TicketIssued,
)


class Audience(Struct, frozen=True, kw_only=True):
    """`hall`: what hangs on the wall. `tenant` (key: its id): its staff. `floor`: managers.
    `issuer` (key: device): the kiosk, told only of the visits that it issued."""

    kind: Literal["hall", "tenant", "floor", "issuer"]
    key: str = ""


def seen_by(event: Event, audience: Audience) -> Event | None:
    """The event as this audience may see it, or None if it is none of its business."""
    what = event.what
    match audience.kind:
        case "floor":
            if isinstance(what, TicketIssued):
                return replace(event, what=replace(what, token=None))
            return event
        case "hall":
            # Who sat, who asked and which kiosk it was is nobody's business in the hall.
            if isinstance(what, TicketIssued):
                what = replace(what, token=None, issuer=None)
            elif isinstance(what, ServiceFinished):
                what = replace(what, issuer=None, outcome=None)
            elif isinstance(what, OfVisit):
                what = replace(what, issuer=None)
            elif isinstance(what, OfficerSignedOn):
                what = replace(what, officer=None, device=None)
            return replace(event, what=what, by=None, request=None)
        case "tenant":
            if isinstance(what, OfVisit | OfficerSignedOn | OfficerSignedOff) and what.tenant != audience.key:
                return None
            if isinstance(what, TicketIssued):
                return replace(event, what=replace(what, token=None))
            return event
        case "issuer":
            if isinstance(what, OfVisit):
                return _without_staff(event, audience) if what.issuer == audience.key else None
            return None if isinstance(what, OfficerSignedOn | OfficerSignedOff) else event


def _without_staff(event: Event, audience: Audience) -> Event:
    """What a kiosk may know of its visitor's way: not who served, and not how it ended for them."""
    if event.by is not None and event.by.device == audience.key:
        return event
    what = event.what
    if isinstance(what, ServiceFinished):
        what = replace(what, outcome=None)
    return replace(event, what=what, by=None, request=None)


def view_of(hall: Hall, audience: Audience) -> Hall:
    """The hall as this audience may see it."""
    visits = {
        visit.id: seen for visit in hall.visits.values() if (seen := _visit(visit, audience)) is not None
    }
    desks = {
        desk.counter: seen for desk in hall.desks.values() if (seen := _desk(desk, audience)) is not None
    }
    return replace(
        hall,
        catalogue=_catalogue(hall.catalogue, audience),
        visits=Map(visits),
        lines=lines_of(visits.values()),
        desks=Map(desks),
        books=None,
    )


def _visit(visit: Visit, audience: Audience) -> Visit | None:
    match audience.kind:
        case "floor":
            return replace(visit, token=None)
        case "hall":
            return replace(visit, token=None, issuer=None, stops=_without_outcome(visit.stops))
        case "tenant":
            mine = any(stop.tenant == audience.key for stop in visit.stops)
            return replace(visit, token=None) if mine else None
        case "issuer":
            mine = visit.issuer == audience.key
            return replace(visit, stops=_without_outcome(visit.stops)) if mine else None


def _without_outcome(stops: tuple[Stop, ...]) -> tuple[Stop, ...]:
    return tuple(replace(stop, outcome=None) for stop in stops)


def _desk(desk: Desk, audience: Audience) -> Desk | None:
    match audience.kind:
        case "floor":
            return desk
        case "hall":
            return replace(desk, officer=None, device=None)
        case "tenant":
            return desk if desk.tenant == audience.key else None
        case "issuer":
            return None


def _catalogue(catalogue: Catalogue, audience: Audience) -> Catalogue:
    """Only a kiosk shows the service standards, and only the server needs the pools."""
    standards = audience.kind == "issuer"
    services = {
        service.id: replace(service, pool=(), standard=service.standard if standards else None)
        for service in catalogue.services.values()
    }
    return replace(catalogue, services=services)
