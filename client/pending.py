"""Commands that wait for their answer; pure.

A command has two names. Its *handle* is given when the app asks, is unique in this process and is what the
app gets back. Its *number* is what the server counts by: it is given when the command is first sent, above
all that the server has seen from this device, and a repeat keeps it, so that a repeat has one effect.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from protocol.messages import Command

COMMANDS_COUNT_MAX = 64
"""So many wait at most, sent or not; one more is refused at once as overloaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiter:
    handle: int
    command: Command
    number: int | None = None


class Pending:
    """In the order in which they were asked; numbered ones always stand before those without a number."""

    def __init__(self) -> None:
        self._waiters: list[Waiter] = []
        self._last_number = 0

    def __len__(self) -> int:
        return len(self._waiters)

    @property
    def full(self) -> bool:
        return len(self._waiters) >= COMMANDS_COUNT_MAX

    def add(self, handle: int, command: Command) -> None:
        assert not self.full
        self._waiters.append(Waiter(handle=handle, command=command))

    def welcome(self, last_request: int) -> None:
        """The server has seen numbers up to this one."""
        self._last_number = max(self._last_number, last_request)

    def numbered(self) -> list[Waiter]:
        """Sent before and still without an answer, in order: to be sent again after a new connection."""
        return [waiter for waiter in self._waiters if waiter.number is not None]

    def number_rest(self) -> list[Waiter]:
        """Gives a number to each that has none; returns those, in order, to be sent now."""
        fresh: list[Waiter] = []
        for index, waiter in enumerate(self._waiters):
            if waiter.number is None:
                self._last_number += 1
                self._waiters[index] = replace(waiter, number=self._last_number)
                fresh.append(self._waiters[index])
        return fresh

    def settle(self, number: int) -> int | None:
        """Takes out the one with this number and returns its handle; None if nobody waits for it."""
        for index, waiter in enumerate(self._waiters):
            if waiter.number == number:
                del self._waiters[index]
                return waiter.handle
        return None

    def clear(self) -> list[int]:
        """Takes all out and returns their handles: they were meant for another server."""
        handles = [waiter.handle for waiter in self._waiters]
        self._waiters.clear()
        self._last_number = 0
        return handles
