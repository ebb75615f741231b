"""What is not a call: who waits, what can be fetched, what is closed, and when the house is open."""

from __future__ import annotations

from datetime import datetime
from math import ceil

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from client.rows import Rows
from display.closed import closing_notes
from display.opening import Opening, openings
from display.results import RESULTS_PAGE_COUNT, ResultRow, ready, result_rows
from display.waiting import (
    WaitingRow,
    open_counters_count,
    resting_counters_count,
    waiting_count,
    waiting_rows,
)
from protocol.catalogue import CounterId, Language
from protocol.hall import Hall

QML_IMPORT_NAME = "Mall.Display"
QML_IMPORT_MAJOR_VERSION = 1

PAGE_S = 6
"""How long a page of calls, or of results, stands."""
NOTE_S = 10
"""How long a note at the foot stands, before the next one or the usual words."""


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] (stub lacks it)
class Lists(QObject):
    """Shows what it is told of the hall; pages and notes take turns as time passes."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._age_s = 0
        self._note_age_s = 0
        self._lines: tuple[WaitingRow, ...] = ()
        self._waiting_total = 0
        self._open_counters = 0
        self._resting_counters = 0
        self._results_total = 0
        self._results_page = 0
        self._results_pages = 1
        self._notes: tuple[str, ...] = ()
        self._waiting = Rows(WaitingRow.__struct_fields__, self)
        self._results = Rows(ResultRow.__struct_fields__, self)
        self._openings = Rows(Opening.__struct_fields__, self)

    def show(self, hall: Hall, counters: frozenset[CounterId], local: datetime, language: Language) -> None:
        """The hall as it is now; `local` is the time in the mall's zone."""
        self._lines = waiting_rows(hall, counters, local, language)
        self._waiting.show(self._lines)
        self._waiting_total = waiting_count(hall, counters)
        self._open_counters = open_counters_count(hall, counters)
        self._resting_counters = resting_counters_count(hall, counters)
        notes = closing_notes(hall, counters, local, language)
        if notes != self._notes:
            # What has just been closed is told at once.
            self._notes, self._note_age_s = notes, 0
        results = ready(hall, counters)
        rows = result_rows(hall, results, hall.day or local.date().isoformat(), language)
        self._results_total = len(results)
        self._results_pages = max(1, ceil(len(rows) / RESULTS_PAGE_COUNT))
        self._results_page = self._age_s // PAGE_S % self._results_pages
        self._results.show(rows[self._results_page * RESULTS_PAGE_COUNT :][:RESULTS_PAGE_COUNT])
        self._openings.show(openings(hall.catalogue.schedule.hours, language))
        self.changed.emit()

    @property
    def all_closed(self) -> bool:
        """No agency gives numbers for a while."""
        return bool(self._lines) and all(row.closed for row in self._lines)

    @property
    def staffed(self) -> bool:
        """Somebody calls at one of the counters."""
        return self._open_counters > 0

    def pass_time(self, seconds: int) -> None:
        """Pages and notes turn with what is shown next."""
        self._age_s += seconds
        self._note_age_s += seconds

    def report(self) -> dict[str, object]:
        return {
            "waiting": {row.tenant: row.count for row in self._lines},
            "open_counters": self._open_counters,
            "resting_counters": self._resting_counters,
            "closed": [row.tenant for row in self._lines if row.closed],
            "results": self._results_total,
        }

    def _waiting_list(self) -> QObject:
        return self._waiting

    def _results_list(self) -> QObject:
        return self._results

    def _openings_list(self) -> QObject:
        return self._openings

    def _total(self) -> int:
        return self._waiting_total

    def _open(self) -> int:
        return self._open_counters

    def _resting(self) -> int:
        return self._resting_counters

    def _ready(self) -> int:
        return self._results_total

    def _page(self) -> int:
        return self._results_page

    def _pages(self) -> int:
        return self._results_pages

    def _on_page(self) -> int:
        return RESULTS_PAGE_COUNT

    def _noted(self) -> bool:
        return bool(self._notes)

    def _note(self) -> str:
        turn = self._note_age_s // NOTE_S % (len(self._notes) + 1)
        return self._notes[turn] if turn < len(self._notes) else ""

    waiting = Property(QObject, _waiting_list, constant=True)
    waitingTotal = Property(int, _total, notify=changed)
    openCounters = Property(int, _open, notify=changed)
    restingCounters = Property(int, _resting, notify=changed)
    """On a break."""
    results = Property(QObject, _results_list, constant=True)
    """One page of them."""
    resultsCount = Property(int, _ready, notify=changed)
    """Of all that can be fetched, listed or not."""
    resultsPage = Property(int, _page, notify=changed)
    resultsPages = Property(int, _pages, notify=changed)
    resultsOnPage = Property(int, _on_page, constant=True)
    """At most."""
    noted = Property(bool, _noted, notify=changed)
    """Whether anything is closed."""
    note = Property(str, _note, notify=changed)
    """What is closed; empty when the usual words have their turn."""
    openings = Property(QObject, _openings_list, constant=True)
