"""The server's disk: keeps what is committed, takes its time, and fails now and then."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from protocol import codec
from protocol.catalogue import Catalogue
from protocol.hall import Hall, apply, empty
from protocol.messages import Event
from server.simulation.agenda import Agenda
from server.simulation.dice import happens, spread
from server.simulation.scenario import Faults

Rows = list[tuple[int, bytes]]


class Memory:
    """A storage of the hub. After a power cut nothing that was asked before is answered."""

    def __init__(self, catalogue: Catalogue, agenda: Agenda, faults: Faults, stream: Random) -> None:
        self.bodies: list[bytes] = []
        """Encoded events, in order of seq, the first one's 1."""
        self.failures = 0
        self._catalogue = catalogue
        self._agenda = agenda
        self._faults = faults
        self._dice = stream
        self._life = 0
        self._under_way: Rows = []
        self._kept: Hall | None = None

    def append(self, rows: Rows, done: Callable[[bool], None]) -> None:
        assert not self._under_way
        assert [seq for seq, _ in rows] == list(range(len(self.bodies) + 1, len(self.bodies) + 1 + len(rows)))
        self._under_way = rows
        life, healthy = self._life, not happens(self._dice, self._faults.commit_failed)

        def finish() -> None:
            if life == self._life:
                self._under_way = []
                if healthy:
                    self.bodies.extend(body for _, body in rows)
                self.failures += not healthy
                done(healthy)

        self._agenda.after(spread(self._dice, self._faults.commit_s), finish)

    def read(self, first: int, count: int, done: Callable[[tuple[Event, ...] | None], None]) -> None:
        life = self._life

        def finish() -> None:
            if life == self._life:
                done(self.events(first, count))

        self._agenda.after(0, finish)

    def checkpoint(self, hall: Hall) -> None:
        self._kept = hall

    def cut_power(self) -> None:
        """What is under way has reached the disk, or has not; nobody hears of it either way."""
        self._life += 1
        if self._under_way and happens(self._dice, 0.5):
            self.bodies.extend(body for _, body in self._under_way)
        self._under_way = []

    def recovered(self) -> tuple[Hall, int]:
        """The hall as a restart finds it, and the seq of its checkpoint."""
        hall = self._kept or empty(self._catalogue)
        checkpoint = hall.seq
        for event in self.events(checkpoint + 1, len(self.bodies)):
            hall = apply(hall, event)
        return hall, checkpoint

    def events(self, first: int, count: int) -> tuple[Event, ...]:
        return tuple(codec.event_of(body) for body in self.bodies[first - 1 : first - 1 + count])
