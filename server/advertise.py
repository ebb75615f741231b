"""Lets the apps find the server: mDNS registration."""

# zeroconf's registration returns a bare Awaitable.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import ipaddress
import socket

import ifaddr
from zeroconf import IPVersion, ServiceInfo
from zeroconf.asyncio import AsyncZeroconf

from protocol.service import MDNS_TYPE, PROTOCOL, TXT_INSTANCE, TXT_PROTOCOL, TXT_SERVER, TXT_TRAINING


class Advertisement:
    """Registered while the server runs; says goodbye when it stops in good order."""

    def __init__(self, zeroconf: AsyncZeroconf, info: ServiceInfo) -> None:
        self._zeroconf = zeroconf
        self._info = info

    @classmethod
    async def start(
        cls, *, host: str, port: int, server: str, instance: str, training: bool
    ) -> Advertisement:
        addresses = addresses_of(host)
        info = ServiceInfo(
            MDNS_TYPE,
            f"{instance}-{server[:8]}.{MDNS_TYPE}",
            port=port,
            addresses=[socket.inet_aton(address) for address in addresses],
            server=f"antrean-{server[:8]}.local.",
            properties={
                TXT_INSTANCE: instance,
                TXT_SERVER: server,
                TXT_PROTOCOL: PROTOCOL,
                TXT_TRAINING: "1" if training else "0",
            },
        )
        zeroconf = AsyncZeroconf(interfaces=addresses, ip_version=IPVersion.V4Only)
        # A server that was killed may still be announced under this name, by nobody: it is ours.
        await zeroconf.async_register_service(info, cooperating_responders=True)
        return cls(zeroconf, info)

    async def stop(self) -> None:
        await self._zeroconf.async_unregister_service(self._info)
        await self._zeroconf.async_close()


def addresses_of(host: str) -> list[str]:
    """The IPv4 addresses under which a server listening on `host` is reached."""
    if not ipaddress.ip_address(host).is_unspecified:
        return [host]
    ips = [ip.ip for adapter in ifaddr.get_adapters() for ip in adapter.ips if isinstance(ip.ip, str)]
    # Loopback too: an app may run on the server's own machine.
    return sorted(ips, key=lambda ip: ipaddress.ip_address(ip).is_loopback)
