"""What can go wrong with a device. Every error carries a stable `code` that an app can translate."""

from __future__ import annotations

from typing import ClassVar


class DeviceError(Exception):
    """An operating error of a device: always shown to a person, never a bug."""

    code: ClassVar[str] = "device"


class BadUrl(DeviceError):
    """A device's address cannot be used. `part` names what is wrong: scheme, host, port, path, query."""

    code: ClassVar[str] = "bad_url"

    def __init__(self, url: str, part: str, reason: str) -> None:
        super().__init__(f"device address {url!r}: {part} {reason}")
        self.url = url
        self.part = part


class WrongLibrary(DeviceError):
    """Another package has taken the place of one this program needs."""

    code: ClassVar[str] = "wrong_library"


class PortError(DeviceError):
    """The line to a device failed. `written` is the most bytes of the failed write that may have left."""

    code: ClassVar[str] = "port"

    def __init__(self, reason: str, *, written: int = 0) -> None:
        super().__init__(reason)
        self.written = written


class Unreachable(PortError):
    """The port could not be opened: nothing was sent."""

    code: ClassVar[str] = "unreachable"


class Disconnected(PortError):
    """The line went away."""

    code: ClassVar[str] = "disconnected"


class TimedOut(PortError):
    """The device took no bytes for the named time."""

    code: ClassVar[str] = "timed_out"
