"""The app's one connection to the server: finds it, follows it, and outlives its death.

The link tries every address it knows until one answers with the right instance. After `Welcome` and
`Snapshot` it folds events with the server's own `apply`, so that `hall` is the server's picture as this
device may see it. When the line goes quiet it starts again from the top and keeps the last picture
meanwhile. Commands are kept until they are answered: those that the server may have seen are repeated with
the number they had, so that a repeat has one effect.

What it cannot read it never guesses at: it drops the connection and asks for a fresh snapshot, and after
`UNREADABLE_COUNT_MAX` in a row it says that the app needs an update.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import Unpack

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from client.address import Address, LastGood
from client.clock import ServerClock
from client.pending import Pending
from client.route import Route
from client.trouble import Trouble, Why
from client.wire import Wire
from protocol.frames import (
    TOKEN_CHARACTERS_MAX,
    Ask,
    Beat,
    DeviceStates,
    Events,
    FromServer,
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
from protocol.hall import CATALOGUE_NONE, Hall, apply, empty
from protocol.messages import SCHEMA, Command, Event, Reason, Refused
from protocol.record import hall_of
from protocol.service import BEAT_EVERY_S, PROTOCOL, speaks_with

log = logging.getLogger("antrean.link")

LOOKS_COUNT_MAX = 8
"""So many slips at most wait for their answer; one more is refused at once as overloaded."""
UNREADABLE_COUNT_MAX = 3
"""So many connections in a row that met something unreadable: the app needs an update."""
STEADY_S = 10.0
"""A session that lasted so long counts as good: the counts of failures in a row start again."""
RETRY_REFUSED_S = 20.0
"""How long to leave the server alone after it refused the app for its version or its token."""
RETRY_REPLACED_S = 30.0
"""How long not to fight back after another program took over this device's session."""

NOT_ASKED = Refused(reason=Reason.TOO_OLD, about="no connection")
"""Of a look that found no server, or lost it before the answer."""


class LinkState(Enum):
    SEARCHING = "searching"
    """No address of a server is known."""
    CONNECTING = "connecting"
    READY = "ready"
    LOST = "lost"
    """It was ready, and is connecting again; `hall` is the last one seen."""
    UPDATE_NEEDED = "update_needed"
    """App and server do not understand each other. Tried again now and then."""
    REJECTED = "rejected"
    """The server does not want this device; `verdict` says why. Tried again now and then."""


