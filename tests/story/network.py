"""Where the programs of a story live: two networks joined by one cable, or all on one machine.

Two network namespaces of Linux joined by a veth pair are as good as two machines with a cable: names must be
found by multicast, and the cable can be pulled. That needs root and iproute2, so loopback is there too.
"""

from __future__ import annotations

import functools
import os
import secrets
import shutil
import subprocess
import sys
from types import TracebackType
from typing import Self

SERVER_ADDRESS, APPS_ADDRESS = "192.0.2.1", "192.0.2.2"
"""Of the range kept for documentation; they exist inside the namespaces only."""
CABLE = "cable"
NAMES = "/run/netns"
"""Where iproute2 keeps the names of the namespaces."""
IP_S_MAX = 10.0


class Loopback:
    """One machine; nothing can be cut."""

    kind = "loopback"
    listen = server_address = "127.0.0.1"
    server_prefix: tuple[str, ...] = ()
    apps_prefix: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass


class Namespaces:
    """Two machines and a cable, of names that nobody else has."""

    kind = "namespaces"
    listen = "0.0.0.0"
    server_address = SERVER_ADDRESS

    def __init__(self) -> None:
        name = f"antrean-{secrets.token_hex(3)}"
        self._server, self._apps = f"{name}-server", f"{name}-apps"
        # Not `ip netns exec`: it also remounts, which a chroot does not allow.
        self.server_prefix = ("nsenter", f"--net={NAMES}/{self._server}")
        self.apps_prefix = ("nsenter", f"--net={NAMES}/{self._apps}")

    def __enter__(self) -> Self:
        try:
            for machine in (self._server, self._apps):
                _ip("netns", "add", machine)
            ends = ("netns", self._server, "type", "veth", "peer", "name", CABLE, "netns", self._apps)
            _ip("link", "add", CABLE, *ends)
            for machine, address in ((self._server, SERVER_ADDRESS), (self._apps, APPS_ADDRESS)):
                _ip("-n", machine, "address", "add", f"{address}/24", "dev", CABLE)
                for end in ("lo", CABLE):
                    _ip("-n", machine, "link", "set", end, "up")
        except BaseException:
            self._remove()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._remove()

    def cut(self) -> None:
        """Pull the cable at the server."""
        _ip("-n", self._server, "link", "set", CABLE, "down")

    def mend(self) -> None:
        _ip("-n", self._server, "link", "set", CABLE, "up")

    def mute_server(self) -> None:
        """What the apps say arrives; what the server says does not."""
        _ip("-n", self._server, "route", "add", "blackhole", f"{APPS_ADDRESS}/32")

    def unmute_server(self) -> None:
        _ip("-n", self._server, "route", "del", "blackhole", f"{APPS_ADDRESS}/32")

    def _remove(self) -> None:
        for machine in (self._server, self._apps):
            subprocess.run(
                ["ip", "netns", "delete", machine], check=False, capture_output=True, timeout=IP_S_MAX
            )


Network = Loopback | Namespaces


@functools.cache
def why_no_namespaces() -> str:
    """Why this machine cannot have them; empty if it can."""
    if not sys.platform.startswith("linux"):
        return "network namespaces are Linux's"
    if os.geteuid() != 0:
        return "network namespaces need root"
    for program, package in (("ip", "iproute2"), ("nsenter", "util-linux")):
        if shutil.which(program) is None:
            return f"network namespaces need {package}"
    try:
        with Namespaces() as network:
            for prefix in (network.server_prefix, network.apps_prefix):
                _run(*prefix, "true")
            return ""
    except subprocess.CalledProcessError as error:
        return f"this machine gives no network namespaces: {error.stderr.strip()}"


def network_of(kind: str) -> Network:
    return Namespaces() if kind == "namespaces" else Loopback()


def best() -> str:
    return "loopback" if why_no_namespaces() else "namespaces"


def _ip(*words: str) -> None:
    _run("ip", *words)


def _run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True, text=True, timeout=IP_S_MAX)
