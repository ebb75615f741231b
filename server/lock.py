"""One server keeps a hall: a lock on its folder for as long as the process lives."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO


class HallTaken(Exception):
    """Another server keeps this hall already; says which folder."""


def take(folder: Path) -> BinaryIO:
    """Lock the folder until the returned file is closed. Raises `HallTaken`."""
    folder.mkdir(parents=True, exist_ok=True)
    file = open(folder / "lock", "a+b")  # noqa: SIM115  (held open on purpose)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise HallTaken(f"another server keeps the hall in {folder}") from None
    return file
