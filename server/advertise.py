"""Lets the apps find the server: mDNS registration."""

# zeroconf's registration returns a bare Awaitable.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import ipaddress
import logging
import socket

import ifaddr
from zeroconf import Error as ZeroconfError
from zeroconf import IPVersion, ServiceInfo
from zeroconf.asyncio import AsyncZeroconf

from protocol.service import MDNS_TYPE, PROTOCOL, TXT_INSTANCE, TXT_PROTOCOL, TXT_SERVER, TXT_TRAINING

log = logging.getLogger(__name__)


class Advertisement:
    """Registered while the server runs, under the addresses that the machine has at the moment.

    A network that will not have it (no multicast, no interface yet) never keeps the hall from opening:
    typed and remembered addresses work without, and `refresh` tries again.
    """

    def __init__(self, *, host: str, port: int, server: str, instance: str, training: bool) -> None:
        self._host = host
        self._port = port
        self._server = server
        self._txt = {
            TXT_INSTANCE: instance,
            TXT_SERVER: server,
            TXT_PROTOCOL: PROTOCOL,
            TXT_TRAINING: "1" if training else "0",
        }
        self._name = f"{instance}-{server[:8]}.{MDNS_TYPE}"
        self._zeroconf: AsyncZeroconf | None = None
        self._info: ServiceInfo | None = None
        self._addresses: list[str] = []

    async def refresh(self) -> bool:
        """Register under the addresses of now; call every few seconds. Gives whether they have changed."""
        addresses = addresses_of(self._host)
        if addresses == self._addresses:
            return False
        await self.stop()
        self._info = ServiceInfo(
            MDNS_TYPE,
            self._name,
            port=self._port,
            addresses=[socket.inet_aton(address) for address in addresses],
            server=f"antrean-{self._server[:8]}.local.",
            properties=self._txt,
        )
        try:
            self._zeroconf = AsyncZeroconf(interfaces=addresses, ip_version=IPVersion.V4Only)
            # A server that was killed may still be announced under this name, by nobody: it is ours.
            await self._zeroconf.async_register_service(self._info, cooperating_responders=True)
        except (OSError, ZeroconfError) as error:
            log.error("the apps will not find this server by themselves, give them its address: %s", error)
        self._addresses = addresses
        return True

    async def stop(self) -> None:
        """Say goodbye to those who listen."""
        if self._zeroconf is not None and self._info is not None:
            try:
                await self._zeroconf.async_unregister_service(self._info)
            except (OSError, ZeroconfError) as error:
                log.warning("mDNS: %s", error)
            await self._zeroconf.async_close()
        self._zeroconf = None


def addresses_of(host: str) -> list[str]:
    """The IPv4 addresses under which a server listening on `host` is reached."""
    if not ipaddress.ip_address(host).is_unspecified:
        return [host]
    ips = [ip.ip for adapter in ifaddr.get_adapters() for ip in adapter.ips if isinstance(ip.ip, str)]
    # Loopback too, and last: an app may run on the server's own machine.
    return sorted(ips, key=lambda ip: (ipaddress.ip_address(ip).is_loopback, ip)) or ["127.0.0.1"]
