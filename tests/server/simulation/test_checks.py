"""The checks of a simulated day are worth something only if they see what is wrong: each is shown a bug."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from protocol import books
from protocol.catalogue import Policy
from protocol.hall import ENDED, Hall
from protocol.visit import Round, State
from server import admission, bookings, desks, engine, hours, issuing, passage, priority
from server import hub as hubs
from tests.server.simulation.busy_mall import BUSY, INTERLEAVE, POLICIES, busy_day

SEEDS = (1, 2, 3)
"""A bug that a day does not run into is one for the next day."""
Plant = Callable[[pytest.MonkeyPatch], None]


def putting(owner: Any, name: str, bug: Any) -> Plant:
    return lambda monkeypatch: monkeypatch.setattr(owner, name, bug)


def share(stream: str, policy: Policy, before: Round) -> bool:
    return stream == "priority" or TRUE_SHARE(stream, policy, before)  # type: ignore[arg-type]


def last_first(hall: Hall, desk: Any, now: datetime, *, fresh: bool) -> Any:
    """Who came last is called first."""
    heads, passed = TRUE_HEADS(hall, desk, now, fresh=fresh)
    for stream, head in list(heads.items()):
        place = hall.lines[head.stop.service, stream][-1]
        visit = hall.visits[place[1]]
        stop = visit.stops[place[2]]
        if priority.callable_at(hall, desk, visit, stop, now):
            heads[stream] = priority.Head(place=place, visit=visit, stop=stop)
    return heads, passed


def early_bookings(heads: Any, policy: Policy, before: Round, now: datetime) -> Any:
    return TRUE_CHOSEN(heads, policy, before, datetime.max.replace(tzinfo=UTC))


def by_round(heads: Any, policy: Policy, before: Round, now: datetime) -> Any:
    return priority._by_round(heads, policy, before)  # pyright: ignore[reportPrivateUsage]


def told_before_it_is_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    queue = hubs.Hub._enqueue  # pyright: ignore[reportPrivateUsage]

    def hasty(hub: Any, happenings: Any, now: Any, by: Any, request: Any, replies: Any) -> None:
        queue(hub, happenings, now, by, request, [])
        for reply in replies:
            reply(hub._queue[-1].events)

    monkeypatch.setattr(hubs.Hub, "_enqueue", hasty)


def never_back(before: Round, stream: Any, stop: Any) -> Round:
    return replace(TRUE_AFTER(before, stream, stop), back=False)


def obliging(hall: Hall, command: Any, given: Any) -> Any:
    """Lets everybody be called later once more."""
    visit = hall.visits.get(command.visit)
    if visit is None:
        return TRUE_DELAY(hall, command, given)
    fresh = replace(visit, stops=tuple(replace(stop, delays=0) for stop in visit.stops))
    return TRUE_DELAY(replace(hall, visits=hall.visits.set(visit.id, fresh)), command, given)


def patient(hall: Hall, command: Any, given: Any) -> Any:
    """Takes anybody back, however late."""
    visit = hall.visits.get(command.visit)
    if visit is None:
        return TRUE_RESTORE(hall, command, given)
    stops = tuple(
        replace(stop, ended_at=given.now) if stop.state is State.NO_SHOW else stop for stop in visit.stops
    )
    return TRUE_RESTORE(
        replace(hall, visits=hall.visits.set(visit.id, replace(visit, stops=stops))), command, given
    )


TRUE_SHARE = priority._has_share  # pyright: ignore[reportPrivateUsage]
TRUE_HEADS = priority._heads  # pyright: ignore[reportPrivateUsage]
TRUE_CHOSEN = priority._chosen  # pyright: ignore[reportPrivateUsage]
TRUE_AFTER = priority._after  # pyright: ignore[reportPrivateUsage]
TRUE_RESTORE = passage.restore
TRUE_DELAY = passage.delay
TRUE_DAY = hours.day_of
TRUE_NUMBER = issuing.next_number
BUGS: dict[str, tuple[Plant, str, Policy]] = {
    "priority always goes first": (
        putting(priority, "_has_share", share),
        "of priority in a row",
        INTERLEAVE,
    ),
    "who came last is called first": (putting(priority, "_heads", last_first), "stood before it", INTERLEAVE),
    "walking time is forgotten": (
        putting(priority, "_on_the_way", lambda *_: False),
        "called while at another counter",
        INTERLEAVE,
    ),
    "sent to one counter, called to another": (
        putting(priority, "_kept_for_another", lambda *_: False),
        "kept for another",
        INTERLEAVE,
    ),
    "one visit at two counters": (
        putting(priority, "callable_at", lambda *_: True),
        "at two counters",
        INTERLEAVE,
    ),
    "two in a row who were in the line before": (
        putting(priority, "_after", never_back),
        "the second one in a row",
        INTERLEAVE,
    ),
    "a booking goes before its slot": (
        putting(priority, "_chosen", early_bookings),
        "before its slot",
        INTERLEAVE,
    ),
    "strict priority without its bound": (
        putting(priority, "_chosen", by_round),
        "waited longer than the bound",
        POLICIES["strict"],
    ),
    "a repeated request has a second effect": (
        putting(books.Books, "find", lambda *_: "new"),
        "a second effect",
        INTERLEAVE,
    ),
    "told before it is stored": (told_before_it_is_stored, "the journal knows nothing", INTERLEAVE),
    "a number is left out": (
        putting(issuing, "next_number", lambda books, prefix: (TRUE_NUMBER(books, prefix) or 0) + 1),
        "-002 after 0",
        INTERLEAVE,
    ),
    "who is parked is lost at the day's end": (
        putting(engine, "ENDED", ENDED | {State.PARKED}),
        "neither served nor told",
        INTERLEAVE,
    ),
    "the quota is forgotten": (
        putting(admission, "within_quota", lambda *_: None),
        "more than its quota",
        INTERLEAVE,
    ),
    "a slot is booked twice over": (
        putting(bookings, "free_places", lambda *_: 1),
        "than there are places",
        INTERLEAVE,
    ),
    "a stop waits before what it depends on": (
        putting(desks, "_done", lambda *_: True),
        "depends on",
        INTERLEAVE,
    ),
    "somebody is delayed for ever": (putting(passage, "delay", obliging), "delayed too often", INTERLEAVE),
    "the day follows the clock in Greenwich": (
        putting(admission, "day_of", lambda now, _, ends: TRUE_DAY(now, "UTC", ends)),
        "starts on",
        INTERLEAVE,
    ),
    "a no-show is taken back at any time": (
        putting(passage, "restore", patient),
        "restored too late",
        POLICIES["ageing"],
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_is_seen(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plant, words, policy = BUGS[bug]
    plant(monkeypatch)
    told: list[str] = []
    for seed in SEEDS:
        told += busy_day(seed, policy, BUSY).violations
        if any(words in each for each in told):
            return
    pytest.fail(f"not seen; told was {told[:5]}")
