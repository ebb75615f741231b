"""A whole app of one window, for tests that need a process of its own: driven as the real ones are."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from client.app import Options, Shell
from client.settings import Settings


class Model(QObject):
    def report(self) -> dict[str, object]:
        return {"mood": "fine"}


def main() -> int:
    shell = Shell("client", Options(settings=Settings(size="320x240", fullscreen=False), remote=True))
    shell.engine.addImportPath(str(Path(__file__).parent / "qml"))
    shell.show("Mall.Stage", "Reasons", {"model": Model()})
    QTimer.singleShot(0, lambda: shell.tell("started", width=shell.window.width()))
    return shell.run()


sys.exit(main())
