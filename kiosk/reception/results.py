"""The pick-up list as the desk sees it: what can be fetched, and what is still in the making."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from client.language import translate
from client.moment import day_text
from kiosk.reception.scene import Scene
from protocol.catalogue import TenantId
from protocol.visit import PickUp, VisitId

FOUND_COUNT_MAX = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """One result; `tone` is a name that `Chip` knows."""

    key: tuple[VisitId, TenantId]
    label: str
    day: str
    service: str
    tenant: str
    tint: int
    standing: str
    tone: str
    ready: bool
    """A number can be given for it now."""
    promised: bool
    """It is still in the making."""


def listed(results: Iterable[PickUp], prefix: str = "", number: int | None = None) -> tuple[PickUp, ...]:
    """Those that are ready first, the latest day first; of one number: its series and its first digits."""
    digits = "" if number is None else str(number)
    ours = [
        result
        for result in results
        if prefix in ("", result.prefix) and str(result.number).startswith(digits)
    ]
    ours.sort(key=lambda result: (result.ready_at is None, result.number != number, _negative(result.day)))
    return tuple(ours[:FOUND_COUNT_MAX])


def result_rows(scene: Scene, results: Iterable[PickUp]) -> list[ResultRow]:
    fetching = {
        (visit.collects, visit.stops[0].tenant): visit.label
        for visit in scene.hall.visits.values()
        if visit.collects is not None and visit.open
    }
    return [_row(scene, result, fetching.get((result.visit, result.tenant))) for result in results]


def _row(scene: Scene, result: PickUp, fetching: str | None) -> ResultRow:
    standing, tone = _standing(result, fetching)
    return ResultRow(
        key=(result.visit, result.tenant),
        label=result.label,
        day=_day_text(scene, result.day),
        service=scene.service_name(result.service),
        tenant=scene.tenant_name(result.tenant),
        tint=scene.tint(result.tenant),
        standing=standing,
        tone=tone,
        ready=result.ready_at is not None and fetching is None,
        promised=result.ready_at is None,
    )


def _standing(result: PickUp, fetching: str | None) -> tuple[str, str]:
    """Text and tone. `fetching`: the number already given for it."""
    if fetching is not None:
        return translate("Reception", "Number %1 given").replace("%1", fetching), "primary"
    if result.ready_at is None:
        return translate("Reception", "Not ready yet"), "neutral"
    return translate("Reception", "Ready"), "success"


def _day_text(scene: Scene, day: str) -> str:
    return day_text(datetime.combine(date.fromisoformat(day), time(12)), scene.language) if day else ""


def _negative(day: str) -> int:
    """Later days first."""
    return -date.fromisoformat(day).toordinal() if day else 0
