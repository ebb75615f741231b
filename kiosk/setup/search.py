"""Looks for printers in a thread of its own: some are asked over the network, and take their time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from hardware.attached import Attached

Look = Callable[[], Attached]
"""What is attached; may take seconds."""

_log = logging.getLogger(__name__)


class Search(QObject):
    """One look at a time; `found` is emitted on the thread of this object once for each `start`."""

    found = Signal(object)
    """tuple[hardware.attached.Found, ...]"""
    _seen = Signal(object)

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._thread: threading.Thread | None = None
        self._seen.connect(self._on_seen, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        return self._thread is not None

    def start(self) -> None:
        """No effect while one is running."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="printer search", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Waits for the look under way, so that its thread finds nothing gone."""
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            found = self._look().found
        except Exception:  # noqa: BLE001  whatever the system does, the page must not wait for ever
            _log.exception("the printers attached could not be listed")
            found = ()
        self._seen.emit(found)

    def _on_seen(self, found: object) -> None:
        self._thread = None
        self.found.emit(found)
