"""How a server is found: mDNS service type, TXT fields, protocol version."""

from __future__ import annotations

VERSION = "0.1.0"
"""Of this release, in all its programs."""
MDNS_TYPE = "_antrean._tcp.local."
PROTOCOL = "1.1"
"""MAJOR.MINOR. Another major version is refused with `version_unsupported`."""
SESSION_PATH = "/session"
INSTANCE_DEFAULT = "mall"
BEAT_EVERY_S = 2.0
"""An app sends a beat this often; the server answers each."""
SILENCE_S_MAX = 6.0
"""Either end takes the other for gone after so long without any frame."""

TXT_INSTANCE = "instance"
TXT_SERVER = "server"
TXT_PROTOCOL = "protocol"
TXT_TRAINING = "training"


def speaks_with(theirs: str) -> bool:
    """Whether another protocol version can talk with this one: the same major number."""
    return theirs.partition(".")[0] == PROTOCOL.partition(".")[0]
