"""Between a serial scanner's thread and Qt's: what it reads comes out as queued signals."""

from __future__ import annotations

from typing import Annotated

import typer
from PySide6.QtCore import QObject, Qt, Signal

from client.app import Options
from hardware.errors import BadUrl
from hardware.listener import Listener, check
from hardware.scanner import Scans
from kiosk.slip_printer import S

ScannerOption = Annotated[
    str | None, typer.Option("--scanner", help="Address of a serial scanner, e.g. serial:///dev/ttyACM0.")
]


class Scanner(QObject):
    """Raises `BadUrl`. Without an address there is none, and nothing is ever emitted."""

    scanned = Signal(str)
    status = Signal(str)
    """"ok", or why it cannot be heard: a code of hardware."""
    _scanned = Signal(str)
    _status = Signal(str)

    def __init__(self, url: str, *, pace: float = 1.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scanned.connect(self.scanned, Qt.ConnectionType.QueuedConnection)
        self._status.connect(self.status, Qt.ConnectionType.QueuedConnection)
        self._listener = (
            Listener(url, Scans(), on_message=self._on_scan, on_status=self._on_status, pace=pace)
            if url
            else None
        )

    def close(self) -> None:
        """Gives the device back."""
        if self._listener is not None:
            self._listener.close()

    def _on_scan(self, text: str) -> None:
        self._scanned.emit(text)

    def _on_status(self, code: str, reason: str) -> None:
        self._status.emit(code)


def scanner_url(options: Options[S]) -> str:
    """Empty where there is none. Raises `typer.BadParameter` for an address that cannot be used."""
    url = options.settings.scanner
    try:
        if url:
            check(url)
    except BadUrl as error:
        raise typer.BadParameter(f"{options.source_of('scanner')}: {error}") from error
    return url
