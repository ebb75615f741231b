"""The clock on the mall's wall: which day it is, and times of day as they are written in the catalogue."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTES_A_DAY = 24 * 60


def day_of(now: datetime, timezone: str, day_ends: str) -> date:
    """The mall's day at an instant: from `day_ends` (HH:MM) on it is tomorrow's.

    Reads the clock on the mall's wall, so a day with a change to or from summer time is as right as any.
    """
    local = now.astimezone(ZoneInfo(timezone))
    over = local.time() >= time.fromisoformat(day_ends)
    return local.date() + timedelta(days=1) if over else local.date()


def minutes_of(clock: str) -> int:
    """Minutes since midnight of a valid HH:MM, 00:00 to 24:00."""
    return int(clock[:2]) * 60 + int(clock[3:])


def span_of(hours: str) -> tuple[int, int]:
    """The two ends of a valid HH:MM-HH:MM, in minutes since midnight."""
    return minutes_of(hours[:5]), minutes_of(hours[6:])
