"""The mall as data: a folder with `mall.toml` and one file a tenant, read into a `Catalogue`.

Everything is read and checked before anything is served: a folder with one wrong line is refused whole,
with an error that names file, line or key, and what was expected there.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec.structs import replace

from protocol.catalogue import (
    WEEKDAYS,
    Catalogue,
    Counter,
    CounterId,
    Schedule,
    Service,
    ServiceId,
    Standard,
    Tenant,
    TenantId,
    Walking,
)
from server.catalogue.bounds import check_classes, check_offer, check_policy, check_quota, check_walking
from server.catalogue.files import (
    CLOCK,
    KEY,
    CatalogueError,
    MallFile,
    ScheduleEntry,
    ServiceEntry,
    TenantFile,
    read,
)
from server.catalogue.schedules import mall_schedule, tenant_schedule

__all__ = ["CLOCK", "MALANG", "CatalogueError", "load", "rehearsal"]

MALANG: Final = Path(__file__).parent / "malang"
SHORT_NAME_CHARACTERS_MAX = 20
NAME_CHARACTERS_MAX = 80
COUNTER_NUMBER_MAX = 99
EVENING = "12:00"
"""Before it no day may end: the hours after `day_ends` count as tomorrow's."""
PREFIX = re.compile(r"[A-HJ-NPR-Z]{1,2}")
ALWAYS = Schedule(hours=dict.fromkeys(WEEKDAYS, "00:00-24:00"))
NEXT_DOOR = Walking(same_zone_s=2, other_zone_s=4)
"""In a rehearsal nobody waits for a walk through the real mall."""


def load(folder: Path = MALANG) -> Catalogue:
    """The catalogue in a folder. Raises `CatalogueError`."""
    mall_path = folder / "mall.toml"
    mall = read(mall_path, MallFile)
    _check_mall(mall_path, mall)
    paths = sorted(path for path in folder.glob("*.toml") if path != mall_path)
    if not paths:
        raise CatalogueError(mall_path, "", f"at least one tenant's file beside it in {folder.name}/")
    catalogue = Catalogue(
        name=mall.name,
        city=mall.city,
        timezone=mall.timezone,
        day_ends=mall.day_ends,
        schedule=mall_schedule(mall_path, mall.schedule),
        classes={one.id: one for one in mall.classes},
        walking=mall.walking,
        zones={zone.id: zone for zone in mall.zones},
        tenants={},
        services={},
        counters={},
    )
    tenants = [(path, read(path, TenantFile)) for path in paths]
    tenants.sort(key=lambda pair: (len(pair[1].prefix), pair[1].prefix))
    for path, tenant in tenants:
        _add(catalogue, path, tenant, mall.schedule)
    return catalogue


def rehearsal(catalogue: Catalogue) -> Catalogue:
    """The same mall for showing and trying: open at any hour of any day, without quotas, all near by."""
    return replace(
        catalogue,
        schedule=ALWAYS,
        walking=NEXT_DOOR,
        tenants={
            tenant.id: replace(tenant, schedule=ALWAYS, quota=None) for tenant in catalogue.tenants.values()
        },
        services={
            service.id: replace(service, quota=None, last_ticket=None)
            for service in catalogue.services.values()
        },
    )


def _check_mall(path: Path, mall: MallFile) -> None:
    try:
        ZoneInfo(mall.timezone)
    except (OSError, ValueError, ZoneInfoNotFoundError) as error:
        raise CatalogueError(path, "timezone", f"an IANA time zone, got {mall.timezone!r}") from error
    if not CLOCK.fullmatch(mall.day_ends):
        raise CatalogueError(path, "day_ends", f"HH:MM, got {mall.day_ends!r}")
    if mall.day_ends < EVENING:
        raise CatalogueError(path, "day_ends", f"an hour from {EVENING} on, got {mall.day_ends!r}")
    check_classes(path, mall.classes)
    check_walking(path, mall.walking)
    if len({zone.id for zone in mall.zones}) < len(mall.zones) or not mall.zones:
        raise CatalogueError(path, "zones", "at least one zone, each id once")


