"""Which address to try next, and how long to rest when none is left; pure but for the memory it is given."""

from __future__ import annotations

from collections.abc import Callable

from client.address import Address, LastGood, in_order
from client.backoff import backoff_s


class Route:
    """Rounds over all known addresses. `chance` gives a number from 0 up to 1."""

    def __init__(self, *, typed: Address | None, memory: LastGood, chance: Callable[[], float]) -> None:
        self._typed = typed
        self._memory = memory
        self._chance = chance
        self._last_good = memory.read()
        self._found: tuple[Address, ...] = ()
        self._round: list[Address] = []
        self._failures = 0

    def found(self, addresses: tuple[Address, ...]) -> None:
        """Discovery's present list, best first; what is new in it is tried next."""
        self._round[:0] = [address for address in addresses if address not in self._found]
        self._found = addresses

    def begin(self) -> bool:
        """A new round; False if no address is known at all."""
        self._round = in_order(self._last_good, self._found, self._typed)
        return bool(self._round)

    @property
    def round(self) -> tuple[Address, ...]:
        """What is still to be tried in this round."""
        return tuple(self._round)

    def end(self) -> None:
        self._round = []

    def next(self) -> Address | None:
        """The next of this round; None when it is over."""
        return self._round.pop(0) if self._round else None

    def worked(self, address: Address) -> None:
        """It is tried first from now on, after a restart too."""
        self._last_good = address
        self._memory.write(address)

    def rest_s(self) -> float:
        """How long to wait after one more round in vain."""
        self._failures += 1
        return backoff_s(self._failures, self._chance())

    def forgive(self) -> None:
        """The connection has proved good: the next rest is a short one again."""
        self._failures = 0
