"""How many wait, tenant by tenant."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from protocol.catalogue import CounterId, TenantId
from protocol.hall import Hall


class WaitingRow(Struct, frozen=True, kw_only=True):
    tenant: TenantId
    name: str
    prefix: str
    count: int
    staffed: bool
    """Somebody sits at one of its counters."""
    tint: int
    """Place in the catalogue, which gives the colour."""

    @property
    def key(self) -> str:
        return self.tenant


def waiting_rows(hall: Hall, counters: frozenset[CounterId]) -> tuple[WaitingRow, ...]:
    """The tenants that have one of these counters, in the order of the catalogue."""
    catalogue = hall.catalogue
    waiting: Counter[TenantId] = Counter()
    for service, line in hall.lines.items():
        waiting[catalogue.services[service].tenant] += len(line)
    staffed = {desk.tenant for desk in hall.desks.values()}
    here = {catalogue.counters[counter].tenant for counter in counters}
    return tuple(
        WaitingRow(
            tenant=tenant.id,
            name=tenant.short_name,
            prefix=tenant.prefix,
            count=waiting[tenant.id],
            staffed=tenant.id in staffed,
            tint=index,
        )
        for index, tenant in enumerate(catalogue.tenants.values())
        if tenant.id in here
    )


def open_counters_count(hall: Hall, counters: frozenset[CounterId]) -> int:
    return sum(counter in counters for counter in hall.desks)
