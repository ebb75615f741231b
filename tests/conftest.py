"""For every test: a screenless Qt, and no thread, warning or log record left over that nobody expected."""

from __future__ import annotations

import gc
import logging
import os
import re
import threading
from collections.abc import Callable, Generator, Iterator

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


def pytest_collection_finish() -> None:
    """What is imported by now stays, and need not be searched after every test."""
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """What a test of Qt leaves behind dies on this thread: a timer that is destroyed in the thread of some
    later test's printer, because Python happened to collect there, takes the whole run with it."""
    if "qapp" not in getattr(item, "fixturenames", ()):
        return (yield)
    gc.disable()
    try:
        return (yield)
    finally:
        # What a module's fixtures held dies with its last test; the rest is young.
        same_module = nextitem is not None and nextitem.path == item.path
        gc.collect(0 if same_module else 2)
        gc.enable()


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
