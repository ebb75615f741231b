"""What is wrong with a device and what to do about it, for whoever stands before it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hardware.address import BAUD, Address, Answers, Cups, File, InProcess, Serial, Tcp, Usb, parse, url_of
from hardware.errors import BadUrl, Cause
from hardware.remedies import REMEDIES
from hardware.words import NOUNS, Kind, Language, Words

GROUPS = {"serial": "dialout"}
GROUP = "lp"  # of printers' device files
MARK = "`"  # around what is to be copied, in the remedies
_GUESSES = (
    (r"/dev/(tty|serial).*", "serial://"),
    (r"/dev/.*", "file://"),
    (r"COM\d+", "serial:"),
    (r"[0-9a-fA-F]{4}:[0-9a-fA-F]{4}", "usb://"),
    (r"[\w-]+(\.[\w-]+)+(:\d+)?", "tcp://"),
)
NOBODY = Words("program lain", "another program")


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """`what` is wrong, naming the device, and what to `do`; in both, the `copies` are to be copied whole."""

    what: Words
    do: Words
    copies: tuple[str, ...] = ()
    """Commands and addresses, as they stand in the text."""


def advice(
    kind: Kind,
    code: str,
    cause: Cause,
    url: str,
    *,
    holder: str = "",
    group: str = "",
    better: str = "",
) -> Advice:
    """Advice for any code of the hardware, and its cause where a line failed.

    "ok" says that it works, and the line for the app's file. Beside the codes of `errors`, `status` and
    `printer` there are those that only a look or a test can find: `garbled` (bytes that mean nothing),
    `wrong_baud`, `less_answer`, `more_answer` (it answers as the address `better` says), `unheard` (nothing
    came while somebody used it), `unacknowledged` (a sign did not answer), `no_driver` (a serial adapter
    without a port). `holder`: the program that holds the device, `group`: whom its device file belongs to,
    where that is known.
    """
    address = address_at(url)
    scheme = "" if address is None else url.partition(":")[0].lower()
    if code in ("unreachable", "disconnected"):
        remedies, key = REMEDIES.lines, cause or ("gone" if code == "disconnected" else "")
    else:
        remedies, key = REMEDIES.troubles, code
    keys = (f"{key} {scheme}", f"{key} {kind}", key)
    if cause == "no_permission" and group == "root":
        keys, group = (f"{key} {scheme} root", *keys), ""
    if code == "bad_url" and (better := better or _guess(url)):
        keys = (f"{key} guess",)
    remedy = next((remedies[key] for key in keys if key in remedies), remedies[""])

    def told(text: Words, language: Language) -> str:
        device = NOUNS[kind].in_(language)
        return text.in_(language).format(
            device=device,
            Device=device[:1].upper() + device[1:],
            name=url if address is None else name_of(address),
            host=address.host if isinstance(address, Tcp) else url,
            port=address.port if isinstance(address, Tcp) else "",
            vendor=f"{address.vendor:04x}" if isinstance(address, Usb) else "",
            baud=address.baud if isinstance(address, Serial) else BAUD,
            url=url,
            code=code,
            holder=holder or NOBODY.in_(language),
            group=group or GROUPS.get(scheme, GROUP),
            better=better or url,
            never=url if address is None else url_of(answering(address, "no")),
        )

    todo = told(remedy.do, "id"), told(remedy.do, "en")
    return Advice(
        what=Words(told(remedy.what, "id"), told(remedy.what, "en")),
        do=Words(*(text.replace(MARK, "") for text in todo)),
        copies=tuple(dict.fromkeys(copy for text in todo for copy in text.split(MARK)[1::2])),
    )


def address_at(url: str) -> Address | None:
    try:
        return parse(url)
    except BadUrl:
        return None


def name_of(address: Address) -> str:
    """What a person calls the device at this address."""
    match address:
        case Tcp():
            return url_of(answering(address, "turn")).removeprefix("tcp://")
        case Serial(path=path) | File(path=path):
            return path
        case Usb():
            return url_of(answering(address, "turn")).removeprefix("usb://")
        case Cups(queue=queue):
            return queue
        case InProcess():
            return url_of(address)


def _guess(url: str) -> str:
    """The address that somebody who typed `url` may mean; empty if none comes to mind."""
    for pattern, beginning in _GUESSES:
        if re.fullmatch(pattern, url) and address_at(beginning + url) is not None:
            return beginning + url
    return ""


def answering(address: Address, answers: Answers) -> Address:
    """The same device, said to answer so far; where an address cannot say that, itself."""
    return replace(address, answers=answers) if isinstance(address, Tcp | Serial | Usb) else address
