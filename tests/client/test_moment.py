from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from client.moment import clock_text, date_text, day_text, short_date_text
from protocol.catalogue import Language

MONDAY = datetime(2026, 1, 5, 2, 5, tzinfo=UTC).astimezone(ZoneInfo("Asia/Jakarta"))


@pytest.mark.parametrize(
    ("language", "clock", "date", "day", "short"),
    [
        ("id", "09.05", "Senin, 5 Januari 2026", "Senin, 5 Januari", "Sen, 5 Jan"),
        ("en", "09:05", "Monday, 5 January 2026", "Monday, 5 January", "Mon, 5 Jan"),
    ],
)
def test_times_and_dates_are_in_the_words_of_the_language(
    language: Language, clock: str, date: str, day: str, short: str
):
    assert clock_text(MONDAY, language) == clock
    assert date_text(MONDAY, language) == date
    assert day_text(MONDAY, language) == day
    assert short_date_text(MONDAY, language) == short
