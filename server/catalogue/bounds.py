"""What a number in the files may be, and what it may not be beside another."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from protocol.catalogue import Policy, PriorityClass, Schedule, Walking, Weekday
from server.catalogue.files import CLOCK, KEY, CatalogueError, ServiceEntry
from server.hours import minutes_of, span_of

IN_A_ROW_MAX = 100
RESTORE_MIN_MAX = 60
"""No longer than an ended visit is remembered."""
POLICY: Final[dict[str, tuple[int, int]]] = {
    "priority_in_a_row": (1, IN_A_ROW_MAX),
    "head_start_min": (0, 600),
    "wait_min_max": (1, 600),
    "bookings_in_a_row": (1, IN_A_ROW_MAX),
    "pick_ups_in_a_row": (1, IN_A_ROW_MAX),
    "restore_min": (0, RESTORE_MIN_MAX),
    "restored_behind": (0, 100),
    "delayed_behind": (1, 100),
    "delays_max": (0, 10),
    "pick_up_days": (1, 366),
}
"""The least and the most of each number of a policy."""
QUOTA_MAX = 9_999
"""As many numbers as a day has."""
WALKING_S_MAX = 3_600
CAPACITY_MAX = 1_000
DAYS_AHEAD_MAX = 366
TOLERANCE_SLOTS_MAX = 4
"""Who comes so many slots late is late."""


def check_policy(path: Path, policy: Policy) -> None:
    for key, bounds in POLICY.items():
        _check(path, f"policy.{key}", getattr(policy, key), bounds)


def check_classes(path: Path, classes: tuple[PriorityClass, ...]) -> None:
    ids: set[str] = set()
    for index, one in enumerate(classes):
        if not KEY.fullmatch(one.id) or one.id in ids:
            raise CatalogueError(
                path, f"classes[{index}].id", f"small letters, digits and dashes, once; got {one.id!r}"
            )
        if not KEY.fullmatch(one.icon):
            raise CatalogueError(path, f"classes[{index}].icon", f"the name of an icon, got {one.icon!r}")
        ids.add(one.id)


def check_walking(path: Path, walking: Walking) -> None:
    _check(path, "walking.same_zone_s", walking.same_zone_s, (0, WALKING_S_MAX))
    _check(path, "walking.other_zone_s", walking.other_zone_s, (0, WALKING_S_MAX))


def check_quota(path: Path, place: str, quota: int | None, most: int | None = None) -> None:
    """`most`: the quota of the tenant, of which it is a part."""
    if quota is not None:
        _check(path, f"{place}quota", quota, (1, QUOTA_MAX if most is None else most))


def check_offer(path: Path, place: str, entry: ServiceEntry, schedule: Schedule) -> None:
    """The service's own cut-off and slots, beside its tenant's schedule. `place` ends with a dot."""
    spans: dict[Weekday, tuple[int, int]] = {day: span_of(hours) for day, hours in schedule.hours.items()}
    if entry.last_ticket is not None:
        written = f"got {entry.last_ticket!r}"
        if not CLOCK.fullmatch(entry.last_ticket):
            raise CatalogueError(path, f"{place}last_ticket", f"HH:MM, {written}")
        last = minutes_of(entry.last_ticket)
        for day, (opens, _) in spans.items():
            if last <= opens:
                raise CatalogueError(
                    path, f"{place}last_ticket", f"later than {day} opens ({schedule.hours[day]}), {written}"
                )
        if all(last > closes for _, closes in spans.values()):
            raise CatalogueError(path, f"{place}last_ticket", f"within the opening hours, {written}")
    if (slots := entry.slots) is not None:
        longest = max(closes - opens for opens, closes in spans.values())
        _check(path, f"{place}slots.minutes", slots.minutes, (1, longest))
        _check(path, f"{place}slots.capacity", slots.capacity, (1, CAPACITY_MAX))
        _check(
            path, f"{place}slots.tolerance_min", slots.tolerance_min, (0, slots.minutes * TOLERANCE_SLOTS_MAX)
        )
        _check(path, f"{place}slots.days_ahead", slots.days_ahead, (0, DAYS_AHEAD_MAX))


def _check(path: Path, place: str, number: int, bounds: tuple[int, int]) -> None:
    least, most = bounds
    if not least <= number <= most:
        raise CatalogueError(path, place, f"{least} to {most}, got {number}")
