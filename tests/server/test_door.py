"""The network's edge: peers that are slow, endless or many. In process, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from server import door as door_module
from server.door import HEADER_BYTES_MAX, BoundedHttp

ANSWER_S_MAX = 30.0
READ_S = 0.02
"""The server, on the same loop, has long read what it was sent."""
HEAD = b"POST /x HTTP/1.1\r\nHost: x\r\n"
Piece = Callable[["Edge"], Awaitable[None]]


class Edge:
    """A server that answers every request with the length of its body."""

    def __init__(self) -> None:
        self.port = 0
        self.peers: list[Peer] = []

    async def app(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        body = 0
        while (message := await receive())["type"] == "http.request":
            body += len(message["body"])
            if not message.get("more_body"):
                break
        text = str(body).encode()
        headers = [(b"content-length", str(len(text)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": text})

    async def connect(self) -> Peer:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.peers.append(Peer(reader, writer))
        return self.peers[-1]


class Peer:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def say(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()

    async def status(self) -> bytes:
        """Of the next answer, which is read whole; empty if the server has hung up."""
        async with asyncio.timeout(ANSWER_S_MAX):
            try:
                head = await self._reader.readuntil(b"\r\n\r\n")
            except (asyncio.IncompleteReadError, ConnectionResetError):
                return b""
            length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r")[0])
            await self._reader.readexactly(length)
            return head.split(b" ", 2)[1]

    async def close(self) -> None:
        self._writer.close()
        try:
            await self._writer.wait_closed()
        except ConnectionError:
            return


@pytest.fixture
def play() -> Callable[[Piece], None]:
    def run(piece: Piece) -> None:
        async def whole() -> None:
            edge = Edge()
            config = uvicorn.Config(
                edge.app, interface="asgi3", http=BoundedHttp, log_config=None, lifespan="off"
            )
            config.load()
            state = ServerState()
            loop = asyncio.get_running_loop()
            server = await loop.create_server(
                lambda: BoundedHttp(config=config, server_state=state, app_state={}), "127.0.0.1", 0
            )
            edge.port = server.sockets[0].getsockname()[1]
            try:
                await piece(edge)
            finally:
                server.close()
                for peer in edge.peers:
                    await peer.close()
                for connection in list(state.connections):
                    connection.shutdown()

        asyncio.run(whole())

    return run


Play = Callable[[Piece], None]


def request(body: bytes) -> bytes:
    return HEAD + b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def test_a_request_is_answered_and_so_is_the_next_on_the_same_connection(play: Play) -> None:
    async def piece(edge: Edge) -> None:
        peer = await edge.connect()
        for body in (b"", b"abc", b"x" * 100_000):
            await peer.say(request(body))
            assert await peer.status() == b"200"

    play(piece)


def test_a_request_in_the_smallest_pieces_is_answered(play: Play) -> None:
    async def piece(edge: Edge) -> None:
        peer = await edge.connect()
        for byte in request(b"abc"):
            await peer.say(bytes([byte]))
        assert await peer.status() == b"200"

    play(piece)


@pytest.mark.parametrize("piece", [b"X: " + b"x" * 997 + b"\r\n", b"x" * 5_000], ids=["many", "one"])
def test_headers_without_end_are_refused_and_the_connection_closed(play: Play, piece: bytes) -> None:
    async def attack(edge: Edge) -> None:
        peer = await edge.connect()
        await peer.say(HEAD + b"X-Long: ")
        answer = asyncio.create_task(peer.status())
        sent = 0
        while not answer.done():
            assert sent < HEADER_BYTES_MAX * 10
            await peer.say(piece)
            sent += len(piece)
            # What is sent to a closed connection would take the answer with it.
            await asyncio.wait({answer}, timeout=READ_S)
        assert sent > HEADER_BYTES_MAX
        assert await answer == b"431"
        assert await peer.status() == b""

    play(attack)


def test_a_long_body_is_no_long_header(play: Play) -> None:
    async def piece(edge: Edge) -> None:
        peer = await edge.connect()
        await peer.say(HEAD + b"Content-Length: %d\r\n\r\n" % (HEADER_BYTES_MAX * 3))
        for _ in range(3):
            await peer.say(b"x" * HEADER_BYTES_MAX)
        assert await peer.status() == b"200"

    play(piece)


@pytest.mark.parametrize(
    "begun",
    [b"", b"P", HEAD, HEAD + b"Content-Length: 10\r\n\r\nabc"],
    ids=["nothing", "letter", "head", "body"],
)
def test_a_request_that_does_not_come_to_its_end_is_given_up(
    play: Play, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(door_module, "REQUEST_S_MAX", 0.05)

    async def piece(edge: Edge) -> None:
        peer = await edge.connect()
        await peer.say(begun)
        assert await peer.status() == b""
        # Others are answered as before.
        other = await edge.connect()
        await other.say(request(b"abc"))
        assert await other.status() == b"200"

    play(piece)


def test_too_many_connections_of_one_address_are_closed_unheard(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door_module, "CONNECTIONS_COUNT_MAX", 3)

    async def piece(edge: Edge) -> None:
        peers = [await edge.connect() for _ in range(3)]
        for peer in peers:
            await peer.say(request(b""))
            assert await peer.status() == b"200"
        fourth = await edge.connect()
        assert await fourth.status() == b""
        for peer in peers:
            await peer.say(request(b"a"))
            assert await peer.status() == b"200"
        # Who leaves makes room.
        await peers.pop().close()
        await peers[0].say(request(b""))
        assert await peers[0].status() == b"200"
        fifth = await edge.connect()
        await fifth.say(request(b""))
        assert await fifth.status() == b"200"

    play(piece)
    assert not BoundedHttp._open_by_peer
