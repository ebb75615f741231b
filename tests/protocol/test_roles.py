"""Who may send what: the table, and nothing beside it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import fields

from protocol.messages import Command, Reason, Role
from protocol.roles import ROLES, audience_of, may
from protocol.view import Audience

ROOT = Path(__file__).parents[2]
NUMBERS = {
    "IssueTicket",
    "ConfirmTicket",
    "ReprintTicket",
    "CheckIn",
    "CollectResult",
    "CancelVisit",
    "DelayVisit",
    "RestoreVisit",
}
BOOKINGS = {"BookSlot", "CancelBooking"}
OFFICER = {
    "SignOn",
    "SignOff",
    "Relieve",
    "TakeBreak",
    "EndBreak",
    "CallNext",
    "CallVisit",
    "Recall",
    "StartService",
    "FinishService",
    "MarkNoShow",
    "TakeBack",
    "ParkVisit",
    "TransferVisit",
    "HandOver",
    "ReturnVisit",
    "RestoreVisit",
    "CancelVisit",
    "DelayVisit",
    "CorrectClass",
    "MarkReady",
    "Close",
    "Reopen",
}
MANAGER = {
    "Close",
    "DecideClosure",
    "Reopen",
    "FreeCounter",
    "EndDay",
    "ConfirmClock",
    "CorrectClass",
    "CancelVisit",
    "RestoreVisit",
    "ReturnVisit",
}
TABLE: dict[str, set[str]] = {
    "kiosk": NUMBERS,
    "counter": OFFICER,
    "display": set(),
    "floor": MANAGER,
    "reception": NUMBERS | BOOKINGS | {"ReturnVisit", "CorrectClass"},
    "api": NUMBERS | BOOKINGS,
}
VALUES = {
    "service": "anggrek.satu",
    "visit": 1,
    "paper": "seen",
    "counter": 1,
    "officer": "Ani",
    "slot": datetime(2026, 3, 2, tzinfo=UTC),
    "code": "12345678",
    "priority": None,
    "reason": "rest",
    "to": 2,
    "tenant": "anggrek",
    "closure": 1,
    "approved": True,
}


@pytest.mark.parametrize("role", get_args(Role))
@pytest.mark.parametrize("kind", get_args(Command))
def test_a_role_may_send_what_the_table_says(role: Role, kind: type[Command]) -> None:
    command = kind(**{field.name: VALUES[field.name] for field in fields(kind) if field.required})
    assert may(role, command) == (kind.__name__ in TABLE[role])


def test_every_command_is_somebodys() -> None:
    assert {kind.__name__ for kind in get_args(Command)} == set().union(*TABLE.values())
    assert set(ROLES) == set(get_args(Role))


@pytest.mark.parametrize(
    ("role", "audience"),
    [
        ("kiosk", Audience(kind="issuer", key="kiosk-1")),
        ("api", Audience(kind="issuer", key="kiosk-1")),
        ("counter", Audience(kind="tenant", key="dukcapil")),
        ("display", Audience(kind="hall")),
        ("floor", Audience(kind="floor")),
        ("reception", Audience(kind="reception")),
    ],
)
def test_a_role_sees_what_concerns_it(role: Role, audience: Audience) -> None:
    assert audience_of(role, "kiosk-1", "dukcapil") == audience


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_given_somewhere(reason: Reason) -> None:
    sources = [*(ROOT / "protocol").glob("*.py"), *(ROOT / "server").glob("*.py")]
    given = sum(len(re.findall(rf"\bReason\.{reason.name}\b", path.read_text("utf-8"))) for path in sources)
    # The API's table of statuses names some of them, but gives none.
    named = len(re.findall(rf"Reason\.{reason.name}: \d", (ROOT / "server/api.py").read_text("utf-8")))
    assert given > named
