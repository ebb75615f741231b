"""What the desk's screen is made of: the hall as last seen, in the words of one language, at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from client.moment import clock_text, day_text
from client.reasons import text_for
from protocol.catalogue import Catalogue, ClassId, Language, Service, ServiceId, TenantId
from protocol.frames import Waiting
from protocol.hall import Hall
from protocol.messages import Refused
from protocol.visit import DeviceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    hall: Hall
    waiting: Waiting | None
    """None: the server has not said yet."""
    language: Language
    now: datetime
    """Aware."""
    device: DeviceId | None
    """This desk's; None: the server has not said yet."""

    @property
    def catalogue(self) -> Catalogue:
        return self.hall.catalogue

    @property
    def local(self) -> datetime:
        """Now, in the mall's own zone."""
        return self.at_mall(self.now)

    def at_mall(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.catalogue.timezone))

    def clock(self, at: datetime) -> str:
        return clock_text(self.at_mall(at), self.language)

    def day(self, at: datetime) -> str:
        return day_text(self.at_mall(at), self.language)

    def service_name(self, id: ServiceId) -> str:
        """Its id, where another catalogue has come that does not know it."""
        known = self.catalogue.services.get(id)
        return id if known is None else known.name.in_(self.language)

    def tenant_name(self, id: TenantId) -> str:
        known = self.catalogue.tenants.get(id)
        return id if known is None else known.short_name

    def tint(self, id: TenantId) -> int:
        """By which every app colours the tenant: its place in the catalogue."""
        tenants = list(self.catalogue.tenants)
        return tenants.index(id) if id in tenants else 0

    def class_name(self, id: ClassId) -> str:
        known = self.catalogue.classes.get(id)
        return id if known is None else known.name.in_(self.language)

    def shut(self, service: Service) -> Refused | None:
        return None if self.waiting is None else self.waiting.shut.get(service.id)

    def why_not(self, refused: Refused) -> str:
        """And when again."""
        return text_for(refused, self.language, self.local)
