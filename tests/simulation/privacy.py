"""Whose business is what, told a second time: looked for in what an audience is told and shown."""

from __future__ import annotations

from protocol.hall import Hall
from protocol.messages import (
    BookingMade,
    Event,
    OfVisit,
    ServiceFinished,
    StopAdded,
    TicketIssued,
    VisitCalled,
    VisitParked,
)
from protocol.view import Audience
from protocol.visit import Visit
from tests.simulation.slips import must

MASK = (None, "priority")
PUBLIC_RULES = ("line_order", "priority", "booking", "returned")


def judge(seen: Event, audience: Audience) -> None:
    """An event as an audience is told it."""
    what = seen.what
    token = getattr(what, "token", None)
    _opens(audience, token, seen)
    if audience.kind == "hall":
        must(seen.by is None, "the hall is not told who asked", seen)
        must(getattr(what, "officer", None) is None, "the hall is not told who sits where", seen)
        must(getattr(what, "priority", None) in MASK, "the hall is not told which class it is", seen)
        must(getattr(what, "issuer", None) is None, "the hall is not told which kiosk it was", seen)
        if isinstance(what, VisitCalled):
            must(what.why.rule in PUBLIC_RULES, "the hall is told of no reason but the public ones", seen)
        if isinstance(what, VisitParked):
            must(what.reason is None, "the hall is not told of missing documents", seen)
        must(not isinstance(what, BookingMade), "the hall is not told of bookings", seen)
    if audience.kind in ("hall", "tenant") and isinstance(what, ServiceFinished):
        foreign = audience.kind == "hall" or what.tenant != audience.key
        must(not foreign or what.outcome is None, "an outcome is its own tenant's business", seen)
    if audience.kind == "tenant" and isinstance(what, OfVisit) and what.tenant != audience.key:
        if isinstance(what, (TicketIssued, StopAdded)):
            must(what.service == "", "a tenant does not see another's service", seen)
        must(seen.by is None, "a tenant does not see another's officers", seen)
    if isinstance(what, StopAdded) and what.so_far is not None:
        must(audience.kind in ("tenant", "reception"), "what was before is told to who is new to it", seen)
        if audience.kind == "tenant":
            _staff_see(what.so_far, audience)


def judge_view(view: Hall, audience: Audience) -> None:
    """A hall as an audience is shown it."""
    must(view.books is None, "the books are the server's own")
    for visit in view.visits.values():
        _opens(audience, visit.token, visit)
        match audience.kind:
            case "hall":
                must(visit.priority in MASK, "the hall is not told which class it is", visit)
                must(visit.issuer is None, "the hall is not told which kiosk it was", visit)
                bare = all(stop.outcome is None and stop.parked is None for stop in visit.stops)
                must(bare, "the hall is not told of missing documents", visit)
            case "tenant":
                mine = any(stop.tenant == audience.key for stop in visit.stops)
                must(mine, "staff see their own visitors", visit)
                _staff_see(visit, audience)
            case "issuer":
                must(visit.issuer == audience.key, "a kiosk sees its own visits only", visit)
            case _:
                pass
    if audience.kind == "hall":
        nameless = all(desk.officer is None and desk.device is None for desk in view.desks.values())
        must(nameless, "the hall is not told who sits where", view.desks)
    if audience.kind == "tenant":
        mine = all(desk.tenant == audience.key for desk in view.desks.values())
        must(mine, "a tenant does not see another's officers", view.desks)


def _staff_see(visit: Visit, audience: Audience) -> None:
    for stop in visit.stops:
        if stop.tenant != audience.key:
            must(stop.service == "", "a tenant does not see another's service", visit)
            must(stop.outcome is None, "an outcome is its own tenant's business", visit)


def _opens(audience: Audience, token: str | None, about: object) -> None:
    must(
        token is None or audience.kind in ("reception", "issuer"),
        "what opens a visitor's page is for the visitor",
        (audience, about),
    )
