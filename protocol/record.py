"""A hall as it travels and rests: what follows from the rest of it is left out."""

from __future__ import annotations

from datetime import datetime

from immutables import Map
from msgspec import UNSET, Struct, UnsetType

from protocol.books import Books
from protocol.catalogue import Catalogue
from protocol.hall import CATALOGUE_NONE, Hall
from protocol.lines import booked_of, lines_of, waiting_of
from protocol.visit import Booking, Closure, Desk, PickUp, Visit


class HallRecord(Struct, frozen=True, kw_only=True, omit_defaults=True):
    seq: int
    at: datetime | None
    day: str | None
    day_seq: int = 0
    last_day: str | None = None
    doubt: bool = False
    catalogue: Catalogue | UnsetType = UNSET
    visits: tuple[Visit, ...]
    desks: tuple[Desk, ...]
    bookings: tuple[Booking, ...] = ()
    results: tuple[PickUp, ...] = ()
    closures: tuple[Closure, ...] = ()


def record_of(hall: Hall, *, catalogue: bool = True) -> HallRecord:
    return HallRecord(
        seq=hall.seq,
        at=hall.at,
        day=hall.day,
        day_seq=hall.day_seq,
        last_day=hall.last_day,
        doubt=hall.doubt,
        catalogue=hall.catalogue if catalogue else UNSET,
        visits=tuple(hall.visits.values()),
        desks=tuple(hall.desks.values()),
        bookings=tuple(hall.bookings.values()),
        results=tuple(hall.results.values()),
        closures=tuple(hall.closures.values()),
    )


def hall_of(record: HallRecord, books: Books | None = None) -> Hall:
    """The hall that a record describes."""
    return Hall(
        seq=record.seq,
        at=record.at,
        day=record.day,
        day_seq=record.day_seq,
        last_day=record.last_day,
        doubt=record.doubt,
        catalogue=CATALOGUE_NONE if record.catalogue is UNSET else record.catalogue,
        visits=Map({visit.id: visit for visit in record.visits}),
        lines=(lines := lines_of(record.visits)),
        waiting=waiting_of(lines),
        desks=Map({desk.counter: desk for desk in record.desks}),
        bookings=Map({booking.id: booking for booking in record.bookings}),
        booked=booked_of(record.bookings),
        results=Map({(result.visit, result.tenant): result for result in record.results}),
        closures=Map({closure.id: closure for closure in record.closures}),
        books=books,
    )
