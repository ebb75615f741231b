"""In which order several errands are done soonest.

All stops that depend on nothing wait at once, from the moment of issue: while the visitor is served at one
counter the lines at the others move on. What counts is when the last one ends. A visit has so few stops
that all orders are tried that can still be the best.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from protocol.catalogue import Catalogue, ServiceId, Walking, ZoneId
from protocol.frames import Waiting

TRIED_COUNT_MAX = 6
"""Stops whose orders are tried, 720 of them; more keep the order in which they came."""
UNSTAFFED_WAIT_MIN = 60.0
"""Expected where nobody sits at a counter yet: other errands go first."""


class Leg(Struct, frozen=True, kw_only=True):
    """One stop as far as time goes; all times in minutes."""

    zone: ZoneId
    wait_min: float
    """From the moment it is in the line until it could be called."""
    serve_min: float
    after: tuple[int, ...] = ()
    """Legs that must end before this one joins its line."""


def quickest(legs: Sequence[Leg], walking: Walking) -> tuple[int, ...]:
    """The order with the earliest end, as indexes; among equals the one nearest to the order given.

    Legs that depend on one another in a circle have no order: ValueError.
    """
    if len(legs) > TRIED_COUNT_MAX:
        return tuple(range(len(legs)))
    best: tuple[int, ...] | None = None
    soonest = float("inf")

    def go_on(order: tuple[int, ...], ends: tuple[float, ...], left_min: float) -> None:
        nonlocal best, soonest
        now = ends[-1] if ends else 0.0
        if now + left_min >= soonest:
            return
        if len(order) == len(legs):
            best, soonest = order, now
            return
        for index, leg in enumerate(legs):
            if index not in order and all(before in order for before in leg.after):
                end = _end_min(legs, order, ends, index, walking)
                go_on((*order, index), (*ends, end), left_min - leg.serve_min)

    go_on((), (), sum(leg.serve_min for leg in legs))
    if best is None:
        raise ValueError("the legs depend on one another in a circle")
    return best


def end_min(legs: Sequence[Leg], order: Iterable[int], walking: Walking) -> float:
    """Minutes from issue until the last leg is served, in that order."""
    done: tuple[int, ...] = ()
    ends: tuple[float, ...] = ()
    for index in order:
        ends = (*ends, _end_min(legs, done, ends, index, walking))
        done = (*done, index)
    return ends[-1] if ends else 0.0


def legs_of(catalogue: Catalogue, waiting: Waiting | None, services: Iterable[ServiceId]) -> tuple[Leg, ...]:
    """Free legs, with what is to be expected now; nothing is known of lines before the server has told."""
    return tuple(_leg(catalogue, waiting, service) for service in services)


def _leg(catalogue: Catalogue, waiting: Waiting | None, id: ServiceId) -> Leg:
    service = catalogue.services[id]
    counters = sum(id in counter.services for counter in catalogue.counters.values())
    ahead = 0 if waiting is None else waiting.ahead.get(id, 0)
    wait_min = ahead * service.duration_min / max(1, counters)
    if waiting is not None and id not in waiting.served:
        wait_min = max(wait_min, UNSTAFFED_WAIT_MIN)
    zone = catalogue.tenants[service.tenant].zone
    return Leg(zone=zone, wait_min=wait_min, serve_min=service.duration_min)


def _end_min(
    legs: Sequence[Leg], done: tuple[int, ...], ends: tuple[float, ...], index: int, walking: Walking
) -> float:
    """When the leg ends that comes after those that are done."""
    leg = legs[index]
    joined = max((ends[done.index(before)] for before in leg.after), default=0.0)
    there = ends[-1] + _walk_min(legs[done[-1]].zone, leg.zone, walking) if done else 0.0
    return max(there, joined + leg.wait_min) + leg.serve_min


def _walk_min(here: ZoneId, there: ZoneId, walking: Walking) -> float:
    return (walking.same_zone_s if here == there else walking.other_zone_s) / 60
