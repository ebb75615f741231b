"""Finds the server of one instance by mDNS.

zeroconf listens in threads of its own; what it finds arrives here as a queued signal. What is found is a
hint, never proof of life: a server that died without a goodbye stays listed for many minutes, and after a
move the old address stands beside the new one.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtNetwork import QAbstractSocket, QNetworkInterface
from zeroconf import IPVersion, ServiceBrowser, ServiceListener, Zeroconf

from client.address import ADDRESSES_COUNT_MAX, Address
from protocol.service import MDNS_TYPE, TXT_INSTANCE

log = logging.getLogger("antrean.finder")
ASK_MS, ASKS_COUNT_MAX = 300, 10
"""How long to wait for the details of a server that was announced, and how often; between two it may end."""
NETWORK_CHECK_EVERY_S = 5.0
"""A network that comes up after the app, or comes back with another address, is noticed so soon."""


def own_addresses() -> frozenset[str]:
    """Of this machine, IP version 4, loopback too: the server may run here."""
    return frozenset(
        address.toString()
        for address in QNetworkInterface.allAddresses()
        if address.protocol() is QAbstractSocket.NetworkLayerProtocol.IPv4Protocol
    )


class Finder(QObject):
    """Looks from `open` to `close`. `found` carries all addresses of the instance, newest server first."""

    found = Signal(object)
    """tuple[Address, ...]"""
    others = Signal(object)
    """tuple[str, ...]: the other instances on this network; again when the network is another one."""
    _changed = Signal(str, str, object)
    """Name of a service, its instance, tuple[Address, ...]; from zeroconf's thread."""

    def __init__(
        self,
        instance: str,
        *,
        own: Callable[[], frozenset[str]] = own_addresses,
        pace: float = 1.0,
        parent: QObject | None = None,
    ) -> None:
        """`own`: at which addresses of this machine to listen; `pace` multiplies waits, for tests."""
        super().__init__(parent)
        self._instance = instance
        self._own = own
        self._listening_at: frozenset[str] = frozenset()
        self._check = QTimer(self)
        self._check.setInterval(round(NETWORK_CHECK_EVERY_S * pace * 1000))
        self._check.timeout.connect(self._follow_network)
        self._said = ""
        self._listed: dict[str, tuple[Address, ...]] = {}
        self._others: dict[str, str] = {}
        self._zeroconf: Zeroconf | None = None
        self._listener: _Listener | None = None
        self._browser: ServiceBrowser | None = None
        self._changed.connect(self._on_changed, Qt.ConnectionType.QueuedConnection)

    def open(self) -> None:
        """A machine without a usable network finds nothing until it has one."""
        self._follow_network()
        self._check.start()

    def close(self) -> None:
        """Ends zeroconf's threads."""
        self._check.stop()
        self._stop()

    def _follow_network(self) -> None:
        own = self._own()
        if own == self._listening_at:
            return
        self._stop()
        self._listed.clear()
        self._others.clear()
        if own and not self._listen(own):
            return
        self._listening_at = own
        self.others.emit(())

    def _listen(self, own: frozenset[str]) -> bool:
        try:
            self._zeroconf = Zeroconf(interfaces=sorted(own), ip_version=IPVersion.V4Only)
        except OSError as error:
            # At boot the network comes up bit by bit: the next check tries again, and says no more of it.
            if self._said != (said := str(error)):
                log.warning("no discovery at %s: %s", ", ".join(sorted(own)), said)
            self._said = said
            return False
        self._said = ""
        log.info("looking for %r at %s", self._instance, ", ".join(sorted(own)))
        self._listener = _Listener(self)
        self._browser = ServiceBrowser(self._zeroconf, MDNS_TYPE, listener=self._listener)
        return True

    def _stop(self) -> None:
        self._listening_at = frozenset()
        zeroconf, browser = self._zeroconf, self._browser
        if self._listener is not None:
            self._listener.over = True
        self._zeroconf = self._browser = self._listener = None
        if zeroconf is None or browser is None:
            return

        def end() -> None:
            # Closing zeroconf alone would leave the browser's thread running.
            browser.cancel()
            zeroconf.close()

        # The browser may be asking a server that is no more, and the window must not wait for that.
        threading.Thread(target=end, name="finder-end").start()

    def tell(self, name: str, instance: str, addresses: tuple[Address, ...]) -> None:
        """From any thread: these are the service's addresses now; none when it has left."""
        self._changed.emit(name, instance, addresses)

    @Slot(str, str, object)
    def _on_changed(self, name: str, instance: str, addresses: tuple[Address, ...]) -> None:
        before, others = tuple(self._listed.values()), dict(self._others)
        self._listed.pop(name, None)
        self._others.pop(name, None)
        if instance == self._instance and addresses:
            self._listed[name] = addresses
        elif addresses:
            self._others[name] = instance
        if before != tuple(self._listed.values()):
            newest_first = reversed(self._listed.values())
            everywhere = dict.fromkeys(one for several in newest_first for one in several)
            self.found.emit(tuple(everywhere)[:ADDRESSES_COUNT_MAX])
        if others != self._others:
            self.others.emit(tuple(sorted(set(self._others.values())))[:ADDRESSES_COUNT_MAX])


class _Listener(ServiceListener):
    """Called by zeroconf's thread; once `over`, it tells nothing more."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self.over = False

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        info = None
        for _ in range(ASKS_COUNT_MAX):
            if self.over or (info := zc.get_service_info(type_, name, ASK_MS)) is not None:
                break
        if self.over or info is None or info.port is None:
            return
        instance = info.decoded_properties.get(TXT_INSTANCE) or ""
        addresses = (Address(host=host, port=info.port) for host in info.parsed_scoped_addresses())
        self._finder.tell(name, instance, tuple(addresses))

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.add_service(zc, type_, name)

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        if not self.over:
            self._finder.tell(name, "", ())
