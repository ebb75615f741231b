"""The journal: every event, in order, on disk before anyone hears of it; and checkpoints.

SQLite in WAL mode with `synchronous=FULL`: a commit is on disk when it returns. One thread owns the
connection and does one job after the other; results go back through `post`, to the hub's own thread.
Each row carries a hash over the one before it and its own body, so that a changed or missing row shows.

A restart takes the last checkpoint and folds the tail of the journal over it. A checkpoint is the hall in
parts, written a slice at a time so that the thread never holds the interpreter for long.
"""

from __future__ import annotations

import hashlib
import logging
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from protocol import codec
from protocol.books import Answers, Books
from protocol.catalogue import Catalogue, CounterId, ServiceId
from protocol.hall import Hall, apply, empty
from protocol.messages import REQUESTS_KEPT_MAX, Event
from protocol.messages import SCHEMA as EVENT_SCHEMA
from protocol.record import HallRecord, hall_of, record_of
from protocol.visit import DeviceId, Round, Visit

log = logging.getLogger(__name__)

FORMAT = 2
"""Version of the tables below and of the parts of a checkpoint."""
SLICE_COUNT_MAX = 200
"""Visits or answers in one part of a checkpoint: encoding it takes well under a millisecond."""
CHECKPOINTS_KEPT = 2
BUSY_S_MAX = 5.0
"""A commit waits so long for another reader's lock, then fails."""
GENESIS = b"\0" * 32

SCHEMA = """
CREATE TABLE IF NOT EXISTS event (seq INTEGER PRIMARY KEY, body BLOB NOT NULL, hash BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS checkpoint (
    seq INTEGER PRIMARY KEY, format INTEGER NOT NULL, parts INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS checkpoint_part (
    seq INTEGER NOT NULL, part INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (seq, part)
) WITHOUT ROWID;
"""


class JournalError(Exception):
    """The journal cannot be used; says which file, what is wrong and what to do."""


class NewerJournal(Exception):
    """Nothing is damaged: an older server was started over it."""


class Part(Struct, frozen=True, kw_only=True):
    """A slice of a checkpoint; the first carries what is not sliced."""

    record: HallRecord | None = None
    series: dict[str, int] = {}
    given: dict[ServiceId, int] = {}
    rounds: dict[CounterId, Round] = {}
    visits: tuple[Visit, ...] = ()
    answers: tuple[tuple[DeviceId, int, int, int, int], ...] = ()
    """Device, its last request, and of one request: number, first seq, count."""
    keys: tuple[tuple[DeviceId, str, int, int, datetime], ...] = ()
    """Device, Idempotency-Key, first seq, count, time."""


class Recovered(Struct, frozen=True, kw_only=True):
    hall: Hall
    checkpoint: int
    """Seq of the checkpoint that it was built on; 0 for none."""


