"""Whose turn it is with the voice, and what became of each call: spoken, or left out and why.

A call may be spoken in more than one language, each an announcement of its own; it is over when all of them
are. It counts as announced when at least one was spoken to its end.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from display.calls import Call, Key


@dataclass(kw_only=True)
class Turn:
    """`open_ids`: announcements that have not ended."""

    call: Call
    recall: bool
    open_ids: list[int]
    spoken_count: int = 0
    heard_count: int = 0
    """Of those spoken: with a loudspeaker there."""
    left_out: str = ""
    """Why, if it was not spoken."""


@dataclass(kw_only=True)
class Turns:
    """The turns in order, the one being spoken first; and the counts since the start."""

    called_count: int = 0
    announced_count: int = 0
    unheard_count: int = 0
    """Of the announced: spoken where there was no loudspeaker, to a recording at most."""
    skipped: Counter[str] = field(default_factory=Counter[str])
    _turns: list[Turn] = field(default_factory=list[Turn])

    @property
    def first(self) -> Turn | None:
        return self._turns[0] if self._turns else None

    @property
    def count(self) -> int:
        return len(self._turns)

    def takes(self, call: Call, *, recall: bool, ids: list[int]) -> None:
        """A call joins with the announcements that speak it, at least one."""
        assert ids
        self.called_count += 1
        self._turns.append(Turn(call=call, recall=recall, open_ids=ids))

    def leaves_out(self, reason: str) -> None:
        """A call that was never given to the voice."""
        self.called_count += 1
        self.skipped[reason] += 1

    def of(self, key: Key) -> Turn | None:
        """The last turn of this stop that is not over."""
        return next((turn for turn in reversed(self._turns) if turn.call.key == key), None)

    def all_of(self, key: Key) -> list[Turn]:
        return [turn for turn in self._turns if turn.call.key == key]

    def ended(self, announcement: int, *, reason: str = "", heard: bool = False) -> Turn | None:
        """An announcement was spoken, or not for `reason`. Returns its turn when that is over with it."""
        turn = next((turn for turn in self._turns if announcement in turn.open_ids), None)
        if turn is None:
            return None
        turn.open_ids.remove(announcement)
        if reason:
            turn.left_out = turn.left_out or reason
        else:
            turn.spoken_count += 1
            turn.heard_count += heard
        if turn.open_ids:
            return None
        self._turns.remove(turn)
        if turn.spoken_count:
            self.announced_count += 1
            self.unheard_count += not turn.heard_count
        else:
            self.skipped[turn.left_out] += 1
        return turn
