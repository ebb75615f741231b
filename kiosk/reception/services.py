"""The services found for a visitor: behind how many they would stand, or why no number is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from client.language import translate
from kiosk.offer import counters_text, service_page, zones_text
from kiosk.reception.scene import Scene
from protocol.catalogue import Service, ServiceId


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRow:
    """`standing` is a word or two for the chip, `tone` a name that `Chip` knows."""

    key: str
    title: str
    tenant: str
    tint: int
    standing: str
    tone: str


def service_rows(scene: Scene, ids: Iterable[ServiceId]) -> list[ServiceRow]:
    return [_row(scene, scene.catalogue.services[id]) for id in ids]


def service_facts(scene: Scene, id: ServiceId) -> dict[str, object]:
    """All that a visitor may ask about it; `shut` says why no number is given now, and when again."""
    service = scene.catalogue.services[id]
    page = service_page(service, scene.waiting, scene.language, scene.local)
    state, tone = _state(scene, service)
    return {
        **asdict(page),
        "requirements": list(page.requirements),
        "tenant": scene.tenant_name(service.tenant),
        "tint": scene.tint(service.tenant),
        "standing": state,
        "tone": tone,
        "zone": zones_text(scene.catalogue, id, scene.language),
        "counters": counters_text(scene.catalogue, id),
    }


def _row(scene: Scene, service: Service) -> ServiceRow:
    state, tone = _state(scene, service)
    return ServiceRow(
        key=service.id,
        title=service.name.in_(scene.language),
        tenant=scene.tenant_name(service.tenant),
        tint=scene.tint(service.tenant),
        standing=state,
        tone=tone,
    )


def _state(scene: Scene, service: Service) -> tuple[str, str]:
    """Text and tone."""
    waiting = scene.waiting
    if waiting is None:
        return "", "neutral"
    if scene.shut(service) is not None:
        return translate("Reception", "Closed"), "danger"
    ahead = waiting.ahead.get(service.id, 0)
    if service.id not in waiting.served and ahead == 0:
        return translate("Reception", "No officer yet"), "warning"
    if service.id not in waiting.served:
        text = translate("Reception", "No officer yet, %1 waiting")
        return text.replace("%1", str(ahead)), "warning"
    if ahead == 0:
        return translate("Reception", "No queue"), "success"
    return translate("Reception", "About %1 waiting").replace("%1", str(ahead)), "primary"
