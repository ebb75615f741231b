"""How many wait, agency by agency, and where nobody is called for a while."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from msgspec import Struct

from client.language import translate
from display.closed import closing_text, closings
from protocol.catalogue import CounterId, Language, TenantId
from protocol.hall import Desk, Hall
from protocol.visit import VisitId

BREAKS_NAMED_COUNT_MAX = 3
"""So many counters on a break are named in a cell; of more only the count is."""


class WaitingRow(Struct, frozen=True, kw_only=True):
    tenant: TenantId
    name: str
    prefix: str
    count: int
    """People, each once, for however many of its services they wait."""
    staffed: bool
    """Somebody calls at one of its counters."""
    closed: bool
    """All of it gives no numbers for a while."""
    note: str
    """What is closed or on a break; empty where all is as ever."""
    noteIcon: str
    tint: int
    """Place in the catalogue, which gives the colour."""

    @property
    def key(self) -> str:
        return self.tenant


def waiting_rows(
    hall: Hall, counters: frozenset[CounterId], local: datetime, language: Language
) -> tuple[WaitingRow, ...]:
    """The tenants that have one of these counters, in the order of the catalogue. `local` is now in the
    mall's zone."""
    waiting, here = _waiting(hall), _here(hall, counters)
    shut = closings(hall, local)
    desks: defaultdict[TenantId, list[Desk]] = defaultdict(list)
    for desk in hall.desks.values():
        desks[desk.tenant].append(desk)
    rows: list[WaitingRow] = []
    for index, tenant in enumerate(hall.catalogue.tenants.values()):
        if tenant.id not in here:
            continue
        closing = shut.get(tenant.id)
        note, icon = _break_text(desks[tenant.id]), "coffee"
        if closing is not None and (closing.whole or not note):
            note, icon = closing_text(closing, local, language), "lock"
        rows.append(
            WaitingRow(
                tenant=tenant.id,
                name=tenant.short_name,
                prefix=tenant.prefix,
                count=len(waiting[tenant.id]),
                staffed=any(desk.on_break is None for desk in desks[tenant.id]),
                closed=closing is not None and closing.whole,
                note=note,
                noteIcon=icon,
                tint=index,
            )
        )
    return tuple(rows)


def waiting_count(hall: Hall, counters: frozenset[CounterId]) -> int:
    """People who wait for the tenants that have one of these counters, each once."""
    here = _here(hall, counters)
    return len({visit for tenant, visits in _waiting(hall).items() if tenant in here for visit in visits})


def open_counters_count(hall: Hall, counters: frozenset[CounterId]) -> int:
    return sum(desk.counter in counters and desk.on_break is None for desk in hall.desks.values())


def resting_counters_count(hall: Hall, counters: frozenset[CounterId]) -> int:
    """Those on a break."""
    return sum(desk.counter in counters and desk.on_break is not None for desk in hall.desks.values())


def _here(hall: Hall, counters: frozenset[CounterId]) -> set[TenantId]:
    return {hall.catalogue.counters[counter].tenant for counter in counters}


def _waiting(hall: Hall) -> defaultdict[TenantId, set[VisitId]]:
    waiting: defaultdict[TenantId, set[VisitId]] = defaultdict(set)
    for (service, _), line in hall.lines.items():
        waiting[hall.catalogue.services[service].tenant].update(visit for _, visit, _ in line)
    return waiting


def _break_text(desks: list[Desk]) -> str:
    resting = sorted(desk.counter for desk in desks if desk.on_break is not None)
    if not resting:
        return ""
    if len(resting) == len(desks):
        return translate("Display", "On break")
    if len(resting) > BREAKS_NAMED_COUNT_MAX:
        return translate("Display", "Counters on break: %1").replace("%1", str(len(resting)))
    return translate("Display", "On break: counter %1").replace("%1", ", ".join(map(str, resting)))
