"""A client with a session: asks, and is told by a callback what came of it and after how long."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from bench.wire import SessionWire, open_session
from protocol.frames import Events, FromServer, Refusal, Snapshot, Welcome
from protocol.messages import Command, DeviceId, Event, Refused
from protocol.record import HallRecord
from protocol.service import BEAT_EVERY_S

Answered = Callable[[Event | Refused, float], None]
"""The first event that followed, or why none did; and the milliseconds from request to answer."""


class Client:
    def __init__(
        self, token: str, lost: Callable[[Exception], None], watch: Callable[[Event], None] | None = None
    ) -> None:
        """`watch` is told of every event of the audience, before the answers."""
        self.hall: HallRecord | None = None
        """The snapshot of the start."""
        self._token = token
        self._lost = lost
        self._watch = watch
        self._device: DeviceId | None = None
        self._wire: SessionWire | None = None
        self._open: dict[int, tuple[float, Answered]] = {}

    async def open(self, url: str) -> None:
        """Joined, with the snapshot."""
        self._wire = await open_session(url, self._token, self._received, self._lost)

    def ask(self, command: Command, answered: Answered) -> None:
        assert self._wire is not None
        started = time.perf_counter()
        self._open[self._wire.ask(command)] = (started, answered)

    def beat(self) -> None:
        assert self._wire is not None
        self._wire.beat()

    def close(self) -> None:
        if self._wire is not None:
            self._wire.close()

    def _received(self, message: FromServer) -> None:
        match message:
            case Events(events=events):
                if self._watch is not None:
                    for event in events:
                        self._watch(event)
                for event in events:
                    by, request = event.by, event.request
                    if by is not None and by.device == self._device and event.part == 0:
                        self._answer(request, event)
            case Refusal(request=request, refused=refused):
                self._answer(request, refused)
            case Welcome(device=device):
                self._device = device
            case Snapshot(hall=hall):
                self.hall = hall
            case _:
                pass

    def _answer(self, request: int | str | None, answer: Event | Refused) -> None:
        if isinstance(request, int) and (waiting := self._open.pop(request, None)) is not None:
            started, answered = waiting
            answered(answer, (time.perf_counter() - started) * 1e3)
        elif isinstance(answer, Refused):
            # Nobody asked for it: a fault of the client, not to be passed over.
            self._lost(RuntimeError(f"refused: {answer.reason.value} {answer.about}"))


def keep(clients: list[Client]) -> None:
    """Beat for sessions that may have nothing to say, from now to the end of the event loop."""

    def beat() -> None:
        for client in clients:
            client.beat()
        loop.call_later(BEAT_EVERY_S, beat)

    loop = asyncio.get_running_loop()
    loop.call_later(BEAT_EVERY_S, beat)
