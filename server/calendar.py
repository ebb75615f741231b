"""May a number be given now, by the calendar alone? And if not, why, and when again?

A schedule is written in times of the clock on the mall's wall. Where that clock is changed, a time of day
means the first instant of its day at which the clock shows it or, where it is skipped, more. This one rule
holds for openings, breaks, cut-offs and closings alike, so they keep their order on any day in any zone:
an hour that does not exist has no length, one that comes twice belongs to what was going on before it.
A day goes from its own 00:00, read in this way, to the next day's.

What follows from a schedule and a date alone is kept: the question is asked for each service each minute.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from protocol.catalogue import WEEKDAYS, Break, Catalogue, Schedule, Service, Text
from protocol.messages import Reason, Refused
from server.hours import MINUTES_A_DAY, minutes_of, span_of

LOOK_AHEAD_DAYS = 14
"""So many days after today are searched for when it is possible again; if none is found, nobody says when."""
PLANS_KEPT_COUNT_MAX = 4_096
INSTANTS_KEPT_COUNT_MAX = 16_384


class Span(NamedTuple):
    """From `start` on, until before `end`; aware UTC."""

    start: datetime
    end: datetime


class Rest(NamedTuple):
    span: Span
    rest: Break


class Plan(NamedTuple):
    """One day of one schedule."""

    open: Span
    issuing: tuple[Span, ...]
    """When numbers are given, in order, apart from each other; none is empty."""
    rests: tuple[Rest, ...]


def shut(catalogue: Catalogue, service: Service, now: datetime) -> Refused | None:
    """Why no number is given for this service now; None if one may be, as far as the calendar goes."""
    schedule = catalogue.tenants[service.tenant].schedule
    today = _day(now, catalogue.timezone)
    plan = _plan_of(schedule, service.last_ticket, catalogue.timezone, today)
    if plan is not None:
        for span in plan.issuing:
            if span.start <= now < span.end:
                return None
    reason, title = _why_not(schedule, plan, now, today)
    plans = _plans(schedule, service.last_ticket, catalogue.timezone, today)
    starts = (span.start for plan in plans for span in plan.issuing)
    again = next((start for start in starts if start > now), None)
    return Refused(reason=reason, about=service.id, again=again, title=title)


def opens_on(schedule: Schedule, timezone: str, day: date) -> tuple[datetime, datetime] | None:
    """When the doors open and close, aware UTC; None on a day off."""
    plan = _plan_of(schedule, None, timezone, day)
    return None if plan is None else (plan.open.start, plan.open.end)


def next_opening(schedule: Schedule, timezone: str, now: datetime) -> datetime | None:
    """When the doors open the next time after now, aware UTC; None if not within `LOOK_AHEAD_DAYS`."""
    plans = _plans(schedule, None, timezone, _day(now, timezone))
    return next((plan.open.start for plan in plans if plan.open.start > now), None)


def next_day(catalogue: Catalogue, service: Service, now: datetime) -> datetime | None:
    """When numbers are given for this service on a later day, aware UTC; None if not within
    `LOOK_AHEAD_DAYS`."""
    schedule, today = catalogue.tenants[service.tenant].schedule, _day(now, catalogue.timezone)
    midnight = _instant(catalogue.timezone, today + timedelta(days=1), 0)
    plans = _plans(schedule, service.last_ticket, catalogue.timezone, today)
    starts = (span.start for plan in plans for span in plan.issuing)
    return next((start for start in starts if start >= midnight), None)


def span_of_day(catalogue: Catalogue, day: date) -> Span:
    """The mall's day: from the hour at which the one before it ends until its own."""
    ends = minutes_of(catalogue.day_ends)
    yesterday = day - timedelta(days=1)
    return Span(_instant(catalogue.timezone, yesterday, ends), _instant(catalogue.timezone, day, ends))


def slots_on(catalogue: Catalogue, service: Service, day: date) -> tuple[datetime, ...]:
    """When the slots start that can be booked for a day, aware UTC, in order.

    One after the other from the opening; left out are those that begin after the last number is given,
    end after closing, or touch a break, in which nobody is there to serve.
    """
    slots = service.slots
    schedule = catalogue.tenants[service.tenant].schedule
    plan = _plan_of(schedule, service.last_ticket, catalogue.timezone, day)
    if slots is None or plan is None or not plan.issuing:
        return ()
    length, last = timedelta(minutes=slots.minutes), plan.issuing[-1].end
    starts: list[datetime] = []
    start = plan.open.start
    while start < last and start + length <= plan.open.end:
        if all(start + length <= rest.span.start or rest.span.end <= start for rest in plan.rests):
            starts.append(start)
        start += length
    return tuple(starts)


