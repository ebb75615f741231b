"""May a number be given now? What the calendar says, on every kind of day in every kind of time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from protocol.catalogue import (
    WEEKDAYS,
    Break,
    Catalogue,
    Schedule,
    ServiceId,
    Slots,
    TenantId,
    Text,
    Weekday,
)
from protocol.messages import Reason, Refused
from server.calendar import LOOK_AHEAD_DAYS, next_day, next_opening, opens_on, shut, slots_on, span_of_day
from server.catalogue import rehearsal
from server.hours import day_of, minutes_of, span_of
from tests.server.mall import DUA, SATU, small_mall

JAKARTA = "Asia/Jakarta"
LISBON = "Europe/Lisbon"
FRIDAY_BREAK = Break(name=Text(id="Istirahat Jumat", en="Friday break"), days=("fri",), time="11:30-13:00")
MEETING = Break(
    name=Text(id="Rapat", en="Staff meeting"), days=("mon", "wed"), time="09:00-09:30", issuing=False
)
NEW_YEAR = Text(id="Tahun Baru Masehi", en="New Year's Day")
OFFICE = Schedule(
    hours={"mon": "08:00-16:00", "tue": "08:00-16:00", "wed": "08:00-16:00", "fri": "08:00-15:00"},
    breaks=(FRIDAY_BREAK, MEETING),
    closed={"2027-01-01": NEW_YEAR},
    early_min=30,
    last_ticket_min=45,
)


def at(wall: str, timezone: str = JAKARTA, fold: int = 0) -> datetime:
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(timezone), fold=fold).astimezone(UTC)


def mall(schedule: Schedule = OFFICE, timezone: str = JAKARTA, **service: object) -> Catalogue:
    return small_mall(timezone, schedule=schedule, services={SATU: service})


def asked(now: datetime, catalogue: Catalogue | None = None) -> Refused | None:
    catalogue = mall() if catalogue is None else catalogue
    return shut(catalogue, catalogue.services[SATU], now)


def open_from(opening: str, closing: str, *days: Weekday) -> Schedule:
    return Schedule(hours=dict.fromkeys(days or WEEKDAYS, f"{opening}-{closing}"))


# Why not, and when again


@pytest.mark.parametrize(
    "wall",
    [
        "2027-01-04T07:30:00",
        "2027-01-04T08:00:00",
        "2027-01-04T08:59:59.999999",
        "2027-01-04T09:30:00",
        "2027-01-04T15:14:59.999999",
        # In the Friday break counters rest, and numbers are given.
        "2027-01-08T11:30:00",
        "2027-01-08T12:59:00",
    ],
)
def test_numbers_are_given_from_a_little_before_opening_until_the_cut_off(wall: str) -> None:
    assert asked(at(wall)) is None


@pytest.mark.parametrize(
    ("wall", "reason", "again"),
    [
        ("2027-01-04T00:00:00", Reason.NOT_YET_OPEN, "2027-01-04T07:30:00"),
        ("2027-01-04T07:29:59.999999", Reason.NOT_YET_OPEN, "2027-01-04T07:30:00"),
        ("2027-01-04T15:15:00", Reason.CUT_OFF, "2027-01-05T07:30:00"),
        ("2027-01-04T15:59:59.999999", Reason.CUT_OFF, "2027-01-05T07:30:00"),
        ("2027-01-04T16:00:00", Reason.OVER_FOR_TODAY, "2027-01-05T07:30:00"),
        ("2027-01-04T23:59:59", Reason.OVER_FOR_TODAY, "2027-01-05T07:30:00"),
        # Wednesday's over; Thursday is no day of theirs.
        ("2027-01-06T16:00:00", Reason.OVER_FOR_TODAY, "2027-01-08T07:30:00"),
        ("2027-01-07T10:00:00", Reason.CLOSED_TODAY, "2027-01-08T07:30:00"),
        ("2027-01-09T10:00:00", Reason.CLOSED_TODAY, "2027-01-11T07:30:00"),
    ],
)
def test_a_refusal_says_why_and_when_it_is_possible_again(wall: str, reason: Reason, again: str) -> None:
    assert asked(at(wall)) == Refused(reason=reason, about=SATU, again=at(again))


def test_on_a_holiday_it_says_which() -> None:
    refused = asked(at("2027-01-01T10:00:00"))
    assert refused == Refused(
        reason=Reason.HOLIDAY, about=SATU, again=at("2027-01-04T07:30:00"), title=NEW_YEAR
    )
    # The evening before is none yet.
    eve = asked(at("2026-12-30T16:00:00"))
    assert eve is not None
    assert (eve.reason, eve.again) == (Reason.OVER_FOR_TODAY, at("2027-01-04T07:30:00"))


def test_a_break_that_stops_numbers_says_its_name_and_its_end() -> None:
    refused = asked(at("2027-01-04T09:00:00"))
    assert refused == Refused(
        reason=Reason.ON_BREAK, about=SATU, again=at("2027-01-04T09:30:00"), title=MEETING.name
    )
    assert asked(at("2027-01-05T09:00:00")) is None


def test_a_break_until_the_cut_off_is_over_on_the_next_day() -> None:
    rest = Break(name=Text(id="Rapat", en="Meeting"), days=("mon",), time="15:00-16:00", issuing=False)
    refused = asked(at("2027-01-04T15:10:00"), mall(Schedule(hours=OFFICE.hours, breaks=(rest,))))
    assert refused is not None
    assert (refused.reason, refused.again) == (Reason.ON_BREAK, at("2027-01-05T08:00:00"))


def test_past_the_cut_off_a_break_in_which_numbers_are_given_is_no_reason() -> None:
    rest = Break(name=Text(id="Istirahat", en="Break"), days=("mon",), time="15:00-15:45")
    refused = asked(
        at("2027-01-04T15:30:00"), mall(Schedule(hours=OFFICE.hours, breaks=(rest,), last_ticket_min=45))
    )
    assert refused == Refused(reason=Reason.CUT_OFF, about=SATU, again=at("2027-01-05T08:00:00"))


def test_a_day_that_begins_with_a_break_is_not_yet_open_before_it_and_on_break_in_it() -> None:
    rest = Break(name=Text(id="Apel", en="Roll call"), days=("mon",), time="08:00-08:15", issuing=False)
    catalogue = mall(Schedule(hours=OFFICE.hours, breaks=(rest,)))
    before, within = (asked(at(f"2027-01-04T{hour}"), catalogue) for hour in ("07:00", "08:05"))
    assert before is not None
    assert within is not None
    assert (before.reason, within.reason) == (Reason.NOT_YET_OPEN, Reason.ON_BREAK)
    assert before.again == within.again == at("2027-01-04T08:15:00")


def test_a_service_may_have_a_cut_off_of_its_own_and_only_an_earlier_one_counts() -> None:
    early, late = mall(last_ticket="14:00"), mall(last_ticket="15:30")
    assert asked(at("2027-01-04T13:59:59"), early) is None
    refused = asked(at("2027-01-04T14:00:00"), early)
    assert refused is not None
    assert (refused.reason, refused.again) == (Reason.CUT_OFF, at("2027-01-05T07:30:00"))
    assert shut(early, early.services[DUA], at("2027-01-04T14:00:00")) is None
    assert asked(at("2027-01-04T15:15:00"), late) is not None


def test_each_tenant_follows_its_own_schedule() -> None:
    catalogue = small_mall(
        schedule=OFFICE, tenants={"bakung": {"schedule": open_from("10:00", "12:00", "sat")}}
    )
    saturday = at("2027-01-09T10:00:00")
    given = [service for service in catalogue.services.values() if shut(catalogue, service, saturday) is None]
    assert {service.tenant for service in given} == {TenantId("bakung")}


def test_after_too_many_days_off_in_a_row_nobody_says_when() -> None:
    off = {(date(2027, 1, 5) + timedelta(days=day)).isoformat(): NEW_YEAR for day in range(LOOK_AHEAD_DAYS)}
    every_day = open_from("08:00", "16:00")
    evening = at("2027-01-04T17:00:00")
    shorter = Schedule(hours=every_day.hours, closed=dict(list(off.items())[:-1]))
    refused = asked(evening, mall(shorter))
    assert refused is not None
    assert refused.again == at("2027-01-18T08:00:00")
    refused = asked(evening, mall(Schedule(hours=every_day.hours, closed=off)))
    assert refused == Refused(reason=Reason.OVER_FOR_TODAY, about=SATU, again=None)
    # The day after, it is near enough.
    refused = asked(evening + timedelta(days=1), mall(Schedule(hours=every_day.hours, closed=off)))
    assert refused is not None
    assert refused.again == at("2027-01-19T08:00:00")


def test_a_house_that_never_closes_gives_numbers_at_midnight_too() -> None:
    catalogue = mall(open_from("00:00", "24:00"))
    for second in range(-3, 4):
        assert asked(at("2027-01-05T00:00:00") + timedelta(seconds=second), catalogue) is None


def test_a_house_open_until_midnight_closes_with_the_day() -> None:
    catalogue = mall(open_from("18:00", "24:00"))
    assert asked(at("2027-01-04T23:59:59"), catalogue) is None
    refused = asked(at("2027-01-05T00:00:00"), catalogue)
    assert refused is not None
    assert (refused.reason, refused.again) == (Reason.NOT_YET_OPEN, at("2027-01-05T18:00:00"))


@pytest.mark.parametrize("hour", ["00:00:00", "07:30:00", "12:00:00", "15:59:00", "23:59:59"])
def test_the_next_day_is_never_today_though_today_is_not_over(hour: str) -> None:
    catalogue = mall()
    wednesday, friday = (at(f"2027-01-{day}T{hour}") for day in ("06", "08"))
    service = catalogue.services[SATU]
    assert next_day(catalogue, service, wednesday) == at("2027-01-08T07:30:00")
    assert next_day(catalogue, service, friday) == at("2027-01-11T07:30:00")
    never = mall(
        Schedule(hours={"mon": "08:00-16:00"}, closed={"2027-01-11": NEW_YEAR, "2027-01-18": NEW_YEAR})
    )
    assert next_day(never, service, friday) is None


def test_the_leap_day_is_a_day_like_any() -> None:
    assert asked(at("2028-02-29T10:00:00")) is None
    refused = asked(at("2028-02-29T17:00:00"))
    assert refused is not None
    assert refused.again == at("2028-03-01T07:30:00")


def test_a_rehearsal_gives_numbers_at_any_hour_of_any_day() -> None:
    catalogue = rehearsal(mall(last_ticket="14:00", quota=1))
    for day in range(14):
        for hour in range(24):
            assert asked(at("2026-12-28T00:00:00") + timedelta(days=day, hours=hour), catalogue) is None


# Clocks that change


def test_an_opening_hour_that_does_not_exist_is_the_moment_of_the_change() -> None:
    # Lisbon skips 01:00 to 02:00 on 28 March 2027.
    schedule = open_from("01:30", "05:00")
    change = at("2027-03-28T02:00:00", LISBON)
    assert opens_on(schedule, LISBON, date(2027, 3, 28)) == (change, at("2027-03-28T05:00:00", LISBON))
    catalogue = mall(schedule, LISBON)
    refused = asked(change - timedelta(microseconds=1), catalogue)
    assert refused is not None
    assert refused.again == change
    assert asked(change, catalogue) is None


def test_hours_that_are_skipped_whole_are_a_day_off() -> None:
    schedule = open_from("01:10", "01:50")
    assert opens_on(schedule, LISBON, date(2027, 3, 28)) is None
    catalogue = mall(schedule, LISBON, slots=Slots(minutes=10, capacity=1))
    refused = asked(at("2027-03-28T12:00:00", LISBON), catalogue)
    assert refused == Refused(reason=Reason.CLOSED_TODAY, about=SATU, again=at("2027-03-29T01:10:00", LISBON))
    assert slots_on(catalogue, catalogue.services[SATU], date(2027, 3, 28)) == ()


def test_an_hour_between_two_breaks_that_is_skipped_is_no_time_to_come_back() -> None:
    breaks = tuple(
        Break(name=MEETING.name, days=("sun",), time=time, issuing=False)
        for time in ("00:30-01:10", "01:50-03:00")
    )
    catalogue = mall(Schedule(hours={"sun": "00:00-04:00"}, breaks=breaks), LISBON)
    refused = asked(at("2027-03-28T00:40:00", LISBON), catalogue)
    assert refused is not None
    assert refused.again == at("2027-03-28T03:00:00", LISBON)


def test_an_hour_that_comes_twice_closes_the_first_time() -> None:
    # Lisbon has 01:00 to 02:00 twice on 31 October 2027.
    catalogue = mall(open_from("00:00", "01:30"), LISBON)
    assert asked(at("2027-10-31T01:29:00", LISBON), catalogue) is None
    for wall, fold in (("01:30", 0), ("01:10", 1), ("01:30", 1)):
        refused = asked(at(f"2027-10-31T{wall}:00", LISBON, fold), catalogue)
        assert refused is not None
        assert refused.reason is Reason.OVER_FOR_TODAY
        assert refused.again == at("2027-11-01T00:00:00", LISBON)


def test_a_date_that_a_country_skipped_is_a_day_off() -> None:
    # Samoa went from 29 to 31 December 2011.
    schedule = open_from("08:00", "16:00")
    assert opens_on(schedule, "Pacific/Apia", date(2011, 12, 30)) is None
    assert next_opening(schedule, "Pacific/Apia", at("2011-12-29T09:00:00", "Pacific/Apia")) == at(
        "2011-12-31T08:00:00", "Pacific/Apia"
    )


def test_where_clocks_go_back_over_midnight_the_new_day_stays() -> None:
    # St John's went from 00:01 back to 23:01 on 7 November 2010.
    zone = "America/St_Johns"
    catalogue = mall(open_from("00:00", "24:00", "sun"), zone)
    midnight = at("2010-11-07T00:00:00", zone, fold=0)
    assert asked(midnight - timedelta(seconds=1), catalogue) is not None
    for minutes in range(0, 130):
        assert asked(midnight + timedelta(minutes=minutes), catalogue) is None


# Slots


def walls(starts: tuple[datetime, ...], timezone: str = JAKARTA) -> list[str]:
    return [start.astimezone(ZoneInfo(timezone)).strftime("%H:%M") for start in starts]


def slots(day: date, catalogue: Catalogue) -> tuple[datetime, ...]:
    return slots_on(catalogue, catalogue.services[SATU], day)


def test_slots_go_from_opening_to_the_cut_off_and_leave_out_breaks() -> None:
    catalogue = mall(slots=Slots(minutes=30, capacity=2))
    friday, monday = slots(date(2027, 1, 8), catalogue), slots(date(2027, 1, 4), catalogue)
    assert walls(friday) == [
        *("08:00", "08:30", "09:00", "09:30", "10:00", "10:30", "11:00"),
        *("13:00", "13:30", "14:00"),
    ]
    assert walls(monday)[:4] == ["08:00", "08:30", "09:30", "10:00"]
    assert walls(monday)[-1] == "15:00"
    assert all(start.tzinfo is UTC for start in friday)


def test_a_slot_that_touches_a_break_or_the_end_is_left_out() -> None:
    catalogue = mall(
        Schedule(hours=OFFICE.hours, breaks=(FRIDAY_BREAK,)), slots=Slots(minutes=50, capacity=2)
    )
    assert walls(slots(date(2027, 1, 8), catalogue)) == [
        *("08:00", "08:50", "09:40", "10:30"),
        *("13:00", "13:50"),
    ]


def test_there_are_no_slots_on_days_off_nor_where_none_are_offered() -> None:
    catalogue = mall(slots=Slots(minutes=30, capacity=2))
    assert slots(date(2027, 1, 1), catalogue) == ()
    assert slots(date(2027, 1, 7), catalogue) == ()
    assert slots_on(catalogue, catalogue.services[DUA], date(2027, 1, 8)) == ()


def test_slots_end_with_the_services_own_cut_off() -> None:
    catalogue = mall(slots=Slots(minutes=30, capacity=2), last_ticket="10:00")
    assert walls(slots(date(2027, 1, 8), catalogue)) == ["08:00", "08:30", "09:00", "09:30"]


def test_slots_are_as_long_on_the_day_of_a_change_as_on_any() -> None:
    catalogue = mall(open_from("00:00", "04:00"), LISBON, slots=Slots(minutes=60, capacity=1))
    assert walls(slots(date(2027, 3, 28), catalogue), LISBON) == ["00:00", "02:00", "03:00"]
    twice = slots(date(2027, 10, 31), catalogue)
    assert walls(twice, LISBON) == ["00:00", "01:00", "01:00", "02:00", "03:00"]
    assert {later - earlier for earlier, later in pairwise(twice)} == {timedelta(hours=1)}


# Always, everywhere

ZONES = (
    *(JAKARTA, LISBON, "UTC", "America/St_Johns", "America/Sao_Paulo", "America/Havana", "Asia/Beirut"),
    *("Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kiritimati", "Africa/Casablanca", "Asia/Gaza"),
    *("Antarctica/Troll", "Asia/Kathmandu", "America/Asuncion", "Africa/Cairo", "Asia/Tehran"),
)
PROBES_COUNT = 12
PARTS = 1_000_000
clock = st.integers(0, 24 * 12).map(lambda step: step * 5)


def written(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@st.composite
def spans(draw: st.DrawFn, within: tuple[int, int] = (0, 24 * 60)) -> str:
    steps = st.integers(within[0] // 5, within[1] // 5)
    first, second = sorted(draw(st.lists(steps, min_size=2, max_size=2, unique=True)))
    return f"{written(first * 5)}-{written(second * 5)}"


@st.composite
def schedules(draw: st.DrawFn, near: date) -> Schedule:
    """Any, contradictory ones too: the calendar is total."""
    hours = draw(st.dictionaries(st.sampled_from(WEEKDAYS), spans(), min_size=1))
    days = st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True).map(tuple)
    rest = st.builds(Break, name=st.just(FRIDAY_BREAK.name), days=days, time=spans(), issuing=st.booleans())
    off = st.integers(-2, LOOK_AHEAD_DAYS + 2).map(lambda ahead: (near + timedelta(days=ahead)).isoformat())
    return Schedule(
        hours=hours,
        breaks=draw(st.lists(rest, max_size=3).map(tuple)),
        closed=draw(st.dictionaries(off, st.just(NEW_YEAR), max_size=8)),
        early_min=draw(st.sampled_from((0, 5, 30, 90))),
        last_ticket_min=draw(st.sampled_from((0, 5, 30, 90))),
    )


@lru_cache
def changes(timezone: str, year: int) -> tuple[datetime, ...]:
    """The days before which the zone's clocks are changed, or all if they never are."""
    zone = ZoneInfo(timezone)
    days = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in range(366)]
    jumps = [
        day
        for day in days
        if day.astimezone(zone).utcoffset() != (day - timedelta(days=1)).astimezone(zone).utcoffset()
    ]
    return tuple(jumps or days)


