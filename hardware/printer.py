"""A printer that tells the truth about paper.

Where it can answer it is asked before the first byte and after the last one; what was not confirmed by
an answer is never called printed, and silence is never called ready. A slip is never sent twice: once a
byte may have left, only a person can know.

A printer that answers in turn is asked after each piece of a slip, and every answer must come: one that
was reset in the middle, or lost bytes, says at the end that it is well, and has lost the middle. At most
`AHEAD_BYTES_MAX` are on their way unanswered, so trouble in the middle is seen at once, on a slow line too.
A slip that was broken off leaves a stub in the printer; it is fed out and cut off before anything else is
printed, as soon as the printer is well.

What no driver can know: a byte lost or changed in the middle of a text, on a line without a checksum (every
command and every answer is still there); a byte from elsewhere that looks like an answer; a reset that is
over before the same piece ends; a roll put in the wrong side up, which stays white; paper pulled by hand.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from hardware.address import Answers, parse
from hardware.dialogue import ANSWER_S, Dialogue, Interruption
from hardware.errors import PortError
from hardware.escpos import HEAD_FILLER, encode, ending, pieces
from hardware.outcome import Away, NotPrinted, Outcome, Printed, Unknown
from hardware.port import Port, TimeOuts, open_port
from hardware.profiles import Profile
from hardware.receipt import Code, Line, Receipt
from hardware.status import SPEAK_UP, PrinterStatus

__all__ = ["ANSWER_S", "Away", "NotPrinted", "Outcome", "Printed", "Printer", "PrinterStatus", "Unknown"]

AHEAD_BYTES_MAX = 1024  # written and unanswered: less than the memory of the cheapest printers
FIRST_PIECE_BYTES = 64
SLIP_S_MAX = 30.0  # the longest slip on a slow serial line; what takes longer is given up
PRINT_S_MAX = 55.0  # with all that is asked before and after, beside the time-outs of the port

SILENT_REASON = "it takes bytes and does not answer; if it never can, end its address with ?status=no"
NOT_IN_TURN_REASON = (
    "it answers at once, but not after each piece of the slip: it lost a part of it, or never answers so; "
    "then end its address with ?status=now"
)
_REASONS: dict[Interruption, str] = {
    "silent": SILENT_REASON,
    "not_in_turn": NOT_IN_TURN_REASON,
    "held": "it is still printing what it held back",
}
_CODES: dict[Interruption, str] = {"not_in_turn": "silent", "held": "timed_out"}
_HOW_FAR: tuple[Answers, ...] = ("no", "now", "turn")


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
        self._talk: Dialogue | None = None
        self._earlier: Dialogue | None = None
        """The line before, which may have been closed upon questions."""
        self._first_byte_at: float | None = None
        """Of the slip in work or the last one."""
        self._until = 0.0
        """When that is given up."""
        self._stub_left = False
        """Whether a slip was broken off, and what there is of it still hangs in the printer."""

    def print(self, receipt: Receipt) -> Outcome:
        """Print one slip, in at most `PRINT_S_MAX` and the time-outs of the port; never raises."""
        slip = pieces(receipt, self.profile)
        try:
            talk, status = self._reached()
            held = talk.settle() if talk.owed_count and status and not status.trouble else None
        except PortError as error:
            self.close()
            return NotPrinted(error.code, reason=str(error), cause=error.cause)
        if talk.answers != "no" and status is None:
            self.close()
            return NotPrinted("silent", reason=SILENT_REASON)
        if status and status.trouble:
            return NotPrinted(status.trouble)
        if held:
            return NotPrinted(_CODES.get(held, held), reason=_REASONS.get(held, ""))
        return self._send(talk, slip)

    def status(self) -> PrinterStatus | Away | None:
        """What the printer says now; None if it is there and can never answer.

        A line that died since the last use is told as Away, and opened anew the next time.
        """
        try:
            talk, status = self._asked(self._talk or self._opened())
        except PortError as error:
            self.close()
            return Away(error.code, reason=str(error), cause=error.cause)
        if talk.answers != "no" and status is None:
            self.close()
            return Away("silent", reason=SILENT_REASON)
        return status

    def listen(self) -> bool:
        """Whether the printer has told a change, or its line died: worth asking for the `status`. No wait."""
        try:
            return self._talk is not None and self._talk.listen()
        except PortError:
            return True

    def prepare(self) -> None:
        """Load what building a slip needs, so that the first visitor waits no longer than the next."""
        encode(Receipt(parts=(Line(" "), Code(data=" "))), self.profile)

    def close(self) -> None:
        """Give the port back; the next use opens it again."""
        if self._talk:
            self._earlier = self._talk
            self._talk.port.close()
            self._talk = None

    def _reached(self) -> tuple[Dialogue, PrinterStatus | None]:
        """The line, and the printer's status if it answers."""
        if self._talk:
            # A kept line may have died unnoticed. Nothing of a slip was sent on it: a new one may be tried.
            try:
                talk, status = self._asked(self._talk)
                if status or talk.answers == "no":
                    return talk, status
            except PortError:
                pass
            self.close()
        return self._asked(self._opened())

    def _opened(self) -> Dialogue:
        port = self._open(self.url)
        answers = _HOW_FAR[min(map(_HOW_FAR.index, (port.answers, self.profile.answers)))]
        self._talk = Dialogue(port, answers, pace=self._pace, clock=self._clock)
        if self._earlier:
            self._talk.go_on_from(self._earlier)
        if self._stub_left:
            port.write(HEAD_FILLER)
        return self._talk

    def _asked(self, talk: Dialogue) -> tuple[Dialogue, PrinterStatus | None]:
        # Also of a printer that never answers: a closed line shows itself here, before a slip is lost in it.
        talk.listen()
        status = None if talk.answers == "no" else talk.look()
        if talk.answers == "no" or (status and not status.trouble):
            self._make_ready(talk)
        return talk, status

    def _make_ready(self, talk: Dialogue) -> None:
        if self._stub_left:
            talk.port.write(ending(self.profile))
            self._stub_left = False
        if self.profile.auto_status and talk.answers != "no" and not talk.greeted:
            talk.port.write(SPEAK_UP)
            talk.greeted = True

    def _send(self, talk: Dialogue, slip: tuple[bytes, ...]) -> Outcome:
        self._first_byte_at = None
        talk.alarm = None
        try:
            why = self._hand_over(talk, slip)
        except PortError as error:
            return self._failed(error, left=self._first_byte_at is not None or error.written > 0)
        if why:
            return self._broken_off(why)
        try:
            talk.port.flush()
        except PortError as error:
            # A job that is handed over whole leaves no stub.
            return self._failed(error, left=error.written > 0, stub=False)
        if talk.answers == "no":
            return Unknown("no_answer", first_byte_at=self._first_byte_at)
        try:
            return self._confirmed(talk)
        except PortError as error:
            return self._failed(error, left=True)

    def _hand_over(self, talk: Dialogue, slip: tuple[bytes, ...]) -> Interruption | None:
        first, *others = slip
        talk.port.write(first[:FIRST_PIECE_BYTES])
        self._first_byte_at = self._clock()
        self._until = self._first_byte_at + SLIP_S_MAX * self._pace
        if talk.answers != "turn":
            talk.hand_over(b"".join((first[FIRST_PIECE_BYTES:], *others)))
            return None
        talk.hand_over(first[FIRST_PIECE_BYTES:])
        for piece in others:
            if why := talk.catch_up(max(0, AHEAD_BYTES_MAX - len(piece)), self._until):
                return why
            talk.hand_over(piece)
        return None

    def _confirmed(self, talk: Dialogue) -> Outcome:
        assert self._first_byte_at is not None
        why = talk.catch_up(0, self._until) if talk.answers == "turn" else talk.watch(self._until)
        status = None if why else talk.look()
        if why in ("silent", "not_in_turn"):
            return self._broken_off(why)
        if why or status is None or status.trouble:
            # All was sent: what the printer holds of it comes out with its end.
            return self._unknown(why or (status.trouble if status and status.trouble else "silent"))
        return Printed(first_byte_at=self._first_byte_at, paper=status.paper)

    def _broken_off(self, why: Interruption) -> Unknown:
        self._stub_left = True
        return self._unknown(why)

    def _unknown(self, why: Interruption) -> Unknown:
        reason = _REASONS.get(why, "")
        if reason:
            self.close()
        return Unknown(_CODES.get(why, why), first_byte_at=self._first_byte_at, reason=reason)

    def _failed(self, error: PortError, *, left: bool, stub: bool = True) -> Outcome:
        self.close()
        if not left:
            return NotPrinted(error.code, reason=str(error), cause=error.cause)
        self._stub_left = self._stub_left or stub
        return Unknown(error.code, first_byte_at=self._first_byte_at, reason=str(error), cause=error.cause)
