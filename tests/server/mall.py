"""A mall small enough to hold in the head: two tenants, five services, five counters.

A (anggrek)  satu, dua, tiga   counter 1: satu, dua   counter 2: dua, tiga   counter 3: satu
B (bakung)   empat, lima       counter 4: empat, lima counter 5: lima
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from protocol.catalogue import (
    WEEKDAYS,
    Catalogue,
    ClassId,
    Counter,
    CounterId,
    Policy,
    PriorityClass,
    Schedule,
    Service,
    ServiceId,
    Standard,
    Tenant,
    TenantId,
    Text,
    Walking,
    Zone,
    ZoneId,
)

SERVED: dict[int, tuple[str, tuple[str, ...]]] = {
    1: ("anggrek", ("satu", "dua")),
    2: ("anggrek", ("dua", "tiga")),
    3: ("anggrek", ("satu",)),
    4: ("bakung", ("empat", "lima")),
    5: ("bakung", ("lima",)),
}
PREFIX = {"anggrek": "A", "bakung": "B"}
SERVICES = tuple(sorted({f"{tenant}.{name}" for tenant, names in SERVED.values() for name in names}))
SATU, DUA, TIGA = ServiceId("anggrek.satu"), ServiceId("anggrek.dua"), ServiceId("anggrek.tiga")
EMPAT, LIMA = ServiceId("bakung.empat"), ServiceId("bakung.lima")


def text(words: str) -> Text:
    return Text(id=words, en=f"{words} (en)")


STANDARD = Standard(
    requirements=(text("KTP"),),
    procedure=(text("Datang"),),
    lead_time=text("15 menit"),
    fee=text("Gratis"),
    product=text("Surat"),
    complaints=text("Loket 1"),
)


NOT_FAR = Walking()
ALWAYS = Schedule(hours=dict.fromkeys(WEEKDAYS, "00:00-24:00"))
IN_LINE = Policy(order="line")
CLASSES = {
    ClassId(name): PriorityClass(id=ClassId(name), name=text(words), icon=icon)
    for name, words, icon in (
        ("elderly", "Lansia", "armchair"),
        ("disability", "Penyandang disabilitas", "accessibility"),
        ("pregnant", "Ibu hamil", "heart-pulse"),
        ("infant", "Membawa balita", "baby"),
    )
}


def small_mall(
    timezone: str = "Asia/Jakarta",
    day_ends: str = "22:00",
    *,
    schedule: Schedule = ALWAYS,
    policy: Policy = IN_LINE,
    walking: Walking = NOT_FAR,
    quota: int | None = None,
    tenants: Mapping[str, Mapping[str, Any]] = {},
    services: Mapping[ServiceId, Mapping[str, Any]] = {},
) -> Catalogue:
    """Always open, no quotas, nobody goes before another, unless said.

    `schedule`, `policy`, `quota`: every tenant's. `tenants`, `services`: other fields of single ones.
    """
    counters = {
        CounterId(number): Counter(
            id=CounterId(number),
            tenant=TenantId(tenant),
            zone=ZoneId("a"),
            services=frozenset(ServiceId(f"{tenant}.{name}") for name in names),
        )
        for number, (tenant, names) in SERVED.items()
    }
    all_services = {
        ServiceId(service): Service(
            id=ServiceId(service),
            tenant=TenantId(service.partition(".")[0]),
            name=text(service),
            words=(service,),
            duration_min=10,
            pool=_pool(ServiceId(service), counters),
            standard=STANDARD,
            **services.get(ServiceId(service), {}),
        )
        for service in SERVICES
    }
    return Catalogue(
        name=text("Mal Uji"),
        city="Malang",
        timezone=timezone,
        day_ends=day_ends,
        schedule=schedule,
        classes=CLASSES,
        walking=walking,
        zones={ZoneId("a"): Zone(id=ZoneId("a"), name=text("Zona A"))},
        tenants={
            TenantId(tenant): Tenant(
                id=TenantId(tenant),
                prefix=prefix,
                short_name=tenant.title(),
                name=text(tenant.title()),
                spoken=tenant,
                zone=ZoneId("a"),
                **{"schedule": schedule, "policy": policy, "quota": quota, **tenants.get(tenant, {})},
            )
            for tenant, prefix in PREFIX.items()
        },
        services=all_services,
        counters=counters,
    )


def _pool(service: ServiceId, counters: dict[CounterId, Counter]) -> tuple[ServiceId, ...]:
    shared = {
        other for counter in counters.values() if service in counter.services for other in counter.services
    }
    return tuple(sorted(shared))
