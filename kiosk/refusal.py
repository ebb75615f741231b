"""What the page without a number says: why there is none, and when again."""

from __future__ import annotations

from datetime import datetime

from client.language import translate
from client.reasons import text_for
from protocol.catalogue import Catalogue, Language, ServiceId, TenantId
from protocol.messages import Refused


def refusal_text(
    refused: Refused | None,
    catalogue: Catalogue,
    language: Language,
    local: datetime | None,
    *,
    several: bool,
) -> str:
    """Of several errands it names the one that is refused. `refused` None: no answer in time."""
    if refused is None:
        return translate("Kiosk", "There was no answer in time.")
    text = text_for(refused, language, local)
    concerned = _concerned(refused, catalogue, language) if several else ""
    return f"{concerned}: {text}" if concerned else text


def _concerned(refused: Refused, catalogue: Catalogue, language: Language) -> str:
    """A service, or the tenant of some; empty where it says neither."""
    service = catalogue.services.get(ServiceId(refused.about))
    tenant = catalogue.tenants.get(TenantId(refused.about))
    if service is not None:
        return service.name.in_(language)
    return "" if tenant is None else tenant.short_name
