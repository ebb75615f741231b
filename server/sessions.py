"""All sessions: one app each, from its hello to its end, and who is told what.

One frame a commit is encoded once for each audience and put into the outboxes of its sessions.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from litestar.types import Receive, Send
from msgspec import UNSET, Struct, UnsetType

from protocol import codec
from protocol.frames import (
    Ask,
    Beat,
    Events,
    FromApp,
    Goodbye,
    Hello,
    Present,
    Presented,
    Refusal,
    Report,
    Snapshot,
    Waiting,
    Welcome,
)
from protocol.messages import Actor, DeviceId, Elsewhere, Event, Reason, Refused
from protocol.record import record_of
from protocol.roles import PRESENTING, audience_of, may
from protocol.service import PROTOCOL, SILENCE_S_MAX, speaks_with
from protocol.view import Audience, seen_by, view_of
from server.answers import DeviceHealth
from server.condition import fine
from server.devices import Device, Devices
from server.given import Given
from server.hub import Answer, Hub
from server.presenting import Presenting
from server.session import Session
from server.waiting import waiting_of

log = logging.getLogger(__name__)

MALFORMED_COUNT_MAX = 20
"""So many unreadable frames in one session are answered; then it is closed."""
HELLO_S_MAX = 5.0
"""A connection that has not said hello by then is closed."""
GOODBYE_S_MAX = 5.0
"""What is still queued when a session ends is sent for so long; then the rest is dropped."""
WINDOWED = frozenset({"kiosk", "counter", "reception", "display"})
"""Roles of apps that are always connected while their mall is open."""
TOLD_WHO_WAITS = frozenset({"issuer", "reception"})
"""Audiences of those who give numbers."""
HALL = Audience(kind="hall")
FLOOR = Audience(kind="floor")
RECEPTION = Audience(kind="reception")


class Identity(Struct, kw_only=True):
    """Who this server is, told to every app."""

    server: str
    instance: str
    training: bool
    public_url: str
    """Changes with the address of the machine, unless it was given."""


class Sessions:
    """All open sessions; what each may see of what happens."""

    def __init__(
        self,
        hub: Hub,
        devices: Devices,
        identity: Identity,
        clock: Callable[[], datetime],
        token: Callable[[], str],
        code: Callable[[], str],
        presenting: Presenting,
    ) -> None:
        """`token` and `code` make fresh ones, for tickets and bookings."""
        self._hub = hub
        self._devices = devices
        self._identity = identity
        self._clock = clock
        self._token = token
        self._code = code
        self._presenting = presenting
        self._by_device: dict[DeviceId, Session] = {}
        self._by_audience: dict[Audience, set[Session]] = {}
        self._left_at: dict[DeviceId, datetime] = {}
        self._serving: set[asyncio.Task[None]] = set()
        self._snapshots: dict[Audience, str] = {}
        self._snapshots_at = -1
        self._waiting: Waiting | None = None

    async def serve(self, receive: Receive, send: Send, peer: str = "") -> None:
        """One session over one accepted WebSocket, until it ends. `peer`: its address, for the log."""
        session = Session(send, peer)
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)
        writer = asyncio.create_task(session.write())
        session.reader = asyncio.create_task(self._read(session, receive))
        try:
            await asyncio.wait({writer, session.reader}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._leave(session)
            session.finish()
            # One that does not read would keep the writer waiting for ever.
            await asyncio.wait({writer}, timeout=GOODBYE_S_MAX)
            writer.cancel()
            outcome = await asyncio.gather(session.reader, return_exceptions=True)
        if isinstance(outcome[0], Exception):
            raise outcome[0]

    def publish(self, events: tuple[Event, ...]) -> None:
        """Tell every audience what it may know of a commit, each in one frame."""
        seen: dict[Audience, list[Event]] = {}
        for event in events:
            for audience in self._concerned(event):
                if (told := seen_by(event, audience)) is not None:
                    seen.setdefault(audience, []).append(told)
        for audience, told in seen.items():
            frame = codec.encode(Events(events=tuple(told))).decode()
            for session in self._by_audience[audience]:
                session.put(frame)

    def sweep(self) -> None:
        """Let go of apps that have said nothing for too long or whose token is void; call once a second."""
        limit = self._now() - SILENCE_S_MAX
        for session in list(self._by_device.values()):
            if session.heard < limit:
                self._dismiss(session, Goodbye(reason="silent"))
            elif self._devices.of_token(session.token) != session.device:
                self._dismiss(session, Goodbye(reason="token_unknown"))

    def _dismiss(self, session: Session, goodbye: Goodbye) -> None:
        log.info("%s is let go: %s", session.device and session.device.name, goodbye.reason)
        self._leave(session)
        session.end(goodbye)

    def publish_waiting(self) -> None:
        """Tell the kiosks how many wait, if it changed; call once a second."""
        waiting = waiting_of(self._hub.committed, self._clock())
        if waiting == self._waiting:
            return
        self._waiting = waiting
        frame = codec.encode(waiting).decode()
        for session in self._by_device.values():
            if session.audience is not None and session.audience.kind in TOLD_WHO_WAITS:
                session.put(frame)

    async def close_all(self) -> None:
        """Tell every app that the server goes, and wait until it is said or `GOODBYE_S_MAX` is over."""
        for session in list(self._by_device.values()):
            session.end(Goodbye(reason="shutting_down"))
        if self._serving:
            await asyncio.wait(set(self._serving), timeout=GOODBYE_S_MAX)

    @property
    def waiting(self) -> Waiting:
        """How many wait and which services are shut, at most a second ago."""
        return waiting_of(self._hub.committed, self._clock()) if self._waiting is None else self._waiting

    @property
    def present(self) -> frozenset[DeviceId]:
        """The connected devices."""
        return frozenset(self._by_device)

    def health(self) -> tuple[DeviceHealth, ...]:
        """The connected devices and what they last reported of themselves; and those that should be connected
        and are not."""
        known = {device.name: device for device in self._devices.known() if device.role in WINDOWED}
        known |= {name: session.device for name, session in self._by_device.items() if session.device}
        return tuple(self._health(known[name]) for name in sorted(known))

    def _health(self, device: Device) -> DeviceHealth:
        session = self._by_device.get(device.name)
        left = self._left_at.get(device.name)
        since = {} if left is None else {"connection": left}
        return DeviceHealth(
            name=device.name,
            role=device.role,
            place=device.place,
            connected=session is not None,
            report={} if session is None else dict(session.report),
            since=since if session is None else dict(session.since),
        )

    def _concerned(self, event: Event) -> Iterable[Audience]:
        """The audiences present that may be told of it: most events concern few of them."""
        what = event.what
        if not isinstance(what, Elsewhere):
            return tuple(self._by_audience)
        audiences = (
            HALL,
            FLOOR,
            RECEPTION,
            *(Audience(kind="tenant", key=tenant) for tenant in (what.tenant, *what.also)),
            Audience(kind="issuer", key=what.issuer or ""),
        )
        return [audience for audience in audiences if audience in self._by_audience]

    async def _read(self, session: Session, receive: Receive) -> None:
        device = await self._greet(session, receive)
        if device is not None:
            await self._attend(session, device, receive)

    async def _greet(self, session: Session, receive: Receive) -> Device | None:
        try:
            async with asyncio.timeout(HELLO_S_MAX):
                frame = await _next_frame(receive)
        except TimeoutError:
            return None
        if frame is None:
            return None
        known = self._known(frame)
        if isinstance(known, Goodbye):
            log.warning("%s was sent away: %s %s", session.peer, known.reason, known.about)
            session.end(known)
            return None
        hello, device = known
        before = self._by_device.get(device.name)
        if before is not None:
            before.end(Goodbye(reason="replaced"))
            self._leave(before)
        session.heard = self._now()
        session.token = hello.token
        session.device = device
        session.audience = audience_of(device.role, device.name, device.place)
        session.report["app"] = hello.app
        session.since["connection"] = self._clock()
        # Joining and the snapshot are one step, with nothing between: no event is missed or seen twice.
        self._by_device[device.name] = session
        self._by_audience.setdefault(session.audience, set()).add(session)
        self._welcome(session, device, session.audience)
        log.info("%s (%s) joined", device.name, device.role)
        return device

    def _known(self, frame: str | bytes) -> tuple[Hello, Device] | Goodbye:
        """Who says hello, or why they are sent away."""
        hello = codec.from_app(frame)
        if not isinstance(hello, Hello):
            return _misunderstood(frame, hello)
        if not speaks_with(hello.protocol):
            return Goodbye(reason="version_unsupported", about=PROTOCOL)
        device = self._devices.of_token(hello.token)
        return Goodbye(reason="token_unknown") if device is None else (hello, device)

    def _welcome(self, session: Session, device: Device, audience: Audience) -> None:
        hub, identity = self._hub, self._identity
        session.send(
            Welcome(
                server=identity.server,
                instance=identity.instance,
                training=identity.training,
                protocol=PROTOCOL,
                device=device.name,
                role=device.role,
                place=device.place,
                last_request=hub.last_request(device.name),
                public_url=identity.public_url,
                now=self._clock(),
            )
        )
        session.put(self._snapshot(audience))
        if audience.kind in TOLD_WHO_WAITS:
            session.send(waiting_of(hub.committed, self._clock()))

    def _snapshot(self, audience: Audience) -> str:
        """Encoded once for all who come back to the same hall, as after a restart."""
        hall = self._hub.committed
        if self._snapshots_at != hall.seq:
            self._snapshots.clear()
            self._snapshots_at = hall.seq
        frame = self._snapshots.get(audience)
        if frame is None:
            frame = codec.encode(Snapshot(hall=record_of(view_of(hall, audience)))).decode()
            self._snapshots[audience] = frame
        return frame

    async def _attend(self, session: Session, device: Device, receive: Receive) -> None:
        malformed = 0
        while not session.ended:
            frame = await _next_frame(receive)
            if frame is None:
                return
            session.heard = self._now()
            match codec.from_app(frame):
                case Ask() as ask:
                    self._ask(session, device, ask)
                case Present() as present:
                    self._present(session, device, present)
                case Beat():
                    session.send(Beat(now=self._clock()))
                case Report() as report:
                    self._take_report(session, device, report)
                case Hello():
                    session.send(
                        Refusal(
                            request=None, refused=Refused(reason=Reason.MALFORMED, about="a second Hello")
                        )
                    )
                case Refused() as refused:
                    malformed += 1
                    session.send(Refusal(request=None, refused=refused))
                    if malformed >= MALFORMED_COUNT_MAX:
                        session.end(Goodbye(reason="malformed", about=refused.about))

    def _take_report(self, session: Session, device: Device, report: Report) -> None:
        for topic in Report.__struct_fields__:
            value: str | UnsetType = getattr(report, topic)
            if value is not UNSET and session.report.get(topic, "") != value:
                session.report[topic] = value
                session.since[topic] = self._clock()
                level = logging.INFO if fine(topic, value) else logging.WARNING
                log.log(level, "%s: %s: %s", device.name, topic, value)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    def _ask(self, session: Session, device: Device, ask: Ask) -> None:
        def refuse(refused: Refused) -> None:
            session.send(Refusal(request=ask.request, refused=refused))

        if not may(device.role, ask.command):
            refuse(Refused(reason=Reason.NOT_PERMITTED, about=type(ask.command).__name__))
            return
        hub = self._hub
        fresh = not hub.knows(device.name, ask.request)

        def reply(answer: Answer) -> None:
            if isinstance(answer, Refused):
                refuse(answer)
            elif not fresh and session.audience is not None:
                # A repeat: published long ago or in this commit, so said once more to who asked.
                seen = tuple(
                    event for each in answer if (event := seen_by(each, session.audience)) is not None
                )
                session.send(Events(events=seen))

        given = Given(
            now=self._clock(),
            actor=Actor(device=device.name),
            role=device.role,
            place=device.place,
            token=self._token(),
            code=self._code(),
        )
        hub.handle(ask.command, ask.request, given, reply)

    def _present(self, session: Session, device: Device, present: Present) -> None:
        def reply(answer: Presented | Refused) -> None:
            if isinstance(answer, Refused):
                session.send(Refusal(request=None, refused=answer, look=present.look))
            else:
                session.send(answer)

        if device.role not in PRESENTING:
            reply(Refused(reason=Reason.NOT_PERMITTED, about="Present"))
        elif session.looks_too_often(self._now()):
            reply(Refused(reason=Reason.OVERLOADED, about="Present"))
        else:
            self._presenting.show(present, reply)

    def _leave(self, session: Session) -> None:
        device, audience = session.device, session.audience
        if device is not None and self._by_device.get(device.name) is session:
            del self._by_device[device.name]
            self._left_at[device.name] = self._clock()
            log.info("%s left", device.name)
        if audience is not None and (sessions := self._by_audience.get(audience)):
            sessions.discard(session)
            if not sessions:
                del self._by_audience[audience]


def _misunderstood(frame: str | bytes, hello: FromApp | Refused) -> Goodbye:
    """Another version of a hello may look like nonsense, but says which version it is."""
    version = codec.protocol_of(frame)
    if version is not None and version != PROTOCOL:
        return Goodbye(reason="version_unsupported", about=PROTOCOL)
    about = hello.about if isinstance(hello, Refused) else "the first frame is a Hello"
    return Goodbye(reason="malformed", about=about)


async def _next_frame(receive: Receive) -> str | bytes | None:
    """The next frame, or None when the peer has left."""
    message = await receive()
    if message["type"] != "websocket.receive":
        return None
    text = message.get("text")
    return text if text is not None else message.get("bytes") or b""
