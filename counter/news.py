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
                yield _closure_ended(scene, before, what)
            case VisitHandedOver(visit=visit, counter=counter, to=to) if to == scene.desk.counter:
                text = translate("News", "%1 was handed over to you by counter %2.")
                label = scene.hall.visits[visit].label
                yield text.replace("%1", label).replace("%2", str(counter)), "info"
            case _:
                pass


def freed(desk: Desk, device: DeviceId | None, events: Iterable[Event]) -> News | None:
    """The officer sits at this desk no more; None where they left it themselves."""
    for event in events:
        by = None if event.by is None else event.by.device
        if isinstance(event.what, OfficerSignedOff) and by == device:
            return None
    text = translate("News", "Counter %1 was freed by someone else. Sign on again.")
    return text.replace("%1", str(desk.counter)), "danger"


def _closure_ended(scene: Scene, before: Hall, what: ClosureEnded) -> News:
    closure = before.closures.get(what.closure)
    name = what_text(scene, None if closure is None else closure.service)
    if what.reason == "rejected":
        return translate("News", "%1: stays open, no closure").replace("%1", name), "danger"
    return translate("News", "%1: open again").replace("%1", name), "info"
