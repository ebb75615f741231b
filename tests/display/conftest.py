from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

import server.catalogue
from client.language import Languages
from display.calling import Calling
from display.model import DisplayModel
from protocol.catalogue import Catalogue
from tests.display.hall import HandAnnouncer, Mall


@pytest.fixture(scope="session")
def malang() -> Catalogue:
    return server.catalogue.load()


@pytest.fixture
def mall(qapp: QGuiApplication, malang: Catalogue) -> Mall:
    return Mall(malang)


@pytest.fixture
def voice(qapp: QGuiApplication) -> HandAnnouncer:
    return HandAnnouncer()


@pytest.fixture
def told() -> list[tuple[str, dict[str, Any]]]:
    """What the display says of itself, in order."""
    return []


@pytest.fixture
def languages(qapp: QGuiApplication) -> Iterator[Languages]:
    languages = Languages()
    yield languages
    languages.close()


@pytest.fixture
def make_model(
    voice: HandAnnouncer, languages: Languages, told: list[tuple[str, dict[str, Any]]]
) -> Callable[..., DisplayModel]:
    """`make_model(mall, zone=…, voices=…)`: a display of this mall, in English."""

    def tell(name: str, **fields: Any) -> None:
        told.append((name, fields))

    def make(mall: Mall, *, voices: tuple[str, ...] = ("id",), zone: str | None = None) -> DisplayModel:
        calling = Calling(voice, voices=voices, tell=tell)
        model = DisplayModel(link=mall.link, languages=languages, calling=calling, tell=tell, zone=zone)
        calling.setParent(model)
        return model

    return make
