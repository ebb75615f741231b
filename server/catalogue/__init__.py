"""The mall as data: a folder with `mall.toml` and one file a tenant, read into a `Catalogue`.

Everything is read and checked before anything is served: a folder with one wrong line is refused whole,
with an error that names file, line or key, and what was expected there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec import Struct

from protocol.catalogue import (
    Catalogue,
    Counter,
    CounterId,
    Online,
    Service,
    ServiceId,
    Standard,
    Tenant,
    TenantId,
    Text,
    Zone,
    ZoneId,
)

MALANG: Final = Path(__file__).parent / "malang"
SHORT_NAME_CHARACTERS_MAX = 20
NAME_CHARACTERS_MAX = 80
COUNTER_NUMBER_MAX = 99
EVENING = "12:00"
"""Before it no day may end: the hours after `day_ends` count as tomorrow's."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PREFIX = re.compile(r"[A-HJ-NPR-Z]{1,2}")
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
T = TypeVar("T")


class CatalogueError(Exception):
    """The catalogue cannot be used; says file, place and what was expected."""

    def __init__(self, file: Path, place: str, expected: str) -> None:
        super().__init__(f"{file.name}: {place}: {expected}" if place else f"{file.name}: {expected}")


class MallFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Text
    city: str
    timezone: str
    day_ends: str
    hours: dict[str, str]
    zones: tuple[Zone, ...]


class CounterEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    number: int
    services: tuple[str, ...]
    zone: ZoneId | None = None
    """The tenant's unless said."""


class StandardEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    requirements: tuple[Text, ...]
    procedure: tuple[Text, ...]
    lead_time: Text
    fee: Text
    product: Text
    complaints: Text | None = None
    """The tenant's unless said."""


class ServiceEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    name: Text
    words: tuple[str, ...]
    duration_min: int
    standard: StandardEntry
    online: Online | None = None


class TenantFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: TenantId
    prefix: str
    short_name: str
    name: Text
    spoken: str
    zone: ZoneId
    complaints: Text
    counters: tuple[CounterEntry, ...]
    services: tuple[ServiceEntry, ...]


def load(folder: Path = MALANG) -> Catalogue:
    """The catalogue in a folder. Raises `CatalogueError`."""
    mall_path = folder / "mall.toml"
    mall = _read(mall_path, MallFile)
    zones = {zone.id: zone for zone in mall.zones}
    _check_mall(mall_path, mall)
    paths = sorted(path for path in folder.glob("*.toml") if path != mall_path)
    if not paths:
        raise CatalogueError(mall_path, "", f"at least one tenant's file beside it in {folder.name}/")
    catalogue = Catalogue(
        name=mall.name,
        city=mall.city,
        timezone=mall.timezone,
        day_ends=mall.day_ends,
        hours=mall.hours,
        zones=zones,
        tenants={},
        services={},
        counters={},
    )
    tenants = [(path, _read(path, TenantFile)) for path in paths]
    tenants.sort(key=lambda pair: (len(pair[1].prefix), pair[1].prefix))
    for path, tenant in tenants:
        _add(catalogue, path, tenant)
    return catalogue


def _read(path: Path, kind: type[T]) -> T:
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise CatalogueError(path, "", "this file, which is not there") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(path, "", f"TOML: {error}") from error
    try:
        record = msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        what, _, place = str(error).partition(" - at ")
        raise CatalogueError(path, place.strip("`").removeprefix("$").removeprefix("."), what) from error
    for place, text in _strings(raw, ""):
        if not text.strip():
            raise CatalogueError(path, place, "a text, not an empty one")
    return record


def _strings(value: Any, place: str) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield place, value
        case dict():
            for key, inner in value.items():  # pyright: ignore[reportUnknownVariableType]
                yield from _strings(inner, f"{place}.{key}".removeprefix("."))
        case list():
            for index, inner in enumerate(value):  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
                yield from _strings(inner, f"{place}[{index}]")
        case _:
            return


def _check_mall(path: Path, mall: MallFile) -> None:
    try:
        ZoneInfo(mall.timezone)
    except (OSError, ValueError, ZoneInfoNotFoundError) as error:
        raise CatalogueError(path, "timezone", f"an IANA time zone, got {mall.timezone!r}") from error
    if not CLOCK.fullmatch(mall.day_ends):
        raise CatalogueError(path, "day_ends", f"HH:MM, got {mall.day_ends!r}")
    if mall.day_ends < EVENING:
        raise CatalogueError(path, "day_ends", f"an hour from {EVENING} on, got {mall.day_ends!r}")
    for day, hours in mall.hours.items():
        if day not in WEEKDAYS:
            raise CatalogueError(path, f"hours.{day}", f"one of {', '.join(WEEKDAYS)}")
        opens, _, closes = hours.partition("-")
        if not (CLOCK.fullmatch(opens) and CLOCK.fullmatch(closes) and opens < closes):
            raise CatalogueError(
                path, f"hours.{day}", f"HH:MM-HH:MM, the first before the second, got {hours!r}"
            )
    if len({zone.id for zone in mall.zones}) < len(mall.zones) or not mall.zones:
        raise CatalogueError(path, "zones", "at least one zone, each id once")


def _add(catalogue: Catalogue, path: Path, tenant: TenantFile) -> None:
    """Add a tenant with its services and counters, or say what contradicts what is there."""
    _check_tenant(catalogue, path, tenant)
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
        pool = tuple(_full(tenant.id, name) for name in names if name in served[entry.id])
        catalogue.services[_full(tenant.id, entry.id)] = _service(tenant, entry, pool)
    catalogue.tenants[tenant.id] = Tenant(
        id=tenant.id,
        prefix=tenant.prefix,
        short_name=tenant.short_name,
        name=tenant.name,
        spoken=tenant.spoken,
        zone=tenant.zone,
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
