"""How a service ends: finished, sent on, set aside, handed over; and with which outcome."""

from __future__ import annotations

from random import Random

from msgspec import Struct

from protocol.catalogue import CounterId
from protocol.messages import FinishService, HandOver, ParkVisit, TransferVisit
from protocol.visit import Outcome, Visit, VisitId
from server.simulation.dice import happens
from server.simulation.stage import Stage

OUTCOMES: tuple[Outcome, ...] = ("incomplete_documents", "referred", "not_served")
"""Beside those that are completed or have a result later."""
STOPS_COUNT_MAX = 6
"""Nobody is sent round for ever."""


class Parting(Struct, frozen=True, kw_only=True):
    command: FinishService | HandOver | ParkVisit | TransferVisit


def parting(stage: Stage, stream: Random, counter: CounterId, visit_id: VisitId) -> Parting:
    staff = stage.scenario.staff
    visit = stage.hall.visits[visit_id]
    if happens(stream, staff.handed_over) and (to := _free_colleague(stage, stream, counter)) is not None:
        return Parting(command=HandOver(counter=counter, visit=visit_id, to=to))
    if happens(stream, staff.transferred) and len(visit.stops) < STOPS_COUNT_MAX:
        command = _transfer(stage, stream, counter, visit)
        if command is not None:
            return Parting(command=command)
    if happens(stream, staff.parked):
        return Parting(command=ParkVisit(counter=counter, visit=visit_id))
    if happens(stream, staff.result_later) and visit.collects is None:
        outcome: Outcome = "result_later"
    elif happens(stream, staff.other_outcome):
        outcome = stream.choice(OUTCOMES)
    else:
        outcome = "completed"
    return Parting(command=FinishService(counter=counter, visit=visit_id, outcome=outcome))


def _transfer(stage: Stage, stream: Random, counter: CounterId, visit: Visit) -> TransferVisit | None:
    """To another service of the tenant or of another one; or to a certain counter or officer."""
    catalogue, staff = stage.catalogue, stage.scenario.staff
    here = catalogue.counters[counter]
    elsewhere = happens(stream, staff.transferred_elsewhere)
    desks = [
        desk
        for number in sorted(stage.hall.desks)
        if (desk := stage.hall.desks[number]).counter != counter and (desk.tenant != here.tenant) == elsewhere
    ]
    if not desks:
        return None
    desk = stream.choice(desks)
    desk_services = sorted(catalogue.counters[desk.counter].services)
    service = stream.choice(desk_services)
    named = happens(stream, staff.transferred_named)
    to_officer = happens(stream, 0.5)
    if not named and any(stop.service == service for stop in visit.stops):
        return None
    return TransferVisit(
        counter=counter,
        visit=visit.id,
        service=service,
        to_counter=desk.counter if named and not to_officer else None,
        to_officer=desk.officer if named and to_officer else None,
    )


def _free_colleague(stage: Stage, stream: Random, counter: CounterId) -> CounterId | None:
    hall = stage.hall
    mine = hall.desks.get(counter)
    if mine is None or mine.visit is None:
        return None
    service = hall.visits[mine.visit].stops[mine.stop].service
    free = [
        number
        for number in sorted(hall.desks)
        if number != counter
        and hall.desks[number].visit is None
        and hall.desks[number].on_break is None
        and service in stage.catalogue.counters[number].services
    ]
    return stream.choice(free) if free else None
