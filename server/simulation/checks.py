"""What always holds, asked of the events of a day after it is over; the rules of the server are not used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from protocol.catalogue import Catalogue, ServiceId
from protocol.hall import Hall, apply, empty
from protocol.messages import (
    BookingCancelled,
    BookingKept,
    BookingMade,
    DayEnded,
    DayStarted,
    Event,
    StopAdded,
    TicketConfirmed,
    TicketIssued,
    VisitCalled,
    VisitCancelled,
    VisitDelayed,
    VisitRestored,
)
from protocol.visit import BookingId, DeviceId, VisitId
from server.simulation.fairness import Fairness
from server.simulation.ledger import ENDINGS, Ledger

Heard = set[tuple[DeviceId, int | str, int]]
"""Of each answer that an app has heard: device, request, seq of the first event."""


def broken(events: tuple[Event, ...], catalogue: Catalogue, heard: Heard, hall: Hall) -> Iterator[str]:
    """What did not hold, each with the seq at which it shows. `hall`: as the server has it in the end."""
    ledger = Ledger()
    checks = Checks(catalogue, ledger)
    fairness = Fairness(catalogue, ledger)
    for event in events:
        what = event.what
        if isinstance(what, VisitCalled):
            yield from (f"seq {event.seq}: {wrong}" for wrong in fairness.judge(what, event.at))
        elif isinstance(what, DayStarted):
            fairness.new_day()
        for wrong in (*checks.follow(event), *ledger.enter(event)):
            yield f"seq {event.seq}: {wrong}"
    yield from checks.unheard(events, heard)
    folded = empty(catalogue)
    for event in events:
        folded = apply(folded, event)
    if folded != hall:
        yield "the journal does not read back to the hall that the server had"


class Checks:
    """Numbers, requests, quotas, bookings, the day's end."""

    def __init__(self, catalogue: Catalogue, ledger: Ledger) -> None:
        self._catalogue = catalogue
        self._ledger = ledger
        self._seq = 0
        self._at: datetime | None = None
        self._numbers: dict[str, int] = {}
        self._requests: set[tuple[DeviceId, int | str]] = set()
        self._last: Event | None = None
        self._given: Counter[ServiceId] = Counter()
        self._revived: Counter[ServiceId] = Counter()
        self._booked: dict[BookingId, tuple[ServiceId, datetime]] = {}
        self._places: Counter[tuple[ServiceId, datetime]] = Counter()
        self._left: set[VisitId] = set()
        """Whom the day's end has sent home."""

    def follow(self, event: Event) -> Iterator[str]:
        """Before the event is entered into the ledger."""
        if event.seq != self._seq + 1 or (self._at is not None and event.at < self._at):
            yield "not the next one, or before the last one"
        self._seq, self._at = event.seq, event.at
        yield from self._one_effect(event)
        self._last = event
        match event.what:
            case DayStarted(day=day):
                if day != self._day_of(event.at):
                    yield f"{day} starts on {self._day_of(event.at)}"
                self._ledger.day = day
                self._numbers.clear()
                self._given.clear()
                self._revived.clear()
            case DayEnded(left=left):
                yield from self._all_ended(left)
                self._ledger.day = None
            case TicketIssued(prefix=prefix, number=number, service=service):
                if number != self._numbers.get(prefix, 0) + 1:
                    yield f"{prefix}-{number:03} after {self._numbers.get(prefix, 0)}"
                self._numbers[prefix] = number
                yield from self._one_more(service)
            case StopAdded(service=service, sent=False):
                yield from self._one_more(service)
            case VisitCancelled(reason="day_ended", visit=visit):
                self._left.add(visit)
            case VisitCancelled() as what:
                stop = self._ledger.tickets[what.visit].stops[what.stop]
                self._given[stop.service] -= not stop.sent
            case TicketConfirmed() as what:
                stop = self._ledger.tickets[what.visit].stops[what.stop]
                if stop.state == "cancelled":
                    self._given[stop.service] += 1
                    self._revived[stop.service] += 1
            case VisitDelayed() as what:
                stop = self._ledger.tickets[what.visit].stops[what.stop]
                policy = self._catalogue.tenants[stop.tenant].policy
                if stop.delays >= policy.delays_max or what.line_time < stop.line_time:
                    yield "delayed too often, or forward"
            case VisitRestored() as what:
                stop = self._ledger.tickets[what.visit].stops[what.stop]
                limit = timedelta(minutes=self._catalogue.tenants[stop.tenant].policy.restore_min)
                if stop.ended_at is None or event.at - stop.ended_at > limit:
                    yield "restored too late"
            case BookingMade() as what:
                yield from self._one_more_place(what)
            case BookingCancelled(booking=booking):
                self._places[self._booked.pop(booking)] -= 1
            case BookingKept(booking=booking):
                del self._booked[booking]
            case _:
                pass

    def unheard(self, events: tuple[Event, ...], heard: Heard) -> Iterator[str]:
        """Answers of which the journal knows nothing: acknowledged, and lost."""
        for device, request, seq in sorted(heard, key=lambda each: each[2]):
            event = events[seq - 1] if 0 < seq <= len(events) else None
            if event is None or event.by is None or (event.by.device, event.request) != (device, request):
                yield f"seq {seq}: {device} was told of it, the journal knows nothing of it"

    def _day_of(self, at: datetime) -> str:
        """From the hour at which the mall's day ends on, it is tomorrow."""
        local = at.astimezone(ZoneInfo(self._catalogue.timezone))
        over = f"{local:%H:%M}" >= self._catalogue.day_ends
        return (local.date() + timedelta(days=over)).isoformat()

    def _one_effect(self, event: Event) -> Iterator[str]:
        if event.request is None:
            return
        assert event.by is not None
        key = (event.by.device, event.request)
        if event.part == 0:
            if key in self._requests:
                yield f"a second effect of request {event.request} of {event.by.device}"
            self._requests.add(key)
        else:
            last = self._last
            same = last is not None and last.by is not None and (last.by.device, last.request) == key
            if last is None or not same or last.part != event.part - 1:
                yield f"part {event.part} without the one before"

    def _one_more(self, service: ServiceId) -> Iterator[str]:
        self._given[service] += 1
        known = self._catalogue.services[service]
        if known.quota is not None and self._given[service] - self._revived[service] > known.quota:
            yield f"{service}: more than its quota"
        quota = self._catalogue.tenants[known.tenant].quota
        if quota is not None:
            theirs = [each.id for each in self._catalogue.services.values() if each.tenant == known.tenant]
            if sum(self._given[each] - self._revived[each] for each in theirs) > quota:
                yield f"{known.tenant}: more than its quota"

    def _one_more_place(self, what: BookingMade) -> Iterator[str]:
        place = (what.service, what.slot)
        self._booked[what.booking] = place
        self._places[place] += 1
        slots = self._catalogue.services[what.service].slots
        if slots is None or self._places[place] > slots.capacity:
            yield f"{what.service}: more booked than there are places"

    def _all_ended(self, left: int) -> Iterator[str]:
        for ticket in self._ledger.tickets.values():
            if any(stop.state not in ENDINGS for stop in ticket.stops):
                yield f"{ticket.label}: lost, neither served nor told"
        if self._ledger.seats:
            yield "officers are left when the day ends"
        if left != len(self._left):
            yield f"{left} are said to be left, {len(self._left)} were"
        self._left.clear()
