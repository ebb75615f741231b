"""What a decision takes from outside, and how an event names whom it concerns."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypedDict

from msgspec import Struct

from protocol.catalogue import TenantId
from protocol.messages import Actor, Happening, Refused, Role
from protocol.visit import DeviceId, Visit, VisitId

SERVER = DeviceId("server")
"""The actor of what falls due by itself, or comes from a visitor's own page."""
Decision = tuple[Happening, ...] | Refused


class Given(Struct, frozen=True, kw_only=True):
    """All that a decision takes from outside."""

    now: datetime
    actor: Actor
    role: Role | Literal["visitor"]
    """`visitor`: on the ticket's own page."""
    place: str
    """A counter's tenant; empty where the device has none."""
    token: str
    """Fresh, unguessable; used if a ticket is issued."""
    code: str
    """Fresh digits; used if a booking is made."""


class Whom(TypedDict):
    visit: VisitId
    stop: int
    tenant: TenantId
    issuer: DeviceId | None
    also: tuple[TenantId, ...]


def whom(visit: Visit, index: int, *, new: TenantId | None = None) -> Whom:
    """Whom an event about a stop concerns; `new`: a tenant that gets a stop of the visit now."""
    tenant = visit.stops[index].tenant
    if len(visit.stops) == 1 and new is None:
        return Whom(visit=visit.id, stop=index, tenant=tenant, issuer=visit.issuer, also=())
    tenants = {stop.tenant for stop in visit.stops}
    if new is not None:
        tenants.add(new)
    also = tuple(sorted(tenants - {tenant}))
    return Whom(visit=visit.id, stop=index, tenant=tenant, issuer=visit.issuer, also=also)
