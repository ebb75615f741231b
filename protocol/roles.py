"""The one table of who may send which command and what each role sees."""

from __future__ import annotations

from protocol.catalogue import TenantId
from protocol.messages import (
    CallNext,
    Command,
    ConfirmTicket,
    DeviceId,
    FinishService,
    IssueTicket,
    MarkNoShow,
    Recall,
    Role,
    SignOff,
    SignOn,
    StartService,
    TakeBack,
)
from protocol.view import Audience

ROLES: dict[Role, frozenset[type[Command]]] = {
    "kiosk": frozenset({IssueTicket, ConfirmTicket}),
    "counter": frozenset(
        {SignOn, SignOff, CallNext, Recall, StartService, FinishService, MarkNoShow, TakeBack}
    ),
    "display": frozenset(),
    "floor": frozenset(),
    "api": frozenset({IssueTicket, ConfirmTicket}),
}


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
        case "floor":
            return Audience(kind="floor")
