"""What events and snapshots mean for a display: who is called now, and who need not be any more."""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime

from msgspec import Struct

from display.calls import Call, Key, call_of, counters_of, heard_in, is_fresh, missed, stop_of
from protocol.catalogue import CounterId, ZoneId
from protocol.hall import Hall, State
from protocol.messages import (
    Event,
    ServiceStarted,
    VisitCalled,
    VisitCancelled,
    VisitHandedOver,
    VisitId,
    VisitMissed,
    VisitParked,
    VisitRecalled,
    VisitTakenBack,
    VisitTransferred,
)


class Called(Struct, frozen=True, kw_only=True):
    """To be shown, and spoken if it is fresh."""

    call: Call
    recall: bool
    fresh: bool


class Answered(Struct, frozen=True, kw_only=True):
    """Nobody need call them any more: the visitor came or was missed, or the call does not stand."""

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
    VisitParked: "parked",
    VisitTransferred: "transferred",
}
_REASONS = {
    State.SERVING: "started",
    State.FINISHED: "started",
    State.NO_SHOW: "missed",
    State.CANCELLED: "cancelled",
    State.PARKED: "parked",
    State.TRANSFERRED: "transferred",
}


class Following:
    """Follows the hall for the counters of a zone, or of the whole mall.

    `heard` says when each listed stop was called; whoever lists them drops with `keep` what is too old.
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
        heard = self.heard
        same_server, self._server = self._server == server, server
        self.counters = counters_of(hall.catalogue, self._zone)
        self.heard = heard_in(hall, self.counters)
        if not same_server:
            return [Answered(key=key, reason="other_server") for key in heard]
        self.heard |= {key: self._latest(before, key, at) for key, at in heard.items() if key in self.heard}
        answered = [
            Answered(key=key, reason=reason) for key in heard if (reason := self._answer(before, key))
        ]
        over = {one.key for one in answered}
        return [
            *answered,
            *(
                Called(call=call, recall=call.key in heard and call.key not in over, fresh=True)
                for call in missed(before, hall, self.counters, now)
            ),
        ]

    def follow(self, hall: Hall, events: tuple[Event, ...], now: datetime) -> list[News]:
        """Events that led to this hall."""
        self.hall = hall
        return [news for event in events if (news := self._follow(event, now)) is not None]

    def keep(self, keys: Set[Key]) -> None:
        """The others are not listed any more."""
        self.heard = {key: at for key, at in self.heard.items() if key in keys}

    def _follow(self, event: Event, now: datetime) -> News | None:
        match event.what:
            case ServiceStarted() | VisitMissed() as what:
                return Answered(key=(what.visit, what.stop), reason=_ANSWERS[type(what)])
            case VisitTakenBack() | VisitCancelled() | VisitParked() | VisitTransferred() as what:
                key = (what.visit, what.stop)
                # It may be called again, to where this display does not look.
                self.heard.pop(key, None)
                return Answered(key=key, reason=_ANSWERS[type(what)])
            case VisitHandedOver() as what:
                key = (what.visit, what.stop)
                self.heard.pop(key, None)
                if what.to in self.counters:
                    self.heard[key] = event.at
                return None
            case VisitCalled() | VisitRecalled() as what if what.counter in self.counters:
                key = (what.visit, what.stop)
                self.heard[key] = event.at
                call = call_of(self.hall, key, event.at)
                if call is None or not call.open or call.counter != what.counter:
                    return Overtaken(visit=what.visit)
                recall = isinstance(what, VisitRecalled)
                return Called(call=call, recall=recall, fresh=is_fresh(event.at, now))
            case _:
                return None

    def _latest(self, before: Hall, key: Key, was: datetime) -> datetime:
        """When a call that was known is from. A snapshot does not tell when it was handed over."""
        at, old, new = self.heard[key], stop_of(before, key), stop_of(self.hall, key)
        same_call = old is not None and new is not None and old.called_at == new.called_at
        return max(was, at) if same_call else at

    def _answer(self, before: Hall, key: Key) -> str:
        """Why a stop that was called need not be any more; empty if it must."""
        old, new = stop_of(before, key), stop_of(self.hall, key)
        if new is None:
            return "cancelled"
        if new.state is not State.CALLED:
            return _REASONS.get(new.state, "taken_back")
        same_call = old is not None and (old.called_at, old.counter) == (new.called_at, new.counter)
        return "" if same_call else "taken_back"