class Journal:
    def __init__(
        self,
        path: Path,
        post: Callable[[Callable[[], None]], None],
        crash: Callable[[Exception], None],
    ) -> None:
        """`post` runs a callable on the hub's thread, in the order of the calls; `crash` is told there of a
        bug on this one. Call `recover` first."""
        self._path = path
        self._post = post
        self._crash = crash
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._last_hash = GENESIS
        self._thread = threading.Thread(target=self._run, name="journal")
        self._connection: sqlite3.Connection | None = None

    def recover(self, catalogue: Catalogue) -> Recovered:
        """The hall as the journal tells it, then start the thread. Raises `JournalError`."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = connect(self._path)
            connection.executescript(SCHEMA)
            recovered, self._last_hash = _recover(connection, catalogue)
        except NewerJournal as error:
            raise JournalError(f"{self._path}: {error}. Start that version.") from error
        except sqlite3.OperationalError as error:
            raise JournalError(f"{self._path}: cannot be opened: {error}") from error
        except OSError as error:
            raise JournalError(f"{self._path}: cannot be opened: {error.strerror}") from error
        # A damaged file may hold anything in any column, so bytes need not even be bytes.
        except (sqlite3.Error, codec.Unreadable, AssertionError, LookupError, TypeError) as error:
            raise JournalError(
                f"{self._path}: cannot be read: {error or type(error).__name__}. "
                "Keep the file aside and restore the last backup."
            ) from error
        connection.close()
        self._thread.start()
        return recovered

    def append(self, rows: list[tuple[int, bytes]], done: Callable[[bool], None]) -> None:
        def job() -> None:
            stored = self._append(rows)
            self._post(lambda: done(stored))

        self._jobs.put(job)

    def read(self, first: int, count: int, done: Callable[[tuple[Event, ...] | None], None]) -> None:
        def job() -> None:
            events = self._read(first, count)
            self._post(lambda: done(events))

        self._jobs.put(job)

    def checkpoint(self, hall: Hall) -> None:
        parts = enumerate(_parts_of(hall), start=1)
        self._jobs.put(lambda: self._write_part(hall.seq, parts))

    def close(self) -> None:
        """Finish what is queued, then stop."""
        if self._thread.is_alive():
            self._jobs.put(None)
            self._thread.join()

    def _run(self) -> None:
        try:
            with closing(connect(self._path)) as self._connection:
                while (job := self._jobs.get()) is not None:
                    job()
        except Exception as error:  # noqa: BLE001  (a bug: whoever runs the server decides what then)
            self._post(partial(self._crash, error))

    def _append(self, rows: list[tuple[int, bytes]]) -> bool:
        assert self._connection is not None
        last = self._last_hash
        chained: list[tuple[int, bytes, bytes]] = []
        for seq, body in rows:
            last = chained_hash(last, body)
            chained.append((seq, body, last))
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT INTO event VALUES (?, ?, ?)", chained)
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            if not self._holds(chained[-1]):
                log.error("journal: commit of %d events failed, nothing of it is kept: %s", len(rows), error)
                return False
            # It failed after it was on disk: refusing it now would leave a hall that nobody was told of.
            log.warning("journal: commit of %d events said it failed, but is on disk: %s", len(rows), error)
        self._last_hash = last
        return True

    def _roll_back(self) -> None:
        assert self._connection is not None
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            log.error("journal: rolling back failed: %s", error)

    def _holds(self, row: tuple[int, bytes, bytes]) -> bool:
        assert self._connection is not None
        if self._connection.in_transaction:
            return False
        try:
            found = self._connection.execute("SELECT hash FROM event WHERE seq = ?", row[:1]).fetchone()
        except sqlite3.Error:
            return False
        return found is not None and found[0] == row[2]

    def _read(self, first: int, count: int) -> tuple[Event, ...] | None:
        assert self._connection is not None
        try:
            rows = self._connection.execute(
                "SELECT body FROM event WHERE seq >= ? ORDER BY seq LIMIT ?", (first, count)
            ).fetchall()
            return tuple(codec.event_of(body) for (body,) in rows)
        except (sqlite3.Error, codec.Unreadable) as error:
            log.error("journal: events %d to %d cannot be read: %s", first, first + count - 1, error)
            return None

    def _write_part(self, seq: int, parts: Iterator[tuple[int, Part]], written: int = 0) -> None:
        """One slice, then back to the end of the jobs: commits wait for a slice at most.

        The row in `checkpoint`, written last, is what makes the parts count. A checkpoint only saves time,
        so a failed one is reported and the journal goes on without it.
        """
        assert self._connection is not None
        try:
            slice_ = next(parts, None)
            if slice_ is None:
                self._connection.execute("BEGIN IMMEDIATE")
                self._connection.execute("INSERT INTO checkpoint VALUES (?, ?, ?)", (seq, FORMAT, written))
                self._drop_old_checkpoints()
                self._connection.execute("COMMIT")
                return
            number, part = slice_
            body = codec.encode(part)
            self._connection.execute(
                "INSERT OR REPLACE INTO checkpoint_part VALUES (?, ?, ?)", (seq, number, body)
            )
        except sqlite3.Error as error:
            log.error("journal: checkpoint at %d failed, the one before it stays: %s", seq, error)
            self._roll_back()
            return
        self._jobs.put(lambda: self._write_part(seq, parts, number))

    def _drop_old_checkpoints(self) -> None:
        assert self._connection is not None
        kept = self._connection.execute(
            "SELECT seq FROM checkpoint ORDER BY seq DESC LIMIT 1 OFFSET ?", (CHECKPOINTS_KEPT - 1,)
        ).fetchone()
        if kept is not None:
            self._connection.execute("DELETE FROM checkpoint WHERE seq < ?", kept)
            self._connection.execute("DELETE FROM checkpoint_part WHERE seq < ?", kept)


def connect(path: Path) -> sqlite3.Connection:
    """A connection of the calling thread, durable at each commit."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_S_MAX)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def chained_hash(before: bytes, body: bytes) -> bytes:
    """SHA-256 over the hash of the row before and this row's body."""
    return hashlib.sha256(before + body).digest()


