"""What can go wrong with a device. Every error carries a stable `code` that an app can translate."""

from __future__ import annotations

import errno
import socket
from typing import ClassVar, Literal

Cause = Literal[
    "",
    "not_there",
    "no_permission",
    "busy",
    "refused",
    "no_answer",
    "gone",
    "no_program",
    "not_a_device",
]
"""Why the line failed, where that is known: what a technician does about it depends on it.

- `not_there`: no such device file, USB device, host name or CUPS queue
- `no_permission`: this user may not open the device
- `busy`: another program holds it
- `refused`: the host is there and takes no connection (often: a printer serves one computer at a time)
- `no_answer`: the host does not answer
- `gone`: it was there and went away
- `no_program`: a program or library that is needed for this kind of line is missing
- `not_a_device`: the path is a folder, or a file that is not this kind of device
"""

BUG = "failed"
"""The code of what is a fault of this program and not of the device."""


class DeviceError(Exception):
    """An operating error of a device: always shown to a person, never a bug."""

    code: ClassVar[str] = "device"


class BadUrl(DeviceError):
    """A device's address cannot be used.

    `part` names what is wrong: scheme, host, port, path, query, fragment, VID:PID, serial number or queue.
    """

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

    def __init__(self, reason: str, *, written: int = 0, cause: Cause = "") -> None:
        super().__init__(reason)
        self.written = written
        self.cause: Cause = cause


class Unreachable(PortError):
    """The port could not be opened: nothing was sent."""

    code: ClassVar[str] = "unreachable"


class Paused(Unreachable):
    """A queue that takes jobs or prints them only after somebody lets it: nothing was sent."""

    code: ClassVar[str] = "offline"


class Disconnected(PortError):
    """The line went away."""

    code: ClassVar[str] = "disconnected"

    def __init__(self, reason: str, *, written: int = 0, cause: Cause = "gone") -> None:
        super().__init__(reason, written=written, cause=cause)


class TimedOut(PortError):
    """The device took no bytes for the named time."""

    code: ClassVar[str] = "timed_out"


_ERRNOS: dict[Cause, tuple[str, ...]] = {
    "not_there": ("ENOENT", "ENODEV", "ENXIO", "ENOTDIR", "ENAMETOOLONG", "ELOOP"),
    "no_permission": ("EACCES", "EPERM", "EROFS"),
    # EAGAIN: the lock that one serial program holds against the next.
    "busy": ("EBUSY", "EAGAIN", "EWOULDBLOCK", "ETXTBSY", "EADDRINUSE"),
    "refused": ("ECONNREFUSED", "WSAECONNREFUSED"),
    "no_answer": (
        *("EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENETDOWN", "ETIMEDOUT"),
        *("WSAEHOSTUNREACH", "WSAENETUNREACH", "WSAEHOSTDOWN", "WSAENETDOWN", "WSAETIMEDOUT"),
    ),
    "gone": ("EIO", "EPIPE", "ECONNRESET", "ECONNABORTED", "ENOTCONN", "ESHUTDOWN", "EBADF"),
    "not_a_device": ("EISDIR", "ENOTTY"),
}
_CAUSES: dict[int, Cause] = {
    number: cause
    for cause, names in _ERRNOS.items()
    for name in names
    if (number := getattr(errno, name, None)) is not None
}


def cause_of(error: BaseException) -> Cause:
    """Why the system refused, from what it raised while a line was opened; empty if that is not known."""
    if isinstance(error, (socket.gaierror, UnicodeError)):  # a name that is not known, or cannot be one
        return "not_there"
    if isinstance(error, TimeoutError):
        return "no_answer"
    if (number := _number(error)) is not None:
        return _CAUSES.get(number, "")
    # pyserial tells only a text on Windows, where a serial line that is in use is reported as forbidden.
    text = str(error)
    if "PermissionError(" in text:
        return "busy"
    if "FileNotFoundError(" in text:
        return "not_there"
    # On Linux it wraps some errors without their number.
    inner = error.__cause__ or error.__context__
    return cause_of(inner) if inner else ""


def _number(error: BaseException) -> int | None:
    # termios.error is no OSError, and only looks like one.
    for number in (getattr(error, "errno", None), *error.args[:1]):
        if isinstance(number, int):
            return number
    return None
