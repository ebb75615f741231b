"""Where events rest: the same promises from memory and from the real journal."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from protocol import codec
from protocol.hall import Hall
from protocol.messages import Event
from server.hub import Storage
from server.journal import Journal
from tests.server.mall import SATU, small_mall
from tests.server.storage import MemoryStorage
from tests.server.story import Story, hall_at

ANSWER_S_MAX = 30.0


def crash(error: Exception) -> None:
    """A bug on the journal's thread is one here."""
    raise error


class Shelf(Protocol):
    """A storage, how to wait for its answers, and what is found after a restart."""

    storage: Storage

    def answers(self, count: int) -> None:
        """Take so many answers, in order."""
        ...

    def restarted(self) -> Hall: ...


class InMemory:
    def __init__(self, _: Path) -> None:
        self.storage = self.memory = MemoryStorage()

    def answers(self, count: int) -> None:
        for _ in range(count):
            self.memory.work()

    def restarted(self) -> Hall:
        return self.memory.recover(small_mall())

    def close(self) -> None:
        pass


class OnDisk:
    def __init__(self, folder: Path) -> None:
        self._path = folder / "journal.db"
        self._posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.storage = Journal(self._path, self._posted.put, crash)
        self.storage.recover(small_mall())

    def answers(self, count: int) -> None:
        for _ in range(count):
            self._posted.get(timeout=ANSWER_S_MAX)()

    def restarted(self) -> Hall:
        self.storage.close()
        self.storage = Journal(self._path, self._posted.put, crash)
        return self.storage.recover(small_mall()).hall

    def close(self) -> None:
        self.storage.close()


@pytest.fixture(params=[InMemory, OnDisk])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelf]:
    shelf = request.param(tmp_path)
    yield shelf
    shelf.close()


@pytest.fixture
def story() -> Story:
    """Twenty events: the day's start, and tickets."""
    story = Story()
    for _ in range(19):
        story.issue(SATU)
    return story


def rows(events: list[Event]) -> list[tuple[int, bytes]]:
    return [(event.seq, codec.encode(event)) for event in events]


def test_nothing_is_there_at_first(shelf: Shelf) -> None:
    read: list[tuple[Event, ...] | None] = []
    shelf.storage.read(1, 10, read.append)
    shelf.answers(1)
    assert read == [()]
    assert shelf.restarted().seq == 0


def test_what_is_appended_is_read_back(shelf: Shelf, story: Story) -> None:
    stored: list[bool] = []
    read: list[tuple[Event, ...] | None] = []
    shelf.storage.append(rows(story.events), stored.append)
    shelf.storage.read(5, 3, read.append)
    shelf.storage.read(19, 10, read.append)
    shelf.answers(3)
    assert stored == [True]
    assert read == [tuple(story.events[4:7]), tuple(story.events[18:])]


def test_answers_come_in_the_order_of_the_calls(shelf: Shelf, story: Story) -> None:
    heard: list[int] = []
    shelf.storage.append(rows(story.events[:5]), lambda stored: heard.append(1))
    shelf.storage.read(1, 1, lambda events: heard.append(2))
    shelf.storage.append(rows(story.events[5:]), lambda stored: heard.append(3))
    shelf.storage.read(20, 1, lambda events: heard.append(4))
    shelf.answers(4)
    assert heard == [1, 2, 3, 4]


def test_a_restart_finds_all_that_was_stored(shelf: Shelf, story: Story) -> None:
    shelf.storage.append(rows(story.events[:7]), lambda stored: None)
    shelf.storage.append(rows(story.events[7:]), lambda stored: None)
    shelf.answers(2)
    assert shelf.restarted() == story.hall


def test_a_group_is_stored_whole_or_not_at_all(
    shelf: Shelf, story: Story, caplog: pytest.LogCaptureFixture, expect_log: Callable[[str], None]
) -> None:
    if isinstance(shelf, OnDisk):
        expect_log("commit of 4 events failed")
    stored: list[bool] = []
    read: list[tuple[Event, ...] | None] = []
    shelf.storage.append(rows(story.events[:5]), stored.append)
    # Its second half is there already.
    shelf.storage.append(rows([*story.events[5:7], *story.events[3:5]]), stored.append)
    shelf.storage.read(1, 100, read.append)
    shelf.answers(3)
    assert stored == [True, False]
    assert read == [tuple(story.events[:5])]


def test_after_a_failed_append_the_next_one_is_stored(
    shelf: Shelf, story: Story, expect_log: Callable[[str], None]
) -> None:
    if isinstance(shelf, OnDisk):
        expect_log("commit of 1 events failed")
    stored: list[bool] = []
    shelf.storage.append(rows(story.events[:5]), stored.append)
    shelf.storage.append(rows(story.events[:1]), stored.append)
    shelf.storage.append(rows(story.events[5:]), stored.append)
    shelf.answers(3)
    assert stored == [True, False, True]
    assert shelf.restarted() == story.hall


def test_a_checkpoint_changes_nothing_of_what_a_restart_finds(shelf: Shelf, story: Story) -> None:
    shelf.storage.append(rows(story.events[:10]), lambda stored: None)
    shelf.storage.checkpoint(hall_at(story, 10))
    shelf.storage.append(rows(story.events[10:]), lambda stored: None)
    shelf.answers(3 if isinstance(shelf, InMemory) else 2)
    assert shelf.restarted() == story.hall
