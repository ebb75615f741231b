"""The summary of a demo, held against days that are made up."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import codec
from protocol.catalogue import ServiceId
from protocol.messages import (
    CallNext,
    CancelVisit,
    CounterId,
    Errand,
    MarkNoShow,
    ParkVisit,
    Refused,
    ReprintTicket,
    ReturnVisit,
    TransferVisit,
    VisitId,
)
from tests.server.mall import EMPAT, SATU
from tests.server.story import Story
from workshop.figures import Deeds, Summary, Tap, spread_of, summary_of
from workshop.told import Saying, Told
from workshop.workbench.tray import TORN


class Day:
    """A day at counter 1 of the small mall, and what its programs told of it."""

    def __init__(self, folder: Path) -> None:
        self.story = Story()
        self.story.sign_on(1)
        self.story.sign_on(4)
        self.told = Told()
        self.deeds = Deeds()
        self._folder = folder
        self._slips = folder / "slips"
        self._slips.mkdir()
        self._now = 100.0

    def say(self, by: str, event: str, **fields: object) -> None:
        self._now += 1
        self.told.sayings.append(Saying(by=by, event=event, t=self._now, fields=fields))

    def arrive(self, *more: ServiceId, priority: str | None = None) -> VisitId:
        """A number, printed, confirmed and acknowledged."""
        errands = tuple(Errand(service=service) for service in more)
        visit = self.story.arrive(SATU, priority=priority, more=errands)
        (self._slips / f"{visit}.bin").write_bytes(b"slip")
        self.say("kiosk", "ticket", visit=visit, ms=40.0)
        return visit

    def call(self, counter: int = 1) -> None:
        visit = self.story.call(counter)
        assert isinstance(visit, int)
        self.deeds.taps.append(Tap(visit=visit, at=self._now))
        self.say("display", "shown", visit=visit)
        self.say("display", "announced", visit=visit)

    def serve(self, counter: int = 1) -> None:
        self.call(counter)
        self.story.start(counter)
        self.story.finish(counter)

    def summary(self, *trouble: str, without: VisitId | None = None) -> Summary:
        """`without`: the journal ends before this visit was issued."""
        journal = self._folder / "journal.db"
        journal.unlink(missing_ok=True)
        connection = sqlite3.connect(journal)
        connection.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY, body BLOB)")
        events = [event for event in self.story.events if without is None or event.seq < without]
        rows = [(event.seq, codec.encode(event)) for event in events]
        connection.executemany("INSERT INTO event VALUES (?, ?)", rows)
        connection.commit()
        connection.close()
        catalogue = self.story.hall.catalogue
        return summary_of(self.told, journal, catalogue, self._slips, self.deeds, trouble)


@pytest.fixture
def day(tmp_path: Path) -> Day:
    return Day(tmp_path)


def test_a_good_day_loses_nobody(day: Day):
    for _ in range(3):
        day.arrive()
    for _ in range(3):
        day.serve()
    summary = day.summary()
    assert (summary.issued, summary.printed, summary.confirmed) == (3, 3, 3)
    assert (summary.called, summary.announced, summary.finished) == (3, 3, 3)
    assert (summary.lost, summary.no_show, summary.refused) == (0, 0, 0)
    assert summary.sound
    assert summary.tap_to_paper_ms is not None
    assert (summary.tap_to_paper_ms.p50, summary.tap_to_paper_ms.count) == (40.0, 3)
    assert summary.call_to_shown_ms is not None
    assert (summary.call_to_shown_ms.p50, summary.call_to_shown_ms.count) == (1000.0, 3)


def test_an_acknowledged_ticket_that_the_journal_lacks_is_lost(day: Day):
    day.arrive()
    day.serve()
    late = day.arrive()
    summary = day.summary(without=late)
    assert (summary.issued, summary.lost) == (1, 1)
    assert not summary.sound


def test_whoever_still_waits_at_the_end_is_lost(day: Day):
    day.arrive()
    day.arrive()
    day.serve()
    summary = day.summary()
    assert (summary.finished, summary.open, summary.lost) == (1, 1, 1)


def test_half_slips_are_none_and_copies_calls_by_keypad_and_scans_are_counted(day: Day, tmp_path: Path):
    visit = day.arrive()
    slips = tmp_path / "slips"
    (slips / f"{visit}.bin").rename(slips / f"{visit}{TORN}.bin")
    assert day.summary().printed == 0
    day.story.do(ReprintTicket(visit=visit), "kiosk-1")
    (slips / "copy.bin").write_bytes(b"slip")
    day.call()
    day.deeds.taps.append(Tap(visit=visit, at=0.0, keypad=True))
    day.deeds.scans.append("A-001")
    summary = day.summary()
    assert (summary.printed, summary.copies, summary.keypad_calls, summary.scanned) == (1, 1, 1, 1)


def test_two_errands_on_one_number_are_one_visit_that_is_called_twice(day: Day):
    day.arrive(EMPAT)
    day.serve(1)
    day.serve(4)
    summary = day.summary()
    assert (summary.issued, summary.printed, summary.confirmed) == (1, 1, 1)
    assert (summary.called, summary.announced, summary.finished) == (1, 1, 1)
    assert (summary.several_errands, summary.open, summary.lost) == (1, 0, 0)
    assert summary.call_to_shown_ms is not None
    assert (summary.call_to_shown_ms.p99, summary.call_to_shown_ms.count) == (1000.0, 2)


def test_who_still_has_one_of_two_errands_to_do_is_open(day: Day):
    day.arrive(EMPAT)
    day.serve(1)
    summary = day.summary()
    assert (summary.finished, summary.open, summary.lost) == (0, 1, 1)


def test_who_missed_one_of_two_errands_is_a_no_show(day: Day):
    day.arrive(EMPAT)
    day.serve(1)
    day.story.miss(4)
    summary = day.summary()
    assert (summary.finished, summary.no_show, summary.open) == (0, 1, 0)


def test_who_is_set_aside_and_comes_back_is_one_visit_set_aside(day: Day):
    visit = day.arrive()
    day.call()
    day.story.start(1)
    day.story.at(1, ParkVisit)
    assert day.summary().open == 1
    day.story.do(ReturnVisit(visit=visit), "counter-1")
    day.serve()
    summary = day.summary()
    assert (summary.set_aside, summary.called, summary.finished, summary.open) == (1, 1, 1, 0)


def test_who_is_sent_on_is_finished_where_they_were_sent(day: Day):
    day.arrive()
    day.call()
    day.story.start(1)
    day.story.at(1, TransferVisit, service=EMPAT)
    day.serve(4)
    summary = day.summary()
    assert (summary.transferred, summary.several_errands) == (1, 0)
    assert (summary.called, summary.finished, summary.lost) == (1, 1, 0)


def test_priority_is_counted_by_visit(day: Day):
    day.arrive(EMPAT, priority="elderly")
    day.arrive()
    assert day.summary().priority == 1


def test_who_was_cancelled_is_neither_finished_nor_open_nor_lost(day: Day):
    visit = day.arrive()
    day.story.do(CancelVisit(visit=visit), "counter-1")
    summary = day.summary()
    assert (summary.cancelled, summary.finished, summary.open, summary.lost) == (1, 0, 0, 0)


def test_whoever_was_called_but_neither_served_nor_missed_is_lost(day: Day):
    day.arrive()
    day.call()
    assert day.summary().lost == 1


def test_a_no_show_is_counted_and_is_not_lost(day: Day):
    visit = day.arrive()
    day.call()
    missed = day.story.ask(MarkNoShow(counter=CounterId(1), visit=visit), "counter-1")
    assert not isinstance(missed, Refused)
    summary = day.summary()
    assert (summary.no_show, summary.finished, summary.lost) == (1, 0, 0)


def test_who_was_served_and_forgotten_by_the_hall_is_not_lost(day: Day):
    day.arrive()
    day.serve()
    day.story.wait(24 * 3600)
    day.story.wait(1)
    assert not day.story.hall.visits
    assert day.summary().lost == 0


def test_a_call_that_nobody_heard_is_called_but_not_announced(day: Day):
    day.arrive()
    assert not isinstance(day.story.ask(CallNext(counter=CounterId(1)), "counter-1"), Refused)
    summary = day.summary()
    assert (summary.called, summary.announced) == (1, 0)
    assert summary.call_to_shown_ms is None


def test_a_call_and_its_recall_count_as_one_and_the_first_showing_is_timed(day: Day):
    visit = day.arrive()
    day.serve()
    day.say("display", "shown", visit=visit, recall=True)
    day.say("display", "announced", visit=visit, recall=True)
    summary = day.summary()
    assert (summary.called, summary.announced) == (1, 1)
    assert summary.call_to_shown_ms is not None
    assert summary.call_to_shown_ms.p99 == 1000.0


def test_an_empty_line_is_no_refusal_worth_counting(day: Day):
    day.say("counter-1", "refused", reason="line_empty")
    day.say("counter-1", "refused", reason="counter_busy")
    assert day.summary().refused == 1


def test_trouble_makes_a_day_unsound_though_nobody_is_lost(day: Day):
    summary = day.summary("kiosk had ended by itself")
    assert summary.lost == 0
    assert not summary.sound
    assert summary.record()["trouble"] == ("kiosk had ended by itself",)


def test_a_mall_whose_server_never_started_has_a_summary_all_the_same(tmp_path: Path):
    catalogue = Story().hall.catalogue
    summary = summary_of(Told(), tmp_path / "journal.db", catalogue, tmp_path, Deeds(), ["server has ended"])
    assert (summary.issued, summary.lost, summary.sound) == (0, 0, False)


def test_the_spread_of_nothing_is_none():
    assert spread_of([]) is None


def test_half_and_ninety_nine_of_a_hundred_are_exact():
    spread = spread_of(float(number) for number in reversed(range(1, 101)))
    assert spread is not None
    assert (spread.p50, spread.p99, spread.count) == (50.0, 99.0, 100)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=300))
def test_a_spread_is_of_values_that_were_measured(values: list[int]):
    spread = spread_of(map(float, values))
    assert spread is not None
    assert {spread.p50, spread.p99} <= set(values)
    assert sum(value <= spread.p50 for value in values) >= len(values) / 2
    assert sum(value <= spread.p99 for value in values) >= 0.99 * len(values)
    assert sum(value < spread.p50 for value in values) < len(values) / 2
