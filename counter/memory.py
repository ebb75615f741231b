"""What the counter remembers from one day to the next: who sat here last, and where."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import msgspec

from protocol.catalogue import CounterId

log = logging.getLogger(__name__)


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    officer: str = ""
    counter: CounterId | None = None


def recall(path: Path) -> Memory:
    """Nothing remembered where there is no such file, or none that can be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Memory)
    except FileNotFoundError:
        return Memory()
    except (OSError, msgspec.DecodeError) as error:
        log.warning("forgot who sat here last: %s: %s", path, error)
        return Memory()


def remember(path: Path, memory: Memory) -> None:
    """A convenience only: where it cannot be written, the log says so and work goes on."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_bytes(msgspec.json.encode(memory))
        os.replace(fresh, path)
    except OSError as error:
        log.warning("cannot remember who sits here: %s: %s", path, error)
