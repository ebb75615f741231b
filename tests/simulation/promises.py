"""What is promised for later, and what is closed for a while: bookings, results, closures, as heard."""

from __future__ import annotations

from datetime import timedelta

from protocol.messages import (
    BookingCancelled,
    BookingKept,
    BookingMade,
    ClosureEnded,
    ClosureRequested,
    Event,
    ResultGone,
    ResultReady,
    TemporarilyClosed,
)
from tests.simulation import gate
from tests.simulation.slips import Book, Promise, Shutter, must


def of_booking(book: Book, event: Event) -> None:
    match event.what:
        case BookingMade() as what:
            must(what.booking == event.seq, "a booking is named by the event that made it", event)
            codes = [each.code for each in book.promises.values()]
            must(bool(what.code) and what.code not in codes, "a booking's code is its own", what)
            service = gate.service_of(book, what.service)
            assert service.slots is not None
            must(gate.slot_exists(book, service, what.slot, event.at), "a slot is booked that exists", what)
            taken = gate.places_taken(book, service, what.slot, event.at)
            must(taken < service.slots.capacity, "a slot is not booked beyond its capacity", what)
            day = gate.day_at(book, what.slot)
            must(
                not gate.full(book, service, event.at, day),
                "a quota is never exceeded",
                (what, "booking"),
            )
            book.promises[what.booking] = Promise(
                code=str(what.code),
                tenant=what.tenant,
                service=what.service,
                slot=what.slot,
                issuer=str(what.issuer),
                priority=what.priority,
            )
        case BookingKept(booking=booking) | BookingCancelled(booking=booking):
            promise = book.promises.pop(booking, None)
            must(promise is not None, "only a booking that was made comes to an end", booking)
            assert promise is not None
            if isinstance(event.what, BookingCancelled) and event.what.reason == "missed":
                may_end_the_day(book, event)
                own_day = gate.day_at(book, promise.slot)
                must(own_day <= str(book.day), "a booking ends with its day", promise)
        case _:
            raise AssertionError("not of a booking")


def of_result(book: Book, event: Event) -> None:
    match event.what:
        case ResultReady(result=result):
            known = book.results.get((result.visit, result.tenant))
            must(known is not None and known.ready_at is None, "a result is ready once", result)
            assert known is not None
            must(
                result.tenant == known.tenant and role_of(event) == "counter",
                "its own staff say so",
                result,
            )
            known.ready_at = event.at
        case ResultGone(visit=visit, tenant=tenant, reason=reason):
            known = book.results.pop((visit, tenant), None)
            must(known is not None, "only a result that was promised goes", visit)
            book.handed_out.discard((visit, tenant))
            assert known is not None
            if reason == "expired":
                kept = timedelta(days=book.policy(known.tenant).pick_up_days)
                since = known.ready_at or known.promised_at
                # A promise counts from its day, not from its hour.
                slack = timedelta() if known.ready_at else timedelta(days=2)
                must(event.at - since + slack > kept, "a result is kept for its days", known)
            else:
                fetched = [slip for slip in book.slips.values() if slip.collects == visit]
                done = any(slip.done(0) and slip.errands[0].tenant == tenant for slip in fetched)
                must(done, "a result goes with who fetched it", visit)
        case _:
            raise AssertionError("not of a result")


def of_closure(book: Book, event: Event) -> None:
    match event.what:
        case ClosureRequested(closure=closure) | TemporarilyClosed(closure=closure):
            if isinstance(event.what, TemporarilyClosed):
                must(role_of(event) == "floor", "only the floor closes a counter's service", event)
            before = book.shutters.get(closure.id)
            must(
                (before is None and closure.id == event.seq) or (before is not None and not before.approved),
                "a closure is decided once",
                closure,
            )
            book.shutters[closure.id] = Shutter(
                tenant=closure.tenant,
                service=closure.service,
                until=closure.until,
                waiting=closure.waiting,
                approved=isinstance(event.what, TemporarilyClosed),
            )
            must(
                closure.approved == book.shutters[closure.id].approved,
                "a closure is decided once",
                closure,
            )
        case ClosureEnded(closure=number, reason=reason):
            gone = book.shutters.pop(number, None)
            must(gone is not None, "only what was closed opens again", number)
            assert gone is not None
            must((reason == "rejected") == (not gone.approved), "only what was closed opens again", gone)
            if event.request is None:
                over = gone.until is not None and gone.until <= event.at
                must(over, "what is closed opens at its hour, not before", gone)
        case _:
            raise AssertionError("not of a closure")


def may_end_the_day(book: Book, event: Event) -> None:
    if role_of(event) == "floor":
        return
    must(not book.doubt, "no day turns while the clock is in doubt", event)
    must(gate.day_at(book, event.at) != book.day, "the day ends at its hour, not before", event.at)


def role_of(event: Event) -> str:
    """Devices of these malls are named after their role."""
    return "" if event.by is None else str(event.by.device).partition("-")[0]
