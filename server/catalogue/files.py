"""What may stand in the files of a mall, and reading them: everything here is as it was written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeVar, get_args, get_type_hints

import msgspec
from msgspec import Struct

from protocol.catalogue import Online, Policy, PriorityClass, Slots, TenantId, Text, Walking, Zone, ZoneId

CLOCK: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
CLOSING: Final = re.compile(rf"{CLOCK.pattern}|24:00")
KEY: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
T = TypeVar("T")


class CatalogueError(Exception):
    """The catalogue cannot be used; says file, place and what was expected."""

    def __init__(self, file: Path, place: str, expected: str) -> None:
        super().__init__(f"{file.name}: {place}: {expected}" if place else f"{file.name}: {expected}")


class BreakEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Text
    days: tuple[str, ...]
    time: str
    issuing: bool = True


class ScheduleEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """In a tenant's file, what is not said is the mall's."""

    hours: dict[str, str] | None = None
    breaks: tuple[BreakEntry, ...] | None = None
    closed: dict[str, Text] = {}
    """Days off by date; a tenant's are added to the mall's."""
    open: tuple[str, ...] = ()
    """Dates that are no days off, whatever the national lists or the mall say."""
    national_holidays: bool | None = None
    collective_leave: bool | None = None
    early_min: int | None = None
    last_ticket_min: int | None = None


class MallFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Text
    city: str
    timezone: str
    day_ends: str
    schedule: ScheduleEntry
    classes: tuple[PriorityClass, ...] = ()
    walking: Walking = Walking()
    zones: tuple[Zone, ...]


class CounterEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    number: int
    services: tuple[str, ...]
    zone: ZoneId | None = None
    """The tenant's unless said."""


class StandardEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    requirements: tuple[Text, ...]
    procedure: tuple[Text, ...]
    lead_time: Text
    fee: Text
    product: Text
    complaints: Text | None = None
    """The tenant's unless said."""


class ServiceEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    name: Text
    words: tuple[str, ...]
    duration_min: int
    quota: int | None = None
    last_ticket: str | None = None
    slots: Slots | None = None
    pick_up: bool = False
    standard: StandardEntry
    online: Online | None = None


class TenantFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: TenantId
    prefix: str
    short_name: str
    name: Text
    spoken: str
    zone: ZoneId
    complaints: Text
    quota: int | None = None
    schedule: ScheduleEntry | None = None
    policy: Policy = Policy()
    counters: tuple[CounterEntry, ...]
    services: tuple[ServiceEntry, ...]


ORDERS: Final = get_args(get_type_hints(Policy)["order"])


def read(path: Path, kind: type[T]) -> T:
    """Raises `CatalogueError`: no file, no TOML, a key missing or too many, a wrong type, an empty text."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise CatalogueError(path, "", "this file, which is not there") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(path, "", f"TOML: {error}") from error
    try:
        record = msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        what, _, place = str(error).partition(" - at ")
        place = place.strip("`").removeprefix("$").removeprefix(".")
        if place == "policy.order":
            what = f"one of {', '.join(ORDERS)}; {what}"
        raise CatalogueError(path, place, what) from error
    for place, text in _strings(raw, ""):
        if not text.strip():
            raise CatalogueError(path, place, "a text, not an empty one")
    return record


def _strings(value: Any, place: str) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield place, value
        case dict():
            for key, inner in value.items():  # pyright: ignore[reportUnknownVariableType]
                yield from _strings(inner, f"{place}.{key}".removeprefix("."))
        case list():
            for index, inner in enumerate(value):  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
                yield from _strings(inner, f"{place}[{index}]")
        case _:
            return
