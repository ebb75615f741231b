from __future__ import annotations

from datetime import timedelta

import pytest

from counter.span import span_text, timer_text


@pytest.mark.parametrize(
    ("seconds", "indonesian", "english"),
    [
        (-5, "0 mnt", "0 min"),
        (59, "0 mnt", "0 min"),
        (60, "1 mnt", "1 min"),
        (4 * 60 + 59, "4 mnt", "4 min"),
        (59 * 60 + 59, "59 mnt", "59 min"),
        (60 * 60, "1 j 0 mnt", "1 h 0 min"),
        (72 * 60, "1 j 12 mnt", "1 h 12 min"),
        (26 * 3600, "26 j 0 mnt", "26 h 0 min"),
    ],
)
def test_a_span_is_told_in_whole_minutes(seconds: int, indonesian: str, english: str) -> None:
    assert span_text(timedelta(seconds=seconds), "id") == indonesian
    assert span_text(timedelta(seconds=seconds), "en") == english


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(-1, "00:00"), (0, "00:00"), (204, "03:24"), (3599, "59:59"), (3600, "1:00:00"), (5025, "1:23:45")],
)
def test_a_timer_shows_seconds_and_hours_only_when_there_are_some(seconds: int, text: str) -> None:
    assert timer_text(timedelta(seconds=seconds)) == text
