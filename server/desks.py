"""Counters and officers: who sits where, whom they call, and what becomes of the visit at the counter."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from protocol.catalogue import Counter, CounterId, TenantId
from protocol.hall import NEXT, Hall, State
from protocol.messages import (
    AtCounter,
    AtCounterCommand,
    BreakEnded,
    BreakStarted,
    CallNext,
    CallVisit,
    EndBreak,
    FinishService,
    FreeCounter,
    HandOver,
    Happening,
    MarkNoShow,
    MarkReady,
    OfficerRelieved,
    OfficerSignedOff,
    OfficerSignedOn,
    ParkVisit,
    Reason,
    Recall,
    Refused,
    Relieve,
    ResultGone,
    ResultReady,
    ServiceFinished,
    ServiceStarted,
    SignOff,
    SignOn,
    StartService,
    StopReady,
    TakeBack,
    TakeBreak,
    TransferVisit,
    VisitCalled,
    VisitHandedOver,
    VisitHappening,
    VisitMissed,
    VisitParked,
    VisitRecalled,
    VisitTakenBack,
    VisitTransferred,
)
from protocol.visit import Desk, Outcome, Round, Visit, Why
from server.given import Decision, Given, whom
from server.priority import next_visit
from server.transfer import transfer


def sign_on(hall: Hall, command: SignOn, given: Given) -> Decision:
    counter = _counter(hall, command.counter, given)
    if isinstance(counter, Refused):
        return counter
    desk = hall.desks.get(counter.id)
    if desk is not None:
        return Refused(reason=Reason.COUNTER_TAKEN, about=desk.officer or "")
    for other in hall.desks.values():
        if other.device == given.actor.device:
            return Refused(reason=Reason.DEVICE_ELSEWHERE, about=str(other.counter))
    if (refused := _elsewhere(hall, command.officer, counter.tenant)) is not None:
        return refused
    signed = OfficerSignedOn(
        counter=counter.id, tenant=counter.tenant, officer=command.officer, device=given.actor.device
    )
    return (signed,)


def sign_off(hall: Hall, command: SignOff, given: Given) -> Decision:
    desk = _desk(hall, command.counter, given)
    if isinstance(desk, Refused):
        return desk
    signed_off = OfficerSignedOff(counter=desk.counter, tenant=desk.tenant)
    if desk.visit is None:
        return (signed_off,)
    visit = hall.visits[desk.visit]
    if visit.stops[desk.stop].state is State.SERVING:
        return Refused(reason=Reason.COUNTER_BUSY, about=visit.label)
    returned = VisitTakenBack(**whom(visit, desk.stop), counter=desk.counter, reason="signed_off")
    return (returned, signed_off)


def relieve(hall: Hall, command: Relieve, given: Given) -> Decision:
    desk = _desk(hall, command.counter, given)
    if isinstance(desk, Refused):
        return desk
    if (refused := _elsewhere(hall, command.officer, desk.tenant)) is not None:
        return refused
    return (OfficerRelieved(counter=desk.counter, tenant=desk.tenant, officer=command.officer),)


def take_break(hall: Hall, command: TakeBreak, given: Given) -> Decision:
    desk = _desk(hall, command.counter, given)
    if isinstance(desk, Refused):
        return desk
    if desk.visit is not None:
        return Refused(reason=Reason.COUNTER_BUSY, about=hall.visits[desk.visit].label)
    if desk.on_break is not None:
        return Refused(reason=Reason.OFFICER_ON_BREAK, about=desk.break_reason or "")
    return (BreakStarted(counter=desk.counter, tenant=desk.tenant, reason=command.reason),)


def end_break(hall: Hall, command: EndBreak, given: Given) -> Decision:
    desk = _desk(hall, command.counter, given)
    if isinstance(desk, Refused):
        return desk
    if desk.on_break is None:
        return Refused(reason=Reason.WRONG_STATE, about="break")
    return (BreakEnded(counter=desk.counter, tenant=desk.tenant),)


def free(hall: Hall, command: FreeCounter) -> Decision:
    """At a manager's word, whoever sat there."""
    if command.counter not in hall.catalogue.counters:
        return Refused(reason=Reason.UNKNOWN_COUNTER, about=str(command.counter))
    desk = hall.desks.get(command.counter)
    if desk is None:
        return Refused(reason=Reason.COUNTER_CLOSED, about=str(command.counter))
    signed_off = OfficerSignedOff(counter=desk.counter, tenant=desk.tenant, freed=command.reason)
    if desk.visit is None:
        return (signed_off,)
    visit, index = hall.visits[desk.visit], desk.stop
    if visit.stops[index].state is State.CALLED:
        return (VisitTakenBack(**whom(visit, index), counter=desk.counter, reason="freed"), signed_off)
    match command.serving:
        case None:
            return Refused(reason=Reason.COUNTER_BUSY, about=visit.label)
        case "finished":
            return (*_finished(hall, desk, visit, "completed"), signed_off)
        case "parked":
            parked = VisitParked(**whom(visit, index), counter=desk.counter, reason="counter_freed")
            return (parked, signed_off)


