"""The people of the demo: visitors who tap a kiosk and come when they are called, officers who call.

They use the apps as anyone would, through their windows; what they know of each other they know from what
is shown and spoken: a visitor comes when the voice has called, an officer starts when the visitor is there.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from protocol.catalogue import Catalogue, ClassId, CounterId, Service, TenantId
from server.simulation.arrivals import Coming, comings
from server.simulation.scenario import MALANG
from workshop.driven import Driven, DrivenError
from workshop.told import Told

ARRIVAL_S_MEAN = 6.0
COMES_S = (0.2, 0.8)
SERVED_S = (1.0, 2.5)
VOICE_S_MAX = 120.0
"""An announcement waits for those before it; later than this something is wrong."""
NEXT_LOOK_S = 0.5
ABSENT_SHARE = 0.1
"""Visitors who do not come when they are called."""
SCREEN_S_MAX = 20.0
ASKS_S_MAX = 2.0
"""A question that has not come up by then is not asked."""


class Shots:
    """One picture of each moment, in each app."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken: set[str] = set()

    async def take(self, app: Driven, moment: str) -> None:
        name = f"{app.name}-{moment}"
        if name not in self._taken:
            self._taken.add(name)
            await app.order("shot", file=str(self._folder / f"{name}.png"))


def people_for(
    catalogue: Catalogue, counters: Collection[CounterId], seed: int, for_s: float
) -> tuple[Coming, ...]:
    """Who comes to these counters, drawn as for a simulated day, but as many to each agency.

    Everybody has one errand: officers go when nobody can be called any more, though one who is on the way
    from another counter would still come.
    """
    staffed = [catalogue.counters[counter] for counter in counters]
    tenants: set[TenantId] = {counter.tenant for counter in staffed}
    scenario = replace(
        MALANG,
        tenants={tenant: 1 / len(tenants) for tenant in sorted(tenants)},
        visitors=replace(MALANG.visitors, itinerary=0),
    )
    return comings(
        catalogue,
        scenario,
        seed,
        span_s=for_s,
        count=max(1, round(for_s / ARRIVAL_S_MEAN)),
        services=frozenset(service for counter in staffed for service in counter.services),
    )


async def visitors(
    kiosk: Driven,
    catalogue: Catalogue,
    people: Iterable[Coming],
    told: Told,
    shots: Shots,
    closed: Callable[[], bool],
) -> None:
    """Visitors come when they are due, one after the other, until the mall closes its doors."""
    clock = asyncio.get_running_loop().time
    opened = clock()
    for each in people:
        await asyncio.sleep(max(0.0, opened + each.after_s - clock()))
        if closed():
            return
        await take_number(kiosk, catalogue.services[each.service], each.priority, told, shots)


async def take_number(
    kiosk: Driven, service: Service, priority: ClassId | None, told: Told, shots: Shots
) -> None:
    """One visitor: agency, service, class, number, slip, and back to the start for the next one."""
    tenant, row = f"tenant-{service.tenant}", f"service-{service.id}"
    await kiosk.wait(tenant, SCREEN_S_MAX)
    await shots.take(kiosk, "1-start")
    await kiosk.order("reveal", item=tenant)
    await kiosk.tap(tenant)
    await kiosk.wait(row, SCREEN_S_MAX)
    await kiosk.order("reveal", item=row)
    await shots.take(kiosk, "2-services")
    await kiosk.tap(row)
    await kiosk.wait("take-number", SCREEN_S_MAX)
    if priority is not None:
        await kiosk.tap(f"class-{priority}")
    await shots.take(kiosk, "3-service")
    since = len(told.sayings)
    await kiosk.tap("take-number")
    await told.next(kiosk.name, {"ticket"}, since, SCREEN_S_MAX)
    await kiosk.wait("ticket-number", SCREEN_S_MAX)
    await shots.take(kiosk, "4-number")
    await kiosk.tap("home")


class Officer:
    """One officer at one counter, from sign-on until nobody comes any more."""

    def __init__(self, counter: Driven, told: Told, shots: Shots, dice: random.Random) -> None:
        self._counter = counter
        self._told = told
        self._shots = shots
        self._dice = dice
        self.tapped: dict[int, float] = {}
        """When the call button was tapped for a visit: monotonic, s."""

    async def work(self, over: Callable[[], bool]) -> None:
        """Until the doors are closed and the line is empty."""
        await self._counter.wait("sign-on", SCREEN_S_MAX, enabled=True)
        await self._shots.take(self._counter, "1-sign-on")
        await self._counter.tap("sign-on")
        while True:
            await self._counter.wait("call-next", SCREEN_S_MAX, enabled=True)
            visit = await self._call()
            if visit is not None:
                await self._serve(visit)
            elif over():
                return
            else:
                await self._shots.take(self._counter, "2-nobody-waits")
                await asyncio.sleep(NEXT_LOOK_S)

    async def _call(self) -> int | None:
        """The visit that was called, or None where the line is empty."""
        since = len(self._told.sayings)
        tapped = await self._counter.tap("call-next")
        answer = await self._told.next(self._counter.name, {"called", "refused"}, since, SCREEN_S_MAX)
        if answer.event == "refused":
            if answer.fields.get("reason") != "line_empty":
                raise DrivenError(f"{self._counter.name}: the call was refused: {answer.fields}")
            return None
        visit = answer.visit
        assert visit is not None
        self.tapped[visit] = tapped
        return visit

    async def _serve(self, visit: int) -> None:
        await self._announced(visit, 1)
        await self._shots.take(self._counter, "3-called")
        if self._dice.random() < ABSENT_SHARE:
            await self._counter.tap("recall")
            await self._announced(visit, 2)
            await self._give_up()
            return
        await asyncio.sleep(self._dice.uniform(*COMES_S))
        await self._counter.tap("start")
        await self._counter.wait("finish", SCREEN_S_MAX, enabled=True)
        await asyncio.sleep(self._dice.uniform(*SERVED_S))
        await self._shots.take(self._counter, "4-serving")
        await self._counter.tap("finish")

    async def _give_up(self) -> None:
        """No-show. The app asks whether it is not too soon; an officer who has called twice is sure."""
        since = len(self._told.sayings)
        await self._counter.tap("no-show")
        with suppress(DrivenError):
            await self._counter.wait("no-show-confirm", ASKS_S_MAX)
            await self._counter.tap("no-show-confirm")
        await self._told.next(self._counter.name, {"no_show"}, since, SCREEN_S_MAX)

    async def _announced(self, visit: int, times: int) -> None:
        def heard() -> bool:
            return self._told.announced(visit) >= times

        await self._told.when(heard, VOICE_S_MAX, f"the voice to call visit {visit}")
