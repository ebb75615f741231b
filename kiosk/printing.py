"""Slips on their way to the printer, and how the printer is meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from client.link import Link
from hardware.printer import NotPrinted, Outcome
from hardware.worker import Status
from kiosk.job import Job, Tell
from kiosk.press import NO_PRINTER, Press, paper_of
from kiosk.slip import phone_url, receipt_for
from protocol.catalogue import Language
from protocol.visit import Visit


class Printing(QObject):
    """`tell` gets one `ticket` a slip, one `copy` a slip printed again, with what `Job.told` has of it."""

    ended = Signal(object, object)
    """protocol.visit.Visit, hardware.printer.Outcome: once for each slip, told after the printer's state."""
    changed = Signal()
    """The printer's state."""

    def __init__(
        self,
        link: Link,
        press: Press,
        *,
        tell: Tell,
        monotonic: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.paper = "unknown"
        """The printer's state as last heard: "ok", "near_end", "unknown", or a code of trouble."""
        self._link = link
        self._press = press
        self._tell = tell
        self._monotonic = monotonic
        self._jobs: dict[str, Job] = {}
        press.done.connect(self._on_done)
        press.status.connect(self._learn)
        if not press.present:
            self._learn(NotPrinted(NO_PRINTER))

    @property
    def present(self) -> bool:
        """Whether there is a printer at all."""
        return self._press.present

    def start(self, visit: Visit, language: Language, tap_at: float) -> None:
        """The slip of a number just given, or its copy. `tap_at`: when it was asked for."""
        job = Job(visit=visit, tap_at=tap_at, answered_at=self._monotonic())
        self._jobs[job.name] = job
        welcome, catalogue, now = self._link.welcome, self._link.hall.catalogue, self._link.now()
        assert welcome is not None
        slip = receipt_for(visit, catalogue, language, phone_url(welcome), now, welcome.training)
        self._press.submit(job.name, slip)

    def _on_done(self, name: str, outcome: Outcome) -> None:
        job = self._jobs.pop(name, None)
        if job is not None:
            self._tell(job.event, **job.told(outcome))
        # The set-up's test slip is nobody's ticket, and tells of the printer as any other.
        self._learn(outcome)
        if job is not None:
            self.ended.emit(job.visit, outcome)

    def _learn(self, news: Status | Outcome) -> None:
        self.paper = paper_of(news)
        self._link.report(paper=self.paper)
        self.changed.emit()
