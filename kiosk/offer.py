"""What the kiosk offers, in the words of one language: tiles of tenants, rows of services, a service in full.

Pure: made anew from catalogue, waiting counts and language whenever one of them changes. `local` is now in
the mall's own zone; without it nothing is said of when a closed service opens again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from client.language import translate
from client.reasons import again_text, short_text_for, text_for
from protocol.catalogue import Catalogue, Language, Service, ServiceId, TenantId
from protocol.frames import Waiting
from protocol.messages import Refused

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
REASON_CHARACTERS_MAX = 24
"""A longer reason stands behind the hour on a tile, where it may be cut; the service's page has it whole."""
_NEVER = datetime.max.replace(tzinfo=UTC)


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
    shut: bool
    """No numbers are given for any of its services; `subtitle` says why and until when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRow:
    """One service in the list of its tenant."""

    key: str
    title: str
    subtitle: str
    """Why no numbers are given now, and until when."""
    waiting: str
    tone: str
    shut: bool


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
    shut: str = ""
    """Why no numbers are given now, and until when."""
    online_name: str = ""
    online_url: str = ""


def tenant_tiles(
    catalogue: Catalogue, waiting: Waiting | None, language: Language, local: datetime | None = None
) -> list[TenantTile]:
    """In the order of their short names. Where the whole mall is shut the page says why."""
    mall = shut_for_all(waiting, catalogue.services.values())
    tiles = (tenant_tile(catalogue, tenant, waiting, language, local, mall) for tenant in catalogue.tenants)
    return sorted(tiles, key=lambda tile: tile.title.casefold())


def tenant_tile(
    catalogue: Catalogue,
    id: TenantId,
    waiting: Waiting | None,
    language: Language,
    local: datetime | None = None,
    mall: Refused | None = None,
) -> TenantTile:
    """`mall`: why all of the mall is shut; what a tenant shares with it is not said again."""
    tenant = catalogue.tenants[id]
    shut = shut_for_all(waiting, services_of(catalogue, id))
    text, tone = _lines_chip(waiting, services_of(catalogue, id)) if shut is None else _shut_chip()
    until = ""
    if shut is not None and mall is None:
        until = _until_text(shut, language, local)
    elif shut is not None and mall is not None and shut.again != mall.again:
        until = again_text(shut, language, local)
    emblem = EMBLEMS.get(id, "")
    return TenantTile(
        key=id,
        title=tenant.short_name,
        subtitle=until or tenant.name.in_(language),
        emblem=emblem,
        badge="" if emblem else tenant.prefix,
        tint=list(catalogue.tenants).index(id),
        waiting=text,
        tone=tone,
        shut=shut is not None,
    )


def service_rows(
    catalogue: Catalogue,
    tenant: TenantId,
    waiting: Waiting | None,
    language: Language,
    local: datetime | None = None,
) -> list[ServiceRow]:
    """In the order of the catalogue, where the tenant puts first what is asked for most."""
    rows: list[ServiceRow] = []
    for service in services_of(catalogue, tenant):
        shut = None if waiting is None else waiting.shut.get(service.id)
        text, tone = _ahead_chip(waiting, service) if shut is None else _shut_chip()
        row = ServiceRow(
            key=service.id,
            title=service.name.in_(language),
            subtitle="" if shut is None else _until_text(shut, language, local),
            waiting=text,
            tone=tone,
            shut=shut is not None,
        )
        rows.append(row)
    return rows


def service_page(
    service: Service, waiting: Waiting | None, language: Language, local: datetime | None = None
) -> ServicePage:
    standard, online = service.standard, service.online
    shut = None if waiting is None else waiting.shut.get(service.id)
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
        waiting=text if shut is None else "",
        unstaffed=shut is None and waiting is not None and service.id not in waiting.served,
        shut="" if shut is None else text_for(shut, language, local),
        online_name=online.name if online else "",
        online_url=online.url if online else "",
    )


def shut_for_all(waiting: Waiting | None, services: Iterable[Service]) -> Refused | None:
    """Why none of these gives numbers now: the commonest of those that end first; None while any is open."""
    if waiting is None:
        return None
    reasons = [waiting.shut.get(service.id) for service in services]
    shut = [reason for reason in reasons if reason is not None]
    if not shut or len(shut) < len(reasons):
        return None
    so_many = Counter(refused.reason for refused in shut)
    return min(shut, key=lambda refused: (refused.again or _NEVER, -so_many[refused.reason]))


def mall_shut_text(
    catalogue: Catalogue, waiting: Waiting | None, language: Language, local: datetime | None
) -> str:
    """Why no number is given in the whole mall now, and until when; empty while there are any."""
    shut = shut_for_all(waiting, catalogue.services.values())
    return "" if shut is None else text_for(shut, language, local)


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


def _until_text(refused: Refused, language: Language, local: datetime | None) -> str:
    """`Friday break. Opens again at 13:00.`"""
    why = short_text_for(refused, language) or text_for(refused, language)
    parts = [f"{why.rstrip('.')}.", again_text(refused, language, local)]
    if len(why) > REASON_CHARACTERS_MAX:
        parts.reverse()
    return " ".join(filter(None, parts))


def _shut_chip() -> tuple[str, str]:
    return translate("Kiosk", "Closed"), "neutral"


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
