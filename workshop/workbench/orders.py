"""What can be asked of the workbench by lines on its standard input, one JSON object a line.

`{"id": 1, "order": "fail", "device": "printer", "fault": "paper_out", "after_bytes": 300}` is answered on
standard output by `{"id": 1, "ok": true}` or `{"id": 1, "ok": false, "error": "…"}`. Lines with an `event`
come unasked: `sheet` (a sheet of paper fell), `face` (a sign shows something else), `fault` and `repaired`
(mischief). Every line has `t`: the machine's monotonic clock in seconds when it was written.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from msgspec import Meta

from client.orders import Name, Numbered, Quit
from hardware.keypad import Key
from hardware.scanner import SCAN_CHARACTERS_MAX

AFTER_BYTES_MAX = 1_000_000
BACK_S_MAX = 600.0
NOISE_BYTES_MAX = 4096

PrinterFault = Literal[
    "paper_out",
    "near_end",
    "cover_open",
    "cutter_error",
    "offline",
    "off",
    "stall",
    "hold",
    "drop_bytes",
    "reset",
    "silent",
    "cable",
]
SignFault = Literal["mute", "dead", "cable"]
LineFault = Literal["cable"]
FaultName = PrinterFault | SignFault | LineFault
PRINTER_FAULTS: tuple[PrinterFault, ...] = get_args(PrinterFault)
SIGN_FAULTS: tuple[SignFault, ...] = get_args(SignFault)
LINE_FAULTS: tuple[LineFault, ...] = get_args(LineFault)


class Fail(Numbered, frozen=True, kw_only=True, tag="fail"):
    """`paper_out` … `cutter_error`, `near_end`: as a person finds it. `offline`: its button. `off`: its
    switch. `stall`: takes no more bytes. `hold`: takes all, prints nothing. `drop_bytes`: loses some once.
    `reset`: loses its power for a moment. `silent`: prints and answers nothing. `cable`: pulled out. `mute`,
    `dead`: a sign that shows and does not answer, or does neither."""

    device: Name
    fault: FaultName
    after_bytes: Annotated[int, Meta(ge=0, le=AFTER_BYTES_MAX)] = 0
    """Of a printer: when so many more bytes are printed or have arrived."""
    back_s: Annotated[float, Meta(gt=0, le=BACK_S_MAX)] | None = None
    """Of `cable` and `reset`: it comes back by itself."""
    address: int | None = None
    """Of `mute` and `dead`: that sign; without it all."""


class Repair(Numbered, frozen=True, kw_only=True, tag="repair"):
    """Mend one fault, or all that is wrong with the device."""

    device: Name
    fault: FaultName | None = None


class Press(Numbered, frozen=True, kw_only=True, tag="press"):
    """Keys of a keypad, in their order."""

    device: Name = "keypad"
    """Where there are several: `keypad-8`."""
    keys: Annotated[tuple[Key, ...], Meta(min_length=1, max_length=16)]


class Scan(Numbered, frozen=True, kw_only=True, tag="scan"):
    """Hold something before the scanner: a text, or the code on a sheet; without both the newest whole
    slip's. Answered with `text`."""

    device: Name = "scanner"
    text: Annotated[str, Meta(min_length=1, max_length=SCAN_CHARACTERS_MAX)] | None = None
    sheet: Annotated[int, Meta(ge=1)] | None = None


class Noise(Numbered, frozen=True, kw_only=True, tag="noise"):
    """The line makes nonsense of what a keypad or a scanner says."""

    device: Name
    bytes: Annotated[int, Meta(ge=1, le=NOISE_BYTES_MAX)] = 64


class Tear(Numbered, frozen=True, kw_only=True, tag="tear"):
    """Tear off what hangs out of the printer."""

    device: Name = "printer"


class State(Numbered, frozen=True, kw_only=True, tag="state"):
    """Answered with `state`: of each device its address, its faults, and what it shows or printed."""


Order = Fail | Repair | Press | Scan | Noise | Tear | State | Quit
