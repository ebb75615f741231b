"""A slip on its way to the printer, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hardware.printer import NotPrinted, Outcome, Printed
from protocol.visit import Visit

Tell = Callable[..., None]
"""Takes the name of what happened, and its facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Times are monotonic seconds."""

    visit: Visit
    tap_at: float
    answered_at: float

    @property
    def name(self) -> str:
        return f"{self.visit.id}-{self.visit.copies}"

    @property
    def event(self) -> str:
        """`ticket`, or `copy` for a slip printed again."""
        return "copy" if self.visit.copies else "ticket"

    def told(self, outcome: Outcome) -> dict[str, object]:
        """`ms`: from the tap to the first byte at the port; None if there was none."""
        first_byte_at = None if isinstance(outcome, NotPrinted) else outcome.first_byte_at
        return {
            "visit": self.visit.id,
            "label": self.visit.label,
            "outcome": type(outcome).__name__,
            "code": "" if isinstance(outcome, Printed) else outcome.code,
            "tap_at": self.tap_at,
            "answered_at": self.answered_at,
            "first_byte_at": first_byte_at,
            "ms": None if first_byte_at is None else round((first_byte_at - self.tap_at) * 1000, 2),
        }
