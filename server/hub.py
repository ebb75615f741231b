"""Decide, apply, queue; commit; then answer and send.

A command is decided on the *next* hall, the one that holds whatever was decided before it, on disk or not.
What follows is applied to it and queued. One commit is in flight at a time and takes all that is queued;
only when it is on disk does anyone hear of it, in order of `seq`. If a commit fails, the next hall is
dropped for the last one on disk, and everything decided since is refused: nobody was told, so nothing is
lost, and the sender may ask again.

A repeat of a request has no second effect: if the first is on its way, the repeat waits for the same
commit, else the same events are read back from the journal.

Plain synchronous code: the server runs it on one event loop, the simulation on a virtual clock. Neither
clock, disk nor network is known here: the caller passes in what is given, and how to append, read and
publish.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from protocol import codec
from protocol.books import Books
from protocol.hall import Hall, apply
from protocol.messages import (
    SCHEMA,
    Actor,
    AtDesk,
    ClockStepped,
    Close,
    Command,
    ConfirmClock,
    DayEnded,
    DeviceId,
    Event,
    Happening,
    MarkReady,
    OfOneVisit,
    Reason,
    Refused,
    Reopen,
    SignOn,
)
from server import engine
from server.given import SERVER, Given

QUEUED_COUNT_MAX = 10_000
"""So many requests may wait for the disk; more are refused as overloaded."""
CHECKPOINT_EVERY_EVENTS = 20_000
"""A restart folds at most about so many events, and those of one commit, from the journal."""
Answer = tuple[Event, ...] | Refused
Reply = Callable[[Answer], None]


class Storage(Protocol):
    """Where events rest. Each `done` is called on the hub's own thread, in the order of the calls."""

    def append(self, rows: list[tuple[int, bytes]], done: Callable[[bool], None]) -> None:
        """Store events (seq, body), all or none, then say whether they are on disk."""
        ...

    def read(self, first: int, count: int, done: Callable[[tuple[Event, ...] | None], None]) -> None:
        """The events from seq `first` on, or None if they cannot be read."""
        ...

    def checkpoint(self, hall: Hall) -> None:
        """Keep a committed hall, so that a restart starts from it."""
        ...


class Queued(Struct):
    """One request's events on their way to the disk, and who waits for them."""

    by: Actor
    request: int | str | None
    events: tuple[Event, ...]
    replies: list[Reply]


