"""Who is next, and why.

A service's line has four streams: bookings, pick-ups, priority, ordinary walk-ins. A counter goes through
them in *rounds*. In a round it may call so many bookings, pick-ups and visits with priority as the tenant's
policy allows in a row; an ordinary walk-in ends it. Where nobody waits in a stream it is skipped. So no
stream waits longer than the shares of the others in one round, and what was called can be explained by
what the counter had called before.

Within a stream the order is that of the line: line time, then visit. The policy's `order` says how classes
go: `interleave` as above; with `ageing` or `line` they share one stream with all walk-ins, with a head start
or without; `strict` gives priority no bound in the round, but whoever has waited `wait_min_max` goes first.

Nobody is called who is at a counter, or on the way from one; the place is kept. Who has been in the line
before (parked, restored) is never called twice in a row while others wait.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from heapq import merge
from itertools import islice
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from protocol.catalogue import Catalogue, CounterId, Policy, ServiceId
from protocol.hall import Hall, Place
from protocol.visit import STREAMS, Desk, Round, State, Stop, Stream, Visit, Why, stream_of

TICK = timedelta(microseconds=1)
"""The smallest step behind another in the line."""
Rule = Literal["line_order", "priority", "booking", "booking_early", "pick_up", "waited_long"]


class Head(Struct, frozen=True, kw_only=True):
    """The first of a stream who can be called."""

    place: Place
    visit: Visit
    stop: Stop


Heads = dict[Stream, Head]


def next_visit(hall: Hall, desk: Desk, now: datetime) -> tuple[Place, Why] | None:
    """The visit that this counter should call now and the reason, or None if nobody can be called."""
    assert hall.books is not None
    before = hall.books.rounds.get(desk.counter, Round())
    heads, passed = _heads(hall, desk, now, fresh=before.back)
    if not heads and before.back:
        heads, passed = _heads(hall, desk, now, fresh=False)
    if not heads:
        return None
    policy = hall.catalogue.tenants[desk.tenant].policy
    stream, head, rule, before = _chosen(heads, policy, before, now)
    stop = head.stop
    why = Why(
        rule=_told(rule, stop, desk),
        passed=sum(1 for place in passed if place < head.place),
        round=_after(before, stream, stop),
    )
    return head.place, why


def ahead(hall: Hall, pool: Iterable[ServiceId]) -> int:
    """How many wait for the services of a pool. A newcomer stands behind about so many."""
    waiting = hall.waiting
    return sum(waiting.get(service, 0) for service in pool)


def behind(hall: Hall, visit: Visit, stop: Stop, count: int, now: datetime) -> datetime:
    """The line time that puts a stop behind `count` others of its pool and stream; never an earlier one.

    For who waits these are the next behind it, else the first in the line. Where there are not so many, it
    stands at the end.
    """
    policy = hall.catalogue.tenants[stop.tenant].policy
    stream = stream_of(visit, stop)
    shared = policy.order in ("line", "ageing") and stream in ("priority", "ordinary")
    streams: tuple[Stream, ...] = ("priority", "ordinary") if shared else (stream,)
    starts: dict[Stream, timedelta] = {each: _head_start(policy, each) for each in streams}
    lines = [
        _standing(line, start)
        for each, start in starts.items()
        for service in hall.catalogue.services[stop.service].pool
        if (line := hall.lines.get((service, each)))
    ]
    own = stop.line_time - starts[stream] if stop.state is State.WAITING else None
    others = (place for place in merge(*lines) if place[1] != visit.id)
    later = (place for place in others if own is None or place[:2] > (own, visit.id))
    passed = list(islice(later, count))
    place = passed[-1][0] + TICK + starts[stream] if passed else now
    return max(place if len(passed) == count else max(place, now), stop.line_time)


def callable_at(hall: Hall, desk: Desk, visit: Visit, stop: Stop, now: datetime) -> bool:
    """Whether a waiting stop can be called to a counter now."""
    if visit.at_counter:
        return False
    if len(visit.stops) > 1 and _on_the_way(hall.catalogue, visit, desk.counter, now):
        return False
    return not _kept_for_another(hall, stop, desk)


def _heads(hall: Hall, desk: Desk, now: datetime, *, fresh: bool) -> tuple[Heads, list[Place]]:
    """The first of each stream, and who stood before one of them; `fresh`: who was not in the line before."""
    heads: Heads = {}
    passed: list[Place] = []
    for service in hall.catalogue.counters[desk.counter].services:
        for stream in STREAMS:
            for place in hall.lines.get((service, stream), ()):
                visit = hall.visits[place[1]]
                stop = visit.stops[place[2]]
                if (fresh and stop.back) or not callable_at(hall, desk, visit, stop, now):
                    passed.append(place)
                    continue
                if stream not in heads or place < heads[stream].place:
                    heads[stream] = Head(place=place, visit=visit, stop=stop)
                break
    return heads, passed


def _chosen(heads: Heads, policy: Policy, before: Round, now: datetime) -> tuple[Stream, Head, Rule, Round]:
    """Stream, head, rule, and the round in which it is called."""
    heads = dict(heads)
    booking = heads.get("booking")
    early = booking is not None and booking.place[0] > now
    if booking is not None and early:
        del heads["booking"]
        if not heads:
            return "booking", booking, "booking_early", before
    if policy.order in ("line", "ageing"):
        return _one_line(heads, policy, before)
    if policy.order == "strict":
        limit = now - timedelta(minutes=policy.wait_min_max)
        long: Heads = {stream: head for stream, head in heads.items() if head.place[0] <= limit}
        if long:
            stream: Stream = min(long, key=lambda stream: long[stream].place)
            first: Stream = min(heads, key=STREAMS.index)
            return stream, long[stream], "waited_long" if stream != first else _rule(stream), before
    return _by_round(heads, policy, before)


def _one_line(heads: Heads, policy: Policy, before: Round) -> tuple[Stream, Head, Rule, Round]:
    """Priority and ordinary share a stream; a class stands where its head start puts it."""
    priority, ordinary = heads.pop("priority", None), heads.get("ordinary")
    if priority is None:
        return _by_round(heads, policy, before)
    start = _head_start(policy, "priority")
    time, *rest = priority.place
    sooner = ordinary is None or (time - start, *rest) < ordinary.place
    if sooner:
        heads["ordinary"] = priority
    stream, head, rule, before = _by_round(heads, policy, before)
    if head is priority and ordinary is not None and ordinary.place < priority.place:
        rule = "priority"
    return stream, head, rule, before


def _head_start(policy: Policy, stream: Stream) -> timedelta:
    ahead = policy.order == "ageing" and stream == "priority"
    return timedelta(minutes=policy.head_start_min if ahead else 0)


def _standing(line: tuple[Place, ...], start: timedelta) -> Iterator[Place]:
    """The places of a stream in the order that it shares with another."""
    return ((time - start, visit, stop) for time, visit, stop in line)


def _by_round(heads: Heads, policy: Policy, before: Round) -> tuple[Stream, Head, Rule, Round]:
    for stream in STREAMS:
        if stream in heads and _has_share(stream, policy, before):
            return stream, heads[stream], _rule(stream), before
    # No ordinary walk-in waits, and the others have had their shares: a new round.
    stream: Stream = min(heads, key=STREAMS.index)
    return stream, heads[stream], _rule(stream), Round()


def _has_share(stream: Stream, policy: Policy, before: Round) -> bool:
    match stream:
        case "booking":
            return before.booking < policy.bookings_in_a_row
        case "pick_up":
            return before.pick_up < policy.pick_ups_in_a_row
        case "priority":
            return policy.order == "strict" or before.priority < policy.priority_in_a_row
        case "ordinary":
            return True


def _rule(stream: Stream) -> Rule:
    return "line_order" if stream == "ordinary" else stream


def _told(rule: Rule, stop: Stop, desk: Desk) -> Rule | Literal["returned", "sent_here"]:
    if rule != "line_order":
        return rule
    if stop.back:
        return "returned"
    return "sent_here" if _meant(stop, desk) else rule


def _after(before: Round, stream: Stream, stop: Stop) -> Round:
    match stream:
        case "ordinary":
            return Round(back=stop.back)
        case "booking":
            return replace(before, booking=before.booking + 1, back=stop.back)
        case "pick_up":
            return replace(before, pick_up=before.pick_up + 1, back=stop.back)
        case "priority":
            return replace(before, priority=before.priority + 1, back=stop.back)


def _on_the_way(catalogue: Catalogue, visit: Visit, counter: CounterId, now: datetime) -> bool:
    """Whether the visitor still walks from the counter where the last stop ended."""
    left = [(stop.ended_at, stop.counter) for stop in visit.stops if stop.ended_at and stop.counter]
    if not left:
        return False
    at, last = max(left)
    if last == counter:
        return False
    was = catalogue.counters.get(last)
    same = was is not None and was.zone == catalogue.counters[counter].zone
    walk_s = catalogue.walking.same_zone_s if same else catalogue.walking.other_zone_s
    return now - at < timedelta(seconds=walk_s)


def _kept_for_another(hall: Hall, stop: Stop, desk: Desk) -> bool:
    """Sent to a counter or officer that is there; one that is absent, or sits where the service is not
    offered, keeps nobody waiting."""
    if (stop.only_counter is None and stop.only_officer is None) or _meant(stop, desk):
        return False
    counters = hall.catalogue.counters
    return any(
        _meant(stop, other) and stop.service in counters[other.counter].services
        for other in hall.desks.values()
    )


def _meant(stop: Stop, desk: Desk) -> bool:
    return desk.counter == stop.only_counter or (
        stop.only_officer is not None and desk.officer == stop.only_officer
    )
