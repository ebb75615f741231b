"""What a printer says about itself: the questions of ESC/POS and the meaning of the answers. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

QUESTIONS: dict[int, bytes] = {
    n: b"\x10\x04" + bytes([n]) for n in (1, 2, 3, 4)
}  # DLE EOT n: answered at once
ORDERED_QUESTION = b"\x1dr\x01"  # GS r 1: answered in its turn, after all that was sent before it

Paper = Literal["ok", "near_end", "out"]
Trouble = Literal["paper_out", "cover_open", "cutter_error", "failed", "offline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterStatus:
    """A printer's state, only ever made from its own answers."""

    paper: Paper
    online: bool
    cover_open: bool = False
    cutter_error: bool = False
    failed: bool = False

    @property
    def trouble(self) -> Trouble | None:
        """Why it cannot print, the cause a person can mend first; None if it can."""
        if self.paper == "out":
            return "paper_out"
        if self.cover_open:
            return "cover_open"
        if self.cutter_error:
            return "cutter_error"
        if self.failed:
            return "failed"
        return None if self.online else "offline"


def decode(answers: Mapping[int, int]) -> PrinterStatus | None:
    """The status in the answers to DLE EOT n, by n.

    None unless both 1 (online) and 4 (paper) are there and every byte is an answer: silence and nonsense
    are never "ok". 2 (why offline) and 3 (which error) may be missing; not every printer knows them.
    """
    if not {1, 4} <= answers.keys() or not all(is_answer(answer) for answer in answers.values()):
        return None
    cause, error, paper = answers.get(2, 0), answers.get(3, 0), answers[4]
    return PrinterStatus(
        paper="out" if paper & 0x60 or cause & 0x20 else "near_end" if paper & 0x0C else "ok",
        online=not answers[1] & 0x08,
        cover_open=bool(cause & 0x04),
        cutter_error=bool(error & 0x08),
        failed=bool(error & 0x64),
    )


def answers_of(status: PrinterStatus) -> dict[int, int]:
    """The answers a printer in this state gives to DLE EOT n, by n: the inverse of `decode`."""
    paper = {"ok": 0x00, "near_end": 0x0C, "out": 0x6C}[status.paper]
    out = status.paper == "out"
    error = (0x08 if status.cutter_error else 0) | (0x20 if status.failed else 0)
    cause = (0x04 if status.cover_open else 0) | (0x20 if out else 0) | (0x40 if error else 0)
    return {1: 0x12 | (0 if status.online else 0x08), 2: 0x12 | cause, 3: 0x12 | error, 4: 0x12 | paper}


def is_answer(byte: int) -> bool:
    """Whether a byte answers DLE EOT: four fixed bits tell it from GS r, automatic status and XON/XOFF."""
    return 0 <= byte <= 0xFF and byte & 0x93 == 0x12


def is_ordered_answer(byte: int) -> bool:
    """Whether a byte may answer GS r 1."""
    return 0 <= byte <= 0xFF and byte & 0x90 == 0
