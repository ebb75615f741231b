from __future__ import annotations

import queue
import threading

import pytest

from hardware.backoff import BACKOFF_S_MAX, BACKOFF_S_MIN, backoff_s
from hardware.errors import Unreachable
from hardware.fake import FlakyPort, MemoryPort
from hardware.printer import Away, NotPrinted, Printed, Printer, Unknown
from hardware.profiles import PROFILES
from hardware.receipt import Line, Receipt
from hardware.status import PrinterStatus
from hardware.virtual.printer import VirtualPrinter
from hardware.worker import JOBS_COUNT_MAX, PrinterWorker

WIDE, EPSON = PROFILES["80mm"], PROFILES["80mm-epson"]
RECEIPT = Receipt(parts=(Line("A-017"),))
READY = PrinterStatus(paper="ok", online=True)
SOON_S = 10.0
QUICK = 0.001


class Desk:
    """A worker at a virtual printer, and what it said."""

    def __init__(self, *, opener=None, pace: float = 1.0, profile=WIDE) -> None:
        self.virtual = VirtualPrinter(profile)
        self.done: queue.Queue = queue.Queue()
        self.statuses: queue.Queue = queue.Queue()
        printer = Printer("memory:", profile, pace=QUICK, opener=opener or (lambda url: self.virtual.port()))
        self.worker = PrinterWorker(
            printer,
            on_done=lambda job, outcome: self.done.put((job, outcome)),
            on_status=self.statuses.put,
            pace=pace,
        )

    def next_done(self):
        return self.done.get(timeout=SOON_S)

    def next_status(self):
        return self.statuses.get(timeout=SOON_S)


@pytest.fixture
def desks():
    opened: list[Desk] = []

    def open_desk(**options) -> Desk:
        opened.append(Desk(**options))
        return opened[-1]

    yield open_desk
    for desk in opened:
        desk.worker.close()


class Gate:
    """A printer that takes no byte until it is opened."""

    def __init__(self) -> None:
        self.virtual = VirtualPrinter()
        self.reached = threading.Event()
        self.open = threading.Event()

    def __call__(self, url: str) -> MemoryPort:
        return MemoryPort(self.answer)

    def answer(self, data: bytes) -> bytes:
        self.reached.set()
        assert self.open.wait(SOON_S)
        return self.virtual.feed(data)


def test_jobs_are_printed_in_order_and_each_is_told_once(desks):
    desk = desks()
    names = [f"job {i}" for i in range(JOBS_COUNT_MAX)]
    assert all(desk.worker.submit(name, RECEIPT) for name in names)
    told = [desk.next_done() for _ in names]
    assert [name for name, _ in told] == names
    assert all(isinstance(outcome, Printed) for _, outcome in told)
    assert len(desk.virtual.slips) == JOBS_COUNT_MAX
    assert desk.done.empty()


def test_a_stuck_printer_never_holds_the_caller_and_the_jobs_are_bounded(desks):
    gate = Gate()
    desk = desks(opener=gate)
    assert gate.reached.wait(SOON_S)
    taken = [desk.worker.submit(str(i), RECEIPT) for i in range(JOBS_COUNT_MAX + 1)]
    assert taken == [True] * JOBS_COUNT_MAX + [False]
    gate.open.set()
    assert [desk.next_done()[0] for _ in range(JOBS_COUNT_MAX)] == [str(i) for i in range(JOBS_COUNT_MAX)]


def test_changes_of_the_printer_are_told_as_they_happen(desks, expect_log):
    expect_log("cover_open")
    expect_log(r"memory:: silent \(.*\?status=no")
    desk = desks(pace=QUICK)
    assert desk.next_status() == READY
    desk.virtual.set_state(paper="near_end")
    assert desk.next_status() == PrinterStatus(paper="near_end", online=True)
    desk.virtual.set_state(cover_open=True)
    assert desk.next_status() == PrinterStatus(paper="near_end", online=False, cover_open=True)
    desk.virtual.set_state(answering=False)
    assert desk.next_status() == Away("silent")
    assert desk.statuses.empty()


