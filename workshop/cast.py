"""Who comes to the demo, for what, and what becomes of them there.

Drawn as for a simulated day, but as many to each counter. A demo that is long enough has a part for each
rule of the line in it, whatever the seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from protocol.catalogue import Catalogue, ClassId, CounterId, ServiceId
from server.simulation.arrivals import Coming, comings
from server.simulation.dice import dice
from server.simulation.errands import Choice
from server.simulation.scenario import MALANG
from workshop.told import Told

ARRIVAL_S_MEAN = 2.5
CAST_S_MIN = 30.0
"""In a shorter demo not every part is played for certain."""

Part = Literal["served", "several", "absent", "documents", "sent"]
"""`several`: another errand on the same number, at another counter. `absent`: does not come when called.
`documents`: lacks some, and comes back with them. `sent`: on to another agency."""
PARTS: dict[Part, float] = {
    "several": MALANG.visitors.itinerary,
    "absent": MALANG.visitors.absent,
    "documents": MALANG.staff.parked,
    "sent": MALANG.staff.transferred,
}
"""Shares of those who have no part for certain; all others are served."""
CAST: dict[tuple[int, int], Part] = {
    (0, 1): "documents",
    (0, 2): "served",
    (1, 0): "several",
    (1, 1): "sent",
    (2, 1): "absent",
}
"""By counter, and by who comes there first, second, …: early, so that there is time to play them."""
FIRST = (0, 2)
"""Of them: who has priority."""
PAPER_ENDS_AT, SCANS_AT = 2, 4
"""By who comes to the kiosk first (0), second, …: in whose slip the roll ends, and who asks a scanner where
their number stands. Early, so that the line does not wait for them in the end."""


class Guest(Struct, frozen=True, kw_only=True):
    """One visitor."""

    after_s: float
    """When they come, from the opening."""
    services: tuple[ServiceId, ...]
    """On one number, at least one."""
    priority: ClassId | None
    part: Part
    onward: tuple[CounterId, ServiceId] | None
    """Of `sent`: where to."""
    paper_ends: bool = False
    """The roll ends in the middle of their slip."""
    scans: bool = False
    """They hold their slip before the kiosk's scanner."""


class Crowd:
    """The visitors by the numbers in their hands, as the kiosk gave them one after the other."""

    def __init__(self, guests: Sequence[Guest], told: Told) -> None:
        self.guests = tuple(guests)
        self._told = told

    def guest(self, visit: int) -> Guest | None:
        """None until the kiosk has told of the number."""
        visits = [saying.visit for saying in self._told.of("ticket")]
        return self.guests[visits.index(visit)] if visit in visits else None

    @property
    def gone(self) -> bool:
        """All have come, and nothing that they came for is left to do, at whatever counter."""
        errands = sum(len(guest.services) for guest in self.guests)
        ended = len(self._told.of("finished")) + len(self._told.of("no_show"))
        return len(self._told.of("ticket")) == len(self.guests) and ended == errands


def guests_for(
    catalogue: Catalogue, counters: Sequence[CounterId], seed: int, for_s: float
) -> tuple[Guest, ...]:
    """In the order in which they come."""
    total = max(1, round(for_s / ARRIVAL_S_MEAN))
    guests: list[Guest] = []
    for place, counter in enumerate(counters):
        stream = dice(seed, "demo", counter)
        people = comings(
            catalogue,
            replace(MALANG, visitors=replace(MALANG.visitors, itinerary=0)),
            stream.getrandbits(32),
            span_s=for_s,
            count=(total + place) // len(counters),
            services=_offered(catalogue, counter),
        )
        next_counter = counters[(place + 1) % len(counters)]
        for turn, coming in enumerate(people):
            part = _part(stream)
            if for_s >= CAST_S_MIN and (place, turn) in CAST:
                part = CAST[place, turn]
                # Without a class the counter says of who is called again that they are back, or sent there.
                drawn = coming.priority or stream.choice(list(catalogue.classes))
                coming = replace(coming, priority=drawn if (place, turn) == FIRST else None)
            guests.append(_guest(catalogue, coming, part, next_counter, stream))
    guests.sort(key=lambda guest: guest.after_s)
    whole = for_s >= CAST_S_MIN
    return tuple(
        replace(guest, paper_ends=whole and place == PAPER_ENDS_AT, scans=whole and place == SCANS_AT)
        for place, guest in enumerate(guests)
    )


def _offered(catalogue: Catalogue, counter: CounterId) -> frozenset[ServiceId]:
    """Nobody has a result to fetch in a mall that has only just opened."""
    services = catalogue.counters[counter].services
    return frozenset(service for service in services if not catalogue.services[service].pick_up)


def _part(stream: Random) -> Part:
    shares: dict[Part, float] = {"served": 1 - sum(PARTS.values()), **PARTS}
    return Choice(shares).draw(stream)


def _guest(
    catalogue: Catalogue, coming: Coming, part: Part, next_counter: CounterId, stream: Random
) -> Guest:
    other = stream.choice(sorted(_offered(catalogue, next_counter) - {coming.service}))
    return Guest(
        after_s=coming.after_s,
        services=(coming.service, other) if part == "several" else (coming.service,),
        priority=coming.priority,
        part=part,
        onward=(next_counter, other) if part == "sent" else None,
    )
