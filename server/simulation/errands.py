"""What one person comes for, and who they are: drawn from streams of their own, one for each aspect."""

from __future__ import annotations

from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from protocol.catalogue import Catalogue, ClassId, Language, ServiceId, TenantId
from protocol.messages import Errand
from server.simulation.demand import service_weights, tenant_shares
from server.simulation.dice import dice, happens
from server.simulation.scenario import Scenario

THREE_SHARE = 0.25
"""Of those with more than one errand, so many have three."""
T = TypeVar("T")


class Choice(Generic[T]):
    """One of several, the heavier the more often."""

    def __init__(self, weights: dict[T, float]) -> None:
        self._values = list(weights)
        self._sums = list(accumulate(weights.values()))
        self.possible = bool(self._sums) and self._sums[-1] > 0

    def draw(self, stream: Random) -> T:
        """`possible` must hold."""
        return stream.choices(self._values, cum_weights=self._sums)[0]


class Errands:
    def __init__(
        self, catalogue: Catalogue, scenario: Scenario, seed: int, name: str, services: frozenset[ServiceId]
    ) -> None:
        """Of these services only; `name` keeps the streams of one use apart from those of another."""
        self._visitors = scenario.visitors
        self._dice = {aspect: dice(seed, name, aspect) for aspect in ("class", "language", "more", "after")}
        self._tenant_of = {service.id: service.tenant for service in catalogue.services.values()}
        self._services: dict[TenantId, Choice[ServiceId]] = {}
        self.shares: dict[ServiceId, float] = {}
        """Of all visitors, those who come for each service; together 1 where there is any."""
        shares: dict[TenantId, float] = {}
        for tenant, share in tenant_shares(catalogue, scenario).items():
            every = service_weights(catalogue, scenario, tenant)
            weights = {service: weight for service, weight in every.items() if service in services}
            if weights and share:
                self._services[tenant] = Choice(weights)
                shares[tenant] = share
                total = sum(weights.values())
                self.shares |= {service: share * weight / total for service, weight in weights.items()}
        whole = sum(shares.values())
        self.shares = {service: share / whole for service, share in self.shares.items()}
        self._elsewhere = {
            tenant: Choice({other: share for other, share in shares.items() if other != tenant})
            for tenant in shares
        }

    def priority(self) -> ClassId | None:
        drawn = self._dice["class"].random()
        for name, share in self._visitors.classes.items():
            drawn -= share
            if drawn < 0:
                return name
        return None

    def language(self) -> Language:
        return "en" if happens(self._dice["language"], self._visitors.english) else "id"

    def more(self, first: ServiceId) -> tuple[Errand, ...]:
        """The other errands of the same visit; most people have none."""
        stream = self._dice["more"]
        if not happens(stream, self._visitors.itinerary):
            return ()
        chosen = [first]
        for _ in range(2 if happens(stream, THREE_SHARE) else 1):
            tenant = self._tenant_of[chosen[-1]]
            if happens(stream, self._visitors.elsewhere) and self._elsewhere[tenant].possible:
                tenant = self._elsewhere[tenant].draw(stream)
            service = self._services[tenant].draw(stream)
            if service not in chosen:
                chosen.append(service)
        return tuple(
            Errand(
                service=service,
                after=(index,) if happens(self._dice["after"], self._visitors.dependent) else (),
            )
            for index, service in enumerate(chosen[1:])
        )
