from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from client.language import Languages
from tests.kiosk.reception.stage import Stage


@pytest.fixture
def languages(qapp: QGuiApplication) -> Iterator[Languages]:
    languages = Languages()
    yield languages
    languages.close()


@pytest.fixture
def make_stage(languages: Languages) -> Callable[..., Stage]:
    def make(**over: object) -> Stage:
        return Stage(languages, **over)

    return make


@pytest.fixture
def stage(make_stage: Callable[..., Stage]) -> Stage:
    return make_stage()
