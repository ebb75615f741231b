"""Sessions in process: what is sent to whom, and apps that do not read."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from litestar.types import Message

from protocol import codec
from protocol.catalogue import CounterId, TenantId
from protocol.hall import empty
from protocol.messages import Close, Event, Happening
from protocol.roles import audience_of
from protocol.service import PROTOCOL, SILENCE_S_MAX
from protocol.view import seen_by
from server import session as session_module
from server import sessions as sessions_module
from server.devices import Devices
from server.hub import Hub
from server.presenting import Presenting, as_visitor
from server.session import OUTBOX_COUNT_MAX
from server.sessions import Identity, Sessions
from server.tickets import Tickets
from tests.protocol.histories import history
from tests.server.mall import DUA, EMPAT, LIMA, SATU, small_mall
from tests.server.storage import MemoryStorage
from tests.server.story import EIGHT, Story

ANSWER_S_MAX = 30.0
ROLES = {
    "kiosk-1": ("kiosk", ""),
    "kiosk-2": ("kiosk", ""),
    "counter-1": ("counter", "anggrek"),
    "counter-4": ("counter", "bakung"),
    "display-1": ("display", ""),
    "floor-1": ("floor", ""),
    "reception-1": ("reception", ""),
}


class Peer:
    """An app at the other end of an ASGI WebSocket; it reads unless told to stop."""

    def __init__(self) -> None:
        self.reads = asyncio.Event()
        self.reads.set()
        self.task: asyncio.Task[None] | None = None
        self.snapshot: dict[str, Any] = {}
        self._to_server: asyncio.Queue[Message] = asyncio.Queue()
        self._frames: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()

    async def receive(self) -> Message:
        return await self._to_server.get()

    async def send(self, message: Message) -> None:
        await self.reads.wait()
        self._frames.put_nowait(json.loads(message["text"]) if message["type"] == "websocket.send" else None)

    def say(self, frame: dict[str, Any]) -> None:
        self._to_server.put_nowait({"type": "websocket.receive", "text": json.dumps(frame), "bytes": None})

    def leave(self) -> None:
        self._to_server.put_nowait({"type": "websocket.disconnect", "code": 1001, "reason": ""})

    async def frame(self) -> dict[str, Any] | None:
        """The next frame, or None once the server has hung up."""
        async with asyncio.timeout(ANSWER_S_MAX):
            return await self._frames.get()

    async def until(self, kind: str) -> dict[str, Any]:
        while (frame := await self.frame()) is not None:
            if frame["type"] == kind:
                return frame
        raise AssertionError(f"hung up without a {kind}")


class House:
    """Sessions over a hub whose disk does all at once."""

    def __init__(self, folder: Path) -> None:
        self.disk = MemoryStorage()
        self.devices = Devices(folder / "devices.db")
        self.tokens = {
            name: self.devices.enrol(name, role, place, small_mall(), EIGHT)
            for name, (role, place) in ROLES.items()
        }
        self.hub = Hub(empty(small_mall()), self.disk, self._publish, lambda soon: soon())
        self.tickets = Tickets(self.hub.committed)
        visitor = as_visitor(self.hub, lambda: datetime.now(UTC), lambda: "token", lambda: "12345678")
        identity = Identity(server="s", instance="mall", training=False, public_url="")
        self.sessions = Sessions(
            self.hub,
            self.devices,
            identity,
            lambda: datetime.now(UTC),
            token=lambda: "token",
            code=lambda: "12345678",
            presenting=Presenting(lambda: self.hub.committed, self.tickets, visitor),
        )

    def _publish(self, events: tuple[Event, ...]) -> None:
        self.tickets.follow(events)
        self.sessions.publish(events)

    async def join(self, name: str) -> Peer:
        peer = Peer()
        peer.task = asyncio.create_task(self.sessions.serve(peer.receive, peer.send))
        peer.say({"type": "Hello", "protocol": PROTOCOL, "token": self.tokens[name], "app": "test"})
        peer.snapshot = await peer.until("Snapshot")
        return peer

    @property
    def connected(self) -> set[str]:
        return set(self.sessions.present)


@pytest.fixture
def play(tmp_path: Path) -> Callable[[Callable[[House], Awaitable[None]]], None]:
    """Runs a piece with a house of its own."""

    @asynccontextmanager
    async def open_house() -> AsyncIterator[House]:
        house = House(tmp_path)
        yield house
        await house.sessions.close_all()
        house.devices.close()

    def run(piece: Callable[[House], Awaitable[None]]) -> None:
        async def whole() -> None:
            async with open_house() as house:
                await piece(house)

        asyncio.run(whole())

    return run


Play = Callable[[Callable[[House], Awaitable[None]]], None]


def news(story: Story, first: int) -> tuple[Event, ...]:
    """What has happened in a story since an event."""
    return tuple(story.events[first:])


def test_every_audience_is_told_all_that_it_may_see_and_nothing_else(play: Play) -> None:
    story = history(seed=36, steps=500)
    assert len({type(event.what) for event in story.events}) > len(get_args(Happening)) - 3

    async def piece(house: House) -> None:
        peers = {name: await house.join(name) for name in ROLES}
        # Several events a frame, some of which nobody of an audience may see.
        for first in range(0, len(story.events), 3):
            house.sessions.publish(news(story, first)[:3])
        for name, (role, place) in ROLES.items():
            audience = audience_of(role, name, place)
            expected = [seen for event in story.events if (seen := seen_by(event, audience)) is not None]
            told: list[Event] = []
            while len(told) < len(expected):
                frame = await peers[name].until("Events")
                told += codec.decode(json.dumps(frame["events"]).encode(), list[Event])
            assert told == expected
            peers[name].say({"type": "Beat"})
            after = await peers[name].frame()
            assert after is not None
            assert after["type"] == "Beat"

    play(piece)


def test_a_frame_is_the_same_for_all_of_an_audience(play: Play, story: Story) -> None:
    async def piece(house: House) -> None:
        peer = await house.join("display-1")
        house.sessions.publish(news(story, 0))
        assert len((await peer.until("Events"))["events"]) == 1

    play(piece)


def test_an_app_that_does_not_read_is_let_go_and_nobody_else_notices(play: Play, story: Story) -> None:
    story.issue(SATU)

    async def piece(house: House) -> None:
        slow, quick = await house.join("display-1"), await house.join("floor-1")
        slow.reads.clear()
        for _ in range(OUTBOX_COUNT_MAX + 10):
            house.sessions.publish(news(story, 1))
            # The quick one reads as fast as it is told.
            await quick.until("Events")
        slow.reads.set()
        goodbye = await slow.until("Goodbye")
        assert goodbye["reason"] == "too_slow"
        assert await slow.frame() is None
        slow.leave()
        assert slow.task is not None
        await slow.task
        assert "display-1" not in house.connected
        # It may come back, to a fresh snapshot.
        await house.join("display-1")
        house.sessions.publish(news(story, 1))
        await quick.until("Events")

    play(piece)


def test_an_outbox_that_is_full_but_no_more_is_sent_whole(play: Play, story: Story) -> None:
    story.issue(SATU)

    async def piece(house: House) -> None:
        slow = await house.join("display-1")
        slow.reads.clear()
        for _ in range(OUTBOX_COUNT_MAX):
            house.sessions.publish(news(story, 1))
        slow.reads.set()
        for _ in range(OUTBOX_COUNT_MAX):
            await slow.until("Events")

    play(piece)


def test_an_app_that_never_reads_again_is_dropped_for_good(
    play: Play, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions_module, "GOODBYE_S_MAX", 0.01)
    monkeypatch.setattr(session_module, "OUTBOX_COUNT_MAX", 3)
    story.issue(SATU)

    async def piece(house: House) -> None:
        frozen = await house.join("display-1")
        frozen.reads.clear()
        for _ in range(10):
            house.sessions.publish(news(story, 1))
        assert frozen.task is not None
        done, _ = await asyncio.wait([frozen.task], timeout=2)
        frozen.task.cancel()
        assert done, "the session of an app that never reads again goes on for ever"
        assert "display-1" not in house.connected

    play(piece)


def test_an_app_that_says_nothing_for_too_long_is_let_go(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def piece(house: House) -> None:
        silent, lively = await house.join("display-1"), await house.join("floor-1")
        now = asyncio.get_running_loop().time()
        clock = iter((now + SILENCE_S_MAX - 1, now + SILENCE_S_MAX + 2))
        at = [now]
        monkeypatch.setattr(house.sessions, "_now", lambda: at[0])
        at[0] = next(clock)
        lively.say({"type": "Beat"})
        await lively.until("Beat")
        house.sessions.sweep()
        assert house.connected == {"display-1", "floor-1"}
        at[0] = next(clock)
        house.sessions.sweep()
        assert house.connected == {"floor-1"}
        assert (await silent.until("Goodbye"))["reason"] == "silent"
        assert await silent.frame() is None

    play(piece)


def test_an_app_whose_token_has_become_void_is_let_go(play: Play) -> None:
    async def piece(house: House) -> None:
        removed, again, other = [await house.join(name) for name in ("kiosk-1", "kiosk-2", "floor-1")]
        house.devices.remove("kiosk-1")
        house.devices.enrol("kiosk-2", "kiosk", "", small_mall(), EIGHT)
        house.sessions.sweep()
        assert house.connected == {"floor-1"}
        for peer in (removed, again):
            assert (await peer.until("Goodbye"))["reason"] == "token_unknown"
        other.say({"type": "Beat"})
        await other.until("Beat")

    play(piece)


def test_who_joins_is_shown_the_hall_as_it_is_then(play: Play, story: Story) -> None:
    async def piece(house: House) -> None:
        first = await house.join("display-1")
        assert first.snapshot["hall"]["visits"] == []
        story.arrive(SATU)
        house.hub.committed = story.hall
        for name in ("floor-1", "kiosk-1"):
            peer = await house.join(name)
            assert len(peer.snapshot["hall"]["visits"]) == 1
        again = await house.join("display-1")
        assert again.snapshot["hall"]["visits"][0]["token"] is None

    play(piece)


def test_who_says_no_hello_is_let_go(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions_module, "HELLO_S_MAX", 0.01)

    async def piece(house: House) -> None:
        peer = Peer()
        async with asyncio.timeout(ANSWER_S_MAX):
            await asyncio.create_task(house.sessions.serve(peer.receive, peer.send))
        assert await peer.frame() is None
        assert house.connected == set()

    play(piece)


def test_a_peer_that_is_gone_ends_its_session_quietly(play: Play) -> None:
    async def piece(house: House) -> None:
        peer = Peer()

        async def send(message: Message) -> None:
            raise OSError("gone")

        task = asyncio.create_task(house.sessions.serve(peer.receive, send))
        peer.say({"type": "Hello", "protocol": PROTOCOL, "token": house.tokens["kiosk-1"], "app": "test"})
        peer.leave()
        async with asyncio.timeout(ANSWER_S_MAX):
            await task
        assert house.connected == set()

    play(piece)


@pytest.mark.parametrize("name", ["kiosk-1", "reception-1"])
def test_who_gives_numbers_is_told_for_which_services_there_are_none(
    play: Play, story: Story, name: str
) -> None:
    story.do(Close(tenant=TenantId("bakung"), reason="Rapat"), "floor-1")

    async def piece(house: House) -> None:
        peer = await house.join(name)
        # No day has begun.
        assert {each["reason"] for each in (await peer.until("Waiting"))["shut"].values()} == {"day_over"}
        house.hub.committed = story.hall
        house.sessions.publish_waiting()
        shut = (await peer.until("Waiting"))["shut"]
        assert set(shut) == {EMPAT, LIMA}
        assert shut[EMPAT]["reason"] == "temporarily_closed"
        assert shut[EMPAT]["title"] == {"id": "Rapat", "en": "Rapat"}

    play(piece)


def test_kiosks_are_told_how_many_wait_when_it_changes(play: Play, story: Story) -> None:
    story.sign_on(1)
    story.arrive(SATU)

    async def piece(house: House) -> None:
        kiosk = await house.join("kiosk-1")
        first = await kiosk.until("Waiting")
        assert (first["lines"], first["ahead"], first["served"]) == ({}, {}, [])
        house.hub.committed = story.hall
        house.sessions.publish_waiting()
        house.sessions.publish_waiting()
        told = await kiosk.until("Waiting")
        assert told["lines"] == {SATU: 1}
        # "dua" shares a counter with it, "tiga" does not.
        assert told["ahead"] == {SATU: 1, DUA: 1}
        assert set(told["served"]) == set(story.hall.catalogue.counters[CounterId(1)].services)
        kiosk.say({"type": "Beat"})
        after = await kiosk.frame()
        assert after is not None
        assert after["type"] == "Beat"

    play(piece)


def test_everybody_is_told_when_the_server_stops(play: Play) -> None:
    async def piece(house: House) -> None:
        peers = [await house.join(name) for name in ROLES]
        await house.sessions.close_all()
        for peer in peers:
            assert (await peer.until("Goodbye"))["reason"] == "shutting_down"
            assert await peer.frame() is None

    play(piece)
