"""A device's address as typed by a person: parsed once, refused with the part that is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, urlsplit

from hardware.errors import BadUrl

TCP_PORT = 9100  # the printers' raw port
BAUD = 9600
BAUD_RATES = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400)
NOT_YET = ("usb", "cups")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tcp:
    """`tcp://HOST[:PORT]`, for a printer that never answers `tcp://HOST?status=no`"""

    host: str
    port: int
    answers: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Serial:
    """`serial:///dev/ttyUSB0?baud=19200`, on Windows `serial:COM3?baud=19200`; `status=no` as for `Tcp`"""

    path: str
    baud: int
    answers: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """`file:///dev/usb/lp0`"""

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InProcess:
    """`memory:` or `virtual:`"""

    scheme: str


Address = Tcp | Serial | File | InProcess


def parse(url: str) -> Address:
    """Raises BadUrl, which names the part that is wrong."""
    try:
        split = urlsplit(url)
    except ValueError as error:
        raise BadUrl(url, "host", f"cannot be read: {error}") from None
    if split.scheme in NOT_YET:
        raise BadUrl(url, "scheme", f"{split.scheme!r} is not supported yet; use tcp, serial or file")
    if split.fragment:
        raise BadUrl(url, "fragment", "is not used here")
    match split.scheme:
        case "tcp":
            return _tcp(url, split)
        case "serial":
            return _serial(url, split)
        case "file":
            _refuse(url, host=split.netloc, query=split.query)
            if not split.path.startswith("/"):
                raise BadUrl(url, "path", "is missing or not absolute: file:///dev/usb/lp0")
            return File(path=split.path)
        case "memory" | "virtual":
            _refuse(url, host=split.netloc, path=split.path, query=split.query)
            return InProcess(scheme=split.scheme)
        case "":
            raise BadUrl(url, "scheme", "is missing: tcp://HOST, serial:///DEVICE or file:///DEVICE")
        case _:
            raise BadUrl(url, "scheme", f"{split.scheme!r} is not one of tcp, serial, file, memory, virtual")


def _tcp(url: str, split: SplitResult) -> Tcp:
    _refuse(url, path=split.path.strip("/"))
    answers = _query(url, split, {"status": ("yes", "no")}).get("status") != "no"
    if "@" in split.netloc:
        raise BadUrl(url, "host", "takes no user or password")
    try:
        port = TCP_PORT if split.port is None else split.port
    except ValueError:
        port = 0
    if port == 0:
        raise BadUrl(url, "port", "is not a number from 1 to 65535")
    if not split.hostname or not re.fullmatch(r"[\w.:%-]+", split.hostname):
        raise BadUrl(url, "host", "is missing or has a character no host has")
    return Tcp(host=split.hostname, port=port, answers=answers)


def _serial(url: str, split: SplitResult) -> Serial:
    _refuse(url, host=split.netloc)
    windows = re.fullmatch(r"/*(COM\d{1,3})", split.path, re.IGNORECASE)
    if not windows and not re.match(r"/[^\0]", split.path):
        raise BadUrl(url, "path", "is missing or not absolute: serial:///dev/ttyUSB0")
    query = _query(url, split, {"baud": tuple(map(str, BAUD_RATES)), "status": ("yes", "no")})
    return Serial(
        path=windows[1].upper() if windows else split.path,
        baud=int(query.get("baud", BAUD)),
        answers=query.get("status") != "no",
    )


def _query(url: str, split: SplitResult, known: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """The words after `?`, each with one of its known values."""
    given: dict[str, str] = {}
    for key, value in parse_qsl(split.query, keep_blank_values=True):
        if key not in known:
            raise BadUrl(url, "query", f"{key!r} is unknown; known: {', '.join(known)}")
        if value not in known[key]:
            raise BadUrl(url, "query", f"{key} {value!r} is not one of {', '.join(known[key])}")
        given[key] = value
    return given


def _refuse(url: str, **parts: str) -> None:
    for part, value in parts.items():
        if value:
            raise BadUrl(url, part, f"{value!r} is not used by this kind of address")
