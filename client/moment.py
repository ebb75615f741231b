"""Times and dates as people read them, in the words of the language (CLDR, by Babel).

`local` is a time already in the mall's own zone, to which the day belongs.
"""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_datetime

from protocol.catalogue import Language

_LOCALES: dict[Language, str] = {"id": "id", "en": "en_GB"}
_CLOCKS: dict[Language, str] = {"id": "HH.mm", "en": "HH:mm"}


def clock_text(local: datetime, language: Language) -> str:
    """`09.41` in Indonesian, `09:41` in English."""
    return format_datetime(local, _CLOCKS[language], locale=_LOCALES[language])


def date_text(local: datetime, language: Language) -> str:
    """`Senin, 5 Januari 2026`, `Monday, 5 January 2026`."""
    return format_datetime(local, "EEEE, d MMMM y", locale=_LOCALES[language])


def day_text(local: datetime, language: Language) -> str:
    """`Senin, 5 Januari`, `Monday, 5 January`: of a day that is near."""
    return format_datetime(local, "EEEE, d MMMM", locale=_LOCALES[language])


def short_date_text(local: datetime, language: Language) -> str:
    """`Sen, 5 Jan`, `Mon, 5 Jan`: where there is little room."""
    return format_datetime(local, "EEE, d MMM", locale=_LOCALES[language])
