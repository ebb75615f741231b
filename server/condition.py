"""Which of the states that devices report of themselves nobody has to look at."""

from __future__ import annotations

_ANYWHERE = frozenset({"", "ok"})
FINE: dict[str, frozenset[str]] = {
    # A printer that cannot answer, and a kiosk without one, are as their mall wants them.
    "paper": _ANYWHERE | {"unknown", "no_printer"},
    "sound": _ANYWHERE | {"playing", "silent"},
}
"""By topic of a report. "silent" is a loudspeaker with nothing to say, but a printer that does not answer."""


def fine(topic: str, code: str) -> bool:
    """`code` as reported, with what follows it."""
    return code.partition(" ")[0] in FINE.get(topic, _ANYWHERE)
