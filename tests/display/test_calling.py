"""Calls through the real voice, on a machine without a loudspeaker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from client.language import Languages
from display.announcer import QUEUE_COUNT_MAX, Announcer
from display.calling import Calling
from display.model import DisplayModel
from display.voice import Voice
from tests.display.hall import Mall

SPEED = 1_000.0
Told = list[tuple[str, dict[str, Any]]]


@pytest.fixture
def run(
    qapp: QGuiApplication, tmp_path: Path, languages: Languages, mall: Mall, told: Told
) -> Iterator[Callable[..., DisplayModel]]:
    """`run(voices)`: a display with its own voice, a thousand times as fast, that records into `tmp_path`."""
    made: list[Announcer] = []
    models: list[DisplayModel] = []

    def tell(name: str, **fields: Any) -> None:
        told.append((name, fields))

    def start(*voices: str) -> DisplayModel:
        announcer = Announcer(Voice(cache=tmp_path / "cache"), folder=tmp_path / "calls", speed=SPEED)
        made.append(announcer)
        calling = Calling(announcer, voices=voices, tell=tell)
        model = DisplayModel(link=mall.link, languages=languages, calling=calling, tell=tell)
        calling.setParent(model)
        models.append(model)
        return model

    yield start
    for announcer in made:
        announcer.close()


def recorded(folder: Path) -> list[str]:
    return sorted(file.name for file in (folder / "calls").glob("*.wav"))


def test_calls_and_recalls_are_recorded_in_order_each_once(
    run: Callable[..., DisplayModel], mall: Mall, tmp_path: Path, qtbot: QtBot
) -> None:
    model = run("id")
    mall.call(1)
    mall.call(20)
    mall.recall(1)
    qtbot.waitUntil(lambda: model.report()["voice_queue"] == 0)
    assert recorded(tmp_path) == ["001-A001-loket-1.wav", "002-D001-loket-20.wav", "003-A001-loket-1.wav"]
    report = model.report()
    assert (report["called"], report["announced"], report["skipped"]) == (3, 3, {})
    assert report["unheard"] == 3


def test_each_call_is_spoken_in_every_language_that_was_asked_for(
    run: Callable[..., DisplayModel], mall: Mall, tmp_path: Path, told: Told, qtbot: QtBot
) -> None:
    run("id", "en")
    mall.call(1)
    qtbot.waitUntil(lambda: bool(told))
    assert [name for name, _ in told] == ["announced"]
    assert recorded(tmp_path) == ["001-A001-loket-1.wav", "002-A001-loket-1.wav"]
    first, second = ((tmp_path / "calls" / name).read_bytes() for name in recorded(tmp_path))
    assert first != second


def test_a_crowd_of_calls_loses_the_count_of_none(
    run: Callable[..., DisplayModel], mall: Mall, qtbot: QtBot
) -> None:
    model = run("id")
    mall.call(1)
    for _ in range(2 * QUEUE_COUNT_MAX):
        mall.recall(1)
    report = model.report()
    assert report["voice_queue"] == QUEUE_COUNT_MAX + 1
    assert report["skipped"] == {"crowded": QUEUE_COUNT_MAX}
    qtbot.waitUntil(lambda: model.report()["voice_queue"] == 0, timeout=20_000)
    report = model.report()
    assert (
        report["called"] == report["announced"] + sum(report["skipped"].values()) == 2 * QUEUE_COUNT_MAX + 1
    )
