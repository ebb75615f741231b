"""Which printer, on which paper: what can be chosen, and what the choice means. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from client.language import translate
from hardware.address import BAUD_RATES, Serial, Usb, parse, url_of
from hardware.attached import Found
from hardware.errors import BadUrl
from hardware.profiles import PROFILES

BAUDS = tuple(baud for baud in BAUD_RATES if 9600 <= baud <= 115200)
"""What slip printers are sold with; another one is typed in the address."""
NONE = ""
"""The address of no printer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A printer's address, empty for none, and its paper: the name of a profile."""

    url: str
    paper: str

    @property
    def baud(self) -> int | None:
        """Of a serial line; None where there is none."""
        address = parse(self.url) if self.url else None
        return address.baud if isinstance(address, Serial) else None

    def at_baud(self, baud: int) -> Choice:
        """The same serial printer at another speed; raises ValueError for what is no serial one."""
        address = parse(self.url)
        if not isinstance(address, Serial) or baud not in BAUD_RATES:
            raise ValueError(f"{self.url} has no speed {baud}")
        return replace(self, url=url_of(replace(address, baud=baud)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line to choose from. `key`: an address."""

    key: str
    title: str
    detail: str
    emblem: str
    chip: str
    tone: str
    chosen: bool


def rows(found: Sequence[Found], *, draft: str, saved: str, typed: str, state: str, well: bool) -> list[Row]:
    """What was found, the configured one first if it was not, the typed one, and none.

    `draft`, `saved` and `typed` are addresses; `state`: how the configured printer is, in words, and `well`
    whether it can print.
    """
    names = {_same(each.url, (draft, saved, typed)) or each.url: each for each in found if each.url}
    extra = [url for url in (saved, draft, typed) if url and url not in names]
    listed: list[Row] = []
    for url in dict.fromkeys([*extra, *names]):
        what = names.get(url)
        title = what.name if what else _title(url)
        chip, tone = (_obstacle_text(what), "warning") if what and what.code else ("", "neutral")
        if url == saved:
            chip, tone = " · ".join(filter(None, (translate("Setup", "In use"), state))), "success"
            tone = tone if well else "warning"
        listed.append(
            Row(
                key=url,
                title=title,
                detail=" · ".join(filter(None, (_source_text(what), url if title != url else ""))),
                emblem="printer",
                chip=chip,
                tone=tone,
                chosen=url == draft,
            )
        )
    nothing = Row(
        key=NONE,
        title=translate("Setup", "No printer"),
        detail=translate("Setup", "Numbers are shown on the screen."),
        emblem="monitor",
        chip=translate("Setup", "In use") if saved == NONE else "",
        tone="success",
        chosen=draft == NONE,
    )
    return [*listed, nothing]


def bad_url_text(error: BadUrl) -> str:
    """What is wrong with an address as it was typed, and one that is right."""
    match error.part:
        case "scheme":
            return translate("Setup", "An address begins with tcp://, serial://, usb://, cups:// or file://.")
        case "host" if error.url.startswith("tcp:"):
            said, right = translate("Setup", "This is no name or address of a printer."), "tcp://192.168.1.50"
        case "port":
            said = translate("Setup", "The port is a number from 1 to 65535.")
            right = "tcp://192.168.1.50:9100"
        case "host" | "path":
            said = translate("Setup", "This is no path of a device.")
            right = "serial:///dev/ttyUSB0?baud=19200"
        case "VID:PID" | "serial number":
            said = translate("Setup", "USB needs two times four digits 0–9 or a–f.")
            right = "usb://04b8:0202"
        case "queue":
            said = translate("Setup", "The name of a queue has letters, digits, “_”, “.” and “-” only.")
            right = "cups://kiosk"
        case _:
            return translate("Setup", "After “?” only these are known: baud=19200 and status=no.")
    return "\n".join((said, translate("Setup", "Like this: %1").replace("%1", right)))


def paper_text(paper: str) -> str:
    """`80 mm`, and what sets this kind apart from the plain one."""
    _, _, kind = paper.partition("-")
    return f"{PROFILES[paper].paper_mm} mm {kind.replace('-', ' ').capitalize()}".strip()


def found_at(url: str, found: Iterable[Found]) -> Found | None:
    """What was found at this address, at whatever speed."""
    return next((each for each in found if each.url and url and _same(each.url, (url,))), None)


def _source_text(found: Found | None) -> str:
    """Of a port or a queue: it is no printer yet, and whether there is one behind it nobody has said."""
    match found:
        case Found(source="serial"):
            return translate("Setup", "Serial port")
        case Found(source="cups"):
            return translate("Setup", "CUPS queue")
        case _:
            return ""


def _obstacle_text(found: Found) -> str:
    match found.cause:
        case "no_permission":
            return translate("Setup", "Not permitted")
        case "busy":
            return translate("Setup", "Used elsewhere")
        case _:
            return translate("Setup", "Not ready")


def _title(url: str) -> str:
    """By what a person knows a device that was not found: its place without the words around it."""
    try:
        split = urlsplit(url)
    except ValueError:
        return url
    return (split.netloc + split.path).strip("/") or url


def _same(url: str, others: Iterable[str]) -> str | None:
    """Which of `others` leads to the same device: speed and answers may differ, a serial number may lack."""
    return next((other for other in others if other and _device(other, url) == _device(url, other)), None)


def _device(url: str, beside: str) -> str:
    """The address without the words after `?`; of USB without a serial number where the other has none."""
    try:
        address, other = parse(url), parse(beside)
    except BadUrl:
        return url
    if isinstance(address, Usb) and isinstance(other, Usb) and not other.serial:
        address = replace(address, serial="")
    return url_of(address).partition("?")[0].lower()