def _recover(connection: sqlite3.Connection, catalogue: Catalogue) -> tuple[Recovered, bytes]:
    hall, last_hash = empty(catalogue), GENESIS
    found = connection.execute(
        "SELECT seq, parts FROM checkpoint WHERE format = ? ORDER BY seq DESC", (FORMAT,)
    ).fetchall()
    for seq, parts in found:
        try:
            hall = _checkpointed(connection, seq, parts, catalogue)
        except (codec.Unreadable, AssertionError, LookupError) as error:
            # It only saves time: the one before it, or the whole journal, tells the same.
            log.warning("journal: checkpoint at %d is passed over: %s", seq, error)
            continue
        row = connection.execute("SELECT hash FROM event WHERE seq = ?", (seq,)).fetchone()
        assert row is not None, f"event {seq} of the checkpoint is missing"
        last_hash = bytes(row[0])
        break
    checkpoint = hall.seq
    rows = connection.execute("SELECT seq, body, hash FROM event WHERE seq > ? ORDER BY seq", (hall.seq,))
    for seq, body, hash_ in rows:
        last_hash = chained_hash(last_hash, body)
        assert seq == hall.seq + 1, f"event {hall.seq + 1} is missing"
        assert hash_ == last_hash, f"event {seq} was changed"
        if codec.schema_of(body) > EVENT_SCHEMA:
            raise NewerJournal(f"event {seq} was written by a newer version of the server")
        hall = apply(hall, codec.event_of(body))
    return Recovered(hall=hall, checkpoint=checkpoint), last_hash


def _parts_of(hall: Hall) -> Iterator[Part]:
    """A hall in slices; immutable, so it may be read here while the hub goes on."""
    books = hall.books
    assert books is not None
    bare = record_of(replace(hall, visits=Map()), catalogue=False)
    yield Part(record=bare, series=dict(books.series), given=dict(books.given), rounds=dict(books.rounds))
    visits = iter(hall.visits.values())
    while slice_ := tuple(islice(visits, SLICE_COUNT_MAX)):
        yield Part(visits=slice_)
    answers = (
        (device, known.last, *answer)
        for device, known in books.answers.items()
        for answer in known.ring.values()
    )
    while several := tuple(islice(answers, SLICE_COUNT_MAX)):
        yield Part(answers=several)
    keys = ((*key, *kept) for key, kept in books.keys.items())
    while some := tuple(islice(keys, SLICE_COUNT_MAX)):
        yield Part(keys=some)


def _checkpointed(connection: sqlite3.Connection, seq: int, parts: int, catalogue: Catalogue) -> Hall:
    rows = connection.execute(
        "SELECT body FROM checkpoint_part WHERE seq = ? ORDER BY part", (seq,)
    ).fetchall()
    assert len(rows) == parts, f"checkpoint {seq} has {len(rows)} parts of {parts}"
    slices = [codec.decode(body, Part) for (body,) in rows]
    record = slices[0].record
    assert record is not None
    record = replace(
        record, visits=tuple(visit for part in slices for visit in part.visits), catalogue=catalogue
    )
    lasts: dict[DeviceId, int] = {}
    rings: dict[DeviceId, dict[int, tuple[int, int, int]]] = {}
    for part in slices:
        for device, last, number, first, count in part.answers:
            lasts[device] = last
            rings.setdefault(device, {})[number % REQUESTS_KEPT_MAX] = (number, first, count)
    keys = {
        (device, key): (first, count, at) for part in slices for device, key, first, count, at in part.keys
    }
    books = Books(
        series=Map(slices[0].series),
        given=Map(slices[0].given),
        rounds=Map(slices[0].rounds),
        answers=Map({device: Answers(last=lasts[device], ring=Map(ring)) for device, ring in rings.items()}),
        keys=Map(keys),
    )
    return hall_of(record, books)
