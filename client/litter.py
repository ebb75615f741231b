"""Python's search for dead cycles, kept on Qt's thread.

Left to itself, Python looks for objects that only hold one another in whatever thread asks for memory just
then, and destroys there what it finds. A QObject that dies away from its own thread, with a timer or with
signals under way, takes the program with it; an app has threads that own printers, scanners and sockets.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 1_000
"""Between looks whether there is enough to collect."""


class Litter(QObject):
    """From now until the process ends nothing is collected but on the thread of this object.

    What is alive now is taken to live as long as the app, and is not searched again.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._ticker = QTimer(self, interval=LOOK_MS)
        self._ticker.timeout.connect(collect_due)
        self._ticker.start()


def collect_due() -> None:
    """As far as Python itself would collect now."""
    for generation, (count, threshold) in reversed(
        list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
    ):
        if count > threshold > 0:
            gc.collect(generation)
            return
