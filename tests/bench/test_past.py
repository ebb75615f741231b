"""The long past must be one that the real server could have had; the witness must see what is wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import reduce
from pathlib import Path

import pytest

from bench import past
from bench.plan import Plan
from bench.testimony import heard
from protocol import codec
from protocol.hall import Hall, apply, empty
from server.journal import Journal

VISITS, A_DAY = 700, 300
PLAN = Plan(short=True, seed=7)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    folder = tmp_path_factory.mktemp("past")
    return folder, past.make(folder, PLAN, VISITS, A_DAY)


def test_the_checkpoint_is_the_fold_of_all_events(made: tuple[Path, int]) -> None:
    folder, seq = made
    journal = Journal(folder / "journal.db", _at_once, _no_bug)
    recovered = journal.recover(PLAN.catalogue)
    journal.close()
    with sqlite3.connect(folder / "journal.db") as connection:
        bodies = connection.execute("SELECT body FROM event ORDER BY seq").fetchall()
    connection.close()
    folded = reduce(apply, (codec.event_of(body) for (body,) in bodies), empty(PLAN.catalogue))
    assert recovered.checkpoint == seq
    assert _told(recovered.hall) == _told(folded)
    assert not recovered.hall.visits
    assert not recovered.hall.desks


def test_the_past_holds_all_visits_each_called_once_in_an_unbroken_chain(made: tuple[Path, int]) -> None:
    told = heard(made[0])
    assert sum(told.labels.values()) == VISITS
    assert sum(told.called.values()) == VISITS
    assert (told.repeated(), told.called_twice(), told.broken) == (0, 0, 0)
    assert len({day for day, _ in told.labels}) == 3


def test_the_witness_hears_only_what_came_after_an_event(made: tuple[Path, int]) -> None:
    folder, seq = made
    told = heard(folder, seq)
    assert (told.labels.total(), told.broken) == (0, 0)


def test_an_acknowledged_number_that_is_not_on_disk_is_missing(made: tuple[Path, int]) -> None:
    told = heard(made[0])
    (_, given), *_ = told.labels
    assert told.missing([given, "A-9999"]) == 1


def test_a_changed_row_breaks_the_chain_and_shows_the_number_given_twice(made: tuple[Path, int]) -> None:
    source = made[0] / "journal.db"
    folder = made[0] / "changed"
    folder.mkdir()
    with sqlite3.connect(source) as connection, sqlite3.connect(folder / "journal.db") as copy:
        connection.backup(copy)
        tickets = copy.execute(
            "SELECT seq, body FROM event WHERE instr(body, CAST('TicketIssued' AS BLOB)) LIMIT 2"
        )
        (_, first), (seq, _) = tickets.fetchall()
        copy.execute("UPDATE event SET body = ? WHERE seq = ?", (first, seq))
    connection.close()
    copy.close()
    told = heard(folder)
    assert (told.broken, told.repeated()) == (1, 1)


def _told(hall: Hall) -> tuple[object, ...]:
    assert hall.books is not None
    answers = {device: (each.last, dict(each.ring)) for device, each in hall.books.answers.items()}
    return hall.seq, hall.at, hall.day, dict(hall.books.series), answers


def _no_bug(bug: Exception) -> None:
    raise bug


def _at_once(callback: Callable[[], None]) -> None:
    callback()