class Link(QObject):
    """`open` starts it. `answered` and `refused` are never emitted from within `send`.

    `own` gives this machine's addresses, for the technician. All waits are multiplied by `pace`, which only
    tests set; `chance` gives a number from 0 up to 1.
    """

    stateChanged = Signal()
    hallChanged = Signal(object)
    """tuple[Event, ...] just applied; empty after a fresh snapshot."""
    answered = Signal(int, object)
    """What `send` returned, tuple[Event, ...] it led to. The hall has them already."""
    refused = Signal(int, object)
    """What `send` returned, protocol.messages.Refused."""
    presented = Signal(int, object)
    """What `look` returned, protocol.frames.Presented."""
    waitingChanged = Signal()

    def __init__(
        self,
        *,
        app: str,
        token: str,
        instance: str,
        clock: ServerClock,
        typed: Address | None = None,
        last_good: LastGood | None = None,
        own: Callable[[], frozenset[str]] = frozenset,
        pace: float = 1.0,
        chance: Callable[[], float] = random.random,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._token = token
        self._instance = instance
        self._clock = clock
        self._route = Route(typed=typed, memory=last_good or LastGood(None), chance=chance)
        self._own = own
        self._pace = pace

        self._state = LinkState.SEARCHING
        self._trouble: Trouble | None = None
        self._verdict: Why | None = None
        self._tried: dict[Address, Why] = {}
        self._others: tuple[str, ...] = ()
        self._hall = empty(CATALOGUE_NONE, books=False)
        self._welcome: Welcome | None = None
        self._waiting: Waiting | None = None

        self._handle = 0
        self._pending = Pending()
        self._looks: set[int] = set()
        self._report: Report | None = None
        self._wire: Wire | None = None
        self._greeted: Welcome | None = None
        self._unreadable = 0
        self._retry = self._timer(self._start_round)
        self._steady = self._timer(self._on_steady)
        self._beat = self._timer(self._send_beat)
        self._beat.setSingleShot(False)

    @property
    def state(self) -> LinkState:
        return self._state

    @property
    def problem(self) -> str:
        """Why it is not ready, for the technician, in the language of the moment; empty when it is."""
        return "" if self._trouble is None else self._trouble.text()

    @property
    def verdict(self) -> Why | None:
        """Why it may not join: what is behind UPDATE_NEEDED and REJECTED; else None."""
        return self._verdict

    @property
    def address(self) -> str:
        """`HOST:PORT` of the server that is connected or being tried; empty while there is none."""
        return "" if self._wire is None else str(self._wire.address)

    @property
    def hall(self) -> Hall:
        """As last seen; empty before the first snapshot."""
        return self._hall

    @property
    def welcome(self) -> Welcome | None:
        """Of the present session, or of the last one while there is none."""
        return self._welcome

    @property
    def waiting(self) -> Waiting | None:
        return self._waiting

    @property
    def pending(self) -> int:
        """How many commands have no answer yet."""
        return len(self._pending)

    def open(self) -> None:
        """Starts looking for the server."""
        self._start_round()

    def send(self, command: Command) -> int:
        """A handle, which `answered` or `refused` will carry exactly once, unless the app ends before.

        Without a connection the command is kept and sent when there is one. `COMMANDS_COUNT_MAX` of them
        may wait; one more is refused as overloaded.
        """
        self._handle += 1
        handle = self._handle
        if self._pending.full:
            self._refuse_soon(handle, Refused(reason=Reason.OVERLOADED))
            return handle
        self._pending.add(handle, command)
        if self._state is LinkState.READY:
            self._send_fresh()
        return handle

    def look(self, token: str) -> int:
        """A slip is held before this device. A handle, which `presented` or `refused` will carry once.

        Sent now or refused, never kept: whoever holds a slip does not wait for a lost server to return.
        """
        self._handle += 1
        handle = self._handle
        if not 1 <= len(token) <= TOKEN_CHARACTERS_MAX:
            self._refuse_soon(handle, Refused(reason=Reason.UNKNOWN_VISIT, about="token"))
        elif self._state is not LinkState.READY or self._wire is None:
            self._refuse_soon(handle, NOT_ASKED)
        elif len(self._looks) >= LOOKS_COUNT_MAX:
            self._refuse_soon(handle, Refused(reason=Reason.OVERLOADED, about="Present"))
        else:
            self._looks.add(handle)
            self._wire.send(Present(look=handle, token=token))
        return handle

    def report(self, **states: Unpack[DeviceStates]) -> None:
        """This device's own state, told now and again after every new connection."""
        before = self._report or Report()
        self._report = replace(before, **states)
        if self._state is LinkState.READY and self._wire is not None and self._report != before:
            self._wire.send(self._report)

    def now(self) -> datetime:
        """Server time, aware UTC; this machine's own until the server was heard."""
        return self._clock.now()

    def close(self) -> None:
        """Hangs up for good; emits nothing more."""
        self._retry.stop()
        self._looks.clear()
        self._drop()

    def found(self, addresses: tuple[Address, ...]) -> None:
        """Discovery's present list of where a server of this instance may be, best first."""
        self._route.found(addresses)
        resting = self._wire is None and self._state in (
            LinkState.SEARCHING,
            LinkState.CONNECTING,
            LinkState.LOST,
        )
        if addresses and resting:
            self._start_round()

    def found_others(self, instances: tuple[str, ...]) -> None:
        """Discovery's present list of other instances on this network, for the technician."""
        self._others = instances
        if self._state in (LinkState.SEARCHING, LinkState.CONNECTING):
            self._become(self._state)

    # Finding an address that answers

    def _start_round(self) -> None:
        self._retry.stop()
        if self._route.begin():
            self._tried = {
                address: why for address, why in self._tried.items() if address in self._route.round
            }
            self._try_next()
        else:
            self._tried.clear()
            self._become(LinkState.SEARCHING)

    def _try_next(self) -> None:
        self._drop()
        address = self._route.next()
        if address is None:
            self._wait(self._route.rest_s())
            return
        wire = Wire(address, pace=self._pace, parent=self)
        self._wire = wire
        wire.opened.connect(self._on_opened)
        wire.received.connect(self._on_frame)
        wire.unreadable.connect(self._on_unreadable)
        wire.gone.connect(self._lose)
        wire.open()
        if self._state is LinkState.SEARCHING:
            self._become(LinkState.CONNECTING)

    def _wait(self, seconds: float) -> None:
        self._retry.start(round(seconds * self._pace * 1000))

    def _drop(self) -> None:
        self._beat.stop()
        self._steady.stop()
        self._greeted = None
        if self._wire is not None:
            self._wire.drop()
            self._wire = None
        for handle in self._looks:
            self._refuse_soon(handle, NOT_ASKED)
        self._looks.clear()

    def _lose(self, why: Why) -> None:
        """The connection is of no use any more; on to the next address, or round again."""
        was_ready = self._state is LinkState.READY
        self._note(why)
        self._drop()
        if was_ready:
            self._route.end()
            self._try_next()
            self._become(LinkState.LOST)
        else:
            self._become(self._state)
            self._try_next()

    def _note(self, why: Why) -> None:
        if self._wire is not None:
            self._tried[self._wire.address] = why

    # A session

    def _on_opened(self) -> None:
        assert self._wire is not None
        self._clock.asked()
        self._wire.send(Hello(protocol=PROTOCOL, token=self._token, app=self._app))

    def _on_steady(self) -> None:
        self._route.forgive()
        self._unreadable = 0

    def _send_beat(self) -> None:
        if self._wire is not None:
            self._clock.asked()
            self._wire.send(Beat())

    def _on_frame(self, frame: FromServer) -> None:
        match frame:
            case Welcome():
                self._on_welcome(frame)
            case Snapshot() if self._greeted is not None:
                self._on_snapshot(self._greeted, frame)
            case Goodbye():
                self._on_goodbye(frame)
            case Beat(now=datetime() as now):
                self._clock.heard(now)
            case Waiting() if self._greeted is not None:
                self._waiting = frame
                self.waitingChanged.emit()
            case Events(events=events) if self._state is LinkState.READY:
                self._on_events(events)
            case Presented(look=look) if self._state is LinkState.READY:
                if look in self._looks:
                    self._looks.discard(look)
                    self.presented.emit(look, frame)
            case Refusal(look=int() as look) if self._state is LinkState.READY:
                if look in self._looks:
                    self._looks.discard(look)
                    self.refused.emit(look, frame.refused)
            case Refusal() if self._state is LinkState.READY:
                self._on_refusal(frame)
            case _:
                self._on_unreadable(f"{type(frame).__name__} at the wrong moment")

    def _on_welcome(self, welcome: Welcome) -> None:
        if welcome.instance != self._instance:
            self._lose(Why(what="other_instance", about=welcome.instance))
        elif not speaks_with(welcome.protocol):
            why = Why(what="other_protocol", about=welcome.protocol)
            self._stop_for(LinkState.UPDATE_NEEDED, why, RETRY_REFUSED_S)
        else:
            self._clock.heard(welcome.now)
            self._greeted = welcome
            self._beat.start(round(BEAT_EVERY_S * self._pace * 1000))

    def _on_snapshot(self, welcome: Welcome, snapshot: Snapshot) -> None:
        wire = self._wire
        assert wire is not None
        other_books = self._welcome is not None and self._welcome.server != welcome.server
        for handle in self._pending.clear() if other_books else ():
            # Its visits and counters are not those that the command was meant for.
            self._refuse_soon(handle, Refused(reason=Reason.TOO_OLD, about="another server"))
        self._welcome = welcome
        self._hall = hall_of(snapshot.hall)
        self._steady.start(round(STEADY_S * self._pace * 1000))
        self._route.worked(wire.address)
        self._pending.welcome(welcome.last_request)
        if self._report is not None:
            wire.send(self._report)
        for waiter in self._pending.numbered():
            assert waiter.number is not None
            wire.send(Ask(request=waiter.number, command=waiter.command))
        self._send_fresh()
        self._tried.clear()
        self._become(LinkState.READY)
        # A slot may have closed the link.
        if wire is self._wire:
            self.hallChanged.emit(())

    def _on_events(self, events: tuple[Event, ...]) -> None:
        assert self._welcome is not None
        hall = self._hall
        applied: list[Event] = []
        answers: dict[int, list[Event]] = {}
        for event in events:
            if event.schema != SCHEMA:
                self._on_unreadable(f"event {event.seq} has schema {event.schema}")
                return
            if isinstance(event.request, int) and event.by and event.by.device == self._welcome.device:
                answers.setdefault(event.request, []).append(event)
            if event.seq <= hall.seq:
                continue
            try:
                hall = apply(hall, event)
            except (AssertionError, LookupError) as error:
                log.exception("event %s does not fit the hall", event.seq)
                self._on_unreadable(f"event {event.seq} does not fit the hall: {error!r}")
                return
            applied.append(event)
        self._hall = hall
        wire = self._wire
        if applied:
            self.hallChanged.emit(tuple(applied))
        for number, mine in answers.items():
            handle = self._pending.settle(number) if wire is self._wire else None
            if handle is not None:
                self.answered.emit(handle, tuple(mine))

    def _on_refusal(self, refusal: Refusal) -> None:
        refused = refusal.refused
        handle = None if refusal.request is None else self._pending.settle(refusal.request)
        if handle is None:
            log.warning("the server refused what nobody waits for: %s", refusal)
        else:
            self.refused.emit(handle, refused)

    def _on_goodbye(self, goodbye: Goodbye) -> None:
        why = Why(what=goodbye.reason, about=goodbye.about)
        match goodbye.reason:
            case "version_unsupported":
                self._stop_for(LinkState.UPDATE_NEEDED, why, RETRY_REFUSED_S)
            case "token_unknown":
                self._stop_for(LinkState.REJECTED, why, RETRY_REFUSED_S)
            case "replaced":
                self._stop_for(LinkState.REJECTED, why, RETRY_REPLACED_S)
            case "too_slow" | "silent" | "malformed" | "shutting_down":
                self._lose(why)

    def _on_unreadable(self, what: str) -> None:
        self._unreadable += 1
        log.warning("unreadable: %s", what)
        why = Why(what="unreadable", about=what)
        if self._unreadable >= UNREADABLE_COUNT_MAX:
            self._stop_for(LinkState.UPDATE_NEEDED, why, RETRY_REFUSED_S)
        else:
            self._lose(why)

    def _stop_for(self, state: LinkState, why: Why, seconds: float) -> None:
        self._note(why)
        self._drop()
        self._route.end()
        self._wait(seconds)
        self._become(state, why)

    # Small parts

    def _send_fresh(self) -> None:
        assert self._wire is not None
        for waiter in self._pending.number_rest():
            assert waiter.number is not None
            self._wire.send(Ask(request=waiter.number, command=waiter.command))

    def _refuse_soon(self, handle: int, refused: Refused) -> None:
        QTimer.singleShot(0, self, lambda: self.refused.emit(handle, refused))

    def _become(self, state: LinkState, verdict: Why | None = None) -> None:
        """A state that is kept keeps its verdict, whatever has been tried since."""
        before = (self._state, self._trouble, self._verdict)
        if verdict is not None or state is not self._state:
            self._verdict = verdict
        self._state, self._trouble = state, self._trouble_in(state)
        if (self._state, self._trouble, self._verdict) != before:
            log.info("%s: %s", state.value, self._trouble or self._whereabouts())
            self.stateChanged.emit()

    def _whereabouts(self) -> str:
        at = f" at {self._wire.address}" if self._wire is not None else ""
        return f"instance {self._instance!r}{at}"

    def _trouble_in(self, state: LinkState) -> Trouble | None:
        if state is LinkState.READY or (state is LinkState.CONNECTING and not self._tried):
            return None
        return Trouble(
            instance=self._instance,
            tried=tuple(self._tried.items()),
            own=tuple(sorted(address for address in self._own() if not address.startswith("127."))),
            others=self._others,
        )

    def _timer(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer
