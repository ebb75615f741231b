"""A printer that tells the truth about paper.

Where it can answer it is asked before the first byte and after the last one; what was not confirmed by
an answer is never called printed, and silence is never called ready. A slip is never sent twice: once a
byte may have left, only a person can know.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, field
from functools import partial

from hardware.address import parse
from hardware.errors import PortError
from hardware.escpos import encode
from hardware.port import Port, TimeOuts, open_port
from hardware.profiles import Profile
from hardware.receipt import Code, Line, Receipt
from hardware.status import (
    ORDERED_QUESTION,
    QUESTIONS,
    Paper,
    PrinterStatus,
    decode,
    is_answer,
    is_ordered_answer,
)

__all__ = ["Away", "NotPrinted", "Outcome", "Printed", "Printer", "PrinterStatus", "Unknown"]

ANSWER_S = 1.0
SETTLE_POLL_S = 0.2
SETTLE_POLLS_COUNT = 15  # 3 s: a slip of 20 cm is out by then, also of a printer that does not know GS r
NOISE_BYTES_MAX = 256  # unasked bytes before an answer
FIRST_PIECE_BYTES = 64
SILENT_REASON = "it takes bytes and does not answer; if it never can, end its address with ?status=no"


@dataclass(frozen=True, slots=True)
class Printed:
    """The printer says that the slip is out. `first_byte_at`: seconds of the printer's clock."""

    _: KW_ONLY
    first_byte_at: float
    paper: Paper = "ok"


@dataclass(frozen=True, slots=True)
class NotPrinted:
    """No byte of the slip left this computer.

    `code`: a Trouble of the printer, the code of a PortError, "silent" (it should answer and does not) or
    "closed" (the worker was closed before the slip's turn). `reason`: more, for a technician.
    """

    code: str
    _: KW_ONLY
    reason: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Unknown:
    """The slip, or a part of it, may be out: only a person can tell.

    `code`: as for NotPrinted, or "no_answer" (all was sent well to a printer that cannot answer).
    """

    code: str
    _: KW_ONLY
    first_byte_at: float | None = None
    reason: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Away:
    """The printer cannot be asked. `code`: of a PortError, or "silent". `reason`: more, for a technician."""

    code: str
    _: KW_ONLY
    reason: str = field(default="", compare=False)


Outcome = Printed | NotPrinted | Unknown


class Printer:
    """One printer at one address. Used by one thread; opens its port when needed and keeps it open.

    `pace` scales all time-outs (tests). `opener` opens the port instead of `open_port`. Raises BadUrl.
    """

    def __init__(
        self,
        url: str,
        profile: Profile,
        *,
        pace: float = 1.0,
        opener: Callable[[str], Port] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        parse(url)
        self.url = url
        self.profile = profile
        self._pace = pace
        self._open = opener or partial(open_port, time_outs=TimeOuts().scaled(pace))
        self._clock = clock
        self._port: Port | None = None
        self._ordered_answer_seen = False

    def print(self, receipt: Receipt) -> Outcome:
        """Print one slip. Takes at most the port's time-outs and `SETTLE_POLLS_COUNT` polls; never raises."""
        slip = encode(receipt, self.profile)
        try:
            port, answers, status = self._ready()
        except PortError as error:
            return NotPrinted(error.code, reason=str(error))
        if answers and status is None:
            self.close()
            return NotPrinted("silent", reason=SILENT_REASON)
        if status and status.trouble:
            return NotPrinted(status.trouble)
        return self._send(port, slip, answers=answers)

    def status(self) -> PrinterStatus | Away | None:
        """What the printer says now; None if it is there and can never answer."""
        try:
            _, answers, status = self._ready()
        except PortError as error:
            return Away(error.code, reason=str(error))
        if answers and status is None:
            self.close()
            return Away("silent", reason=SILENT_REASON)
        return status

    def prepare(self) -> None:
        """Load what building a slip needs, so that the first visitor waits no longer than the next."""
        encode(Receipt(parts=(Line(" "), Code(data=" "))), self.profile)

    def close(self) -> None:
        """Give the port back; the next use opens it again."""
        if self._port:
            self._port.close()
            self._port = None

    def _ready(self) -> tuple[Port, bool, PrinterStatus | None]:
        """The open port, whether it answers, and its status if it does."""
        if self._port:
            # A kept line may have died unnoticed. Nothing of a slip was sent on it: a new one may be tried.
            try:
                port, answers, status = self._asked(self._port)
                if status or not answers:
                    return port, answers, status
            except PortError:
                pass
            self.close()
        self._port = self._open(self.url)
        try:
            return self._asked(self._port)
        except PortError:
            self.close()
            raise

    def _asked(self, port: Port) -> tuple[Port, bool, PrinterStatus | None]:
        # Also of a printer that never answers: a closed line shows itself here, before a slip is lost in it.
        self._drain(port)
        answers = port.can_answer and self.profile.answers_status
        return port, answers, self._ask(port) if answers else None

    def _send(self, port: Port, slip: bytes, *, answers: bool) -> Outcome:
        first_byte_at: float | None = None
        try:
            port.write(slip[:FIRST_PIECE_BYTES])
            first_byte_at = self._clock()
            port.write(slip[FIRST_PIECE_BYTES:])
            if not answers:
                return Unknown("no_answer", first_byte_at=first_byte_at)
            status = self._settled(port)
        except PortError as error:
            self.close()
            if first_byte_at is None and error.written == 0:
                return NotPrinted(error.code, reason=str(error))
            return Unknown(error.code, first_byte_at=first_byte_at, reason=str(error))
        if status is None:
            self.close()
            return Unknown("silent", first_byte_at=first_byte_at, reason=SILENT_REASON)
        if status.trouble:
            return Unknown(status.trouble, first_byte_at=first_byte_at)
        return Printed(first_byte_at=first_byte_at, paper=status.paper)

    def _settled(self, port: Port) -> PrinterStatus | None:
        """The status once the slip is out.

        DLE EOT is answered at once, with the slip still in the printer's memory; GS r in its turn. So the
        answer to GS r says when to ask. Where it never comes, enough time for a slip passes.
        """
        self._ordered_answer_seen = False
        port.write(ORDERED_QUESTION)
        status: PrinterStatus | None = None
        for _ in range(SETTLE_POLLS_COUNT):
            if not self._ordered_answer_seen:
                self._await(port, is_ordered_answer, SETTLE_POLL_S)
            out = self._ordered_answer_seen
            status = self._ask(port)
            if out or status is None or status.trouble:
                break
        return status

    def _ask(self, port: Port) -> PrinterStatus | None:
        """The printer's own answers, the causes only where there is trouble."""
        answers: dict[int, int] = {}
        for n in (1, 4, 2, 3):
            if n == 2 and (status := decode(answers)) and status.online:
                return status
            port.write(QUESTIONS[n])
            answer = self._await(port, is_answer, ANSWER_S)
            if answer is not None:
                answers[n] = answer
            elif n in (1, 4):
                return None
        return decode(answers)

    def _await(self, port: Port, wanted: Callable[[int], bool], timeout_s: float) -> int | None:
        for _ in range(NOISE_BYTES_MAX):
            data = port.read(1, timeout_s * self._pace)
            if not data:
                return None
            if is_ordered_answer(data[0]):
                self._ordered_answer_seen = True
            if wanted(data[0]):
                return data[0]
        return None

    def _drain(self, port: Port) -> None:
        for _ in range(NOISE_BYTES_MAX):
            if not port.read(NOISE_BYTES_MAX, 0):
                return
