"""Who may see what.

A session belongs to one audience. `seen_by` is what an audience is told of an event, `view_of` what it is
shown of a hall; folding the seen events over a view gives the view of the fold, whatever has happened.
"""

from __future__ import annotations

from typing import Literal

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from protocol.catalogue import Catalogue, ClassId, ServiceId
from protocol.hall import Hall
from protocol.lines import booked_of, lines_of, waiting_of
from protocol.messages import (
    BookingMade,
    BreakStarted,
    ClassCorrected,
    ClosureEnded,
    ClosureRequested,
    Elsewhere,
    Event,
    OfBooking,
    OfDesk,
    OfficerRelieved,
    OfficerSignedOff,
    OfficerSignedOn,
    ResultGone,
    ResultReady,
    ServiceFinished,
    StopAdded,
    TemporarilyClosed,
    TicketIssued,
    VisitCalled,
    VisitHappening,
    VisitParked,
)
from protocol.visit import PRIORITY, Booking, Closure, Desk, PickUp, Stop, Visit, Why

PUBLIC_RULE: dict[str, Literal["priority", "booking", "returned", "line_order"]] = {
    "priority": "priority",
    "booking": "booking",
    "booking_early": "booking",
    "returned": "returned",
}
"""What the hall is told of why a number was called; all else is the order of the line."""
NO_WHY = Why(rule="line_order")
"""For those who need not know."""


class Audience(Struct, frozen=True, kw_only=True):
    """`hall`: what hangs on the wall. `tenant` (key: its id): its staff. `floor`: managers.
    `reception`: who issue and look up for visitors, with what opens their pages.
    `issuer` (key: device): the kiosk, told only of the visits that it issued."""

    kind: Literal["hall", "tenant", "floor", "reception", "issuer"]
    key: str = ""


def seen_by(event: Event, audience: Audience) -> Event | None:
    """The event as this audience may see it, or None if it is none of its business."""
    what = event.what
    match audience.kind:
        case "reception":
            return event
        case "floor":
            match what:
                case TicketIssued():
                    return replace(event, what=replace(what, token=None))
                case StopAdded(so_far=Visit()):
                    return replace(event, what=replace(what, so_far=None))
                case BookingMade():
                    return replace(event, what=replace(what, code=None))
                case _:
                    return event
        case "hall":
            return _in_the_hall(event)
        case "tenant":
            return _by_staff(event, audience.key)
        case "issuer":
            return _by_issuer(event, audience)


def _in_the_hall(event: Event) -> Event | None:
    """Who sat, who asked and which kiosk it was is nobody's business in the hall."""
    what = event.what
    match what:
        case OfBooking() | ClosureRequested():
            return None
        case OfficerSignedOn():
            what = replace(what, officer=None, device=None)
        case OfficerRelieved():
            what = replace(what, officer=None)
        case OfficerSignedOff(freed=str()):
            what = replace(what, freed=None)
        case BreakStarted():
            what = replace(what, reason=None)
        case ClosureEnded(reason="rejected"):
            return None
        case TemporarilyClosed() | ClosureEnded():
            pass
        case ResultReady(result=result):
            what = replace(what, result=replace(result, issuer=None))
        case ResultGone():
            what = replace(what, issuer=None)
        case Elsewhere():
            what = replace(_public(what), issuer=None, also=())
        case _:
            pass
    return replace(event, what=what, by=None, request=None)


def _public(what: VisitHappening) -> VisitHappening:
    match what:
        case TicketIssued(priority=priority):
            return replace(what, token=None, priority=_masked(priority), collects=None)
        case StopAdded():
            return replace(what, only_officer=None, so_far=None)
        case ServiceFinished():
            return replace(what, outcome=None)
        case VisitParked():
            return replace(what, reason=None)
        case VisitCalled(why=why):
            return replace(what, why=_public_why(why))
        case ClassCorrected(priority=priority):
            return replace(what, priority=_masked(priority))
        case _:
            return what


