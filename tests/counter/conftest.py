from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from client.fake import decide as fake_rules
from client.language import Languages
from tests.counter.stage import Stage, real_rules


@pytest.fixture
def languages(qapp: QGuiApplication) -> Iterator[Languages]:
    languages = Languages()
    yield languages
    languages.close()


@pytest.fixture
def make_stage(languages: Languages, tmp_path: Path) -> Callable[..., Stage]:
    def make(**over: object) -> Stage:
        return Stage(languages, tmp_path / "counter.json", **over)

    return make


@pytest.fixture(params=[fake_rules, real_rules], ids=["fake rules", "server's rules"])
def stage(request: pytest.FixtureRequest, make_stage: Callable[..., Stage]) -> Stage:
    """Everything that an officer does is tried against both."""
    return make_stage(rules=request.param)
