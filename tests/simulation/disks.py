"""The disks of the simulated world: one in memory, and the real journal on a real file.

Both do a job only when told to, well or badly, and both can lose power: then the server is gone, and what
the next one finds is what had reached the disk.
"""

from __future__ import annotations

import queue
import shutil
import sqlite3
import tempfile
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

from protocol import codec
from protocol.catalogue import Catalogue
from protocol.hall import Hall
from protocol.messages import Event
from server import journal as journal_module
from server.journal import Journal
from tests.server.storage import MemoryStorage

ANSWER_S_MAX = 30.0
SLICES_COUNT_MAX = 8
"""More slices than a checkpoint of such a small world has."""


def crash(error: Exception) -> None:
    """A bug on the journal's thread is one here."""
    raise error


class MemoryDisk(MemoryStorage):
    """Decodes each event once: a world asks for them over and over."""

    def __init__(self) -> None:
        super().__init__()
        self._decoded: list[Event] = []

    @property
    def events(self) -> tuple[Event, ...]:
        self._decoded.extend(codec.event_of(body) for _, body in self.rows[len(self._decoded) :])
        return tuple(self._decoded)

    def events_at(self, first: int, count: int) -> tuple[Event, ...]:
        """From seq `first` on."""
        if len(self._decoded) < len(self.rows):
            self._decoded.extend(codec.event_of(body) for _, body in self.rows[len(self._decoded) :])
        return tuple(self._decoded[first - 1 : first - 1 + count])

    def power_cut(self, catalogue: Catalogue) -> tuple[Hall, int]:
        return self.recover(catalogue), 0

    def close(self) -> None:
        pass


class JournalDisk:
    """The real journal, made to wait: each job goes to its thread only in `work`, which waits for its end."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self._stack.enter_context(patch.object(journal_module, "BUSY_S_MAX", 0.002))
        # A failed commit is no news here.
        self._stack.enter_context(patch.object(journal_module.log, "disabled", True))
        self._life = 0
        self._jobs: deque[Callable[[bool], None]] = deque()
        self._posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._journal: Journal | None = None
        self._stored: list[Event] = []

    @property
    def busy(self) -> bool:
        return bool(self._jobs)

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(self._stored)

    def events_at(self, first: int, count: int) -> tuple[Event, ...]:
        return tuple(self._stored[first - 1 : first - 1 + count])

    def append(self, rows: list[tuple[int, bytes]], done: Callable[[bool], None]) -> None:
        def answered(stored: bool) -> None:
            if stored:
                self._stored.extend(codec.event_of(body) for _, body in rows)
            done(stored)

        def job(healthy: bool) -> None:
            assert self._journal is not None
            if healthy:
                self._journal.append(rows, answered)
                self._answer()
                return
            # A disk that cannot be written: somebody else holds the lock.
            other = sqlite3.connect(self._path, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            try:
                self._journal.append(rows, answered)
                self._answer()
            finally:
                other.execute("ROLLBACK")
                other.close()

        self._jobs.append(job)

    def read(self, first: int, count: int, done: Callable[[tuple[Event, ...] | None], None]) -> None:
        def job(healthy: bool) -> None:
            assert self._journal is not None
            if healthy:
                self._journal.read(first, count, done)
                self._answer()
            else:
                done(None)

        self._jobs.append(job)

    def checkpoint(self, hall: Hall) -> None:
        def job(healthy: bool) -> None:
            assert self._journal is not None
            if healthy:
                self._journal.checkpoint(hall)
                for _ in range(SLICES_COUNT_MAX):
                    self._journal.read(1, 1, lambda events: None)
                    self._answer()

        self._jobs.append(job)

    def work(self, healthy: bool = True) -> None:
        self._jobs.popleft()(healthy)

    def power_cut(self, catalogue: Catalogue) -> tuple[Hall, int]:
        """A new journal on a copy of the files as they lie there now."""
        self._jobs.clear()
        before, self._life = self._path.parent, self._life + 1
        if self._journal is not None:
            shutil.copytree(before, self._path.parent)
            self._journal.close()
            shutil.rmtree(before)
            reader = sqlite3.connect(self._path)
            rows = reader.execute("SELECT body FROM event ORDER BY seq").fetchall()
            reader.close()
            self._stored = [codec.event_of(body) for (body,) in rows]
        self._journal = Journal(self._path, self._posted.put, crash)
        recovered = self._journal.recover(catalogue)
        return recovered.hall, recovered.checkpoint

    def close(self) -> None:
        if self._journal is not None:
            self._journal.close()
        self._stack.close()

    @property
    def _path(self) -> Path:
        return self._folder / str(self._life) / "journal.db"

    def _answer(self) -> None:
        self._posted.get(timeout=ANSWER_S_MAX)()
