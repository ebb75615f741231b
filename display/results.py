"""Results that can be fetched: whose numbers, and where."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from msgspec import Struct

from protocol.catalogue import CounterId, Language, TenantId
from protocol.hall import Hall
from protocol.visit import PickUp, VisitId

RESULTS_COUNT_MAX = 24
"""So many are listed, those that became ready last; of the others only the count is told."""
RESULTS_PAGE_COUNT = 4
"""On the screen at a time; more take turns, page by page."""


class ResultRow(Struct, frozen=True, kw_only=True):
    key: tuple[VisitId, TenantId]
    label: str
    tenant: str
    day: str
    """Of which the number is; empty for one of today, since a label comes again every day."""
    tint: int


def ready(hall: Hall, counters: frozenset[CounterId]) -> tuple[PickUp, ...]:
    """All that can be fetched at the agencies that have one of these counters, the latest first."""
    catalogue = hall.catalogue
    here = {catalogue.counters[counter].tenant for counter in counters}
    found = [
        (result.ready_at, result)
        for result in hall.results.values()
        if result.ready_at is not None and result.tenant in here
    ]
    found.sort(key=lambda one: (one[0], one[1].visit, one[1].tenant), reverse=True)
    return tuple(result for _, result in found)


def result_rows(
    hall: Hall, results: tuple[PickUp, ...], today: str, language: Language
) -> tuple[ResultRow, ...]:
    """The first `RESULTS_COUNT_MAX` of them; `today` is the mall's day, ISO."""
    tenants = hall.catalogue.tenants
    tints = {tenant: index for index, tenant in enumerate(tenants)}
    return tuple(
        ResultRow(
            key=(result.visit, result.tenant),
            label=result.label,
            tenant=tenants[result.tenant].short_name,
            day="" if result.day == today else _day_text(result.day, language),
            tint=tints[result.tenant],
        )
        for result in results[:RESULTS_COUNT_MAX]
    )


def _day_text(day: str, language: Language) -> str:
    """`4 Jan`, `4 Jan`."""
    return format_date(date.fromisoformat(day), "d MMM", locale="en_GB" if language == "en" else "id")
