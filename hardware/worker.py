"""The one thread that owns a printer: jobs go in at once, outcomes and changes of state come out."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import TypeVar

from hardware.backoff import backoff_s
from hardware.callback import tell
from hardware.errors import BUG
from hardware.printer import Away, NotPrinted, Outcome, Printed, Printer, Unknown
from hardware.receipt import Receipt
from hardware.status import PrinterStatus

JOBS_COUNT_MAX = 8  # a visitor does not wait for more; the next job is refused
WATCH_S = 1.0  # between looks at an idle printer
LISTEN_S = 0.25  # between moments in which what it says unasked is heard
CLOSE_S_MAX = 15.0  # longer than a slip takes; a printer that is still at it is left to itself

T = TypeVar("T")
Status = PrinterStatus | Away | None

_log = logging.getLogger(__name__)


class PrinterWorker:
    """Prints in order of submission, watches the printer in between, and comes back when it does.

    Trouble of an idle printer is told within `WATCH_S` and the time it takes to answer, a repair within
    `BACKOFF_S_MAX` and the time it takes to connect; a line that broke and came back is told as both.

    `on_done(job, outcome)` is called once for every job taken, `on_status(status)` at the start, at each
    change, and after a job that was not printed (None: it can never answer); both on the worker's own
    thread. What keeps it from printing is logged with the reason, at each change of code or cause. A bug is
    logged and told as `BUG`; it costs a slip, not the mall its printer for the rest of the day. `pace`
    scales all intervals (tests).
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
        """Code and cause, both empty where all was well. No reason: one trouble may have several in turn."""
        self._bug = ""
        """The last one that was logged."""
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
        self._use(self._printer.prepare, lambda reason: None)
        while not self._closing:
            if not self._jobs:
                self._look()
            if job := self._next_job():
                self._print(*job)
        self._printer.close()
        self._give_up_waiting()

    def _use(self, call: Callable[[], T], after_bug: Callable[[str], T]) -> T:
        """What the printer says; after a bug, what is to be made of it. The next use then begins anew."""
        try:
            return call()
        except Exception as bug:  # noqa: BLE001  a bug costs a slip, not the printer
            if repr(bug) != self._bug:
                self._bug = repr(bug)
                _log.exception("printer %s: a bug", self._printer.url)
            self._printer.close()
            return after_bug(repr(bug))

    def _print(self, job: str, receipt: Receipt) -> None:
        outcome = self._use(lambda: self._printer.print(receipt), lambda reason: Unknown(BUG, reason=reason))
        self._log_outcome(outcome)
        tell(self._on_done, job, outcome)

    def _look(self) -> None:
        status = self._use(self._printer.status, lambda reason: Away(BUG, reason=reason))
        changed = not self._looked or status != self._status
        self._looked, self._status = True, status
        self._failures_count = self._failures_count + 1 if isinstance(status, Away) else 0
        match status:
            case Away(code=code, reason=reason, cause=cause):
                self._log(code, cause, reason)
            case PrinterStatus():
                self._log(status.trouble or "")
            case None:
                self._log("")
        if changed:
            tell(self._on_status, status)

    def _log_outcome(self, outcome: Outcome) -> None:
        match outcome:
            case Printed() | Unknown(code="no_answer"):
                self._log("")
            case (
                NotPrinted(code=code, reason=reason, cause=cause)
                | Unknown(code=code, reason=reason, cause=cause)
            ):
                self._log(code, cause, reason)
                # The app has heard of trouble: it must hear when that is over, even where a look between
                # the jobs never saw it.
                self._looked = False

    def _log(self, code: str, cause: str = "", reason: str = "") -> None:
        told, self._logged = self._logged, (code, cause)
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
            if self._use(self._printer.listen, lambda reason: True):
                return None
            pause_s -= LISTEN_S
        return None

    def _give_up_waiting(self) -> None:
        with self._change:
            self._closing = True
            waiting = list(self._jobs)
            self._jobs.clear()
        for job, _ in waiting:
            tell(self._on_done, job, NotPrinted("closed"))
