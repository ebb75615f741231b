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
ClassId = NewType("ClassId", str)
Language = Literal["id", "en"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


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


class PriorityClass(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who may ask to be served earlier; no proof is asked, and only staff are told which class it is."""

    id: ClassId
    name: Text
    icon: str
    """Name of one of the icons shipped with the apps."""


class Break(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Part of some weekdays in which counters rest. Lines are kept; officers may still call."""

    name: Text
    days: tuple[Weekday, ...]
    time: str
    """HH:MM-HH:MM, mall's time."""
    issuing: bool = True
    """Whether numbers are given meanwhile."""


class Schedule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When numbers are given. All hours are the mall's."""

    hours: dict[Weekday, str]
    """Opening hours HH:MM-HH:MM, the end up to 24:00; a missing weekday is closed."""
    breaks: tuple[Break, ...] = ()
    closed: dict[str, Text] = {}
    """Days off by ISO date, with their names: public holidays, collective leave, the tenant's own."""
    early_min: int = 0
    """Numbers are given so many minutes before opening."""
    last_ticket_min: int = 0
    """No numbers are given in the last so many minutes before closing: the cut-off."""


class Policy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A tenant's rules of the line; `server/priority.py` says what each means."""

    order: Literal["line", "interleave", "ageing", "strict"] = "interleave"
    priority_in_a_row: int = 2
    """interleave: so many with priority at most between two others, while others wait."""
    head_start_min: int = 20
    """ageing: a priority class stands where it would if it had come so much earlier."""
    wait_min_max: int = 60
    """strict: priority goes first, but whoever has waited so long goes before it."""
    bookings_in_a_row: int = 1
    pick_ups_in_a_row: int = 1
    """So many between two walk-ins, while walk-ins wait."""
    call_particular: bool = True
    """Officers may call a number out of its turn; the log says who did."""
    restore_min: int = 30
    """A no-show who comes back within so long is taken back into the line."""
    restored_behind: int = 3
    """Behind so many of the line."""
    delayed_behind: int = 5
    """Who asks to be called later goes behind so many."""
    delays_max: int = 2
    returned_keep_place: bool = True
    """Who comes back with the missing documents stands where they stood; else at the end."""
    transferred_keep_place: bool = True
    """The same for who is sent here from another service."""
    pick_up_days: int = 30
    """A result that is ready stays on the pick-up list for so long."""


class Slots(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bookings of a service."""

    minutes: int
    """Length of a slot; the first starts when the service opens."""
    capacity: int
    """Bookings in one slot."""
    tolerance_min: int = 15
    """Who is later than this after the slot's start is a walk-in, and the place is free again."""
    days_ahead: int = 14


class Walking(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Time from one counter to the next, in seconds, before a visitor is called again."""

    same_zone_s: int = 0
    other_zone_s: int = 0


class Service(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: ServiceId
    tenant: TenantId
    name: Text
    words: tuple[str, ...]
    """What people call it in everyday speech, for the search."""
    duration_min: int
    """Typical time at the counter, minutes."""
    quota: int | None = None
    """Numbers a day, bookings included."""
    last_ticket: str | None = None
    """HH:MM: its own cut-off, where that is earlier than its tenant's."""
    slots: Slots | None = None
    """None: cannot be booked."""
    pick_up: bool = False
    """Results are handed out here; its line is the quick one."""
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
    schedule: Schedule
    """Its own where it has one, else the mall's. Known to the server only."""
    policy: Policy = Policy()
    quota: int | None = None
    """Numbers a day for all its services together."""


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
    schedule: Schedule
    """The mall's own. Its days off are known to the server and in the hall only."""
    classes: dict[ClassId, PriorityClass]
    walking: Walking
    zones: dict[ZoneId, Zone]
    tenants: dict[TenantId, Tenant]
    services: dict[ServiceId, Service]
    counters: dict[CounterId, Counter]