def test_what_a_printer_tells_unasked_is_heard_long_before_the_next_look(desks, expect_log, monkeypatch):
    expect_log("cover_open")
    monkeypatch.setattr("hardware.worker.WATCH_S", 3600.0)
    monkeypatch.setattr("hardware.worker.LISTEN_S", 0.001)
    desk = desks(profile=EPSON)
    assert desk.next_status() == READY
    desk.virtual.set_state(cover_open=True)
    assert desk.next_status() == PrinterStatus(paper="ok", online=False, cover_open=True)
    desk.virtual.set_state(cover_open=False)
    assert desk.next_status() == READY


def test_a_printer_that_was_unplugged_and_is_back_is_told_as_both(desks, expect_log):
    expect_log("disconnected")
    desk = desks(pace=QUICK)
    assert desk.next_status() == READY
    desk.virtual.wire.lose("cable", back_s=0.0)
    assert desk.next_status() == Away("disconnected")
    assert desk.next_status() == READY
    assert desk.statuses.empty()


def test_a_printer_that_comes_back_is_found_again(desks, expect_log):
    expect_log("unreachable")
    virtual = VirtualPrinter()
    missing = ["first", "second", "third"]

    def opener(url: str):
        if missing:
            raise Unreachable(missing.pop())
        return virtual.port()

    desk = desks(opener=opener, pace=QUICK)
    while (status := desk.next_status()) != READY:
        assert status == Away("unreachable")
    assert missing == []


def test_what_keeps_the_printer_from_printing_is_logged_with_its_reason_and_once(desks, caplog, expect_log):
    expect_log("unreachable")
    caplog.set_level("INFO", "hardware.worker")
    # An absent host is now without a route, now silent: that is one trouble and not news each time.
    ways = [
        Unreachable("10.0.0.9:9100: no route", cause="no_answer"),
        Unreachable("10.0.0.9:9100: timed out", cause="no_answer"),
        *[Unreachable("10.0.0.9:9100: refused", cause="refused")] * 2,
    ]
    virtual = VirtualPrinter()

    def opener(url: str):
        if ways:
            raise ways.pop(0)
        return virtual.port()

    desk = desks(opener=opener, pace=QUICK)
    while desk.next_status() != READY:
        continue
    desk.worker.close()
    assert [record.getMessage() for record in caplog.records] == [
        "printer memory:: unreachable (10.0.0.9:9100: no route)",
        "printer memory:: unreachable (10.0.0.9:9100: refused)",
        "printer memory:: ready",
    ]


def test_a_slip_that_failed_is_logged_and_the_state_after_it_is_told_anew(desks, expect_log):
    expect_log(r"printer memory:: disconnected \(the cable was pulled\)")
    virtual = VirtualPrinter()
    lines = [virtual.port(), FlakyPort(virtual.port(), after_bytes=30, failure="disconnects")]
    desk = desks(opener=lambda url: lines.pop())
    assert desk.next_status() == READY
    desk.worker.submit("job", RECEIPT)
    name, outcome = desk.next_done()
    assert (name, outcome.code) == ("job", "disconnected")
    assert desk.next_status() == READY, "the app has heard of trouble and hears that it is over"


def test_a_job_is_tried_at_once_however_long_the_printer_was_away(desks, expect_log):
    expect_log("unreachable")
    opened: list[str] = []

    def opener(url: str):
        opened.append(url)
        raise Unreachable("nobody there")

    desk = desks(opener=opener, pace=1000.0)
    assert desk.next_status() == Away("unreachable")
    assert desk.worker.submit("job", RECEIPT)
    assert desk.next_done() == ("job", NotPrinted("unreachable"))


def test_trouble_is_told_for_the_job(desks, expect_log):
    expect_log("paper_out")
    desk = desks()
    desk.next_status()
    desk.virtual.set_state(paper="out")
    desk.worker.submit("job", RECEIPT)
    assert desk.next_done() == ("job", NotPrinted("paper_out"))


