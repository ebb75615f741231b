"""The press with the real worker and real printers on ports in memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from hardware.fake import MemoryPort
from hardware.printer import NotPrinted, Outcome, Printed, Printer, Unknown
from hardware.profiles import PROFILES
from hardware.receipt import Line, Receipt
from kiosk.press import NO_PRINTER, Press, paper_of

SLIP = Receipt(parts=(Line("A-017", size="huge"),))
WAIT_MS = 5_000


class Heard:
    """What a press says, and on which thread."""

    def __init__(self, press: Press) -> None:
        self.outcomes: list[tuple[str, Outcome]] = []
        self.threads: set[int] = set()
        self._loop = QEventLoop()
        press.done.connect(self._on_done)

    def wait(self) -> None:
        QTimer.singleShot(WAIT_MS, self._loop.quit)
        self._loop.exec()

    def _on_done(self, job: str, outcome: Outcome) -> None:
        self.outcomes.append((job, outcome))
        self.threads.add(threading.get_ident())
        self._loop.quit()


@pytest.fixture
def port() -> MemoryPort:
    return MemoryPort()


@pytest.fixture
def press(qapp: QGuiApplication, port: MemoryPort) -> Iterator[Press]:
    press = Press(Printer("memory:", PROFILES["80mm"], opener=lambda _: port))
    yield press
    press.close()


def test_an_outcome_comes_back_on_the_thread_of_the_window(press: Press, port: MemoryPort):
    heard = Heard(press)
    press.submit("7", SLIP)
    assert heard.outcomes == []
    heard.wait()
    ((job, outcome),) = heard.outcomes
    assert job == "7"
    assert isinstance(outcome, Unknown)
    assert outcome.code == "no_answer"
    assert heard.threads == {threading.get_ident()}
    assert b"A-017" in port.written


def test_without_a_printer_every_slip_stays_on_the_screen(qapp: QGuiApplication):
    press = Press(None)
    heard = Heard(press)
    press.submit("7", SLIP)
    assert heard.outcomes == []
    heard.wait()
    assert heard.outcomes == [("7", NotPrinted(NO_PRINTER))]
    assert not press.present


def test_a_press_that_was_closed_refuses_slips(press: Press):
    press.close()
    heard = Heard(press)
    press.submit("7", SLIP)
    heard.wait()
    ((_, outcome),) = heard.outcomes
    assert isinstance(outcome, NotPrinted)


def test_a_slip_for_the_new_printer_waits_until_the_old_one_is_given_back(
    press: Press, port: MemoryPort, qtbot: QtBot
):
    fresh = MemoryPort()
    heard = Heard(press)
    press.replace(Printer("memory:", PROFILES["58mm"], opener=lambda _: fresh))
    press.submit("8", SLIP)
    heard.wait()
    ((job, _),) = heard.outcomes
    assert job == "8"
    assert b"A-017" in fresh.written
    assert b"A-017" not in port.written


def test_the_slip_in_work_is_finished_and_the_waiting_ones_are_given_up_when_the_printer_is_replaced(
    qapp: QGuiApplication, qtbot: QtBot
):
    begun, go_on = threading.Event(), threading.Event()

    class Slow(MemoryPort):
        def write(self, data: bytes) -> None:
            if b"A-017" in data:
                begun.set()
                assert go_on.wait(WAIT_MS / 1000)
            super().write(data)

    old, fresh = Slow(), MemoryPort()
    press = Press(Printer("memory:", PROFILES["80mm"], opener=lambda _: old))
    heard = Heard(press)
    for job in ("in work", "waiting"):
        press.submit(job, SLIP)
    assert begun.wait(WAIT_MS / 1000)
    press.replace(None)
    press.replace(Printer("memory:", PROFILES["80mm"], opener=lambda _: fresh))
    press.submit("new", SLIP)
    assert press.present
    assert not fresh.written, "the old one is still at work, and nobody waited for it"
    go_on.set()
    qtbot.waitUntil(lambda: len(heard.outcomes) == 3)
    press.close()
    outcomes = dict(heard.outcomes)
    assert {job: outcome.code for job, outcome in outcomes.items() if not isinstance(outcome, Printed)} == {
        "in work": "no_answer",
        "waiting": "closed",
        "new": "no_answer",
    }
    assert old.written.count(b"A-017") == fresh.written.count(b"A-017") == 1


def test_a_kiosk_that_gives_up_its_printer_says_so(press: Press, qtbot: QtBot):
    with qtbot.waitSignal(press.status, check_params_cb=lambda status: paper_of(status) == NO_PRINTER):
        press.replace(None)
    assert not press.present


def test_a_kiosk_that_gets_its_first_printer_prints_on_it(qapp: QGuiApplication, port: MemoryPort):
    press = Press(None)
    press.replace(Printer("memory:", PROFILES["80mm"], opener=lambda _: port))
    heard = Heard(press)
    press.submit("7", SLIP)
    heard.wait()
    press.close()
    assert b"A-017" in port.written


def test_a_press_that_is_closed_while_it_changes_printers_gives_up_what_it_holds(press: Press, qtbot: QtBot):
    heard = Heard(press)
    press.replace(Printer("memory:", PROFILES["80mm"], opener=lambda _: MemoryPort()))
    press.submit("held", SLIP)
    press.close()
    press.submit("late", SLIP)
    qtbot.waitUntil(lambda: len(heard.outcomes) == 2)
    assert heard.outcomes == [("held", NotPrinted("closed")), ("late", NotPrinted("closed"))]
