"""What an officer should know of a visit besides its number."""

from __future__ import annotations

from msgspec import Struct

from client.language import translate
from counter.scene import Scene
from counter.span import span_text
from protocol.catalogue import ClassId
from protocol.hall import State, Stop, Visit
from protocol.messages import ParkReason

CLASS_ICON = "star"
"""Of a class that the catalogue does not know."""


class Fact(Struct, frozen=True, kw_only=True):
    """A chip on the screen; `key` tells what kind of fact it is."""

    key: str
    text: str
    icon: str
    tone: str = "neutral"


def facts_of(scene: Scene, visit: Visit, stop: Stop) -> tuple[Fact, ...]:
    """Only what is out of the ordinary: class, booking, pick-up, return, language."""
    facts: list[Fact] = []
    if visit.priority is not None:
        name, icon = class_name(scene, visit.priority), class_icon(scene, visit.priority)
        facts.append(Fact(key="class", text=name, icon=icon, tone="primary"))
    if stop.slot is not None:
        text = translate("Facts", "Booked %1").replace("%1", scene.clock(stop.slot))
        facts.append(Fact(key="booking", text=text, icon="calendar-check"))
    if stop.kind == "pick_up":
        facts.append(Fact(key="pick-up", text=translate("Facts", "Pick-up"), icon="file-check"))
    if stop.sent:
        facts.append(Fact(key="sent", text=translate("Facts", "Transferred"), icon="arrow-right-left"))
    if stop.back:
        facts.append(Fact(key="back", text=translate("Facts", "Returned"), icon="undo-2"))
    if visit.language == "en":
        facts.append(Fact(key="language", text=translate("Facts", "Speaks English"), icon="languages"))
    return tuple(facts)


def waited_text(scene: Scene, stop: Stop) -> str:
    """Since when the visitor was in line, and how long it took until the call; empty before it,
    and for a booking called before its hour."""
    if stop.called_at is None or stop.called_at < stop.line_time:
        return ""
    waited = span_text(stop.called_at - stop.line_time, scene.language)
    text = translate("Facts", "In line since %1, waited %2")
    return text.replace("%1", scene.clock(stop.line_time)).replace("%2", waited)


def others_text(scene: Scene, visit: Visit, stop: Stop) -> str:
    """The visit's other stops in a line; empty where there are none."""
    others = [_other_text(scene, other) for other in visit.stops if other is not stop]
    return translate("Facts", "Also: %1").replace("%1", " · ".join(others)) if others else ""


def _other_text(scene: Scene, stop: Stop) -> str:
    """Of another tenant, its name; of our own, the service."""
    return f"{scene.service_name(stop.service) or scene.tenant_name(stop.tenant)} ({state_text(stop.state)})"


def class_name(scene: Scene, priority: ClassId | None) -> str:
    if priority is None:
        return translate("Facts", "No priority")
    known = scene.hall.catalogue.classes.get(priority)
    return translate("Facts", "Priority") if known is None else known.name.in_(scene.language)


def class_icon(scene: Scene, priority: ClassId) -> str:
    known = scene.hall.catalogue.classes.get(priority)
    return CLASS_ICON if known is None else known.icon


def parked_text(reason: ParkReason | str | None) -> str:
    match reason:
        case "documents":
            return translate("Facts", "documents missing")
        case "counter_freed":
            return translate("Facts", "its counter was freed")
        case _:
            return translate("Facts", "at the visitor's wish")


def state_text(state: State) -> str:
    match state:
        case State.PRINTING:
            return translate("Facts", "printing")
        case State.PLANNED:
            return translate("Facts", "later")
        case State.WAITING:
            return translate("Facts", "waiting")
        case State.CALLED:
            return translate("Facts", "called")
        case State.SERVING:
            return translate("Facts", "being served")
        case State.PARKED:
            return translate("Facts", "set aside")
        case State.FINISHED:
            return translate("Facts", "finished")
        case State.TRANSFERRED:
            return translate("Facts", "transferred")
        case State.NO_SHOW:
            return translate("Facts", "no-show")
        case State.CANCELLED:
            return translate("Facts", "cancelled")
