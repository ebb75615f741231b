"""What kiosks are told of the lines, as current values."""

from __future__ import annotations

from datetime import datetime

from protocol.catalogue import ServiceId
from protocol.frames import Waiting
from protocol.hall import Hall, waiting_for
from server.admission import admits
from server.priority import ahead


def waiting_of(hall: Hall, now: datetime) -> Waiting:
    """How many wait for each service, which services an officer is there for, and which give no numbers."""
    services = hall.catalogue.services
    waited_for = {service for service, _ in hall.lines}
    busy = {other for service in waited_for if service in services for other in services[service].pool}
    served = {service for desk in hall.desks for service in hall.catalogue.counters[desk].services}
    shut = {
        each.id: refused for each in services.values() if (refused := admits(hall, each, now)) is not None
    }
    return Waiting(
        lines={service: waiting_for(hall, service) for service in sorted(waited_for)},
        ahead={service: ahead(hall, services[service].pool) for service in sorted(busy)},
        served=tuple(sorted(served, key=ServiceId)),
        shut=shut,
    )
