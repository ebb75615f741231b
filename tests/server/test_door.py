"""The network's edge of a real server: peers that are endless, slow, many, or void."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import pytest

from protocol.service import PROTOCOL
from server.door import CONNECTIONS_COUNT_MAX, HEADER_BYTES_MAX, REQUEST_S_MAX
from tests.server.door import ANSWER_S_MAX, KTP, Door


def plain(door: Door) -> socket.socket:
    address = urlsplit(door.url)
    peer = socket.create_connection((address.hostname, address.port), timeout=ANSWER_S_MAX)
    return peer


def all_of(peer: socket.socket) -> bytes:
    """What comes until the other side hangs up."""
    received = b""
    try:
        while piece := peer.recv(65_536):
            received += piece
    except ConnectionResetError:
        pass
    return received


def test_an_endless_header_is_refused_and_hung_up_on(door: Door) -> None:
    with plain(door) as peer:
        peer.sendall(b"GET /api/health HTTP/1.1\r\nhost: mall\r\nx: ")
        try:
            for _ in range(64):
                peer.sendall(b"y" * HEADER_BYTES_MAX)
        except ConnectionError:
            return
        answer = all_of(peer)
    assert answer.startswith(b"HTTP/1.1 431 "), answer[:200]


def test_long_but_honest_headers_pass(door: Door) -> None:
    answer = door.http.get("/api/health", headers={"x-long": "y" * (HEADER_BYTES_MAX // 2)})
    assert answer.status_code == 200


@pytest.mark.slow
def test_a_request_that_never_ends_is_hung_up_on(door: Door) -> None:
    with plain(door) as silent, plain(door) as half:
        half.sendall(b"POST /api/tickets HTTP/1.1\r\nhost: mall\r\ncontent-length: 10\r\n\r\n{")
        assert silent.recv(1) == b""
        all_of(half)
    assert REQUEST_S_MAX < ANSWER_S_MAX


def test_one_address_has_no_more_than_its_share_of_connections(door: Door) -> None:
    peers = [plain(door) for _ in range(CONNECTIONS_COUNT_MAX + 20)]
    try:
        # The last ones are hung up on; the door stays open to those who are in.
        assert all_of(peers[-1]) == b""
    finally:
        for peer in peers:
            peer.close()
    assert door.http.get("/api/health").status_code == 200


@pytest.mark.parametrize("body", [b'{"service":"\xff"}', b"\xff", b'{"service":"\xed\xa0\x80"}'])
def test_a_body_that_is_no_utf_8_is_refused(door: Door, body: bytes) -> None:
    answer = door.http.post("/api/tickets", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["reason"] == "malformed"


def test_a_hello_of_another_version_is_told_so_even_if_it_cannot_be_read(door: Door) -> None:
    with door.connect() as app:
        app.say({"type": "Hello", "protocol": "2.0", "token": "x", "app": "new", "novelty": 1})
        goodbye = app.next("Goodbye")
    assert (goodbye["reason"], goodbye["about"]) == ("version_unsupported", PROTOCOL)


def test_a_device_that_is_removed_while_it_is_here_is_sent_away(door: Door) -> None:
    with door.join("kiosk-stolen", "kiosk") as kiosk:
        door.remove("kiosk-stolen")
        assert kiosk.next("Goodbye")["reason"] == "token_unknown"


def test_opening_a_tickets_page_confirms_it_once(door: Door) -> None:
    with door.join("kiosk-page", "kiosk") as kiosk:
        event = kiosk.done({"type": "IssueTicket", "service": KTP}, "TicketIssued")
        token = event["what"]["token"]
        assert door.http.get(f"/t/{token}").status_code == 200
        confirmed = kiosk.event("TicketConfirmed")
        assert confirmed["what"]["paper"] == "seen"
        assert door.http.get(f"/t/{token}").status_code == 200
        assert kiosk.refused(
            {"type": "ConfirmTicket", "visit": event["what"]["visit"], "paper": "printed"}
        ) == (
            "wrong_state",
            "waiting",
        )
        assert door.http.get(f"/api/tickets/{token}").json()["state"] == "waiting"
