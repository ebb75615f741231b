"""Which day it is: the mall's wall clock decides."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.hours import day_of

JAKARTA = "Asia/Jakarta"


def utc(at: str) -> datetime:
    return datetime.fromisoformat(at).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "day"),
    [
        # 22:00 in Jakarta is 15:00 UTC.
        (utc("2026-03-02T14:59:59.999999"), date(2026, 3, 2)),
        (utc("2026-03-02T15:00:00"), date(2026, 3, 3)),
        (utc("2026-03-02T17:00:00"), date(2026, 3, 3)),
        (utc("2026-12-31T15:00:00"), date(2027, 1, 1)),
        (utc("2028-02-28T15:00:00"), date(2028, 2, 29)),
        (utc("2028-02-29T15:00:00"), date(2028, 3, 1)),
    ],
)
def test_the_day_ends_on_the_minute(at: datetime, day: date) -> None:
    assert day_of(at, JAKARTA, "22:00") == day


@pytest.mark.parametrize(
    ("at", "day"),
    [
        # Lisbon goes from UTC to UTC+1 on 29 March 2026 and back on 25 October.
        (utc("2026-03-28T21:59:00"), date(2026, 3, 28)),
        (utc("2026-03-28T22:00:00"), date(2026, 3, 29)),
        (utc("2026-03-29T20:59:00"), date(2026, 3, 29)),
        (utc("2026-03-29T21:00:00"), date(2026, 3, 30)),
        (utc("2026-10-25T21:59:00"), date(2026, 10, 25)),
        (utc("2026-10-25T22:00:00"), date(2026, 10, 26)),
    ],
)
def test_summer_time_moves_the_end_with_the_clock_on_the_wall(at: datetime, day: date) -> None:
    assert day_of(at, "Europe/Lisbon", "22:00") == day


def test_a_day_that_ends_at_midnight_is_named_after_its_own_date() -> None:
    assert day_of(utc("2026-03-01T16:58:00"), JAKARTA, "23:59") == date(2026, 3, 1)
    assert day_of(utc("2026-03-01T16:59:00"), JAKARTA, "23:59") == date(2026, 3, 2)


@given(
    st.integers(0, 20 * 365 * 86_400),
    st.integers(3_600, 3 * 86_400),
    st.sampled_from([JAKARTA, "Europe/Lisbon", "America/St_Johns", "Pacific/Kiritimati"]),
    st.times().map(lambda at: at.strftime("%H:%M")),
)
def test_an_hour_later_is_never_an_earlier_day(
    seconds: int, later: int, timezone: str, day_ends: str
) -> None:
    # An hour at least: where the clock goes back, the hour that comes twice may end a day twice.
    at = utc("2020-01-01T00:00:00") + timedelta(seconds=seconds)
    assert day_of(at + timedelta(seconds=later), timezone, day_ends) >= day_of(at, timezone, day_ends)
