"""Where events rest, in memory: the same promises as the journal, but it answers only when told to."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from protocol import codec
from protocol.catalogue import Catalogue
from protocol.hall import Hall, apply, empty
from protocol.messages import Event


class MemoryStorage:
    """Keeps its jobs until `work` does them, one by one, in the order in which they were given."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, bytes]] = []
        self.checkpoints: list[Hall] = []
        self.appends: list[int] = []
        """Of each append that was stored, how many events it had."""
        self._jobs: deque[Callable[[bool], None]] = deque()

    def append(self, rows: list[tuple[int, bytes]], done: Callable[[bool], None]) -> None:
        def job(healthy: bool) -> None:
            stored = healthy and [seq for seq, _ in rows] == list(
                range(len(self.rows) + 1, len(self.rows) + 1 + len(rows))
            )
            if stored:
                self.rows.extend(rows)
                self.appends.append(len(rows))
            done(stored)

        self._jobs.append(job)

    def read(self, first: int, count: int, done: Callable[[tuple[Event, ...] | None], None]) -> None:
        def job(healthy: bool) -> None:
            done(self.events[first - 1 : first - 1 + count] if healthy else None)

        self._jobs.append(job)

    def checkpoint(self, hall: Hall) -> None:
        def job(healthy: bool) -> None:
            if healthy:
                self.checkpoints.append(hall)

        self._jobs.append(job)

    @property
    def busy(self) -> bool:
        return bool(self._jobs)

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(codec.event_of(body) for _, body in self.rows)

    def work(self, healthy: bool = True) -> None:
        """Do the next job; an unhealthy disk does it badly and says so."""
        self._jobs.popleft()(healthy)

    def recover(self, catalogue: Catalogue) -> Hall:
        """The hall as a restart would find it; what was not stored is gone."""
        self._jobs.clear()
        hall = empty(catalogue)
        for event in self.events:
            hall = apply(hall, event)
        return hall
