"""The HTTP API beside the sessions: issue, a ticket by its token, queues, health.

Whoever issues shows a device's token (`Authorization: Bearer …`); with an `Idempotency-Key` a repeat of
the request gets the same ticket. What hangs on the hall's walls is open to anyone on the network.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal

from litestar import Request, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, HeaderParameter

from protocol.catalogue import CounterId, Language, ServiceId, TenantId, Text, ZoneId
from protocol.hall import Hall, Stop, Visit, ticket_label
from protocol.messages import (
    Actor,
    Command,
    ConfirmTicket,
    DeviceId,
    Event,
    IssueTicket,
    Paper,
    Reason,
    Refused,
    Strict,
    TicketConfirmed,
    TicketIssued,
    VisitId,
)
from protocol.roles import may
from protocol.service import PROTOCOL
from server.devices import Device, Devices
from server.engine import Given
from server.hub import Answer, Hub
from server.sessions import Identity, Sessions
from server.tickets import Tickets

KEY_CHARACTERS_MAX = 100
DEVICE = "device"
"""Name of the security scheme in the OpenAPI document."""
STATUS: dict[Reason, int] = {
    Reason.MALFORMED: 400,
    Reason.TOO_LARGE: 413,
    Reason.NOT_PERMITTED: 403,
    Reason.UNKNOWN_SERVICE: 404,
    Reason.UNKNOWN_VISIT: 404,
    Reason.OVERLOADED: 429,
    # The one honest 5xx: the disk did not take it, and the caller may ask again.
    Reason.STORAGE_FAILED: 503,
}
"""Other refusals are conflicts with the state of the hall: 409."""

IdempotencyKey = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key",
        description="A repeat within 24 hours gets the same ticket.",
        min_length=1,
        max_length=KEY_CHARACTERS_MAX,
    ),
]


class IssueBody(Strict, frozen=True):
    service: ServiceId
    language: Language = "id"


class ConfirmBody(Strict, frozen=True):
    paper: Paper


class IssuedTicket(Strict, frozen=True):
    label: str
    visit: VisitId
    token: str
    url: str
    """Of the visitor's page."""
    ahead: int
    issued_at: datetime


class PublicTicket(Strict, frozen=True):
    """A ticket as its holder may see it."""

    label: str
    state: str
    service: Text
    tenant: Text
    zone: ZoneId
    counters: tuple[CounterId, ...]
    """Where the service is given."""
    counter: CounterId | None
    """Where it was called to."""
    ahead: int
    """About so many wait before it."""
    issued_at: datetime


class Queue(Strict, frozen=True):
    tenant: TenantId
    name: str
    waiting: int
    counters_open: int
    services: dict[ServiceId, int]
    """Waiting by service; those for which nobody waits are left out."""


class DeviceHealth(Strict, frozen=True):
    name: str
    role: str
    place: str
    report: dict[str, str]


class Health(Strict, frozen=True):
    status: Literal["ok", "storage_failed"]
    server: str
    instance: str
    training: bool
    protocol: str
    day: str | None
    seq: int
    devices: tuple[DeviceHealth, ...]
    """The connected ones; only for who shows the token of a floor manager's device."""


class RefusedBody(Strict, frozen=True):
    reason: str
    about: str


class Api:
    """What the routes share."""

    def __init__(
        self,
        hub: Hub,
        devices: Devices,
        sessions: Sessions,
        tickets: Tickets,
        identity: Identity,
        clock: Callable[[], datetime],
        token: Callable[[], str],
    ) -> None:
        self.hub = hub
        self.devices = devices
        self.sessions = sessions
        self.tickets = tickets
        self.identity = identity
        self.clock = clock
        self.token = token

    def device(self, request: Request[Any, Any, Any]) -> Device | None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        return self.devices.of_token(token) if scheme.lower() == "bearer" else None

    async def ask(
        self, request: Request[Any, Any, Any], command: Command, key: str | None
    ) -> tuple[Event, ...]:
        """The events that follow, once on disk. Raises `Unanswered`."""
        device = self.device(request)
        if device is None:
            raise Unanswered(NO_TOKEN, 401)
        if not may(device.role, command):
            raise Unanswered(Refused(reason=Reason.NOT_PERMITTED, about=type(command).__name__))
        return await self.decide(command, device.name, device.place, key)

    async def decide(
        self, command: Command, device: DeviceId, place: str, key: str | None
    ) -> tuple[Event, ...]:
        """The events that follow, once on disk. Raises `Unanswered`."""
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()

        def reply(answer: Answer) -> None:
            # The caller may have hung up meanwhile.
            if not future.done():
                future.set_result(answer)

        given = Given(now=self.clock(), actor=Actor(device=device), place=place, token=self.token())
        self.hub.handle(command, key, given, reply)
        answer = await future
        if isinstance(answer, Refused):
            raise Unanswered(answer)
        return answer

    def visit(self, token: str) -> Visit:
        """Raises `Unanswered`."""
        visit = self.tickets.find(token)
        if visit is None:
            raise Unanswered(Refused(reason=Reason.UNKNOWN_VISIT, about="token"))
        return self.hub.committed.visits[visit]

    def issued(self, events: tuple[Event, ...], service: ServiceId) -> IssuedTicket:
        what = events[0].what
        if not isinstance(what, TicketIssued) or what.service != service or what.token is None:
            raise Unanswered(KEY_USED)
        return IssuedTicket(
            label=ticket_label(what.prefix, what.number),
            visit=what.visit,
            token=what.token,
            url=f"{self.identity.public_url}/t/{what.token}",
            ahead=what.ahead,
            issued_at=events[0].at,
        )


