"""What the set-up shows and does not change: scanner, server, this program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from client.language import translate
from client.link import Link, LinkState
from client.reasons import state_text
from protocol.service import PROTOCOL, VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label over a value; one without a value is not shown."""

    icon: str
    label: str
    value: str


def server_facts(link: Link, instance: str, file: Path | None) -> list[Fact]:
    """Of the connection and of both ends of it."""
    welcome, ready = link.welcome, link.state is LinkState.READY
    connected = translate("Setup", "Connected")
    theirs = translate("Setup", "%1, server's %2").replace("%1", PROTOCOL)
    place = "" if welcome is None else " · ".join(filter(None, (welcome.device, welcome.place)))
    return [
        Fact(
            icon="check-circle" if ready else "wifi-off",
            label=translate("Setup", "Connection"),
            value=connected if ready else state_text(link.state),
        ),
        Fact(icon="monitor", label=translate("Setup", "Server found at"), value=link.address),
        Fact(icon="landmark", label=translate("Setup", "Name of the mall on this network"), value=instance),
        Fact(icon="lock", label=translate("Setup", "This device"), value=place),
        Fact(icon="info", label=translate("Setup", "Version of this program"), value=VERSION),
        Fact(
            icon="repeat",
            label=translate("Setup", "Protocol"),
            value=PROTOCOL if welcome is None else theirs.replace("%2", welcome.protocol),
        ),
        Fact(
            icon="settings",
            label=translate("Setup", "Settings file"),
            value="" if file is None else str(file),
        ),
    ]


def scanner_facts(address: str, scanned: str, at: str) -> list[Fact]:
    """`scanned`: the last text read while the set-up is open, `at` what time."""
    keyboard = translate("Setup", "As a keyboard: whatever is plugged in")
    return [
        Fact(icon="qr-code", label=translate("Setup", "Address"), value=address or keyboard),
        Fact(icon="check-circle", label=translate("Setup", "Last read"), value=scanned),
        Fact(icon="clock", label=translate("Setup", "Read at"), value=at),
    ]
