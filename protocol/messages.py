"""Every command, event and refusal: all that can be asked and all that can happen.

Commands are imperative, events past tense. Events are the reply: who asked finds its own request in the
event, and only a refusal is private. Field types carry their limits, so that what has passed the codec
needs no second look.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Annotated, Literal

from msgspec import Meta, Struct

from protocol.catalogue import ClassId, CounterId, Language, ServiceId, TenantId, Text
from protocol.visit import (
    BookingId,
    Closure,
    ClosureId,
    DeviceId,
    Kind,
    Outcome,
    Paper,
    PickUp,
    Visit,
    VisitId,
    Why,
)

SCHEMA = 2
"""Version of the events below; a change that an old reader would misread raises it."""
REQUESTS_KEPT_MAX = 1_000
"""So many answers a device has kept for it; a repeat of an older request is refused as too old."""
OFFICER_CHARACTERS_MAX = 40
REASON_CHARACTERS_MAX = 120
STOPS_COUNT_MAX = 6
"""Services of one visit, those added by transfer not counted."""
BOOKING_CODE_DIGITS = 8

Role = Literal["kiosk", "counter", "display", "floor", "reception", "api"]
ParkReason = Literal["documents", "visitor"]
BreakReason = Literal["rest", "prayer", "meal", "meeting", "errand"]
# Neither blank at its ends nor invisible or direction-changing characters: two names that look alike are one.
_HIDDEN = r"\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
_CLEAN = rf"^[^\s{_HIDDEN}]([^{_HIDDEN}]*[^\s{_HIDDEN}])?$"
OfficerName = Annotated[str, Meta(min_length=1, max_length=OFFICER_CHARACTERS_MAX, pattern=_CLEAN)]
WrittenReason = Annotated[str, Meta(min_length=1, max_length=REASON_CHARACTERS_MAX, pattern=_CLEAN)]
BookingCode = Annotated[str, Meta(pattern=rf"^[0-9]{{{BOOKING_CODE_DIGITS}}}$")]
StopIndex = Annotated[int, Meta(ge=0, lt=STOPS_COUNT_MAX)]


class Strict(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An unknown field is a mistake or another version; either way it is refused, not ignored."""


# Commands: numbers, bookings, results


class Errand(Strict, frozen=True):
    """One more service of the same visit."""

    service: ServiceId
    after: tuple[StopIndex, ...] = ()
    """Stops before it in the list that must be finished first; the ticket's own service is 0."""


Errands = Annotated[tuple[Errand, ...], Meta(max_length=STOPS_COUNT_MAX - 1)]


class IssueTicket(Strict, frozen=True, tag=True):
    """Give a number for a service; it is callable once confirmed."""

    service: ServiceId
    language: Language = "id"
    priority: ClassId | None = None
    more: Errands = ()


class ConfirmTicket(Strict, frozen=True, tag=True):
    """The visitor has the number in hand or before their eyes."""

    visit: VisitId
    paper: Paper


class ReprintTicket(Strict, frozen=True, tag=True):
    """A copy of the slip is being printed."""

    visit: VisitId


class BookSlot(Strict, frozen=True, tag=True):
    service: ServiceId
    slot: datetime
    """Start of the slot."""
    language: Language = "id"
    priority: ClassId | None = None


class CancelBooking(Strict, frozen=True, tag=True):
    code: BookingCode


class CheckIn(Strict, frozen=True, tag=True):
    """Whoever has booked is here: give the number."""

    code: BookingCode


class MarkReady(Strict, frozen=True, tag=True):
    """The result of a visit can be fetched."""

    visit: VisitId


class CollectResult(Strict, frozen=True, tag=True):
    """Give a number in the quick line to whoever fetches the result of a visit."""

    visit: VisitId
    language: Language = "id"


# Commands: a visit's way through the line


class OfOneVisit(Strict, frozen=True):
    """Every stop is meant that is in the state for it, and that the sender may touch."""

    visit: VisitId


class CancelVisit(OfOneVisit, frozen=True, tag=True):
    """The visitor does not want to wait any longer."""


class DelayVisit(OfOneVisit, frozen=True, tag=True):
    """Call me later: some of the line go first."""