def call_next(hall: Hall, command: CallNext, given: Given) -> Decision:
    desk = _calling(hall, command.counter, given)
    if isinstance(desk, Refused):
        return desk
    found = next_visit(hall, desk, given.now)
    if found is None:
        return Refused(reason=Reason.LINE_EMPTY)
    (_, visit_id, index), why = found
    visit = hall.visits[visit_id]
    return (VisitCalled(**whom(visit, index), counter=desk.counter, why=why),)


def call_visit(hall: Hall, command: CallVisit, given: Given) -> Decision:
    desk = _calling(hall, command.counter, given)
    if isinstance(desk, Refused):
        return desk
    if not hall.catalogue.tenants[desk.tenant].policy.call_particular:
        return Refused(reason=Reason.NOT_ALLOWED, about="call_particular")
    visit = hall.visits.get(command.visit)
    if visit is None:
        return Refused(reason=Reason.UNKNOWN_VISIT, about=str(command.visit))
    if all(stop.tenant != desk.tenant for stop in visit.stops):
        return Refused(reason=Reason.OTHER_TENANT, about=visit.label)
    if visit.at_counter:
        return Refused(reason=Reason.ELSEWHERE, about=visit.label)
    services = hall.catalogue.counters[desk.counter].services
    for index, stop in enumerate(visit.stops):
        if stop.state is State.WAITING and stop.service in services:
            assert hall.books is not None
            before = hall.books.rounds.get(desk.counter, Round())
            # Out of its turn: it uses up nobody's.
            why = Why(rule="particular", round=replace(before, back=stop.back))
            return (VisitCalled(**whom(visit, index), counter=desk.counter, why=why),)
    return Refused(reason=Reason.WRONG_STATE, about=visit.stops[-1].state.value)


def at_counter(hall: Hall, command: AtCounterCommand, given: Given) -> Decision:
    """What an officer does with the visit that is at the counter."""
    if isinstance(command, CallVisit):
        return call_visit(hall, command, given)
    desk = _desk(hall, command.counter, given)
    if isinstance(desk, Refused):
        return desk
    if desk.visit != command.visit:
        return Refused(reason=Reason.NOT_AT_COUNTER, about=_label(hall, command))
    visit = hall.visits[command.visit]
    state = visit.stops[desk.stop].state
    if MOVES[type(command)] not in NEXT[state]:
        return Refused(reason=Reason.WRONG_STATE, about=state.value)
    return _outcome_of(hall, command, desk, visit, given)


def mark_ready(hall: Hall, command: MarkReady, given: Given) -> Decision:
    result = hall.results.get((command.visit, TenantId(given.place)))
    if result is None:
        return Refused(reason=Reason.UNKNOWN_RESULT, about=str(command.visit))
    if result.ready_at is not None:
        return Refused(reason=Reason.WRONG_STATE, about=result.label)
    return (ResultReady(result=replace(result, ready_at=given.now)),)


MOVES: dict[type[AtCounterCommand], type[VisitHappening]] = {
    Recall: VisitRecalled,
    StartService: ServiceStarted,
    FinishService: ServiceFinished,
    MarkNoShow: VisitMissed,
    TakeBack: VisitTakenBack,
    ParkVisit: VisitParked,
    TransferVisit: VisitTransferred,
    HandOver: VisitHandedOver,
}
"""What each command leads to, if the state of the stop allows it."""


HANDED_OUT: frozenset[Outcome] = frozenset({"completed", "result_later"})
"""Outcomes with which a result that was fetched is gone from the list; else it is still there to fetch."""