@st.composite
def questions(draw: st.DrawFn) -> tuple[Catalogue, datetime]:
    timezone = draw(st.sampled_from(ZONES))
    change = draw(st.sampled_from(changes(timezone, draw(st.integers(2005, 2045)))))
    now = change + timedelta(minutes=draw(st.integers(-60 * 60, 36 * 60)))
    schedule = draw(schedules(now.date()))
    last_ticket = draw(st.none() | clock.map(written))
    offered = Slots(minutes=draw(st.sampled_from((5, 25, 60, 300))), capacity=1)
    return mall(schedule, timezone, last_ticket=last_ticket, slots=offered), now


@given(questions(), st.lists(st.integers(0, PARTS - 1), min_size=PROBES_COUNT, max_size=PROBES_COUNT))
def test_what_is_said_to_be_possible_again_is_possible_then_and_not_before(
    question: tuple[Catalogue, datetime], probes: list[int]
) -> None:
    catalogue, now = question
    refused = asked(now, catalogue)
    if refused is None:
        return
    if refused.again is None:
        until = now + timedelta(days=LOOK_AHEAD_DAYS)
    else:
        assert refused.again > now
        assert asked(refused.again, catalogue) is None
        assert asked(refused.again - timedelta(microseconds=1), catalogue) is not None
        until = refused.again
    for part in probes:
        probed = asked(now + (until - now) * part // PARTS, catalogue)
        assert probed is not None
        # From nearer it may see further, never something else.
        assert refused.again is None or probed.again == refused.again


@given(questions())
def test_where_no_clock_changes_numbers_are_given_by_the_hours_as_they_are_written(
    question: tuple[Catalogue, datetime],
) -> None:
    catalogue, now = question
    catalogue = replace(catalogue, timezone="UTC")
    service = catalogue.services[SATU]
    schedule = catalogue.schedule
    # Each quarter of an hour of the days around, and the minute before it.
    for step in range(-2 * 96, 2 * 96):
        at = datetime.combine(now.date(), time(), UTC) + timedelta(minutes=15 * step - step % 2)
        day, minute = WEEKDAYS[at.weekday()], at.hour * 60 + at.minute
        given = day in schedule.hours and at.date().isoformat() not in schedule.closed
        if given:
            opens, closes = span_of(schedule.hours[day])
            given = opens - schedule.early_min <= minute < closes - schedule.last_ticket_min
        if service.last_ticket is not None:
            given = given and minute < minutes_of(service.last_ticket)
        for rest in schedule.breaks:
            begins, ends = span_of(rest.time)
            if day in rest.days and not rest.issuing and begins <= minute < ends:
                given = False
        assert (shut(catalogue, service, at) is None) is given, at


@given(questions())
def test_doors_open_and_close_when_the_clock_on_the_wall_first_shows_it(
    question: tuple[Catalogue, datetime],
) -> None:
    catalogue, now = question
    schedule, zone = catalogue.schedule, ZoneInfo(catalogue.timezone)
    for ahead in range(-1, 2):
        day = now.date() + timedelta(days=ahead)
        doors = opens_on(schedule, catalogue.timezone, day)
        if doors is None:
            continue
        minutes = span_of(schedule.hours[WEEKDAYS[day.weekday()]])
        for door, minute in zip(doors, minutes, strict=True):
            shown = datetime.combine(day, time(), UTC) + timedelta(minutes=minute)
            assert door.astimezone(zone).replace(tzinfo=UTC) >= shown
            for early in (timedelta(microseconds=1), *(timedelta(minutes=5 * step) for step in range(1, 80))):
                assert (door - early).astimezone(zone).replace(tzinfo=UTC) < shown


@given(questions())
def test_the_next_opening_is_the_first_of_the_coming_days(question: tuple[Catalogue, datetime]) -> None:
    catalogue, now = question
    schedule = catalogue.tenants[TenantId("anggrek")].schedule
    day = now.astimezone(ZoneInfo(catalogue.timezone)).date()
    coming = [
        doors[0]
        for ahead in range(LOOK_AHEAD_DAYS + 2)
        if (doors := opens_on(schedule, catalogue.timezone, day + timedelta(days=ahead))) and doors[0] > now
    ]
    following = next_opening(schedule, catalogue.timezone, now)
    if following is None:
        assert len(coming) <= 1
    else:
        assert following == min(coming)


@given(questions())
def test_slots_lie_apart_within_the_doors_and_numbers_are_given_at_their_start(
    question: tuple[Catalogue, datetime],
) -> None:
    catalogue, now = question
    service = catalogue.services[SATU]
    assert service.slots is not None
    length = timedelta(minutes=service.slots.minutes)
    schedule = catalogue.tenants[service.tenant].schedule
    for ahead in range(-1, 8):
        day = now.date() + timedelta(days=ahead)
        starts = slots_on(catalogue, service, day)
        doors = opens_on(schedule, catalogue.timezone, day)
        if doors is None:
            assert starts == ()
            continue
        for start in starts:
            assert doors[0] <= start
            assert start + length <= doors[1]
            assert shut(catalogue, service, start) is None
        assert all(later - earlier >= length for earlier, later in pairwise(starts))


@given(st.integers(-20 * 366, 130 * 365), st.integers(0, 24 * 60 - 1))
def test_the_same_question_has_the_same_answer_in_any_zone_it_is_put(day: int, minute: int) -> None:
    now = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day, minutes=minute)
    assert asked(now) == asked(now.astimezone(ZoneInfo("America/New_York")))


def test_a_service_knows_no_other_services_cut_off() -> None:
    catalogue = mall(last_ticket="10:00")
    noon = at("2027-01-05T12:00:00")
    answers: dict[ServiceId, bool] = {
        service.id: shut(catalogue, service, noon) is None for service in catalogue.services.values()
    }
    assert [service for service, given in answers.items() if not given] == [SATU]


@given(
    st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    st.sampled_from([JAKARTA, "Europe/Lisbon", "America/New_York", "Australia/Lord_Howe"]),
    st.sampled_from(["00:00", "17:00", "22:00", "23:59"]),
)
def test_the_malls_day_goes_from_one_days_end_to_the_next(day: date, timezone: str, ends: str) -> None:
    start, end = span_of_day(small_mall(timezone, ends), day)
    last = end - timedelta(seconds=1)
    assert [day_of(each, timezone, ends) for each in (start, last)] == [day, day]
    assert day_of(end, timezone, ends) == day + timedelta(days=1)
