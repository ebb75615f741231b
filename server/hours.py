"""Which day it is in the mall."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def day_of(now: datetime, timezone: str, day_ends: str) -> date:
    """The mall's day at an instant: from `day_ends` (HH:MM) on it is tomorrow's.

    Reads the clock on the mall's wall, so a day with a change to or from summer time is as right as any.
    """
    local = now.astimezone(ZoneInfo(timezone))
    over = local.time() >= time.fromisoformat(day_ends)
    return local.date() + timedelta(days=1) if over else local.date()
