"""A server of the session protocol on loopback, in the test's own event loop, that can misbehave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from msgspec.structs import replace
from PySide6.QtNetwork import QHostAddress
from PySide6.QtWebSockets import QWebSocket, QWebSocketServer

from client.address import Address
from client.fake import Asker, small_catalogue
from protocol import codec
from protocol.frames import (
    Ask,
    Beat,
    Events,
    FromApp,
    FromServer,
    Goodbye,
    Hello,
    Present,
    Presented,
    Refusal,
    Snapshot,
    Welcome,
)
from protocol.hall import Hall, apply, empty
from protocol.messages import SCHEMA, Actor, Command, Event, Happening, Reason, Refused, Role
from protocol.record import record_of
from protocol.roles import audience_of
from protocol.service import PROTOCOL
from protocol.view import seen_by, view_of
from protocol.visit import DeviceId
from server.given import SERVER
from server.hub import Reply
from server.presenting import Presenting
from server.tickets import Tickets
from tests.rules import rules

DEVICE = DeviceId("kiosk-1")
OTHER = DeviceId("other")
INSTANCE = "mall-of-the-test"


class Session:
    """One connection of an app; `frames` holds all it has said."""

    def __init__(self, stage: Stage, socket: QWebSocket) -> None:
        self.stage = stage
        # A connection outlives the listener that took it.
        socket.setParent(None)
        self.socket = socket
        self.frames: list[FromApp] = []
        self.greeted = False
        socket.textMessageReceived.connect(self._on_text)

    @property
    def asked(self) -> list[tuple[int, Command]]:
        return [(frame.request, frame.command) for frame in self.frames if isinstance(frame, Ask)]

    def say(self, *frames: FromServer) -> None:
        for frame in frames:
            self.socket.sendTextMessage(codec.encode(frame).decode())

    def say_text(self, text: str) -> None:
        self.socket.sendTextMessage(text)

    def hang_up(self) -> None:
        self.socket.abort()

    def goodbye(self, reason: str, about: str = "") -> None:
        self.say(Goodbye(reason=reason, about=about))
        self.socket.close()

    def _on_text(self, text: str) -> None:
        frame = codec.from_app(text)
        assert not isinstance(frame, Refused), frame
        self.frames.append(frame)
        self.stage.on_frame(self, frame)


class Stage:
    """`on_frame` may be replaced; by default it greets, decides, and answers a repeat with the same events.

    Settings of the moment: `mute` keeps all answers back, `deaf` hears no commands either.
    """

    def __init__(self, now: datetime, role: Role = "kiosk") -> None:
        self.now = now
        self.role: Role = role
        self.hall: Hall = replace(empty(small_catalogue()), day=now.date().isoformat())
        self.log: list[Event] = []
        self.sessions: list[Session] = []
        self.mute = False
        self.deaf = False
        self.identity = "books-1"
        self.instance = INSTANCE
        self.protocol = PROTOCOL
        self.greet: Callable[[Session], None] = self.welcome
        self.on_frame: Callable[[Session, FromApp], None] = self.serve
        self._listener: QWebSocketServer | None = None
        self.listen()

    def listen(self, port: int = 0) -> None:
        listener = QWebSocketServer("stage", QWebSocketServer.SslMode.NonSecureMode)
        assert listener.listen(QHostAddress(QHostAddress.SpecialAddress.LocalHost), port)
        listener.newConnection.connect(self._on_connection)
        self._listener = listener

    @property
    def port(self) -> int:
        assert self._listener is not None
        return self._listener.serverPort()

    @property
    def address(self) -> Address:
        return Address(host="127.0.0.1", port=self.port)

    @property
    def session(self) -> Session:
        """The newest."""
        return self.sessions[-1]

    def die(self) -> int:
        """Without a goodbye; returns the port that it had."""
        port = self.port
        assert self._listener is not None
        for session in self.sessions:
            session.hang_up()
        self._listener.close()
        self._listener.deleteLater()
        self._listener = None
        return port

    def close(self) -> None:
        if self._listener is not None:
            self.die()

    def welcome(self, session: Session) -> None:
        answers = self.hall.books.answers.get(DEVICE) if self.hall.books else None
        session.greeted = True
        session.say(
            Welcome(
                server=self.identity,
                instance=self.instance,
                training=False,
                protocol=self.protocol,
                device=DEVICE,
                role=self.role,
                place="",
                last_request=answers.last if answers else 0,
                public_url="http://mall.test:8080",
                now=self.now,
            ),
            Snapshot(hall=record_of(self.view)),
        )

    @property
    def view(self) -> Hall:
        return view_of(self.hall, self._audience)

    def happen(self, *happenings: Happening, by: DeviceId = OTHER) -> None:
        self._tell(self._commit(happenings, Actor(device=by), None))

    def serve(self, session: Session, frame: FromApp) -> None:
        match frame:
            case Hello():
                self.greet(session)
            case Ask(request=request, command=command) if not self.deaf:
                self._answer(session, request, command)
            case Present() if not self.deaf:
                self._show(session, frame)
            case Beat() if not self.mute:
                session.say(Beat(now=self.now))
            case _:
                pass

    def _answer(self, session: Session, request: int, command: Command) -> None:
        assert self.hall.books is not None
        answers = self.hall.books.answers.get(DEVICE)
        match answers.find(request) if answers else "new":
            case (first, count):
                if not self.mute:
                    session.say(Events(events=self._seen(self.log[first - 1 : first - 1 + count])))
            case "too_old":
                session.say(Refusal(request=request, refused=Refused(reason=Reason.TOO_OLD)))
            case _:
                asker = Asker(device=DEVICE, role=self.role, place="", now=self.now)
                decided = rules(self.hall, command, asker)
                if isinstance(decided, Refused):
                    session.say(Refusal(request=request, refused=decided))
                else:
                    self._tell(self._commit(decided, Actor(device=DEVICE), request))

    def _show(self, session: Session, present: Present) -> None:
        def ask(command: Command, key: str | None, reply: Reply) -> None:
            asker = Asker(device=SERVER, role="visitor", place="", now=self.now)
            decided = rules(self.hall, command, asker)
            if isinstance(decided, Refused):
                reply(decided)
            else:
                events = self._commit(decided, Actor(device=SERVER), None)
                self._tell(events)
                reply(tuple(events))

        def answer(shown: Presented | Refused) -> None:
            refused = isinstance(shown, Refused)
            session.say(Refusal(request=None, refused=shown, look=present.look) if refused else shown)

        Presenting(lambda: self.hall, Tickets(self.hall), ask).show(present, answer)

    def _commit(self, happenings: tuple[Happening, ...], by: Actor, request: int | None) -> list[Event]:
        events: list[Event] = []
        for part, what in enumerate(happenings):
            self.now += timedelta(seconds=1)
            event = Event(
                schema=SCHEMA,
                seq=self.hall.seq + 1,
                part=part,
                at=self.now,
                by=by,
                request=request,
                what=what,
            )
            self.hall = apply(self.hall, event)
            events.append(event)
        self.log += events
        return events

    def _tell(self, events: list[Event]) -> None:
        if not self.mute:
            for session in self.sessions:
                if session.greeted and session.socket.isValid():
                    session.say(Events(events=self._seen(events)))

    def _seen(self, events: list[Event]) -> tuple[Event, ...]:
        return tuple(seen for event in events if (seen := seen_by(event, self._audience)) is not None)

    @property
    def _audience(self):
        return audience_of(self.role, DEVICE, "")

    def _on_connection(self) -> None:
        assert self._listener is not None
        self.sessions.append(Session(self, self._listener.nextPendingConnection()))
