from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from client.language import Languages
from tests.counter.stage import Stage
from tests.counter.window import OpenWindow, Window


@pytest.fixture
def languages(qapp: QGuiApplication) -> Iterator[Languages]:
    languages = Languages()
    yield languages
    languages.close()


@pytest.fixture
def make_stage(languages: Languages, tmp_path: Path) -> Iterator[Callable[..., Stage]]:
    stages: list[Stage] = []

    def make(**over: object) -> Stage:
        stages.append(Stage(languages, tmp_path / "counter.json", **over))
        return stages[-1]

    yield make
    for stage in stages:
        stage.devices.close()


@pytest.fixture
def stage(make_stage: Callable[..., Stage]) -> Stage:
    return make_stage()


@pytest.fixture
def called(stage: Stage) -> Stage:
    """A-001 is called to counter 1, A-002 waits, and counter 2 is free."""
    stage.ticket()
    stage.ticket()
    stage.other_officer(2)
    stage.seated()
    stage.do("call_next")
    return stage


@pytest.fixture
def open_window(qapp: QGuiApplication, tmp_path: Path) -> Iterator[OpenWindow]:
    windows: list[Window] = []

    def make(**over: object) -> Window:
        windows.append(Window(tmp_path / "counter.json", **over))
        return windows[-1]

    yield make
    for window in windows:
        window.stage.devices.close()
        window.shell.close()


@pytest.fixture
def window(open_window: OpenWindow) -> Window:
    """Three wait for the counter, at which an officer sits."""
    window = open_window()
    for _ in range(3):
        window.stage.ticket()
    window.show()
    return window
