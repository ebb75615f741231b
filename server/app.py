"""The server as one ASGI application: sessions, the HTTP API with its OpenAPI, the visitor's page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from litestar import Litestar, Request, Response
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler, asgi
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme
from litestar.types import ControllerRouterHandler, Receive, Scope, Send

from protocol.frames import FRAME_BYTES_MAX
from protocol.service import PROTOCOL, SESSION_PATH
from server.answers import RefusedBody
from server.api import DEVICE, Unanswered
from server.openapi import ExactJson
from server.sessions import Sessions

log = logging.getLogger(__name__)

Running = Callable[[Litestar], AbstractAsyncContextManager[None]]


def application(sessions: Sessions, routes: list[HTTPRouteHandler], running: Running) -> Litestar:
    """`running` holds what lives as long as the server: clockwork and advertisement."""

    @asgi(SESSION_PATH, copy_scope=False)
    async def session(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            raise HTTPException("a WebSocket is expected here", status_code=426)
        await receive()
        await send({"type": "websocket.accept", "subprotocol": None, "headers": []})
        peer = scope.get("client")
        await sessions.serve(receive, send, peer[0] if peer else "")

    handlers: list[ControllerRouterHandler] = [session, *routes]
    return Litestar(
        route_handlers=handlers,
        lifespan=[running],
        openapi_config=OpenAPIConfig(
            title="Antrean",
            version=PROTOCOL,
            # Whatever lies below this path and is not there is answered in HTML, so nothing else does.
            path="/api/openapi.json",
            components=Components(security_schemes={DEVICE: SecurityScheme(type="http", scheme="bearer")}),
            # Only the document: nothing is ever loaded from outside.
            render_plugins=[ExactJson(path="/")],
        ),
        exception_handlers={
            Unanswered: unanswered,
            HTTPException: malformed,
            RecursionError: nested,
            UnicodeDecodeError: not_text,
            Exception: bug,
        },
        request_max_body_size=FRAME_BYTES_MAX,
        logging_config=None,
    )


def unanswered(_: Request[Any, Any, Any], error: Unanswered) -> Response[RefusedBody]:
    return Response(error.body, status_code=error.status)


def malformed(_: Request[Any, Any, Any], error: HTTPException) -> Response[RefusedBody]:
    """What the router or the validation refused, in the form of every other refusal."""
    about = error.detail
    if isinstance(error.extra, list) and error.extra:
        about = "; ".join(
            f"{each.get('key', '')}: {each.get('message', '')}".lstrip(": ") for each in error.extra
        )
    reason = {404: "unknown", 405: "not_permitted", 413: "too_large"}.get(error.status_code, "malformed")
    return Response(RefusedBody(reason=reason, about=about), status_code=error.status_code)


def nested(_: Request[Any, Any, Any], __: RecursionError) -> Response[RefusedBody]:
    """Only the reading of a body goes as deep as its sender likes."""
    return Response(RefusedBody(reason="malformed", about="nested too deeply"), status_code=400)


def not_text(_: Request[Any, Any, Any], error: UnicodeDecodeError) -> Response[RefusedBody]:
    return Response(RefusedBody(reason="malformed", about=f"UTF-8: {error.reason}"), status_code=400)


def bug(request: Request[Any, Any, Any], error: Exception) -> Response[RefusedBody]:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return Response(
        RefusedBody(reason="bug", about="this is a fault of the server; its log says more"), status_code=500
    )
