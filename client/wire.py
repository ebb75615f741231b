"""One connection to one address: frames in and out, and the certainty that it is alive.

A WebSocket of Qt neither pings nor notices a dead cable; here silence ends it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtNetwork import QAbstractSocket, QNetworkProxy
from PySide6.QtWebSockets import QWebSocket

from client.address import Address
from client.trouble import What, Why
from protocol import codec
from protocol.frames import FromApp
from protocol.service import SILENCE_S_MAX

CONNECT_S_MAX = 2.0
"""An address that has not answered the handshake by then is taken for dead."""
FRAME_FROM_SERVER_BYTES_MAX = 64 * 1024 * 1024
"""A snapshot of a very full day is a few megabytes; a longer frame ends the connection."""
_ERRORS: dict[QAbstractSocket.SocketError, What] = {
    QAbstractSocket.SocketError.ConnectionRefusedError: "refused",
    QAbstractSocket.SocketError.HostNotFoundError: "unknown_name",
    QAbstractSocket.SocketError.NetworkError: "unreachable",
    QAbstractSocket.SocketError.RemoteHostClosedError: "hung_up",
    QAbstractSocket.SocketError.SocketTimeoutError: "no_answer",
}


class Wire(QObject):
    """After `open` it emits `opened`, `received` for each frame, and at the end one `gone` and no more."""

    opened = Signal()
    received = Signal(object)
    """protocol.frames.FromServer"""
    unreadable = Signal(str)
    """A frame that is of another version; the connection stays."""
    gone = Signal(object)
    """client.trouble.Why"""

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

    def _end(self, why: Why) -> None:
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
        self._end(Why(what="hung_up", about=self._socket.closeReason()))

    def _on_error(self, error: QAbstractSocket.SocketError) -> None:
        self._end(Why(what=_ERRORS.get(error, "machine"), about=self._socket.errorString()))

    def _on_silence(self) -> None:
        self._end(Why(what="no_answer"))

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
