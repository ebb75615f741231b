from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from client import litter
from client.litter import Litter


class Dead(QObject):
    """It holds itself, and a timer that must not be stopped from another thread."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self
        self.timer = QTimer(self, interval=1)
        self.timer.start()


@pytest.fixture
def app_litter(qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Litter]:
    monkeypatch.setattr(litter, "LOOK_MS", 1)
    # As it is in an app; while a test of Qt runs nothing is collected.
    gc.enable()
    made = Litter()
    yield made
    shiboken6.delete(made)


def ask_for_memory() -> None:
    for _ in range(20_000):
        cycle: list[object] = []
        cycle.append(cycle)


def test_a_dead_qobject_waits_for_its_own_thread_however_much_another_one_allocates(
    app_litter: Litter, qtbot: QtBot
) -> None:
    died_in: list[threading.Thread] = []
    dead = weakref.ref(Dead(), lambda _: died_in.append(threading.current_thread()))
    thread = threading.Thread(target=ask_for_memory)
    thread.start()
    thread.join()
    assert dead() is not None
    qtbot.waitUntil(lambda: dead() is None)
    assert died_in == [threading.main_thread()]
