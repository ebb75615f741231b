"""Tickets over HTTP: issue one, confirm it, and see it by its token."""

from __future__ import annotations

from typing import Any

from litestar import Request, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from protocol.messages import ConfirmTicket, Paper, Strict, TicketConfirmed
from server.api import (
    DEVICE,
    KEY_USED,
    REFUSALS,
    Api,
    IdempotencyKey,
    IssueBody,
    IssuedTicket,
    Unanswered,
    authorization_of,
)
from server.public import PublicTicket, public_ticket
from server.shortcut import shortcut


class ConfirmBody(Strict, frozen=True):
    paper: Paper


def ticket_routes(api: Api) -> list[HTTPRouteHandler]:
    @post(
        "/api/tickets",
        middleware=[shortcut(api)],
        responses=REFUSALS,
        security=[{DEVICE: []}],
        summary="Issue a ticket",
    )
    async def issue(
        request: Request[Any, Any, Any], data: IssueBody, idempotency_key: IdempotencyKey = None
    ) -> IssuedTicket:
        return await api.issue(authorization_of(request), data, idempotency_key)

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
        events = await api.ask(authorization_of(request), command, idempotency_key)
        what = events[0].what
        if not isinstance(what, TicketConfirmed) or what.visit != command.visit:
            raise Unanswered(KEY_USED)
        return public_ticket(api.hub.committed, api.visit(token))

    @get("/api/tickets/{token:str}", responses=REFUSALS, summary="A ticket by its token")
    async def ticket(token: FromPath[str]) -> PublicTicket:
        return public_ticket(api.hub.committed, api.visit(token))

    return [issue, confirm, ticket]
