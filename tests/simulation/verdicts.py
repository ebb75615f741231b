"""What may be answered to a command, told a second time: all that is in its way, or nothing is.

The server names the first thing that it finds in the way; here all are named, and any will do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from protocol.messages import (
    AtCounter,
    AtDesk,
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
    OfOneVisit,
    ParkVisit,
    Reason,
    Recall,
    Relieve,
    Reopen,
    ReprintTicket,
    RestoreVisit,
    ReturnVisit,
    SignOff,
    SignOn,
    StartService,
    TakeBack,
    TakeBreak,
    TransferVisit,
)
from tests.simulation import gate
from tests.simulation.slips import AT_COUNTER, ENDS, Book, Errand, Seat, Slip
from tests.simulation.turns import scene

Verdict = set[Reason | None]
"""Any of these may be answered; None: it may be done too; empty: it must be done."""
DOORS_OPEN = timedelta(minutes=60)
STOPS_COUNT_MAX = 20
NEEDED: dict[type[AtCounter], tuple[str, ...]] = {
    Recall: ("called",),
    StartService: ("called",),
    MarkNoShow: ("called",),
    TakeBack: ("called",),
    FinishService: ("serving",),
    HandOver: ("serving",),
    ParkVisit: AT_COUNTER,
    TransferVisit: AT_COUNTER,
}
"""What a visit at the counter must be for what the officer does."""


@dataclass(frozen=True)
class Asker:
    device: str
    role: str
    place: str


def verdict(book: Book, command: Command, asker: Asker, now: datetime) -> Verdict:
    match command:
        case IssueTicket():
            return _issue(book, command, now)
        case ConfirmTicket(visit=visit):
            slip = book.slips.get(visit)
            if slip is None or not _own(slip, asker):
                return {Reason.UNKNOWN_VISIT}
            return set() if confirmable(book, slip) else {Reason.WRONG_STATE}
        case ReprintTicket(visit=visit):
            slip = book.slips.get(visit)
            if slip is None or not _own(slip, asker):
                return {Reason.UNKNOWN_VISIT}
            return set() if slip.open else {Reason.WRONG_STATE}
        case BookSlot():
            return _book(book, command, now)
        case CancelBooking(code=code):
            known = any(promise.code == code for promise in book.promises.values())
            return set() if known else {Reason.UNKNOWN_BOOKING}
        case CheckIn(code=code):
            return _check_in(book, code, now)
        case MarkReady(visit=visit):
            result = book.results.get((visit, asker.place))
            if result is None:
                return {Reason.UNKNOWN_RESULT}
            return set() if result.ready_at is None else {Reason.WRONG_STATE}
        case CollectResult(visit=visit):
            return _collect(book, visit, now)
        case OfOneVisit():
            return _of_visit(book, command, asker, now)
        case AtDesk():
            return _at_desk(book, command, asker, now)
        case FreeCounter(counter=counter, serving=serving):
            if book.tenant_of(counter) is None:
                return {Reason.UNKNOWN_COUNTER}
            if counter not in book.seats:
                return {Reason.COUNTER_CLOSED}
            busy = state_at(book, book.seats[counter]) == "serving" and serving is None
            return {Reason.COUNTER_BUSY} if busy else set()
        case Close():
            return _close(book, command, asker, now)
        case DecideClosure(closure=closure, approved=approved):
            shutter = book.shutters.get(closure)
            if shutter is None:
                return {Reason.UNKNOWN_CLOSURE}
            if shutter.approved:
                return {Reason.WRONG_STATE}
            over = shutter.until is not None and shutter.until <= now
            return {Reason.TOO_LATE} if approved and over else set()
        case Reopen(closure=closure):
            shutter = book.shutters.get(closure)
            if shutter is None:
                return {Reason.UNKNOWN_CLOSURE}
            foreign = asker.role == "counter" and shutter.tenant != asker.place
            return {Reason.OTHER_TENANT} if foreign else set()
        case EndDay():
            begun = book.day is not None and book.day <= gate.wall(book, now).date().isoformat()
            return set() if begun else {Reason.DAY_OVER}
        case ConfirmClock():
            return set() if book.doubt else {Reason.WRONG_STATE}


def confirmable(book: Book, slip: Slip) -> bool:
    late = slip.day == book.day
    return any(e.state == "printing" or (e.cancelled == "not_confirmed" and late) for e in slip.errands)


def state_at(book: Book, seat: Seat) -> str | None:
    return None if seat.visit is None else book.slips[seat.visit].errands[seat.stop].state


def restorable(book: Book, slip: Slip, errand: Errand, now: datetime) -> bool:
    assert errand.ended_at is not None
    in_time = now - errand.ended_at <= timedelta(minutes=book.policy(errand.tenant).restore_min)
    return in_time and slip.day == book.day


def _issue(book: Book, command: IssueTicket, now: datetime) -> Verdict:
    wanted = [command.service, *(errand.service for errand in command.more)]
    reasons = _class(book, command.priority)
    if any(after > index for index, errand in enumerate(command.more) for after in errand.after):
        reasons.add(Reason.MALFORMED)
    if any(service not in book.mall.services for service in wanted):
        return {*reasons, Reason.UNKNOWN_SERVICE}
    for service in wanted:
        reasons |= gate.why_not(book, service, now)
    if book.day is not None and overdrawn(book, [str(each) for each in wanted], now):
        reasons.add(Reason.QUOTA_REACHED)
    return reasons


def overdrawn(book: Book, services: list[str], now: datetime) -> bool:
    """Whether the stops of a visit together are more than a quota has left."""
    assert book.day is not None
    for service in services:
        what = gate.service_of(book, service)
        tenant = book.mall.tenants[what.tenant]
        theirs = {str(each.id) for each in book.mall.services.values() if each.tenant == tenant.id}
        for quota, shared in ((what.quota, {service}), (tenant.quota, theirs)):
            more = sum(each in shared for each in services)
            if quota is not None and gate.used(book, shared, now, book.day) + more > quota:
                return True
    return False


def _book(book: Book, command: BookSlot, now: datetime) -> Verdict:
    if command.service not in book.mall.services:
        return {Reason.UNKNOWN_SERVICE}
    service = gate.service_of(book, command.service)
    if service.slots is None:
        return {Reason.NOT_BOOKABLE}
    reasons = _class(book, command.priority)
    if not gate.slot_exists(book, service, command.slot, now):
        return {*reasons, Reason.UNKNOWN_SLOT}
    if gate.day_at(book, command.slot) <= book.last_day:
        reasons.add(Reason.DAY_OVER)
    if gate.closed_at(book, service, command.slot):
        reasons.add(Reason.TEMPORARILY_CLOSED)
    if gate.places_taken(book, service, command.slot, now) >= service.slots.capacity:
        reasons.add(Reason.SLOT_FULL)
    if gate.full(book, service, now, gate.day_at(book, command.slot)):
        reasons.add(Reason.QUOTA_REACHED)
    return reasons


def _check_in(book: Book, code: str, now: datetime) -> Verdict:
    promise = next((each for each in book.promises.values() if each.code == code), None)
    if promise is None:
        return {Reason.UNKNOWN_BOOKING}
    if book.day is None:
        return {Reason.DAY_OVER}
    if gate.day_at(book, promise.slot) != book.day:
        return {Reason.WRONG_DAY}
    if now < promise.slot - DOORS_OPEN:
        return {Reason.TOO_EARLY}
    if gate.late(book, promise, now):
        return {*gate.why_not(book, promise.service, now)}
    service = gate.service_of(book, promise.service)
    return {Reason.TEMPORARILY_CLOSED} if gate.closed_at(book, service, now) else set()


def _collect(book: Book, visit: int, now: datetime) -> Verdict:
    ready = [each for (of, _), each in sorted(book.results.items()) if of == visit and each.ready_at]
    if not ready:
        return {Reason.UNKNOWN_RESULT}
    fetched = [s.errands[0].tenant for s in book.slips.values() if s.collects == visit and s.open]
    left = [each for each in ready if each.tenant not in fetched]
    if not left:
        return {Reason.WRONG_STATE}
    # One agency after the other.
    return {*gate.why_not(book, handed_out_at(book, left[0].tenant, left[0].service), now, quota=False)}


def handed_out_at(book: Book, tenant: str, service: str) -> str:
    """The service in whose line a result is fetched."""
    quick = (str(e.id) for e in book.mall.services.values() if e.tenant == tenant and e.pick_up)
    return next(quick, service)


def _of_visit(book: Book, command: OfOneVisit, asker: Asker, now: datetime) -> Verdict:
    slip = book.slips.get(command.visit)
    if slip is None or not _own(slip, asker):
        return {Reason.UNKNOWN_VISIT}
    reach = [e for e in slip.errands if asker.role != "counter" or e.tenant == asker.place]
    if not reach:
        return {Reason.OTHER_TENANT}
    wrong: Verdict = {Reason.WRONG_STATE}
    match command:
        case CancelVisit():
            return set() if any(e.state not in (*ENDS, "serving") for e in reach) else wrong
        case DelayVisit():
            waits = [e for e in reach if e.state == "waiting"]
            if not waits:
                return wrong
            may = any(e.delays < book.policy(e.tenant).delays_max for e in waits)
            return set() if may else {Reason.DELAYED_ENOUGH}
        case RestoreVisit():
            missed = [e for e in reach if e.state == "no_show"]
            if not missed:
                return wrong
            if book.day is None:
                return {Reason.DAY_OVER}
            if any(restorable(book, slip, e, now) for e in missed):
                return set()
            return {Reason.TOO_LATE if slip.day == book.day else Reason.DAY_OVER}
        case ReturnVisit():
            return set() if any(e.state == "parked" for e in reach) else wrong
        case CorrectClass(priority=priority):
            reasons = _class(book, priority)
            return reasons if slip.open and slip.priority != priority else reasons | wrong
        case _:
            raise AssertionError(f"the referee does not know {command}")


def _at_desk(book: Book, command: AtDesk, asker: Asker, now: datetime) -> Verdict:
    tenant = book.tenant_of(command.counter)
    if tenant is None:
        return {Reason.UNKNOWN_COUNTER}
    if tenant != asker.place:
        return {Reason.OTHER_TENANT}
    seat = book.seats.get(command.counter)
    if isinstance(command, SignOn):
        if seat is not None:
            return {Reason.COUNTER_TAKEN}
        reasons = _elsewhere(book, command.officer, asker.place)
        if any(other.device == asker.device for other in book.seats.values()):
            reasons.add(Reason.DEVICE_ELSEWHERE)
        return reasons
    if seat is None:
        return {Reason.COUNTER_CLOSED}
    if seat.device != asker.device:
        return {Reason.COUNTER_TAKEN}
    state = state_at(book, seat)
    match command:
        case SignOff():
            return {Reason.COUNTER_BUSY} if state == "serving" else set()
        case Relieve(officer=officer):
            return _elsewhere(book, officer, asker.place)
        case TakeBreak():
            return _not_free(seat)
        case EndBreak():
            return {Reason.WRONG_STATE} if seat.on_break is None else set()
        case CallNext():
            reasons = _not_free(seat)
            return reasons or (set() if scene(book, command.counter, now).free else {Reason.LINE_EMPTY})
        case CallVisit():
            return _not_free(seat) or _particular(book, command, seat)
        case AtCounter(visit=visit):
            if seat.visit != visit:
                return {Reason.NOT_AT_COUNTER}
            if state not in NEEDED[type(command)]:
                return {Reason.WRONG_STATE}
            if isinstance(command, TransferVisit):
                return _transfer(book, command, book.slips[visit], seat, now)
            return _hand_over(book, command, seat) if isinstance(command, HandOver) else set()
        case _:
            raise AssertionError(f"the referee does not know {command}")


def _particular(book: Book, command: CallVisit, seat: Seat) -> Verdict:
    if not book.policy(seat.tenant).call_particular:
        return {Reason.NOT_ALLOWED}
    slip = book.slips.get(command.visit)
    if slip is None:
        return {Reason.UNKNOWN_VISIT}
    if all(errand.tenant != seat.tenant for errand in slip.errands):
        return {Reason.OTHER_TENANT}
    if slip.at_counter:
        return {Reason.ELSEWHERE}
    served = book.services_of(command.counter)
    waits = any(e.state == "waiting" and e.service in served for e in slip.errands)
    return set() if waits else {Reason.WRONG_STATE}


def _transfer(book: Book, command: TransferVisit, slip: Slip, seat: Seat, now: datetime) -> Verdict:
    if command.service not in book.mall.services:
        return {Reason.UNKNOWN_SERVICE}
    reasons: Verdict = set()
    if command.to_counter is not None:
        if command.service not in book.services_of(command.to_counter):
            reasons.add(Reason.UNKNOWN_COUNTER)
        if command.to_counter == command.counter:
            reasons.add(Reason.SAME_COUNTER)
    if command.to_officer is not None and not any(
        other.officer == command.to_officer and command.service in book.services_of(number)
        for number, other in book.seats.items()
        if number != command.counter
    ):
        reasons.add(Reason.UNKNOWN_OFFICER)
    nowhere = command.to_counter is None and command.to_officer is None
    if nowhere and command.service == slip.errands[seat.stop].service:
        reasons.add(Reason.NOT_ALLOWED)
    if len(slip.errands) >= STOPS_COUNT_MAX:
        reasons.add(Reason.TOO_MANY_STOPS)
    closures = gate.closures_at(book, gate.service_of(book, command.service), now)
    if any(each.waiting == "end" for each in closures):
        reasons.add(Reason.TEMPORARILY_CLOSED)
        # Which of several counts is not told.
        if len(closures) > 1 and reasons == {Reason.TEMPORARILY_CLOSED}:
            reasons.add(None)
    return reasons


def _hand_over(book: Book, command: HandOver, seat: Seat) -> Verdict:
    if book.tenant_of(command.to) is None:
        return {Reason.UNKNOWN_COUNTER}
    if command.to == command.counter:
        return {Reason.SAME_COUNTER}
    assert seat.visit is not None
    service = book.slips[seat.visit].errands[seat.stop].service
    if book.tenant_of(command.to) != seat.tenant:
        return {Reason.OTHER_TENANT}
    if service not in book.services_of(command.to):
        return {Reason.NOT_ALLOWED}
    other = book.seats.get(command.to)
    return {Reason.COUNTER_CLOSED} if other is None else _not_free(other)


def _close(book: Book, command: Close, asker: Asker, now: datetime) -> Verdict:
    if command.tenant not in book.mall.tenants:
        return {Reason.UNKNOWN_TENANT}
    reasons: Verdict = set()
    if asker.role == "counter" and command.tenant != asker.place:
        reasons.add(Reason.OTHER_TENANT)
    services = {None, *(e.id for e in book.mall.services.values() if e.tenant == command.tenant)}
    if command.service not in services:
        reasons.add(Reason.UNKNOWN_SERVICE)
    if command.until is not None and command.until <= now:
        reasons.add(Reason.MALFORMED)
    if any((e.tenant, e.service) == (command.tenant, command.service) for e in book.shutters.values()):
        reasons.add(Reason.WRONG_STATE)
    return reasons


def _not_free(seat: Seat) -> Verdict:
    reasons: Verdict = set()
    if seat.visit is not None:
        reasons.add(Reason.COUNTER_BUSY)
    if seat.on_break is not None:
        reasons.add(Reason.OFFICER_ON_BREAK)
    return reasons


def _elsewhere(book: Book, officer: str, tenant: str) -> Verdict:
    sits = any((seat.tenant, seat.officer) == (tenant, officer) for seat in book.seats.values())
    return {Reason.OFFICER_ELSEWHERE} if sits else set()


def _class(book: Book, priority: str | None) -> Verdict:
    return set() if priority is None or priority in book.mall.classes else {Reason.UNKNOWN_CLASS}


def _own(slip: Slip, asker: Asker) -> bool:
    return asker.role not in ("kiosk", "api") or slip.issuer == asker.device