class Unanswered(Exception):
    """A refusal as an HTTP answer."""

    def __init__(self, refused: Refused, status: int | None = None) -> None:
        super().__init__(refused.about)
        self.body = RefusedBody(reason=refused.reason.value, about=refused.about)
        self.status = STATUS.get(refused.reason, 409) if status is None else status


NO_TOKEN = Refused(reason=Reason.NOT_PERMITTED, about="Authorization: Bearer, an enrolled device's token")
KEY_USED = Refused(reason=Reason.MALFORMED, about="Idempotency-Key: used for another request")
REFUSALS = {
    status: ResponseSpec(data_container=RefusedBody, description=what, generate_examples=False)
    for status, what in (
        (400, "Malformed; `about` names the field"),
        (401, "No enrolled device's token"),
        (403, "The device's role may not"),
        (404, "Unknown"),
        (409, "The state of the hall forbids it"),
        (413, "The body is too large"),
        (429, "Too much at once; ask again"),
        (503, "The disk did not take it, nothing has happened; ask again"),
    )
}


def routes(api: Api) -> list[HTTPRouteHandler]:
    @post("/api/tickets", responses=REFUSALS, security=[{DEVICE: []}], summary="Issue a ticket")
    async def issue(
        request: Request[Any, Any, Any], data: IssueBody, idempotency_key: IdempotencyKey = None
    ) -> IssuedTicket:
        command = IssueTicket(service=data.service, language=data.language)
        return api.issued(await api.ask(request, command, idempotency_key), command.service)

    @post(
        "/api/tickets/{token:str}/confirm",
        status_code=200,
        responses=REFUSALS,
        security=[{DEVICE: []}],
        summary="Confirm a ticket",
    )
    async def confirm(
        request: Request[Any, Any, Any],
        token: FromPath[str],
        data: ConfirmBody,
        idempotency_key: IdempotencyKey = None,
    ) -> PublicTicket:
        command = ConfirmTicket(visit=api.visit(token).id, paper=data.paper)
        events = await api.ask(request, command, idempotency_key)
        what = events[0].what
        if not isinstance(what, TicketConfirmed) or what.visit != command.visit:
            raise Unanswered(KEY_USED)
        return public_ticket(api.hub.committed, api.visit(token))

    @get("/api/tickets/{token:str}", responses=REFUSALS, summary="A ticket by its token")
    async def ticket(token: FromPath[str]) -> PublicTicket:
        return public_ticket(api.hub.committed, api.visit(token))

    @get("/api/queues", summary="Who waits, by tenant")
    async def queues() -> list[Queue]:
        return queues_of(api.hub.committed)

    @get("/api/health", summary="The server's state")
    async def health(request: Request[Any, Any, Any]) -> Health:
        hall, device = api.hub.committed, api.device(request)
        devices = api.sessions.reports.values() if device is not None and device.role == "floor" else ()
        return Health(
            status="storage_failed" if api.hub.failing else "ok",
            server=api.identity.server,
            instance=api.identity.instance,
            training=api.identity.training,
            protocol=PROTOCOL,
            day=hall.day,
            seq=hall.seq,
            devices=tuple(
                DeviceHealth(name=each.name, role=each.role, place=each.place, report=report)
                for each, report in devices
            ),
        )

    return [issue, confirm, ticket, queues, health]


def public_ticket(hall: Hall, visit: Visit) -> PublicTicket:
    stop = visit.stops[-1]
    tenant = hall.catalogue.tenants[stop.tenant]
    counters = [
        counter.id for counter in hall.catalogue.counters.values() if stop.service in counter.services
    ]
    return PublicTicket(
        label=visit.label,
        state=stop.state.value,
        service=hall.catalogue.services[stop.service].name,
        tenant=tenant.name,
        zone=tenant.zone,
        counters=tuple(sorted(counters)),
        counter=stop.counter,
        ahead=before(hall, visit, stop),
        issued_at=visit.issued_at,
    )


def before(hall: Hall, visit: Visit, stop: Stop) -> int:
    """About how many of its pool's waiting stand before it."""
    place = (stop.line_time, visit.id, 0)
    pool = hall.catalogue.services[stop.service].pool
    return sum(1 for service in pool for other in hall.lines.get(service, ()) if other < place)


def queues_of(hall: Hall) -> list[Queue]:
    queues: list[Queue] = []
    for tenant in hall.catalogue.tenants.values():
        services = {
            service: len(line)
            for service, line in hall.lines.items()
            if hall.catalogue.services[service].tenant == tenant.id
        }
        queues.append(
            Queue(
                tenant=tenant.id,
                name=tenant.short_name,
                waiting=sum(services.values()),
                counters_open=sum(desk.tenant == tenant.id for desk in hall.desks.values()),
                services=services,
            )
        )
    return queues
