"""Who may open a device file, and which program has it open, as far as this user may see."""

from __future__ import annotations

import os
from pathlib import Path

PROCESSES = Path("/proc")


def holder_of(path: str, *, processes: Path = PROCESSES) -> str:
    """Another program that has `path` open, as `name (pid 123)`; empty if none can be seen.

    Reads the open files of all processes that this user may look into; elsewhere than on Linux there is
    nothing to read.
    """
    wanted = os.path.realpath(path)
    for folder in _folders_in(processes):
        if not folder.name.isdigit() or int(folder.name) == os.getpid():
            continue
        if any(_target(link) == wanted for link in _folders_in(folder / "fd")):
            return f"{_name_in(folder)} (pid {folder.name})"
    return ""


def group_of(path: str) -> str:
    """The group whose users may read and write `path`; empty if there is none, or no such file."""
    try:
        node = Path(path)
        return node.group() if node.stat().st_mode & 0o060 == 0o060 else ""
    except (OSError, KeyError, NotImplementedError):
        return ""


def _folders_in(folder: Path) -> list[Path]:
    # A process that has just ended, or one of another user.
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _target(link: Path) -> str:
    try:
        return os.readlink(link)
    except OSError:
        return ""


def _name_in(folder: Path) -> str:
    try:
        return (folder / "comm").read_text(errors="replace").strip() or "?"
    except OSError:
        return "?"
