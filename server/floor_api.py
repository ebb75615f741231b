"""What the floor manager's command line reads: the state of the mall, and the log of who did what."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from litestar import Request, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter

from protocol.hall import Hall
from protocol.messages import Event, Reason, Refused
from protocol.view import Audience
from server.answers import LOG_COUNT_MAX, FloorCounter, FloorDevices, FloorState, Happened
from server.api import DEVICE, REFUSALS, Api, Unanswered
from server.commands import enrolled, happened
from server.public import queues_of

FLOOR = Audience(kind="floor")
Last = Annotated[int, QueryParameter(ge=1, le=LOG_COUNT_MAX, description="So many events, the newest.")]


def floor_routes(api: Api) -> list[HTTPRouteHandler]:
    @get("/api/floor", responses=REFUSALS, security=[{DEVICE: []}], summary="The mall as its manager sees it")
    async def floor(request: Request[Any, Any, Any]) -> FloorState:
        manager(api, request)
        return floor_state(api)

    @get("/api/log", responses=REFUSALS, security=[{DEVICE: []}], summary="Who did what, and why")
    async def log(request: Request[Any, Any, Any], last: Last = 50) -> Happened:
        manager(api, request)
        return happened(api.hub.committed, await newest(api, last), FLOOR)

    @get("/api/floor/devices", responses=REFUSALS, security=[{DEVICE: []}], summary="How the devices are")
    async def devices(request: Request[Any, Any, Any]) -> FloorDevices:
        manager(api, request)
        timezone = api.hub.committed.catalogue.timezone
        return FloorDevices(now=api.clock(), timezone=timezone, devices=api.sessions.health())

    return [floor, log, devices]


def manager(api: Api, request: Request[Any, Any, Any]) -> None:
    """Raises `Unanswered` where it is not a floor manager's device that asks."""
    if enrolled(api, request).role != "floor":
        raise Unanswered(Refused(reason=Reason.NOT_PERMITTED, about="a floor manager's device"))


def floor_state(api: Api) -> FloorState:
    hall = api.hub.committed
    return FloorState(
        now=api.clock(),
        timezone=hall.catalogue.timezone,
        day=hall.day,
        clock=api.clock_state(),
        counters=tuple(counters_of(hall)),
        queues=tuple(queues_of(hall, api.sessions.waiting.shut)),
        closures=tuple(sorted(hall.closures.values(), key=lambda closure: closure.id)),
    )


def counters_of(hall: Hall) -> list[FloorCounter]:
    counters: list[FloorCounter] = []
    for desk in sorted(hall.desks.values(), key=lambda desk: desk.counter):
        visit = None if desk.visit is None else hall.visits[desk.visit]
        counters.append(
            FloorCounter(
                counter=desk.counter,
                tenant=desk.tenant,
                officer=desk.officer,
                device=desk.device,
                since=desk.since,
                on_break=desk.on_break,
                break_reason=desk.break_reason,
                label=None if visit is None else visit.label,
                state=None if visit is None else visit.stops[desk.stop].state.value,
                served=desk.served,
            )
        )
    return counters


async def newest(api: Api, count: int) -> tuple[Event, ...]:
    """The last events on disk. Raises `Unanswered`."""
    future: asyncio.Future[tuple[Event, ...] | None] = asyncio.get_running_loop().create_future()

    def done(events: tuple[Event, ...] | None) -> None:
        # The caller may have hung up meanwhile.
        if not future.done():
            future.set_result(events)

    first = max(1, api.hub.committed.seq - count + 1)
    api.hub.read(first, count, done)
    events = await future
    if events is None:
        raise Unanswered(Refused(reason=Reason.STORAGE_FAILED, about="the journal cannot be read"))
    return events
