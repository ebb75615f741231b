"""One connection to an app: what is known of it, and what waits to be sent to it.

The outbox is bounded: an app that does not read is let go, and comes back to a fresh snapshot.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from datetime import datetime

from litestar.types import Send

from protocol import codec
from protocol.frames import FromServer, Goodbye
from protocol.view import Audience
from server.devices import Device

log = logging.getLogger(__name__)

OUTBOX_COUNT_MAX = 1_000
"""Frames that wait to be sent; one more and the app is let go as too slow."""
LOOKS_COUNT_MAX = 5
"""So many slips may be shown within `LOOKS_S`; more are refused as overloaded. A hand is slower."""
LOOKS_S = 1.0


class Session:
    """Who is at the other end, and the sending half of the line to it."""

    def __init__(self, send: Send, peer: str) -> None:
        self.peer = peer
        self.token = ""
        self.device: Device | None = None
        self.audience: Audience | None = None
        self.report: dict[str, str] = {}
        """What the device last said of itself, by topic."""
        self.since: dict[str, datetime] = {}
        """Since when that is so."""
        self.heard = 0.0
        """When the app last said something: the loop's time, s."""
        self.ended = False
        self.reader: asyncio.Task[None] | None = None
        """Ends with the session; set by who serves it."""
        self._looks: deque[float] = deque(maxlen=LOOKS_COUNT_MAX)
        self._send = send
        self._outbox: deque[str] = deque()
        self._wake = asyncio.Event()

    def looks_too_often(self, now: float) -> bool:
        """Whether the slip that is shown now, by the loop's time, is one too many; if not it is counted."""
        if len(self._looks) == LOOKS_COUNT_MAX and now - self._looks[0] < LOOKS_S:
            return True
        self._looks.append(now)
        return False

    def send(self, message: FromServer) -> None:
        self.put(codec.encode(message).decode())

    def put(self, frame: str) -> None:
        """Queue an encoded frame; too many unsent ones end the session."""
        if self.ended:
            return
        if len(self._outbox) >= OUTBOX_COUNT_MAX:
            self._outbox.clear()
            self.end(Goodbye(reason="too_slow"))
            return
        self._outbox.append(frame)
        self._wake.set()

    def end(self, goodbye: Goodbye) -> None:
        """Send what is queued and the goodbye, then hang up."""
        if not self.ended:
            self._outbox.append(codec.encode(goodbye).decode())
            self.finish()

    def finish(self) -> None:
        """Nothing more is read, and nothing sent after what is queued."""
        self.ended = True
        self._wake.set()
        if self.reader is not None:
            self.reader.cancel()

    async def write(self) -> None:
        """Send the outbox until the session ends; never raises for a peer that is gone."""
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                while self._outbox:
                    await self._send(
                        {"type": "websocket.send", "text": self._outbox.popleft(), "bytes": None}
                    )
                if self.ended:
                    await self._send({"type": "websocket.close", "code": 1000, "reason": ""})
                    return
        except Exception as error:  # noqa: BLE001  (each ASGI server has its own way to say that the peer left)
            self.ended = True
            log.debug("a peer went away: %s", error)