def test_the_wait_between_tries_doubles_to_its_limit():
    waits = [backoff_s(failures) for failures in range(1, 50)]
    assert waits[:3] == [BACKOFF_S_MIN, 2 * BACKOFF_S_MIN, 4 * BACKOFF_S_MIN]
    assert waits == sorted(waits)
    assert waits[-1] == BACKOFF_S_MAX


def test_closing_finishes_the_slip_in_work_and_gives_up_the_waiting_ones():
    gate = Gate()
    desk = Desk(opener=gate)
    for name in ("first", "second"):
        assert desk.worker.submit(name, RECEIPT)
    assert gate.reached.wait(SOON_S)
    closer = threading.Thread(target=desk.worker.close)
    closer.start()
    gate.open.set()
    closer.join(SOON_S)
    told = dict(desk.next_done() for _ in range(2))
    assert told["second"] == NotPrinted("closed")
    assert isinstance(told["first"], Printed) or told["first"] == NotPrinted("closed")
    assert not desk.worker.submit("late", RECEIPT)
    desk.worker.close()


def test_it_can_be_closed_from_its_own_callback():
    closed = threading.Event()
    virtual = VirtualPrinter()

    def close(job, outcome) -> None:
        worker.close()
        closed.set()

    worker = PrinterWorker(Printer("virtual:", WIDE, opener=lambda url: virtual.port()), on_done=close)
    worker.submit("job", RECEIPT)
    assert closed.wait(SOON_S)
    worker.close()


def test_a_fault_of_the_app_is_logged_and_the_next_job_is_printed(expect_log):
    done: queue.Queue = queue.Queue()
    virtual = VirtualPrinter()

    def on_done(job, outcome) -> None:
        done.put(job)
        if job == "bad":
            raise ValueError("a bug")

    worker = PrinterWorker(Printer("virtual:", WIDE, opener=lambda url: virtual.port()), on_done=on_done)
    expect_log("the app failed")
    for name in ("bad", "good"):
        worker.submit(name, RECEIPT)
    assert [done.get(timeout=SOON_S) for _ in range(2)] == ["bad", "good"]
    worker.close()


def test_a_bug_costs_its_slip_and_not_the_printer(desks, expect_log, monkeypatch):
    expect_log("a bug|memory:: failed")
    desk = desks()
    assert desk.next_status() == READY
    with monkeypatch.context() as patch:
        patch.setattr("hardware.printer.pieces", broken)
        desk.worker.submit("first", RECEIPT)
        assert desk.next_done() == ("first", Unknown("failed"))
    desk.worker.submit("second", RECEIPT)
    name, outcome = desk.next_done()
    assert (name, type(outcome)) == ("second", Printed)


@pytest.mark.parametrize("place", ["prepare", "status", "listen"])
def test_a_bug_is_logged_once_told_and_over_when_it_is(expect_log, caplog, monkeypatch, place):
    expect_log("a bug|memory:: failed")
    told: queue.Queue = queue.Queue()
    virtual = VirtualPrinter()
    printer = Printer("memory:", WIDE, pace=QUICK, opener=lambda url: virtual.port())
    good, left = getattr(printer, place), [1, 2, 3]

    def use():
        if left:
            left.pop()
            broken()
        return good()

    monkeypatch.setattr(printer, place, use)
    done: queue.Queue = queue.Queue()
    worker = PrinterWorker(
        printer, on_done=lambda job, outcome: done.put((job, outcome)), on_status=told.put, pace=QUICK
    )
    if place == "status":
        assert told.get(timeout=SOON_S) == Away("failed")
    assert told.get(timeout=SOON_S) == READY
    while place != "prepare" and left:
        virtual.set_state(paper="ok")
    worker.submit("job", RECEIPT)
    assert isinstance(done.get(timeout=SOON_S)[1], Printed)
    worker.close()
    assert [record.message for record in caplog.records if record.exc_info] == ["printer memory:: a bug"]


def broken(*_: object) -> None:
    raise ZeroDivisionError("oh")
