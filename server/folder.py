"""The folder of a hall: where it lies, and whose it is."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from platformdirs import user_data_path

IDENTITY_BYTES = 16


class FolderError(Exception):
    """The folder does not hold what it should; says which file and what to do."""


def folder_of(data: Path | None, instance: str) -> Path:
    """The one that was named, else the instance's among the user's data."""
    return user_data_path("antrean", appauthor=False) / instance if data is None else data


def identity_in(folder: Path) -> str:
    """The server's identity: made once, kept with its data. Raises `FolderError`."""
    file = folder / "identity"
    if not file.exists():
        fresh = file.with_suffix(".new")
        fresh.write_text(secrets.token_hex(IDENTITY_BYTES), "utf-8")
        # In one step: a power cut leaves the whole of it or nothing.
        fresh.replace(file)
    try:
        identity = file.read_text("utf-8").strip()
    except (OSError, UnicodeError) as error:
        raise FolderError(f"{file}: {error}") from error
    if not re.fullmatch(rf"[0-9a-f]{{{2 * IDENTITY_BYTES}}}", identity):
        raise FolderError(
            f"{file}: {2 * IDENTITY_BYTES} hexadecimal digits expected; restore it, or remove it"
        )
    return identity
