"""What the kiosk offers, in the words of one language: tiles of tenants, rows of services, a service in full.

Pure: made anew from catalogue, waiting counts and language whenever one of them changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from client.language import translate
from protocol.catalogue import Catalogue, Language, Service, ServiceId, TenantId
from protocol.frames import Waiting

EMBLEMS: dict[str, str] = {
    "dukcapil": "users",
    "disnaker": "briefcase",
    "bapenda": "building",
    "pdam": "droplets",
    "bpr-tugu-artha": "banknote",
    "bank-jatim": "credit-card",
    "pajak-utara": "file-text",
    "pajak-selatan": "file-check",
    "samsat": "car",
    "imigrasi": "plane",
    "bpjs-kesehatan": "heart-pulse",
    "bpjs-ketenagakerjaan": "shield",
    "polresta": "eye",
    "kemenag": "star",
}
"""Icons of well-known tenants; any other shows its prefix instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantTile:
    """The tile of one tenant on the first page. `waiting`: "" where it is not known. `tint`: its place in the
    catalogue, by which every app colours it."""

    key: str
    title: str
    subtitle: str
    emblem: str
    badge: str
    tint: int
    waiting: str
    tone: str
    """Of the chip that says how many wait: a name that `Chip` knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRow:
    """One service in the list of its tenant."""

    key: str
    title: str
    waiting: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePage:
    """All that a visitor wants to know before taking the number."""

    key: str = ""
    title: str = ""
    requirements: tuple[str, ...] = ()
    fee: str = ""
    lead_time: str = ""
    product: str = ""
    duration: str = ""
    complaints: str = ""
    waiting: str = ""
    unstaffed: bool = False
    online_name: str = ""
    online_url: str = ""


def tenant_tiles(catalogue: Catalogue, waiting: Waiting | None, language: Language) -> list[TenantTile]:
    """In the order of their short names."""
    tiles = (tenant_tile(catalogue, tenant, waiting, language) for tenant in catalogue.tenants)
    return sorted(tiles, key=lambda tile: tile.title.casefold())


def tenant_tile(
    catalogue: Catalogue, id: TenantId, waiting: Waiting | None, language: Language
) -> TenantTile:
    tenant = catalogue.tenants[id]
    text, tone = _lines_chip(waiting, services_of(catalogue, id))
    emblem = EMBLEMS.get(id, "")
    return TenantTile(
        key=id,
        title=tenant.short_name,
        subtitle=tenant.name.in_(language),
        emblem=emblem,
        badge="" if emblem else tenant.prefix,
        tint=list(catalogue.tenants).index(id),
        waiting=text,
        tone=tone,
    )


def service_rows(
    catalogue: Catalogue, tenant: TenantId, waiting: Waiting | None, language: Language
) -> list[ServiceRow]:
    """In the order of the catalogue, where the tenant puts first what is asked for most."""
    rows: list[ServiceRow] = []
    for service in services_of(catalogue, tenant):
        text, tone = _ahead_chip(waiting, service)
        rows.append(ServiceRow(key=service.id, title=service.name.in_(language), waiting=text, tone=tone))
    return rows


def service_page(service: Service, waiting: Waiting | None, language: Language) -> ServicePage:
    standard, online = service.standard, service.online
    text, _ = _ahead_chip(waiting, service)
    return ServicePage(
        key=service.id,
        title=service.name.in_(language),
        requirements=tuple(item.in_(language) for item in standard.requirements) if standard else (),
        fee=standard.fee.in_(language) if standard else "",
        lead_time=standard.lead_time.in_(language) if standard else "",
        product=standard.product.in_(language) if standard else "",
        duration=translate("Kiosk", "About %1 minutes").replace("%1", str(service.duration_min)),
        complaints=standard.complaints.in_(language) if standard else "",
        waiting=text,
        unstaffed=waiting is not None and service.id not in waiting.served,
        online_name=online.name if online else "",
        online_url=online.url if online else "",
    )


def services_of(catalogue: Catalogue, tenant: TenantId) -> tuple[Service, ...]:
    return tuple(service for service in catalogue.services.values() if service.tenant == tenant)


def zones_text(catalogue: Catalogue, service: ServiceId, language: Language) -> str:
    """Where the counters of the service are: `Zona Utara`, or several joined by commas."""
    zones = dict.fromkeys(
        counter.zone for counter in catalogue.counters.values() if service in counter.services
    )
    return ", ".join(catalogue.zones[zone].name.in_(language) for zone in zones)


def counters_text(catalogue: Catalogue, service: ServiceId) -> str:
    """The counters that serve it, neighbours together: `1–3, 8`."""
    return spans_text(counter.id for counter in catalogue.counters.values() if service in counter.services)


def spans_text(numbers: Iterable[int]) -> str:
    """`1–3, 8` for 1, 2, 3, 8; two neighbours stay apart: `4, 5`."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and spans[-1][-1] == number - 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return ", ".join(_span_text(span) for span in spans)


def _span_text(span: list[int]) -> str:
    return f"{span[0]}–{span[-1]}" if len(span) > 2 else ", ".join(map(str, span))


def _lines_chip(waiting: Waiting | None, services: Iterable[Service]) -> tuple[str, str]:
    """How many wait for any of these; empty while the server has not said."""
    ids = {service.id for service in services}
    if waiting is None or not ids:
        return "", "neutral"
    count = sum(waiting.lines.get(service, 0) for service in ids)
    return _chip(count, served=bool(ids & set(waiting.served)))


def _ahead_chip(waiting: Waiting | None, service: Service) -> tuple[str, str]:
    """Behind how many a newcomer would stand, as the ticket will say; empty while the server has not said."""
    if waiting is None:
        return "", "neutral"
    return _chip(waiting.ahead.get(service.id, 0), served=service.id in waiting.served)


def _chip(count: int, *, served: bool) -> tuple[str, str]:
    """Its text and its tone."""
    if not served:
        return translate("Kiosk", "Counter not open yet"), "warning"
    if count == 0:
        return translate("Kiosk", "No queue"), "success"
    return translate("Kiosk", "About %1 waiting").replace("%1", str(count)), "primary"
