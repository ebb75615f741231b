"""Kinds of printers as data, from `profiles.toml`, which explains each key. Dots are 1/8 mm (203 dpi)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import Meta

from hardware.address import Answers
from hardware.errors import DeviceError

CELL_DOTS = (12, 24)  # Font A, width and height
CELL_SMALL_DOTS = (9, 17)  # Font B
LINE_DOTS = 30  # the printers' default line spacing
DOTS_PER_MM = 8
KINDS_COUNT_MAX = 100

_ASCII = bytes(range(0x20, 0x7F))


class BadProfiles(DeviceError):
    """A file of profiles cannot be used. The text names the file, the kind and the key."""

    code: ClassVar[str] = "bad_profiles"


class CodePage(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`name`: Python's name of it; `slot`: its number in ESC t. Raises ValueError if it lacks ASCII."""

    name: str
    slot: Annotated[int, Meta(ge=0, le=255)]

    def __post_init__(self) -> None:
        try:
            ascii_kept = _ASCII.decode(self.name) == _ASCII.decode("ascii")
        except (LookupError, UnicodeError):
            raise ValueError(f"code_pages: {self.name!r} is no code page that Python knows") from None
        if not ascii_kept:
            raise ValueError(f"code_pages: {self.name!r} has other letters in the place of ASCII")


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of printer; the keys are explained in `profiles.toml`. Raises ValueError, naming the key."""

    name: Annotated[str, Meta(min_length=1, max_length=40)]
    paper_mm: Annotated[int, Meta(ge=20, le=300)]
    dots: Annotated[int, Meta(ge=160, le=2400, multiple_of=8)]
    columns: Annotated[int, Meta(ge=12)]
    columns_small: Annotated[int, Meta(ge=12)]
    code_pages: Annotated[tuple[CodePage, ...], Meta(min_length=1, max_length=20)]
    cutter: bool
    qr: Literal["image", "native"] = "image"
    auto_status: bool = False
    answers: Answers = "turn"

    def __post_init__(self) -> None:
        for key, room, dots in (
            ("dots", self.paper_mm * DOTS_PER_MM, self.dots),
            ("columns", self.dots, self.columns * CELL_DOTS[0]),
            ("columns_small", self.dots, self.columns_small * CELL_SMALL_DOTS[0]),
        ):
            if dots > room:
                raise ValueError(f"{key}: {dots} dots are wider than the {room} there are")
        if self.columns_small < self.columns:
            raise ValueError("columns_small: fewer than columns")


def load(path: Path) -> Mapping[str, Profile]:
    """The kinds of printers in a file, by name. Raises BadProfiles, or OSError if it cannot be read."""
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (UnicodeError, tomllib.TOMLDecodeError) as error:
        raise BadProfiles(f"{path}: {error}") from error
    if len(tables) > KINDS_COUNT_MAX:
        raise BadProfiles(f"{path}: more than {KINDS_COUNT_MAX} kinds of printers")
    return MappingProxyType({name: _profile(path, name, table) for name, table in tables.items()})


def _profile(path: Path, name: str, table: object) -> Profile:
    if not isinstance(table, dict):
        raise BadProfiles(f"{path}: {name}: is a value and should be a table [{name}]")
    if "name" in table:
        raise BadProfiles(f"{path}: [{name}]: name: the table's name is its name")
    try:
        return msgspec.convert({**table, "name": name}, Profile)
    except msgspec.ValidationError as error:
        raise BadProfiles(f"{path}: [{name}]: {error}") from error


PROFILES: Mapping[str, Profile] = load(Path(__file__).with_name("profiles.toml"))
"""The kinds known without a file of the mall's own."""
