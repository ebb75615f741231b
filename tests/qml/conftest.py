from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine, QQmlError
from PySide6.QtQuick import QQuickItem, QQuickWindow
from pytestqt.qtbot import QtBot

import client
from client import icons_provider

CLIENT = Path(client.__file__).parent
MakeItem = Callable[[str], QQuickItem]


@pytest.fixture
def engine(qapp: QGuiApplication) -> Iterator[QQmlApplicationEngine]:
    """Knows Mall.Look; a warning of QML fails the test."""
    for font in (CLIENT / "fonts").glob("*.ttf"):
        QFontDatabase.addApplicationFont(str(font))
    engine = QQmlApplicationEngine()
    warnings: list[QQmlError] = []
    engine.warnings.connect(warnings.extend)
    engine.addImportPath(str(CLIENT / "qml"))
    icons_provider.install(engine)
    yield engine
    shiboken6.delete(engine)
    assert [warning.toString() for warning in warnings] == []


@pytest.fixture
def theme(engine: QQmlApplicationEngine) -> QObject:
    return engine.singletonInstance("Mall.Look", "Theme")


@pytest.fixture
def show(engine: QQmlApplicationEngine, qtbot: QtBot) -> MakeItem:
    """`show(qml)`: the one item that this QML describes, in a window that is exposed."""

    def show(qml: str) -> QQuickItem:
        window = f"Window {{ width: 1080; height: 1080; visible: true\n{qml}\n}}"
        engine.loadData(f"import QtQuick\nimport Mall.Look\n{window}".encode())
        root = engine.rootObjects()[-1]
        assert isinstance(root, QQuickWindow)
        qtbot.waitExposed(root)
        (item,) = root.contentItem().childItems()
        return item

    return show
