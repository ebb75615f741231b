"""Whether the house is open today, by the mall's own hours and days off, and when it opens again."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Literal

from msgspec import Struct

from client.language import translate
from client.moment import clock_text
from client.reasons import again_text
from display.opening import hours_text
from protocol.catalogue import WEEKDAYS, Break, Language, Schedule
from protocol.messages import Reason, Refused

LOOK_AHEAD_DAYS_MAX = 14
"""So many days after today are searched for the next opening; if none is found, nobody says when."""


class House(Struct, frozen=True, kw_only=True):
    """Of the whole mall at a moment; agencies may have hours of their own."""

    state: Literal["open", "rest", "shut"]
    """`open` also before the doors open on a day on which they do."""
    text: str
    """`Open today 08:00–16:00`, `Friday break until 13:00`, `Closed today: Christmas Day`."""
    again: str = ""
    """Of `shut`: when the doors open, a sentence; empty if nobody knows."""


def house_of(schedule: Schedule, local: datetime, language: Language) -> House:
    """`schedule` is the mall's own, `local` now in its zone."""
    hours = _hours_on(schedule, local.date())
    if hours is None:
        holiday = schedule.closed.get(local.date().isoformat())
        if holiday is None:
            return _shut(translate("Display", "Closed today"), schedule, local, language)
        text = translate("Display", "Closed today: %1").replace("%1", holiday.in_(language))
        return _shut(text, schedule, local, language)
    if local >= _at(local, local.date(), hours[6:]):
        return _shut(translate("Display", "Closed for today"), schedule, local, language)
    for rest in schedule.breaks:
        if _rests(rest, local):
            until = clock_text(_at(local, local.date(), rest.time[6:]), language)
            text = translate("Display", "%1 until %2").replace("%1", rest.name.in_(language))
            return House(state="rest", text=text.replace("%2", until))
    text = translate("Display", "Open today %1").replace("%1", hours_text(hours, language))
    return House(state="open", text=text)


def _shut(text: str, schedule: Schedule, local: datetime, language: Language) -> House:
    refused = Refused(reason=Reason.CLOSED_TODAY, again=_next_opening(schedule, local))
    return House(state="shut", text=text, again=again_text(refused, language, local))


def _next_opening(schedule: Schedule, local: datetime) -> datetime | None:
    """On a later day."""
    for ahead in range(1, LOOK_AHEAD_DAYS_MAX + 1):
        day = local.date() + timedelta(days=ahead)
        hours = _hours_on(schedule, day)
        if hours is not None:
            return _at(local, day, hours[:5])
    return None


def _hours_on(schedule: Schedule, day: date) -> str | None:
    """None on a day off."""
    return None if day.isoformat() in schedule.closed else schedule.hours.get(WEEKDAYS[day.weekday()])


def _rests(rest: Break, local: datetime) -> bool:
    day = local.date()
    start, end = _at(local, day, rest.time[:5]), _at(local, day, rest.time[6:])
    return WEEKDAYS[day.weekday()] in rest.days and start <= local < end


def _at(local: datetime, day: date, clock: str) -> datetime:
    """When the mall's wall shows HH:MM, 00:00 to 24:00."""
    minutes = timedelta(hours=int(clock[:2]), minutes=int(clock[3:]))
    return datetime.combine(day, time(), local.tzinfo) + minutes
