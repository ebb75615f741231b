"""Why the link is not ready: data for the log, and a text for the technician in the interface's language."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from client.address import Address
from client.language import translate
from protocol.service import PROTOCOL

What = Literal[
    # Of the connection
    "no_answer",
    "hung_up",
    "refused",
    "unknown_name",
    "unreachable",
    "machine",
    # Of what was said there
    "other_instance",
    "other_protocol",
    "unreadable",
    # The server's own words when it hangs up
    "version_unsupported",
    "token_unknown",
    "replaced",
    "too_slow",
    "silent",
    "malformed",
    "shutting_down",
]
_SAYING_MORE: frozenset[What] = frozenset({"unreadable", "version_unsupported", "malformed"})


class Why(Struct, frozen=True, kw_only=True):
    """Why a connection came to nothing; `about` is as the machine or the server put it."""

    what: What
    about: str = ""

    def __str__(self) -> str:
        return f"{self.what}: {self.about}" if self.about else self.what


class Trouble(Struct, frozen=True, kw_only=True):
    """What is wanted, and what came of it."""

    instance: str
    tried: tuple[tuple[Address, Why], ...] = ()
    """Each address with the latest reason."""
    own: tuple[str, ...] = ()
    """This machine's addresses in its networks."""
    others: tuple[str, ...] = ()
    """Instances whose servers were found instead."""

    def __str__(self) -> str:
        tried = ", ".join(f"{address} ({why})" for address, why in self.tried)
        others = f"; found instead: {', '.join(self.others)}" if self.others else ""
        return f"instance {self.instance!r}, tried {tried or 'none'}, from {', '.join(self.own)}{others}"

    def text(self) -> str:
        """For the technician in front of the screen."""
        words = [translate("Trouble", "Mall (instance): “%1”.").replace("%1", self.instance)]
        if self.tried:
            tried = ", ".join(f"{address} – {_why_text(why)}" for address, why in self.tried)
            words.append(translate("Trouble", "Tried: %1.").replace("%1", tried))
        elif self.own:
            found = translate("Trouble", "No server of it was found on the network of this device (%1).")
            words.append(found.replace("%1", ", ".join(self.own)))
        else:
            words.append(translate("Trouble", "This device is on no network."))
        if self.others:
            others = ", ".join(f"“{other}”" for other in self.others)
            words.append(translate("Trouble", "Found instead: %1.").replace("%1", others))
        return " ".join(words)


def _why_text(why: Why) -> str:
    text = _template(why)
    if "%1" in text:
        return text.replace("%1", why.about).replace("%2", PROTOCOL)
    return f"{text} ({why.about})" if why.about and why.what in _SAYING_MORE else text


def _template(why: Why) -> str:
    match why.what:
        case "no_answer":
            return translate("Trouble", "no answer")
        case "hung_up":
            return translate("Trouble", "the server hung up")
        case "refused":
            return translate("Trouble", "no server is running there")
        case "unknown_name":
            return translate("Trouble", "the name is unknown")
        case "unreachable":
            return translate("Trouble", "the network there cannot be reached")
        case "machine":
            return "%1"
        case "other_instance":
            return translate("Trouble", "is the server of “%1”")
        case "other_protocol":
            return translate("Trouble", "speaks protocol %1, this program %2")
        case "unreadable":
            return translate("Trouble", "cannot be understood")
        case "version_unsupported":
            return translate("Trouble", "wants another version")
        case "token_unknown":
            return translate("Trouble", "does not know the token of this device")
        case "replaced":
            return translate("Trouble", "another device came with the same token")
        case "too_slow":
            return translate("Trouble", "this device was too slow")
        case "silent":
            return translate("Trouble", "nothing was heard of this device")
        case "malformed":
            return translate("Trouble", "did not understand this device")
        case "shutting_down":
            return translate("Trouble", "the server is being shut down")