def _by_staff(event: Event, tenant: str) -> Event | None:
    """Another tenant's part of a common visit is seen as tenant and state."""
    what = event.what
    match what:
        case Elsewhere():
            if what.tenant != tenant:
                return replace(event, what=_foreign(what), by=None) if tenant in what.also else None
            if isinstance(what, TicketIssued):
                return replace(event, what=replace(what, token=None))
            if isinstance(what, StopAdded) and what.so_far is not None:
                return replace(event, what=replace(what, so_far=as_staff_see(what.so_far, tenant)))
            return event
        case OfDesk() | ResultGone() | ClosureEnded():
            return event if what.tenant == tenant else None
        case OfBooking():
            if what.tenant != tenant:
                return None
            return replace(event, what=replace(what, code=None)) if isinstance(what, BookingMade) else event
        case ResultReady(result=result):
            return event if result.tenant == tenant else None
        case ClosureRequested(closure=closure) | TemporarilyClosed(closure=closure):
            return event if closure.tenant == tenant else None
        case _:
            return event


def _foreign(what: VisitHappening) -> VisitHappening:
    match what:
        case TicketIssued():
            return replace(what, token=None, service=ServiceId(""), collects=None)
        case StopAdded():
            return replace(what, service=ServiceId(""), only_officer=None, so_far=None)
        case ServiceFinished():
            return replace(what, outcome=None)
        case VisitParked():
            return replace(what, reason=None)
        case VisitCalled():
            return replace(what, why=NO_WHY)
        case _:
            return what


def _by_issuer(event: Event, audience: Audience) -> Event | None:
    """What a kiosk may know of its visitor's way: not who served, and not how it ended for them."""
    what = event.what
    own = event.by is not None and event.by.device == audience.key
    match what:
        case Elsewhere():
            if what.issuer != audience.key:
                return None
            what = replace(_unattended(what), also=())
        case OfBooking() | ResultGone():
            if what.issuer != audience.key:
                return None
        case ResultReady(result=result):
            if result.issuer != audience.key:
                return None
        case OfDesk() | ClosureRequested() | ClosureEnded(reason="rejected"):
            return None
        case _:
            pass
    return replace(event, what=what) if own else replace(event, what=what, by=None, request=None)


def _unattended(what: VisitHappening) -> VisitHappening:
    match what:
        case ServiceFinished():
            return replace(what, outcome=None)
        case VisitParked():
            return replace(what, reason=None)
        case VisitCalled():
            return replace(what, why=NO_WHY)
        case StopAdded():
            return replace(what, only_officer=None, so_far=None)
        case _:
            return what


def _masked(priority: ClassId | None) -> ClassId | None:
    return None if priority is None else PRIORITY


def view_of(hall: Hall, audience: Audience) -> Hall:
    """The hall as this audience may see it."""
    visits = {
        visit.id: seen for visit in hall.visits.values() if (seen := _visit(visit, audience)) is not None
    }
    desks = {
        desk.counter: seen for desk in hall.desks.values() if (seen := _desk(desk, audience)) is not None
    }
    bookings = {
        booking.id: seen
        for booking in hall.bookings.values()
        if (seen := _booking(booking, audience)) is not None
    }
    results = {
        key: seen for key, result in hall.results.items() if (seen := _result(result, audience)) is not None
    }
    closures = {closure.id: closure for closure in hall.closures.values() if _sees_closure(closure, audience)}
    return replace(
        hall,
        catalogue=_catalogue(hall.catalogue, audience),
        visits=Map(visits),
        lines=(lines := lines_of(visits.values())),
        waiting=waiting_of(lines),
        desks=Map(desks),
        bookings=Map(bookings),
        booked=booked_of(bookings.values()),
        results=Map(results),
        closures=Map(closures),
        books=None,
    )


