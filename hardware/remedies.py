"""The texts of `advice`, kept as data in remedies.toml, checked as they are loaded."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from hardware.words import Words

FILE = Path(__file__).with_name("remedies.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """What is wrong, and what to do, with places for names in braces."""

    what: Words
    do: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedies:
    lines: dict[str, Remedy]
    """By the cause of an `unreachable` or `disconnected` line."""
    troubles: dict[str, Remedy]
    """By the code of a device's own trouble."""


REMEDIES = msgspec.convert(tomllib.loads(FILE.read_text(encoding="utf-8")), Remedies)
