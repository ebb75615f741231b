from __future__ import annotations

import pytest

from bench.wire import EchoWire, HttpWire

ANSWERS = (
    b"HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nfirst"
    b"HTTP/1.1 404 Not Found\r\ncontent-type: text/plain\r\ncontent-length: 0\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nCONTENT-LENGTH: 4\r\n\r\nlast"
)
LONG = b"x" * 300
FRAMES = b"\x81\x05hello" + b"\x81\x7e" + len(LONG).to_bytes(2, "big") + LONG + b"\x89\x00" + b"\x81\x03end"


@pytest.mark.parametrize("size", [1, 2, 7, len(ANSWERS)])
def test_answers_are_the_same_however_the_network_cuts_them(size: int) -> None:
    heard: list[tuple[int, bytes]] = []
    wire = HttpWire(lambda status, body: heard.append((status, body)), _lost)
    for at in range(0, len(ANSWERS), size):
        wire.data_received(ANSWERS[at : at + size])
    assert heard == [(201, b"first"), (404, b""), (200, b"last")]


@pytest.mark.parametrize("size", [1, 3, 64, 1_000])
def test_frames_are_the_same_however_the_network_cuts_them(size: int) -> None:
    heard: list[bytes] = []
    opened: list[EchoWire] = []
    wire = EchoWire("/", opened.append, heard.append, _lost)
    stream = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n" + FRAMES
    for at in range(0, len(stream), size):
        wire.data_received(stream[at : at + size])
    assert opened == [wire]
    assert heard == [b"hello", LONG, b"end"]


def test_a_refused_upgrade_is_told() -> None:
    lost: list[Exception] = []
    wire = EchoWire("/", lambda _: None, lambda _: None, lost.append)
    wire.data_received(b"HTTP/1.1 403 Forbidden\r\n\r\n")
    assert len(lost) == 1
    assert "403" in str(lost[0])


def _lost(error: Exception) -> None:
    raise AssertionError(f"nothing is lost here: {error}")
