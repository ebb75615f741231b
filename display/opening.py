"""The mall's opening hours as people read them, from a distance."""

from __future__ import annotations

from collections.abc import Mapping

from babel.dates import get_day_names
from msgspec import Struct

from protocol.catalogue import WEEKDAYS, Language, Weekday


class Opening(Struct, frozen=True, kw_only=True):
    """Days in a row with the same hours: `Senin–Jumat`, `08.00–16.00`."""

    days: str
    hours: str

    @property
    def key(self) -> str:
        return self.days


def openings(hours: Mapping[Weekday, str], language: Language) -> tuple[Opening, ...]:
    """`hours` as in the catalogue; closed days are left out."""
    names = get_day_names("wide", locale=language)
    runs: list[list[int]] = []
    for day, key in enumerate(WEEKDAYS):
        if key not in hours:
            continue
        if runs and runs[-1][-1] == day - 1 and hours[WEEKDAYS[day - 1]] == hours[key]:
            runs[-1].append(day)
        else:
            runs.append([day])
    return tuple(
        Opening(
            days=names[run[0]] if len(run) == 1 else f"{names[run[0]]}–{names[run[-1]]}",
            hours=hours_text(hours[WEEKDAYS[run[0]]], language),
        )
        for run in runs
    )


def hours_text(span: str, language: Language) -> str:
    """`08:00-16:00` as `08.00–16.00` in Indonesian, `08:00–16:00` in English."""
    return span.replace("-", "–") if language == "en" else span.replace("-", "–").replace(":", ".")
