"""The one thread that owns a printer: jobs go in at once, outcomes and changes of state come out."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import ParamSpec

from hardware.backoff import backoff_s
from hardware.printer import Away, NotPrinted, Outcome, Printed, Printer, Unknown
from hardware.receipt import Receipt
from hardware.status import PrinterStatus

JOBS_COUNT_MAX = 8  # a visitor does not wait for more; the next job is refused
WATCH_S = 1.0  # between looks at an idle printer
LISTEN_S = 0.25  # between moments in which what it says unasked is heard
CLOSE_S_MAX = 15.0  # longer than a slip takes; a printer that is still at it is left to itself

P = ParamSpec("P")
Status = PrinterStatus | Away | None

_log = logging.getLogger(__name__)


class PrinterWorker:
    """Prints in order of submission, watches the printer in between, and comes back when it does.

    Trouble of an idle printer is told within `WATCH_S` and the time it takes to answer, a repair within
    `BACKOFF_S_MAX` and the time it takes to connect; a line that broke and came back is told as both.

    `on_done(job, outcome)` is called once for every job taken, `on_status(status)` at the start, at each
    change, and after a job that was not printed (None: it can never answer); both on the worker's own
    thread. What keeps it from printing is logged with the reason, at each change. `pace` scales all
    intervals (tests).
    """

    def __init__(
        self,
        printer: Printer,
        *,
        on_done: Callable[[str, Outcome], None],
        on_status: Callable[[Status], None] = lambda status: None,
        pace: float = 1.0,
    ) -> None:
        self._printer = printer
        self._on_done = on_done
        self._on_status = on_status
        self._pace = pace
        self._jobs: deque[tuple[str, Receipt]] = deque()
        self._change = threading.Condition()
        self._closing = False
        # These four are touched by the thread alone.
        self._looked = False
        self._status: Status = None
        self._failures_count = 0
        self._logged: tuple[str, str] | None = None
        """Code and reason, both empty where all was well."""
        self._thread = threading.Thread(target=self._run, name=f"printer {printer.url}", daemon=True)
        self._thread.start()

    def submit(self, job: str, receipt: Receipt) -> bool:
        """Take a job, without waiting. False if `JOBS_COUNT_MAX` are waiting already, or after `close`."""
        with self._change:
            if self._closing or len(self._jobs) >= JOBS_COUNT_MAX:
                return False
            self._jobs.append((job, receipt))
            self._change.notify()
            return True

    def close(self) -> None:
        """Finish the slip in work, give up the waiting ones (NotPrinted "closed"), give back the printer.

        Waits at most `CLOSE_S_MAX`. A second time does nothing.
        """
        with self._change:
            self._closing = True
            self._change.notify()
        if threading.current_thread() is not self._thread:
            self._thread.join(CLOSE_S_MAX)

    def _run(self) -> None:
        in_work: str | None = None
        self._printer.prepare()
        try:
            while not self._closing:
                if not self._jobs:
                    self._look()
                if job := self._next_job():
                    in_work, receipt = job
                    outcome = self._printer.print(receipt)
                    name, in_work = in_work, None
                    self._log_outcome(outcome)
                    self._tell(self._on_done, name, outcome)
        finally:
            self._printer.close()
            if in_work is not None:
                self._tell(self._on_done, in_work, Unknown("failed"))
            self._give_up_waiting()

    def _look(self) -> None:
        status = self._printer.status()
        changed = not self._looked or status != self._status
        self._looked, self._status = True, status
        self._failures_count = self._failures_count + 1 if isinstance(status, Away) else 0
        match status:
            case Away(code=code, reason=reason):
                self._log(code, reason)
            case PrinterStatus():
                self._log(status.trouble or "", "")
            case None:
                self._log("", "")
        if changed:
            self._tell(self._on_status, status)

    def _log_outcome(self, outcome: Outcome) -> None:
        match outcome:
            case Printed() | Unknown(code="no_answer"):
                self._log("", "")
            case NotPrinted(code=code, reason=reason) | Unknown(code=code, reason=reason):
                self._log(code, reason)
                # The app has heard of trouble: it must hear when that is over, even where a look between
                # the jobs never saw it.
                self._looked = False

    def _log(self, code: str, reason: str) -> None:
        told, self._logged = self._logged, (code, reason)
        if told == self._logged:
            return
        if code:
            _log.warning("printer %s: %s%s", self._printer.url, code, f" ({reason})" if reason else "")
        elif told is not None:
            _log.info("printer %s: ready", self._printer.url)

    def _next_job(self) -> tuple[str, Receipt] | None:
        """The next job; None when it is time to look at the printer again."""
        pause_s = backoff_s(self._failures_count) if self._failures_count else WATCH_S
        while pause_s > 0:
            with self._change:
                self._change.wait_for(
                    lambda: self._closing or self._jobs, min(pause_s, LISTEN_S) * self._pace
                )
                if self._closing:
                    return None
                if self._jobs:
                    return self._jobs.popleft()
            if self._printer.listen():
                return None
            pause_s -= LISTEN_S
        return None

    def _give_up_waiting(self) -> None:
        with self._change:
            self._closing = True
            waiting = list(self._jobs)
            self._jobs.clear()
        for job, _ in waiting:
            self._tell(self._on_done, job, NotPrinted("closed"))

    def _tell(self, listener: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            listener(*args, **kwargs)
        except Exception:  # noqa: BLE001  a fault of the listener must not cost the next visitor the printer
            _log.exception("%s: the listener failed", self._thread.name)
