"""How far a device answers, asked byte by byte on an open line."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from hardware.address import Answers
from hardware.dialogue import ANSWER_S
from hardware.port import Port
from hardware.sign_line import ANSWER_S as SIGN_ANSWER_S
from hardware.signboard import Acknowledgements, Face, encode
from hardware.status import ORDERED_QUESTION, QUESTIONS, Answer, InTurn, Said, StatusReader

ASKED_COUNT = 3
"""One byte of noise in sixteen looks like an answer; three times in a row hardly ever."""
NOISE_BYTES_MAX = 2  # a line that is opened may crackle once
READ_BYTES = 256
OFFLINE_BIT = 0x08  # in the answer to DLE EOT 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far a device answers. `noise_bytes`: what came and is no answer.

    `stuck`: a printer that is not on line, which could not be asked in its turn.
    """

    answers: Answers
    noise_bytes: int = 0
    stuck: bool = False


Ask = Callable[[Port], Reach]


def ask_printer(port: Port, *, pace: float = 1.0) -> Reach:
    """Raises PortError. Takes at most two time-outs of `ANSWER_S`, scaled by `pace`."""
    reader = StatusReader()
    heard: list[Said] = []

    def comes(kind: type[Said]) -> Said | None:
        deadline = time.monotonic() + ANSWER_S * pace
        while True:
            said = reader.feed(port.read(READ_BYTES, max(0.0, deadline - time.monotonic())))
            heard.extend(said)
            if wanted := next((each for each in said if isinstance(each, kind)), None):
                return wanted
            if time.monotonic() >= deadline:
                return None

    port.read(READ_BYTES, 0.0)
    answer: Said | None = None
    for _ in range(ASKED_COUNT):
        port.write(QUESTIONS[1])
        if (answer := comes(Answer)) is None:
            break
    noise_bytes = reader.dropped + sum(isinstance(each, InTurn) for each in heard)
    if answer is None or noise_bytes > NOISE_BYTES_MAX:
        came = sum(isinstance(each, Answer) for each in heard)
        return Reach(answers="no", noise_bytes=noise_bytes + came)
    if isinstance(answer, Answer) and answer.byte & OFFLINE_BIT:
        return Reach(answers="turn", stuck=True)
    port.write(ORDERED_QUESTION)
    return Reach(answers="now" if comes(InTurn) is None else "turn")


def ask_sign(port: Port, address: int, face: Face, *, pace: float = 1.0) -> Reach:
    """Shows `face` and waits for the acknowledgement. Raises PortError."""
    acknowledgements = Acknowledgements()
    port.read(READ_BYTES, 0.0)
    port.write(encode(address, face))
    deadline = time.monotonic() + SIGN_ANSWER_S * pace
    while True:
        if address in acknowledgements.feed(port.read(READ_BYTES, max(0.0, deadline - time.monotonic()))):
            return Reach(answers="turn")
        if time.monotonic() >= deadline:
            acknowledgements.reset()
            return Reach(answers="no", noise_bytes=acknowledgements.dropped)
