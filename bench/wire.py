"""The two ways to talk to the server, made for load: HTTP kept alive, and a session's WebSocket.

Plain `asyncio` protocols with callbacks, no futures and no copies in between: the client must cost far less
than what it measures. A session's frames are masked, as the protocol asks, with a mask of zeros: the server
unmasks as ever, the client is spared the work.
"""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlsplit

from protocol import codec
from protocol.frames import Ask, Beat, FromServer, Goodbye, Hello, Snapshot, Welcome
from protocol.messages import Command
from protocol.service import PROTOCOL, SESSION_PATH

HEAD_END = b"\r\n\r\n"
LENGTH = b"content-length:"
CONNECT_S_MAX = 10.0
TEXT = 1
"""Opcode of a text frame."""


class Broken(Exception):
    """The server hung up or said what it must not; says what."""


class HttpWire(asyncio.Protocol):
    """One kept-alive connection; one request outstanding unless the caller sends more."""

    def __init__(self, answered: Callable[[int, bytes], None], lost: Callable[[Exception], None]) -> None:
        self._answered = answered
        self._lost = lost
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def send(self, request: bytes) -> None:
        assert self._transport is not None
        self._transport.write(request)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        buffer = self._buffer + data if self._buffer else data
        while (end := buffer.find(HEAD_END)) >= 0:
            head = buffer[:end].lower()
            at = head.find(LENGTH)
            length = 0 if at < 0 else int(head[at + len(LENGTH) :].split(b"\r\n", 1)[0])
            total = end + len(HEAD_END) + length
            if len(buffer) < total:
                break
            body, status = buffer[end + len(HEAD_END) : total], int(head[9:12])
            buffer = buffer[total:]
            self._answered(status, body)
        self._buffer = buffer

    def connection_lost(self, exc: Exception | None) -> None:
        self._lost(exc or Broken("the server hung up"))


class EchoWire(asyncio.Protocol):
    """A WebSocket: text frames out, text frames in."""

    def __init__(
        self,
        path: str,
        opened: Callable[[EchoWire], None],
        received: Callable[[bytes], None],
        lost: Callable[[Exception], None],
    ) -> None:
        self._path = path
        self._opened = opened
        self._received = received
        self._lost = lost
        self._buffer = b""
        self._open = False
        self._transport: asyncio.Transport | None = None

    def send(self, body: bytes) -> None:
        assert self._transport is not None
        size = len(body)
        if size < 126:
            head = bytes((0x81, 0x80 | size, 0, 0, 0, 0))
        else:
            head = b"\x81\xfe" + size.to_bytes(2, "big") + bytes(4)
        self._transport.write(head + body)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        lines = (
            f"GET {self._path} HTTP/1.1",
            "Host: bench",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {b64encode(bytes(16)).decode()}",
            "Sec-WebSocket-Version: 13",
            "",
            "",
        )
        self._transport.write("\r\n".join(lines).encode())

    def data_received(self, data: bytes) -> None:
        buffer = self._buffer + data if self._buffer else data
        if not self._open:
            head, found, buffer = buffer.partition(HEAD_END)
            if not found:
                self._buffer = head
                return
            if not head.startswith(b"HTTP/1.1 101"):
                self._lost(Broken(f"no WebSocket: {head[:80]!r}"))
                self.close()
                return
            self._open = True
            self._opened(self)
        at = 0
        while (frame := _frame_in(buffer, at)) is not None:
            opcode, body, at = frame
            if opcode == TEXT:
                self._received(body)
        self._buffer = buffer[at:]

    def connection_lost(self, exc: Exception | None) -> None:
        self._lost(exc or Broken("the server hung up"))


class SessionWire:
    """One session: says hello, then hands over each message of the server."""

    def __init__(
        self, token: str, received: Callable[[FromServer], None], lost: Callable[[Exception], None]
    ) -> None:
        self._token = token
        self._received = received
        self._lost = lost
        self._wire: EchoWire | None = None
        self._request = 0

    def ask(self, command: Command) -> int:
        """Send a command; returns its request number."""
        assert self._wire is not None
        self._request += 1
        self._wire.send(codec.encode(Ask(request=self._request, command=command)))
        return self._request

    def beat(self) -> None:
        assert self._wire is not None
        self._wire.send(codec.encode(Beat()))

    def close(self) -> None:
        if self._wire is not None:
            self._wire.close()

    def opened(self, wire: EchoWire) -> None:
        self._wire = wire
        wire.send(codec.encode(Hello(protocol=PROTOCOL, token=self._token, app="bench")))

    def understood(self, body: bytes) -> None:
        try:
            message = codec.from_server(body)
        except codec.Unreadable as error:
            self._lost(error)
            return
        match message:
            case Goodbye(reason=reason, about=about):
                self._lost(Broken(f"goodbye: {reason} {about}"))
                return
            case Welcome(last_request=last):
                self._request = last
            case _:
                pass
        self._received(message)


def _frame_in(buffer: bytes, at: int) -> tuple[int, bytes, int] | None:
    """Opcode, body and end of the frame at `at`, or None when it has not all arrived."""
    have = len(buffer) - at
    if have < 2:
        return None
    size, start = buffer[at + 1], at + 2
    if size == 126:
        if have < 4:
            return None
        size, start = int.from_bytes(buffer[at + 2 : at + 4], "big"), at + 4
    elif size == 127:
        if have < 10:
            return None
        size, start = int.from_bytes(buffer[at + 2 : at + 10], "big"), at + 10
    end = start + size
    return None if len(buffer) < end else (buffer[at] & 0x0F, buffer[start:end], end)


async def open_http(
    url: str, answered: Callable[[int, bytes], None], lost: Callable[[Exception], None]
) -> HttpWire:
    loop = asyncio.get_running_loop()
    host, port = address_of(url)
    async with asyncio.timeout(CONNECT_S_MAX):
        _, wire = await loop.create_connection(lambda: HttpWire(answered, lost), host, port)
    return wire


async def open_echo(
    url: str, received: Callable[[bytes], None], lost: Callable[[Exception], None]
) -> EchoWire:
    ready: asyncio.Future[EchoWire] = asyncio.get_running_loop().create_future()
    host, port = address_of(url)
    failed = _until(ready, lost)
    async with asyncio.timeout(CONNECT_S_MAX):
        await asyncio.get_running_loop().create_connection(
            lambda: EchoWire("/", ready.set_result, received, failed), host, port
        )
        return await ready


async def open_session(
    url: str, token: str, received: Callable[[FromServer], None], lost: Callable[[Exception], None]
) -> SessionWire:
    """A session that has its snapshot."""
    ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    host, port = address_of(url)

    def first(message: FromServer) -> None:
        received(message)
        if isinstance(message, Snapshot) and not ready.done():
            ready.set_result(None)

    failed = _until(ready, lost)
    session = SessionWire(token, first, failed)
    async with asyncio.timeout(CONNECT_S_MAX):
        await asyncio.get_running_loop().create_connection(
            lambda: EchoWire(SESSION_PATH, session.opened, session.understood, failed), host, port
        )
        await ready
    return session


def _until(ready: asyncio.Future[Any], lost: Callable[[Exception], None]) -> Callable[[Exception], None]:
    """A failure goes to who waits for the connection, afterwards to `lost`."""

    def failed(error: Exception) -> None:
        if ready.done():
            lost(error)
        else:
            ready.set_exception(error)

    return failed


def address_of(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    assert parts.hostname is not None
    assert parts.port is not None
    return parts.hostname, parts.port
