"""A mall's and a tenant's schedule from what the files say, refused where it contradicts itself."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from protocol.catalogue import WEEKDAYS, Break, Schedule, Text, Weekday
from server.catalogue.days_off import national
from server.catalogue.files import CLOCK, CLOSING, BreakEntry, CatalogueError, ScheduleEntry
from server.hours import span_of

ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def mall_schedule(path: Path, entry: ScheduleEntry) -> Schedule:
    """What is not said: no breaks, no days off, no minutes early, no cut-off. Raises `CatalogueError`."""
    if not entry.hours:
        raise CatalogueError(path, "schedule.hours", "opening hours of at least one weekday")
    hours = _hours(path, entry.hours)
    schedule = Schedule(
        hours=hours,
        breaks=_breaks(path, entry.breaks or (), hours),
        closed=_closed(path, entry, None),
        early_min=entry.early_min or 0,
        last_ticket_min=entry.last_ticket_min or 0,
    )
    _check_margins(path, schedule)
    return schedule


def tenant_schedule(path: Path, entry: ScheduleEntry, mall: ScheduleEntry, malls: Schedule) -> Schedule:
    """`mall` is the mall's as written, `malls` what became of it. Raises `CatalogueError`."""
    if entry.hours is not None and not entry.hours:
        raise CatalogueError(path, "schedule.hours", "opening hours of at least one weekday")
    hours = malls.hours if entry.hours is None else _hours(path, entry.hours)
    breaks = (
        _inherited(path, malls.breaks, hours) if entry.breaks is None else _breaks(path, entry.breaks, hours)
    )
    schedule = Schedule(
        hours=hours,
        breaks=breaks,
        closed=_closed(path, entry, mall),
        early_min=malls.early_min if entry.early_min is None else entry.early_min,
        last_ticket_min=malls.last_ticket_min if entry.last_ticket_min is None else entry.last_ticket_min,
    )
    _check_margins(path, schedule)
    return schedule


def _hours(path: Path, written: dict[str, str]) -> dict[Weekday, str]:
    for day, hours in written.items():
        if day not in WEEKDAYS:
            raise CatalogueError(path, f"schedule.hours.{day}", f"one of {', '.join(WEEKDAYS)}")
        _check_span(path, f"schedule.hours.{day}", hours)
    return {day: written[day] for day in WEEKDAYS if day in written}


def _check_span(path: Path, place: str, hours: str) -> None:
    opens, _, closes = hours.partition("-")
    if not (CLOCK.fullmatch(opens) and CLOSING.fullmatch(closes) and opens < closes):
        raise CatalogueError(path, place, f"HH:MM-HH:MM, the first before the second, got {hours!r}")


def _breaks(path: Path, entries: tuple[BreakEntry, ...], hours: dict[Weekday, str]) -> tuple[Break, ...]:
    breaks: list[Break] = []
    for index, entry in enumerate(entries):
        place = f"schedule.breaks[{index}]"
        _check_span(path, f"{place}.time", entry.time)
        days: tuple[Weekday, ...] = tuple(day for day in WEEKDAYS if entry.days.count(day) == 1)
        if not days or len(days) < len(entry.days):
            raise CatalogueError(path, f"{place}.days", f"one or more of {', '.join(WEEKDAYS)}, each once")
        starts, ends = span_of(entry.time)
        for day in days:
            if day not in hours:
                raise CatalogueError(path, f"{place}.days", f"a day with opening hours; {day} has none")
            opens, closes = span_of(hours[day])
            if starts < opens or ends > closes or (starts, ends) == (opens, closes):
                raise CatalogueError(
                    path, f"{place}.time", f"a part of {day}'s {hours[day]}, got {entry.time!r}"
                )
            for other in breaks:
                begins, stops = span_of(other.time)
                if day in other.days and starts < stops and begins < ends:
                    raise CatalogueError(
                        path,
                        f"{place}.time",
                        f"none of {other.time}, which is {other.name.id!r} on {day}, got {entry.time!r}",
                    )
        breaks.append(Break(name=entry.name, days=days, time=entry.time, issuing=entry.issuing))
    return tuple(breaks)


def _inherited(path: Path, breaks: tuple[Break, ...], hours: dict[Weekday, str]) -> tuple[Break, ...]:
    """The mall's, on the days on which they lie within the tenant's own hours."""
    kept: list[Break] = []
    for one in breaks:
        starts, ends = span_of(one.time)
        days: list[Weekday] = []
        for day in one.days:
            opens, closes = span_of(hours[day]) if day in hours else (0, 0)
            if ends <= opens or closes <= starts:
                continue
            if starts < opens or closes < ends or (starts, ends) == (opens, closes):
                raise CatalogueError(
                    path,
                    "schedule.breaks",
                    f"breaks of its own: the mall's {one.name.id!r} ({one.time}) is not a part of "
                    f"{day}'s {hours[day]}",
                )
            days.append(day)
        if days:
            kept.append(replace(one, days=tuple(days)))
    return tuple(kept)


def _closed(path: Path, entry: ScheduleEntry, mall: ScheduleEntry | None) -> dict[str, Text]:
    """By date: the national lists that are followed, over them the mall's own days, then the tenant's."""
    for day in entry.closed:
        _check_date(path, "schedule.closed", day)
    for index, day in enumerate(entry.open):
        place = f"schedule.open[{index}]"
        _check_date(path, place, day)
        if day in entry.closed:
            raise CatalogueError(path, place, f"a day that is not in schedule.closed too, got {day!r}")
    days: dict[str, Text] = {}
    if _follows(entry.collective_leave, mall and mall.collective_leave):
        days |= national("government")
    if _follows(entry.national_holidays, mall and mall.national_holidays):
        days |= national("public")
    for owner in (mall, entry):
        if owner is not None:
            days = {day: name for day, name in (days | owner.closed).items() if day not in owner.open}
    return dict(sorted(days.items()))


def _follows(own: bool | None, malls: bool | None) -> bool:
    return bool(malls if own is None else own)


def _check_date(path: Path, place: str, day: str) -> None:
    try:
        if ISO_DATE.fullmatch(day):
            date.fromisoformat(day)
            return
    except ValueError:
        pass
    raise CatalogueError(path, place, f"a date YYYY-MM-DD that exists, got {day!r}")


def _check_margins(path: Path, schedule: Schedule) -> None:
    """Neither begins on the day before nor is over before it has begun, on any weekday."""
    for day, hours in schedule.hours.items():
        opens, closes = span_of(hours)
        for key, minutes, most in (
            ("early_min", schedule.early_min, opens),
            ("last_ticket_min", schedule.last_ticket_min, closes - opens - 1),
        ):
            if not 0 <= minutes <= most:
                raise CatalogueError(
                    path, f"schedule.{key}", f"0 to {most} minutes, as {day} is {hours}; got {minutes}"
                )
