"""What a colleague or a manager did that the officer should hear of: text and tone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from client.language import translate
from counter.closing import closure_text, what_text
from counter.scene import Scene
from protocol.hall import Desk, Hall
from protocol.messages import ClosureEnded, Event, OfficerSignedOff, TemporarilyClosed, VisitHandedOver
from protocol.visit import DeviceId

News = tuple[str, str]


def news(scene: Scene, before: Hall, events: Iterable[Event]) -> Iterator[News]:
    """Of these events, which led from the hall before to that of the scene."""
    for event in events:
        match event.what:
            case TemporarilyClosed(closure=closure) if closure.tenant == scene.tenant:
                yield closure_text(scene, closure), "info"
            case ClosureEnded(tenant=tenant) as what if tenant == scene.tenant:
                own = event.by is not None and event.by.device == scene.desk.device
                yield _closure_ended(scene, before, what, own=own)
            case VisitHandedOver(visit=visit, counter=counter, to=to) if to == scene.desk.counter:
                text = translate("News", "%1 was handed over to you by counter %2.")
                label = scene.hall.visits[visit].label
                yield text.replace("%1", label).replace("%2", str(counter)), "info"
            case _:
                pass


def freed(
    desk: Desk, device: DeviceId | None, events: Iterable[Event], *, day_ended: bool = False
) -> News | None:
    """The officer sits at this desk no more; None where they left it themselves."""
    if day_ended:
        return translate("News", "The day has ended. All counters are signed off."), "info"
    text, why = translate("News", "Counter %1 was freed by someone else. Sign on again."), ""
    for event in events:
        by = None if event.by is None else event.by.device
        match event.what:
            case OfficerSignedOff() if by == device:
                return None
            case OfficerSignedOff(counter=desk.counter, freed=str() as reason):
                text = translate("News", "Counter %1 was freed by someone else: %2. Sign on again.")
                why = reason.rstrip(".")
            case _:
                pass
    return text.replace("%1", str(desk.counter)).replace("%2", why), "danger"


def _closure_ended(scene: Scene, before: Hall, what: ClosureEnded, *, own: bool) -> News:
    """`own`: withdrawn or opened again at this counter."""
    closure = before.closures.get(what.closure)
    name = what_text(scene, None if closure is None else closure.service)
    if what.reason == "rejected":
        text = translate("News", "%1: stays open, no closure")
        return text.replace("%1", name), "info" if own else "danger"
    return translate("News", "%1: open again").replace("%1", name), "info"
