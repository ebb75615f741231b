"""The journal on a real file: what a restart finds after whatever happened to it."""

from __future__ import annotations

import json
import queue
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from protocol import codec
from protocol.catalogue import CounterId, Slots, TenantId
from protocol.hall import Hall
from protocol.messages import (
    Actor,
    BookSlot,
    ClockStepped,
    Close,
    DeviceId,
    Event,
    FinishService,
    IssueTicket,
    MarkNoShow,
)
from server import journal as journal_module
from server.journal import CHECKPOINTS_KEPT, SLICE_COUNT_MAX, Journal, JournalError, Recovered
from tests.server.mall import EMPAT, LIMA, SATU, small_mall
from tests.server.story import EIGHT, Story, hall_at

ANSWER_S_MAX = 30.0
ExpectLog = Callable[[str], None]


def crash(error: Exception) -> None:
    """A bug on the journal's thread is one here."""
    raise error


class Shelf:
    """A journal in a folder, taken step by step."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "journal.db"
        self.posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.journal = Journal(self.path, self.posted.put, crash)
        self.recovered = self.journal.recover(small_mall())

    def store(self, events: list[Event]) -> bool:
        stored: list[bool] = []
        self.journal.append([(event.seq, codec.encode(event)) for event in events], stored.append)
        self.wait()
        return stored == [True]

    def wait(self) -> None:
        self.posted.get(timeout=ANSWER_S_MAX)()

    def checkpoint(self, hall: Hall) -> None:
        """Make one and wait for it: each answer lets the thread go on by a slice."""
        self.journal.checkpoint(hall)
        while True:
            self.journal.read(1, 1, lambda events: None)
            self.wait()
            with sqlite3.connect(self.path) as reader:
                (found,) = reader.execute(
                    "SELECT count(*) FROM checkpoint WHERE seq = ?", [hall.seq]
                ).fetchone()
            reader.close()
            if found:
                return

    def killed(self, to: Path) -> Path:
        """The files as they lie there now, elsewhere: what a kill would leave."""
        to.mkdir()
        for file in self.folder.glob("journal.db*"):
            shutil.copy(file, to / file.name)
        return to / "journal.db"

    def run(self, statement: str, *values: object) -> None:
        """Somebody else writes into the file."""
        run(self.path, statement, *values)


def run(path: Path, statement: str, *values: object) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(statement, values)
    connection.close()


def recover(path: Path) -> Recovered:
    journal = Journal(path, lambda call: None, crash)
    try:
        return journal.recover(small_mall())
    finally:
        journal.close()


def refusal(path: Path) -> str:
    with pytest.raises(JournalError) as caught:
        recover(path)
    return str(caught.value)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    (tmp_path / "hall").mkdir()
    shelf = Shelf(tmp_path / "hall")
    yield shelf
    shelf.journal.close()


@pytest.fixture
def story() -> Story:
    """A day and its end, with every kind of thing that the books hold."""
    story = Story()
    story.sign_on(1)
    story.sign_on(4)
    for service in (SATU, EMPAT, SATU):
        story.arrive(service)
    story.call(1)
    story.start(1)
    story.call(4)
    story.ask(MarkNoShow(counter=CounterId(4), visit=story.before(4)), "counter-4")
    story.issue(SATU)
    story.wait(125)
    story.now += timedelta(hours=14)
    story.wait(0)
    story.arrive(SATU)
    return story


# A restart


def test_a_new_file_is_an_empty_hall(tmp_path: Path) -> None:
    assert recover(tmp_path / "new" / "journal.db").hall.seq == 0


def test_every_prefix_of_a_history_is_recovered(shelf: Shelf, story: Story, tmp_path: Path) -> None:
    for count, event in enumerate(story.events, start=1):
        assert shelf.store([event])
        path = shelf.killed(tmp_path / str(count))
        assert recover(path).hall == hall_at(story, count)
        shutil.rmtree(path.parent)


def test_what_was_not_committed_when_the_server_was_killed_is_gone(
    shelf: Shelf, story: Story, tmp_path: Path
) -> None:
    shelf.store(story.events[:5])
    writer = sqlite3.connect(shelf.path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    # So much that it spills into the file before the commit.
    writer.execute("PRAGMA cache_size = 1")
    for number in range(200):
        writer.execute("INSERT INTO event VALUES (?, ?, ?)", (100 + number, b"x" * 4_000, b""))
    path = shelf.killed(tmp_path / "killed")
    writer.execute("ROLLBACK")
    writer.close()
    assert recover(path).hall == hall_at(story, 5)


def test_a_restart_goes_on_where_the_last_commit_ended(shelf: Shelf, story: Story) -> None:
    shelf.store(story.events[:8])
    shelf.journal.close()
    again = Shelf(shelf.folder)
    assert again.recovered.hall == hall_at(story, 8)
    assert again.store(story.events[8:])
    again.journal.close()
    assert recover(shelf.path).hall == story.hall


def test_a_failed_commit_leaves_the_chain_whole(
    shelf: Shelf, story: Story, monkeypatch: pytest.MonkeyPatch, expect_log: ExpectLog
) -> None:
    expect_log("commit of 3 events failed, nothing of it is kept: database is locked")
    shelf.journal.close()
    monkeypatch.setattr(journal_module, "BUSY_S_MAX", 0.0)
    again = Shelf(shelf.folder)
    assert again.store(story.events[:5])
    other = sqlite3.connect(shelf.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert not again.store(story.events[5:8])
    other.execute("ROLLBACK")
    other.close()
    assert again.store(story.events[5:])
    again.journal.close()
    assert recover(shelf.path).hall == story.hall


class Doubtful:
    """A connection on which a commit says that it has failed, though it is on disk."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.doubtful = True

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    def execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        cursor = self._connection.execute(statement, *values)
        if statement == "COMMIT" and self.doubtful:
            self.doubtful = False
            raise sqlite3.OperationalError("disk I/O error")
        return cursor


