"""One open line to a printer: questions asked, answers awaited, each wait with a named limit.

Answers to DLE EOT come at once and are told apart only by the order of asking. Answers to GS r come when
the printer has taken all bytes before the question in hand: one is asked after each piece of a slip, and
they are counted. A piece stays unanswered until as many answers have come as questions were asked before
its own, so a printer that lost a part of the slip stays one short for ever.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Literal

from hardware.address import Answers
from hardware.escpos import FILLER
from hardware.port import Port
from hardware.status import (
    ORDERED_QUESTION,
    QUESTIONS,
    Answer,
    Automatic,
    InTurn,
    PrinterStatus,
    StatusReader,
    Trouble,
    decode,
)

ANSWER_S = 0.8  # to DLE EOT 1 and 4
CAUSE_ANSWER_S = 0.4  # to DLE EOT 2 and 3, which not every printer knows
LATE_S = 0.3  # an answer in turn that takes longer makes the printer be asked at once
LATE_COUNT_MAX = 5  # so often, 1.5 s in all: a piece of a slip is printed by then
LAST_LATE_COUNT_MAX = 10  # 3 s: fed out to the knife, and cut
HELD_QUIET_S = 1.5  # a printer that is well and answers no more for so long has forgotten the rest
HELD_S_MAX = 8.0  # as long may it print what it held back
WATCH_POLL_S = 0.2
WATCH_POLLS_COUNT = 15  # 3 s: a slip of 20 cm is out by then
READ_BYTES = 256
READS_COUNT_MAX = 16  # without a pause; a printer that says more is not waited for
OWED_COUNT_MAX = 500  # questions in turn without an answer; the oldest go first
ANSWERS_COUNT_MAX = 64  # of a printer that says more than it was asked; the oldest go first

Interruption = Trouble | Literal["silent", "not_in_turn", "held"]
"""Why a slip does not go on. `not_in_turn`: well when asked at once, and answers in turn are missing;
`held`: it is still printing what it held back."""


class Dialogue:
    """What is asked and heard on one port, by one thread. Everything may raise PortError.

    `answers`: how far the printer is believed. `clock`: monotonic seconds. `pace` scales every wait.
    """

    def __init__(self, port: Port, answers: Answers, *, pace: float, clock: Callable[[], float]) -> None:
        self.port = port
        self.answers: Answers = answers
        self.alarm: Trouble | None = None
        """The last trouble told unasked; for whoever begins a slip to take back."""
        self.answered_in_turn = False
        """Whether it ever did."""
        self.greeted = False
        """For whoever opened the line to remember whether the printer was asked to speak up."""
        self._pace = pace
        self._clock = clock
        self._reader = StatusReader()
        self._told = False
        self._answers: deque[int] = deque(maxlen=ANSWERS_COUNT_MAX)
        self._unanswered: deque[int] = deque(maxlen=OWED_COUNT_MAX)
        """The bytes before each question in turn that is not answered yet."""

    @property
    def owed_count(self) -> int:
        """Questions in turn without an answer."""
        return len(self._unanswered)

    @property
    def dropped_bytes(self) -> int:
        """So many bytes of the printer meant nothing."""
        return self._reader.dropped

    def go_on_from(self, earlier: Dialogue) -> None:
        """What was asked in turn on an earlier line to this printer may still be answered on this one."""
        self._unanswered.extend([0] * earlier.owed_count)
        self.answered_in_turn = earlier.answered_in_turn

    def listen(self) -> bool:
        """Take in what has come. Whether the printer told something unasked."""
        self._told = False
        self._take_in()
        return self._told

    def look(self) -> PrinterStatus | None:
        """The printer's own answers, the causes only where there is trouble; None if it is silent."""
        answers: dict[int, int] = {}
        self._take_in()
        for n in (1, 4, 2, 3):
            if n == 2 and (status := decode(answers)) and status.online:
                return status
            self._answers.clear()
            self.port.write(QUESTIONS[n])
            if self._await(lambda: bool(self._answers), ANSWER_S if n in (1, 4) else CAUSE_ANSWER_S):
                answers[n] = self._answers.popleft()
            elif n in (1, 4):
                return None
        return decode(answers)

    def hand_over(self, piece: bytes) -> None:
        """Send a piece of a slip; where the printer answers in turn, with the question whether it came."""
        if self.answers != "turn":
            self.port.write(piece)
            return
        self._unanswered.append(len(piece) + len(ORDERED_QUESTION))
        self.port.write(piece + ORDERED_QUESTION)

    def catch_up(self, bytes_max: int, until: float) -> Interruption | None:
        """Wait until at most that many bytes are unanswered. Why that does not come; None if it has.

        `until`: when to give up, by the clock.
        """
        late_count = 0
        self._take_in()
        while self.alarm is None and sum(self._unanswered) > bytes_max:
            owed_count = self.owed_count
            if self._await(lambda owed=owed_count: self.owed_count < owed or self.alarm is not None, LATE_S):
                late_count = 0
                if self._clock() > until:
                    return "not_in_turn"
                continue
            if why := self._trouble():
                return why
            late_count += 1
            last = bytes_max == 0 and owed_count == 1
            if late_count == (LAST_LATE_COUNT_MAX if last else LATE_COUNT_MAX) or self._clock() > until:
                return "not_in_turn"
        return self.alarm

    def watch(self, until: float) -> Interruption | None:
        """Ask a printer that answers only at once for as long as a slip takes. Its trouble, if any."""
        for _ in range(WATCH_POLLS_COUNT):
            if self._await(lambda: self.alarm is not None, WATCH_POLL_S):
                return self.alarm
            if why := self._trouble():
                return why
            if self._clock() > until:
                return "silent"
        return None

    def settle(self) -> Interruption | None:
        """Let a printer that is well finish what it holds of earlier slips. Why it does not, if so.

        One more question in turn: when it is answered, all before it has been answered or was forgotten. The
        filler ends half a command that would swallow it. A printer that never answered any may not know how;
        it is not held up.
        """
        until = self._clock() + HELD_S_MAX * self._pace
        self.hand_over(FILLER)
        asked_count = self.owed_count
        while self._unanswered:
            owed_count = self.owed_count
            if self._await(lambda owed=owed_count: self.owed_count < owed, HELD_QUIET_S):
                if self._clock() > until:
                    return "held"
                continue
            if why := self._trouble():
                return why
            if self.owed_count == asked_count and self.answered_in_turn:
                return "not_in_turn"
            self._unanswered.clear()
        return None

    def _trouble(self) -> Trouble | Literal["silent"] | None:
        """What keeps it from printing, asked at once."""
        status = self.look()
        return "silent" if status is None else status.trouble

    def _await(self, done: Callable[[], bool], timeout_s: float) -> bool:
        """Read until `done` or the time is over, at least once. An empty read says that it is over."""
        until = self._clock() + timeout_s * self._pace
        left_s = timeout_s * self._pace
        while not done():
            if left_s < 0:
                return False
            data = self.port.read(READ_BYTES, left_s)
            if not data:
                if timeout_s >= LATE_S:
                    self._reader.reset()
                return done()
            self._take(data)
            left_s = until - self._clock()
        return True

    def _take_in(self) -> None:
        """What has come by now."""
        for _ in range(READS_COUNT_MAX):
            data = self.port.read(READ_BYTES, 0)
            if not data:
                return
            self._take(data)

    def _take(self, data: bytes) -> None:
        for said in self._reader.feed(data):
            match said:
                case Answer(byte=byte):
                    self._answers.append(byte)
                case InTurn():
                    if self._unanswered:
                        self._unanswered.popleft()
                        self.answered_in_turn = True
                case Automatic(status=status):
                    self._told = True
                    self.alarm = status.trouble or self.alarm
