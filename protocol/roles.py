"""The one table of who may send which command and what each role sees."""

from __future__ import annotations

from protocol.catalogue import TenantId
from protocol.messages import (
    BookSlot,
    CallNext,
    CallVisit,
    CancelBooking,
    CancelVisit,
    CheckIn,
    Close,
    CollectResult,
    Command,
    ConfirmClock,
    ConfirmTicket,
    CorrectClass,
    DecideClosure,
    DelayVisit,
    EndBreak,
    EndDay,
    FinishService,
    FreeCounter,
    HandOver,
    IssueTicket,
    MarkNoShow,
    MarkReady,
    ParkVisit,
    Recall,
    Relieve,
    Reopen,
    ReprintTicket,
    RestoreVisit,
    ReturnVisit,
    Role,
    SignOff,
    SignOn,
    StartService,
    TakeBack,
    TakeBreak,
    TransferVisit,
)
from protocol.view import Audience
from protocol.visit import DeviceId

_NUMBERS: frozenset[type[Command]] = frozenset(
    {IssueTicket, ConfirmTicket, ReprintTicket, CheckIn, CollectResult, CancelVisit, DelayVisit, RestoreVisit}
)
_BOOKINGS: frozenset[type[Command]] = frozenset({BookSlot, CancelBooking})
ROLES: dict[Role, frozenset[type[Command]]] = {
    "kiosk": _NUMBERS,
    "api": _NUMBERS | _BOOKINGS,
    "reception": _NUMBERS | _BOOKINGS | {ReturnVisit, CorrectClass},
    "counter": frozenset(
        {
            SignOn,
            SignOff,
            Relieve,
            TakeBreak,
            EndBreak,
            CallNext,
            CallVisit,
            Recall,
            StartService,
            FinishService,
            MarkNoShow,
            TakeBack,
            ParkVisit,
            TransferVisit,
            HandOver,
            ReturnVisit,
            RestoreVisit,
            CancelVisit,
            DelayVisit,
            CorrectClass,
            MarkReady,
            Close,
            Reopen,
        }
    ),
    "display": frozenset(),
    "floor": frozenset(
        {
            Close,
            DecideClosure,
            Reopen,
            FreeCounter,
            EndDay,
            ConfirmClock,
            CorrectClass,
            CancelVisit,
            RestoreVisit,
            ReturnVisit,
        }
    ),
}
"""A kiosk's or caller's own visits, a counter's own tenant: how far a command reaches, the engine decides."""


PRESENTING: frozenset[Role] = frozenset({"kiosk", "reception"})
"""Before their devices a visitor holds a slip: whoever has it there may see where it stands."""


def may(role: Role, command: Command) -> bool:
    return type(command) in ROLES[role]


def audience_of(role: Role, device: DeviceId, place: str) -> Audience:
    """What a session of this role sees; a counter's place is its tenant."""
    match role:
        case "kiosk" | "api":
            return Audience(kind="issuer", key=device)
        case "counter":
            return Audience(kind="tenant", key=TenantId(place))
        case "display":
            return Audience(kind="hall")
        case "floor" | "reception":
            return Audience(kind=role)
