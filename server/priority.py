"""Who is next, and why."""

from __future__ import annotations

from typing import Literal

from protocol.catalogue import Counter, ServiceId
from protocol.hall import Hall, Place

Why = Literal["line_order"]


def next_visit(hall: Hall, counter: Counter) -> tuple[Place, Why] | None:
    """The visit that this counter should call now, or None if nobody waits for its services.

    Line order over the whole pool: the earliest line time, then the lower visit.
    """
    heads = [hall.lines[service][0] for service in counter.services if service in hall.lines]
    return (min(heads), "line_order") if heads else None


def ahead(hall: Hall, pool: tuple[ServiceId, ...]) -> int:
    """How many wait for the services of a pool. A newcomer stands behind about so many."""
    lines = hall.lines
    return sum(len(lines[service]) for service in pool if service in lines)