class RestoreVisit(OfOneVisit, frozen=True, tag=True):
    """A no-show is here after all."""


class ReturnVisit(OfOneVisit, frozen=True, tag=True):
    """Whoever was parked is back."""


class CorrectClass(OfOneVisit, frozen=True, tag=True):
    priority: ClassId | None


# Commands: counters


class AtDesk(Strict, frozen=True):
    counter: CounterId


class SignOn(AtDesk, frozen=True, tag=True):
    officer: OfficerName


class SignOff(AtDesk, frozen=True, tag=True):
    """Leave the counter; a called visit returns to its place."""


class Relieve(AtDesk, frozen=True, tag=True):
    """Another officer goes on at this counter, with the visit that is there."""

    officer: OfficerName


class TakeBreak(AtDesk, frozen=True, tag=True):
    reason: BreakReason


class EndBreak(AtDesk, frozen=True, tag=True):
    pass


class CallNext(AtDesk, frozen=True, tag=True):
    pass


class AtCounter(AtDesk, frozen=True):
    """Names the visit too, so that a late click never touches the one after it."""

    visit: VisitId


class CallVisit(AtCounter, frozen=True, tag=True):
    """Call this number out of its turn."""


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


class ParkVisit(AtCounter, frozen=True, tag=True):
    """Set the visit at the counter aside until the visitor is back."""

    reason: ParkReason = "documents"


class TransferVisit(AtCounter, frozen=True, tag=True):
    """Send the visit at the counter to another service, or to a counter or officer of its own."""

    service: ServiceId
    to_counter: CounterId | None = None
    to_officer: OfficerName | None = None


class HandOver(AtCounter, frozen=True, tag=True):
    """Another counter, free at the moment, goes on serving the visit."""

    to: CounterId


# Commands: the floor


class Close(Strict, frozen=True, kw_only=True, tag=True):
    """Give no numbers for a while. From a counter it is a request that a manager decides."""

    tenant: TenantId
    service: ServiceId | None = None
    reason: WrittenReason
    until: datetime | None = None
    waiting: Literal["stay", "end"] = "stay"


class DecideClosure(Strict, frozen=True, tag=True):
    closure: ClosureId
    approved: bool


class Reopen(Strict, frozen=True, tag=True):
    closure: ClosureId


class FreeCounter(Strict, frozen=True, tag=True):
    """Sign an absent officer off. A called visit returns to its place."""

    counter: CounterId
    reason: WrittenReason
    serving: Literal["finished", "parked"] | None = None
    """What becomes of a visit that is being served there."""


class EndDay(Strict, frozen=True, tag=True):
    """Before its hour: what is left is ended, and no numbers are given until tomorrow."""


class ConfirmClock(Strict, frozen=True, tag=True):
    """The clock was looked at, and is right: days may turn again."""


AtCounterCommand = (
    CallVisit
    | Recall
    | StartService
    | FinishService
    | MarkNoShow
    | TakeBack
    | ParkVisit
    | TransferVisit
    | HandOver
)
Command = (
    IssueTicket
    | ConfirmTicket
    | ReprintTicket
    | BookSlot
    | CancelBooking
    | CheckIn
    | MarkReady
    | CollectResult
    | CancelVisit
    | DelayVisit
    | RestoreVisit
    | ReturnVisit
    | CorrectClass
    | SignOn
    | SignOff
    | Relieve
    | TakeBreak
    | EndBreak
    | CallNext
    | AtCounterCommand
    | Close
    | DecideClosure
    | Reopen
    | FreeCounter
    | EndDay
    | ConfirmClock
)


# Events: the day


class DayStarted(Strict, frozen=True, tag=True):
    """Numbers start again at 001."""

    day: str


class DayEnded(Strict, frozen=True, tag=True):
    day: str
    left: int
    """Visits that had not ended and were ended with it, each by an event of its own before this one."""


class ClockStepped(Strict, frozen=True, tag=True):
    """The machine's clock jumped; no day turns until somebody has confirmed it."""

    seconds: float
    """Forward; negative where it fell behind."""


class ClockConfirmed(Strict, frozen=True, tag=True):
    pass


# Events: counters


class OfDesk(Strict, frozen=True):
    counter: CounterId
    tenant: TenantId


