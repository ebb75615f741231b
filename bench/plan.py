"""What a run is made of: its form, its seed, the mall it is about, and how its visitors spread."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable
from typing import Literal

from bench.subject import mall
from protocol.catalogue import Catalogue, CounterId, ServiceId

Spread = Literal["skewed", "even"]
CROWDED = "dukcapil"
CROWDED_SHARE = 0.62
"""The civil registry had 94 of 151 visitors by eleven o'clock in April 2024."""
VISITS_A_DAY = 5_000


class Plan:
    def __init__(self, *, short: bool, seed: int) -> None:
        self.short = short
        self.seed = seed
        self.catalogue: Catalogue = mall()
        self.services: tuple[ServiceId, ...] = tuple(self.catalogue.services)

    def pick(self, short: int, full: int) -> int:
        """A size, by the form of the run."""
        return short if self.short else full

    def weights(self, spread: Spread) -> tuple[float, ...]:
        """Of the services: each tenant has its share, its services share that evenly."""
        services = self.catalogue.services.values()
        offered = Counter(service.tenant for service in services)
        others = len(self.catalogue.tenants) - 1

        def share(tenant: str) -> float:
            if spread == "even":
                return 1 / (others + 1)
            return CROWDED_SHARE if tenant == CROWDED else (1 - CROWDED_SHARE) / others

        return tuple(share(service.tenant) / offered[service.tenant] for service in services)

    def chooser(self, spread: Spread) -> Callable[[int], list[ServiceId]]:
        """Seeded: so many services, as visitors would ask for them."""
        chosen, weights = random.Random(self.seed), self.weights(spread)
        return lambda count: chosen.choices(self.services, weights, k=count)

    def counters(self) -> list[tuple[str, CounterId, str]]:
        """Device name, counter and tenant of every counter of the mall."""
        return [(f"counter-{each.id}", each.id, each.tenant) for each in self.catalogue.counters.values()]


def say(text: str) -> None:
    """Progress, for who waits; never on stdout."""
    print(f"bench: {text}", file=sys.stderr, flush=True)
