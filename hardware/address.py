"""A device's address as typed by a person: parsed once, refused with the part that is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from hardware.errors import BadUrl

TCP_PORT = 9100  # the printers' raw port
BAUD = 9600
BAUD_RATES = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400)
SERIAL_NUMBER_CHARACTERS_MAX = 126  # what a USB string descriptor can hold
QUEUE_CHARACTERS_MAX = 127  # of CUPS

Answers = Literal["turn", "now", "no"]
"""How far a device answers: also in its turn (GS r), only at once (DLE EOT), or never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tcp:
    """`tcp://HOST[:PORT][?status=turn|now|no]`"""

    host: str
    port: int
    answers: Answers = "turn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Serial:
    """`serial:///dev/ttyUSB0[?baud=19200][&status=turn|now|no]`, on Windows `serial:COM3`"""

    path: str
    baud: int
    answers: Answers = "turn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Usb:
    """`usb://VID:PID[/SERIAL][?status=turn|now|no]`, both ids in hexadecimal. `serial` empty: any."""

    vendor: int
    product: int
    serial: str = ""
    answers: Answers = "turn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cups:
    """`cups://QUEUE`"""

    queue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """`file:///dev/usb/lp0`"""

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InProcess:
    """`memory:` or `virtual:`"""

    scheme: str


Address = Tcp | Serial | Usb | Cups | File | InProcess

SCHEMES = ("tcp", "serial", "usb", "cups", "file", "memory", "virtual")
_ANSWERS: dict[str, Answers] = {"turn": "turn", "yes": "turn", "now": "now", "no": "no"}
_STATUS = {"status": tuple(_ANSWERS)}


def parse(url: str) -> Address:
    """Raises BadUrl, which names the part that is wrong and what would be right."""
    try:
        split = urlsplit(url)
    except ValueError as error:
        raise BadUrl(url, "host", f"cannot be read: {error}") from None
    if split.fragment:
        raise BadUrl(url, "fragment", f"'#{split.fragment}' is not used here: leave it out")
    match split.scheme:
        case "tcp":
            return _tcp(url, split)
        case "serial":
            return _serial(url, split)
        case "usb":
            return _usb(url, split)
        case "cups":
            return _cups(url, split)
        case "file":
            _refuse(url, host=split.netloc, query=split.query)
            if not re.match(r"/[^\0]", split.path):
                raise BadUrl(url, "path", "is missing or not absolute: file:///dev/usb/lp0")
            return File(path=split.path)
        case "memory" | "virtual":
            _refuse(url, host=split.netloc, path=split.path, query=split.query)
            return InProcess(scheme=split.scheme)
        case "":
            raise BadUrl(url, "scheme", f"is missing: one of {', '.join(SCHEMES)}, as in tcp://192.168.1.50")
        case _:
            raise BadUrl(url, "scheme", f"{split.scheme!r} is not one of {', '.join(SCHEMES)}")


def url_of(address: Address) -> str:
    """The address as a person would type it: `parse(url_of(address)) == address`."""
    match address:
        case Tcp():
            host = f"[{address.host}]" if ":" in address.host else address.host
            port = "" if address.port == TCP_PORT else f":{address.port}"
            return f"tcp://{host}{port}{_words(address.answers)}"
        case Serial():
            path = address.path if address.path.startswith("COM") else f"//{address.path}"
            return f"serial:{path}{_words(address.answers, baud=address.baud)}"
        case Usb():
            serial = f"/{quote(address.serial, safe='')}" if address.serial else ""
            return f"usb://{address.vendor:04x}:{address.product:04x}{serial}{_words(address.answers)}"
        case Cups():
            return f"cups://{address.queue}"
        case File():
            return f"file://{address.path}"
        case InProcess():
            return f"{address.scheme}:"