class OfficerSignedOn(OfDesk, frozen=True, tag=True):
    officer: str | None
    """None for those who need not know."""
    device: DeviceId | None


class OfficerSignedOff(OfDesk, frozen=True, tag=True):
    freed: str | None = None
    """A manager's reason, where it was not the officer who left."""


class OfficerRelieved(OfDesk, frozen=True, tag=True):
    officer: str | None
    """Who goes on; None for those who need not know."""


class BreakStarted(OfDesk, frozen=True, tag=True):
    reason: BreakReason | None
    """None for those who need not know."""


class BreakEnded(OfDesk, frozen=True, tag=True):
    pass


# Events: visits


class OfVisit(Strict, frozen=True):
    """Whom an event concerns: the visit, which of its stops, that stop's tenant, the kiosk that issued it."""

    visit: VisitId
    stop: int
    tenant: TenantId
    issuer: DeviceId | None
    """None for those who need not know."""


class Elsewhere(OfVisit, frozen=True, kw_only=True, omit_defaults=True):
    """What the staff of the visit's other tenants hear of too."""

    also: tuple[TenantId, ...] = ()


class TicketIssued(Elsewhere, frozen=True, tag=True):
    service: ServiceId
    prefix: str
    number: int
    language: Language
    ahead: int
    """About so many wait before it at the moment of issue."""
    token: str | None
    """Opens the visitor's page; None for all but the issuing kiosk and the reception."""
    priority: ClassId | None = None
    """`PRIORITY` for those who need not know which."""
    kind: Kind = "walk_in"
    slot: datetime | None = None
    """Of a booking: its place in the line; None: the moment of issue."""
    collects: VisitId | None = None


class StopAdded(Elsewhere, frozen=True, tag=True):
    """One more service of the visit: of its itinerary, or by transfer."""

    service: ServiceId
    state: Literal["printing", "planned", "waiting"]
    line_time: datetime
    after: tuple[int, ...] = ()
    kind: Kind = "walk_in"
    sent: bool = False
    only_counter: CounterId | None = None
    only_officer: str | None = None
    so_far: Visit | None = None
    """For a tenant that had nothing to do with the visit until now."""


class StopReady(Elsewhere, frozen=True, tag=True):
    """What it depends on is finished: it waits from now on."""


class TicketConfirmed(Elsewhere, frozen=True, tag=True):
    paper: Paper


class TicketReprinted(Elsewhere, frozen=True, tag=True):
    pass


class VisitCancelled(Elsewhere, frozen=True, tag=True):
    reason: Literal["not_confirmed", "day_ended", "visitor", "staff", "closed"]


class VisitCalled(Elsewhere, frozen=True, tag=True):
    counter: CounterId
    why: Why


class VisitRecalled(Elsewhere, frozen=True, tag=True):
    counter: CounterId


class ServiceStarted(Elsewhere, frozen=True, tag=True):
    counter: CounterId


class ServiceFinished(Elsewhere, frozen=True, tag=True):
    counter: CounterId
    outcome: Outcome | None
    """None for those who need not know."""


class VisitMissed(Elsewhere, frozen=True, tag=True):
    """Called, but did not come: no-show."""

    counter: CounterId


class VisitTakenBack(Elsewhere, frozen=True, tag=True):
    counter: CounterId
    reason: Literal["officer", "signed_off", "freed"]


class VisitParked(Elsewhere, frozen=True, tag=True):
    counter: CounterId
    reason: ParkReason | Literal["counter_freed"] | None
    """None for those who need not know."""


class VisitReturned(Elsewhere, frozen=True, tag=True):
    line_time: datetime


class VisitRestored(Elsewhere, frozen=True, tag=True):
    line_time: datetime


class VisitDelayed(Elsewhere, frozen=True, tag=True):
    line_time: datetime


class VisitTransferred(Elsewhere, frozen=True, tag=True):
    counter: CounterId
    to: int
    """The stop that goes on, added by the event before."""


class VisitHandedOver(Elsewhere, frozen=True, tag=True):
    counter: CounterId
    to: CounterId


class ClassCorrected(Elsewhere, frozen=True, tag=True):
    """Of the whole visit."""

    priority: ClassId | None


