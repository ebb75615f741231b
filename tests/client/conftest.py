from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QGuiApplication

from client.clock import ServerClock
from client.link import Link
from tests.client.stage import INSTANCE, Stage

PACE = 0.1
"""Tests wait a tenth of what an app waits."""
NOON = datetime(2026, 1, 5, 5, 0, tzinfo=UTC)
"""By the mall's clock, on a Monday."""


@pytest.fixture
def stage(qapp: QGuiApplication) -> Iterator[Stage]:
    stage = Stage(NOON)
    yield stage
    stage.close()


@pytest.fixture
def make_link(qapp: QGuiApplication) -> Iterator[Callable[..., Link]]:
    """Links that know no address yet and are closed after the test."""
    links: list[Link] = []

    def make(**over: object) -> Link:
        given = {
            "app": "test 1",
            "token": "secret",
            "instance": INSTANCE,
            "clock": ServerClock(NOON),
            "pace": PACE,
            "chance": lambda: 0.0,
            **over,
        }
        links.append(Link(**given))
        return links[-1]

    yield make
    for link in links:
        link.close()


@pytest.fixture
def link(make_link: Callable[..., Link], stage: Stage) -> Link:
    """Knows the stage's address; not yet opened."""
    return make_link(typed=stage.address)
