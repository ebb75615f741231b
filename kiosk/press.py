"""Between the printer's thread and Qt's: slips go in, outcomes come out as queued signals."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from hardware.printer import Away, NotPrinted, Outcome, Printed, Printer, Unknown
from hardware.receipt import Receipt
from hardware.status import PrinterStatus
from hardware.worker import PrinterWorker, Status

NO_PRINTER = "no_printer"
BUSY = "busy"
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

    def __init__(self, printer: Printer | None, *, pace: float = 1.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._done.connect(self.done, Qt.ConnectionType.QueuedConnection)
        self._status.connect(self.status, Qt.ConnectionType.QueuedConnection)
        self._worker = (
            PrinterWorker(printer, on_done=self._on_done, on_status=self._on_status, pace=pace)
            if printer
            else None
        )

    @property
    def present(self) -> bool:
        """Whether this kiosk has a printer at all."""
        return self._worker is not None

    def submit(self, job: str, receipt: Receipt) -> None:
        if self._worker is None:
            self._done.emit(job, NotPrinted(NO_PRINTER))
        elif not self._worker.submit(job, receipt):
            self._done.emit(job, NotPrinted(BUSY))

    def close(self) -> None:
        """Waits for the slip in work; its outcome is still delivered if the event loop goes on."""
        if self._worker is not None:
            self._worker.close()

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
