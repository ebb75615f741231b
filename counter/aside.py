"""Who is set aside: parked, no-shows that can still come back, results to be made ready or fetched."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from client.language import translate
from counter.facts import parked_text
from counter.scene import Scene
from protocol.hall import State, Stop
from protocol.visit import PickUp, VisitId

AsideKind = Literal["parked", "no_show", "result"]
KINDS: tuple[AsideKind, ...] = ("parked", "no_show", "result")
"""In the order of the list."""
ICONS: dict[AsideKind, str] = {"parked": "pause", "no_show": "user-x", "result": "file-check"}


class Aside(Struct, frozen=True, kw_only=True):
    """A visit of this tenant that is neither in the line nor at a counter."""

    kind: AsideKind
    visit: VisitId
    stop: int
    """Of a result -1: its visit may long be over."""
    label: str
    since: datetime | None


class AsideRow(Struct, frozen=True, kw_only=True):
    kind: str
    visit: int
    stop: int
    label: str
    what: str
    note: str
    symbol: str
    tone: str

    @property
    def key(self) -> tuple[str, int, int]:
        return self.kind, self.visit, self.stop


def asides(scene: Scene) -> tuple[Aside, ...]:
    """By kind, then by number of the visit."""
    found = [
        Aside(kind=kind, visit=visit.id, stop=index, label=visit.label, since=stop.ended_at)
        for visit in scene.hall.visits.values()
        for index, stop in enumerate(visit.stops)
        if stop.tenant == scene.tenant and (kind := _kind_of(scene, stop)) is not None
    ]
    found += [
        Aside(kind="result", visit=result.visit, stop=-1, label=result.label, since=result.ready_at)
        for result in scene.hall.results.values()
        if result.tenant == scene.tenant
    ]
    return tuple(sorted(found, key=lambda aside: (KINDS.index(aside.kind), aside.visit, aside.stop)))


def restorable_until(scene: Scene, stop: Stop) -> datetime | None:
    """Until when a no-show is taken back into the line; None where that is over."""
    if stop.state is not State.NO_SHOW or stop.ended_at is None:
        return None
    until = stop.ended_at + timedelta(minutes=scene.policy.restore_min)
    return until if scene.now <= until else None


def aside_row(scene: Scene, aside: Aside) -> AsideRow:
    if aside.kind == "result":
        return _row(aside, *_of_result(scene, scene.hall.results[aside.visit, scene.tenant]))
    return _row(aside, *_of_stop(scene, scene.hall.visits[aside.visit].stops[aside.stop]))


def result_text(scene: Scene, result: PickUp) -> str:
    """What for, and of which day where that is not today: numbers come again every day."""
    return " · ".join(filter(None, (scene.day_name(result.day), scene.service_name(result.service))))


def _row(aside: Aside, what: str, note: str, tone: str) -> AsideRow:
    return AsideRow(
        kind=aside.kind,
        visit=aside.visit,
        stop=aside.stop,
        label=aside.label,
        what=what,
        note=note,
        symbol=ICONS[aside.kind],
        tone=tone,
    )


def _kind_of(scene: Scene, stop: Stop) -> AsideKind | None:
    if stop.state is State.PARKED:
        return "parked"
    return "no_show" if restorable_until(scene, stop) is not None else None


def _of_stop(scene: Scene, stop: Stop) -> tuple[str, str, str]:
    """What it is, what to know of it, and the tone in which to say so."""
    name = scene.service_name(stop.service)
    if stop.state is State.PARKED:
        text = translate("Aside", "Set aside: %1")
        return text.replace("%1", parked_text(stop.parked)), name, "warning"
    until = restorable_until(scene, stop)
    text = translate("Aside", "No-show, can return until %1")
    return text.replace("%1", "" if until is None else scene.clock(until)), name, "danger"


def _of_result(scene: Scene, result: PickUp) -> tuple[str, str, str]:
    note = result_text(scene, result)
    if result.ready_at is None:
        return translate("Aside", "Result pending"), note, "neutral"
    return translate("Aside", "Result ready"), note, "success"
