"""The floor of an app: a bare Qt Quick window with one line of text, started the same way.

`python -m bench.bare_window` prints one line when its first frame is drawn and lives until its input ends.
"""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickWindow, QSGRendererInterface

SCENE = QByteArray(
    b'import QtQuick\nWindow { width: 1080; height: 1920; visible: true; Text { text: "A-017" } }'
)


def main() -> None:
    QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
    application = QGuiApplication(["bare"])
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(SCENE, QUrl())
    window = component.create()
    assert isinstance(window, QQuickWindow)
    window.grabWindow()
    application.processEvents()
    sys.stdout.write(json.dumps({"event": "drawn", "t": time.monotonic()}) + "\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
