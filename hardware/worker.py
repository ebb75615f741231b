"""The one thread that owns a printer: jobs go in at once, outcomes and changes of state come out."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec

from hardware.printer import NotPrinted, Outcome, Printer, Unknown
from hardware.receipt import Receipt
from hardware.status import PrinterStatus

JOBS_COUNT_MAX = 8  # a visitor does not wait for more; the next job is refused
WATCH_S = 3.0  # between looks at an idle printer
BACKOFF_S_MIN = 1.0
BACKOFF_S_MAX = 15.0
CLOSE_S_MAX = 15.0  # longer than any one print

P = ParamSpec("P")

_log = logging.getLogger(__name__)


class PrinterWorker:
    """Prints in order of submission, watches the printer in between, and comes back when it does.

    `on_done(job, outcome)` is called once for every job taken, `on_status(status)` at the start and at
    each change (None: not there, or it cannot answer); both on the worker's own thread. `pace` scales all
    intervals (tests).
    """

    def __init__(
        self,
        printer: Printer,
        *,
        on_done: Callable[[str, Outcome], None],
        on_status: Callable[[PrinterStatus | None], None] = lambda status: None,
        pace: float = 1.0,
    ) -> None:
        self._printer = printer
        self._on_done = on_done
        self._on_status = on_status
        self._pace = pace
        self._jobs: deque[tuple[str, Receipt]] = deque()
        self._change = threading.Condition()
        self._closing = False
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
        watch = _Watch()
        self._printer.prepare()
        try:
            while not self._closing:
                if not self._jobs:
                    self._look(watch)
                if job := self._next_job(watch.pause_s * self._pace):
                    in_work, receipt = job
                    outcome = self._printer.print(receipt)
                    name, in_work = in_work, None
                    self._tell(self._on_done, name, outcome)
        finally:
            self._printer.close()
            if in_work is not None:
                self._tell(self._on_done, in_work, Unknown("failed"))
            self._give_up_waiting()

    def _look(self, watch: _Watch) -> None:
        status = self._printer.status()
        changed = not watch.looked or status != watch.status
        watch.looked, watch.status = True, status
        watch.failures_count = 0 if status else watch.failures_count + 1
        if changed:
            self._tell(self._on_status, status)

    def _next_job(self, timeout_s: float) -> tuple[str, Receipt] | None:
        with self._change:
            self._change.wait_for(lambda: self._closing or self._jobs, timeout_s)
            return self._jobs.popleft() if self._jobs and not self._closing else None

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


@dataclass(slots=True, kw_only=True)
class _Watch:
    """What the worker saw last."""

    looked: bool = False
    status: PrinterStatus | None = None
    failures_count: int = 0

    @property
    def pause_s(self) -> float:
        return backoff_s(self.failures_count) if self.failures_count else WATCH_S


def backoff_s(failures_count: int) -> float:
    """Seconds until the next try after that many failures in a row: doubling, at most `BACKOFF_S_MAX`."""
    return min(BACKOFF_S_MAX, BACKOFF_S_MIN * 2.0 ** min(failures_count - 1, 10))
