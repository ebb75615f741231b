"""Was it right to call this one? The properties of the order, asked of each call."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from protocol.catalogue import Catalogue, CounterId, Policy
from protocol.messages import VisitCalled
from protocol.visit import STREAMS, Stream
from server.simulation.ledger import AT_COUNTER, Held, Ledger, Spot, before

BOUNDED: tuple[Stream, ...] = ("booking", "pick_up", "priority")


class Fairness:
    def __init__(self, catalogue: Catalogue, ledger: Ledger) -> None:
        self._catalogue = catalogue
        self._ledger = ledger
        self._in_a_row: dict[CounterId, dict[Stream, int]] = {}
        """Called at each counter in a row, each while an ordinary walk-in could have been called instead."""
        self._back: dict[CounterId, bool] = {}
        """The last one called had been in the line before."""
        self._pools = {counter.id: tuple(sorted(counter.services)) for counter in catalogue.counters.values()}

    def new_day(self) -> None:
        self._in_a_row.clear()
        self._back.clear()

    def judge(self, what: VisitCalled, at: datetime) -> Iterator[str]:
        """Before the call is entered into the ledger; yields what was wrong with it."""
        ticket = self._ledger.tickets[what.visit]
        stop, counter = ticket.stops[what.stop], what.counter
        spot, stream = (stop.line_time, what.visit, what.stop), ticket.stream(stop)
        who = f"{ticket.label} at counter {counter}"
        seat = self._ledger.seats.get(counter)
        if seat is None or seat.on_break or seat.tenant != stop.tenant:
            yield f"{who}: nobody there who calls for {stop.tenant}"
        if stop.service not in self._pools[counter]:
            yield f"{who}: does not serve {stop.service}"
        if what.why.rule != "particular":
            if not self._free(spot, counter, at):
                yield f"{who}: called while at another counter, on the way, or kept for another"
            yield from (f"{who}: {wrong}" for wrong in self._out_of_turn(spot, stop, stream, counter, at))
        self._back[counter] = stop.back

    def _out_of_turn(
        self, spot: Spot, stop: Held, stream: Stream, counter: CounterId, at: datetime
    ) -> Iterator[str]:
        last_back = self._back.get(counter, False)
        for service in self._pools[counter]:
            for other in before(self._ledger.line(service, stream), spot):
                if self._callable(other, counter, at, fresh=last_back):
                    yield f"{self._label(other)} stood before it in the {stream} stream"
        if stop.back and last_back and any(self._heads(counter, at, STREAMS, fresh=True)):
            yield "the second one in a row who had been in the line before"
        if stream == "booking" and spot[0] > at:
            others = self._heads(counter, at, ("pick_up", "priority", "ordinary"), fresh=last_back)
            if any(others):
                yield "before its slot, while others waited"
            return
        policy = self._catalogue.tenants[stop.tenant].policy
        yield from self._beyond_bound(spot, stream, policy, counter, at)

    def _beyond_bound(
        self, spot: Spot, stream: Stream, policy: Policy, counter: CounterId, at: datetime
    ) -> Iterator[str]:
        fresh = self._back.get(counter, False)
        together = policy.order in ("line", "ageing")
        ordinary = next(self._heads(counter, at, ("ordinary",), fresh=fresh), None)
        if policy.order == "strict":
            limit = at - timedelta(minutes=policy.wait_min_max)
            longest = min(self._heads(counter, at, STREAMS, fresh=fresh), default=spot)
            if longest[0] <= limit and longest < spot:
                yield f"{self._label(longest)} had waited longer than the bound"
            return
        if together and stream == "priority" and ordinary is not None:
            start = timedelta(minutes=policy.head_start_min if policy.order == "ageing" else 0)
            if ordinary < (spot[0] - start, *spot[1:]):
                yield f"{self._label(ordinary)} stood before it, its head start counted"
        row = self._in_a_row.setdefault(counter, {})
        if ordinary is None or stream == "ordinary" or (together and stream == "priority"):
            row.clear()
        else:
            row[stream] = row.get(stream, 0) + 1
            bounds = {
                "booking": policy.bookings_in_a_row,
                "pick_up": policy.pick_ups_in_a_row,
                "priority": policy.priority_in_a_row,
            }
            if row[stream] > bounds[stream]:
                yield f"{row[stream]} of {stream} in a row while {self._label(ordinary)} waited"

    def _heads(
        self, counter: CounterId, at: datetime, streams: tuple[Stream, ...], *, fresh: bool
    ) -> Iterator[Spot]:
        """The first of each line who could be called here; for one stream, the earliest of them first."""
        found: list[Spot] = []
        for service in self._pools[counter]:
            for stream in streams:
                for spot in self._ledger.line(service, stream):
                    if self._callable(spot, counter, at, fresh=fresh):
                        found.append(spot)
                        break
        yield from sorted(found)

    def _callable(self, spot: Spot, counter: CounterId, at: datetime, *, fresh: bool) -> bool:
        stop = self._ledger.tickets[spot[1]].stops[spot[2]]
        return not (fresh and stop.back) and self._free(spot, counter, at)

    def _free(self, spot: Spot, counter: CounterId, at: datetime) -> bool:
        """Neither at a counter nor on the way from one, nor kept for somebody who is there."""
        stops = self._ledger.tickets[spot[1]].stops
        stop = stops[spot[2]]
        if any(each.state in AT_COUNTER for each in stops):
            return False
        left = [
            (each.ended_at, each.counter)
            for each in stops
            if each.ended_at is not None and each.counter is not None
        ]
        if left:
            ended_at, last = max(left)
            if (at - ended_at).total_seconds() < self._walk_s(last, counter):
                return False
        if (stop.only_counter is None and stop.only_officer is None) or self._meant(stop, counter):
            return True
        return not any(
            self._meant(stop, other) and stop.service in self._pools[other] for other in self._ledger.seats
        )

    def _meant(self, stop: Held, counter: CounterId) -> bool:
        """By name, as counter or as officer. One who is not there keeps nobody waiting."""
        officer = self._ledger.seats[counter].officer if counter in self._ledger.seats else None
        return counter == stop.only_counter or (
            stop.only_officer is not None and officer == stop.only_officer
        )

    def _walk_s(self, last: CounterId, counter: CounterId) -> int:
        counters, walking = self._catalogue.counters, self._catalogue.walking
        if last == counter:
            return 0
        same = counters[last].zone == counters[counter].zone
        return walking.same_zone_s if same else walking.other_zone_s

    def _label(self, spot: Spot) -> str:
        return self._ledger.tickets[spot[1]].label
