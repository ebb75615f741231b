"""Every command, event and refusal: all that can be asked and all that can happen.

Commands are imperative, events past tense. Events are the reply: who asked finds its own request in the
event, and only a refusal is private. Field types carry their limits, so that what has passed the codec
needs no second look.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Annotated, Literal, NewType

from msgspec import Meta, Struct

from protocol.catalogue import CounterId, Language, ServiceId, TenantId

SCHEMA = 1
"""Version of the events below; a change that an old reader would misread raises it."""
REQUESTS_KEPT_MAX = 1_000
"""So many answers a device has kept for it; a repeat of an older request is refused as too old."""
OFFICER_CHARACTERS_MAX = 40

VisitId = NewType("VisitId", int)
"""The seq of the event that issued it: unique for ever, and ascending in the order of issue."""
DeviceId = NewType("DeviceId", str)
Outcome = Literal["completed", "incomplete_documents", "referred", "not_served"]
Paper = Literal["printed", "seen", "screen"]
"""How the visitor has the number: the printer reported it, the visitor said so, or it stays on the screen."""
Role = Literal["kiosk", "counter", "display", "floor", "api"]
# Neither blank at its ends nor invisible or direction-changing characters: two names that look alike are one.
_HIDDEN = r"\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
OfficerName = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=OFFICER_CHARACTERS_MAX,
        pattern=rf"^[^\s{_HIDDEN}]([^{_HIDDEN}]*[^\s{_HIDDEN}])?$",
    ),
]


class Strict(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An unknown field is a mistake or another version; either way it is refused, not ignored."""


# Commands


class IssueTicket(Strict, frozen=True, tag=True):
    """Give a number for a service; it is callable once confirmed."""

    service: ServiceId
    language: Language = "id"


class ConfirmTicket(Strict, frozen=True, tag=True):
    """The visitor has the number in hand or before their eyes."""

    visit: VisitId
    paper: Paper


class SignOn(Strict, frozen=True, tag=True):
    counter: CounterId
    officer: OfficerName


class SignOff(Strict, frozen=True, tag=True):
    """Leave the counter; a called visit returns to its place."""

    counter: CounterId


class CallNext(Strict, frozen=True, tag=True):
    counter: CounterId


class AtCounter(Strict, frozen=True):
    """Names the visit too, so that a late click never touches the one after it."""

    counter: CounterId
    visit: VisitId


class Recall(AtCounter, frozen=True, tag=True):
    pass


class StartService(AtCounter, frozen=True, tag=True):
    pass


class FinishService(AtCounter, frozen=True, tag=True):
    outcome: Outcome = "completed"


class MarkNoShow(AtCounter, frozen=True, tag=True):
    pass


class TakeBack(AtCounter, frozen=True, tag=True):
    """Undo the call: the visit returns to its place in the line."""


Command = (
    IssueTicket
    | ConfirmTicket
    | SignOn
    | SignOff
    | CallNext
    | Recall
    | StartService
    | FinishService
    | MarkNoShow
    | TakeBack
)


# Events


class DayStarted(Strict, frozen=True, tag=True):
    """Numbers start again at 001."""

    day: str


class DayEnded(Strict, frozen=True, tag=True):
    day: str
    left: int
    """Visits that had not ended and were ended with it, each by an event of its own before this one."""


class OfficerSignedOn(Strict, frozen=True, tag=True):
    counter: CounterId
    tenant: TenantId
    officer: str | None
    """None for those who need not know."""
    device: DeviceId | None


class OfficerSignedOff(Strict, frozen=True, tag=True):
    counter: CounterId
    tenant: TenantId


class OfVisit(Strict, frozen=True):
    """Whom an event concerns: the visit, which of its stops, that stop's tenant, the kiosk that issued it."""

    visit: VisitId
    stop: int
    tenant: TenantId
    issuer: DeviceId | None
    """None for those who need not know."""


class TicketIssued(OfVisit, frozen=True, tag=True):
    service: ServiceId
    prefix: str
    number: int
    language: Language
    ahead: int
    """About so many wait before it at the moment of issue."""
    token: str | None
    """Opens the visitor's page; None for all but the issuing kiosk."""


class TicketConfirmed(OfVisit, frozen=True, tag=True):
    paper: Paper


class VisitCancelled(OfVisit, frozen=True, tag=True):
    reason: Literal["not_confirmed", "day_ended"]


class VisitCalled(OfVisit, frozen=True, tag=True):
    counter: CounterId
    why: Literal["line_order"]


class VisitRecalled(OfVisit, frozen=True, tag=True):
    counter: CounterId


class ServiceStarted(OfVisit, frozen=True, tag=True):
    counter: CounterId


class ServiceFinished(OfVisit, frozen=True, tag=True):
    counter: CounterId
    outcome: Outcome | None
    """None for those who need not know."""


class VisitMissed(OfVisit, frozen=True, tag=True):
    """Called, but did not come: no-show."""

    counter: CounterId


class VisitTakenBack(OfVisit, frozen=True, tag=True):
    counter: CounterId
    reason: Literal["officer", "signed_off"]


class VisitsForgotten(Strict, frozen=True, tag=True):
    """Ended long enough ago to leave the hall; the journal keeps them."""

    visits: tuple[VisitId, ...]


VisitHappening = (
    TicketIssued
    | TicketConfirmed
    | VisitCancelled
    | VisitCalled
    | VisitRecalled
    | ServiceStarted
    | ServiceFinished
    | VisitMissed
    | VisitTakenBack
)
Happening = DayStarted | DayEnded | OfficerSignedOn | OfficerSignedOff | VisitsForgotten | VisitHappening


class Actor(Strict, frozen=True):
    device: DeviceId
    officer: str | None = None


class Event(Strict, frozen=True):
    """What happened, when, and at whose request; the same in the journal and on the wire."""

    schema: int
    seq: int
    """One more than the event before it, for ever."""
    part: int
    """Its index among the events of one request."""
    at: datetime
    """Server time, UTC."""
    by: Actor | None
    """None for those who need not know."""
    request: int | str | None
    """The device's own count, or an HTTP caller's Idempotency-Key."""
    what: Happening


# Refusals


class Reason(Enum):
    """Why not; each has a text in every language of the interface."""

    MALFORMED = "malformed"
    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    NOT_PERMITTED = "not_permitted"
    TOO_OLD = "too_old"
    OVERLOADED = "overloaded"
    STORAGE_FAILED = "storage_failed"
    UNKNOWN_SERVICE = "unknown_service"
    UNKNOWN_COUNTER = "unknown_counter"
    UNKNOWN_VISIT = "unknown_visit"
    NUMBERS_EXHAUSTED = "numbers_exhausted"
    LINE_FULL = "line_full"
    LINE_EMPTY = "line_empty"
    COUNTER_CLOSED = "counter_closed"
    COUNTER_TAKEN = "counter_taken"
    COUNTER_BUSY = "counter_busy"
    OFFICER_ELSEWHERE = "officer_elsewhere"
    DEVICE_ELSEWHERE = "device_elsewhere"
    OTHER_TENANT = "other_tenant"
    NOT_AT_COUNTER = "not_at_counter"
    WRONG_STATE = "wrong_state"


class Refused(Strict, frozen=True):
    """A normal answer: the state is as it was. `about` names the field or thing that was wrong."""

    reason: Reason
    about: str = ""
