"""For every test: a screenless Qt, and no thread, warning or log record left over that nobody expected."""

from __future__ import annotations

import logging
import os
import re
import threading
from collections.abc import Callable, Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QT_QUICK_CONTROLS_STYLE", "Basic")

THREAD_ENDS_S_MAX = 5.0
ExpectLog = Callable[[str], None]


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []
        self.expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """Without widgets: no app of the mall has any."""
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication


@pytest.fixture(autouse=True)
def _log_listener() -> Iterator[_Listener]:
    listener = _Listener()
    root = logging.getLogger()
    root.addHandler(listener)
    yield listener
    root.removeHandler(listener)
    for pattern in listener.expected:
        found = [line for line in listener.heard if re.search(pattern, line)]
        assert found, f"no warning or error like {pattern!r} was logged"
        listener.heard = [line for line in listener.heard if line not in found]
    assert not listener.heard, f"unexpected in the log: {listener.heard}"


@pytest.fixture
def expect_log(_log_listener: _Listener) -> ExpectLog:
    """`expect_log(pattern)`: a warning or worse that matches will be logged in this test, and may be."""
    return _log_listener.expected.append


@pytest.fixture(autouse=True)
def _no_leaked_thread() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(THREAD_ENDS_S_MAX)
        assert not thread.is_alive(), f"the test left {thread} running"