class VisitsForgotten(Strict, frozen=True, tag=True):
    """Ended long enough ago to leave the hall; the journal keeps them."""

    visits: tuple[VisitId, ...]


# Events: bookings, results, closures


class OfBooking(Strict, frozen=True):
    booking: BookingId
    tenant: TenantId
    issuer: DeviceId | None


class BookingMade(OfBooking, frozen=True, tag=True):
    service: ServiceId
    slot: datetime
    language: Language
    code: str | None
    """None for all but who made it and the reception."""
    priority: ClassId | None = None


class BookingKept(OfBooking, frozen=True, tag=True):
    """Checked in: the next event is its ticket."""


class BookingCancelled(OfBooking, frozen=True, tag=True):
    reason: Literal["visitor", "missed"]


class ResultReady(Strict, frozen=True, tag=True):
    result: PickUp


class ResultGone(Strict, frozen=True, tag=True):
    visit: VisitId
    tenant: TenantId
    issuer: DeviceId | None
    reason: Literal["collected", "expired"]


class ClosureRequested(Strict, frozen=True, tag=True):
    closure: Closure


class TemporarilyClosed(Strict, frozen=True, tag=True):
    closure: Closure


class ClosureEnded(Strict, frozen=True, tag=True):
    closure: ClosureId
    tenant: TenantId
    reason: Literal["rejected", "reopened", "over"]


VisitHappening = (
    TicketIssued
    | StopAdded
    | StopReady
    | TicketConfirmed
    | TicketReprinted
    | VisitCancelled
    | VisitCalled
    | VisitRecalled
    | ServiceStarted
    | ServiceFinished
    | VisitMissed
    | VisitTakenBack
    | VisitParked
    | VisitReturned
    | VisitRestored
    | VisitDelayed
    | VisitTransferred
    | VisitHandedOver
    | ClassCorrected
)
DeskHappening = OfficerSignedOn | OfficerSignedOff | OfficerRelieved | BreakStarted | BreakEnded
BookingHappening = BookingMade | BookingKept | BookingCancelled
Happening = (
    DayStarted
    | DayEnded
    | ClockStepped
    | ClockConfirmed
    | DeskHappening
    | VisitsForgotten
    | BookingHappening
    | ResultReady
    | ResultGone
    | ClosureRequested
    | TemporarilyClosed
    | ClosureEnded
    | VisitHappening
)


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
    # Not now: the calendar, the day's quota, somebody's decision.
    HOLIDAY = "holiday"
    CLOSED_TODAY = "closed_today"
    NOT_YET_OPEN = "not_yet_open"
    ON_BREAK = "on_break"
    CUT_OFF = "cut_off"
    OVER_FOR_TODAY = "over_for_today"
    DAY_OVER = "day_over"
    QUOTA_REACHED = "quota_reached"
    TEMPORARILY_CLOSED = "temporarily_closed"
    # What the policy or the catalogue does not allow.
    UNKNOWN_CLASS = "unknown_class"
    UNKNOWN_TENANT = "unknown_tenant"
    UNKNOWN_OFFICER = "unknown_officer"
    NOT_ALLOWED = "not_allowed"
    TOO_MANY_STOPS = "too_many_stops"
    DELAYED_ENOUGH = "delayed_enough"
    TOO_LATE = "too_late"
    ELSEWHERE = "elsewhere"
    OFFICER_ON_BREAK = "officer_on_break"
    SAME_COUNTER = "same_counter"
    # Bookings.
    NOT_BOOKABLE = "not_bookable"
    UNKNOWN_SLOT = "unknown_slot"
    SLOT_FULL = "slot_full"
    UNKNOWN_BOOKING = "unknown_booking"
    WRONG_DAY = "wrong_day"
    TOO_EARLY = "too_early"
    UNKNOWN_RESULT = "unknown_result"
    UNKNOWN_CLOSURE = "unknown_closure"


class Refused(Strict, frozen=True):
    """A normal answer: the state is as it was. `about` names the field or thing that was wrong."""

    reason: Reason
    about: str = ""
    again: datetime | None = None
    """When it is possible again, where that is known."""
    title: Text | None = None
    """What a person calls it: the holiday, the break, why it is closed."""
