from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication

import server.catalogue
from client.app import Options
from kiosk.slip_printer import KioskSettings
from protocol.catalogue import Catalogue, Language
from tests.kiosk.front import Kiosk, OpenKiosk
from tests.kiosk.stage import HeldPress, Stage


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

    def open_(
        size: str = "upright",
        language: Language = "id",
        catalogue: Catalogue = malang,
        options: Options[KioskSettings] | None = None,
        press: HeldPress | None = None,
        setup_pace: float = 0.01,
    ) -> Kiosk:
        kiosk = Kiosk(catalogue, size, language, options=options, press=press, setup_pace=setup_pace)
        opened.append(kiosk)
        return opened[-1]

    yield open_
    for kiosk in opened:
        kiosk.shell.close()
        kiosk.stage.close()
