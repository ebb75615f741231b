"""Whose turn it is at a counter, told a second time: all who wait, less those who cannot come, sorted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from protocol.messages import VisitCalled
from tests.simulation.slips import Book, Errand, Seat, Slip, Tally, must

ROUND = ("booking", "pick_up", "priority", "ordinary")
Place = tuple[datetime, int, int]
Standing = tuple[datetime, int]
"""Place among those who share a line, head start included; visit."""


@dataclass(frozen=True)
class Waiter:
    place: Place
    slip: Slip
    errand: Errand
    stream: str


@dataclass(frozen=True)
class Turn:
    waiter: Waiter
    stream: str
    """In which it is called: with one line for all, priority stands among the ordinary."""
    rule: str
    tally: Tally
    """Of the counter, after this call."""


@dataclass(frozen=True)
class Scene:
    """A counter that calls: who wait for it, and who of them can come."""

    free: list[Waiter]
    """In line order; all who could be called."""
    held: list[tuple[Waiter, str]]
    """Who could not, and the rule that says so."""
    fair: list[Waiter]
    """The free, without those who were in the line before if one of these was called last."""
    turn: Turn | None


def scene(book: Book, counter: int, now: datetime) -> Scene:
    seat = book.seats[counter]
    free: list[Waiter] = []
    held: list[tuple[Waiter, str]] = []
    for place in book.waiting(book.services_of(counter)):
        slip = book.slips[place[1]]
        errand = slip.errands[place[2]]
        waiter = Waiter(place, slip, errand, slip.stream(errand))
        why_not = hindrance(book, waiter, counter, seat, now)
        if why_not is None:
            free.append(waiter)
        else:
            held.append((waiter, why_not))
    before = book.tallies.get(counter, Tally())
    fresh = [waiter for waiter in free if not waiter.errand.back]
    fair = fresh if before.back and fresh else free
    return Scene(free, held, fair, _turn(book, fair, seat, counter, before, now) if fair else None)


def hindrance(book: Book, waiter: Waiter, counter: int, seat: Seat, now: datetime) -> str | None:
    """The rule by which a visit is passed over and keeps its place; None if it can come."""
    if waiter.slip.at_counter:
        return "nobody is called who is at another counter"
    left = [(each.ended_at, each.counter) for each in waiter.slip.errands if each.ended_at and each.counter]
    if left and len(waiter.slip.errands) > 1:
        at, last = max(left)
        zones = {int(number): each.zone for number, each in book.mall.counters.items()}
        walking = book.mall.walking
        seconds = walking.same_zone_s if zones[last] == zones[counter] else walking.other_zone_s
        if last != counter and (now - at).total_seconds() < seconds:
            return "nobody is called who is on the way from another counter"
    errand = waiter.errand
    if errand.only_counter is None and errand.only_officer is None:
        return None
    # Whoever is meant, as long as they are where the service is given.
    there = [(n, o.officer) for n, o in book.seats.items() if errand.service in book.services_of(n)]
    meant = [n for n, officer in there if errand.only_counter == n or errand.only_officer == officer]
    if not meant or counter in meant:
        return None
    return "who is kept for another that is present is not called"


def judge_call(book: Book, counter: int, slip: Slip, index: int, what: VisitCalled, now: datetime) -> Scene:
    """Whether the next visit was called, by the rules and for the reason that is told."""
    here = scene(book, counter, now)
    called = next((w for w in here.free if (w.slip is slip and w.place[2] == index)), None)
    barred = next((rule for w, rule in here.held if (w.slip is slip and w.place[2] == index)), None)
    must(barred is None, barred or "", (slip, counter))
    assert called is not None
    must(called in here.fair, "who was in the line before is not called twice in a row", (called, here.fair))
    turn = here.turn
    assert turn is not None
    must(called is turn.waiter, _broken(book, called, turn, here, now), (called.place, turn))
    must(what.why.rule == turn.rule, "the reason that is told is the true one", (what.why, turn))
    told, tally = what.why.round, turn.tally
    must(
        (told.booking, told.pick_up, told.priority, told.back)
        == (tally.booking, tally.pick_up, tally.priority, tally.back),
        "the round that is told is the true one",
        (what.why, turn),
    )
    others = [w for w, _ in here.held] + [w for w in here.free if w not in here.fair]
    passed = [w for w in others if w.place < called.place]
    nearest = [w for w in passed if w.stream == called.stream]
    must(
        len(nearest) <= what.why.passed <= len(passed),
        "who is passed over is counted",
        (what.why, passed),
    )
    return here


def judge_particular(book: Book, seat: Seat, slip: Slip, what: VisitCalled, counter: int) -> None:
    must(book.policy(seat.tenant).call_particular, "a number out of its turn only where it is allowed", what)
    must(not slip.at_counter, "nobody is called who is at another counter", slip)
    before = book.tallies.get(counter, Tally())
    told = what.why.round
    must(
        (told.booking, told.pick_up, told.priority) == (before.booking, before.pick_up, before.priority),
        "who is called out of turn uses up nobody's",
        (what.why, before),
    )


def _broken(book: Book, called: Waiter, turn: Turn, here: Scene, now: datetime) -> str:
    """The rule that a wrong call breaks."""
    policy = book.policy(called.errand.tenant)
    if called.stream == "booking" and called.place[0] > now:
        return "before its hour a booking is called only if nobody else can come"
    if called.stream == turn.waiter.stream:
        return "who has waited longest is called first"
    if policy.order == "strict" and turn.waiter.place[0] <= _long_ago(book, called, now):
        return "who has waited too long goes before all others"
    if policy.order in ("line", "ageing") and {called.stream, turn.waiter.stream} == {"priority", "ordinary"}:
        return "a class stands where its head start puts it"
    return "each stream is called when its turn in the round comes"


def _long_ago(book: Book, waiter: Waiter, now: datetime) -> datetime:
    return now - timedelta(minutes=book.policy(waiter.errand.tenant).wait_min_max)


def _turn(book: Book, fair: list[Waiter], seat: Seat, counter: int, before: Tally, now: datetime) -> Turn:
    policy = book.policy(seat.tenant)
    early = [w for w in fair if w.stream == "booking" and w.place[0] > now]
    prompt = [w for w in fair if w not in early]

    def told(waiter: Waiter, stream: str, rule: str, start: Tally) -> Turn:
        errand = waiter.errand
        mine = errand.only_counter == counter or (
            errand.only_officer is not None and errand.only_officer == seat.officer
        )
        if rule == "line_order":
            rule = "returned" if errand.back else "sent_here" if mine else rule
        return Turn(waiter, stream, rule, start.plus(stream, errand.back))

    if not prompt:
        return told(early[0], "booking", "booking_early", before)
    first = {stream: next((w for w in prompt if w.stream == stream), None) for stream in ROUND}
    heads = {stream: waiter for stream, waiter in first.items() if waiter is not None}
    if policy.order == "strict":
        limit = now - timedelta(minutes=policy.wait_min_max)
        patient = [w for w in prompt if w.place[0] <= limit]
        if patient:
            stream = patient[0].stream
            foremost = next(each for each in ROUND if each in heads)
            rule = "waited_long" if stream != foremost else "line_order" if stream == "ordinary" else stream
            return told(patient[0], stream, rule, before)
    overtakes = False
    if policy.order in ("line", "ageing") and "priority" in heads:
        start = timedelta(minutes=policy.head_start_min) if policy.order == "ageing" else timedelta()
        special, plain = heads.pop("priority"), heads.get("ordinary")
        if plain is None or (special.place[0] - start, *special.place[1:]) < plain.place:
            heads["ordinary"] = special
            overtakes = plain is not None and plain.place < special.place
    shares = {
        "booking": policy.bookings_in_a_row,
        "pick_up": policy.pick_ups_in_a_row,
        "priority": policy.priority_in_a_row if policy.order == "interleave" else len(fair) + 10_000,
        "ordinary": 1,
    }
    due = [stream for stream in ROUND if stream in heads and before.of(stream) < shares[stream]]
    if not due:
        before, due = Tally(), [stream for stream in ROUND if stream in heads]
    stream = due[0]
    rule = stream if stream != "ordinary" else "priority" if overtakes else "line_order"
    return told(heads[stream], stream, rule, before)


def others_of(
    book: Book, slip: Slip, errand: Errand
) -> tuple[list[Standing], Callable[[datetime], Standing]]:
    """Where the others of a stop's pool and stream stand, in order; and where it would with a line time."""
    policy, stream = book.policy(errand.tenant), slip.stream(errand)
    start = timedelta(minutes=policy.head_start_min if policy.order == "ageing" else 0)
    one_line = policy.order in ("line", "ageing") and stream in ("priority", "ordinary")
    streams = ("priority", "ordinary") if one_line else (stream,)

    def standing(at: datetime, of: str, visit: int) -> Standing:
        return at - start if of == "priority" and one_line else at, visit

    others: list[Standing] = []
    for at, visit, index in book.waiting(book.pool_of(errand.service)):
        other = book.slips[visit]
        of = other.stream(other.errands[index])
        if visit != slip.visit and of in streams:
            others.append(standing(at, of, visit))
    return sorted(others), lambda at: standing(at, stream, slip.visit)
