"""What a closed house says of itself: which holiday it is, when it opens again, until when it rests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication

from display.house import LOOK_AHEAD_DAYS_MAX, House, house_of
from display.model import DisplayModel
from protocol.catalogue import Break, Catalogue, Language, Schedule, Text
from tests.display.hall import Mall

Make = Callable[..., DisplayModel]
SCHEDULE = Schedule(
    hours=dict.fromkeys(("mon", "tue", "wed", "thu"), "08:00-16:00") | {"fri": "07:30-24:00"},
    breaks=(
        Break(name=Text(id="Istirahat Jumat", en="Friday break"), days=("fri",), time="11:30-13:00"),
        Break(name=Text(id="Apel", en="Muster"), days=("mon",), time="08:00-08:15", issuing=False),
    ),
    closed={
        "2026-12-24": Text(id="Cuti bersama Natal", en="Christmas leave"),
        "2026-12-25": Text(id="Hari Natal", en="Christmas Day"),
    },
)


def house(moment: str, language: Language = "en", schedule: Schedule = SCHEDULE) -> House:
    local = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Asia/Jakarta"))
    return house_of(schedule, local, language)


def test_on_a_holiday_its_name_is_told_and_the_next_day_that_is_none() -> None:
    assert house("2026-12-25 09:30") == House(
        state="shut", text="Closed today: Christmas Day", again="Opens again on Monday, 28 December at 08:00."
    )


@pytest.mark.parametrize(
    ("moment", "text", "again"),
    [
        ("2026-12-23 15:59", "Open today 08:00–16:00", ""),
        ("2026-12-23 16:00", "Closed for today", "Opens again on Monday, 28 December at 08:00."),
        ("2026-12-24 00:00", "Closed today: Christmas leave", "Opens again on Monday, 28 December at 08:00."),
        ("2026-12-27 23:59", "Closed today", "Opens again on Monday, 28 December at 08:00."),
        ("2026-12-28 00:00", "Open today 08:00–16:00", ""),
        ("2026-12-31 16:00", "Closed for today", "Opens again on Friday, 1 January at 07:30."),
        ("2027-01-01 23:59", "Open today 07:30–24:00", ""),
    ],
)
def test_before_and_after_the_hours_of_a_day(moment: str, text: str, again: str) -> None:
    said = house(moment)
    assert (said.text, said.again) == (text, again)


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        ("2027-01-01 11:29", "Open today 07:30–24:00"),
        ("2027-01-01 11:30", "Friday break until 13:00"),
        ("2027-01-01 12:59", "Friday break until 13:00"),
        ("2027-01-01 13:00", "Open today 07:30–24:00"),
        ("2027-01-04 08:14", "Muster until 08:15"),
        ("2026-12-31 12:00", "Open today 08:00–16:00"),
    ],
)
def test_a_break_is_told_while_it_lasts_on_its_own_days(moment: str, text: str) -> None:
    assert house(moment).text == text


def test_nobody_says_when_a_house_opens_again_that_is_closed_for_long() -> None:
    never = replace(SCHEDULE, hours={})
    assert house("2026-12-25 09:30", schedule=never).again == ""
    days = [f"2026-12-{day:02}" for day in range(1, 2 + LOOK_AHEAD_DAYS_MAX)]
    every = dict.fromkeys(SCHEDULE.hours | {"sat": "", "sun": ""}, "08:00-16:00")
    name = Text(id="Pindah", en="Moving")
    for closed, again in ((days, ""), (days[:-1], "Opens again on Tuesday, 15 December at 08:00.")):
        moving = replace(SCHEDULE, hours=every, closed=dict.fromkeys(closed, name))
        assert house("2026-12-01 10:00", schedule=moving).again == again


@pytest.fixture
def festive(malang: Catalogue) -> Catalogue:
    return replace(malang, schedule=replace(SCHEDULE, closed={"2026-01-05": SCHEDULE.closed["2026-12-25"]}))


def test_the_empty_hall_tells_the_holiday_until_an_officer_sits_there(
    qapp: QGuiApplication, festive: Catalogue, make_model: Make
) -> None:
    mall = Mall(festive)
    model = make_model(mall)
    assert model.page == "idle"
    assert model.today == "Closed today: Christmas Day"
    assert model.again == "Opens again on Tuesday, 6 January at 08:00."
    mall.open(1)
    assert (model.page, model.today, model.again) == ("board", "", "")


def test_a_break_is_told_where_nobody_calls_through_it(mall: Mall, make_model: Make) -> None:
    model = make_model(mall)
    mall.link.pass_time((4 * 24 + 3) * 3_600)
    assert model.today == "Friday break until 13:00"
    mall.open(1)
    assert (model.page, model.today) == ("board", "")
    mall.rest(1)
    assert (model.page, model.today) == ("board", "Friday break until 13:00")
