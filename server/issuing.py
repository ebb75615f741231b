"""Numbers: given, confirmed, printed again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from protocol.catalogue import ClassId, Language, Service, TenantId
from protocol.hall import Hall, State
from protocol.messages import (
    CollectResult,
    ConfirmTicket,
    IssueTicket,
    Reason,
    Refused,
    ReprintTicket,
    StopAdded,
    TicketConfirmed,
    TicketIssued,
    TicketReprinted,
)
from protocol.visit import Kind, Visit, VisitId
from server.admission import admits, of_today, open_for
from server.given import Decision, Given, whom
from server.numbering import next_number
from server.priority import ahead

LINE_COUNT_MAX = 5_000
"""Nobody more is let into a pool with so many waiting: the day would not be long enough."""


def issue(hall: Hall, command: IssueTicket, given: Given) -> Decision:
    services: list[Service] = []
    for index, name in enumerate((command.service, *(errand.service for errand in command.more))):
        service = hall.catalogue.services.get(name)
        if service is None:
            return Refused(reason=Reason.UNKNOWN_SERVICE, about=name)
        if index and any(after >= index for after in command.more[index - 1].after):
            return Refused(reason=Reason.MALFORMED, about=f"more[{index - 1}].after: stops before it")
        services.append(service)
    if (refused := unknown_class(hall, command.priority)) is not None:
        return refused
    for index, service in enumerate(services):
        if (refused := admits(hall, service, given.now, besides=services[:index])) is not None:
            return refused
        # The first one is asked about with its number.
        if index and ahead(hall, service.pool) >= LINE_COUNT_MAX:
            return Refused(reason=Reason.LINE_FULL, about=service.id)
    first = services[0]
    ticket = numbered(
        hall,
        first,
        given,
        visit=VisitId(hall.seq + 1),
        language=command.language,
        kind="pick_up" if first.pick_up else "walk_in",
        priority=command.priority,
        also=tuple(sorted({service.tenant for service in services} - {first.tenant})),
    )
    if isinstance(ticket, Refused):
        return ticket
    return (ticket, *_more(command, services, ticket, given.now))


def confirm(hall: Hall, command: ConfirmTicket, given: Given) -> Decision:
    visit = within_reach(hall, command.visit, given)
    if isinstance(visit, Refused):
        return visit
    # Late only on its own day: after that its number may be another's.
    today = of_today(hall, visit)
    fresh = [
        index
        for index, stop in enumerate(visit.stops)
        if stop.state is State.PRINTING or (stop.cancelled == "not_confirmed" and today)
    ]
    if not fresh:
        return Refused(reason=Reason.WRONG_STATE, about=visit.stops[0].state.value)
    return tuple(TicketConfirmed(**whom(visit, index), paper=command.paper) for index in fresh)


def reprint(hall: Hall, command: ReprintTicket, given: Given) -> Decision:
    visit = within_reach(hall, command.visit, given)
    if isinstance(visit, Refused):
        return visit
    if not visit.open:
        return Refused(reason=Reason.WRONG_STATE, about=visit.stops[-1].state.value)
    return (TicketReprinted(**whom(visit, 0)),)


def collect(hall: Hall, command: CollectResult, given: Given) -> Decision:
    ready = sorted(
        (result.tenant, result)
        for (visit, _), result in hall.results.items()
        if visit == command.visit and result.ready_at is not None
    )
    if not ready:
        return Refused(reason=Reason.UNKNOWN_RESULT, about=str(command.visit))
    fetched = {
        visit.stops[0].tenant: visit.label
        for visit in hall.visits.values()
        if visit.collects == command.visit and visit.open
    }
    # One agency after the other; who asks once more gets a number for the next.
    result = next((result for tenant, result in ready if tenant not in fetched), None)
    if result is None:
        return Refused(reason=Reason.WRONG_STATE, about=fetched[ready[0][0]])
    service = _desk_for(hall, result.tenant) or hall.catalogue.services.get(result.service)
    if service is None:
        return Refused(reason=Reason.UNKNOWN_SERVICE, about=result.service)
    if (refused := open_for(hall, service, given.now)) is not None:
        return refused
    ticket = numbered(
        hall,
        service,
        given,
        visit=VisitId(hall.seq + 1),
        language=command.language,
        kind="pick_up",
        collects=result.visit,
    )
    return ticket if isinstance(ticket, Refused) else (ticket,)


def numbered(
    hall: Hall,
    service: Service,
    given: Given,
    *,
    visit: VisitId,
    language: Language,
    kind: Kind,
    priority: ClassId | None = None,
    slot: datetime | None = None,
    collects: VisitId | None = None,
    also: tuple[TenantId, ...] = (),
) -> TicketIssued | Refused:
    """A ticket with the next number of the service's series, or why there is none."""
    waiting = ahead(hall, service.pool)
    if waiting >= LINE_COUNT_MAX:
        return Refused(reason=Reason.LINE_FULL, about=service.id)
    assert hall.books is not None
    prefix = hall.catalogue.tenants[service.tenant].prefix
    number = next_number(hall.books, prefix)
    if number is None:
        return Refused(reason=Reason.NUMBERS_EXHAUSTED, about=prefix)
    return TicketIssued(
        visit=visit,
        stop=0,
        tenant=service.tenant,
        issuer=given.actor.device,
        also=also,
        service=service.id,
        prefix=prefix,
        number=number,
        language=language,
        ahead=waiting,
        token=given.token,
        priority=priority,
        kind=kind,
        slot=slot,
        collects=collects,
    )


def within_reach(hall: Hall, id: VisitId, given: Given) -> Visit | Refused:
    """The visit, if the sender may have to do with it: kiosks and callers with those that they issued."""
    visit = hall.visits.get(id)
    if visit is None or (given.role in ("kiosk", "api") and visit.issuer != given.actor.device):
        return Refused(reason=Reason.UNKNOWN_VISIT, about=str(id))
    return visit


def unknown_class(hall: Hall, priority: ClassId | None) -> Refused | None:
    if priority is None or priority in hall.catalogue.classes:
        return None
    return Refused(reason=Reason.UNKNOWN_CLASS, about=priority)


def _more(
    command: IssueTicket, services: list[Service], ticket: TicketIssued, now: datetime
) -> Iterator[StopAdded]:
    """The rest of the itinerary: free stops wait from issue on, the others until they are due."""
    tenants = {service.tenant for service in services}
    for index, errand in enumerate(command.more, start=1):
        service = services[index]
        yield StopAdded(
            visit=ticket.visit,
            stop=index,
            tenant=service.tenant,
            issuer=ticket.issuer,
            also=tuple(sorted(tenants - {service.tenant})),
            service=service.id,
            state="planned" if errand.after else "printing",
            line_time=now,
            after=tuple(sorted(set(errand.after))),
            kind="pick_up" if service.pick_up else "walk_in",
        )


def _desk_for(hall: Hall, tenant: TenantId) -> Service | None:
    """The tenant's service that hands out results, if it has one."""
    return next(
        (each for each in hall.catalogue.services.values() if each.tenant == tenant and each.pick_up), None
    )
