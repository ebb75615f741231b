"""What the desk prints: numbers, copies of them, and the codes of bookings; and what became of each.

A number is confirmed as soon as its visitor has it: the printer says so, or the officer does. Where nothing
came out the number stands large before the officer, who tells it: that confirms it too. Only for a printer
that cannot say what it did is the officer asked, and who goes on without an answer has seen the number.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QObject, QSignalBlocker, QTimer, Signal

from client.language import Languages
from client.link import Link
from hardware.printer import NotPrinted, Outcome, Printed, Unknown
from hardware.receipt import Receipt
from hardware.worker import Status
from kiosk.confirming import Confirming
from kiosk.job import Job, Tell
from kiosk.press import PRINT_WAIT_S_MAX, Press, paper_of
from kiosk.reception.booking_slip import booking_receipt
from kiosk.slip import phone_url, receipt_for
from protocol.catalogue import Catalogue, Language
from protocol.messages import Paper
from protocol.visit import Booking, State, Visit


class Mark(Enum):
    """Of a slip."""

    PRINTING = "printing"
    PRINTED = "printed"
    QUESTION = "question"
    """Did it come out?"""
    SEEN = "seen"
    """The officer says that it did."""
    SCREEN = "screen"
    """It did not: the number is told, or written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One piece of paper; times are monotonic seconds. `catalogue`: the one it was made from."""

    job: str
    of: Visit | Booking
    copy: bool
    catalogue: Catalogue
    asked_at: float
    answered_at: float
    mark: Mark = Mark.PRINTING
    trouble: str = ""
    """Why it did not come out: a code of hardware or of `press`."""


class Slips(QObject):
    """`changed`: the slip in sight, or the printer. `unseen`: a `Slip` out of sight came to its end: a copy,
    or a number that did not come out.

    `tell` gets one `ticket` a number, with the fields of the kiosk's. `pace` scales the time before the
    officer is asked (tests).
    """

    changed = Signal()
    unseen = Signal(object)

    def __init__(
        self,
        link: Link,
        press: Press,
        languages: Languages,
        *,
        tell: Tell = lambda *_, **__: None,
        monotonic: Callable[[], float] = time.monotonic,
        pace: float = 1.0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.shown: Slip | None = None
        """The number or booking just made, until the officer goes on."""
        self.paper = "unknown"
        """The printer's state as last heard: "ok", "near_end", "unknown", or a code of trouble."""
        self.has_printer = press.present
        self._link = link
        self._press = press
        self._languages = languages
        self._tell = tell
        self._monotonic = monotonic
        self._pace = pace
        self._confirming = Confirming(link, parent=self)
        self._jobs: dict[str, Slip] = {}
        self._copies = 0
        press.done.connect(self._on_done)
        press.status.connect(self._learn)

    def give(self, visit: Visit, asked_at: float) -> None:
        """Print a new number and show it."""
        self.leave()
        self._show(self._slip(f"{visit.id}", visit, asked_at), visit.language)

    def give_code(self, booking: Booking, asked_at: float) -> None:
        """The same for a booking just made."""
        self.leave()
        self._show(self._slip(f"booking-{booking.id}", booking, asked_at), booking.language)

    def copy(self, visit: Visit) -> None:
        """Print it once more; what is in sight stays there."""
        self._copies += 1
        slip = self._slip(f"copy-{visit.id}-{self._copies}", visit, self._monotonic(), copy=True)
        self._submit(slip, visit.language)

    def answer(self, came_out: bool) -> None:
        """Did the slip in sight come out?"""
        if self.shown is not None and self.shown.mark is Mark.QUESTION:
            self._mark(self.shown, Mark.SEEN if came_out else Mark.SCREEN)

    def leave(self) -> None:
        """The officer goes on. A slip on its way is still confirmed when it comes out."""
        self.answer(came_out=False)
        if self.shown is not None:
            self.shown = None
            self.changed.emit()

    def _slip(self, job: str, of: Visit | Booking, asked_at: float, *, copy: bool = False) -> Slip:
        catalogue = self._link.hall.catalogue
        answered_at = self._monotonic()
        return Slip(
            job=job, of=of, copy=copy, catalogue=catalogue, asked_at=asked_at, answered_at=answered_at
        )

    def _show(self, slip: Slip, language: Language) -> None:
        self.shown = slip
        self._submit(slip, language)
        QTimer.singleShot(round(PRINT_WAIT_S_MAX * self._pace * 1000), self, lambda: self._overdue(slip))
        self.changed.emit()

    def _submit(self, slip: Slip, language: Language) -> None:
        self._jobs[slip.job] = slip
        self._press.submit(slip.job, self._written(slip, language))

    def _written(self, slip: Slip, language: Language) -> Receipt:
        """In the visitor's language, whatever the officer's is."""
        welcome, now, mine = self._link.welcome, self._link.now(), self._languages.language
        assert welcome is not None
        # The screen need not hear of it: it speaks the officer's language before and after.
        blocker = QSignalBlocker(self._languages)
        try:
            self._languages.set_language(language)
            match slip.of:
                case Visit() as visit:
                    url = phone_url(welcome)
                    return receipt_for(visit, slip.catalogue, language, url, now, welcome.training)
                case Booking() as booking:
                    return booking_receipt(booking, slip.catalogue, language, now, welcome.training)
        finally:
            self._languages.set_language(mine)
            blocker.unblock()

    def _overdue(self, slip: Slip) -> None:
        if self.shown == slip and slip.mark is Mark.PRINTING:
            self._mark(slip, Mark.QUESTION)

    def _on_done(self, job: str, outcome: Outcome) -> None:
        slip = self._jobs.pop(job)
        if isinstance(slip.of, Visit) and not slip.copy:
            given = Job(visit=slip.of, tap_at=slip.asked_at, answered_at=slip.answered_at)
            self._tell("ticket", **given.told(outcome))
        self._learn(outcome)
        match outcome:
            case Printed():
                self._mark(slip, Mark.PRINTED)
            case Unknown():
                in_sight = self.shown is not None and self.shown.job == job
                # Whoever has gone on has seen the number.
                self._mark(slip, Mark.QUESTION if in_sight or slip.copy else Mark.SCREEN)
            case NotPrinted(code=code):
                self._mark(replace(slip, trouble=code), Mark.SCREEN)
                if not slip.copy and (self.shown is None or self.shown.job != job):
                    self.unseen.emit(slip)

    def _mark(self, slip: Slip, mark: Mark) -> None:
        marked = replace(slip, mark=mark)
        if slip.copy:
            # Whoever holds a copy of a number that nobody has confirmed is in the line like all others.
            if mark is Mark.PRINTED and isinstance(slip.of, Visit) and unconfirmed(slip.of):
                self._confirming.confirm(slip.of.id, "printed")
            self.unseen.emit(marked)
            return
        if self.shown is not None and self.shown.job == slip.job:
            # An answer of the officer stands against a late doubt of the printer.
            if self.shown.mark not in (Mark.SEEN, Mark.SCREEN) or mark is Mark.PRINTED:
                self.shown = marked
            self.changed.emit()
        paper: dict[Mark, Paper] = {Mark.PRINTED: "printed", Mark.SEEN: "seen", Mark.SCREEN: "screen"}
        if isinstance(slip.of, Visit) and mark in paper:
            self._confirming.confirm(slip.of.id, paper[mark])

    def _learn(self, news: Status | Outcome) -> None:
        self.paper = paper_of(news)
        self._link.report(paper=self.paper)
        self.changed.emit()


def unconfirmed(visit: Visit) -> bool:
    return any(stop.state is State.PRINTING for stop in visit.stops)
