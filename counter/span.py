"""Lengths of time as an officer reads them."""

from __future__ import annotations

from datetime import timedelta

from protocol.catalogue import Language

HOUR_S = 3_600
MINUTE_S = 60
UNITS: dict[Language, tuple[str, str]] = {"id": ("j", "mnt"), "en": ("h", "min")}
"""Language to the words for hours and minutes."""


def span_text(span: timedelta, language: Language) -> str:
    """Whole minutes: `0 mnt`, `4 mnt`, `1 j 12 mnt`. A negative span counts as none."""
    hours, rest = divmod(max(0, int(span.total_seconds())), HOUR_S)
    hour, minute = UNITS[language]
    minutes = f"{rest // MINUTE_S} {minute}"
    return f"{hours} {hour} {minutes}" if hours else minutes


def timer_text(span: timedelta) -> str:
    """Running seconds: `03:24`, from an hour on `1:03:24`. A negative span counts as none."""
    hours, rest = divmod(max(0, int(span.total_seconds())), HOUR_S)
    minutes, seconds = divmod(rest, MINUTE_S)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"
