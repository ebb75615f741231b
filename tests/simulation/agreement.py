"""Whether the hall shows what the referee heard, and nothing else; and what holds whatever has happened."""

from __future__ import annotations

from datetime import datetime

from protocol.hall import Hall
from tests.simulation.slips import AT_COUNTER, Book, must


def agree(book: Book, hall: Hall) -> None:
    """The hall shows what was heard, no more and no less."""
    must(
        (hall.seq, hall.day, hall.doubt) == (book.seq, book.day, book.doubt),
        "the hall is at the event that was heard last",
    )
    for visit in hall.visits.values():
        slip = book.slips.get(visit.id)
        must(slip is not None, "every visit is where its events have led it", visit.id)
        assert slip is not None
        stops = [
            (stop.state.value, stop.service, stop.line_time, stop.kind, stop.back, stop.delays)
            for stop in visit.stops
        ]
        heard = [(e.state, e.service, e.line_time, e.kind, e.back, e.delays) for e in slip.errands]
        must(
            (stops, visit.label, visit.priority) == (heard, _spelt(slip.label), slip.priority),
            "every visit is where its events have led it",
            (stops, heard),
        )
    must(len(hall.visits) == len(book.slips), "no visit is lost", (set(hall.visits), set(book.slips)))
    lines: dict[str, set[tuple[datetime, int, int]]] = {}
    for (service, _), line in hall.lines.items():
        must(list(line) == sorted(line), "the lines hold who waits, in order", line)
        lines.setdefault(service, set()).update((at, int(visit), stop) for at, visit, stop in line)
    waiting = {str(s): set(line) for s in book.mall.services if (line := book.waiting({str(s)}))}
    must(lines == waiting, "the lines hold who waits, in order", (lines, waiting))
    counts = {str(service): count for service, count in hall.waiting.items()}
    must(counts == {s: len(line) for s, line in lines.items()}, "those who wait are counted", counts)
    desks = {
        int(d.counter): (d.tenant, d.officer, d.device, d.visit, d.stop, d.break_reason)
        for d in hall.desks.values()
    }
    seats = {
        counter: (s.tenant, s.officer, s.device, s.visit, s.stop, s.on_break)
        for counter, s in book.seats.items()
    }
    must(desks == seats, "the desks hold who sits there and whom they have", (desks, seats))
    _sound(book)
    _agree_on_the_rest(book, hall)


def _sound(book: Book) -> None:
    """What must hold at any moment, whatever led to it."""
    served = [seat.visit for seat in book.seats.values() if seat.visit is not None]
    must(len(served) == len(set(served)), "a visit is at one counter at most", served)
    labels = [slip.label for slip in book.slips.values() if slip.open]
    must(len(labels) == len(set(labels)), "no two visits that are here have the same number", labels)
    for slip in book.slips.values():
        at = [index for index, errand in enumerate(slip.errands) if errand.state in AT_COUNTER]
        must(len(at) <= 1, "a visit is at one counter at most", slip)
        for index in at:
            seat = book.seats.get(slip.errands[index].counter or 0)
            must(
                seat is not None and (seat.visit, seat.stop) == (slip.visit, index),
                "who is called or served is at a counter that is open",
                slip,
            )
        for errand in slip.errands:
            must(
                errand.state != "planned" or not all(slip.done(index) for index in errand.after),
                "a stop waits as soon as what it depends on is finished",
                slip,
            )


def _agree_on_the_rest(book: Book, hall: Hall) -> None:
    promises = {int(b.id): (b.code, b.service, b.slot) for b in hall.bookings.values()}
    heard = {number: (p.code, p.service, p.slot) for number, p in book.promises.items()}
    must(promises == heard, "no booking is lost, none made up", (promises, heard))
    booked = sorted((str(service), slot) for service, slots in hall.booked.items() for slot in slots)
    kept = sorted((p.service, p.slot) for p in book.promises.values())
    must(booked == kept, "no booking is lost, none made up", (booked, kept))
    results = {(int(each.visit), str(each.tenant)): each.ready_at for each in hall.results.values()}
    known = {key: each.ready_at for key, each in book.results.items()}
    must(results == known, "no result is lost, none made up", (results, known))
    must(not book.handed_out, "a result that was handed out is off the list", book.handed_out)
    closures = {int(each.id): each.approved for each in hall.closures.values()}
    shut = {number: each.approved for number, each in book.shutters.items()}
    must(closures == shut, "what is closed is closed, and nothing else", (closures, shut))
    if hall.books is None:
        return
    must(dict(hall.books.series) == book.last_number, "the series go on from the last number given")
    counted = {str(service): count for service, count in hall.books.given.items() if count}
    mine = {service: count for service, count in book.counted.items() if count}
    must(counted == mine, "what counts in a quota is counted", (counted, mine))
    rounds = {int(c): (r.booking, r.pick_up, r.priority, r.back) for c, r in hall.books.rounds.items()}
    told = {c: (t.booking, t.pick_up, t.priority, t.back) for c, t in book.tallies.items()}
    must(rounds == told, "the rounds are those of the calls", (rounds, told))


def _spelt(label: tuple[str, int]) -> str:
    return f"{label[0]}-{label[1]:03}"
