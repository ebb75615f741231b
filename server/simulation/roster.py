"""Who sits at which counter when: shifts with their meals, prayers, late comers and absences."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Literal

from msgspec import Struct

from protocol.catalogue import WEEKDAYS, Catalogue, Counter
from server.calendar import opens_on
from server.hours import span_of
from server.simulation.arrivals import instant
from server.simulation.demand import counters_of
from server.simulation.dice import dice, happens, spread
from server.simulation.scenario import Scenario, Staff

READY_S = (60.0, 8 * 60.0)
"""Before opening, officers sign on so early."""
MEAL_H = 12.0
"""Meals begin then, in two turns, where the calendar has no break at noon."""
PRAYERS_H = (11.75, 15.0)


class Rest(Struct, frozen=True, kw_only=True):
    """Away from the counter for a while, as agreed."""

    at: datetime
    seconds: float
    reason: Literal["meal", "prayer", "rest"]
    relieved: bool = False
    """A colleague sits in meanwhile."""


class Shift(Struct, frozen=True, kw_only=True):
    counter: Counter
    officer: str
    comes_at: datetime
    closes_at: datetime
    """The doors close; whoever waits is still called."""
    leaves_at: datetime
    """Nobody is called any more."""
    rests: tuple[Rest, ...]
    vanishes_at: datetime | None
    """Leaves without signing off …"""
    vanished_s: float
    """… for so long."""


def shifts(catalogue: Catalogue, scenario: Scenario, seed: int, day: date) -> tuple[Shift, ...]:
    """All who come to work that day. One officer of each tenant comes in any case."""
    found: list[Shift] = []
    for tenant in catalogue.tenants.values():
        opened = opens_on(tenant.schedule, catalogue.timezone, day)
        if opened is None:
            continue
        for turn, counter in enumerate(counters_of(catalogue, tenant.id)):
            stream = dice(seed, "shift", counter.id)
            absent = happens(stream, scenario.staff.absent)
            shift = _shift(catalogue, scenario.staff, stream, counter, turn, opened, day)
            if not absent or turn == 0:
                found.append(shift)
    return tuple(found)


def _shift(
    catalogue: Catalogue,
    staff: Staff,
    stream: Random,
    counter: Counter,
    turn: int,
    opened: tuple[datetime, datetime],
    day: date,
) -> Shift:
    opens, closes = opened
    late, late_s, early_s = happens(stream, staff.late), spread(stream, staff.late_s), spread(stream, READY_S)
    vanishes = happens(stream, staff.vanished)
    vanishes_at = opens + stream.uniform(0.1, 0.9) * (closes - opens)
    comes_at = opens + timedelta(seconds=round(late_s if late else -early_s, 3))
    return Shift(
        counter=counter,
        officer=f"Petugas {counter.id}",
        comes_at=comes_at,
        closes_at=closes,
        leaves_at=closes + timedelta(seconds=staff.overtime_s),
        rests=_rests(catalogue, staff, stream, counter, turn, day),
        vanishes_at=vanishes_at if vanishes else None,
        vanished_s=spread(stream, staff.vanished_s),
    )


def _rests(
    catalogue: Catalogue, staff: Staff, stream: Random, counter: Counter, turn: int, day: date
) -> tuple[Rest, ...]:
    """The breaks of the calendar for all, else a meal in two turns; prayers for those who pray."""
    schedule = catalogue.tenants[counter.tenant].schedule
    rests = [
        Rest(at=instant(catalogue, day, 60 * start), seconds=60.0 * (end - start), reason="rest")
        for each in schedule.breaks
        if WEEKDAYS[day.weekday()] in each.days
        for start, end in (span_of(each.time),)
    ]
    relieved = happens(stream, staff.meal_relieved)
    if not rests:
        second = MEAL_H * 3_600 + turn % 2 * staff.meal_s
        at = instant(catalogue, day, second)
        rests.append(Rest(at=at, seconds=staff.meal_s, reason="meal", relieved=relieved))
    margin = timedelta(seconds=staff.meal_s + staff.prayer_s)
    for hour in PRAYERS_H:
        prays, moment = happens(stream, staff.prayer), stream.uniform(0, 1_800)
        at = instant(catalogue, day, hour * 3_600 + moment)
        # Who eats then prays then.
        if prays and not any(rest.at - margin <= at <= rest.at + margin for rest in rests):
            rests.append(Rest(at=at, seconds=staff.prayer_s, reason="prayer"))
    return tuple(sorted(rests, key=lambda rest: rest.at))
