"""What can go wrong with a virtual device, as data.

`VirtualPrinter.fail(fault)` lets it happen after so many more bytes, at exactly that byte whatever the
fragments; `VirtualPrinter.repair()` mends it. Paper, cover and cutter count the bytes that were printed, the
others those that arrived, questions among them.
"""

from __future__ import annotations

import random
from dataclasses import KW_ONLY, dataclass
from typing import TypeVar, get_args

RESTART_S = 2.0  # from power to the first byte taken
DROPPED_BYTES_MAX = 200
DEAF_BYTES_MIN = 1000  # lost meanwhile: a second at 9600 baud


@dataclass(frozen=True, slots=True)
class NearEnd:
    """The roll is nearly used up; it prints on."""

    after_bytes: int = 0


@dataclass(frozen=True, slots=True)
class PaperOut:
    """The roll ends. The command in work is still printed; the rest is held until there is paper."""

    after_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Cover:
    """Somebody opens the cover. The rest is held until it is closed."""

    after_bytes: int = 0


@dataclass(frozen=True, slots=True)
class CutterJam:
    """The next cut does not succeed. It is made after the repair."""

    after_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Hold:
    """It takes everything and says that all is well, but prints nothing until the repair."""

    after_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Stall:
    """It takes no more bytes and answers nothing. They wait in the line, and arrive after the repair."""

    after_bytes: int = 0


@dataclass(frozen=True, slots=True)
class DropBytes:
    """So many bytes are lost on the way, without an error."""

    after_bytes: int = 0
    _: KW_ONLY
    count: int = 1


@dataclass(frozen=True, slots=True)
class Disconnect:
    """The cable is pulled: what has not arrived is lost. It comes back after a while, else by the repair."""

    after_bytes: int = 0
    _: KW_ONLY
    back_s: float | None = None


@dataclass(frozen=True, slots=True)
class Reset:
    """It loses its power for a moment: what it has not printed is forgotten, and how it was set.

    A line that tells breaks; on a serial one what arrives until it has started again is lost, and so are
    `deaf_bytes` more.
    """

    after_bytes: int = 0
    _: KW_ONLY
    back_s: float = RESTART_S
    deaf_bytes: int = 0


AtPrinting = NearEnd | PaperOut | Cover | CutterJam
"""Happen at a byte that is printed."""
AtArrival = Hold | Stall | DropBytes | Disconnect | Reset
"""Happen at a byte that arrives."""
Fault = AtPrinting | AtArrival
FAULTS: tuple[type[Fault], ...] = (*get_args(AtPrinting), *get_args(AtArrival))


class Mischief:
    """A source of faults: the same seed and questions, the same faults."""

    def __init__(self, seed: int, *, kinds: tuple[type[Fault], ...] = FAULTS) -> None:
        self._random = random.Random(seed)
        self._kinds = kinds

    def fault(self, bytes_max: int) -> Fault:
        """One that happens within so many bytes, at each of them equally often."""
        kind = self._random.choice(self._kinds)
        after = self._random.randint(0, bytes_max)
        if kind is DropBytes:
            return DropBytes(after, count=self._random.randint(1, DROPPED_BYTES_MAX))
        if kind is Reset:
            deaf_bytes = self._random.randint(DEAF_BYTES_MIN, 2 * DEAF_BYTES_MIN)
            return Reset(after, back_s=0.0, deaf_bytes=deaf_bytes)
        return kind(after)


F = TypeVar("F", bound=Fault)


def due(faults: list[tuple[int, F]], count: int) -> tuple[list[F], list[tuple[int, F]]]:
    """Those that happen within so many bytes, and the others, that many bytes nearer."""
    left = [(after - count, fault) for after, fault in faults]
    return [fault for after, fault in left if after <= 0], [each for each in left if each[0] > 0]