def _visit(visit: Visit, audience: Audience) -> Visit | None:
    match audience.kind:
        case "reception":
            return visit
        case "floor":
            return replace(visit, token=None)
        case "hall":
            return replace(
                visit,
                token=None,
                issuer=None,
                collects=None,
                priority=_masked(visit.priority),
                stops=tuple(map(_hung, visit.stops)),
            )
        case "tenant":
            mine = any(stop.tenant == audience.key for stop in visit.stops)
            return as_staff_see(visit, audience.key) if mine else None
        case "issuer":
            return (
                replace(visit, stops=tuple(map(_bare, visit.stops))) if visit.issuer == audience.key else None
            )


def as_holder_sees(visit: Visit) -> Visit:
    """For whoever shows its token, at any device: what is missing is theirs to know, who serves them is not.
    Why they have priority is not for all to read who stand behind them."""
    stops = tuple(replace(_bare(stop), parked=stop.parked) for stop in visit.stops)
    return replace(
        visit, token=None, issuer=None, collects=None, priority=_masked(visit.priority), stops=stops
    )


def as_staff_see(visit: Visit, tenant: str) -> Visit:
    """Another tenant's stops as tenant and state."""
    stops = tuple(
        stop if stop.tenant == tenant else replace(_bare(stop), service=ServiceId("")) for stop in visit.stops
    )
    first = visit.stops[0].tenant == tenant
    return replace(visit, token=None, collects=visit.collects if first else None, stops=stops)


def _bare(stop: Stop) -> Stop:
    """For other tenants and the kiosk."""
    why = None if stop.why is None else NO_WHY
    return replace(stop, outcome=None, parked=None, only_officer=None, why=why)


def _hung(stop: Stop) -> Stop:
    """For the hall."""
    why = None if stop.why is None else _public_why(stop.why)
    return replace(stop, outcome=None, parked=None, only_officer=None, why=why)


def _public_why(why: Why) -> Why:
    return Why(rule=PUBLIC_RULE.get(why.rule, "line_order"))


def _desk(desk: Desk, audience: Audience) -> Desk | None:
    match audience.kind:
        case "floor" | "reception":
            return desk
        case "hall":
            return replace(desk, officer=None, device=None, break_reason=None)
        case "tenant":
            return desk if desk.tenant == audience.key else None
        case "issuer":
            return None


def _booking(booking: Booking, audience: Audience) -> Booking | None:
    match audience.kind:
        case "reception":
            return booking
        case "floor":
            return replace(booking, code=None)
        case "tenant":
            return replace(booking, code=None) if booking.tenant == audience.key else None
        case "issuer":
            return booking if booking.issuer == audience.key else None
        case "hall":
            return None


def _result(result: PickUp, audience: Audience) -> PickUp | None:
    match audience.kind:
        case "reception" | "floor":
            return result
        case "tenant":
            return result if result.tenant == audience.key else None
        case "hall":
            return None if result.ready_at is None else replace(result, issuer=None)
        case "issuer":
            return result if result.ready_at is not None and result.issuer == audience.key else None


def _sees_closure(closure: Closure, audience: Audience) -> bool:
    match audience.kind:
        case "reception" | "floor":
            return True
        case "tenant":
            return closure.tenant == audience.key
        case "hall" | "issuer":
            return closure.approved


def _catalogue(catalogue: Catalogue, audience: Audience) -> Catalogue:
    """Only who informs visitors shows the service standards; the hall tells the mall's own days off; all
    other days off, and the pools, only the server needs."""
    standards = audience.kind in ("issuer", "reception")
    services = {
        service.id: replace(service, pool=(), standard=service.standard if standards else None)
        for service in catalogue.services.values()
    }
    tenants = {
        tenant.id: replace(tenant, schedule=replace(tenant.schedule, closed={}))
        for tenant in catalogue.tenants.values()
    }
    schedule = catalogue.schedule if audience.kind == "hall" else replace(catalogue.schedule, closed={})
    return replace(catalogue, services=services, tenants=tenants, schedule=schedule)
