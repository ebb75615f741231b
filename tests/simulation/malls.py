"""The malls of the simulated worlds: the small one of the tests, with rules, hours and a first day drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from protocol.catalogue import WEEKDAYS, Break, Catalogue, Policy, Schedule, Slots, Walking, Zone, ZoneId
from tests.server.mall import ALWAYS, DUA, EMPAT, LIMA, SATU, TIGA, small_mall, text

FIRST_DAYS = (
    ("Asia/Jakarta", date(2026, 3, 2)),
    ("Asia/Jakarta", date(2026, 3, 6)),
    ("Asia/Jakarta", date(2028, 2, 28)),
    ("Europe/Lisbon", date(2026, 3, 28)),
    ("Europe/Lisbon", date(2026, 10, 24)),
    ("America/New_York", date(2026, 3, 7)),
    ("Australia/Lord_Howe", date(2026, 10, 3)),
    ("Asia/Jayapura", date(2026, 12, 31)),
)
"""A Monday, a Friday, the eve of a leap day, eves of changed clocks, the last of a year."""
HOURS = (7, 8, 8, 11)
DAY_ENDS = "22:00"
OFFICE = Schedule(
    hours=dict.fromkeys(WEEKDAYS[:6], "08:00-15:00"),
    breaks=(
        Break(name=text("Istirahat"), days=WEEKDAYS[:4], time="12:00-13:00"),
        Break(name=text("Jumat"), days=("fri",), time="11:30-13:00", issuing=False),
    ),
    closed={"2026-03-03": text("Libur"), "2028-02-29": text("Libur"), "2026-10-26": text("Libur")},
    early_min=30,
    last_ticket_min=45,
)
OFFICE_SHARE = 0.25
QUOTA_SHARE = 0.35


@dataclass(frozen=True, kw_only=True)
class Opening:
    mall: Catalogue
    at: datetime
    """Aware UTC; some hour of the morning on the wall."""


def drawn(chance: Random) -> Opening:
    timezone, day = chance.choice(FIRST_DAYS)
    schedule = OFFICE if chance.random() < OFFICE_SHARE else ALWAYS
    walking = Walking(same_zone_s=chance.choice((0, 0, 20)), other_zone_s=chance.choice((0, 60, 120)))
    slots = Slots(minutes=30, capacity=chance.choice((1, 2, 3)), tolerance_min=15, days_ahead=3)
    quotas = chance.random() < QUOTA_SHARE
    services: dict[Any, dict[str, Any]] = {
        DUA: {"slots": slots, "quota": chance.choice((None, 3, 5)) if quotas else None},
        LIMA: {"slots": slots, "quota": chance.choice((None, 3)) if quotas else None},
        TIGA: {"pick_up": chance.random() < 0.6},
        SATU: {"quota": chance.choice((2, 4, 7)) if quotas else None},
        EMPAT: {"last_ticket": "13:30" if chance.random() < 0.2 else None},
    }
    tenants = {
        "anggrek": {"policy": _interleaving(chance), "quota": chance.choice((None, 8)) if quotas else None},
        "bakung": {"policy": _other(chance), "quota": chance.choice((None, 5)) if quotas else None},
    }
    mall = small_mall(
        timezone, DAY_ENDS, schedule=schedule, walking=walking, tenants=tenants, services=services
    )
    # Another zone, so that some ways are longer.
    zone = Zone(id=ZoneId("b"), name=text("Zona B"))
    counters = {
        number: replace(counter, zone=zone.id) if counter.tenant == "bakung" else counter
        for number, counter in mall.counters.items()
    }
    mall = replace(mall, counters=counters, zones={**mall.zones, zone.id: zone})
    start = datetime(day.year, day.month, day.day, chance.choice(HOURS), 0, tzinfo=ZoneInfo(timezone))
    return Opening(mall=mall, at=start.astimezone(UTC))


def _interleaving(chance: Random) -> Policy:
    return replace(
        _varied(chance),
        order="interleave",
        priority_in_a_row=chance.choice((1, 2, 2, 3)),
        call_particular=True,
    )


def _other(chance: Random) -> Policy:
    order = chance.choice(("ageing", "strict", "line", "interleave"))
    return replace(_varied(chance), order=order, call_particular=chance.random() < 0.6)


def _varied(chance: Random) -> Policy:
    return Policy(
        head_start_min=chance.choice((1, 5, 20)),
        wait_min_max=chance.choice((2, 10, 60)),
        bookings_in_a_row=chance.choice((1, 1, 2)),
        pick_ups_in_a_row=chance.choice((1, 1, 2)),
        restore_min=chance.choice((5, 30)),
        restored_behind=chance.choice((1, 3, 3)),
        delayed_behind=chance.choice((1, 2, 5)),
        delays_max=chance.choice((1, 2)),
        returned_keep_place=chance.random() < 0.7,
        transferred_keep_place=chance.random() < 0.7,
        pick_up_days=chance.choice((1, 30)),
    )