def test_a_commit_that_failed_after_it_was_on_disk_counts(
    shelf: Shelf, story: Story, monkeypatch: pytest.MonkeyPatch, expect_log: ExpectLog
) -> None:
    expect_log("commit of 5 events said it failed, but is on disk: disk I/O error")
    shelf.journal.close()
    connect = journal_module.connect
    opened: list[Path] = []

    def doubtful(path: Path) -> object:
        opened.append(path)
        # The first one recovers, the second is the thread's.
        return connect(path) if len(opened) == 1 else Doubtful(connect(path))

    monkeypatch.setattr(journal_module, "connect", doubtful)
    again = Shelf(shelf.folder)
    assert again.store(story.events[:5])
    assert again.store(story.events[5:])
    again.journal.close()
    monkeypatch.undo()
    assert recover(shelf.path).hall == story.hall


def test_a_bug_on_the_journals_thread_is_told_to_who_runs_the_server(tmp_path: Path) -> None:
    told: list[Exception] = []
    posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    journal = Journal(tmp_path / "journal.db", posted.put, told.append)
    journal.recover(small_mall())
    journal.append([(1, "no bytes")], lambda stored: None)
    posted.get(timeout=ANSWER_S_MAX)()
    journal.close()
    assert [type(error) for error in told] == [TypeError]


# A damaged file


@pytest.fixture
def damaged(shelf: Shelf, story: Story) -> Path:
    """A whole and closed journal, to be damaged."""
    shelf.store(story.events)
    shelf.journal.close()
    assert recover(shelf.path).hall == story.hall
    return shelf.path


@pytest.mark.parametrize(
    "value",
    ["replace(body, 'A', 'B')", "CAST(replace(body, 'A', 'B') AS BLOB)", "NULL", "x''", "4711"],
    ids=["text", "bytes", "null", "empty", "number"],
)
def test_a_changed_row_is_noticed_and_the_file_named(damaged: Path, value: str) -> None:
    if value == "NULL":
        run(damaged, "CREATE TABLE copy (seq INTEGER PRIMARY KEY, body BLOB, hash BLOB)")
        run(damaged, "INSERT INTO copy SELECT * FROM event")
        run(damaged, "DROP TABLE event")
        run(damaged, "ALTER TABLE copy RENAME TO event")
    run(damaged, f"UPDATE event SET body = {value} WHERE seq = 4")
    assert str(damaged) in refusal(damaged)


