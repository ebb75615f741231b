"""How long ago, for people who look up now and then."""

from __future__ import annotations

from datetime import datetime

from client.language import translate
from client.moment import clock_text
from protocol.catalogue import Language

HOUR_S = 3_600
MINUTE_S = 60


def since_text(at: datetime, now: datetime, language: Language) -> str:
    """In whole minutes; from an hour on the time itself. Both times in the mall's zone."""
    seconds = (now - at).total_seconds()
    if seconds < MINUTE_S:
        return translate("Display", "just now")
    if seconds < HOUR_S:
        return translate("Display", "%1 min ago").replace("%1", str(int(seconds // MINUTE_S)))
    return clock_text(at, language)
