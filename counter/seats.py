"""Where an officer may sit down."""

from __future__ import annotations

from msgspec import Struct

from protocol.catalogue import CounterId, Language, TenantId
from protocol.hall import Hall
from protocol.messages import OFFICER_CHARACTERS_MAX


class SeatRow(Struct, frozen=True, kw_only=True):
    number: int
    taken: bool
    holder: str
    """Who sits there."""
    services: str
    """What it serves, as text; empty where it serves all of the tenant's services."""
    chosen: bool

    @property
    def key(self) -> int:
        return self.number


def seat_rows(
    hall: Hall, tenant: TenantId, chosen: CounterId | None, language: Language
) -> tuple[SeatRow, ...]:
    """The tenant's counters by their number."""
    catalogue = hall.catalogue
    everything = frozenset(service.id for service in catalogue.services.values() if service.tenant == tenant)
    rows: list[SeatRow] = []
    for counter in sorted(catalogue.counters.values(), key=lambda counter: counter.id):
        if counter.tenant != tenant:
            continue
        desk = hall.desks.get(counter.id)
        # In the order of the catalogue, which begins with what is asked for most.
        names = [
            service.name.in_(language)
            for service in catalogue.services.values()
            if service.id in counter.services
        ]
        rows.append(
            SeatRow(
                number=counter.id,
                taken=desk is not None,
                holder="" if desk is None else desk.officer or "",
                services="" if counter.services == everything else ", ".join(names),
                chosen=counter.id == chosen,
            )
        )
    return tuple(rows)


def officer_of(typed: str) -> str | None:
    """The name as it is sent, or None while it is none."""
    return written(typed, OFFICER_CHARACTERS_MAX)


def written(typed: str, length_max: int) -> str | None:
    """What was typed as it is sent, or None: blank, too long, or with characters that nobody sees."""
    text = " ".join(typed.split())
    return text if 0 < len(text) <= length_max and text.isprintable() else None