def _add(catalogue: Catalogue, path: Path, tenant: TenantFile, mall: ScheduleEntry) -> None:
    """Add a tenant with its services and counters, or say what contradicts what is there."""
    _check_tenant(catalogue, path, tenant)
    schedule = (
        catalogue.schedule
        if tenant.schedule is None
        else tenant_schedule(path, tenant.schedule, mall, catalogue.schedule)
    )
    served: dict[str, set[str]] = {}
    names = _service_names(path, tenant)
    for index, counter in enumerate(tenant.counters):
        place = f"counters[{index}]"
        zone = tenant.zone if counter.zone is None else counter.zone
        pool = names if counter.services == ("*",) else counter.services
        for service in pool:
            if service not in names:
                raise CatalogueError(path, f"{place}.services", f"a service of this tenant, got {service!r}")
            served.setdefault(service, set()).update(pool)
        if not pool:
            raise CatalogueError(path, f"{place}.services", 'at least one service, or "*" for all')
        if not 1 <= counter.number <= COUNTER_NUMBER_MAX:
            raise CatalogueError(path, f"{place}.number", f"1 to {COUNTER_NUMBER_MAX}, got {counter.number}")
        if counter.number in catalogue.counters:
            other = catalogue.counters[CounterId(counter.number)].tenant
            raise CatalogueError(
                path, f"{place}.number", f"a number of its own: {counter.number} is {other}'s too"
            )
        if zone not in catalogue.zones:
            raise CatalogueError(path, f"{place}.zone", f"one of {', '.join(catalogue.zones)}, got {zone!r}")
        catalogue.counters[CounterId(counter.number)] = Counter(
            id=CounterId(counter.number),
            tenant=tenant.id,
            zone=zone,
            services=frozenset(_full(tenant.id, service) for service in pool),
        )
    for index, entry in enumerate(tenant.services):
        if entry.id not in served:
            raise CatalogueError(
                path, f"services[{index}].id", f"a counter that serves {entry.id!r}; none does"
            )
        check_quota(path, f"services[{index}].", entry.quota, tenant.quota)
        check_offer(path, f"services[{index}].", entry, schedule)
        pool = tuple(_full(tenant.id, name) for name in names if name in served[entry.id])
        catalogue.services[_full(tenant.id, entry.id)] = _service(tenant, entry, pool)
    catalogue.tenants[tenant.id] = Tenant(
        id=tenant.id,
        prefix=tenant.prefix,
        short_name=tenant.short_name,
        name=tenant.name,
        spoken=tenant.spoken,
        zone=tenant.zone,
        schedule=schedule,
        policy=tenant.policy,
        quota=tenant.quota,
    )


def _check_tenant(catalogue: Catalogue, path: Path, tenant: TenantFile) -> None:
    if not KEY.fullmatch(tenant.id) or tenant.id in catalogue.tenants:
        raise CatalogueError(
            path, "id", f"small letters, digits and dashes, no other tenant's; got {tenant.id!r}"
        )
    if not PREFIX.fullmatch(tenant.prefix):
        raise CatalogueError(path, "prefix", f"one or two capitals, not I, O or Q; got {tenant.prefix!r}")
    for other in catalogue.tenants.values():
        if other.prefix == tenant.prefix:
            raise CatalogueError(
                path, "prefix", f"a prefix of its own: {tenant.prefix!r} is {other.id}'s too"
            )
    if len(tenant.short_name) > SHORT_NAME_CHARACTERS_MAX:
        raise CatalogueError(path, "short_name", f"at most {SHORT_NAME_CHARACTERS_MAX} characters")
    if tenant.zone not in catalogue.zones:
        raise CatalogueError(path, "zone", f"one of {', '.join(catalogue.zones)}, got {tenant.zone!r}")
    check_quota(path, "", tenant.quota)
    check_policy(path, tenant.policy)
    if not tenant.counters or not tenant.services:
        raise CatalogueError(path, "", "at least one of [[counters]] and one of [[services]]")


def _service_names(path: Path, tenant: TenantFile) -> list[str]:
    names: list[str] = []
    for index, entry in enumerate(tenant.services):
        place = f"services[{index}]"
        if not KEY.fullmatch(entry.id) or entry.id in names:
            raise CatalogueError(
                path, f"{place}.id", f"small letters, digits and dashes, once; got {entry.id!r}"
            )
        if entry.duration_min < 1:
            raise CatalogueError(
                path, f"{place}.duration_min", f"minutes, 1 or more; got {entry.duration_min}"
            )
        for language in (entry.name.id, entry.name.en):
            if len(language) > NAME_CHARACTERS_MAX:
                raise CatalogueError(
                    path, f"{place}.name", f"at most {NAME_CHARACTERS_MAX} characters: {language!r}"
                )
        if not entry.standard.requirements or not entry.standard.procedure:
            raise CatalogueError(
                path, f"{place}.standard", "at least one requirement and one step of procedure"
            )
        names.append(entry.id)
    return names


def _service(tenant: TenantFile, entry: ServiceEntry, pool: tuple[ServiceId, ...]) -> Service:
    standard = entry.standard
    return Service(
        id=_full(tenant.id, entry.id),
        tenant=tenant.id,
        name=entry.name,
        words=entry.words,
        duration_min=entry.duration_min,
        quota=entry.quota,
        last_ticket=entry.last_ticket,
        slots=entry.slots,
        pick_up=entry.pick_up,
        pool=pool,
        online=entry.online,
        standard=Standard(
            requirements=standard.requirements,
            procedure=standard.procedure,
            lead_time=standard.lead_time,
            fee=standard.fee,
            product=standard.product,
            complaints=tenant.complaints if standard.complaints is None else standard.complaints,
        ),
    )


def _full(tenant: TenantId, service: str) -> ServiceId:
    return ServiceId(f"{tenant}.{service}")
