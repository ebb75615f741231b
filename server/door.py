"""The web server at the network's edge: bounded in size and time, and polite when it closes."""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from typing import Any, ClassVar

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from server.sessions import Sessions

HEADER_BYTES_MAX = 16_384
"""Of one request; a longer one is answered with 431 and the connection closed."""
REQUEST_S_MAX = 10.0
"""From the connection, or from the first byte of a request, until the request is whole."""
CONNECTIONS_COUNT_MAX = 200
"""Open at once from one address; a further one is closed unheard."""
_ABOUT = b'{"reason":"too_large","about":"header: %d bytes at most"}' % HEADER_BYTES_MAX
TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: application/json\r\n"
    b"content-length: %d\r\nconnection: close\r\n\r\n%b" % (len(_ABOUT), _ABOUT)
)


class Door(uvicorn.Server):
    """Before it hangs up on everybody, they are told why."""

    def __init__(self, config: uvicorn.Config, sessions: Sessions) -> None:
        super().__init__(config)
        self._sessions = sessions

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            # Nobody is let in who would be sent away at once.
            server.close()
        await self._sessions.close_all()
        await super().shutdown(sockets)


class BoundedHttp(HttpToolsProtocol):
    """HTTP as uvicorn speaks it, with peers that may be slow, endless or many."""

    _open_by_peer: ClassVar[Counter[str]] = Counter()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head_open = False
        self._head_bytes = 0
        self._patience: asyncio.TimerHandle | None = None
        self._peer: str | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        super().connection_made(transport)
        self._peer = self.client[0] if self.client else ""
        self._open_by_peer[self._peer] += 1
        if self._open_by_peer[self._peer] > CONNECTIONS_COUNT_MAX:
            transport.abort()
            return
        self._be_patient()

    def connection_lost(self, exc: Exception | None) -> None:
        self._let_go()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self) -> None:
        # From here on it is a session, which has limits of its own.
        self._let_go()
        super().handle_websocket_upgrade()

    def data_received(self, data: bytes) -> None:
        was_open = self._head_open
        super().data_received(data)
        # The parser keeps what it has of a header to itself, so only the bytes tell how long it is.
        self._head_bytes = self._head_bytes + len(data) if was_open and self._head_open else 0
        if self._head_bytes > HEADER_BYTES_MAX and not self.transport.is_closing():
            self.transport.write(TOO_LARGE)
            self.transport.close()

    def on_message_begin(self) -> None:
        self._head_open = True
        self._be_patient()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._head_open = False
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._calm()
        super().on_message_complete()

    def _be_patient(self) -> None:
        self._calm()
        self._patience = self.loop.call_later(REQUEST_S_MAX, self.transport.close)

    def _calm(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _let_go(self) -> None:
        self._calm()
        if self._peer is not None:
            self._open_by_peer[self._peer] -= 1
            if not self._open_by_peer[self._peer]:
                del self._open_by_peer[self._peer]
            self._peer = None
