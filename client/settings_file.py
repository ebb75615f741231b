"""Writing single settings into a file that a person keeps: what they wrote around them stays as it is.

Comments, order and keys that nobody here knows survive. The file is replaced whole, once the new one is safe
on the disk beside it: whoever pulls the plug meanwhile finds the old one.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import tomlkit
import tomlkit.exceptions

from client.settings import SettingsError

MODE_NEW = 0o600
"""Of a file that was not there: settings hold this device's secret."""
FOLDER_MODE_NEW = 0o700


class SettingsNotWritten(SettingsError):
    """The file is as it was. `number`: the operating system's errno; None where the file is no TOML.

    `reason` is its word, or the parser's, without the path.
    """

    def __init__(self, path: Path, reason: str, number: int | None = None) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
        self.number = number


def write(path: Path, changes: Mapping[str, str]) -> bool:
    """Gives these keys these values; makes the file, and its folder, where there is none.

    False if the file says all of it already: then it is not touched. Raises `SettingsNotWritten`.
    """
    # A link stays one: what it leads to is replaced.
    path = Path(os.path.realpath(path))
    try:
        before = path.read_bytes() if path.exists() else None
        document = tomlkit.parse(b"" if before is None else before)
        said = document.unwrap()
        changed = {key: value for key, value in changes.items() if said.get(key) != value}
        if not changed:
            return False
        for key, value in changed.items():
            document[key] = value
        _replace(path, tomlkit.dumps(document).encode(), None if before is None else path.stat().st_mode)
    except OSError as error:
        raise SettingsNotWritten(path, error.strerror or str(error), error.errno) from error
    except (UnicodeError, tomlkit.exceptions.TOMLKitError) as error:
        raise SettingsNotWritten(path, str(error)) from error
    return True


def _replace(path: Path, text: bytes, mode: int | None) -> None:
    path.parent.mkdir(mode=FOLDER_MODE_NEW, parents=True, exist_ok=True)
    # Nobody else may open it from the first moment on.
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as new:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
        os.chmod(name, MODE_NEW if mode is None else mode & 0o777)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """The new name is on the disk too. Windows has no such call, and needs none."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