def test_a_changed_row_is_named(damaged: Path) -> None:
    run(damaged, "UPDATE event SET body = CAST(replace(body, 'A', 'B') AS BLOB) WHERE seq = 4")
    assert "event 4 was changed" in refusal(damaged)


def test_a_changed_hash_is_noticed(damaged: Path) -> None:
    run(damaged, "UPDATE event SET hash = zeroblob(32) WHERE seq = 4")
    assert "event 4 was changed" in refusal(damaged)


def test_a_missing_row_is_noticed_and_named(damaged: Path) -> None:
    run(damaged, "DELETE FROM event WHERE seq = 4")
    assert "event 4 is missing" in refusal(damaged)


def test_a_missing_first_row_is_noticed(damaged: Path) -> None:
    run(damaged, "DELETE FROM event WHERE seq = 1")
    assert "event 1 is missing" in refusal(damaged)


def test_swapped_rows_are_noticed(damaged: Path) -> None:
    run(damaged, "UPDATE event SET seq = -4 WHERE seq = 4")
    run(damaged, "UPDATE event SET seq = 4 WHERE seq = 5")
    run(damaged, "UPDATE event SET seq = 5 WHERE seq = -4")
    assert "event 4 was changed" in refusal(damaged)


def test_garbage_is_noticed_and_the_file_named(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(b"\x00\xffno database\n" * 500)
    assert str(path) in refusal(path)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_truncated_file_is_noticed_and_named(damaged: Path, share: float) -> None:
    whole = damaged.read_bytes()
    damaged.write_bytes(whole[: int(len(whole) * share)])
    assert str(damaged) in refusal(damaged)


def test_a_page_of_noise_is_noticed(damaged: Path) -> None:
    whole = bytearray(damaged.read_bytes())
    whole[4_096:8_192] = bytes(range(256)) * 16
    damaged.write_bytes(bytes(whole))
    assert str(damaged) in refusal(damaged)


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    path.mkdir()
    assert str(path) in refusal(path)


def test_a_file_where_its_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "hall").write_text("")
    assert str(tmp_path / "hall") in refusal(tmp_path / "hall" / "journal.db")


def test_what_cannot_have_happened_is_noticed(shelf: Shelf, story: Story) -> None:
    # The call of a visit, without the events that led to it.
    (called,) = [event for event in story.events if type(event.what).__name__ == "VisitCalled"][:1]
    shelf.store([codec.event_of(codec.encode(called).replace(b'"seq":%d' % called.seq, b'"seq":1'))])
    shelf.journal.close()
    assert str(shelf.path) in refusal(shelf.path)


def test_a_journal_of_a_newer_server_says_so(shelf: Shelf) -> None:
    body = (
        b'{"schema":9,"seq":1,"part":0,"at":"2030-01-01T00:00:00Z","by":null,"what":{"type":"HologramShown"}}'
    )
    shelf.journal.append([(1, body)], lambda stored: None)
    shelf.wait()
    shelf.journal.close()
    told = refusal(shelf.path)
    assert "newer version" in told
    assert str(shelf.path) in told


def test_a_journal_of_the_first_server_is_read_as_it_was_meant(shelf: Shelf, tmp_path: Path) -> None:
    story = Story()
    story.sign_on(1)
    story.arrive(SATU)
    story.serve(1)
    rows: list[tuple[int, bytes]] = []
    for event in story.events:
        told = json.loads(codec.encode(event)) | {"schema": 1}
        if "why" in told["what"]:
            told["what"]["why"] = told["what"]["why"]["rule"]
        rows.append((event.seq, json.dumps(told).encode()))
    assert b'"why": "line_order"' in b"".join(body for _, body in rows)
    shelf.journal.append(rows, lambda stored: None)
    shelf.wait()
    recovered = recover(shelf.killed(tmp_path / "again"))
    assert recovered.hall == story.hall


# Checkpoints


