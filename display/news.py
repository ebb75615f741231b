"""What events and snapshots mean for a display: who is called now, and who need not be any more."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from display.calls import Call, Key, call_of, counters_of, heard_in, is_fresh, missed
from protocol.catalogue import CounterId, ZoneId
from protocol.hall import Hall, State
from protocol.messages import (
    Event,
    ServiceStarted,
    VisitCalled,
    VisitCancelled,
    VisitId,
    VisitMissed,
    VisitRecalled,
    VisitTakenBack,
)


class Called(Struct, frozen=True, kw_only=True):
    """To be shown, and spoken if it is fresh."""

    call: Call
    recall: bool
    fresh: bool


class Answered(Struct, frozen=True, kw_only=True):
    """Nobody need call them any more: the visitor came, was missed, or was taken back."""

    key: Key
    reason: str


class Overtaken(Struct, frozen=True, kw_only=True):
    """Called, and answered by the same commit: there is nothing to be shown or spoken."""

    visit: VisitId


News = Called | Answered | Overtaken
_ANSWERS = {
    ServiceStarted: "started",
    VisitTakenBack: "taken_back",
    VisitMissed: "missed",
    VisitCancelled: "cancelled",
}
_REASONS = {State.SERVING: "started", State.FINISHED: "started", State.NO_SHOW: "missed"}


class Following:
    """Follows the hall for the counters of a zone, or of the whole mall.

    `heard` says when each listed stop was last called; whoever lists them may drop what is too old.
    """

    def __init__(self, hall: Hall, zone: ZoneId | None) -> None:
        self.hall = hall
        self.heard: dict[Key, datetime] = {}
        self.counters: frozenset[CounterId] = frozenset()
        self._zone = zone
        self._server: str | None = None

    def begin(self, hall: Hall, server: str, now: datetime) -> list[News]:
        """A snapshot. What happened while the connection was lost is news; after a start, or of another
        server, nothing is."""
        before, self.hall = self.hall, hall
        told = self.heard
        same_server, self._server = self._server == server, server
        self.counters = counters_of(hall.catalogue, self._zone)
        self.heard = heard_in(hall, self.counters)
        if not same_server:
            return [Answered(key=key, reason="other_server") for key in told]
        answered = [Answered(key=key, reason=reason) for key in told if (reason := self._answer(key))]
        called = missed(before, hall, self.counters, now)
        return [*answered, *(Called(call=call, recall=call.key in told, fresh=True) for call in called)]

    def follow(self, hall: Hall, events: tuple[Event, ...], now: datetime) -> list[News]:
        """Events that led to this hall."""
        self.hall = hall
        return [news for event in events if (news := self._follow(event, now)) is not None]

    def _follow(self, event: Event, now: datetime) -> News | None:
        match event.what:
            case ServiceStarted() | VisitTakenBack() | VisitMissed() | VisitCancelled() as what:
                key = (what.visit, what.stop)
                if isinstance(what, VisitTakenBack):
                    # It may be called again, to where this display does not look.
                    self.heard.pop(key, None)
                return Answered(key=key, reason=_ANSWERS[type(what)])
            case VisitCalled() | VisitRecalled() as what if what.counter in self.counters:
                key = (what.visit, what.stop)
                self.heard[key] = event.at
                call = call_of(self.hall, key, event.at)
                if call is None or not call.open:
                    return Overtaken(visit=what.visit)
                recall = isinstance(what, VisitRecalled)
                return Called(call=call, recall=recall, fresh=is_fresh(event.at, now))
            case _:
                return None

    def _answer(self, key: Key) -> str:
        """Why a stop that was called need not be any more; empty if it must."""
        visit = self.hall.visits.get(key[0])
        if visit is None:
            return "cancelled"
        state = visit.stops[key[1]].state
        return "" if state is State.CALLED else _REASONS.get(state, "taken_back")
