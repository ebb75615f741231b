"""Indonesia's public holidays and collective leave (cuti bersama), in the words of both languages.

The days of the lunar calendars are announced from year to year: far ahead they are estimates, and say so
in their names. Collective leave is known for the years that have been decreed when `holidays` was released.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import holidays

from protocol.catalogue import Text

YEARS = range(2025, 2041)
COUNTRY = "ID"
Kind = Literal["public", "government"]
"""As `holidays` calls them; `government` is collective leave."""


@lru_cache
def national(kind: Kind) -> dict[str, Text]:
    """Names by ISO date, in order."""
    indonesian, english = (
        holidays.country_holidays(COUNTRY, years=YEARS, categories=(kind,), language=language)
        for language in ("id", "en_US")
    )
    return {day.isoformat(): Text(id=indonesian[day], en=english[day]) for day in sorted(indonesian)}
