"""The press with the real worker and real printers on ports in memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication

from hardware.fake import MemoryPort
from hardware.printer import NotPrinted, Outcome, Printer, Unknown
from hardware.profiles import PROFILES
from hardware.receipt import Line, Receipt
from kiosk.press import NO_PRINTER, Press

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
