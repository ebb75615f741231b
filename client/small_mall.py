"""A small mall for fakes: two tenants, three services, four counters."""

from __future__ import annotations

from msgspec.structs import replace

from protocol.catalogue import (
    Catalogue,
    ClassId,
    Counter,
    CounterId,
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
from protocol.hall import CATALOGUE_NONE

SCHEDULE = Schedule(
    hours={
        "mon": "08:00-16:00",
        "tue": "08:00-16:00",
        "wed": "08:00-16:00",
        "thu": "08:00-16:00",
        "fri": "08:00-16:00",
    }
)


def small_catalogue() -> Catalogue:
    """Two tenants, three services, four counters: enough for a test that has no files at hand."""

    def text(indonesian: str, english: str) -> Text:
        return Text(id=indonesian, en=english)

    def tenant(id_: str, prefix: str, short: str, name: Text, spoken: str) -> Tenant:
        return Tenant(
            id=TenantId(id_),
            prefix=prefix,
            short_name=short,
            name=name,
            spoken=spoken,
            zone=ZoneId("1"),
            schedule=SCHEDULE,
        )

    def service(id_: str, name: Text, *words: str) -> Service:
        standard = Standard(
            requirements=(text("KTP asli", "Original identity card"),),
            procedure=(text("Ambil nomor, tunggu dipanggil", "Take a number, wait to be called"),),
            lead_time=text("1 hari kerja", "1 working day"),
            fee=text("Gratis", "Free"),
            product=name,
            complaints=text("Loket pengaduan", "Complaints desk"),
        )
        owner = TenantId(id_.partition(".")[0])
        return Service(
            id=ServiceId(id_), tenant=owner, name=name, words=words, duration_min=10, standard=standard
        )

    def counter(number: int, owner: str, *services: str) -> Counter:
        return Counter(
            id=CounterId(number),
            tenant=TenantId(owner),
            zone=ZoneId("1"),
            services=frozenset(map(ServiceId, services)),
        )

    tenants = (
        tenant(
            "dukcapil",
            "A",
            "Dispendukcapil",
            text("Dinas Kependudukan dan Pencatatan Sipil", "Civil Registry Office"),
            "Dinas Kependudukan",
        ),
        tenant(
            "pdam",
            "B",
            "PDAM",
            text("Perumda Air Minum Tugu Tirta", "Tugu Tirta Water Company"),
            "P D A M",
        ),
    )
    services = (
        service("dukcapil.ktp-rekam", text("Perekaman KTP-el", "Identity card enrolment"), "ktp", "foto"),
        service("dukcapil.kk", text("Kartu Keluarga", "Family card"), "kk"),
        service("pdam.sambungan", text("Sambungan baru", "New connection"), "air"),
    )
    counters = (
        counter(1, "dukcapil", "dukcapil.ktp-rekam", "dukcapil.kk"),
        counter(2, "dukcapil", "dukcapil.ktp-rekam", "dukcapil.kk"),
        counter(3, "dukcapil", "dukcapil.kk"),
        counter(4, "pdam", "pdam.sambungan"),
    )
    classes = (
        PriorityClass(id=ClassId("elderly"), name=text("Lansia", "Elderly"), icon="armchair"),
        PriorityClass(
            id=ClassId("disability"),
            name=text("Penyandang disabilitas", "Person with a disability"),
            icon="accessibility",
        ),
        PriorityClass(id=ClassId("pregnant"), name=text("Ibu hamil", "Pregnant"), icon="heart-pulse"),
        PriorityClass(id=ClassId("infant"), name=text("Membawa balita", "With an infant"), icon="baby"),
    )

    def pool(service: ServiceId) -> tuple[ServiceId, ...]:
        shared = [one.services for one in counters if service in one.services]
        return tuple(sorted(frozenset[ServiceId]().union(*shared)))

    zone = Zone(id=ZoneId("1"), name=text("Lantai 3", "Floor 3"))
    return replace(
        CATALOGUE_NONE,
        name=text("MPP Kota Malang", "Malang Public Service Mall"),
        city="Kota Malang",
        timezone="Asia/Jakarta",
        schedule=SCHEDULE,
        classes={one.id: one for one in classes},
        walking=Walking(same_zone_s=30, other_zone_s=90),
        zones={zone.id: zone},
        tenants={one.id: one for one in tenants},
        services={one.id: replace(one, pool=pool(one.id)) for one in services},
        counters={one.id: one for one in counters},
    )
