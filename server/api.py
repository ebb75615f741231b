"""The HTTP API beside the sessions: what its routes share, and those for queues and health.

Whoever issues shows a device's token (`Authorization: Bearer …`); with an `Idempotency-Key` a repeat of
the request gets the same ticket. What hangs on the hall's walls is open to anyone on the network.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal

from litestar import Request, get
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import HeaderParameter

from protocol.catalogue import ClassId, Language, ServiceId, TenantId
from protocol.hall import Hall, Visit, ticket_label
from protocol.messages import (
    Actor,
    Command,
    DeviceId,
    Errands,
    Event,
    IssueTicket,
    Reason,
    Refused,
    Role,
    Strict,
    TicketIssued,
    VisitId,
)
from protocol.roles import may
from protocol.service import PROTOCOL
from server.answers import Clock, DeviceHealth, RefusedBody
from server.devices import Device, Devices
from server.given import Given
from server.hub import Answer, Hub
from server.public import Queue, queues_of
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
    Reason.UNKNOWN_TENANT: 404,
    Reason.UNKNOWN_COUNTER: 404,
    Reason.UNKNOWN_OFFICER: 404,
    Reason.UNKNOWN_CLASS: 404,
    Reason.UNKNOWN_SLOT: 404,
    Reason.UNKNOWN_BOOKING: 404,
    Reason.UNKNOWN_RESULT: 404,
    Reason.UNKNOWN_CLOSURE: 404,
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
    priority: ClassId | None = None
    more: Errands = ()


class IssuedTicket(Strict, frozen=True):
    label: str
    visit: VisitId
    token: str
    url: str
    """Of the visitor's page."""
    ahead: int
    issued_at: datetime


class ClosureHealth(Strict, frozen=True):
    """A tenant, or one service of it, gives no numbers for a while."""

    tenant: TenantId
    service: ServiceId | None
    reason: str
    until: datetime | None


class Health(Strict, frozen=True):
    status: Literal["ok", "storage_failed"]
    server: str
    instance: str
    training: bool
    protocol: str
    day: str | None
    seq: int
    clock: Clock
    closures: tuple[ClosureHealth, ...]
    devices: tuple[DeviceHealth, ...]
    """Only for who shows the token of a floor manager's device."""


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
        code: Callable[[], str],
        behind: Callable[[], bool],
    ) -> None:
        """`clock`, `behind`: the server's time, and whether the machine's lies behind it; `token`, `code`:
        fresh ones."""
        self.hub = hub
        self.devices = devices
        self.sessions = sessions
        self.tickets = tickets
        self.identity = identity
        self.clock = clock
        self.token = token
        self.code = code
        self.behind = behind

    def device(self, authorization: str) -> Device | None:
        """Who shows this header."""
        scheme, _, token = authorization.partition(" ")
        return self.devices.of_token(token) if scheme.lower() == "bearer" else None

    async def issue(self, authorization: str, body: IssueBody, key: str | None) -> IssuedTicket:
        """A new ticket, once on disk. Raises `Unanswered`."""
        command = IssueTicket(
            service=body.service, language=body.language, priority=body.priority, more=body.more
        )
        return self.issued(await self.ask(authorization, command, key), body.service)

    async def ask(self, authorization: str, command: Command, key: str | None) -> tuple[Event, ...]:
        """The events that follow, once on disk. Raises `Unanswered`."""
        device = self.device(authorization)
        if device is None:
            raise Unanswered(NO_TOKEN, 401)
        if not may(device.role, command):
            raise Unanswered(Refused(reason=Reason.NOT_PERMITTED, about=type(command).__name__))
        return await self.decide(command, device.name, device.role, device.place, key)

    async def decide(
        self,
        command: Command,
        device: DeviceId,
        role: Role | Literal["visitor"],
        place: str,
        key: str | None,
    ) -> tuple[Event, ...]:
        """The events that follow, once on disk. Raises `Unanswered`."""
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()

        def reply(answer: Answer) -> None:
            # The caller may have hung up meanwhile.
            if not future.done():
                future.set_result(answer)

        given = Given(
            now=self.clock(),
            actor=Actor(device=device),
            role=role,
            place=place,
            token=self.token(),
            code=self.code(),
        )
        self.hub.handle(command, key, given, reply)
        answer = await future
        if isinstance(answer, Refused):
            raise Unanswered(answer)
        return answer

    def clock_state(self) -> Clock:
        return "behind" if self.behind() else "doubted" if self.hub.committed.doubt else "ok"

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
        self.body = RefusedBody(
            reason=refused.reason.value, about=refused.about, again=refused.again, title=refused.title
        )
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
    @get("/api/queues", summary="Who waits, by tenant")
    async def queues() -> list[Queue]:
        return queues_of(api.hub.committed, api.sessions.waiting.shut)

    @get("/api/health", summary="The server's state")
    async def health(request: Request[Any, Any, Any]) -> Health:
        hall, device = api.hub.committed, api.device(authorization_of(request))
        manages = device is not None and device.role == "floor"
        return Health(
            status="storage_failed" if api.hub.failing else "ok",
            server=api.identity.server,
            instance=api.identity.instance,
            training=api.identity.training,
            protocol=PROTOCOL,
            day=hall.day,
            seq=hall.seq,
            clock=api.clock_state(),
            closures=closures_of(hall),
            devices=api.sessions.health() if manages else (),
        )

    return [queues, health]


def authorization_of(request: Request[Any, Any, Any]) -> str:
    return request.headers.get("authorization", "")


def closures_of(hall: Hall) -> tuple[ClosureHealth, ...]:
    """Those in force."""
    return tuple(
        ClosureHealth(
            tenant=closure.tenant, service=closure.service, reason=closure.reason, until=closure.until
        )
        for closure in sorted(hall.closures.values(), key=lambda closure: closure.id)
        if closure.approved
    )