def _why_not(schedule: Schedule, plan: Plan | None, now: datetime, today: date) -> tuple[Reason, Text | None]:
    if plan is None:
        name = schedule.closed.get(today.isoformat())
        return (Reason.CLOSED_TODAY, None) if name is None else (Reason.HOLIDAY, name)
    if now >= plan.open.end:
        return Reason.OVER_FOR_TODAY, None
    for span, rest in plan.rests:
        if not rest.issuing and span.start <= now < span.end:
            return Reason.ON_BREAK, rest.name
    if now < (plan.issuing[0] if plan.issuing else plan.open).start:
        return Reason.NOT_YET_OPEN, None
    return Reason.CUT_OFF, None


def _plans(schedule: Schedule, last_ticket: str | None, timezone: str, today: date) -> Iterator[Plan]:
    """Today's and those of the next days, days off left out."""
    for ahead in range(LOOK_AHEAD_DAYS + 1):
        plan = _plan_of(schedule, last_ticket, timezone, today + timedelta(days=ahead))
        if plan is not None:
            yield plan


def _plan_of(schedule: Schedule, last_ticket: str | None, timezone: str, day: date) -> Plan | None:
    hours = schedule.hours.get(WEEKDAYS[day.weekday()])
    if hours is None or day.isoformat() in schedule.closed:
        return None
    return _plan(
        hours, schedule.breaks, schedule.early_min, schedule.last_ticket_min, last_ticket, timezone, day
    )


@lru_cache(maxsize=PLANS_KEPT_COUNT_MAX)
def _plan(
    hours: str,
    breaks: tuple[Break, ...],
    early_min: int,
    last_ticket_min: int,
    last_ticket: str | None,
    timezone: str,
    day: date,
) -> Plan | None:
    """None: the clock skips all of the opening hours."""
    opens, closes = span_of(hours)
    first, last = max(opens - early_min, 0), closes - last_ticket_min
    if last_ticket is not None:
        last = min(last, minutes_of(last_ticket))
    rests = [(span_of(one.time), one) for one in breaks if WEEKDAYS[day.weekday()] in one.days]
    rests.sort(key=lambda rest: rest[0])
    issuing: list[tuple[int, int]] = []
    for (begins, ends), rest in rests:
        if not rest.issuing:
            issuing.append((first, min(begins, last)))
            first = max(first, ends)
    issuing.append((first, last))

    def span(start: int, end: int) -> Span:
        return Span(_instant(timezone, day, start), _instant(timezone, day, end))

    whole = span(opens, closes)
    if whole.start >= whole.end:
        return None
    given = (span(start, end) for start, end in issuing if start < end)
    return Plan(
        open=whole,
        issuing=tuple(one for one in given if one.start < one.end),
        rests=tuple(Rest(span(*ends), rest) for ends, rest in rests),
    )


def _day(now: datetime, timezone: str) -> date:
    day = now.astimezone(ZoneInfo(timezone)).date()
    tomorrow = day + timedelta(days=1)
    # Clocks set back over midnight show yesterday once more.
    return tomorrow if now >= _instant(timezone, tomorrow, 0) else day


@lru_cache(maxsize=INSTANTS_KEPT_COUNT_MAX)
def _instant(timezone: str, day: date, minute: int) -> datetime:
    """The first instant at which the wall shows so many minutes after the day's midnight, or more."""
    assert 0 <= minute <= MINUTES_A_DAY
    zone = ZoneInfo(timezone)
    wall = datetime.combine(day, time(), zone) + timedelta(minutes=minute)
    first, second = wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)
    if first <= second:
        return first
    # Skipped (PEP 495: then the two are the other way round, with the change between them).
    skipped = range(int((first - second).total_seconds()))

    def changed(seconds: int) -> bool:
        at = second + timedelta(seconds=seconds)
        return at.astimezone(zone).replace(tzinfo=None) >= wall.replace(tzinfo=None)

    return second + timedelta(seconds=bisect_left(skipped, True, key=changed))
