"""What only the server keeps of its hall: series and counts of numbers, the counters' rounds, its answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from protocol.catalogue import CounterId, ServiceId
from protocol.messages import (
    REQUESTS_KEPT_MAX,
    DayStarted,
    DeviceId,
    Event,
    StopAdded,
    TicketConfirmed,
    TicketIssued,
    VisitCalled,
    VisitCancelled,
)
from protocol.visit import Round, State, Visit, VisitId

KEYS_KEPT = timedelta(hours=24)
"""An Idempotency-Key is good for so long at least; older ones are dropped when a day starts."""
Given = tuple[int, int]
"""An answer: seq of its first event, count of its events."""


class Answers(Struct, frozen=True, kw_only=True):
    """A device's last requests and what they led to."""

    last: int
    ring: Map[int, tuple[int, int, int]]
    """Request number modulo `REQUESTS_KEPT_MAX` to (number, seq of the first event, count of events)."""

    def find(self, request: int) -> Given | Literal["new", "too_old"]:
        number, first, count = self.ring.get(request % REQUESTS_KEPT_MAX, (0, 0, 0))
        if number == request:
            return first, count
        return "too_old" if number > request or request <= self.last - REQUESTS_KEPT_MAX else "new"

    def after(self, event: Event, request: int) -> Answers:
        number, first, count = self.ring.get(request % REQUESTS_KEPT_MAX, (0, 0, 0))
        if number != request:
            first, count = event.seq, 0
        ring = self.ring.set(request % REQUESTS_KEPT_MAX, (request, first, count + 1))
        return Answers(last=max(self.last, request), ring=ring)


class Books(Struct, frozen=True, kw_only=True):
    series: Map[str, int]
    """Prefix to the last number given today."""
    given: Map[ServiceId, int]
    """Numbers given today that count in its quota; one that came to nothing is free again."""
    rounds: Map[CounterId, Round]
    """What each counter has called since its last ordinary walk-in."""
    answers: Map[DeviceId, Answers]
    keys: Map[tuple[DeviceId, str], tuple[int, int, datetime]]
    """Device and Idempotency-Key to (seq of the first event, count of events, time)."""

    def find(self, device: DeviceId, request: int | str | None) -> Given | Literal["new", "too_old"]:
        """What a request led to, if it was answered before."""
        match request:
            case None:
                return "new"
            case str():
                kept = self.keys.get((device, request))
                return "new" if kept is None else kept[:2]
            case int():
                known = self.answers.get(device)
                return "new" if known is None else known.find(request)

    def last_request(self, device: DeviceId) -> int:
        known = self.answers.get(device)
        return 0 if known is None else known.last

    def after(self, event: Event, visits: Map[VisitId, Visit]) -> Books:
        """The books with one more event in them; `visits` as they were before it."""
        books = self if event.request is None else self._answered(event)
        match event.what:
            case DayStarted():
                keys = {key: kept for key, kept in books.keys.items() if event.at - kept[2] < KEYS_KEPT}
                return replace(books, series=Map(), given=Map(), rounds=Map(), keys=Map(keys))
            case TicketIssued(prefix=prefix, number=number, service=service):
                return replace(books._counted(service, 1), series=books.series.set(prefix, number))
            case StopAdded(service=service, sent=False):
                return books._counted(service, 1)
            case VisitCalled(counter=counter, why=why):
                return replace(books, rounds=books.rounds.set(counter, why.round))
            case VisitCancelled(visit=visit, stop=index, reason=reason) if reason != "day_ended":
                stop = visits[visit].stops[index]
                return books if stop.sent else books._counted(stop.service, -1)
            case TicketConfirmed(visit=visit, stop=index):
                stop = visits[visit].stops[index]
                return books._counted(stop.service, 1) if stop.state is State.CANCELLED else books
            case _:
                return books

    def _counted(self, service: ServiceId, more: int) -> Books:
        return replace(self, given=self.given.set(service, self.given.get(service, 0) + more))

    def _answered(self, event: Event) -> Books:
        assert event.by is not None
        device, request = event.by.device, event.request
        if isinstance(request, str):
            first, count, at = self.keys.get((device, request), (event.seq, 0, event.at))
            return replace(self, keys=self.keys.set((device, request), (first, count + 1, at)))
        assert request is not None
        known = self.answers.get(device) or NOTHING
        return replace(self, answers=self.answers.set(device, known.after(event, request)))


NOTHING = Answers(last=0, ring=Map())
EMPTY = Books(series=Map(), given=Map(), rounds=Map(), answers=Map(), keys=Map())
