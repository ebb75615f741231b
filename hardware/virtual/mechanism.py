"""What is inside a virtual printer: it reads ESC/POS, knows its state, holds what it cannot print. Pure."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import replace

from hardware.profiles import Profile
from hardware.status import PrinterStatus, answers_of, automatic_of, ordered_answer_of
from hardware.stream import Op, Stream
from hardware.virtual.faults import AtPrinting, Cover, CutterJam, NearEnd, PaperOut, due
from hardware.virtual.roll import CUTS, RESET, Roll, Sheet

HELD_BYTES_MAX = 64 * 1024  # what comes on top of it is lost

WELL = PrinterStatus(paper="ok", online=True)
_REAL_TIME = re.compile(rb"\x10\x04([\x01-\x04])")
_PASSED_OVER = (b"\0", b"\x10\x04", b"\x10\x05", b"\x10\x14")
"""NUL, and commands of real time where they stand between others."""
_AUTOMATIC_GROUPS = 0x0E  # on line, errors, paper


class Mechanism:
    """Used under its printer's lock. What comes off the roll is added to `off`; what it says is returned."""

    def __init__(self, profile: Profile) -> None:
        self.roll = Roll(cutter=profile.cutter)
        self.status = WELL
        self.answering = True
        self.holding = False
        """Whether it takes everything, says that all is well and prints nothing."""
        self.jammed = False
        """Whether the next cut will not succeed."""
        self.failing: list[tuple[int, AtPrinting]] = []
        """What will go wrong, with the bytes until then."""
        self._profile = profile
        self._stream = Stream()
        self._tail = b""
        """The last bytes, in which a question of real time may have begun."""
        self._automatic: bytes | None = None
        """What it last said unasked; None where it was not told to."""
        self._held: deque[Op] = deque()
        self._held_bytes = 0

    @property
    def reported(self) -> PrinterStatus:
        """What it answers."""
        return replace(self.status, online=self.status.trouble is None)

    def take(self, data: bytes, off: list[Sheet]) -> bytes:
        """Questions of real time are answered wherever they stand, even within a picture, as real ones do."""
        answers = bytearray()
        data, start = self._tail + data, len(self._tail)
        asked_end = 0
        for question in _REAL_TIME.finditer(data):
            asked_end = question.end()
            answers += self._do(self._stream.feed(data[start:asked_end]), off)
            answers += self._answer_now(question[1][0])
            start = asked_end
        answers += self._do(self._stream.feed(data[start:]), off)
        self._tail = data[max(asked_end, len(data) - 2) :]
        return bytes(answers)

    def settle(self, status: PrinterStatus, off: list[Sheet]) -> bytes:
        """Be in this state, and go on with what can go on."""
        if self.status.paper == "out" != status.paper:
            off += self.roll.change()
        return self._change(status) + self._print_held(off)

    def strike(self, count: int) -> bytes:
        """Let go wrong what is due after so many more printed bytes."""
        struck, self.failing = due(self.failing, count)
        said = b""
        for fault in struck:
            match fault:
                case NearEnd():
                    said += self._change(replace(self.status, paper="near_end"))
                case PaperOut():
                    said += self._change(replace(self.status, paper="out"))
                case Cover():
                    said += self._change(replace(self.status, cover_open=True))
                case CutterJam():
                    self.jammed = True
        return said

    def forget_half(self) -> None:
        """Half a command is forgotten."""
        self._stream.reset()
        self._tail = b""

    def forget(self) -> None:
        """All is forgotten that is not on paper, as without power."""
        self.forget_half()
        self._held.clear()
        self._held_bytes = 0
        self._automatic = None
        self.roll.forget()

    def _do(self, ops: list[Op], off: list[Sheet]) -> bytes:
        answers = bytearray()
        for op in ops:
            if op.name in _PASSED_OVER:
                continue
            if self._held_bytes + len(op.raw) <= HELD_BYTES_MAX or not self._stuck:
                self._held.append(op)
                self._held_bytes += len(op.raw)
                answers += self._print_held(off)
        return bytes(answers)

    def _print_held(self, off: list[Sheet]) -> bytes:
        answers = bytearray()
        while self._held and not self._stuck:
            if self.jammed and self._held[0].name in CUTS:
                answers += self._change(replace(self.status, cutter_error=True))
                break
            op = self._held.popleft()
            self._held_bytes -= len(op.raw)
            match op.name:
                case b"\x1dr":
                    answers += self._answer_in_turn(op.parameters[0])
                case b"\x1da":
                    answers += self._speak_up(op.parameters[0])
                case _:
                    if op.name == RESET:
                        self._automatic = None
                    off += self.roll.take(op)
                    answers += self.strike(len(op.raw))
        return bytes(answers)

    @property
    def _stuck(self) -> bool:
        return self.holding or self.status.trouble is not None

    def _answer_now(self, n: int) -> bytes:
        if not self.answering or self._profile.answers == "no":
            return b""
        return bytes([answers_of(self.reported)[n]])

    def _answer_in_turn(self, n: int) -> bytes:
        if not self.answering or self._profile.answers != "turn":
            return b""
        match n:
            case 1 | 49:
                return ordered_answer_of(self.reported)
            case 2 | 50:  # the drawer, which is shut
                return b"\0"
            case _:
                return b""

    def _speak_up(self, groups: int) -> bytes:
        wanted = groups & _AUTOMATIC_GROUPS and self._profile.auto_status
        self._automatic = b"" if wanted else None
        return self._news()

    def _change(self, status: PrinterStatus) -> bytes:
        self.status = status
        return self._news()

    def _news(self) -> bytes:
        """Its state, where it is to be told and was not yet."""
        said = automatic_of(self.reported)
        if self._automatic is None or self._automatic == said or not self.answering:
            return b""
        self._automatic = said
        return said
