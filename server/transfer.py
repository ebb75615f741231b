"""Sending the visit at a counter to another service, counter or officer, without losing its place."""

from __future__ import annotations

from datetime import datetime

from protocol.catalogue import Service, ServiceId
from protocol.hall import Hall
from protocol.messages import Reason, Refused, StopAdded, TransferVisit, VisitTransferred
from protocol.visit import Desk, Kind, Stop, Visit
from server.admission import closed, told
from server.given import Decision, whom

VISIT_STOPS_COUNT_MAX = 20
"""Stops of a visit with all its transfers; whoever is sent further takes a new number."""


def transfer(hall: Hall, command: TransferVisit, visit: Visit, desk: Desk, now: datetime) -> Decision:
    service = hall.catalogue.services.get(command.service)
    if service is None:
        return Refused(reason=Reason.UNKNOWN_SERVICE, about=command.service)
    if (refused := _nobody_there(hall, command, service.id)) is not None:
        return refused
    stop = visit.stops[desk.stop]
    if service.id == stop.service and command.to_counter is None and command.to_officer is None:
        return Refused(reason=Reason.NOT_ALLOWED, about=service.id)
    closure = closed(hall, service, now)
    if closure is not None and closure.waiting == "end":
        return told(hall, service, closure)
    if len(visit.stops) >= VISIT_STOPS_COUNT_MAX:
        return Refused(reason=Reason.TOO_MANY_STOPS, about=str(VISIT_STOPS_COUNT_MAX))
    keeps = hall.catalogue.tenants[service.tenant].policy.transferred_keep_place
    concerned = {each.tenant for each in visit.stops}
    new = len(visit.stops)
    added = StopAdded(
        visit=visit.id,
        stop=new,
        tenant=service.tenant,
        issuer=visit.issuer,
        also=tuple(sorted(concerned - {service.tenant})),
        service=service.id,
        state="waiting",
        # A booking called before its slot has no place in the future.
        line_time=min(stop.line_time, now) if keeps else now,
        kind=_kind(stop, service),
        sent=True,
        only_counter=command.to_counter,
        only_officer=command.to_officer,
        so_far=None if service.tenant in concerned else visit,
    )
    moved = VisitTransferred(**whom(visit, desk.stop, new=service.tenant), counter=desk.counter, to=new)
    return (added, moved)


def _kind(stop: Stop, service: Service) -> Kind:
    """A colleague for the same service goes on with a booking, or a result to fetch, as what it is."""
    if service.id == stop.service:
        return stop.kind
    return "pick_up" if service.pick_up else "walk_in"


def _nobody_there(hall: Hall, command: TransferVisit, service: ServiceId) -> Refused | None:
    """Why the counter or the officer named cannot be meant."""
    if command.to_counter is not None:
        counter = hall.catalogue.counters.get(command.to_counter)
        if counter is None or service not in counter.services:
            return Refused(reason=Reason.UNKNOWN_COUNTER, about=str(command.to_counter))
        if counter.id == command.counter:
            return Refused(reason=Reason.SAME_COUNTER, about=str(counter.id))
    if command.to_officer is not None:
        for desk in hall.desks.values():
            served = hall.catalogue.counters[desk.counter].services
            there = desk.counter != command.counter and command.to_counter in (None, desk.counter)
            if desk.officer == command.to_officer and service in served and there:
                return None
        return Refused(reason=Reason.UNKNOWN_OFFICER, about=command.to_officer)
    return None
