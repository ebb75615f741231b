"""Between the printer's thread and Qt's: slips go in, outcomes come out as queued signals."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Qt, Signal

from hardware.printer import Away, NotPrinted, Outcome, Printed, Printer, Unknown
from hardware.receipt import Receipt
from hardware.status import PrinterStatus
from hardware.worker import JOBS_COUNT_MAX, PrinterWorker, Status

NO_PRINTER = "no_printer"
BUSY = "busy"
CLOSED = "closed"
PRINT_WAIT_S_MAX = 10.0
"""No word from the printer for so long: whoever stands there is asked whether the slip came out."""


class Press(QObject):
    """Both signals are emitted on the thread of this object, never from within `submit`.

    A kiosk without a printer (`printer` None) answers each slip with `NotPrinted("no_printer")`.
    """

    done = Signal(str, object)
    """Job, hardware.printer.Outcome: once for every slip."""
    status = Signal(object)
    """hardware.worker.Status, at the start and whenever it may have changed."""
    _done = Signal(str, object)
    _status = Signal(object)
    _released = Signal()

    def __init__(self, printer: Printer | None, *, pace: float = 1.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pace = pace
        self._done.connect(self.done, Qt.ConnectionType.QueuedConnection)
        self._status.connect(self.status, Qt.ConnectionType.QueuedConnection)
        self._released.connect(self._start, Qt.ConnectionType.QueuedConnection)
        self._printer = printer
        self._worker = self._worker_of(printer)
        self._release: threading.Thread | None = None
        """While it runs the printer of before is given back, and there is no worker."""
        self._held: list[tuple[str, Receipt]] = []
        """Slips for the next printer, in the meantime."""
        self._closed = False

    @property
    def present(self) -> bool:
        """Whether this kiosk has a printer at all."""
        return self._printer is not None

    def submit(self, job: str, receipt: Receipt) -> None:
        if self._closed:
            self._done.emit(job, NotPrinted(CLOSED))
        elif self._release is not None:
            if len(self._held) < JOBS_COUNT_MAX:
                self._held.append((job, receipt))
            else:
                self._done.emit(job, NotPrinted(BUSY))
        elif self._worker is None:
            self._done.emit(job, NotPrinted(NO_PRINTER))
        elif not self._worker.submit(job, receipt):
            self._done.emit(job, NotPrinted(BUSY))

    def replace(self, printer: Printer | None) -> None:
        """From now on slips go to this printer. Never waits.

        The one of before finishes the slip in its work and gives up the waiting ones, as with `close`. Only
        then the next one is opened: it may be the same device, which takes one program at a time. Replaced
        again meanwhile, the last one counts.
        """
        self._printer = printer
        if self._closed or self._release is not None:
            return
        old, self._worker = self._worker, None
        if old is None:
            self._start()
            return
        self._release = threading.Thread(target=self._give_back, args=(old,), name="printer hand-over")
        self._release.start()

    def close(self) -> None:
        """Waits for the slip in work; its outcome is still delivered if the event loop goes on."""
        self._closed = True
        if self._release is not None:
            self._release.join()
        if self._worker is not None:
            self._worker.close()
        held, self._held = self._held, []
        for job, _ in held:
            self._done.emit(job, NotPrinted(CLOSED))

    def _worker_of(self, printer: Printer | None) -> PrinterWorker | None:
        if printer is None:
            return None
        return PrinterWorker(printer, on_done=self._on_done, on_status=self._on_status, pace=self._pace)

    def _give_back(self, worker: PrinterWorker) -> None:
        worker.close()
        self._released.emit()

    def _start(self) -> None:
        """The place is free for the printer that was named last."""
        self._release = None
        if self._closed:
            return
        self._worker = self._worker_of(self._printer)
        if self._worker is None:
            self._status.emit(Away(NO_PRINTER))
        held, self._held = self._held, []
        for job, receipt in held:
            self.submit(job, receipt)

    def _on_done(self, job: str, outcome: Outcome) -> None:
        self._done.emit(job, outcome)

    def _on_status(self, status: Status) -> None:
        self._status.emit(status)


def paper_of(news: Status | Outcome) -> str:
    """The printer as it is after such news: "ok", "near_end", "unknown", or a code of trouble."""
    match news:
        case Printed(paper=paper):
            return paper
        case PrinterStatus(trouble=trouble, paper=paper):
            return trouble or paper
        case Unknown(code="no_answer") | None:
            return "unknown"
        case Away(code=code) | NotPrinted(code=code) | Unknown(code=code):
            return code
