"""How a slip ended, and what is told of a printer that cannot be asked."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, field

from hardware.errors import Cause
from hardware.status import Paper


@dataclass(frozen=True, slots=True)
class Printed:
    """The printer says that the slip is out. `first_byte_at`: seconds of the printer's clock."""

    _: KW_ONLY
    first_byte_at: float
    paper: Paper = "ok"


@dataclass(frozen=True, slots=True)
class NotPrinted:
    """No byte of the slip left this computer.

    `code`: a Trouble of the printer, the code of a PortError, "silent" (it should answer and does not),
    "timed_out" (it is still at what it held back) or "closed" (the worker was closed before the slip's
    turn). `reason`: more, for a technician; `cause`: as of a PortError.
    """

    code: str
    _: KW_ONLY
    reason: str = field(default="", compare=False)
    cause: Cause = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Unknown:
    """The slip, or a part of it, may be out: only a person can tell.

    `code`: as for NotPrinted, or "no_answer" (all was sent well to a printer that cannot answer).
    """

    code: str
    _: KW_ONLY
    first_byte_at: float | None = None
    reason: str = field(default="", compare=False)
    cause: Cause = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Away:
    """The printer cannot be asked. `code`: of a PortError, or "silent". The rest as for NotPrinted."""

    code: str
    _: KW_ONLY
    reason: str = field(default="", compare=False)
    cause: Cause = field(default="", compare=False)


Outcome = Printed | NotPrinted | Unknown
"""Of a slip."""
