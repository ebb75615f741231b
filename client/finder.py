"""Finds the server of one instance by mDNS.

zeroconf listens in threads of its own; what it finds arrives here as a queued signal. What is found is a
hint, never proof of life: a server that died without a goodbye stays listed for many minutes, and after a
move the old address stands beside the new one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtNetwork import QAbstractSocket, QNetworkInterface
from zeroconf import IPVersion, ServiceBrowser, ServiceListener, Zeroconf

from client.address import ADDRESSES_COUNT_MAX, Address
from protocol.service import MDNS_TYPE, TXT_INSTANCE

log = logging.getLogger("antrean.finder")
ASK_MS_MAX = 3_000
"""How long to wait for the details of a server that was announced."""
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
    _changed = Signal(str, object)
    """Name of a service, tuple[Address, ...]; from zeroconf's thread."""

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
        self._listed: dict[str, tuple[Address, ...]] = {}
        self._zeroconf: Zeroconf | None = None
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
        self._listening_at = own
        if not own:
            return
        try:
            self._zeroconf = Zeroconf(interfaces=sorted(own), ip_version=IPVersion.V4Only)
        except OSError as error:
            log.warning("no discovery: %s", error)
            return
        self._browser = ServiceBrowser(self._zeroconf, MDNS_TYPE, listener=_Listener(self))

    def _stop(self) -> None:
        # Closing zeroconf alone would leave the browser's thread running.
        if self._browser is not None:
            self._browser.cancel()
        if self._zeroconf is not None:
            self._zeroconf.close()
        self._zeroconf = self._browser = None

    def tell(self, name: str, addresses: tuple[Address, ...]) -> None:
        """From any thread: these are the service's addresses now; none when it has left."""
        self._changed.emit(name, addresses)

    @property
    def instance(self) -> str:
        return self._instance

    @Slot(str, object)
    def _on_changed(self, name: str, addresses: tuple[Address, ...]) -> None:
        before = tuple(self._listed.values())
        self._listed.pop(name, None)
        if addresses:
            self._listed[name] = addresses
        if before != tuple(self._listed.values()):
            newest_first = reversed(self._listed.values())
            everywhere = dict.fromkeys(one for several in newest_first for one in several)
            self.found.emit(tuple(everywhere)[:ADDRESSES_COUNT_MAX])


class _Listener(ServiceListener):
    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        info = zc.get_service_info(type_, name, ASK_MS_MAX)
        if info is None or info.port is None:
            return
        told = info.decoded_properties
        if told.get(TXT_INSTANCE) == self._finder.instance:
            addresses = (Address(host=host, port=info.port) for host in info.parsed_scoped_addresses())
            self._finder.tell(name, tuple(addresses))

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.add_service(zc, type_, name)

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self._finder.tell(name, ())