def test_a_checkpoint_holds_bookings_results_closures_and_all_that_the_rules_count(
    shelf: Shelf, tmp_path: Path
) -> None:
    mall = small_mall(services={LIMA: {"slots": Slots(minutes=60, capacity=3)}})
    story = Story(mall)
    story.sign_on(1)
    story.do(BookSlot(service=LIMA, slot=EIGHT + timedelta(hours=1)), "api-1")
    story.do(Close(tenant=TenantId("bakung"), reason="Rapat"), "floor-1")
    story.arrive(SATU, priority="elderly")
    story.call(1)
    story.start(1)
    story.at(1, FinishService, outcome="result_later")
    story.let((ClockStepped(seconds=5.0),), Actor(device=DeviceId("server")), None)
    shelf.store(story.events)
    shelf.checkpoint(story.hall)
    recovered = recover(shelf.killed(tmp_path / "again"))
    assert recovered.checkpoint == story.hall.seq
    hall, books = recovered.hall, recovered.hall.books
    assert books is not None
    assert (len(hall.bookings), len(hall.results), len(hall.closures), hall.doubt) == (1, 1, 1, True)
    assert (dict(books.given), set(books.rounds)) == ({SATU: 1}, {CounterId(1)})
    assert hall.bookings == story.hall.bookings
    assert hall.results == story.hall.results
    assert hall.closures == story.hall.closures
    assert books == story.hall.books


def test_checkpoint_and_tail_tell_the_same_as_the_whole_journal(
    shelf: Shelf, story: Story, tmp_path: Path
) -> None:
    shelf.store(story.events)
    for seq in (1, 7, 12, len(story.events)):
        shelf.checkpoint(hall_at(story, seq))
        recovered = recover(shelf.killed(tmp_path / str(seq)))
        assert recovered.checkpoint == seq
        assert recovered.hall == story.hall


def test_the_series_the_answers_and_the_keys_come_back_from_a_checkpoint(
    shelf: Shelf, tmp_path: Path
) -> None:
    story = Story()
    for number in range(SLICE_COUNT_MAX + 30):
        story.issue(SATU, f"kiosk-{number % 3}")
    issued = story.ask(IssueTicket(service=EMPAT), "api-1")
    assert isinstance(issued, tuple)
    by = story.events[-1].by
    assert by is not None
    story.let((story.events[-1].what,), by, "a key / with a slash")
    shelf.store(story.events)
    shelf.checkpoint(story.hall)
    run(shelf.path, "DELETE FROM event WHERE seq < ?", story.hall.seq)
    recovered = recover(shelf.killed(tmp_path / "killed"))
    assert recovered.hall == story.hall
    books = recovered.hall.books
    assert books is not None
    assert dict(books.series) == {"A": SLICE_COUNT_MAX + 30, "B": 1}
    assert books.answers[DeviceId("kiosk-0")].find(1) == (2, 1)
    assert list(books.keys) == [("api-1", "a key / with a slash")]


def test_the_catalogue_is_never_taken_from_a_checkpoint(shelf: Shelf, story: Story, tmp_path: Path) -> None:
    shelf.store(story.events)
    shelf.checkpoint(story.hall)
    journal = Journal(shelf.killed(tmp_path / "killed"), lambda call: None, crash)
    other = small_mall("Asia/Makassar")
    recovered = journal.recover(other)
    journal.close()
    assert recovered.hall.catalogue == other


def test_only_the_last_checkpoints_are_kept(shelf: Shelf, story: Story) -> None:
    shelf.store(story.events)
    for seq in (3, 5, 8, 11):
        shelf.checkpoint(hall_at(story, seq))
    with sqlite3.connect(shelf.path) as reader:
        kept = reader.execute("SELECT seq FROM checkpoint ORDER BY seq").fetchall()
        parts = reader.execute("SELECT DISTINCT seq FROM checkpoint_part ORDER BY seq").fetchall()
    reader.close()
    assert kept == parts == [(8,), (11,)]
    assert len(kept) == CHECKPOINTS_KEPT