def _tcp(url: str, split: SplitResult) -> Tcp:
    _refuse(url, path=split.path.strip("/"))
    query = _query(url, split, _STATUS)
    if "@" in split.netloc:
        raise BadUrl(url, "host", "takes no user or password: tcp://HOST")
    try:
        port = TCP_PORT if split.port is None else split.port
    except ValueError:
        port = 0
    if port == 0:
        raise BadUrl(url, "port", "is not a number from 1 to 65535: tcp://HOST:9100")
    if not split.hostname or not re.fullmatch(r"[\w.:%-]+", split.hostname):
        raise BadUrl(url, "host", "is missing or has a character no host has: tcp://192.168.1.50")
    return Tcp(host=split.hostname, port=port, answers=_answers(query))


def _serial(url: str, split: SplitResult) -> Serial:
    if split.netloc:
        raise BadUrl(
            url, "host", f"{split.netloc!r} is not used here; with three strokes: serial:///dev/ttyUSB0"
        )
    windows = re.fullmatch(r"/*(COM\d{1,3})", split.path, re.IGNORECASE)
    if not windows and not re.match(r"/[^\0]", split.path):
        raise BadUrl(url, "path", "is missing or not absolute: serial:///dev/ttyUSB0, on Windows serial:COM3")
    query = _query(url, split, {"baud": tuple(map(str, BAUD_RATES)), **_STATUS})
    return Serial(
        path=windows[1].upper() if windows else split.path,
        baud=int(query.get("baud", BAUD)),
        answers=_answers(query),
    )


def _usb(url: str, split: SplitResult) -> Usb:
    ids = re.fullmatch(r"([0-9a-f]{4}):([0-9a-f]{4})", split.netloc, re.IGNORECASE)
    if not ids:
        raise BadUrl(
            url, "VID:PID", "must be two times four hexadecimal digits, as lsusb shows: usb://04b8:0202"
        )
    serial = unquote(split.path.removeprefix("/"), errors="replace")
    if len(serial) > SERIAL_NUMBER_CHARACTERS_MAX or not serial.isprintable():
        raise BadUrl(
            url, "serial number", "is longer than any or has a character none has: usb://04b8:0202/X4TR01"
        )
    query = _query(url, split, _STATUS)
    return Usb(vendor=int(ids[1], 16), product=int(ids[2], 16), serial=serial, answers=_answers(query))


def _cups(url: str, split: SplitResult) -> Cups:
    # Letters that cannot be an option, a list or another host's queue to lp and lpstat.
    if not re.fullmatch(rf"[A-Za-z0-9_][A-Za-z0-9_.+-]{{0,{QUEUE_CHARACTERS_MAX - 1}}}", split.netloc):
        raise BadUrl(
            url, "queue", "must be a name of letters, digits, _ . + -, as lpstat -e shows: cups://kiosk"
        )
    _refuse(url, path=split.path.strip("/"), query=split.query)
    return Cups(queue=split.netloc)


def _query(url: str, split: SplitResult, known: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """The words after `?`, each with one of its known values."""
    try:
        pairs = parse_qsl(split.query, keep_blank_values=True)
    except ValueError as error:
        raise BadUrl(url, "query", f"cannot be read: {error}") from None
    given: dict[str, str] = {}
    for key, value in pairs:
        if key not in known:
            raise BadUrl(url, "query", f"{key!r} is unknown; known: {', '.join(known)}")
        if value not in known[key]:
            raise BadUrl(url, "query", f"{key} {value!r} is not one of {', '.join(known[key])}")
        if key in given:
            raise BadUrl(url, "query", f"{key!r} is given twice: leave one out")
        given[key] = value
    return given


def _answers(query: dict[str, str]) -> Answers:
    return _ANSWERS[query.get("status", "turn")]


def _words(answers: Answers, *, baud: int = BAUD) -> str:
    words = ([f"baud={baud}"] if baud != BAUD else []) + ([f"status={answers}"] if answers != "turn" else [])
    return "?" + "&".join(words) if words else ""


def _refuse(url: str, **parts: str) -> None:
    for part, value in parts.items():
        if value:
            raise BadUrl(url, part, f"{value!r} is not used by this kind of address: leave it out")