class Hub:
    def __init__(
        self,
        hall: Hall,
        storage: Storage,
        publish: Callable[[tuple[Event, ...]], None],
        soon: Callable[[Callable[[], None]], None],
        checkpoint: int = 0,
    ) -> None:
        """`soon` runs a callable once the requests at hand are decided, so that they share a commit;
        `checkpoint` is the seq of the last one kept."""
        self.committed = hall
        """The hall on disk: what may be shown."""
        self._next = hall
        self._storage = storage
        self._publish = publish
        self._soon = soon
        self._queue: list[Queued] = []
        self._in_flight: list[Queued] = []
        self._commit_planned = False
        self._checkpoint = checkpoint
        self._due_minute: datetime | None = None
        self._days = True
        self.failing = False
        """The last commit failed."""

    def handle(self, command: Command, request: int | str | None, given: Given, reply: Reply) -> None:
        """Decide a command. `reply` gets a refusal at once, events when they are on disk."""
        # The day ends on the minute: nothing of the new day may be decided on the old one.
        if self._due_minute != minute_of(given.now):
            self.tick(given.now, days=self._days)
        match self._books.find(given.actor.device, request):
            case "new":
                pass
            case "too_old":
                reply(Refused(reason=Reason.TOO_OLD, about=str(request)))
                return
            case first, count:
                self._repeat(first, count, reply)
                return
        if len(self._queue) >= QUEUED_COUNT_MAX:
            reply(Refused(reason=Reason.OVERLOADED))
            return
        outcome = engine.decide(self._next, command, given)
        if isinstance(outcome, Refused):
            reply(outcome)
            return
        self._enqueue(outcome, given.now, self._by(command, given.actor), request, [reply])
        if isinstance(command, ConfirmClock):
            # The day that was held back is over now, for whatever is asked next.
            self._due_minute = None

    def tick(self, now: datetime, *, days: bool = True) -> None:
        """Do what has fallen due; call every few seconds. `days`: the clock is trusted to turn them."""
        self._due_minute = minute_of(now)
        self._days = days
        happenings = engine.due(self._next, now, days=days)
        if happenings:
            self._enqueue(happenings, now, Actor(device=SERVER), None, [])

    def step(self, now: datetime, seconds: float) -> None:
        """The machine's clock jumped by so much: no day turns until somebody has confirmed it."""
        self._enqueue((ClockStepped(seconds=seconds),), now, Actor(device=SERVER), None, [])

    def last_request(self, device: DeviceId) -> int:
        return self._books.last_request(device)

    def knows(self, device: DeviceId, request: int | str | None) -> bool:
        """Whether a request is a repeat of one that was answered or waits for its commit."""
        return not isinstance(self._books.find(device, request), str)

    def read(self, first: int, count: int, done: Callable[[tuple[Event, ...] | None], None]) -> None:
        """The events from seq `first` on, as the journal holds them, or None if they cannot be read."""
        self._storage.read(first, count, done)

    @property
    def doubt(self) -> bool:
        """A step of the clock waits for somebody to confirm it, or the confirmation for the disk."""
        return self.committed.doubt or self._next.doubt

    @property
    def settled(self) -> bool:
        """Nothing waits for the disk."""
        return not self._queue and not self._in_flight

    def _by(self, command: Command, actor: Actor) -> Actor:
        """The actor with the officer who sits at the device."""
        match command:
            case SignOn(officer=officer):
                return Actor(device=actor.device, officer=officer)
            case AtDesk(counter=counter):
                return Actor(device=actor.device, officer=self._next.desks[counter].officer)
            case OfOneVisit() | MarkReady() | Close() | Reopen():
                desks = self._next.desks.values()
                officer = next((desk.officer for desk in desks if desk.device == actor.device), None)
                return Actor(device=actor.device, officer=officer)
            case _:
                return actor

    def _enqueue(
        self,
        happenings: tuple[Happening, ...],
        now: datetime,
        by: Actor,
        request: int | str | None,
        replies: list[Reply],
    ) -> None:
        hall = self._next
        events: list[Event] = []
        for part, what in enumerate(happenings):
            event = Event(
                schema=SCHEMA, seq=hall.seq + 1, part=part, at=now, by=by, request=request, what=what
            )
            hall = apply(hall, event)
            events.append(event)
        self._next = hall
        self._queue.append(Queued(by=by, request=request, events=tuple(events), replies=replies))
        self._plan_commit()

    @property
    def _books(self) -> Books:
        assert self._next.books is not None
        return self._next.books

    def _repeat(self, first: int, count: int, reply: Reply) -> None:
        if first > self.committed.seq:
            for queued in (*self._in_flight, *self._queue):
                if queued.events[0].seq == first:
                    queued.replies.append(reply)
                    return
            raise AssertionError("a request that is answered but neither on disk nor on its way")

        def read(events: tuple[Event, ...] | None) -> None:
            reply(Refused(reason=Reason.STORAGE_FAILED) if events is None else events)

        self._storage.read(first, count, read)

    def _plan_commit(self) -> None:
        if not self._commit_planned and not self._in_flight:
            self._commit_planned = True
            self._soon(self._commit)

    def _commit(self) -> None:
        self._commit_planned = False
        if not self._queue:
            return
        self._in_flight, self._queue = self._queue, []
        hall = self._next
        rows = [(event.seq, codec.encode(event)) for queued in self._in_flight for event in queued.events]
        self._storage.append(rows, lambda stored: self._stored(hall, stored))

    def _stored(self, hall: Hall, stored: bool) -> None:
        done, self._in_flight = self._in_flight, []
        self.failing = not stored
        if not stored:
            done, self._queue = [*done, *self._queue], []
            self._next = self.committed
            self._due_minute = None
            for queued in done:
                for reply in queued.replies:
                    reply(Refused(reason=Reason.STORAGE_FAILED))
            return
        self.committed = hall
        if self._queue:
            self._plan_commit()
        events = tuple(event for queued in done for event in queued.events)
        # Before the replies: an app that gets an answer has seen all that led to it.
        self._publish(events)
        for queued in done:
            for reply in queued.replies:
                reply(queued.events)
        ended = any(isinstance(event.what, DayEnded) for event in events)
        if ended or hall.seq - self._checkpoint >= CHECKPOINT_EVERY_EVENTS:
            self._checkpoint = hall.seq
            self._storage.checkpoint(hall)


def minute_of(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)
