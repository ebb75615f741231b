"""A mall small enough to hold in the head: two tenants, five services, five counters.

A (anggrek)  satu, dua, tiga   counter 1: satu, dua   counter 2: dua, tiga   counter 3: satu
B (bakung)   empat, lima       counter 4: empat, lima counter 5: lima
"""

from __future__ import annotations

from protocol.catalogue import (
    Catalogue,
    Counter,
    CounterId,
    Service,
    ServiceId,
    Standard,
    Tenant,
    TenantId,
    Text,
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


def small_mall(timezone: str = "Asia/Jakarta", day_ends: str = "22:00") -> Catalogue:
    counters = {
        CounterId(number): Counter(
            id=CounterId(number),
            tenant=TenantId(tenant),
            zone=ZoneId("a"),
            services=frozenset(ServiceId(f"{tenant}.{name}") for name in names),
        )
        for number, (tenant, names) in SERVED.items()
    }
    services = {
        ServiceId(service): Service(
            id=ServiceId(service),
            tenant=TenantId(service.partition(".")[0]),
            name=text(service),
            words=(service,),
            duration_min=10,
            pool=_pool(ServiceId(service), counters),
            standard=STANDARD,
        )
        for service in SERVICES
    }
    return Catalogue(
        name=text("Mal Uji"),
        city="Malang",
        timezone=timezone,
        day_ends=day_ends,
        hours={},
        zones={ZoneId("a"): Zone(id=ZoneId("a"), name=text("Zona A"))},
        tenants={
            TenantId(tenant): Tenant(
                id=TenantId(tenant),
                prefix=prefix,
                short_name=tenant.title(),
                name=text(tenant.title()),
                spoken=tenant,
                zone=ZoneId("a"),
            )
            for tenant, prefix in PREFIX.items()
        },
        services=services,
        counters=counters,
    )


def _pool(service: ServiceId, counters: dict[CounterId, Counter]) -> tuple[ServiceId, ...]:
    shared = {
        other for counter in counters.values() if service in counter.services for other in counter.services
    }
    return tuple(sorted(shared))
