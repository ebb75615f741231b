from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication

import server.catalogue
from protocol.catalogue import Catalogue, Language
from tests.kiosk.front import Kiosk, OpenKiosk
from tests.kiosk.stage import Stage


@pytest.fixture
def stage(qapp: QGuiApplication) -> Iterator[Stage]:
    stage = Stage()
    yield stage
    stage.close()


@pytest.fixture(scope="module")
def malang() -> Catalogue:
    return server.catalogue.rehearsal(server.catalogue.load())


@pytest.fixture
def open_kiosk(qapp: QGuiApplication, malang: Catalogue) -> Iterator[OpenKiosk]:
    """`open_kiosk(size=…, language=…)`"""
    opened: list[Kiosk] = []

    def open_(size: str = "upright", language: Language = "id", catalogue: Catalogue = malang) -> Kiosk:
        opened.append(Kiosk(catalogue, size, language))
        return opened[-1]

    yield open_
    for kiosk in opened:
        kiosk.shell.close()
