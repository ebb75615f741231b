"""Who comes when, for what, and with which class: the plan of a day, or of any span in its likeness."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from protocol.catalogue import Catalogue, ClassId, Language, Service, ServiceId
from protocol.messages import Errand
from server.calendar import opens_on, slots_on
from server.simulation.demand import visits_on
from server.simulation.dice import dice, happens, spread
from server.simulation.errands import Choice, Errands
from server.simulation.scenario import HOURS_A_DAY, Scenario

BOOKED_SHARE_MAX = 0.9
"""Of a service's visitors, however many slots it has."""
EARLY_S = (-75 * 60.0, -20 * 60.0)
ON_TIME_S = (-15 * 60.0, 8 * 60.0)
LATE_S = (60.0, 50 * 60.0)
"""After the tolerance."""
BOOKING_HOURS = (8 * 3_600.0, 20 * 3_600.0)
"""Of the days before, on the clock in the mall, seconds."""


class Arrival(Struct, frozen=True, kw_only=True):
    index: int
    at: datetime | None
    """When they come in, aware UTC; None: they booked and never come."""
    service: ServiceId
    more: tuple[Errand, ...] = ()
    priority: ClassId | None = None
    language: Language = "id"
    reception: bool = False
    slots: tuple[datetime, ...] = ()
    """Of a booking: first the one they would like, last the one that `at` goes with."""
    booked_at: datetime | None = None
    cancelled: bool = False
    """The booking, on the morning of its day."""


class Coming(Struct, frozen=True, kw_only=True):
    """The same for a span that is no day of a calendar: a demo, a training."""

    after_s: float
    """From the start of the span."""
    service: ServiceId
    more: tuple[Errand, ...]
    priority: ClassId | None
    language: Language


def comings(
    catalogue: Catalogue,
    scenario: Scenario,
    seed: int,
    *,
    span_s: float,
    count: int,
    services: frozenset[ServiceId],
) -> tuple[Coming, ...]:
    """So many people over a span, for these services only, in the order in which they come."""
    drawn = Errands(catalogue, scenario, seed, "span", services)
    which, service_dice = Choice(drawn.shares), dice(seed, "span", "service")
    moment_dice = dice(seed, "span", "moment")
    people: list[Coming] = []
    for after_s in sorted(moment_dice.uniform(0, span_s) for _ in range(count)):
        service = which.draw(service_dice)
        people.append(
            Coming(
                after_s=after_s,
                service=service,
                more=drawn.more(service),
                priority=drawn.priority(),
                language=drawn.language(),
            )
        )
    return tuple(people)


def arrivals(catalogue: Catalogue, scenario: Scenario, seed: int, day: date) -> tuple[Arrival, ...]:
    """Everyone who comes that day or has booked for it: first those who booked, then by hour."""
    opened = {
        tenant.id: opens_on(tenant.schedule, catalogue.timezone, day) for tenant in catalogue.tenants.values()
    }
    services = frozenset(
        service.id for service in catalogue.services.values() if opened[service.tenant] is not None
    )
    drawn = Errands(catalogue, scenario, seed, "day", services)
    total = visits_on(scenario, catalogue, day)
    wanted = {service: total * share for service, share in drawn.shares.items()}
    booked = list(_booked(catalogue, scenario, seed, day, drawn, wanted))
    for each in booked:
        wanted[each.service] -= each.at is not None
    count = max(0, total - sum(each.at is not None for each in booked))
    rest = {service: max(0.0, number) for service, number in wanted.items()}
    walk_ins = sorted(
        _walk_ins(catalogue, scenario, seed, day, drawn, rest, count), key=lambda each: each.at or MIDNIGHT
    )
    return tuple(replace(each, index=index) for index, each in enumerate((*booked, *walk_ins)))


MIDNIGHT = datetime.min.replace(tzinfo=UTC)


def _walk_ins(
    catalogue: Catalogue,
    scenario: Scenario,
    seed: int,
    day: date,
    drawn: Errands,
    services: dict[ServiceId, float],
    count: int,
) -> Iterator[Arrival]:
    which, service_dice = Choice(services), dice(seed, "day", "service")
    hours = Choice(dict(zip(range(HOURS_A_DAY), scenario.hours, strict=True)))
    hour_dice, desk_dice = dice(seed, "day", "hour"), dice(seed, "day", "reception")
    if not which.possible:
        return
    for _ in range(count):
        service = which.draw(service_dice)
        second = hours.draw(hour_dice) * 3_600 + hour_dice.uniform(0, 3_600)
        yield Arrival(
            index=0,
            at=instant(catalogue, day, second),
            service=service,
            more=drawn.more(service),
            priority=drawn.priority(),
            language=drawn.language(),
            reception=happens(desk_dice, scenario.visitors.reception),
        )


def _booked(
    catalogue: Catalogue,
    scenario: Scenario,
    seed: int,
    day: date,
    drawn: Errands,
    wanted: dict[ServiceId, float],
) -> Iterator[Arrival]:
    stream, visitors = dice(seed, "day", "bookings"), scenario.visitors
    for service in catalogue.services.values():
        if service.slots is None or service.id not in wanted:
            continue
        places = service.slots.capacity * len(slots_on(catalogue, service, day))
        filled = min(visitors.booked, BOOKED_SHARE_MAX * wanted[service.id] / max(1, places))
        liked = None
        for slot in slots_on(catalogue, service, day):
            for _ in range(service.slots.capacity):
                if happens(stream, filled):
                    likes = liked if happens(stream, visitors.booked_popular) else None
                    yield _booking(catalogue, scenario, stream, day, drawn, service, slot, likes)
            liked = liked or slot


def _booking(
    catalogue: Catalogue,
    scenario: Scenario,
    stream: Random,
    day: date,
    drawn: Errands,
    service: Service,
    slot: datetime,
    liked: datetime | None,
) -> Arrival:
    assert service.slots is not None
    visitors = scenario.visitors
    ahead = stream.randint(*visitors.booked_days)
    booked_at = instant(
        catalogue, day - timedelta(days=min(ahead, service.slots.days_ahead)), spread(stream, BOOKING_HOURS)
    )
    manner, cancelled = stream.random(), happens(stream, visitors.booked_cancelled)
    early, late = spread(stream, EARLY_S), spread(stream, LATE_S) + 60 * service.slots.tolerance_min
    on_time = spread(stream, ON_TIME_S)
    never = manner < visitors.booked_never or cancelled
    if manner < visitors.booked_never + visitors.booked_early:
        offset = early
    elif manner < visitors.booked_never + visitors.booked_early + visitors.booked_late:
        offset = late
    else:
        offset = on_time
    return Arrival(
        index=0,
        at=None if never else slot + timedelta(seconds=round(offset, 3)),
        service=service.id,
        priority=drawn.priority(),
        language=drawn.language(),
        reception=happens(stream, visitors.reception),
        slots=(slot,) if liked is None else (liked, slot),
        booked_at=booked_at,
        cancelled=cancelled,
    )


def instant(catalogue: Catalogue, day: date, second: float) -> datetime:
    """So many seconds after midnight on the clock in the mall, aware UTC."""
    wall = datetime.combine(day, time(), ZoneInfo(catalogue.timezone)) + timedelta(seconds=round(second, 3))
    return wall.astimezone(UTC)
