"""One connection to one address: frames in and out, and the certainty that it is alive.

A WebSocket of Qt neither pings nor notices a dead cable; here silence ends it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtNetwork import QNetworkProxy
from PySide6.QtWebSockets import QWebSocket

from client.address import Address
from protocol import codec
from protocol.frames import FromApp
from protocol.service import SILENCE_S_MAX

CONNECT_S_MAX = 2.0
"""An address that has not answered the handshake by then is taken for dead."""
FRAME_FROM_SERVER_BYTES_MAX = 64 * 1024 * 1024
"""A snapshot of a very full day is a few megabytes; a longer frame ends the connection."""


class Wire(QObject):
    """After `open` it emits `opened`, `received` for each frame, and at the end one `gone` and no more."""

    opened = Signal()
    received = Signal(object)
    """protocol.frames.FromServer"""
    unreadable = Signal(str)
    """A frame that is of another version; the connection stays."""
    gone = Signal(str)
    """Why, for the technician."""

    def __init__(self, address: Address, *, pace: float, parent: QObject) -> None:
        super().__init__(parent)
        self.address = address
        self._pace = pace
        self._opened = False
        self._over = False
        self._socket = QWebSocket(parent=self)
        # The mall's server is in the building: a proxy of the machine is never on the way.
        self._socket.setProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
        self._socket.setMaxAllowedIncomingMessageSize(FRAME_FROM_SERVER_BYTES_MAX)
        self._socket.setMaxAllowedIncomingFrameSize(FRAME_FROM_SERVER_BYTES_MAX)
        self._socket.connected.connect(self._on_connected)
        self._socket.disconnected.connect(self._on_disconnected)
        self._socket.errorOccurred.connect(self._on_error)
        self._socket.textMessageReceived.connect(self._on_text)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._on_silence)

    def open(self) -> None:
        self._patience.start(round(CONNECT_S_MAX * self._pace * 1000))
        self._socket.open(QUrl(self.address.url))

    def send(self, frame: FromApp) -> None:
        if not self._over:
            self._socket.sendTextMessage(codec.encode(frame).decode())
            # Now, and not after the screen has been drawn anew for the tap.
            self._socket.flush()

    def drop(self) -> None:
        """Ends it without a word more; emits nothing."""
        if self._over:
            return
        self._over = True
        self._patience.stop()
        self._socket.abort()
        self.deleteLater()

    def _end(self, why: str) -> None:
        if not self._over:
            self.drop()
            self.gone.emit(why)

    def _on_connected(self) -> None:
        if not self._over:
            self._opened = True
            self._patience.start(round(SILENCE_S_MAX * self._pace * 1000))
            self.opened.emit()

    def _on_disconnected(self) -> None:
        # One that never opened is told of by an error, which knows more.
        if not self._opened:
            return
        reason = self._socket.closeReason()
        self._end(f"{self.address}: the server hung up{f': {reason}' if reason else ''}")

    def _on_error(self) -> None:
        self._end(f"{self.address}: {self._socket.errorString()}")

    def _on_silence(self) -> None:
        self._end(f"{self.address}: no answer")

    def _on_text(self, text: str) -> None:
        if self._over:
            return
        self._patience.start()
        try:
            frame = codec.from_server(text)
        except codec.Unreadable as error:
            self.unreadable.emit(str(error))
            return
        self.received.emit(frame)
