"""The way to a ticket past most of the framework, for the one request that comes by the thousand.

Only a request that is plainly right takes it. Whatever else comes goes the whole way as if untouched, so that
what is wrong with it is found and told in one place.
"""

from __future__ import annotations

from collections.abc import Callable

from litestar.types import ASGIApp, Receive, Scope, Send
from litestar.types.asgi_types import ReceiveMessage

from protocol import codec
from protocol.frames import FRAME_BYTES_MAX
from server.api import KEY_CHARACTERS_MAX, Api, IssueBody

JSON = b"application/json"


def shortcut(api: Api) -> Callable[[ASGIApp], ASGIApp]:
    """Middleware of the route that issues tickets."""

    def middleware(app: ASGIApp) -> ASGIApp:
        async def issue(scope: Scope, receive: Receive, send: Send) -> None:
            # Of a header that is there twice the first counts, as for the framework.
            headers = dict(reversed(tuple(scope["headers"])))
            authorization, key = headers.get(b"authorization"), headers.get(b"idempotency-key")
            if (
                authorization is None
                or headers.get(b"content-type") != JSON
                or (key is not None and not 1 <= len(key) <= KEY_CHARACTERS_MAX)
                # Who asks first whether to send the body is told by its length alone.
                or b"expect" in headers
            ):
                await app(scope, receive, send)
                return
            event = await receive()
            body = issue_body(event)
            if body is None:
                await app(scope, replayed(event, receive), send)
                return
            ticket = await api.issue(
                authorization.decode("latin-1"), body, None if key is None else key.decode("latin-1")
            )
            answer = codec.encode(ticket)
            about = [(b"content-type", JSON), (b"content-length", b"%d" % len(answer))]
            await send({"type": "http.response.start", "status": 201, "headers": about})
            await send({"type": "http.response.body", "body": answer, "more_body": False})

        return issue

    return middleware


def issue_body(event: ReceiveMessage) -> IssueBody | None:
    """What a request asks for, if its first piece is the whole of it and can be read."""
    if event["type"] != "http.request" or event.get("more_body") or len(event["body"]) > FRAME_BYTES_MAX:
        return None
    try:
        return codec.decode(event["body"], IssueBody)
    except codec.Unreadable:
        return None


def replayed(event: ReceiveMessage, receive: Receive) -> Receive:
    """As if `event` had not been received yet."""
    first: list[ReceiveMessage] = [event]

    async def again() -> ReceiveMessage:
        return first.pop() if first else await receive()

    return again