def _outcome_of(hall: Hall, command: AtCounterCommand, desk: Desk, visit: Visit, given: Given) -> Decision:
    about, counter = whom(visit, desk.stop), desk.counter
    match command:
        case Recall():
            return (VisitRecalled(**about, counter=counter),)
        case StartService():
            return (ServiceStarted(**about, counter=counter),)
        case MarkNoShow():
            return (VisitMissed(**about, counter=counter),)
        case FinishService(outcome=outcome):
            return tuple(_finished(hall, desk, visit, outcome))
        case TakeBack():
            return (VisitTakenBack(**about, counter=counter, reason="officer"),)
        case ParkVisit(reason=reason):
            return (VisitParked(**about, counter=counter, reason=reason),)
        case TransferVisit():
            return transfer(hall, command, visit, desk, given.now)
        case HandOver(to=to):
            refused = _cannot_take_over(hall, to, desk, visit)
            return refused or (VisitHandedOver(**about, counter=counter, to=to),)
        case CallVisit():
            raise AssertionError("nobody is at the counter yet")


def _finished(hall: Hall, desk: Desk, visit: Visit, outcome: Outcome) -> Iterator[Happening]:
    """The end of a service, and what waited for it."""
    yield ServiceFinished(**whom(visit, desk.stop), counter=desk.counter, outcome=outcome)
    for index, stop in enumerate(visit.stops):
        if stop.state is State.PLANNED and all(_done(visit, each, desk.stop) for each in stop.after):
            yield StopReady(**whom(visit, index))
    if visit.collects is None or outcome not in HANDED_OUT or not _done(visit, 0, desk.stop):
        return
    if (result := hall.results.get((visit.collects, visit.stops[0].tenant))) is not None:
        yield ResultGone(visit=result.visit, tenant=result.tenant, issuer=result.issuer, reason="collected")


def _done(visit: Visit, index: int, finishing: int) -> bool:
    """Whether a stop is finished, or the one that it was transferred to."""
    stop = visit.stops[index]
    if stop.sent_to is not None:
        return _done(visit, stop.sent_to, finishing)
    return index == finishing or stop.state is State.FINISHED


def _cannot_take_over(hall: Hall, to: CounterId, desk: Desk, visit: Visit) -> Refused | None:
    counter = hall.catalogue.counters.get(to)
    if counter is None:
        return Refused(reason=Reason.UNKNOWN_COUNTER, about=str(to))
    if to == desk.counter:
        return Refused(reason=Reason.SAME_COUNTER, about=str(to))
    if counter.tenant != desk.tenant:
        return Refused(reason=Reason.OTHER_TENANT, about=str(to))
    if (service := visit.stops[desk.stop].service) not in counter.services:
        return Refused(reason=Reason.NOT_ALLOWED, about=service)
    other = hall.desks.get(to)
    if other is None:
        return Refused(reason=Reason.COUNTER_CLOSED, about=str(to))
    if other.on_break is not None:
        return Refused(reason=Reason.OFFICER_ON_BREAK, about=other.officer or "")
    if other.visit is not None:
        return Refused(reason=Reason.COUNTER_BUSY, about=hall.visits[other.visit].label)
    return None


def _elsewhere(hall: Hall, officer: str, tenant: TenantId) -> Refused | None:
    for other in hall.desks.values():
        if other.officer == officer and other.tenant == tenant:
            return Refused(reason=Reason.OFFICER_ELSEWHERE, about=str(other.counter))
    return None


def _counter(hall: Hall, number: CounterId, given: Given) -> Counter | Refused:
    counter = hall.catalogue.counters.get(number)
    if counter is None:
        return Refused(reason=Reason.UNKNOWN_COUNTER, about=str(number))
    if counter.tenant != TenantId(given.place):
        return Refused(reason=Reason.OTHER_TENANT, about=str(number))
    return counter


def _desk(hall: Hall, number: CounterId, given: Given) -> Desk | Refused:
    """The counter at which this device's officer sits."""
    counter = _counter(hall, number, given)
    if isinstance(counter, Refused):
        return counter
    desk = hall.desks.get(counter.id)
    if desk is None:
        return Refused(reason=Reason.COUNTER_CLOSED, about=str(number))
    if desk.device != given.actor.device:
        return Refused(reason=Reason.COUNTER_TAKEN, about=desk.officer or "")
    return desk


def _calling(hall: Hall, number: CounterId, given: Given) -> Desk | Refused:
    """The same, if it may call somebody."""
    desk = _desk(hall, number, given)
    if isinstance(desk, Refused):
        return desk
    if desk.visit is not None:
        return Refused(reason=Reason.COUNTER_BUSY, about=hall.visits[desk.visit].label)
    if desk.on_break is not None:
        return Refused(reason=Reason.OFFICER_ON_BREAK, about=desk.break_reason or "")
    return desk


def _label(hall: Hall, command: AtCounter) -> str:
    visit = hall.visits.get(command.visit)
    return str(command.visit) if visit is None else visit.label
