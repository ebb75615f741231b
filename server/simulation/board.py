"""The mall at one moment of a day, for those who look on: per tenant who waits, is called, is served."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from protocol.catalogue import TenantId
from protocol.visit import State
from server.simulation.day import Day


class Row(Struct, frozen=True, kw_only=True):
    tenant: TenantId
    name: str
    counters: int
    """With an officer who is not on a break."""
    waiting: int
    called: int
    serving: int
    served: int
    """Today."""


def rows_of(day: Day) -> list[Row]:
    """In the order of the catalogue."""
    hall, services = day.host.hall, day.catalogue.services
    waiting: Counter[TenantId] = Counter()
    for (service, _), line in hall.lines.items():
        waiting[services[service].tenant] += len(line)
    counters: Counter[TenantId] = Counter()
    called: Counter[TenantId] = Counter()
    serving: Counter[TenantId] = Counter()
    for desk in hall.desks.values():
        counters[desk.tenant] += desk.on_break is None
        if desk.visit is not None:
            state = hall.visits[desk.visit].stops[desk.stop].state
            (called if state is State.CALLED else serving)[desk.tenant] += 1
    return [
        Row(
            tenant=tenant.id,
            name=tenant.short_name,
            counters=counters[tenant.id],
            waiting=waiting[tenant.id],
            called=called[tenant.id],
            serving=serving[tenant.id],
            served=day.served[tenant.id],
        )
        for tenant in day.catalogue.tenants.values()
    ]
