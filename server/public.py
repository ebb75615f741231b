"""What hangs on the hall's walls, and what a ticket's holder may see: open to anyone on the network."""

from __future__ import annotations

from datetime import datetime

from protocol.catalogue import CounterId, ServiceId, TenantId, Text, ZoneId
from protocol.hall import Hall, line_of, waiting_for
from protocol.messages import Refused, Strict
from protocol.visit import ENDED, Kind, Stop, Visit


class PublicStop(Strict, frozen=True):
    """One service of a ticket."""

    service: ServiceId
    name: Text
    tenant: Text
    state: str
    kind: Kind
    zone: ZoneId
    counters: tuple[CounterId, ...]
    """Where the service is given."""
    counter: CounterId | None
    """Where it was called to."""
    ahead: int
    """About so many wait before it."""
    slot: datetime | None
    """Of a booking."""
    after: tuple[int, ...]
    """Indexes of the stops that are finished first."""


class PublicTicket(Strict, frozen=True):
    """A ticket as its holder may see it. Outside `stops` stands the stop that matters now."""

    label: str
    state: str
    service: Text
    tenant: Text
    zone: ZoneId
    counters: tuple[CounterId, ...]
    counter: CounterId | None
    ahead: int
    issued_at: datetime
    priority: bool
    stops: tuple[PublicStop, ...]


class Queue(Strict, frozen=True):
    tenant: TenantId
    name: str
    waiting: int
    """Places in its lines: a visit for two of its services stands in two."""
    counters_open: int
    """With an officer, those on break included."""
    counters_on_break: int
    services: dict[ServiceId, int]
    """Waiting by service; those for which nobody waits are left out."""
    shut: dict[ServiceId, Refused]
    """Services that give no numbers now: why not, and when again. At most a second old."""


def public_ticket(hall: Hall, visit: Visit) -> PublicTicket:
    stops = tuple(public_stop(hall, visit, stop) for stop in visit.stops)
    now = stops[visit.foremost]
    return PublicTicket(
        label=visit.label,
        state=now.state,
        service=now.name,
        tenant=now.tenant,
        zone=now.zone,
        counters=now.counters,
        counter=now.counter,
        ahead=now.ahead,
        issued_at=visit.issued_at,
        priority=visit.priority is not None,
        stops=stops,
    )


def public_stop(hall: Hall, visit: Visit, stop: Stop) -> PublicStop:
    tenant = hall.catalogue.tenants[stop.tenant]
    return PublicStop(
        service=stop.service,
        name=hall.catalogue.services[stop.service].name,
        tenant=tenant.name,
        state=stop.state.value,
        kind=stop.kind,
        zone=tenant.zone,
        counters=counters_of(hall, stop.service),
        counter=stop.counter,
        ahead=before(hall, visit, stop),
        slot=stop.slot,
        after=stop.after,
    )


def counters_of(hall: Hall, service: ServiceId) -> tuple[CounterId, ...]:
    counters = hall.catalogue.counters.values()
    return tuple(sorted(counter.id for counter in counters if service in counter.services))


def before(hall: Hall, visit: Visit, stop: Stop) -> int:
    """About how many others of its pool's waiting stand before it; 0 once it has been called."""
    if stop.state in ENDED or stop.counter is not None:
        return 0
    place = (stop.line_time, visit.id)
    lines = (line_of(hall, service) for service in hall.catalogue.services[stop.service].pool)
    return sum(1 for line in lines for other in line if other[:2] < place and other[1] != visit.id)


def queues_of(hall: Hall, shut: dict[ServiceId, Refused]) -> list[Queue]:
    waiting: dict[TenantId, dict[ServiceId, int]] = {}
    for service in sorted({service for service, _ in hall.lines}):
        tenant = hall.catalogue.services[service].tenant
        waiting.setdefault(tenant, {})[service] = waiting_for(hall, service)
    closed: dict[TenantId, dict[ServiceId, Refused]] = {}
    for service, refused in shut.items():
        closed.setdefault(hall.catalogue.services[service].tenant, {})[service] = refused
    queues: list[Queue] = []
    for tenant in hall.catalogue.tenants.values():
        desks = [desk for desk in hall.desks.values() if desk.tenant == tenant.id]
        services = waiting.get(tenant.id, {})
        queues.append(
            Queue(
                tenant=tenant.id,
                name=tenant.short_name,
                waiting=sum(services.values()),
                counters_open=len(desks),
                counters_on_break=sum(desk.on_break is not None for desk in desks),
                services=services,
                shut=closed.get(tenant.id, {}),
            )
        )
    return queues
