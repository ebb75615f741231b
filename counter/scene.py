"""What an officer's screen is made of: the hall as last seen, from one desk, at one moment."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from client.moment import clock_text, day_text, short_date_text
from protocol.catalogue import Language, Policy, ServiceId, TenantId
from protocol.hall import Desk, Hall, Stop, Visit


class Scene(Struct, frozen=True, kw_only=True):
    hall: Hall
    desk: Desk
    visit: Visit | None
    """Who is at the counter."""
    stop: Stop | None
    """What for."""
    now: datetime
    language: Language

    @property
    def tenant(self) -> TenantId:
        return self.desk.tenant

    @property
    def policy(self) -> Policy:
        return self.hall.catalogue.tenants[self.desk.tenant].policy

    def service_name(self, service: ServiceId) -> str:
        """Empty for one that is none of this tenant's business."""
        known = self.hall.catalogue.services.get(service)
        return "" if known is None else known.name.in_(self.language)

    def tenant_name(self, tenant: TenantId) -> str:
        known = self.hall.catalogue.tenants.get(tenant)
        return tenant if known is None else known.short_name

    def clock(self, at: datetime) -> str:
        return clock_text(self._local(at), self.language)

    def moment(self, at: datetime) -> str:
        """The clock, and before it the day where that is not today."""
        local = self._local(at)
        if local.date() == self._local(self.now).date():
            return self.clock(at)
        return f"{day_text(local, self.language)}, {self.clock(at)}"

    def day_name(self, day: str) -> str:
        """Of an ISO date; empty for today."""
        other = day not in ("", self.hall.day)
        return short_date_text(datetime.fromisoformat(day), self.language) if other else ""

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.hall.catalogue.timezone))
