"""What the counter tells whoever drives its window."""

from __future__ import annotations

from protocol.catalogue import CounterId
from protocol.messages import (
    Event,
    ServiceFinished,
    ServiceStarted,
    VisitCalled,
    VisitHandedOver,
    VisitMissed,
    VisitParked,
    VisitRecalled,
    VisitTakenBack,
    VisitTransferred,
)
from protocol.visit import VisitId


def happening_at(counter: CounterId, event: Event) -> tuple[str, VisitId] | None:
    """Name and visit of what happened at this counter, or None if the event is about something else."""
    match event.what:
        case VisitCalled(counter=at, visit=visit) if at == counter:
            return "called", visit
        case VisitRecalled(counter=at, visit=visit) if at == counter:
            return "recalled", visit
        case ServiceStarted(counter=at, visit=visit) if at == counter:
            return "started", visit
        case ServiceFinished(counter=at, visit=visit) if at == counter:
            return "finished", visit
        case VisitMissed(counter=at, visit=visit) if at == counter:
            return "no_show", visit
        case VisitTakenBack(counter=at, visit=visit) if at == counter:
            return "taken_back", visit
        case VisitParked(counter=at, visit=visit) if at == counter:
            return "parked", visit
        case VisitTransferred(counter=at, visit=visit) if at == counter:
            return "transferred", visit
        case VisitHandedOver(counter=at, visit=visit) if at == counter:
            return "handed_over", visit
        case VisitHandedOver(to=at, visit=visit) if at == counter:
            return "taken_over", visit
        case _:
            return None
