"""What the LED sign over a counter should show: one rule, for a counter's own sign and for a display's line.

    the counter                          its sign
    a number was called or recalled      the number, blinking for `BLINK_S`, then steady
    that visitor is served               the number, steady
    an officer, and nobody before them   idle: "LOKET 8"
    the officer is on break              idle: "ISTIRAHAT"
    no officer                           idle: "TUTUP"

Pure: whoever drives a sign asks again after each event and once a second.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from protocol.catalogue import CounterId, Language, Text
from protocol.hall import Hall
from protocol.visit import State

BLINK_S = 15.0
Mode = Literal["steady", "blinking", "idle"]
_COUNTER = Text(id="LOKET", en="COUNTER")
_BREAK = Text(id="ISTIRAHAT", en="BREAK")
_CLOSED = Text(id="TUTUP", en="CLOSED")


class SignFace(Struct, frozen=True, kw_only=True):
    text: str
    """At most 12 characters."""
    mode: Mode


def sign_face(hall: Hall, counter: CounterId, now: datetime, language: Language) -> SignFace:
    """`now`: the server's time."""
    desk = hall.desks.get(counter)
    if desk is None:
        return SignFace(text=_CLOSED.in_(language), mode="idle")
    visit = None if desk.visit is None else hall.visits.get(desk.visit)
    if visit is None:
        idle = _BREAK.in_(language) if desk.on_break else f"{_COUNTER.in_(language)} {counter}"
        return SignFace(text=idle, mode="idle")
    stop = visit.stops[desk.stop]
    called = stop.recalled_at or stop.called_at
    fresh = called is not None and now - called < timedelta(seconds=BLINK_S)
    return SignFace(text=visit.label, mode="blinking" if stop.state is State.CALLED and fresh else "steady")
