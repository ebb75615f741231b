"""What a printer says about itself: the questions of ESC/POS and the meaning of the answers. Pure.

Four kinds of bytes come from a printer, in any fragments, one among the other. Fixed bits tell them apart
(bit 7 first, `x` carries a meaning):

    0xx1 xx10   answer to DLE EOT n, at once           byte & 0x93 == 0x12
    0xx0 xxxx   answer to GS r n, in its turn          byte & 0x90 == 0x00
    0xx1 xx00   first of four of an automatic status   byte & 0x93 == 0x10, the other three as in 0xx0 xxxx
    0001 00x1   XON (0x11), XOFF (0x13)

    DLE EOT   bit 0x04       0x08           0x20             0x40            0x60
    1                        offline
    2         cover open                    paper is out     error
    3         mechanical     cutter jam     unrecoverable    recovers alone
    4         (0x0C: paper near its end)                                     paper is out

    automatic bits 0x03      0x04           0x08             0x0C            0x20             0x40
    byte 1                                  offline                          cover open
    byte 2                   mechanical     cutter jam                       unrecoverable    recovers alone
    byte 3    near its end                                   paper is out
    byte 4    (nothing of use)

    GS r 1    bits 0x03: paper near its end, 0x0C: paper is out

An automatic status is sent at each change once GS a has asked for it; ESC @ ends that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

QUESTIONS: dict[int, bytes] = {
    n: b"\x10\x04" + bytes([n]) for n in (1, 2, 3, 4)
}  # DLE EOT n: answered at once
ORDERED_QUESTION = b"\x1dr\x01"  # GS r 1: answered in its turn, after all that was sent before it
SPEAK_UP = b"\x1da\x0e"  # GS a: tell changes of on line, errors and paper unasked
AUTOMATIC_BYTES = 4

Paper = Literal["ok", "near_end", "out"]
Trouble = Literal["paper_out", "cover_open", "cutter_error", "failed", "offline"]

_XON, _XOFF = 0x11, 0x13


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """To DLE EOT; which n it answers only the order of asking tells."""

    byte: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InTurn:
    """To GS r 1: all that was sent before the question has been taken in hand."""

    byte: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Automatic:
    """Unasked, at a change."""

    status: PrinterStatus


Said = Answer | InTurn | Automatic


class StatusReader:
    """Takes what a printer sends apart, whatever it is: never raises, keeps at most three bytes.

    Flow control is passed over. `dropped` counts the bytes that mean nothing, those of a broken automatic
    status among them.
    """

    def __init__(self) -> None:
        self.dropped = 0
        self._packet = bytearray()

    def feed(self, data: bytes) -> list[Said]:
        """What is said by `data`, together with the bytes before it."""
        said: list[Said] = []
        for byte in data:
            if is_answer(byte):
                self.reset()
                said.append(Answer(byte=byte))
            elif byte & 0x93 == 0x10:
                self.reset()
                self._packet.append(byte)
            elif not is_ordered_answer(byte):
                self.dropped += byte not in (_XON, _XOFF)
            elif not self._packet:
                said.append(InTurn(byte=byte))
            else:
                self._packet.append(byte)
                if len(self._packet) == AUTOMATIC_BYTES:
                    said.append(Automatic(status=_decode_automatic(self._packet)))
                    self._packet.clear()
        return said

    def reset(self) -> None:
        """Forget a half automatic status, as when the line was quiet or is a new one."""
        self.dropped += len(self._packet)
        self._packet.clear()


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


def automatic_of(status: PrinterStatus) -> bytes:
    """The automatic status of a printer in this state: what `StatusReader` reads back from it."""
    line = (0 if status.online else 0x08) | (0x20 if status.cover_open else 0)
    error = (0x08 if status.cutter_error else 0) | (0x20 if status.failed else 0)
    paper = {"ok": 0x00, "near_end": 0x03, "out": 0x0F}[status.paper]
    return bytes([0x10 | line, error, paper, 0x00])


def ordered_answer_of(status: PrinterStatus) -> bytes:
    """The answer of a printer in this state to GS r 1."""
    return bytes([{"ok": 0x00, "near_end": 0x03, "out": 0x0F}[status.paper]])


def is_answer(byte: int) -> bool:
    """Whether a byte answers DLE EOT: four fixed bits tell it from GS r, automatic status and XON/XOFF."""
    return 0 <= byte <= 0xFF and byte & 0x93 == 0x12


def is_ordered_answer(byte: int) -> bool:
    """Whether a byte may answer GS r 1."""
    return 0 <= byte <= 0xFF and byte & 0x90 == 0


def _decode_automatic(packet: bytearray) -> PrinterStatus:
    line, error, paper, _ = packet
    return PrinterStatus(
        paper="out" if paper & 0x0C else "near_end" if paper & 0x03 else "ok",
        online=not line & 0x08,
        cover_open=bool(line & 0x20),
        cutter_error=bool(error & 0x08),
        failed=bool(error & 0x64),
    )
