"""Where a server may be: host and port, as found, remembered or typed; and in which order to try them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from protocol.service import SESSION_PATH

ADDRESSES_COUNT_MAX = 16
"""So many are tried in one round, and of more found ones the oldest are forgotten."""
PORT_MAX = 65_535
_WRITTEN = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+(?:%\w+)?)\]|(?P<host>[^\s:\[\]/]+)):(?P<port>\d{1,5})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """`host` is a name or an address; one of IP version 6 without brackets."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """Of a session there."""
        return f"ws://{self}{SESSION_PATH}".replace("%", "%25")


class AddressUnreadable(ValueError):
    """Text that is no `HOST:PORT`; says what was expected."""


def parse(text: str) -> Address:
    """Reads `HOST:PORT` or `[IPV6]:PORT`. Raises `AddressUnreadable`."""
    match = _WRITTEN.fullmatch(text.strip())
    port = int(match["port"]) if match else 0
    if match is None or not 0 < port <= PORT_MAX:
        raise AddressUnreadable(f"{text!r} is not HOST:PORT, for example 192.168.1.10:8000")
    return Address(host=match["six"] or match["host"], port=port)


def in_order(last_good: Address | None, found: tuple[Address, ...], typed: Address | None) -> list[Address]:
    """Each once: where it last worked, what was found, what was typed."""
    wanted = [last_good, *found, typed]
    return list(dict.fromkeys(address for address in wanted if address is not None))[:ADDRESSES_COUNT_MAX]


class LastGood:
    """The address that worked last, kept in a file so that a restart without mDNS finds the server.

    A missing, unreadable or unwritable file only means that nothing is remembered.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def read(self) -> Address | None:
        if self._path is None:
            return None
        try:
            return parse(self._path.read_text("utf-8"))
        except (OSError, UnicodeError, AddressUnreadable):
            return None

    def write(self, address: Address) -> None:
        if self._path is None or self.read() == address:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(f"{address}\n", "utf-8")
        except OSError:
            return