def test_a_checkpoint_that_was_interrupted_is_ignored(shelf: Shelf, story: Story, tmp_path: Path) -> None:
    shelf.store(story.events)
    shelf.checkpoint(hall_at(story, 5))
    shelf.checkpoint(hall_at(story, 9))
    # Its row is written last: a kill before that leaves parts without it.
    run(shelf.path, "DELETE FROM checkpoint WHERE seq = 9")
    recovered = recover(shelf.killed(tmp_path / "killed"))
    assert (recovered.checkpoint, recovered.hall) == (5, story.hall)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE checkpoint_part SET body = x'7b' WHERE seq = 9",
        "UPDATE checkpoint_part SET body = CAST('{\"visits\": 1}' AS BLOB) WHERE seq = 9",
        "UPDATE checkpoint_part SET body = CAST('{}' AS BLOB) WHERE seq = 9",
        "DELETE FROM checkpoint_part WHERE seq = 9 AND part = 2",
        "DELETE FROM checkpoint_part WHERE seq = 9",
    ],
)
def test_an_unreadable_checkpoint_falls_back_to_the_one_before(
    shelf: Shelf, story: Story, tmp_path: Path, harm: str, expect_log: ExpectLog
) -> None:
    expect_log("checkpoint at 9 is passed over")
    shelf.store(story.events)
    shelf.checkpoint(hall_at(story, 5))
    shelf.checkpoint(hall_at(story, 9))
    run(shelf.path, harm)
    recovered = recover(shelf.killed(tmp_path / "killed"))
    assert (recovered.checkpoint, recovered.hall) == (5, story.hall)


def test_without_any_readable_checkpoint_the_whole_journal_tells(
    shelf: Shelf, story: Story, tmp_path: Path, expect_log: ExpectLog
) -> None:
    expect_log("checkpoint at 9 is passed over")
    expect_log("checkpoint at 5 is passed over")
    shelf.store(story.events)
    shelf.checkpoint(hall_at(story, 5))
    shelf.checkpoint(hall_at(story, 9))
    run(shelf.path, "UPDATE checkpoint_part SET body = x'00'")
    recovered = recover(shelf.killed(tmp_path / "killed"))
    assert (recovered.checkpoint, recovered.hall) == (0, story.hall)


def test_a_checkpoint_of_another_format_is_not_read(shelf: Shelf, story: Story, tmp_path: Path) -> None:
    shelf.store(story.events)
    shelf.checkpoint(story.hall)
    run(shelf.path, "UPDATE checkpoint SET format = format + 1")
    recovered = recover(shelf.killed(tmp_path / "killed"))
    assert (recovered.checkpoint, recovered.hall) == (0, story.hall)


def test_commits_go_on_while_a_checkpoint_is_written(shelf: Shelf, story: Story, tmp_path: Path) -> None:
    for _ in range(SLICE_COUNT_MAX * 3):
        story.issue(SATU)
    cut = len(story.events) - 20
    shelf.store(story.events[:cut])
    shelf.journal.checkpoint(hall_at(story, cut))
    for event in story.events[cut:]:
        assert shelf.store([event])
    shelf.journal.close()
    recovered = recover(shelf.path)
    assert (recovered.checkpoint, recovered.hall) == (cut, story.hall)


def test_a_failed_checkpoint_leaves_the_one_before(
    shelf: Shelf, story: Story, monkeypatch: pytest.MonkeyPatch, expect_log: ExpectLog
) -> None:
    expect_log("checkpoint at 9 failed, the one before it stays")
    shelf.store(story.events)
    shelf.checkpoint(hall_at(story, 5))
    shelf.journal.close()
    monkeypatch.setattr(journal_module, "BUSY_S_MAX", 0.0)
    again = Shelf(shelf.folder)
    # Its thread has the file open before somebody else holds it.
    again.journal.read(1, 1, lambda events: None)
    again.wait()
    other = sqlite3.connect(shelf.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    again.journal.checkpoint(hall_at(story, 9))
    again.journal.read(1, 1, lambda events: None)
    again.wait()
    other.execute("ROLLBACK")
    other.close()
    again.journal.close()
    recovered = recover(shelf.path)
    assert (recovered.checkpoint, recovered.hall) == (5, story.hall)


def test_a_journal_that_its_own_thread_cannot_open_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect, opened = journal_module.connect, list[Path]()

    def locked_the_second_time(path: Path) -> sqlite3.Connection:
        opened.append(path)
        if len(opened) == 2:
            raise sqlite3.OperationalError("database is locked")
        return connect(path)

    monkeypatch.setattr(journal_module, "connect", locked_the_second_time)
    told: list[Exception] = []
    posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    journal = Journal(tmp_path / "journal.db", posted.put, told.append)
    journal.recover(small_mall())
    posted.get(timeout=ANSWER_S_MAX)()
    journal.close()
    assert [str(error) for error in told] == ["database is locked"]
