"""The mall as data: what is offered, by whom, where, and at which counters.

Read from files by the server once at start, sent to the apps with the snapshot, never changed in between.
"""

from __future__ import annotations

from typing import Literal, NewType

from msgspec import Struct

TenantId = NewType("TenantId", str)
ServiceId = NewType("ServiceId", str)
"""Unique in the mall: the tenant's id, a dot, the service's own name, e.g. `dukcapil.ktp-rekam`."""
CounterId = NewType("CounterId", int)
"""The number that is shown over the counter and spoken."""
ZoneId = NewType("ZoneId", str)
Language = Literal["id", "en"]


class Text(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person reads, in each language of the interface."""

    id: str
    en: str

    def in_(self, language: Language) -> str:
        return self.en if language == "en" else self.id


class Standard(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The six parts of a service standard that the law asks to be published for each service."""

    requirements: tuple[Text, ...]
    procedure: tuple[Text, ...]
    lead_time: Text
    fee: Text
    product: Text
    complaints: Text


class Online(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the same errand can be done from home."""

    name: str
    url: str


class Service(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: ServiceId
    tenant: TenantId
    name: Text
    words: tuple[str, ...]
    """What people call it in everyday speech, for the search."""
    duration_min: int
    """Typical time at the counter, minutes."""
    pool: tuple[ServiceId, ...] = ()
    """Services that share a counter with it, itself included: their visitors may go before it.
    Known to the server only."""
    online: Online | None = None
    standard: Standard | None = None
    """None only in the views of those who do not need it; every service of a catalogue has one."""


class Counter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: CounterId
    tenant: TenantId
    zone: ZoneId
    services: frozenset[ServiceId]
    """The pool it serves."""


class Tenant(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: TenantId
    prefix: str
    """One or two capital letters before the number, unique in the mall; never I, O or Q."""
    short_name: str
    name: Text
    spoken: str
    """How the Indonesian voice says it."""
    zone: ZoneId


class Zone(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: ZoneId
    name: Text


class Catalogue(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Text
    city: str
    timezone: str
    """IANA name; the day belongs to it."""
    day_ends: str
    """HH:MM, mall's time: what still waits then is ended with a reason."""
    hours: dict[str, str]
    """Weekday (`mon` to `sun`) to opening hours `HH:MM-HH:MM`, mall's time; a missing day is closed."""
    zones: dict[ZoneId, Zone]
    tenants: dict[TenantId, Tenant]
    services: dict[ServiceId, Service]
    counters: dict[CounterId, Counter]
